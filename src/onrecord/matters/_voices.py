"""Who speaks for which state: governments, their outlets, and those who act for a state."""

from __future__ import annotations

import re

from onrecord.records import Actor, AssertionChannel, Statement
from onrecord.reference import Outlet, Reference

ACTING_SECTORS = frozenset({"GOV", "MIL", "LEG", "SPY", "COP", "JUD"})
"""Sectors of PLOVER whose members act and speak for a state."""

ACTING_KINDS = frozenset({"state", "government"})
NOT_A_PARTY = frozenset({"HKG", "MAC", "IGO", "UNO", "NGO", "IMG", "MNC", "ISM"})
"""Codes that are no state of their own, or no state at all; the European Union (``EUR``) deals as one."""
_STATE_PRESS = re.compile(r"(?i)\bstate (?:media|television|tv|news agency|radio|newspaper)\b")


def speaks_for_state(actor: Actor) -> bool:
    """Tell whether an actor is a state or speaks and acts for one."""
    if actor.country is None or actor.country in NOT_A_PARTY:
        return False
    if actor.kind in ACTING_KINDS or actor.country == "EUR":
        return True
    return actor.sector in ACTING_SECTORS


def side_of(actor: Actor | None, reference: Reference) -> str | None:
    """Return the state that an actor speaks for; None for the free press, companies and the unknown."""
    if actor is not None and (speaks_for_state(actor) or state_run(actor, reference)):
        return actor.country
    if actor is not None and actor.country in _VOICES_OF and _STATE_PRESS.search(actor.name):
        return actor.country
    return None


def state_run(actor: Actor, reference: Reference) -> bool:
    """Tell whether an actor is an outlet that a state controls: what it reports of its leaders is its own account."""
    outlet = reference.outlet_table.by_folded.get(actor.name.casefold())
    return outlet is not None and _is_voice(outlet)


def government_of(outlet: str | None, reference: Reference) -> str | None:
    """Return the state whose government, or state-run outlet, publishes under a name; None for the press."""
    found = reference.outlet_table.by_folded.get(outlet.casefold()) if outlet else None
    if found is None or not (found.kind == "government" or _is_voice(found)):
        return None
    return found.country


# A public broadcaster that a free country pays for (DW, BBC) does not speak for its government.
_VOICES_OF = frozenset({"CHN", "RUS", "PRK", "IRN", "CUB", "VNM", "BLR", "SYR", "VEN", "TKM", "ERI", "LAO"})


def _is_voice(outlet: Outlet) -> bool:
    return outlet.state and outlet.country in _VOICES_OF


def assertion_channel(statement: Statement, speaker: Actor | None) -> AssertionChannel:
    """Return the channel over which a statement asserts what it says."""
    if speaker is not None and speaker.kind == "unnamed":
        return "anonymous"
    if statement.occasion == "readout":
        return "readout"
    if statement.occasion in {"statement", "letter"}:
        return "document"
    return "on_record"
