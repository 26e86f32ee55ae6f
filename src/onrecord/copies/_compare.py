"""Two documents compared: what they have in common, and what relation that proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.copies._alignment import (
    Chain,
    SentencePair,
    align_sentences,
    find_chains,
    in_order,
)
from onrecord.copies._marks import Mark, credited_agency, find_marks, names, own_agency, wire_of
from onrecord.copies._words import Words, words_of
from onrecord.records import Derivation, Document, Evidence, Passage, Relation, Span, make_id

METHOD = "alignment-1"

DERIVED_SHARE = 0.22
"""Least share of one text's own prose that stands in the other, for a relation of prose (see benchmarks/copies.py)."""
FEWEST_PROSE_WORDS = 40
"""Fewer common words of prose prove nothing; for short texts, ``WHOLE_SHARE`` of the text is enough."""
FEWEST_TOLD_WORDS = 60
TOLD_PROSE_WORDS = 12
TOLD_PROSE_SHARE = 0.25
"""Passages with so much prose around the quoted words are a common telling, quotations and all: where they make up
``DERIVED_SHARE`` of one whole text, it is derived even if most of its words are quoted."""
WHOLE_SHARE = 0.8
"""From this share on, a text stands in another as a whole."""
VERSION_SHARE = 0.5
"""Least share for two pages of one outlet: outlets repeat their own background paragraphs in other stories."""
VERSION_DAYS = 2
"""Of one outlet's pages published within so many days of each other, ``DERIVED_SHARE`` is enough: the next story of one
matter is written from the one before (all 10 such pairs of the articles that were read, gold/copies_read.jsonl)."""
CHANGED_SHARE = 0.05
"""From this share of replaced words on, a copy is an altered one; house style changes fewer."""
CHANGED_WIRE_SHARE = 0.1
"""From this share on, agency text is an altered copy as well; editors were not seen to replace more than 6 %."""
FEWEST_QUOTED_WORDS = 8
"""Fewest common words inside quotation marks for a shared quotation."""

FACTS_IN_COMMON = 0.35
"""Sentences are aligned by sense only where so large a share of the names and numbers of one text is common."""
FEWEST_REWORDED = 4
"""So many sentences must be re-worded for an altered copy."""
REWORDED_MARGIN = 0.22
FEW_SENTENCES_MARGIN = 1.0
"""Least mean margin of the sentences that are not the same word by word: REWORDED_MARGIN plus FEW_SENTENCES_MARGIN over
their number, for a few can be alike by chance. Chosen on the seen half of the ladder (see benchmarks/copies.py)."""
ALIGNED_MARGIN = 0.15
"""From this margin on a pair of sentences counts as aligned."""


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
    facts_a, facts_b = set(a.hashes[a.facts].tolist()), set(b.hashes[b.facts].tolist())
    smaller = min(len(facts_a), len(facts_b))
    return len(facts_a & facts_b) / smaller if smaller else 0.0


def _told(words: Words, other: Words, chains: Sequence[Chain]) -> int:
    """Count the common words of passages that are told in the same prose, quoted words among it included."""
    total = 0
    for chain in chains:
        prose = sum(
            1
            for run in chain.runs
            for step in range(run.length)
            if not words.quoted[run.a + step] and not other.quoted[run.b + step]
        )
        if prose >= TOLD_PROSE_WORDS and prose >= TOLD_PROSE_SHARE * chain.words:
            total += chain.words
    return total


@dataclass(frozen=True, slots=True)
class _Sense:
    """The alignment by sense of two texts."""

    pairs: tuple[SentencePair, ...]
    """Sentences that clearly belong together."""
    of_a: float
    """Share of the comparable sentences of ``a`` that have a partner."""
    of_b: float
    order: float
    """Share of the pairs that stand in the same order."""


def _verbatim(stretch: tuple[int, int], known: Mapping[int, int]) -> bool:
    """Tell whether most of a sentence stands in the other text word by word."""
    return 2 * sum(1 for place in range(*stretch) if place in known) >= stretch[1] - stretch[0]


def _sense(a: Words, b: Words, known_a: Mapping[int, int], known_b: Mapping[int, int]) -> _Sense | None:
    """Align by sense; None where the sentences that are not the same word by word do not tell the same."""
    if _facts_in_common(a, b) < FACTS_IN_COMMON:
        return None
    found = align_sentences(a, b)
    if len(found.comparable_a) <= len(found.comparable_b):
        rest = [index for index in found.comparable_a if not _verbatim(a.sentences[index], known_a)]
        margins = {pair.a: pair.margin for pair in found.pairs}
    else:
        rest = [index for index in found.comparable_b if not _verbatim(b.sentences[index], known_b)]
        margins = {pair.b: pair.margin for pair in found.pairs}
    least = REWORDED_MARGIN * len(rest) + FEW_SENTENCES_MARGIN
    if len(rest) < FEWEST_REWORDED or sum(margins.get(index, 0.0) for index in rest) < least:
        return None
    pairs = tuple(sorted((pair for pair in found.pairs if pair.margin >= ALIGNED_MARGIN), key=lambda pair: pair.a))
    return _Sense(
        pairs,
        len(pairs) / len(found.comparable_a),
        len(pairs) / len(found.comparable_b),
        in_order([pair.b for pair in pairs]),
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


def _next_story(a: Document, b: Document) -> bool:
    """Tell whether two pages of one outlet came out one after the other; offices repeat their own forms."""
    if {a.kind, b.kind} & {"official", "transcript"}:
        return False
    first, second = _day_of(a), _day_of(b)
    return first is not None and second is not None and abs((first - second).days) <= VERSION_DAYS


def _day_of(document: Document) -> date | None:
    """The day a document was published, or that its source claims while it is not judged."""
    published = document.published
    if published.precision != "unknown":
        stated = published.date if published.precision == "day" else None
    else:
        stated = next((claim.date for claim in document.claimed_dates if claim.source == "source"), None)
    try:
        return date.fromisoformat(stated or "")
    except ValueError:
        return None


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
        return "version" if most >= VERSION_SHARE or (most >= DERIVED_SHARE and _next_story(a, b)) else None
    if agencies and changed < CHANGED_WIRE_SHARE:
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
    sense: _Sense | None = None
    common = min(shares_a.prose, shares_b.prose)
    smaller = min(shares_a.all_prose, shares_b.all_prose)
    enough = common >= FEWEST_PROSE_WORDS or (smaller > 0 and common >= WHOLE_SHARE * smaller)
    told = _told(words_a, words_b, chains)
    retold = told >= FEWEST_TOLD_WORDS and told >= DERIVED_SHARE * min(len(words_a.forms), len(words_b.forms))
    if (enough and max(of_a, of_b) >= DERIVED_SHARE) or retold:
        relation = _verbatim_relation(a, b, of_a, of_b, changed)
    if relation in (None, "excerpt") and not _one_outlet(a, b):
        sense = _sense(words_a, words_b, twins_a, twins_b)
        if sense:
            relation = "altered_copy"
            of_a, of_b = max(of_a, sense.of_a), max(of_b, sense.of_b)
    if relation is None and cited:
        relation = "excerpt"
        of_a, of_b = max(of_a, cited[a.id]), max(of_b, cited[b.id])
    if relation is None:
        if min(shares_a.quoted, shares_b.quoted) < FEWEST_QUOTED_WORDS:
            return None
        relation = "shared_quotation"
    passages = [_passage(a, b, words_a, words_b, chain) for chain in chains]
    if sense:
        passages.extend(_altered_passages(a, b, words_a, words_b, sense, twins_a))
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
        proof=_proof(relation, shares_a, shares_b, chains, changed, sense, marks),
        evidence=tuple(evidence),
        confidence=_confidence(relation, max(of_a, of_b)),
        method=METHOD,
    )


def _confidence(relation: Relation, most: float) -> float:
    """From .5 at the least share to 1 where the whole text is common."""
    if relation == "shared_quotation":
        return 1.0
    return round(min(1.0, max(0.5, 0.5 + 0.5 * (most - DERIVED_SHARE) / (1 - DERIVED_SHARE))), 3)


def _proof(
    relation: Relation,
    a: _Shares,
    b: _Shares,
    chains: list[Chain],
    changed: float,
    sense: _Sense | None,
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
        if sense:
            lines.append(
                f"{_percent(max(sense.of_a, sense.of_b))} of the sentences tell the same with other words,"
                f" {_percent(sense.order)} of them in the same order; each is far nearer to its partner than to others."
            )
        if changed:
            lines.append(f"Within the common passages {_percent(changed)} of the words were replaced.")
    lines.extend(dict.fromkeys(mark.reason for mark in marks))
    return tuple(lines)
