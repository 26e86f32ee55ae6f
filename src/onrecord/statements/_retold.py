"""What texts set into a page tell of others: "Defense official tells me: …" in a reporter's post.

The post is a statement of its author as a whole; what it plainly tells that another has said is a statement of that
one, and the author stands in its chain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.language import Analysis
from onrecord.language.quotations import Quotation
from onrecord.statements._chains import statements_among
from onrecord.statements._choice import is_plainly_told
from onrecord.statements._items import read_paragraphs
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
    result: list[Attribution] = []
    for lines, author in texts:
        paragraphs = read_paragraphs(text, analysis, quotations, [(start, end, "body") for start, end in lines])
        within = [part for part in paragraphs if any(start <= part.start < end for start, end in lines)]
        by_rules = find_attributions(text, within, quotations, names)
        found = joined(text, analysis, within, quotations, by_rules) if analysis.attributions else by_rules
        for item in statements_among(text, as_statements(found, by_rules)):
            source = text[slice(*item.source[0])] if item.source else ""
            if not is_plainly_told(item, source):
                continue
            teller = Attribution([(item.start, item.end)], [author], None, "", "say", author, rule="retold")
            item.via = [*item.via, teller]
            item.confidence *= _RETOLD
            result.append(item)
    return result
