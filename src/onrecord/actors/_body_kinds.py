"""Kinds of bodies by which a text points back at them: "the company", "the union", "the agency"."""

from __future__ import annotations

COMPANIES = frozenset({"BUS"})
_OFFICES = frozenset({"GOV", "SPY", "COP", "MIL", "JUD", "LEG"})
_SOCIETIES = frozenset({"NGO", "IGO", "EDU", "PTY"})
POINTING_BODIES: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "company firm giant carmaker airline manufacturer retailer startup bank bookseller".split(), COMPANIES
    ),
    **dict.fromkeys("agency bureau office service watchdog regulator".split(), _OFFICES | _SOCIETIES),
    **dict.fromkeys(
        "group body organization organisation alliance bloc union fund institute center centre".split(), _SOCIETIES
    ),
    **dict.fromkeys("website site platform".split(), COMPANIES | _SOCIETIES | {"MED"}),
}
"""Nouns by which a text points back at a body, with the sectors of such bodies."""
NAME_ENDS = {
    "union": frozenset("workers union teamsters brotherhood federation guild".split()),
    "company": frozenset("inc corp co motor motors airlines airways pharmaceuticals technologies energy".split()),
}
"""Words of the names of bodies of a kind."""
_NO_COMPANY = frozenset(
    """union workers teamsters guild federation society association council committee commission department ministry
    agency bureau court senate house congress university college school institute center centre foundation party
    network coalition alliance board police army navy force league fund army""".split()
)
"""Words of the names of bodies that are no companies."""


def may_be(name: str, head: str) -> bool:
    """Whether a body of which only the name is known may be called by a noun."""
    words = set(name.lower().split())
    if POINTING_BODIES[head] == COMPANIES:
        return not words & _NO_COMPANY and not name.isupper()  # initials alone tell no company
    return head != "union" or not words & NAME_ENDS["company"]
