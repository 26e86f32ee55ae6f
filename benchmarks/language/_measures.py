"""The measures: treebank scores from raw text, exact spans, attributions as whole relations."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from _corpora import Attributed, GoldAttribution, Named, Treebank

from onrecord.language import ROOT, Analysis
from onrecord.language.analysis import TaggedSpan

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+|[^\w\s]")
PARTIAL_OVERLAP = 0.5
REPORTING = frozenset(
    "say says said saying tell tells told telling ask asks asked asking add adds added adding announce announces"
    " announced note notes noted argue argues argued claim claims claimed state states stated report reports reported"
    " write writes wrote warn warns warned insist insists insisted acknowledge acknowledges acknowledged confirm"
    " confirms confirmed explain explains explained declare declares declared suggest suggests suggested reply replied"
    " respond responded deny denies denied describe describes described urge urges urged call calls called propose"
    " proposes proposed pledge pledges pledged vow vows vowed promise promises promised accuse accuses accused testify"
    " testified stress stresses stressed emphasize emphasized caution cautioned complain complained observe observed"
    " remark remarked criticize criticized praise praised agree agrees agreed demand demands demanded quip quipped"
    " recall recalled express expressed according".split()
)


def rate(hits: float, predicted: float, gold: float) -> dict[str, float]:
    """Precision, recall and F1 in percent."""
    precision = 100 * hits / predicted if predicted else 0.0
    recall = 100 * hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 2), "recall": round(recall, 2), "f1": round(f1, 2)}


def score_treebank(gold: Sequence[Treebank], analyses: Sequence[Analysis]) -> dict[str, Any]:
    """CoNLL-2018 style F1 from raw text: a token counts when it is found with the same borders."""
    count: collections.Counter[str] = collections.Counter()
    for document, analysis in zip(gold, analyses, strict=True):
        predicted = {(token.start, token.end): i for i, token in enumerate(analysis.tokens)}
        spans = [(token.start, token.end) for token in document.tokens]
        count["gold"] += len(spans)
        count["predicted"] += len(predicted)
        count["gold sentences"] += len(document.sentences)
        count["predicted sentences"] += len(analysis.sentences)
        own = {(sentence.start, sentence.end) for sentence in analysis.sentences}
        count["sentences"] += len(own & set(document.sentences))
        starts = {start for start, _ in own}
        count["sentence starts"] += len(starts & {start for start, _ in document.sentences})
        for token, span in zip(document.tokens, spans, strict=True):
            place = predicted.get(span)
            if place is None:
                continue
            mine = analysis.tokens[place]
            count["tokens"] += 1
            count["upos"] += mine.upos == token.upos
            if token.lemma != "_":
                count["lemma"] += (mine.lemma or "").lower() == token.lemma.lower()
            else:
                count["lemma"] += 1
            if token.head == ROOT or mine.head is None or mine.head == ROOT:
                same_head = token.head == ROOT and mine.head == ROOT
            else:
                head = analysis.tokens[mine.head]
                same_head = (head.start, head.end) == spans[token.head]
            count["uas"] += same_head
            count["las"] += same_head and mine.deprel == token.deprel
    both = count["predicted"], count["gold"]
    result = {name: rate(count[name], *both)["f1"] for name in ("tokens", "upos", "lemma", "uas", "las")}
    result["sentences"] = rate(count["sentences"], count["predicted sentences"], count["gold sentences"])["f1"]
    starts_rate = rate(count["sentence starts"], count["predicted sentences"], count["gold sentences"])
    result["sentence starts"] = starts_rate["f1"]
    return result


def score_names(
    gold: Sequence[Named], found: Sequence[Iterable[tuple[int, int, str]]], labels: Sequence[str], merge: bool = True
) -> dict[str, Any]:
    """Exact span and label; ``merge`` counts a facility as a place."""

    def chosen(names: Iterable[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
        merged = {(a, b, "place" if merge and label == "facility" else label) for a, b, label in names}
        return {name for name in merged if name[2] in labels}

    hits: collections.Counter[str] = collections.Counter()
    predicted: collections.Counter[str] = collections.Counter()
    wanted: collections.Counter[str] = collections.Counter()
    for document, names in zip(gold, found, strict=True):
        right, mine = chosen(document.names), chosen(names)
        hits.update(label for *_, label in right & mine)
        predicted.update(label for *_, label in mine)
        wanted.update(label for *_, label in right)
    result: dict[str, Any] = rate(hits.total(), predicted.total(), wanted.total())
    result["by label"] = {label: rate(hits[label], predicted[label], wanted[label])["f1"] for label in labels}
    return result


def _indexes(spans: Iterable[tuple[int, int]], words: Sequence[tuple[int, int]]) -> frozenset[int]:
    held = list(spans)
    return frozenset(i for i, (a, b) in enumerate(words) if any(a < end and b > start for start, end in held))


def _fragments(indexes: Iterable[int]) -> set[tuple[int, int]]:
    result: list[list[int]] = []
    for i in sorted(indexes):
        if result and result[-1][1] == i:
            result[-1][1] = i + 1
        else:
            result.append([i, i + 1])
    return {(a, b) for a, b in result}


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


Relation = Mapping[str, frozenset[int]]


def gold_relations(document: Attributed, words: Sequence[tuple[int, int]]) -> list[Relation]:
    """The gold attributions in words."""
    return [{role: _indexes(getattr(one, role), words) for role in ROLES} for one in document.attributions]


def own_relations(analysis: Analysis, words: Sequence[tuple[int, int]]) -> list[Relation]:
    """An engine's attributions in words."""

    def held(spans: Iterable[TaggedSpan]) -> frozenset[int]:
        return _indexes([(span.start, span.end) for span in spans], words)

    return [
        {"source": held(one.source), "cue": held([one.cue]), "content": held(one.content)}
        for one in analysis.attributions
    ]


def _tags(relations: Sequence[Relation], count: int) -> list[str]:
    tags = ["O"] * count
    for relation in relations:
        for role in ROLES:
            for a, b in sorted(_fragments(relation[role])):
                for i in range(a, b):
                    if tags[i] == "O":
                        tags[i] = ("B-" if i == a else "I-") + role
    return tags


def _tag_spans(tags: Sequence[str]) -> dict[str, set[tuple[int, int]]]:
    result: dict[str, set[tuple[int, int]]] = {role: set() for role in ROLES}
    begin: int | None = None
    role = ""
    for i, tag in enumerate([*tags, "O"]):
        if begin is not None and tag != "I-" + role:
            result[role].add((begin, i))
            begin = None
        if tag != "O" and begin is None:
            begin, role = i, tag[2:]
    return result


def score_attributions(gold: Sequence[Attributed], analyses: Sequence[Analysis]) -> dict[str, Any]:
    """Exact spans by role, and whole attributions (exact, partial), as defined in the project's reference."""
    span_counts = {role: [0, 0, 0] for role in ROLES}
    relation_counts = {name: [0, 0, 0, 0] for name in ("all", "reporting verb")}
    direct = [0, 0]
    for document, analysis in zip(gold, analyses, strict=True):
        words = [match.span() for match in _WORD.finditer(document.text)]
        forms = [document.text[a:b] for a, b in words]
        right = gold_relations(document, words)
        mine = own_relations(analysis, words)
        wanted = _tag_spans(_tags(right, len(words)))
        for role in ROLES:
            own = {
                (min(held), max(held) + 1)
                for span in analysis.tagged_spans
                if span.role == role and (held := _indexes([(span.start, span.end)], words))
            }
            span_counts[role][0] += len(own & wanted[role])
            span_counts[role][1] += len(own)
            span_counts[role][2] += len(wanted[role])
        inside = _quoted(forms, document.text, words)
        for name in relation_counts:
            if name == "all":
                chosen_gold, chosen_own = right, mine
            else:
                chosen_gold = [one for one in right if any(forms[i].lower() in REPORTING for i in one["cue"])]
                chosen_own = [one for one in mine if any(forms[i].lower() in REPORTING for i in one["cue"])]
            exact, partial, pairs = _matched(chosen_gold, chosen_own, forms)
            counts = relation_counts[name]
            counts[0] += exact
            counts[1] += partial
            counts[2] += len(chosen_own)
            counts[3] += len(chosen_gold)
            if name == "all":
                for one, other in pairs:
                    if one["content"] and sum(i in inside for i in one["content"]) / len(one["content"]) >= 0.9:
                        direct[1] += 1
                        direct[0] += (
                            other is not None
                            and _overlap(one["content"], other["content"]) >= PARTIAL_OVERLAP
                            and bool(one["source"])
                            and _overlap(one["source"], other["source"]) >= PARTIAL_OVERLAP
                        )
    result: dict[str, Any] = {f"span exact {role}": rate(*span_counts[role]) for role in ROLES}
    for name, (exact, partial, predicted, wanted_count) in relation_counts.items():
        result[f"attribution exact, {name}"] = rate(exact, predicted, wanted_count)
        result[f"attribution partial, {name}"] = rate(partial, predicted, wanted_count)
    result["direct quotation with the right speaker"] = round(100 * direct[0] / max(1, direct[1]), 2)
    return result


def _matched(
    gold: Sequence[Relation], own: Sequence[Relation], forms: Sequence[str]
) -> tuple[int, int, list[tuple[Relation, Relation | None]]]:
    """Greedy one-to-one matching, punctuation ignored; the numbers of exact and of partial matches, and the pairs."""

    def core(held: frozenset[int]) -> frozenset[int]:
        kept = frozenset(i for i in held if len(forms[i]) > 1 or forms[i].isalnum() or forms[i] in "$%")
        return kept or held

    left = [{role: core(one[role]) for role in ROLES} for one in gold]
    right = [{role: core(one[role]) for role in ROLES} for one in own]
    candidates = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if one["content"] & other["content"] or one["cue"] & other["cue"]:
                likeness = (
                    _overlap(one["content"], other["content"])
                    + 0.5 * _overlap(one["cue"], other["cue"])
                    + 0.25 * _overlap(one["source"], other["source"])
                )
                candidates.append((likeness, i, j))
    candidates.sort(reverse=True)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    exact = partial = 0
    pairs: list[tuple[Relation, Relation | None]] = []
    for i, one in enumerate(left):
        other = right[partner[i]] if i in partner else None
        pairs.append((one, other))
        if other is None:
            continue
        exact += all(one[role] == other[role] for role in ROLES)
        same_source = (not one["source"] and not other["source"]) or _overlap(
            one["source"], other["source"]
        ) >= PARTIAL_OVERLAP
        partial += (
            _overlap(one["content"], other["content"]) >= PARTIAL_OVERLAP
            and bool(one["cue"] & other["cue"])
            and same_source
        )
    return exact, partial, pairs


def _quoted(forms: Sequence[str], text: str, words: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The words in quotation marks, marks included, paragraph by paragraph."""
    result = []
    inside = False
    for i, form in enumerate(forms):
        if i and "\n" in text[words[i - 1][1] : words[i][0]]:
            inside = False
        if form in "“«":
            inside = True
            result.append(i)
        elif form in "”»":
            inside = False
            result.append(i)
        elif form == '"':
            inside = not inside
            result.append(i)
        elif inside:
            result.append(i)
    return frozenset(result)


__all__ = ["GoldAttribution", "score_attributions", "score_names", "score_treebank"]
