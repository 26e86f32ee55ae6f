"""Two documents compared: what they have in common, and what relation that proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.copies._alignment import (
    Chain,
    SentencePair,
    align_sentences,
    comparable_sentences,
    find_chains,
    in_order,
)
from onrecord.copies._marks import Mark, credited_agency, find_marks, names, own_agency, wire_of
from onrecord.copies._words import Words, words_of
from onrecord.records import Derivation, Document, Evidence, Passage, Relation, Span, make_id

METHOD = "alignment-1"

DERIVED_SHARE = 0.25
"""Least share of one text's own prose that stands in the other, for a relation of prose (see benchmarks/copies.py)."""
FEWEST_PROSE_WORDS = 40
"""Fewer common words of prose prove nothing; for short texts, ``WHOLE_SHARE`` of the text is enough."""
WHOLE_SHARE = 0.8
"""From this share on, a text stands in another as a whole."""
VERSION_SHARE = 0.5
"""Least share for two pages of one outlet: outlets repeat their own background paragraphs in other stories."""
CHANGED_SHARE = 0.05
"""From this share of replaced words on, a copy is an altered one; house style changes fewer."""
FEWEST_QUOTED_WORDS = 8
"""Fewest common words inside quotation marks for a shared quotation."""

FACTS_IN_COMMON = 0.35
"""Sentences are aligned by sense only where so large a share of the names and numbers of one text is common."""
ALTERED_SHARE = 0.5
"""Least share of comparable prose that must be aligned by sense for an altered copy (see benchmarks/copies.py)."""
FEWEST_ALTERED_SENTENCES = 5
REWORDED_SHARE = 0.25
"""Least share of comparable prose that is aligned by sense and not word by word; with less, a text is an excerpt."""
ALTERED_ORDER = 0.5
"""Least share of the aligned sentences that stand in the same order."""


@dataclass(frozen=True, slots=True)
class _Shares:
    """Common words of one side, counted once each."""

    prose: int
    """Common words outside quotation marks."""
    quoted: int
    all_prose: int
    all_quoted: int

    @property
    def prose_share(self) -> float:
        return self.prose / self.all_prose if self.all_prose else 0.0

    @property
    def quoted_share(self) -> float:
        return self.quoted / self.all_quoted if self.all_quoted else 0.0


def _shares(words: Words, other: Words, places: dict[int, int]) -> _Shares:
    """Count the common words of one side. A word is prose only where neither text has it in quotation marks."""
    prose = sum(1 for place, twin in places.items() if not words.quoted[place] and not other.quoted[twin])
    all_prose = words.prose()
    return _Shares(prose, len(places) - prose, all_prose, len(words.forms) - all_prose)


def _span(document: Document, words: Words, stretch: tuple[int, int]) -> Span:
    return Span.of(document.text, words.starts[stretch[0]], words.ends[stretch[1] - 1])


def _passage(a: Document, b: Document, words_a: Words, words_b: Words, chain: Chain) -> Passage:
    flags = {
        words_a.quoted[run.a + step] or words_b.quoted[run.b + step] for run in chain.runs for step in range(run.length)
    }
    return Passage(
        a=_span(a, words_a, chain.a),
        b=_span(b, words_b, chain.b),
        kind="mixed" if len(flags) == 2 else "quotation" if True in flags else "prose",
        words=chain.words,
        changed=chain.changed,
    )


def _facts_in_common(a: Words, b: Words) -> float:
    facts_a, facts_b = {a.forms[place] for place in a.facts}, {b.forms[place] for place in b.facts}
    smaller = min(len(facts_a), len(facts_b))
    return len(facts_a & facts_b) / smaller if smaller else 0.0


@dataclass(frozen=True, slots=True)
class _Sense:
    """The alignment by sense, seen from one side."""

    pairs: tuple[SentencePair, ...]
    share: float
    """Share of the comparable prose sentences that found a partner."""
    order: float
    """Share of the partners that stand in the same order."""
    reworded: float
    """Share of the comparable prose sentences that found a partner and are not the same word by word."""


_NO_SENSE = _Sense((), 0.0, 0.0, 0.0)


def _verbatim(stretch: tuple[int, int], known: Mapping[int, int]) -> bool:
    """Tell whether most of a sentence stands in the other text word by word."""
    return 2 * sum(1 for place in range(*stretch) if place in known) >= stretch[1] - stretch[0]


def _seen_from(words: Words, pairs: Sequence[SentencePair], comparable: int, known: Mapping[int, int]) -> _Sense:
    return _Sense(
        tuple(pairs),
        len(pairs) / comparable,
        in_order([pair.b for pair in pairs]),
        sum(1 for pair in pairs if not _verbatim(words.sentences[pair.a], known)) / comparable,
    )


def _sense(a: Words, b: Words, known_a: Mapping[int, int], known_b: Mapping[int, int]) -> tuple[_Sense, _Sense]:
    """Align by sense; the first result is seen from ``a``, the second from ``b``."""
    comparable_a, comparable_b = comparable_sentences(a), comparable_sentences(b)
    if min(len(comparable_a), len(comparable_b)) < FEWEST_ALTERED_SENTENCES or _facts_in_common(a, b) < FACTS_IN_COMMON:
        return _NO_SENSE, _NO_SENSE
    return (
        _seen_from(a, align_sentences(a, b), len(comparable_a), known_a),
        _seen_from(b, align_sentences(b, a), len(comparable_b), known_b),
    )


def _cited(
    source: Document, citing: Document, words: Words, other: Words, twins: Mapping[int, int]
) -> dict[str, float] | None:
    """Tell whether a document sets another's own prose in quotation marks and names its outlet: an excerpt as well.

    Returns:
        The share of each document's words that this is, or None.
    """
    set_in_marks = [place for place, twin in twins.items() if other.quoted[twin]]
    own = sum(1 for place in set_in_marks if not words.quoted[place])
    smaller = min(len(words.forms), len(other.forms))
    if own < FEWEST_PROSE_WORDS or len(set_in_marks) < DERIVED_SHARE * smaller or not names(citing, source.outlet):
        return None
    return {source.id: len(set_in_marks) / len(words.forms), citing.id: len(set_in_marks) / len(other.forms)}


def _one_outlet(a: Document, b: Document) -> bool:
    if a.host and b.host:
        return a.host.casefold() == b.host.casefold()
    return bool(a.outlet and b.outlet) and (a.outlet or "").casefold() == (b.outlet or "").casefold()


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _words_in_proof(name: str, shares: _Shares) -> str:
    return (
        f"{shares.prose} of the {shares.all_prose} words outside quotation marks of the {name} document"
        f" ({_percent(shares.prose_share)}) stand in the other."
    )


def _wire_evidence(a: Document, b: Document) -> list[Mark]:
    return [mark for document in (a, b) for mark in find_marks(document) if mark.kind in ("wire", "agency_credit")]


def _altered_passages(
    a: Document, b: Document, words_a: Words, words_b: Words, sense: _Sense, known: Mapping[int, int]
) -> list[Passage]:
    """Passages for the sentences that were aligned by sense and are not in a passage already."""
    found = []
    for pair in sense.pairs:
        stretch_a, stretch_b = words_a.sentences[pair.a], words_b.sentences[pair.b]
        if _verbatim(stretch_a, known):
            continue
        length = stretch_a[1] - stretch_a[0]
        same = len(set(words_a.forms[slice(*stretch_a)]) & set(words_b.forms[slice(*stretch_b)]))
        found.append(
            Passage(
                a=_span(a, words_a, stretch_a),
                b=_span(b, words_b, stretch_b),
                kind="prose",
                words=same,
                changed=max(0, min(length, stretch_b[1] - stretch_b[0]) - same),
                altered=True,
            )
        )
    return found


def _verbatim_relation(a: Document, b: Document, of_a: float, of_b: float, changed: float) -> Relation | None:
    """The relation that common prose proves, given the share of each text's prose that stands in the other."""
    most, least = max(of_a, of_b), min(of_a, of_b)
    agencies = {wire_of(document) or own_agency(document) or credited_agency(document) for document in (a, b)} - {None}
    if _one_outlet(a, b):
        if least >= 0.98:
            return "copy"
        return "version" if most >= VERSION_SHARE else None
    if agencies:
        return "wire"
    if changed >= CHANGED_SHARE:
        return "altered_copy"
    return "copy" if least >= WHOLE_SHARE else "excerpt"


def compare(a: Document, b: Document) -> Derivation | None:
    """Compare two documents.

    Args:
        a: a document whose lines have roles.
        b: another.

    Returns:
        What they have in common, the same whichever comes first; None where that proves nothing.
    """
    if a.id == b.id:
        return None
    if b.id < a.id:
        a, b = b, a
    words_a, words_b = words_of(a), words_of(b)
    if not words_a.forms or not words_b.forms:
        return None
    chains = find_chains(words_a, words_b)
    twins_a: dict[int, int] = {}
    twins_b: dict[int, int] = {}
    for chain in chains:
        for run in chain.runs:
            for step in range(run.length):
                twins_a.setdefault(run.a + step, run.b + step)
                twins_b.setdefault(run.b + step, run.a + step)
    shares_a, shares_b = _shares(words_a, words_b, twins_a), _shares(words_b, words_a, twins_b)
    equal = sum(chain.words for chain in chains)
    replaced = sum(chain.changed for chain in chains)
    changed = replaced / (equal + replaced) if equal else 0.0
    of_a, of_b = shares_a.prose_share, shares_b.prose_share

    cited = _cited(a, b, words_a, words_b, twins_a) or _cited(b, a, words_b, words_a, twins_b)

    relation: Relation | None = None
    sense_a = sense_b = _NO_SENSE
    most = max(of_a, of_b)
    common = min(shares_a.prose, shares_b.prose)
    smaller = min(shares_a.all_prose, shares_b.all_prose)
    if most >= DERIVED_SHARE and (common >= FEWEST_PROSE_WORDS or (smaller and common >= WHOLE_SHARE * smaller)):
        relation = _verbatim_relation(a, b, of_a, of_b, changed)
    if relation is None or (relation == "excerpt" and most < WHOLE_SHARE):
        sense_a, sense_b = _sense(words_a, words_b, twins_a, twins_b)
        nearest = max(sense_a, sense_b, key=lambda sense: sense.share)
        if (
            nearest.share >= ALTERED_SHARE
            and nearest.order >= ALTERED_ORDER
            and nearest.reworded >= REWORDED_SHARE
            and len(nearest.pairs) >= FEWEST_ALTERED_SENTENCES
            and not _one_outlet(a, b)
        ):
            relation = "altered_copy"
            of_a, of_b = max(of_a, sense_a.share), max(of_b, sense_b.share)
        else:
            sense_a = sense_b = _NO_SENSE
    if relation is None and cited:
        relation = "excerpt"
        of_a, of_b = max(of_a, cited[a.id]), max(of_b, cited[b.id])
    if relation is None:
        if min(shares_a.quoted, shares_b.quoted) < FEWEST_QUOTED_WORDS:
            return None
        relation = "shared_quotation"
    passages = [_passage(a, b, words_a, words_b, chain) for chain in chains]
    if sense_a.pairs:
        passages.extend(_altered_passages(a, b, words_a, words_b, sense_a, twins_a))
        passages.sort(key=lambda passage: (passage.a.start, passage.a.end, passage.b.start))
    if relation == "shared_quotation":
        passages = [passage for passage in passages if passage.kind != "prose"]
    marks = _wire_evidence(a, b) if relation == "wire" else []
    evidence: list[Evidence] = [item for mark in marks for item in mark.evidence]
    return Derivation(
        id=make_id("deriv", a.id, b.id),
        a=a.id,
        b=b.id,
        relation=relation,
        prose_of_a=round(of_a, 4),
        prose_of_b=round(of_b, 4),
        quotations_of_a=round(shares_a.quoted_share, 4),
        quotations_of_b=round(shares_b.quoted_share, 4),
        changed=round(changed, 4),
        passages=tuple(passages),
        proof=_proof(relation, shares_a, shares_b, chains, changed, sense_a, sense_b, marks),
        evidence=tuple(evidence),
        confidence=_confidence(relation, max(of_a, of_b)),
        method=METHOD,
    )


def _confidence(relation: Relation, most: float) -> float:
    """From .5 at the least share to 1 where the whole text is common."""
    if relation == "shared_quotation":
        return 1.0
    return round(min(1.0, 0.5 + 0.5 * (most - DERIVED_SHARE) / (1 - DERIVED_SHARE)), 3)


def _proof(
    relation: Relation,
    a: _Shares,
    b: _Shares,
    chains: list[Chain],
    changed: float,
    sense_a: _Sense,
    sense_b: _Sense,
    marks: list[Mark],
) -> tuple[str, ...]:
    lines = [_words_in_proof("first", a), _words_in_proof("second", b)]
    if chains:
        longest = max(run.length for chain in chains for run in chain.runs)
        noun = "passage" if len(chains) == 1 else "passages"
        lines.append(f"They have {len(chains)} {noun} in common; the longest run of equal words has {longest}.")
    quoted = min(a.quoted, b.quoted)
    if quoted:
        lines.append(f"{quoted} common words stand inside quotation marks and were not counted as prose.")
    if relation == "shared_quotation":
        lines.append("Beside the quoted words the reports are told in words of their own.")
    if relation == "altered_copy":
        if sense_a.pairs:
            nearest = max(sense_a, sense_b, key=lambda sense: sense.share)
            lines.append(
                f"{_percent(nearest.share)} of the sentences tell the same with other words,"
                f" {_percent(nearest.order)} of them in the same order."
            )
        if changed:
            lines.append(f"Within the common passages {_percent(changed)} of the words were replaced.")
    lines.extend(dict.fromkeys(mark.reason for mark in marks))
    return tuple(lines)
