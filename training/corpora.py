"""The training corpora as windows of tokens with targets.

Three kinds of corpus teach three groups of heads: treebanks (sentence starts, parts of speech, lemma, tree), names,
and attributions. Each window carries the targets of its own kind only.
"""

from __future__ import annotations

import collections
import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.language._features import PieceEncoder, Window
from onrecord.language._quotes import quotation_states
from onrecord.language._tokens import TITLE_ABBREVIATIONS, tokenise

# Content pieces of a window; whole paragraphs are packed up to it.
WINDOW_PIECES = {"tree": 160, "names": 160, "attribution": 200}
LONGEST_UNIT = 250  # pieces; a longer sentence of a treebank is left out, a longer paragraph is cut
PARAGRAPH_CHANCE = 0.3  # treebanks do not keep paragraphs: this share of sentence starts is shown as one
NAME_TYPES = ("PER", "ORG", "LOC", "FAC", "NORP", "MISC", "DATE", "MONEY")
NAME_TAGS = ["O", *(f"{prefix}-{kind}" for kind in NAME_TYPES for prefix in "BI")]
ATTRIBUTION_TAGS = ["O", *(f"{prefix}-{role}" for role in ("source", "cue", "content") for prefix in "BI")]
IGNORED = -100
SWAPPED_TYPES = ("PER", "ORG", "LOC")
SWAP_CHANCE = 0.1  # of a name, to be replaced by another of its type

# What each names corpus annotates; its O says nothing about the other types.
NAMES_CORPORA = {
    "ewn-train": NAME_TYPES,
    "crossner-train": ("PER", "ORG", "LOC", "MISC"),
    "crossner-dev": ("PER", "ORG", "LOC", "MISC"),
    "uner-dev": ("PER", "ORG", "LOC"),
    "wikigold": ("PER", "ORG", "LOC", "MISC"),
}
UNLICENSED = frozenset({"ewn-train"})  # no licence stated; PolNeAR neither
TREEBANKS = ("ewt-train", "gum-train")


@dataclass
class Unit:
    """A sentence, block or paragraph: tokens with targets (columns run token by token)."""

    forms: list[str]
    spaces_before: list[bool] | None
    spaces_after: list[bool] | None
    pieces: list[tuple[int, ...]]
    shapes: list[int]
    targets: dict[str, list[int]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


@dataclass
class Example:
    """A window with its targets; ``kind`` is "tree", "names" or "attribution"."""

    kind: str
    window: Window
    targets: dict[str, list[int]]
    corpus: str


Doc = tuple[str, list[Unit]]  # corpus name, units in order


def read_jsonl(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def lemma_script(form: str, lemma: str) -> str:
    """The edit that makes the lemma from the form: case, letters to cut, letters to add ("K:1:y")."""
    low_form, low_lemma = form.lower(), lemma.lower()
    shared = 0
    while shared < min(len(low_form), len(low_lemma)) and low_form[shared] == low_lemma[shared]:
        shared += 1
    if shared == 0:
        return "=:" + lemma if len(lemma) < 6 else "L:0:"
    case = "K" if lemma[:1].isupper() and form[:1].isupper() else "L"
    return f"{case}:{len(low_form) - shared}:{low_lemma[shared:]}"


def label_sets(data: Path) -> dict[str, list[str]]:
    """The labels of every head, from the training treebanks."""
    counts: dict[str, collections.Counter[str]] = {
        k: collections.Counter() for k in ("upos", "xpos", "lemma", "deprel")
    }
    for corpus in TREEBANKS:
        for document in read_jsonl(data / "language" / f"{corpus}.jsonl.gz"):
            for sentence in document["sents"]:
                for form, _space, lemma, upos, xpos, _feats, _head, deprel in sentence:
                    counts["upos"][upos] += 1
                    counts["xpos"][xpos] += 1
                    counts["deprel"][deprel] += 1
                    if lemma != "_":
                        counts["lemma"][lemma_script(form, lemma)] += 1
    return {
        "upos": sorted(counts["upos"]),
        "xpos": sorted(counts["xpos"]),
        "lemma": sorted(k for k, n in counts["lemma"].items() if n >= 3),
        "deprel": sorted(counts["deprel"]),
        "names": NAME_TAGS,
        "attribution": ATTRIBUTION_TAGS,
    }


def _unit(encoder: PieceEncoder, forms: list[str], before: list[bool] | None, after: list[bool] | None) -> Unit:
    both = [encoder.pieces_and_shape(form) for form in forms]
    return Unit(forms, before, after, [p for p, _ in both], [s for _, s in both])


def read_treebank(path: Path, corpus: str, encoder: PieceEncoder, labels: dict[str, list[str]]) -> list[Doc]:
    index = {k: {label: i for i, label in enumerate(v)} for k, v in labels.items()}
    docs = []
    for document in read_jsonl(path):
        units = []
        space = True
        for sentence in document["sents"]:
            after = [bool(token[1]) for token in sentence]
            before = [space, *after[:-1]]
            space = after[-1]
            unit = _unit(encoder, [token[0] for token in sentence], before, after)
            if unit.size > LONGEST_UNIT:
                continue
            unit.targets = {
                "upos": [index["upos"].get(token[3], IGNORED) for token in sentence],
                "xpos": [index["xpos"].get(token[4], IGNORED) for token in sentence],
                "lemma": [
                    index["lemma"].get(lemma_script(token[0], token[2]), IGNORED) if token[2] != "_" else IGNORED
                    for token in sentence
                ],
                "deprel": [index["deprel"].get(token[7], IGNORED) for token in sentence],
                "head": [token[6] for token in sentence],  # 1-based in the sentence, 0 = root; shifted when packed
                "start": [1] + [0] * (len(sentence) - 1),
            }
            units.append(unit)
        docs.append((corpus, units))
    return docs


_CLITIC = re.compile(r"(?i)n?['’](?:s|re|ve|ll|d|m|t)")


def mended_names(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Bring the tokens of a names corpus to our own tokenisation, tags kept in step."""
    merged: list[tuple[str, str]] = []
    i = 0
    while i < len(tokens):
        form, tag = tokens[i]
        following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        if len(form) == 1 and form.isupper() and following == ".":
            j = i
            while j + 1 < len(tokens) and len(tokens[j][0]) == 1 and tokens[j][0].isupper() and tokens[j + 1][0] == ".":
                j += 2
            initial = j < len(tokens) and tokens[j][0][:1].isupper() and form != "I"
            if j - i > 2 or initial:
                merged.append(("".join(t[0] for t in tokens[i:j]), tag))
                i = j
                continue
        if following == "." and form.lower() in TITLE_ABBREVIATIONS and form[:1].isupper():
            merged.append((form + ".", tag))
            i += 2
            continue
        if form in ("’", "'") and merged and following.lower() in ("s", "re", "ve", "ll", "d", "m"):
            merged.append((form + following, tag if tag != "O" else "O"))
            i += 2
            continue
        if form in ("’", "'") and merged and following.lower() == "t" and merged[-1][0].lower().endswith("n"):
            stem, stem_tag = merged.pop()
            if len(stem) > 1:
                merged.append((stem[:-1], stem_tag))
            merged.append((stem[-1] + form + following, "O"))
            i += 2
            continue
        merged.append((form, tag))
        i += 1
    result: list[tuple[str, str]] = []
    for form, tag in merged:
        spans = [(0, len(form))] if _CLITIC.fullmatch(form) else tokenise(form)
        for k, (start, end) in enumerate(spans):
            result.append((form[start:end], tag if k == 0 or tag == "O" else "I" + tag[1:]))
    return result


def _names_unit(encoder: PieceEncoder, tokens: list[tuple[str, str]], index: dict[str, int]) -> Unit:
    unit = _unit(encoder, [form for form, _ in tokens], None, None)
    tags = []
    previous = "O"
    for _, tag in tokens:
        if tag[0] == "I" and previous[1:] != tag[1:]:
            tag = "B" + tag[1:]
        previous = tag
        tags.append(index[tag])
    unit.targets = {"names": tags}
    return unit


def read_names(path: Path, corpus: str, encoder: PieceEncoder, mend: bool = True) -> list[Doc]:
    index = {tag: i for i, tag in enumerate(NAME_TAGS)}
    docs = []
    for document in read_jsonl(path):
        units = []
        for block in document["sents"]:
            tokens = [(form, tag) for form, tag in block]
            if mend:
                tokens = mended_names(tokens)
            for k in range(0, len(tokens), 110):  # blocks of up to 493 tokens stand in the files
                units.append(_names_unit(encoder, tokens[k : k + 110], index))
        docs.append((corpus, [unit for unit in units if unit.forms]))
    return docs


def read_wikigold(path: Path, encoder: PieceEncoder) -> list[Doc]:
    index = {tag: i for i, tag in enumerate(NAME_TAGS)}
    units = []
    tokens: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, ""]:
            form, _, tag = line.strip().rpartition(" ")
            if form and form != "-DOCSTART-":
                tokens.append((form, tag))
            elif tokens:
                units.append(_names_unit(encoder, mended_names(tokens), index))
                tokens = []
    return [("wikigold", [unit for unit in units if unit.forms])]


_SPAN_LINE = re.compile(r"(T\d+)\t(\S+) ([\d; ]+)(?:\t|$)")


@dataclass
class GoldAttribution:
    """One attribution of PolNeAR: spans by role, in code points."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


def parse_annotations(stand_off: str) -> list[GoldAttribution]:
    spans: dict[str, list[tuple[int, int]]] = {}
    result = []
    for line in stand_off.split("\n"):
        match = _SPAN_LINE.match(line)
        if match:
            pieces = [piece.split() for piece in match.group(3).split(";")]
            spans[match.group(1)] = [(int(a), int(b)) for a, b in pieces]
    for line in stand_off.split("\n"):
        if not re.match(r"E\d+\t", line):
            continue
        gold = GoldAttribution([], [], [])
        for part in line.split("\t", 1)[1].split():
            role, _, target = part.partition(":")
            name = role.rstrip("0123456789").lower()
            if name in ("source", "cue", "content"):
                getattr(gold, name).extend(spans.get(target, ()))
        for role_spans in (gold.source, gold.cue, gold.content):
            role_spans.sort()
        if gold.cue or gold.content:
            result.append(gold)
    return result


def token_indexes(spans: list[tuple[int, int]], tokens: list[tuple[int, int]]) -> list[int]:
    return [i for i, (a, b) in enumerate(tokens) if any(a < end and b > start for start, end in spans)]


def fragments(indexes: list[int]) -> list[tuple[int, int]]:
    result: list[list[int]] = []
    for i in sorted(set(indexes)):
        if result and result[-1][1] == i:
            result[-1][1] = i + 1
        else:
            result.append([i, i + 1])
    return [(a, b) for a, b in result]


def line_spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text) if match.group().strip()]


def read_attributions(path: Path, corpus: str, encoder: PieceEncoder, every_annotator: bool = True) -> list[Doc]:
    """PolNeAR: paragraphs as units, with tags and, at each source or content start, the cue it belongs to."""
    index = {tag: i for i, tag in enumerate(ATTRIBUTION_TAGS)}
    docs = []
    for document in read_jsonl(path):
        text = document["text"]
        paragraphs = [(span, tokenise(text, *span)) for span in line_spans(text)]
        annotations = document["annotations"] if every_annotator else document["annotations"][:1]
        for stand_off in annotations:
            attributions = parse_annotations(stand_off)
            units = []
            for (start, end), tokens in paragraphs:
                if not tokens:
                    continue
                forms = [text[a:b] for a, b in tokens]
                before = [i == 0 or tokens[i - 1][1] < a for i, (a, _) in enumerate(tokens)]
                after = [*before[1:], True]
                unit = _unit(encoder, forms, before, after)
                tags = [0] * len(forms)
                cues = [IGNORED] * len(forms)
                for gold in attributions:
                    if not any(s[0] < end and s[1] > start for s in [*gold.source, *gold.cue, *gold.content]):
                        continue
                    cue_tokens = token_indexes([s for s in gold.cue if s[0] < end and s[1] > start], tokens)
                    for role in ("source", "cue", "content"):
                        inside = [s for s in getattr(gold, role) if s[0] < end and s[1] > start]
                        for a, b in fragments(token_indexes(inside, tokens)):
                            if role != "cue" and cue_tokens:
                                cues[a] = cue_tokens[0]
                            for i in range(a, b):
                                if tags[i] == 0:
                                    tags[i] = index[f"{'B' if i == a else 'I'}-{role}"]
                for i, tag in enumerate(tags):  # an overlap may have left an I- without its B-
                    if tag and ATTRIBUTION_TAGS[tag][0] == "I" and (i == 0 or tags[i - 1] not in (tag, tag - 1)):
                        tags[i] = tag - 1
                unit.targets = {"attribution": tags, "cue": cues}
                units.extend(_cut(unit))
            docs.append((corpus, units))
    return docs


def _cut(unit: Unit) -> Iterator[Unit]:
    """Cut a paragraph that is too long for one window; a link across the cut is dropped."""
    if unit.size <= LONGEST_UNIT:
        yield unit
        return
    begin = size = 0
    for i, pieces in enumerate([*unit.pieces, (0,) * (LONGEST_UNIT + 1)]):
        if size + len(pieces) > LONGEST_UNIT:
            part = slice(begin, i)
            targets = {k: v[part] for k, v in unit.targets.items()}
            # What is cut in the middle goes on with a tag of its own beginning.
            if ATTRIBUTION_TAGS[targets["attribution"][0]][0] == "I":
                targets["attribution"][0] -= 1
            targets["cue"] = [c - begin if c != IGNORED and begin <= c < i else IGNORED for c in targets["cue"]]
            yield Unit(
                unit.forms[part],
                unit.spaces_before and unit.spaces_before[part],
                unit.spaces_after and unit.spaces_after[part],
                unit.pieces[part],
                unit.shapes[part],
                targets,
            )
            begin, size = i, 0
        size += len(pieces)


def example(kind: str, corpus: str, units: list[Unit], random_source: random.Random | None) -> Example:
    """Pack units into one window; quotation states restart at each paragraph."""
    pieces: list[tuple[int, ...]] = []
    shapes: list[int] = []
    starts: list[bool] = []
    quotations: list[int] = []
    targets: dict[str, list[int]] = collections.defaultdict(list)
    paragraph: list[Unit] = []

    def close() -> None:
        forms = [form for unit in paragraph for form in unit.forms]
        known = all(unit.spaces_before is not None for unit in paragraph)
        before = [flag for unit in paragraph for flag in unit.spaces_before or ()] if known else None
        after = [flag for unit in paragraph for flag in unit.spaces_after or ()] if known else None
        quotations.extend(quotation_states(forms, before, after))
        paragraph.clear()

    for number, unit in enumerate(units):
        begins = kind != "tree" or random_source is None or random_source.random() < PARAGRAPH_CHANCE
        if kind == "tree" and random_source is None:
            begins = number == 0
        if begins and paragraph:
            close()
        offset = len(pieces)
        starts.extend([begins, *[False] * (len(unit.forms) - 1)])
        pieces.extend(unit.pieces)
        shapes.extend(unit.shapes)
        paragraph.append(unit)
        for name, values in unit.targets.items():
            if name == "head":
                targets[name].extend(offset + v if v else 0 for v in values)
            elif name == "cue":
                targets[name].extend(offset + v if v != IGNORED else v for v in values)
            else:
                targets[name].extend(values)
        if kind == "tree":
            targets["sentence"].extend([number] * len(unit.forms))
    close()
    return Example(kind, Window(pieces, shapes, quotations, starts), dict(targets), corpus)


def pack(kind: str, docs: list[Doc], random_source: random.Random | None) -> Iterator[Example]:
    """Windows of a whole pass over the documents; with a random source the borders differ from pass to pass."""
    longest = WINDOW_PIECES[kind]
    for corpus, units in docs:
        limit = longest if random_source is None else random_source.randint(40, longest)
        current: list[Unit] = []
        size = 0
        for unit in units:
            if current and size + unit.size > limit:
                yield example(kind, corpus, current, random_source)
                current, size, limit = [], 0, longest
            current.append(unit)
            size += unit.size
        if current:
            yield example(kind, corpus, current, random_source)


Mention = tuple[list[str], list[tuple[int, ...]], list[int], list[int]]  # forms, pieces, shapes, tags


def _mentions(unit: Unit) -> Iterator[tuple[int, int, str]]:
    tags = unit.targets["names"]
    for i, tag in enumerate(tags):
        if NAME_TAGS[tag][0] == "B" and NAME_TAGS[tag][2:] in SWAPPED_TYPES:
            end = i + 1
            while end < len(tags) and tags[end] == tag + 1:
                end += 1
            yield i, end, NAME_TAGS[tag][2:]


def with_other_names(docs: list[Doc], random_source: random.Random) -> list[Doc]:
    """The documents with some names replaced by names of the same type: what is around a name must tell its type."""
    pool: dict[str, list[Mention]] = {kind: [] for kind in SWAPPED_TYPES}
    for _, units in docs:
        for unit in units:
            for start, end, kind in _mentions(unit):
                part = slice(start, end)
                pool[kind].append((unit.forms[part], unit.pieces[part], unit.shapes[part], unit.targets["names"][part]))
    result = []
    for corpus, units in docs:
        changed = []
        for unit in units:
            swaps = [m for m in _mentions(unit) if random_source.random() < SWAP_CHANCE]
            if swaps:
                columns: Mention = (list(unit.forms), list(unit.pieces), list(unit.shapes), list(unit.targets["names"]))
                for start, end, kind in reversed(swaps):
                    for column, other in zip(columns, random_source.choice(pool[kind]), strict=True):
                        column[start:end] = other  # type: ignore[index]
                forms, pieces, shapes, tags = columns
                unit = Unit(forms, None, None, pieces, shapes, {"names": tags})
            changed.append(unit)
        result.append((corpus, changed))
    return result


def endless(kind: str, docs: list[Doc], random_source: random.Random) -> Iterator[Example]:
    """Windows for ever, shuffled within each pass."""
    while True:
        shown = with_other_names(docs, random_source) if kind == "names" else docs
        examples = list(pack(kind, shown, random_source))
        random_source.shuffle(examples)
        yield from examples
