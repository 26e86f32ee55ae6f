"""Read the page sets once, with all that training needs of them, and keep that in a file.

Each line of a page gets two labels: whether it belongs to the gold body (``benchmarks/_extraction.py``), and the role
that the rules give it when they see the page's mark-up, its stated title and authors, and the gold body. The model of
roles learns from these roles to do without the mark-up; lines labelled by hand (the seen half of
``benchmarks/gold/cleaning_roles.json``) replace them where there are any.

    python training/lines/pages.py --data DATA --out pages.pickle
"""

from __future__ import annotations

import argparse
import gc
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from _extraction import SETS, Page, label_lines, load_pages
from onrecord.cleaning import _flatten as flat
from onrecord.cleaning._flatten import FlatPage, LineMarkup, flatten
from onrecord.cleaning._lines import Unit, split_units
from onrecord.cleaning._metadata import stated_authors, stated_titles
from onrecord.cleaning._patterns import explicit_sign
from onrecord.cleaning._roles import judge
from onrecord.cleaning._title import key_of
from onrecord.reference import Reference

_CERTAIN = 0.98
_LONGEST_CAPTION = 120
_LEAST_LINK = 3
_LEAST_HEADLINE = 5
_LONGEST_HEADING = 8
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BYLINE_NEAR = 15
_SIGNED_BELOW = 3
_PICTURE = flat.IN_CAPTION | flat.HINT_CAPTION
_NO_STORY = flat.HINT_SHARE | flat.IN_FORM | flat.HINT_NEWSLETTER
_ELSEWHERE = flat.HINT_RELATED | flat.IN_ASIDE
_LINKED = 0.35
"""Share of a line in links from which it is one: teasers and dates stand beside headlines."""
_FRAME = flat.IN_NAVIGATION | flat.IN_HEADER | flat.HINT_NAVIGATION


@dataclass(slots=True)
class PreparedPage:
    """One page as lines, with what the gold and the mark-up say of each."""

    page: Page
    lines: list[str]
    markup: list[LineMarkup]
    labels: list[int]
    """Whether a line belongs to the gold body."""
    roles: list[str]
    """The role of each line by the rules, with mark-up and gold at hand."""


def silver_roles(page: Page, found: FlatPage, labels: Sequence[int], reference: Reference) -> list[str]:
    """The role of each line by the rules, with the mark-up, the stated title and authors, and the gold body at hand."""
    units = split_units(found.text, found.markup)
    titles = [page.gold_title, *stated_titles(None, found)] if page.gold_title else stated_titles(None, found)
    authors = [*page.gold_authors, *stated_authors((), found)]
    chances = [_CERTAIN if label else 1.0 - _CERTAIN for label in labels]
    judged = judge(units, titles, authors, outlet_names=reference.outlet_table.by_folded, probabilities=chances).judged
    return refined(units, labels, [role.role for role in judged], [key_of(name) for name in authors if len(name) > 3])


def refined(units: Sequence[Unit], labels: Sequence[int], judged: Sequence[str], authors: Sequence[str]) -> list[str]:
    """Roles by the rules, corrected where the mark-up knows better: pictures, links, authors, a title said twice."""
    roles = list(judged)
    first = next((number for number, label in enumerate(labels) if label), len(labels))
    last = len(labels) - next((number for number, label in enumerate(reversed(labels)) if label), len(labels))
    headlines = {key_of(unit.plain) for unit in units if roles[unit.number] == "title"}
    for unit in units:
        made, number = unit.markup, unit.number
        if made is None or labels[number]:
            continue
        role, bits = roles[number], made.bits
        is_heading = made.tag in _HEADINGS and bool(bits & _ELSEWHERE)
        is_link = (made.link_share >= _LINKED or is_heading) and unit.words >= _LEAST_LINK and not bits & _NO_STORY
        if role == "related" and not is_link:
            sign = explicit_sign(unit)
            roles[number] = role = "related" if sign is not None and sign.role == "related" else "furniture"
        if role in ("furniture", "dek", "navigation", "subhead"):
            is_name = bool(authors) and any(name in key_of(unit.plain) for name in authors)
            is_above = first - _BYLINE_NEAR <= number < first + 2
            is_signed = (is_name and unit.words <= 14 and first - _BYLINE_NEAR <= number < last + _SIGNED_BELOW) or (
                is_above and bool(bits & flat.HINT_BYLINE) and _is_name(unit)
            )
            if key_of(unit.plain) in headlines and number < first:
                roles[number] = "title"
            elif made.link_share < 0.5 and unit.words <= _LONGEST_CAPTION and bits & _PICTURE and unit.words >= 3:
                roles[number] = "caption"
            elif is_signed:
                roles[number] = "byline"
            elif is_link and unit.words >= _LEAST_HEADLINE and (bits & _ELSEWHERE or not bits & _FRAME):
                roles[number] = "related"
    for unit in reversed(units[:-1]):
        # A heading of links, whatever its words.
        made, following = unit.markup, roles[unit.number + 1]
        if (
            made is not None
            and following == "related"
            and roles[unit.number] in ("furniture", "navigation", "tags")
            and made.tag in _HEADINGS
            and made.link_share < 0.5
            and unit.words <= _LONGEST_HEADING
            and units[unit.number + 1].words >= _LEAST_HEADLINE
        ):
            roles[unit.number] = "related"
    return roles


def _is_name(unit: Unit) -> bool:
    return 2 <= unit.words <= 4 and unit.lower_share == 0.0 and not any(mark.isdigit() for mark in unit.plain)


def prepare(data: Path, sets: Sequence[str] = SETS) -> list[PreparedPage]:
    """Read all pages of the sets."""
    reference = Reference.bundled()
    prepared = []
    for page in load_pages(data / "pages", sets):
        found = flatten(page.html)
        if not found.lines or not page.gold:
            continue
        labels = label_lines(found.lines, page.gold)
        roles = silver_roles(page, found, labels, reference)
        prepared.append(PreparedPage(replace(page, html=""), found.lines, found.markup, labels, roles))
        if len(prepared) % 100 == 0:
            print(len(prepared), "pages", flush=True)
    return prepared


def read_prepared(file: Path) -> list[PreparedPage]:
    """Read what ``prepare`` made; the file must be one's own."""
    gc.disable()
    with file.open("rb") as stream:
        pages: list[PreparedPage] = pickle.load(stream)
    gc.enable()
    return pages


def main() -> None:
    """Prepare the pages and write them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--sets", nargs="+", default=SETS, choices=SETS)
    chosen = arguments.parse_args()
    pages = prepare(chosen.data, chosen.sets)
    with chosen.out.open("wb") as stream:
        pickle.dump(pages, stream)
    print("wrote", chosen.out, len(pages), "pages")


if __name__ == "__main__":
    # The records are pickled under the module's own name, for those who import it.
    from pages import main as run

    run()
