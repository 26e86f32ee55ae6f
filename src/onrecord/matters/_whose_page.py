"""Which state's own telling a page is: by its outlet or account, and where it names none by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.matters._voices import government_of
from onrecord.records import Document
from onrecord.reference import LIKELY, UNION, Reference, teller_of

_OF_THE_UNION = re.compile(
    r"(?i)^(?:european (?:commission|council|external action service|union)|council of the european union|eeas|"
    r"delegation of the european union)\b"
)
_OF_MANY = re.compile(
    r"(?i)^(?:united nations|nato|north atlantic treaty|asean|world (?:health|trade) organi[sz]ation)\b"
)
"""Bodies of several states: what they publish is no party's own telling."""


def publisher_of(document: Document, parties: Sequence[str], reference: Reference) -> str | None:
    """Return the state whose government publishes a page, or whose official posts it; None for the press.

    Args:
        document: the page.
        parties: who met; of a page without an outlet only one of them is thought of.
        reference: facts about outlets, accounts and countries.
    """
    outlet = document.outlet or document.host
    if outlet and _OF_MANY.match(outlet):
        return None
    if outlet and _OF_THE_UNION.match(outlet):
        return UNION
    own = government_of(outlet, reference)
    if own is None:
        account = reference.account_at(document.url)
        own = account.country if account is not None else None
    if own is not None or outlet or document.url or document.kind == "transcript":
        return own
    voices = {voice for wire in document.wires if (voice := government_of(wire, reference)) in parties and voice}
    if voices:
        return min(voices)
    if document.authors:
        return None
    begin = min((role.start for role in document.roles if role.role == "body"), default=0)
    return teller_of(document.title or "", document.text, parties, reference, LIKELY, body=begin)
