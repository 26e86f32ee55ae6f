"""Invented matters between two countries: happenings, a meeting, commitments, channels and positions, with their proof.

Everything is made from the texts below, so that every piece of evidence stands where it says. All of it is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from small_record import CASTEL, MARLOW, MINISTRY, OFFICIAL, document_of, span, statement, write_record

from onrecord.records import (
    Account,
    AccountItem,
    Actor,
    AssertedBy,
    Channel,
    ChannelStep,
    Commitment,
    CommitmentStep,
    DatedBy,
    Difference,
    Document,
    Event,
    EventDate,
    Evidence,
    Happening,
    Meeting,
    MeetingItem,
    NotFoundIn,
    Participant,
    Place,
    Position,
    Published,
    Statement,
    make_id,
)
from onrecord.store import StoredContent, Writer

FIRST_ACCOUNT = """Statement on the talks with Chile, 6 March 2031

Minister Marlow met Minister Castel in Valparaíso on 6 March 2031.
The ministers agreed to reopen the patrol line by 1 June 2031.
Chile will release two crews, subject to checks by port inspectors of both countries.
Minister Marlow raised the seizure of the trawler Kea.
Minister Marlow said that quotas must follow the catch counts.
The ministers discussed a working group on quotas.
"""

SECOND_ACCOUNT = """Communiqué of the Foreign Ministry, 6 March 2031

Minister Castel received Minister Marlow in Valparaíso on 6 March 2031.
Both ministers agreed to reopen the patrol line.
Minister Castel said that quotas remain a matter of sovereignty.
No date was set for the release of crews, and no inspection was agreed.
Minister Castel invited Minister Marlow to visit the southern hatcheries.
"""

SILENCE = """Patrol line falls silent after seizure

Chile suspended the patrol line on Tuesday, 14 August 2029, after the seizure of the Kea, the Foreign Ministry said.
New Zealand summoned the Chilean ambassador in August 2029.
An exercise planned for September 2029 was called off.
The telephone line between the fisheries ministers stays open, officials of New Zealand said.
Quotas are for each country to set, Castel said.
"""

FIRST_CALL = """First call on the patrol line in two years

Patrol commanders of New Zealand and Chile spoke by telephone on June 2-3, 2031, officials of both countries said.
Chile has yet to release the crews, a New Zealand official said.
A visit by Castel to Wellington is planned for September 2031.
Chile denied that it had imposed sanctions on exporters of hake.
New Zealand asked Chile to publish its catch counts.
Chile refuses to set quotas by the counts, Marlow said.
"""


def _document(text: str, path: str, day: str, **fields: object) -> Document:
    lines = [line for line in text.split("\n") if line.strip()]
    roles = [("title", "first line"), *[("body", "prose")] * (len(lines) - 1)]
    published = Published(day, "day", day, day, "stated", (), ("Its text says so.",))
    return document_of(text, roles, path, title=lines[0], published=published, **fields)


READOUT_A = _document(FIRST_ACCOUNT, "a/readout.txt", "2031-03-06", outlet="Ministry of Fisheries", kind="official")
READOUT_B = _document(
    SECOND_ACCOUNT, "b/readout.txt", "2031-03-06", outlet="Foreign Ministry of Chile", kind="official"
)
SILENT = _document(SILENCE, "news/silence.txt", "2029-08-15", outlet="Harbour Times")
CALL = _document(FIRST_CALL, "news/call.txt", "2031-06-04", outlet="Tidewater Post")


def proof(document: Document, words: str) -> Evidence:
    found = span(document.text, words)
    return Evidence(document.id, found.start, found.end, found.quote)


def dated(date: str, precision: str = "day") -> DatedBy:
    return DatedBy(date, precision, "stated")  # type: ignore[arg-type]


NARRATOR = AssertedBy(None, "Harbour Times")
SIDE_A = AssertedBy(MARLOW.id, "Minister Marlow", "NZL", "on_record")
SIDE_B = AssertedBy(MINISTRY.id, "the Foreign Ministry", "CHL", "readout")
UNNAMED_A = AssertedBy(OFFICIAL.id, "a New Zealand official", "NZL", "anonymous")

IN_A = (
    statement(
        READOUT_A,
        MARLOW,
        "Minister Marlow",
        ("said", "say", "say"),
        "indirect",
        "quotas must follow the catch counts",
        said_on=dated("2031-03-06"),
        issues=("fisheries",),
    ),
)
IN_B = (
    statement(
        READOUT_B,
        CASTEL,
        "Minister Castel",
        ("said", "say", "say"),
        "indirect",
        "quotas remain a matter of sovereignty",
        said_on=dated("2031-03-06"),
        issues=("fisheries",),
    ),
)
IN_SILENT = (
    statement(
        SILENT,
        CASTEL,
        "Castel",
        ("said", "say", "say"),
        "indirect",
        "Quotas are for each country to set",
        said_on=dated("2029-08-14"),
        issues=("fisheries",),
    ),
)
IN_CALL = (
    statement(
        CALL,
        MARLOW,
        "Marlow",
        ("said", "say", "say"),
        "indirect",
        "Chile refuses to set quotas by the counts",
        said_on=dated("2031-06-03"),
        issues=("fisheries",),
    ),
)

NZL = Participant(MARLOW.id, "Minister Marlow", "NZL", "GOV")
CHL = Participant(CASTEL.id, "Minister Castel", "CHL", "GOV")
STATE_NZL = Participant(None, "New Zealand", "NZL", "GOV")
STATE_CHL = Participant(None, "Chile", "CHL", "GOV")


@dataclass(frozen=True)
class Told:
    """One report of a happening, before it is an event."""

    document: Document
    words: str
    asserted_by: tuple[AssertedBy, ...] = (NARRATOR,)


def _make(
    kind: str,
    status: str,
    date: EventDate,
    told: Sequence[Told],
    *,
    actor: tuple[Participant, ...] = (STATE_NZL,),
    recipient: tuple[Participant, ...] = (STATE_CHL,),
    quad: str = "verbal cooperation",
    scale: float = 1.0,
    cameo: str | None = None,
    issues: tuple[str, ...] = ("fisheries",),
    place: Place | None = None,
    reports: int | None = None,
    is_meeting: bool = False,
) -> tuple[Happening, tuple[Event, ...]]:
    identity = make_id("happ", kind, told[0].words)
    event_type, _, mode = kind.upper().partition("/")
    events = tuple(
        Event(
            id=make_id("evt", one.document.id, one.words),
            document=one.document.id,
            event=event_type,  # type: ignore[arg-type]
            mode=mode.lower() or None,
            context=("economic",),
            issues=issues,
            quad_code=quad,  # type: ignore[arg-type]
            event_scale=scale,
            cameo_code=cameo,
            cameo_mapping="exact" if cameo else "none",
            actor=actor,
            recipient=recipient,
            date=date,
            location=place,
            status=status,  # type: ignore[arg-type]
            asserted_by=one.asserted_by,
            happening=identity,
            evidence=(proof(one.document, one.words),),
            method="rules 1",
        )
        for one in told
    )
    documents = {one.document.id for one in told}
    happening = Happening(
        id=identity,
        events=tuple(sorted(event.id for event in events)),
        kind=kind,
        date=date,
        parties=tuple(sorted({str(one.country) for one in (*actor, *recipient) if one.country})),
        status=status,  # type: ignore[arg-type]
        text=told[0].words,
        documents=len(documents),
        independent_reports=reports or len(documents),
        issues=issues,
        location=place,
        asserted_by=tuple(dict.fromkeys(item for one in told for item in one.asserted_by)),
        evidence=tuple(proof(one.document, one.words) for one in told),
        meeting=make_id("meet", identity) if is_meeting else None,
    )
    return happening, events


VALPARAISO = Place("Valparaíso", "CHL")
TALKS, TALKS_EVENTS = _make(
    "consult/meet",
    "occurred",
    EventDate("2031-03-06", None, "day", "stated"),
    [
        Told(READOUT_A, "Minister Marlow met Minister Castel in Valparaíso on 6 March 2031.", (SIDE_A,)),
        Told(READOUT_B, "Minister Castel received Minister Marlow in Valparaíso on 6 March 2031.", (SIDE_B,)),
    ],
    actor=(NZL, CHL),
    recipient=(),
    cameo="046",
    scale=2.5,
    place=VALPARAISO,
    is_meeting=True,
)
REOPEN, REOPEN_EVENTS = _make(
    "agree",
    "agreed",
    EventDate("2031-03-06", None, "day", "stated"),
    [
        Told(READOUT_B, "agreed to reopen the patrol line", (SIDE_B,)),
        Told(READOUT_A, "agreed to reopen the patrol line by 1 June 2031", (SIDE_A,)),
    ],
    actor=(STATE_CHL, STATE_NZL),
    recipient=(),
    cameo="057",
    issues=("fisheries", "military-communication"),
)
SUSPENDED, SUSPENDED_EVENTS = _make(
    "reject",
    "occurred",
    EventDate("2029-08-14", None, "day", "stated"),
    [Told(SILENT, "Chile suspended the patrol line on Tuesday, 14 August 2029", (SIDE_B, NARRATOR))],
    actor=(STATE_CHL,),
    recipient=(STATE_NZL,),
    quad="verbal conflict",
    scale=-2,
    cameo="166",
)
SUMMONED, SUMMONED_EVENTS = _make(
    "accuse",
    "occurred",
    EventDate("2029-08", None, "month", "stated"),
    [Told(SILENT, "New Zealand summoned the Chilean ambassador in August 2029.")],
    quad="verbal conflict",
    scale=-2,
    cameo="111",
)
CALLED_OFF, CALLED_OFF_EVENTS = _make(
    "cooperate",
    "did_not_happen",
    EventDate("2029-09", None, "month", "stated"),
    [Told(SILENT, "An exercise planned for September 2029 was called off.")],
    quad="material cooperation",
    scale=9.5,
)
FIRST_CALL_MADE, CALL_EVENTS = _make(
    "consult/phone",
    "occurred",
    EventDate("2031-06-02", "2031-06-03", "day", "stated"),
    [
        Told(
            CALL,
            "Patrol commanders of New Zealand and Chile spoke by telephone on June 2-3, 2031",
            (SIDE_A, SIDE_B, NARRATOR),
        )
    ],
    cameo="041",
    scale=1.5,
)
PLANNED, PLANNED_EVENTS = _make(
    "agree/meet",
    "announced",
    EventDate("2031-09-01", "2031-09-30", "range", "stated"),
    [Told(CALL, "A visit by Castel to Wellington is planned for September 2031.")],
    place=Place("Wellington", "NZL"),
    cameo="0522",
)
DENIED, DENIED_EVENTS = _make(
    "sanction",
    "denied",
    EventDate(reason="the text does not say when"),
    [Told(CALL, "it had imposed sanctions on exporters of hake", (AssertedBy(None, "Chile", "CHL", stance="denies"),))],
    actor=(STATE_CHL,),
    recipient=(STATE_NZL,),
    quad="material conflict",
    scale=-6,
    cameo="163",
    issues=("sanctions",),
)
ASKED, ASKED_EVENTS = _make(
    "request",
    "requested",
    EventDate("2031-06-04", None, "day", "published"),
    [Told(CALL, "New Zealand asked Chile to publish its catch counts.")],
    scale=0,
    cameo="020",
)

HAPPENINGS = (TALKS, REOPEN, SUSPENDED, SUMMONED, CALLED_OFF, FIRST_CALL_MADE, PLANNED, DENIED, ASKED)
EVENTS = (
    *TALKS_EVENTS,
    *REOPEN_EVENTS,
    *SUSPENDED_EVENTS,
    *SUMMONED_EVENTS,
    *CALLED_OFF_EVENTS,
    *CALL_EVENTS,
    *PLANNED_EVENTS,
    *DENIED_EVENTS,
    *ASKED_EVENTS,
)


def _item(document: Document, order: int, issue: str | None, words: str, told: Statement | None = None) -> AccountItem:
    return AccountItem(issue, order, words, (proof(document, words),), told.id if told else None)


MEETING = Meeting(
    id=make_id("meet", TALKS.id),
    happening=TALKS.id,
    kind="meeting",
    parties=("CHL", "NZL"),
    participants=(MARLOW.id, CASTEL.id),
    date=TALKS.date,
    accounts=(
        Account(
            "CHL",
            "own_readout",
            (READOUT_B.id,),
            (
                _item(READOUT_B, 1, "military-communication", "agreed to reopen the patrol line"),
                _item(READOUT_B, 2, "fisheries", "quotas remain a matter of sovereignty", IN_B[0]),
                _item(READOUT_B, 3, "crews", "No date was set for the release of crews, and no inspection was agreed."),
                _item(READOUT_B, 4, "visits", "invited Minister Marlow to visit the southern hatcheries"),
            ),
        ),
        Account(
            "NZL",
            "own_readout",
            (READOUT_A.id,),
            (
                _item(READOUT_A, 1, "military-communication", "agreed to reopen the patrol line by 1 June 2031"),
                _item(READOUT_A, 2, "crews", "Chile will release two crews, subject to checks by port inspectors"),
                _item(READOUT_A, 3, "seizures", "raised the seizure of the trawler Kea"),
                _item(READOUT_A, 4, "fisheries", "quotas must follow the catch counts", IN_A[0]),
            ),
        ),
    ),
    items=(
        MeetingItem(
            "military-communication",
            ("CHL", "NZL"),
            "wording_differs",
            (
                proof(READOUT_B, "agreed to reopen the patrol line"),
                proof(READOUT_A, "agreed to reopen the patrol line by 1 June 2031"),
            ),
        ),
        MeetingItem(
            "crews",
            ("CHL", "NZL"),
            "contradict",
            (
                proof(READOUT_B, "No date was set for the release of crews, and no inspection was agreed."),
                proof(READOUT_A, "Chile will release two crews, subject to checks by port inspectors"),
            ),
        ),
        MeetingItem(
            "fisheries",
            ("CHL", "NZL"),
            "wording_differs",
            (
                proof(READOUT_B, "quotas remain a matter of sovereignty"),
                proof(READOUT_A, "quotas must follow the catch counts"),
            ),
        ),
        MeetingItem(
            "seizures",
            ("NZL",),
            "only_one_side",
            (proof(READOUT_A, "raised the seizure of the trawler Kea"),),
            (NotFoundIn("CHL", 1),),
        ),
        MeetingItem(
            "visits",
            ("CHL",),
            "only_one_side",
            (proof(READOUT_B, "invited Minister Marlow to visit the southern hatcheries"),),
            (NotFoundIn("NZL", 1),),
        ),
    ),
    location=VALPARAISO,
)

COMMITMENTS = (
    Commitment(
        id=make_id("comm", "crews"),
        text="release two crews",
        obligor=("CHL",),
        beneficiary=("NZL",),
        issue="crews",
        kind="do",
        history=(
            CommitmentStep(
                dated("2031-03-06"), "announced", (SIDE_A,), (proof(READOUT_A, "Chile will release two crews"),)
            ),
            CommitmentStep(
                dated("2031-03-06"),
                "disputed",
                (SIDE_B,),
                (proof(READOUT_B, "No date was set for the release of crews"),),
            ),
            CommitmentStep(
                dated("2031-06-04"), "disputed", (UNNAMED_A,), (proof(CALL, "Chile has yet to release the crews"),)
            ),
        ),
        agreement="disputed",
        made_at=MEETING.id,
        verification=proof(READOUT_A, "subject to checks by port inspectors of both countries"),
        elements_missing=("timeframe",),
    ),
    Commitment(
        id=make_id("comm", "line"),
        text="reopen the patrol line by 1 June 2031",
        obligor=("CHL", "NZL"),
        beneficiary=("CHL", "NZL"),
        issue="military-communication",
        kind="resume",
        history=(
            CommitmentStep(
                dated("2031-03-06"),
                "announced",
                (SIDE_A, SIDE_B),
                (
                    proof(READOUT_A, "agreed to reopen the patrol line by 1 June 2031"),
                    proof(READOUT_B, "agreed to reopen the patrol line"),
                ),
                2,
                2,
            ),
            CommitmentStep(
                dated("2031-06-02/2031-06-03"),
                "first_step_reported",
                (SIDE_A, SIDE_B),
                (proof(CALL, "Patrol commanders of New Zealand and Chile spoke by telephone on June 2-3, 2031"),),
            ),
        ),
        agreement="both",
        made_at=MEETING.id,
        deadline=dated("2031-06-01"),
    ),
)

MILITARY = Channel(
    make_id("chan", "patrol"), "Patrol communication", "military_senior", ("CHL", "NZL"), (), "third_party_only"
)
CHANNELS = (
    Channel(
        make_id("chan", "ministers"),
        "Telephone line between the fisheries ministers",
        "ministers",
        ("CHL", "NZL"),
        (
            ChannelStep(
                dated("2029-08-15"),
                "operating",
                (SIDE_A,),
                (proof(SILENT, "The telephone line between the fisheries ministers stays open"),),
                agreement="only_B",
            ),
        ),
        "only_B",
        as_of="2029-08-15",
    ),
    MILITARY,
    Channel(
        make_id("chan", "patrol/line"),
        "Patrol line",
        "military_operational",
        ("CHL", "NZL"),
        (
            ChannelStep(
                dated("2029-08-14"),
                "suspended",
                (SIDE_B,),
                (proof(SILENT, "Chile suspended the patrol line"),),
                by=("CHL",),
                agreement="only_A",
            ),
            ChannelStep(
                dated("2031-03-06"),
                "agreed_to_resume",
                (SIDE_A, SIDE_B),
                (
                    proof(READOUT_A, "agreed to reopen the patrol line by 1 June 2031"),
                    proof(READOUT_B, "agreed to reopen the patrol line"),
                ),
                agreement="both",
                documents=2,
                independent_reports=2,
            ),
            ChannelStep(
                dated("2031-06-02/2031-06-03"),
                "resumed",
                (SIDE_A, SIDE_B),
                (proof(CALL, "Patrol commanders of New Zealand and Chile spoke by telephone on June 2-3, 2031"),),
                agreement="both",
            ),
        ),
        "both",
        parent=MILITARY.id,
        as_of="2031-06-04",
        last_used="2031-06-03",
    ),
    Channel(
        make_id("chan", "group"),
        "Working group on quotas",
        "working_group",
        ("CHL", "NZL"),
        (
            ChannelStep(
                dated("2031-03-06"),
                "proposed",
                (SIDE_A,),
                (proof(READOUT_A, "discussed a working group on quotas"),),
                agreement="only_B",
            ),
        ),
        "only_B",
        as_of="2031-03-06",
    ),
)

FIRST_QUOTA = Position(
    make_id("pos", "quota 1"),
    "fisheries",
    "CHL",
    CASTEL.id,
    "Quotas are for each country to set",
    IN_SILENT[0].id,
    dated("2029-08-14"),
    "2029-08-14",
    "2029-08-14",
    1,
    evidence=(proof(SILENT, "Quotas are for each country to set"),),
)
POSITIONS = (
    FIRST_QUOTA,
    Position(
        make_id("pos", "quota 2"),
        "fisheries",
        "CHL",
        CASTEL.id,
        "quotas remain a matter of sovereignty",
        IN_B[0].id,
        dated("2031-03-06"),
        "2031-03-06",
        "2031-03-06",
        1,
        mode="direct",
        previous=FIRST_QUOTA.id,
        differences=(Difference("wording", "for each country to set", "a matter of sovereignty"),),
        evidence=(proof(READOUT_B, "quotas remain a matter of sovereignty"),),
    ),
    Position(
        make_id("pos", "quota 3"),
        "fisheries",
        "NZL",
        MARLOW.id,
        "quotas must follow the catch counts",
        IN_A[0].id,
        dated("2031-03-06"),
        "2031-03-06",
        "2031-03-06",
        1,
        evidence=(proof(READOUT_A, "quotas must follow the catch counts"),),
    ),
    Position(
        make_id("pos", "quota 4"),
        "fisheries",
        "CHL",
        MARLOW.id,
        "refuses to set quotas by the counts",
        IN_CALL[0].id,
        dated("2031-06-03"),
        "2031-06-03",
        "2031-06-03",
        1,
        told_by="NZL",
        evidence=(proof(CALL, "refuses to set quotas by the counts"),),
    ),
)


def _content(document: Document, actors: tuple[Actor, ...], told: tuple[Statement, ...]) -> StoredContent:
    events = tuple(
        sorted((event for event in EVENTS if event.document == document.id), key=lambda event: event.evidence[0].start)
    )
    return StoredContent(document.id, actors, (), told, ((),) * len(told), events, ((),) * len(events))


CONTENTS = (
    (READOUT_A, _content(READOUT_A, (MARLOW, CASTEL), IN_A)),
    (READOUT_B, _content(READOUT_B, (CASTEL, MARLOW, MINISTRY), IN_B)),
    (SILENT, _content(SILENT, (CASTEL,), IN_SILENT)),
    (CALL, _content(CALL, (MARLOW, OFFICIAL), IN_CALL)),
)


def write_matters_record(path: Path) -> Path:
    """Write the documents of these matters, and the matters themselves, as a build would."""
    write_record(path, CONTENTS)
    with Writer(path) as writer:
        for document, _ in CONTENTS:
            writer.add_derivations(document.id, [])
            writer.put_family([document])
        for matter, key in writer.matters_pending(100):
            writer.put_matters(matter, key, [])
        for happening in HAPPENINGS:
            reports = [event for event in EVENTS if event.happening == happening.id]
            meetings = {TALKS.id: MEETING} if happening is TALKS else {}
            writer.put_happenings(reports, [happening], meetings)
        writer.put_matters("commitment", "CHL-NZL", COMMITMENTS)
        writer.put_matters("channel", "CHL-NZL", CHANNELS)
        writer.put_matters("position", "fisheries", POSITIONS)
    return path
