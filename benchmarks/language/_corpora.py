"""The development sets as raw text with gold spans, so that engines are measured with their own tokens."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Prof", "St", "Jr", "Sr"})
NAME_LABEL = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "group",
    "MISC": "other",
    "DATE": "date",
    "MONEY": "money",
}
# These two development articles repeat articles of the training part (reference: traps in the files).
REPEATED_IN_TRAINING = ("cn_article_scmp_36", "cn_article_scmp_76", "cn_article_scmp_58", "cn_article_scmp_41")


@dataclass(frozen=True)
class GoldToken:
    start: int
    end: int
    upos: str
    lemma: str
    head: int
    """Index of the head among the document's tokens, -1 for a root."""
    deprel: str


@dataclass
class Treebank:
    id: str
    text: str
    tokens: list[GoldToken]
    sentences: list[tuple[int, int]]


@dataclass
class Named:
    id: str
    text: str
    names: set[tuple[int, int, str]]


@dataclass
class GoldAttribution:
    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Attributed:
    id: str
    text: str
    attributions: list[GoldAttribution]


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def treebank(path: Path) -> list[Treebank]:
    """A treebank's documents; paragraph breaks are not kept in the data, so each document is one block."""
    result = []
    for document in read_jsonl(path):
        text = ""
        tokens: list[GoldToken] = []
        sentences = []
        for sentence in document["sents"]:
            first = len(tokens)
            begin = len(text)
            end = begin
            for form, space, lemma, upos, _xpos, _feats, head, deprel in sentence:
                end = len(text) + len(form)
                tokens.append(GoldToken(len(text), end, upos, lemma, first + head - 1 if head else -1, deprel))
                text += form + (" " if space else "")
            sentences.append((begin, end))
        result.append(Treebank(document["id"], text, tokens, sentences))
    return result


_NO_SPACE_BEFORE = re.compile(r"(?i)[.,;:!?%)\]”]$|n?['’](?:s|t|re|ve|ll|d|m)$|['’]$")


def names(path: Path, leave_out: tuple[str, ...] = ()) -> list[Named]:
    """A names corpus as running text: clitics and closing marks joined, "U . S ." written "U.S."."""
    result = []
    for document in read_jsonl(path):
        if any(document["id"].startswith(part + ".") for part in leave_out):
            continue
        text = ""
        found: set[tuple[int, int, str]] = set()
        for block in document["sents"]:
            if text:
                text += "\n\n"
            open_name: list[Any] | None = None
            glue = True
            for i, (form, tag) in enumerate(block):
                previous = block[i - 1][0] if i else ""
                following = block[i + 1][0] if i + 1 < len(block) else ""
                after_initial = len(previous) == 1 and previous.isupper() and form == "."
                in_initials = (
                    i > 1
                    and previous == "."
                    and len(form) == 1
                    and form.isupper()
                    and following == "."
                    and len(block[i - 2][0]) == 1
                    and block[i - 2][0].isupper()
                )
                clitic = i > 1 and previous in ("’", "'") and form.lower() in ("s", "t", "re", "ve", "ll", "d", "m")
                if not (glue or after_initial or in_initials or clitic or _NO_SPACE_BEFORE.search(form)):
                    text += " "
                glue = form in ("(", "[", "$", "“")
                begin = len(text)
                text += form
                if tag == "O":
                    open_name = None
                elif tag[0] == "I" and open_name and open_name[2] == tag[2:]:
                    open_name[1] = len(text)
                else:
                    open_name = [begin, len(text), tag[2:]]
                if open_name:
                    found = {name for name in found if name[0] != open_name[0]}
                    found.add((open_name[0], open_name[1], NAME_LABEL[open_name[2]]))
        result.append(Named(document["id"], text, found))
    return result


_SPAN = re.compile(r"(T\d+)\t\S+ ([\d; ]+)(?:\t|$)")


def attributions(path: Path) -> list[Attributed]:
    """PolNeAR; of several annotators the alphabetically first."""
    result = []
    for document in read_jsonl(path):
        files = document["annotation_files"]
        stand_off = document["annotations"][files.index(min(files))]
        spans: dict[str, list[tuple[int, int]]] = {}
        gold: list[GoldAttribution] = []
        for line in stand_off.split("\n"):
            match = _SPAN.match(line)
            if match:
                pieces = [piece.split() for piece in match.group(2).split(";")]
                spans[match.group(1)] = [(int(a), int(b)) for a, b in pieces]
        for line in stand_off.split("\n"):
            if re.match(r"E\d+\t", line):
                one = GoldAttribution()
                for part in line.split("\t", 1)[1].split():
                    role, _, target = part.partition(":")
                    held = getattr(one, role.rstrip("0123456789").lower(), None)
                    if held is not None:
                        held.extend(spans.get(target, ()))
                if one.cue or one.content:
                    gold.append(one)
        result.append(Attributed(document["id"], document["text"], gold))
    return result
