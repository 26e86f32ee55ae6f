"""What texts set into a page tell of others: "Defense official tells me: …" in a reporter's post.

The post is a statement of its author as a whole; what it plainly tells that another has said is a statement of that
one, and the author stands in its chain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from onrecord.language import Analysis
from onrecord.language.quotations import Quotation
from onrecord.statements._chains import statements_among
from onrecord.statements._choice import is_plainly_told
from onrecord.statements._items import Paragraph, read_paragraphs
from onrecord.statements._rules import find_attributions
from onrecord.statements._tagged import as_statements, joined
from onrecord.statements._types import Attribution, Stretch

_RETOLD = 0.9
"""A saying told within a text set into the page is this much less sure than one that the report tells."""


def retold(
    text: str,
    analysis: Analysis,
    quotations: Sequence[Quotation],
    names: Mapping[int, int],
    texts: Sequence[tuple[Sequence[Stretch], Stretch]],
) -> list[Attribution]:
    """Find what texts set into a page tell of others.

    Args:
        text: the whole text.
        analysis: its analysis.
        quotations: its quotations.
        names: known mentions of actors, start to end.
        texts: each text's lines and the words that name its author.

    Returns:
        The sayings of others, each with the author as its last teller.
    """
    every = sorted({line for lines, _ in texts for line in lines})
    if not every:
        return []
    paragraphs = read_paragraphs(text, analysis, quotations, [(start, end, "body") for start, end in every])
    places = sorted((start, end, number) for number, (lines, _) in enumerate(texts) for start, end in lines)
    starts = [start for start, _, _ in places]

    def text_at(position: int) -> int | None:
        place = bisect_right(starts, position) - 1
        return places[place][2] if place >= 0 and position < places[place][1] else None

    parts: dict[int, list[Paragraph]] = {}
    for part in paragraphs:
        number = text_at(part.start)
        if number is not None:
            parts.setdefault(number, []).append(part)
    within = sorted((part for group in parts.values() for part in group), key=lambda part: part.start)
    by_rules = [
        item for _, group in sorted(parts.items()) for item in find_attributions(text, group, quotations, names)
    ]
    found = joined(text, analysis, within, quotations, by_rules) if analysis.attributions else by_rules
    result: list[Attribution] = []
    for item in statements_among(text, as_statements(found, by_rules)):
        number = text_at((item.start + item.end) // 2)  # marks at the ends are not among a post's words
        if number is None or not is_plainly_told(item, text[slice(*item.source[0])] if item.source else ""):
            continue
        author = texts[number][1]
        teller = Attribution([(item.start, item.end)], [author], None, "", "say", author, rule="retold")
        item.via = [*item.via, teller]
        item.confidence *= _RETOLD
        result.append(item)
    return result
