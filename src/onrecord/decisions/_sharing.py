"""Decisions from a file: what one person decided reaches the records of a team, and a record that is built anew."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onrecord.decisions._taking import CHOICES, OF_ONE, OF_SEVERAL, check_verdict, names_somebody
from onrecord.errors import QueryError
from onrecord.records import Channel, Commitment, Decision, Document, Event, Statement, from_json

_KINDS: dict[str, type] = {
    "stmt": Statement,
    "evt": Event,
    "comm": Commitment,
    "chan": Channel,
    "doc": Document,
}
_ID = re.compile(r"decision-[0-9a-f]{16}\Z")
_TARGET = re.compile(r"(stmt|evt|comm|chan|doc)-[0-9a-f]{16}\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_WORDS = ("id", "when", "who", "what", "target", "verdict", "reason", "text_sha256")
_OF_THE_LIST = frozenset({"state", "waiting"})
"""What ``onrecord decisions --json`` says besides: it is true of that record alone."""

_ADVICE = "Take the decisions.jsonl of an export, the output of `onrecord decisions RECORD --json`, or a record."


def decisions_in(text: str, name: str) -> list[Decision]:
    """Return the decisions that a file holds, each checked, in the order of the file.

    Args:
        text: JSON lines as the export writes them, or a JSON list as ``onrecord decisions --json`` prints it.
        name: what to call the file in a message.

    Raises:
        QueryError: the file holds something else, or a decision in it could not have been taken; the message says
            which.
    """
    found = []
    for number, data in enumerate(_entries(text, name), 1):
        try:
            decision = from_json(Decision, {key: value for key, value in data.items() if key not in _OF_THE_LIST})
            _check(decision)
        except (TypeError, KeyError, ValueError, AttributeError) as error:
            why = error.what if isinstance(error, QueryError) else f"{error}."
            raise QueryError(f"Decision {number} of {name} cannot be taken over: {why}", _ADVICE) from error
        found.append(decision)
    return found


def _entries(text: str, name: str) -> list[Mapping[str, Any]]:
    text = text.removeprefix("\ufeff").strip()
    try:
        data = (
            json.loads(text)
            if text.startswith("[")
            else [json.loads(line) for line in text.split("\n") if line.strip()]
        )
    except (ValueError, RecursionError) as error:
        raise QueryError(f"{name} holds no decisions ({error}).", _ADVICE) from error
    if not all(isinstance(entry, dict) for entry in data):
        raise QueryError(f"{name} holds no decisions.", _ADVICE)
    return list(data)


def _check(decision: Decision) -> None:
    for field in _WORDS:
        value = getattr(decision, field)
        if not isinstance(value, str) or not value.strip():
            raise QueryError(f"its {field} is empty or no text.")
    for field, form in (("id", _ID), ("target", _TARGET), ("text_sha256", _DIGEST)):
        if not form.match(getattr(decision, field)):
            raise QueryError(f"its {field} {getattr(decision, field)!r} is none.")
    if datetime.fromisoformat(decision.when).utcoffset() is None:
        raise QueryError(f"its time {decision.when!r} has no time zone.")
    if decision.what not in CHOICES[_KINDS[decision.target.partition("-")[0]]]:
        raise QueryError(f"the {decision.what} of {decision.target} cannot be decided.")
    check_verdict(decision.what, decision.verdict)
    somebody = names_somebody(decision.what, decision.verdict)
    if (decision.actor is not None) != (somebody and decision.what in OF_ONE):
        raise QueryError(f"it does not say who the {decision.what} is.")
    if bool(decision.actors) != (somebody and decision.what in OF_SEVERAL):
        raise QueryError(f"it does not say who the {decision.what} are.")
    if not all(proof.document and proof.start < proof.end and proof.quote for proof in decision.evidence):
        raise QueryError("its evidence is no stretch of a document.")
    # Kept as it is, what is no valid text could be neither stored nor shown.
    "".join((decision.who, decision.reason, decision.verdict, decision.machine_read)).encode("utf-8")
