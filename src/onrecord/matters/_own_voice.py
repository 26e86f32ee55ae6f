"""What a government's own page says in its own voice: "We call on the other side to …", "Nobody wins a trade war"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.matters._stances import stance_share
from onrecord.matters._stated_words import LONGEST, NO_POSITION, clauses_of, points_back, says_only_it
from onrecord.matters._whose_page import publisher_of
from onrecord.records import Document, Statement
from onrecord.reference import Reference

OWN_VOICE = 0.5
"""Least share by which a clause of a government's own text states a stance.

Of 40 passages from 0.6 on in releases and statements that nothing was tuned on, read one by one, 32 tell where that
government stands; of what comes between, two of three on the half ``tuning`` of ``positions_read.jsonl``.
"""
_FEWEST_WORDS = 4
_TELLS_OF_OTHERS = re.compile(
    r"^(?:they|he|she|both|participants|the (?:two|three|four) (?:sides|leaders|countries|presidents|ministers)|"
    r"(?:the )?(?:(?:deputy|assistant|under|vice|foreign|prime|special) )*(?:secretary|president|minister|leaders|"
    r"ambassador|officials?|envoy|spokes\w+)\b)|"
    r"\b(?:announced?|signed|directs?|shall|pursuant|hereby|executive order|section \d|reaffirmed|underscored|"
    r"highlighted|reiterated|stressed|emphasi[sz]ed|expressed|welcomed|pledged|committed to)\b",
    re.IGNORECASE,
)
"""A readout's narration and the letter of an order are deeds, or told of others: their stances stand in statements."""
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|I)\b")
_TAKES_A_STAND = (
    r"(?:^|, |\band )(?:(?i:we|the (?:government|people) of {names})|(?i:the )?{names})"
    r"(?:,? (?:also|again|further|therefore|together|continues? to|will (?:continue to|always|never)|do not|\w+ly))*,? "
    r"(?:condemns?|calls? (?:up)?on|calls? for|urges?|opposes?|rejects?|deplores?|demands?|supports?(?! for\b)|"
    r"stands? (?:with|by|beside|behind|united|firm|in solidarity)|"
    r"will not (?:allow|accept|tolerate|permit|recogni[sz]e))\b"
)
"""How a government takes a stand by its very words: "We condemn …", "The United States stands with …".

The shares alone leave out 38 of 98 such clauses on an issue in 500 releases; read one by one, 36 of the 38 tell where
that government stands.
"""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A passage in which a government says itself where it stands."""

    side: str
    """ISO 3166 alpha-3 of the state whose page it is."""
    issues: tuple[str, ...]
    """Ids of the issues."""
    start: int
    end: int


def own_words(document: Document, statements: Sequence[Statement], reference: Reference) -> tuple[OwnWords, ...]:
    """Find the passages of a government's own page that state a stance outside everybody's statements.

    Args:
        document: the page; one that is no government's, and a transcript, holds none.
        statements: its statements, which are told by their speakers.
        reference: facts about outlets and accounts, and the words of the issues.
    """
    official = document.kind == "official" or reference.account_at(document.url) is not None
    side = publisher_of(document, (), reference) if official else None
    if side is None:
        return ()
    said = [(span.start, span.end) for statement in statements for span in statement.content]
    said += [(statement.cue.start, statement.cue.end) for statement in statements if statement.cue is not None]
    found: list[OwnWords] = []
    for role in document.roles:
        if role.role == "body":
            found += _of_paragraph(document, role.start, role.end, said, side, reference)
    return tuple(found)


def _of_paragraph(
    document: Document, first: int, last: int, said: Sequence[tuple[int, int]], side: str, reference: Reference
) -> list[OwnWords]:
    found: list[OwnWords] = []
    stand = _takes_a_stand(side, reference)
    before: tuple[int, tuple[str, ...]] | None = None  # where the clause before begins, and its issues
    for start, end in clauses_of(document.text[first:last].replace("\n", " ")):
        begin, stop = first + start, first + end
        text = document.text[begin:stop]
        if document.text[stop : stop + 1] == "?" or any(a < stop and begin < b for a, b in said):
            before = None
            continue
        issues = reference.tag_issues(text)
        if not issues and before is not None and points_back(text):
            issues = before[1]
        led, before = before, (begin, issues)
        if not issues or NO_POSITION.search(text) or not _speaks_itself(text):
            continue
        if stance_share(text, None, "direct", "", on_issue=True) < OWN_VOICE and not stand.search(text):
            continue
        if says_only_it(text):
            # Where the clause it points to states a stance itself, its words say enough.
            alone = led is None or not _speaks_itself(document.text[led[0] : begin])
            if led is None or alone or (found and found[-1].start == led[0]):
                continue
            begin = led[0]
        if len(document.text[begin:stop].split()) <= LONGEST:
            found.append(OwnWords(side, tuple(issues), begin, stop))
    return found


@lru_cache(maxsize=32)
def _takes_a_stand(side: str, reference: Reference) -> re.Pattern[str]:
    country = reference.countries.get(side)
    names = "|".join(map(re.escape, (country.name, *country.other_names))) if country is not None else "European Union"
    return re.compile(_TAKES_A_STAND.format(names=f"(?:{names})"))


def _speaks_itself(text: str) -> bool:
    if len(text.split()) < _FEWEST_WORDS or (":" in text[:40] and text[:8].isupper()):
        return False
    return _TELLS_OF_OTHERS.search(text) is None or _FIRST_PERSON.search(text) is not None
