"""Happenings in words: what kind, what status, when. Strict templates only, so that nothing is invented."""

from __future__ import annotations

import re

from onrecord.records import EventDate, Happening

KIND_NOUNS = {
    "agree": "agreement",
    "agree/meet": "agreement to meet",
    "consult": "consultation",
    "consult/visit": "visit",
    "consult/meet": "meeting",
    "consult/phone": "telephone call",
    "consult/multilateral": "multilateral meeting",
    "consult/third-party": "talks through a third party",
    "support": "support",
    "concede": "concession",
    "cooperate": "cooperation",
    "aid": "aid",
    "retreat": "withdrawal",
    "retreat/release": "release",
    "retreat/ceasefire": "ceasefire",
    "request": "request",
    "request/assist": "request for help",
    "request/change": "request for a change",
    "request/yield": "request to yield",
    "request/meet": "request to meet",
    "accuse": "accusation",
    "accuse/disapprove": "disapproval",
    "accuse/investigate": "investigation",
    "accuse/allege": "allegation",
    "reject": "refusal",
    "reject/assist": "refusal to help",
    "reject/change": "refusal to change",
    "reject/yield": "refusal to yield",
    "reject/meet": "refusal to meet",
    "threaten": "threat",
    "protest": "protest",
    "sanction": "sanction",
    "sanction/expel": "expulsion",
    "sanction/discontinue": "breaking off",
    "mobilize": "mobilization",
    "coerce": "coercion",
    "coerce/arrest": "arrest",
    "coerce/seize": "seizure",
    "coerce/cyber": "cyber attack",
    "assault": "assault",
}
"""PLOVER types, with those modes that have a word of their own."""

STATUS_WORDS = {
    "occurred": "took place",
    "ongoing": "under way",
    "announced": "announced",
    "agreed": "agreed",
    "conditional": "on a condition",
    "requested": "asked for",
    "denied": "denied",
    "did_not_happen": "did not take place",
    "ended": "ended",
    "background": "told as background",
}
"""What the reports say of a happening, in a word or two."""

STATUS_BEFORE_SENTENCE = {
    "occurred": "",
    "ongoing": "Under way: ",
    "announced": "Announced: ",
    "agreed": "Agreed: ",
    "conditional": "On a condition: ",
    "requested": "Asked for: ",
    "denied": "Denied: ",
    "did_not_happen": "Did not take place: ",
    "ended": "Ended: ",
    "background": "As background: ",
}
"""How a sentence of the chronology begins, so that no announcement reads as a fact."""

OF_THE_PAST = frozenset({"occurred", "ongoing", "ended", "background"})
"""Statuses of what really was or is."""

_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


def is_act_of_its_own(kind: str, status: str) -> bool:
    """Tell whether a happening that is only agreed or asked for is itself the agreeing or the asking."""
    return (kind.partition("/")[0].lower(), status) in {("agree", "agreed"), ("request", "requested")}


def took_place(kind: str, status: str) -> bool:
    """Tell whether a happening may stand in a table of what happened."""
    return status in OF_THE_PAST or is_act_of_its_own(kind, status)


def kind_noun(kind: str) -> str:
    """Return what kind of happening it is, in a word: ``consult/visit`` is a visit."""
    kind_of, _, mode = kind.lower().partition("/")
    if kind.lower() in KIND_NOUNS:
        return KIND_NOUNS[kind.lower()]
    noun = KIND_NOUNS.get(kind_of, kind_of.replace("_", " ") or "happening")
    return f"{noun} ({mode.replace('_', ' ').replace('-', ' ')})" if mode else noun


def status_word(status: str) -> str:
    """Return what the reports say of a happening."""
    return STATUS_WORDS.get(status, status.replace("_", " "))


def _parts(date: str | None) -> tuple[str, int | None, int | None] | None:
    found = _DATE.match(date or "")
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        return None
    return found[1], int(found[2]) if found[2] else None, int(found[3]) if found[3] else None


def _written(year: str, month: int | None, day: int | None, *, with_year: bool) -> str:
    if month is None:
        return year
    words = _MONTHS[month - 1] if day is None else f"{_MONTHS[month - 1]} {day}"
    if not with_year:
        return words
    return f"{words}, {year}" if day is not None else f"{words} {year}"


def chronicle_date(date: EventDate, *, with_year: bool = True) -> str:
    """Return a date as hand chronologies write it: ``Nov. 15, 2023``, ``Nov. 14-15``, ``June``, ``between …``.

    Args:
        date: the date of a happening.
        with_year: whether the year is written (a chronology has it as a heading).
    """
    first, last = _parts(date.date), _parts(date.enddate)
    if first is None:
        return f"before {_written(*last, with_year=with_year)}" if last else "Day not known"
    if last is None or last == first:
        return _written(*first, with_year=with_year)
    if date.precision == "range":
        years = with_year or first[0] != last[0]
        return f"between {_written(*first, with_year=years)} and {_written(*last, with_year=years)}"
    if first[0] != last[0]:
        return f"{_written(*first, with_year=True)} - {_written(*last, with_year=True)}"
    if first[1] == last[1] and first[2] is not None and last[2] is not None and first[1] is not None:
        end = f", {first[0]}" if with_year else ""
        return f"{_MONTHS[first[1] - 1]} {first[2]}-{last[2]}{end}"
    return f"{_written(*first, with_year=False)} - {_written(*last, with_year=with_year)}"


def year_of(date: EventDate) -> str | None:
    """Return the year under which a chronology lists a happening; None where it is not known."""
    found = _parts(date.date) or _parts(date.enddate)
    return found[0] if found else None


_FIRST_OF_A_DAY = ("consult", "agree")
"""That they met comes before what they agreed, and that before what was said there."""


def chronicle_order(happening: Happening) -> tuple[bool, str, str, int, int, str]:
    """Return the key by which happenings stand in a chronology: oldest first, undated last.

    On one day stand first the meetings that took place, then agreements, then the rest; of each the widest reported
    first.
    """
    first = happening.date.date or happening.date.enddate
    kind = happening.kind.partition("/")[0].lower()
    took_place = happening.status in ("occurred", "ongoing", "ended")
    rank = _FIRST_OF_A_DAY.index(kind) if kind in _FIRST_OF_A_DAY and (took_place or kind == "agree") else 9
    last = happening.date.enddate or first or ""
    return (first is None, first or "", last, rank, -happening.independent_reports, happening.id)


_WITH_ARTICLE = frozenset({"Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "Holy See", "Vatican"})


INTERNATIONAL_NAMES = {
    "IGO": "International organizations",
    "UNO": "United Nations",
    "EUR": "European Union",
    "NGO": "Non-governmental organizations",
    "IMG": "Militant groups",
    "MNC": "Multinational companies",
}
"""Names of PLOVER's codes of those who are no country."""


def the(name: str) -> str:
    """Return the name of a country as it stands in a sentence: ``the United States``, ``China``."""
    is_described = name.startswith(("United ", "European ")) or name.endswith(
        ("Republic", "Islands", "Federation", "Union", "Emirates")
    )
    return f"the {name}" if is_described or name in _WITH_ARTICLE else name


def flat(text: str) -> str:
    """Return words on one line, without control characters."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
