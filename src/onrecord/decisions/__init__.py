"""What a person decides about the record: it outlives every rebuild, and never moves in silence.

A machine may say that a commitment was announced; only a person may say that it was kept or broken, with a reason. And
where the machine read a wrong speaker, a wrong day, a wrong party, or an entry where there is none, a person says so
once. A decision
names its target and the words it was taken on. When a later build no longer holds that target in those words, the
decision is not applied to another: it waits in the queue for a person (``onrecord decisions``).

Decisions on statements and events are applied while a document is read, before anything is made of them, so that all
that rests on a speaker or a day follows; those on the day of a page where its family is judged, before what copies and
other reports say of each other's days; those on commitments and channels where these are judged.
"""

from onrecord.decisions._applying import (
    DecisionsByTarget,
    apply_outcomes,
    apply_to_documents,
    apply_to_events,
    apply_to_statements,
    by_target,
    fits,
    in_force,
    rehung,
    rejected,
)
from onrecord.decisions._sharing import decisions_in
from onrecord.decisions._taking import (
    CHOICES,
    NOBODY,
    OF_ONE,
    OF_SEVERAL,
    OUTCOME,
    PARTING,
    REJECTED,
    UNKNOWN,
    WITHDRAWN,
    Decidable,
    Outcome,
    decide,
    decide_outcome,
    names_somebody,
    take_back,
    type_and_mode,
    words_of,
)

__all__ = [
    "CHOICES",
    "NOBODY",
    "OF_ONE",
    "OF_SEVERAL",
    "OUTCOME",
    "PARTING",
    "REJECTED",
    "UNKNOWN",
    "WITHDRAWN",
    "Decidable",
    "DecisionsByTarget",
    "Outcome",
    "apply_outcomes",
    "apply_to_documents",
    "apply_to_events",
    "apply_to_statements",
    "by_target",
    "decide",
    "decide_outcome",
    "decisions_in",
    "fits",
    "in_force",
    "names_somebody",
    "rehung",
    "rejected",
    "take_back",
    "type_and_mode",
    "words_of",
]
