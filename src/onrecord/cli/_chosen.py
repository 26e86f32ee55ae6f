"""What an option names: countries, issues and speakers by name or id. What the record cannot know is an error."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from onrecord.errors import QueryError

if TYPE_CHECKING:
    from onrecord.reference import Reference
    from onrecord.store import Record

_SHOWN = 6
"""Names that a message lists."""

_COUNTRY_OPTIONS = frozenset({"side", "party", "country"})
_ACTOR_OPTIONS = frozenset({"speaker", "addressee"})


def resolved(record: Record, filters: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the options of a list with names turned into ids and codes; other options are left alone.

    Args:
        record: the record.
        filters: options by name; ``side``, ``party``, ``country``, ``issue``, ``speaker``, ``addressee`` and
            ``document`` are looked up.

    Raises:
        QueryError: a name is unknown or stands for several; the message lists what there is.
        NotFoundError: there is no document or actor with that id.
    """
    given = {name: value for name, value in filters.items() if value is not None}
    if not given:
        return dict(filters)
    chosen = dict(filters)
    reference = _reference_of(record) if given.keys() & (_COUNTRY_OPTIONS | {"issue"}) else None
    for name, value in given.items():
        if reference is not None and name in _COUNTRY_OPTIONS:
            chosen[name] = country_code(reference, value)
        elif reference is not None and name == "issue":
            chosen[name] = value if value in _issues_of(record) else issue_id(reference, value)
        elif name in _ACTOR_OPTIONS:
            chosen[name] = actor_id(record, value)
        elif name == "document":
            chosen[name] = record.document(value).id
    return chosen


def _issues_of(record: Record) -> set[str]:
    """Return the issues that stand in the record, which need not be those of this version's table."""
    from onrecord.store import StatementQuery

    told = {facet.value for facet in record.facets(StatementQuery(), "issue", limit=1_000)}
    undertaken = {one.issue for one in record.iterate_commitments() if one.issue}
    return told | undertaken | {one.issue for one in record.iterate_positions()}


def _reference_of(record: Record) -> Reference:
    from onrecord.reference import Reference

    bundled = Reference.bundled()
    return bundled.with_texts(record.reference_files) if record.reference_files else bundled


def country_code(reference: Reference, value: str) -> str:
    """Return the code of a country, in any capitals: by code, name, its people or what stands for its government.

    ``CHN``, ``China``, ``Chinese`` and ``Beijing`` are one.

    Raises:
        QueryError: no country is called so.
    """
    from onrecord.publishing import INTERNATIONAL_NAMES

    if value.upper() in reference.countries or value.upper() in INTERNATIONAL_NAMES:
        return value.upper()
    asked = value.casefold()
    for country in reference.countries.values():
        if asked in (name.casefold() for name in (country.name, *country.other_names)):
            return country.code
    # Only now: a demonym or a place may be the name of another country.
    for country in reference.countries.values():
        spoken_of = (*country.demonyms, country.capital, *country.government_metonyms)
        if asked and asked in (name.casefold() for name in spoken_of):
            return country.code
    names = {country.name.casefold(): country for country in reference.countries.values()}
    near = [names[name] for name in get_close_matches(asked, names, 3)]
    like = f" Did you mean {', '.join(f'{country.code} ({country.name})' for country in near)}?" if near else ""
    raise QueryError(
        f"{value!r} is no country known here.{like}", "Use its name, or an ISO 3166 alpha-3 code, e.g. China or CHN."
    )


def issue_id(reference: Reference, value: str) -> str:
    """Return the id of an issue that is given by id or label, in any capitals.

    Raises:
        QueryError: there is no such issue.
    """
    asked = value.casefold()
    for issue in reference.issues.values():
        if asked in (issue.id.casefold(), issue.label.casefold()):
            return issue.id
    near = get_close_matches(asked, list(reference.issues), _SHOWN, 0.5)
    like = f" Did you mean {', '.join(near)}?" if near else ""
    raise QueryError(f"{value!r} is no issue.{like}", f"Issues: {', '.join(sorted(reference.issues))}.")


def actor_id(record: Record, value: str) -> str:
    """Return the id of an actor that is given by id, by name, or by a part of the name that only one has.

    Raises:
        NotFoundError: nobody is called so.
        QueryError: several are.
    """
    from onrecord._who import find_actor

    return find_actor(record, value).id
