"""The facts: complete, consistent, dated, and found by the look-ups."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from onrecord.errors import ReferenceFileError
from onrecord.reference import Reference, Tenure, holds

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
REFERENCE = Reference.bundled()


def test_bundled_reference_is_one_object() -> None:
    assert Reference.bundled() is Reference.bundled()
    assert len(Reference.bundled().countries) > 190


def test_every_country_code_is_three_capitals() -> None:
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in REFERENCE.countries)


def test_names_of_countries_are_not_shared() -> None:
    seen: dict[str, str] = {}
    for country in REFERENCE.countries.values():
        for name in (country.name, *country.other_names):
            assert seen.setdefault(name, country.code) == country.code, name


def test_every_tenure_names_a_known_person_and_office_and_runs_forward() -> None:
    for tenure in REFERENCE.tenures:
        assert tenure.person in REFERENCE.people, tenure
        assert tenure.office in REFERENCE.offices, tenure
        for date in (tenure.since, tenure.until):
            assert date is None or DATE.fullmatch(date), tenure
        if tenure.since and tenure.until:
            assert tenure.since < tenure.until, tenure


def test_every_office_has_a_holder_and_phrases_in_lower_case() -> None:
    held = {tenure.office for tenure in REFERENCE.tenures}
    for office in REFERENCE.offices.values():
        assert office.key in held, office.key
        assert office.phrases, office.key
        assert all(phrase == phrase.lower() for phrase in office.phrases), office.key


@pytest.mark.parametrize("office", ["usa-president", "usa-secretary-of-state", "chn-president", "chn-defense-minister"])
def test_single_offices_never_have_two_holders_at_once(office: str) -> None:
    spans = sorted((t.since or "", t.until or "9999") for t in REFERENCE.tenures if t.office == office)
    for (_, until), (since, _) in itertools.pairwise(spans):
        assert until <= since


def test_countries_of_people_and_organizations_are_known() -> None:
    bodies = {"EUR", "UNO", "IGO", "NGO", "MNC"}
    for person in REFERENCE.people.values():
        assert person.country in (None, "EUR") or person.country in REFERENCE.countries, person.name
    for organization in REFERENCE.organizations.values():
        known = organization.country in REFERENCE.countries or organization.country in bodies
        assert organization.country is None or known, organization.name


def test_wikidata_ids_are_well_formed_and_not_shared() -> None:
    ids = [person.wikidata for person in REFERENCE.people.values() if person.wikidata]
    assert all(re.fullmatch(r"Q\d+", key) for key in ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("office", "day", "holder"),
    [
        ("usa-secretary-of-state", "2022-03-01", "Antony Blinken"),
        ("usa-secretary-of-state", "2025-06-01", "Marco Rubio"),
        ("usa-president", "2023-11", "Joe Biden"),
        ("chn-defense-minister", "2023-07-15", "Li Shangfu"),
        ("chn-foreign-minister", "2023-06-18", "Qin Gang"),
        ("chn-foreign-minister", "2023-11-15", "Wang Yi"),
    ],
)
def test_offices_are_read_at_the_date(office: str, day: str, holder: str) -> None:
    assert [person.name for person in REFERENCE.holders(office, day)] == [holder]


def test_offices_of_a_person_at_a_date() -> None:
    assert [office.key for office in REFERENCE.offices_at("John Kerry", "2015-01-01")] == ["usa-secretary-of-state"]
    assert [office.key for office in REFERENCE.offices_at("John Kerry", "2023-07-18")] == ["usa-climate-envoy"]


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        ("2021-01-26", None, "2021-01", True),
        ("2021-01-26", None, "2021-01-25", False),
        ("2021", "2022-06", "2022-06-30", True),
        ("2021", "2022-06", "2022-07-01", False),
        (None, "2020", "2019-05-05", True),
        (None, None, "1999", True),
    ],
)
def test_tenures_of_coarse_dates_cover_what_they_may(
    since: str | None, until: str | None, day: str, expected: bool
) -> None:
    assert holds(Tenure("office", "person", since, until), day) is expected


def test_a_capital_is_kept_apart_from_the_government_it_stands_for() -> None:
    usa, australia = REFERENCE.countries["USA"], REFERENCE.countries["ISR"]
    assert usa.capital == "Washington"
    assert "White House" in usa.government_metonyms
    assert australia.government_metonyms == ()  # "Jerusalem" is a place, and a disputed one


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("They agreed to resume military-to-military communications.", {"military-communication"}),
        ("A deal on AI and fentanyl precursors", {"artificial-intelligence", "counternarcotics"}),
        ("He said aid would come to us all.", set()),
        ("Export controls on advanced chips", {"export-controls", "technology"}),
        ("TAIWAN’S status", {"taiwan"}),
        ("Uyghurs in Xinjiang", {"human-rights"}),
        ("A return to democracy, and free and fair elections", {"elections"}),
        ("The fellow democracies respect the rule of law, and the bank plays the primary role", set()),
        ("the ai of the sloth", set()),
        ("", set()),
    ],
)
def test_issues_are_told_by_their_words(text: str, issues: set[str]) -> None:
    assert set(REFERENCE.tag_issues(text)) == issues


def test_issue_words_are_not_found_inside_other_words() -> None:
    assert REFERENCE.tag_issues("The chipmunk retreated to the shop") == ()


def _write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_users_own_facts_come_on_top(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        """
        [[person]]
        name = "Jane Example"
        country = "USA"
        pronoun = "she"
        offices = [{ title = "Deputy Trade Representative", since = "2023-02", until = "2024" }]

        [[organization]]
        name = "Institute of Examples"
        country = "DEU"
        sector = "EDU"
        aliases = ["IoE"]

        [[issue]]
        id = "fisheries"
        label = "Fisheries"
        words = ["fishing*", "trawler*"]
        """,
    )
    own = REFERENCE.with_files([path])
    assert own.people["Jane Example"].family == "Example"
    assert [office.title for office in own.offices_at("Jane Example", "2023-05-05")] == ["Deputy Trade Representative"]
    assert own.organizations["Institute of Examples"].aliases == ("IoE",)
    assert own.tag_issues("Fishing boats and trawlers") == ("fisheries",)
    assert "Jane Example" not in REFERENCE.people
    assert own.digest != REFERENCE.digest


def test_the_digest_is_stable_and_follows_the_content(tmp_path: Path) -> None:
    path = _write(tmp_path, '[[issue]]\nid = "a"\nlabel = "A"\nwords = ["a"]\n')
    first, again = REFERENCE.with_files([path]).digest, REFERENCE.with_files([path]).digest
    assert first == again
    path.write_text('[[issue]]\nid = "a"\nlabel = "A"\nwords = ["b"]\n', encoding="utf-8")
    assert REFERENCE.with_files([path]).digest != first


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[person]]\ncountry = 'USA'", ["person[1].name", "nothing"]),
        ("[[person]]\nname = 'A'\ncountry = 'America'", ["person[1].country", "ISO 3166", "'America'"]),
        ("[[person]]\nname = 'A'\npronoun = 'they'", ["person[1].pronoun", '"he" or "she"']),
        ("[[person]]\nname = 'A'\noffice = 'x'", ["unknown key 'office'", "offices"]),
        ("[[person]]\nname = 'A'\noffices = [{since = '2020'}]", ["person[1].offices[1].title"]),
        (
            "[[person]]\nname = 'A'\noffices = [{title = 'B', since = 'May'}]",
            ["offices[1].since", "2023-02-01", "'May'"],
        ),
        ("[[person]]\nname = 'A'\naliases = 'B'", ["person[1].aliases", "a list of texts"]),
        ("[[issue]]\nid = 'Big One'\nlabel = 'B'\nwords = ['b']", ["issue[1].id", "hyphens"]),
        ("[[issue]]\nid = 'b'\nlabel = 'B'\nwords = []", ["issue[1].words"]),
        ("[[organization]]\nname = 'A'\nsector = 'WAR'", ["organization[1].sector", "PLOVER"]),
        ("person = 3", ["person should be a list of tables", "[[person]]"]),
        ("[[people]]\nname = 'A'", ["unknown table 'people'"]),
        ("name = ", ["not TOML"]),
    ],
)
def test_a_malformed_file_is_told_by_file_key_and_remedy(tmp_path: Path, text: str, told: list[str]) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(ReferenceFileError) as caught:
        REFERENCE.with_files([path])
    message = str(caught.value)
    assert str(path) in message
    for part in told:
        assert part in message


def test_a_missing_or_undecodable_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReferenceFileError, match="cannot be read"):
        REFERENCE.with_files([tmp_path / "none.toml"])
    path = tmp_path / "latin.toml"
    path.write_bytes(b"[[person]]\nname = 'Ang\xe9lique'")
    with pytest.raises(ReferenceFileError, match="not UTF-8"):
        REFERENCE.with_files([path])
