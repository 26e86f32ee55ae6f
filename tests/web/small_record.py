"""A small record of invented talks between two countries, written through the store as a build would write it.

Every person, outlet and word in it is invented.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.records import (
    Actor,
    ClaimedDate,
    Correction,
    Cue,
    DatedBy,
    Derivation,
    Difference,
    Document,
    Evidence,
    Mention,
    Office,
    Passage,
    Published,
    RoleSpan,
    Span,
    Statement,
    Teller,
    Unreadable,
    Utterance,
    Variant,
    make_id,
    text_digest,
)
from onrecord.store import StoredContent, StoredPage, Writer

MARLOW = Actor(
    "actor-ada-marlow",
    "person",
    "Ada Marlow",
    ("Marlow", "Ms. Marlow"),
    "NZL",
    "GOV",
    (Office("Minister for Fisheries", "NZL", "2021-03-01", None),),
)
CASTEL = Actor(
    "actor-bruno-castel", "person", "Bruno Castel", ("Castel",), "CHL", "GOV", (Office("Foreign Minister", "CHL"),)
)
MINISTRY = Actor("actor-chl-foreign-ministry", "organization", "Foreign Ministry of Chile", (), "CHL", "GOV")
OFFICIAL = Actor("actor-unnamed-1", "unnamed", "a senior official", (), "NZL", "GOV")
ANCHOR = Actor("actor-harbour-times", "organization", "Harbour Times", (), None, "MED")


def span(text: str, words: str, after: int = 0) -> Span:
    """Return the span of ``words`` in ``text``; they must stand in it."""
    start = text.index(words, after)
    return Span.of(text, start, start + len(words))


def roles_by_line(text: str, roles: Sequence[tuple[str, str]]) -> tuple[RoleSpan, ...]:
    """Give the non-blank lines of a text their roles, in order, as (role, reason)."""
    spans = []
    offset = 0
    given = iter(roles)
    for line in text.split("\n"):
        if line.strip():
            role, reason = next(given)
            spans.append(RoleSpan(offset, offset + len(line), role, reason))  # type: ignore[arg-type]
        offset += len(line) + 1
    assert next(given, None) is None, "more roles than lines"
    return tuple(spans)


def document_of(text: str, roles: Sequence[tuple[str, str]], path: str, **fields: object) -> Document:
    """Return a document of a text."""
    digest = text_digest(text)
    identity = make_id("doc", digest, digest)
    given = {"id": identity, **fields}
    return Document(
        path=path,
        text=text,
        text_sha256=digest,
        source_sha256=digest,
        roles=roles_by_line(text, roles),
        **given,  # type: ignore[arg-type]
    )


def evidence(document: Document, words: str) -> Evidence:
    """Return the words of a document as evidence."""
    found = span(document.text, words)
    return Evidence(document.id, found.start, found.end, found.quote)


def mention(document: Document, words: str, actor: Actor, form: str = "name") -> Mention:
    """Return a mention of an actor."""
    found = span(document.text, words)
    identity = make_id("mention", document.id, found.start, actor.id)
    return Mention(identity, document.id, found.start, found.end, found.quote, actor.id, form, "full name")  # type: ignore[arg-type]


def statement(
    document: Document,
    speaker: Actor | None,
    speaker_words: str,
    cue: tuple[str, str, str] | None,
    mode: str,
    *content: str,
    **fields: object,
) -> Statement:
    """Return a statement; all words are looked up in the document, the speaker and cue near the content."""
    text = document.text
    spans = tuple(span(text, words) for words in content)
    near = max(0, spans[0].start - 200)
    who = span(text, speaker_words, near) if speaker_words else None
    word = None
    if cue:
        found = span(text, cue[0], near)
        word = Cue(found.start, found.end, found.quote, cue[1], cue[2])  # type: ignore[arg-type]
    return Statement(
        id=make_id("stmt", document.id, spans[0].start, spans[0].end, speaker_words),
        document=document.id,
        speaker=speaker.id if speaker else None,
        speaker_text=speaker_words,
        speaker_span=who,
        cue=word,
        mode=mode,  # type: ignore[arg-type]
        content=spans,
        method="rules 1",
        **fields,  # type: ignore[arg-type]
    )


REPORT_TEXT = """Skip to content
Home | Sea | Weather

Ministers open a line on fisheries

By Ines Holm
WELLINGTON, March 7, 2031

A buoy off the cape, seen from the ministers' boat. Photo: O. Reyes/Agencia Costa

Fisheries Minister Ada Marlow said on Thursday that both sides would share the positions of their patrol boats.
“We will pick up the phone before we send a boat,” Marlow told the Harbour Times. “It took four years.”
Foreign Minister Bruno Castel called the agreement “modest but real” and warned that it would not survive a seizure.
A senior official told reporters that Castel had asked Marlow to release two crews first.
Talks on quotas are to resume next month.

CORRECTION: An earlier version gave the wrong number of crews.
Agencia Costa contributed to this report.

More from Sea
Ten knots every sailor should know
Storm closes two harbours
Sign up for our tide letter
"""

COPY_TEXT = """Current:Home > Shipping
Ministers open a line on fisheries
Date: 2033-01-09 08:12
Fisheries Minister Ada Marlow said on Thursday that both sides would share the positions of their patrol ships.
"We will pick up the phone before we send a boat," Marlow told the Harbour Times. "It took four years."
Related
Actor sells hillside house
Seven soups for winter
Quarterback leaves practice early
"""

READOUT_TEXT = """Readout of the talks of 6 March 2031

The Foreign Ministry announces that Minister Castel received Minister Marlow.
Minister Castel said that quotas remain a matter of sovereignty.
Both ministers agreed to keep each other informed of patrols.
"""


def make_report() -> tuple[Document, StoredContent]:
    """Return the report of the Harbour Times with all that was found in it."""
    roles = [
        ("navigation", "link to the content"),
        ("navigation", "menu"),
        ("title", "first line in title form"),
        ("byline", "begins with By"),
        ("dateline", "place and date"),
        ("caption", "names a photographer"),
        *[("body", "prose")] * 5,
        ("correction", "begins with CORRECTION"),
        ("credit", "credits an agency"),
        ("related", "heading of a list of headlines"),
        ("related", "headline without prose"),
        ("related", "headline without prose"),
        ("promo", "asks to subscribe"),
    ]
    report = document_of(
        REPORT_TEXT,
        roles,
        "news/harbour.txt",
        title="Ministers open a line on fisheries",
        outlet="Harbour Times",
        host="harbour.example",
        url="https://harbour.example/2031/03/07/line",
        authors=("Ines Holm",),
        wires=("Agencia Costa",),
    )
    dated = evidence(report, "March 7, 2031")
    notice = span(REPORT_TEXT, "CORRECTION: An earlier version gave the wrong number of crews.")
    corrected = (evidence(report, "release two crews first"),)
    report = replace(
        report,
        published=Published(
            "2031-03-07",
            "day",
            "2031-03-07",
            "2031-03-07",
            "stated",
            (dated,),
            ("The dateline says “March 7, 2031”.",),
        ),
        claimed_dates=(ClaimedDate("2031-03-07", True, "nothing contradicts it", (dated,)),),
        corrections=(Correction(notice.start, notice.end, notice.quote, corrected),),
    )
    outlet = Teller(None, "Harbour Times")
    thursday = DatedBy(
        "2031-03-06",
        "day",
        "relative",
        (evidence(report, "Thursday"),),
        "Thursday before the day of publication",
    )
    told = (
        statement(
            report,
            MARLOW,
            "Fisheries Minister Ada Marlow",
            ("said", "say", "say"),
            "indirect",
            "both sides would share the positions of their patrol boats",
            said_on=thursday,
            via=(outlet,),
            issues=("fisheries",),
            confidence=0.93,
        ),
        statement(
            report,
            MARLOW,
            "Marlow",
            ("told", "tell", "say"),
            "direct",
            "“We will pick up the phone before we send a boat,”",
            "“It took four years.”",
            addressee=ANCHOR.id,
            addressee_span=span(REPORT_TEXT, "Harbour Times"),
            said_on=DatedBy("2031-03", "month", "published", (), "told to the outlet"),
            via=(outlet,),
            issues=("fisheries", "lines-of-communication"),
            utterance="utt-phone",
        ),
        statement(
            report,
            CASTEL,
            "Foreign Minister Bruno Castel",
            ("called", "call", "say"),
            "mixed",
            "the agreement “modest but real”",
            said_on=thursday,
            via=(outlet,),
        ),
        statement(
            report,
            CASTEL,
            "Foreign Minister Bruno Castel",
            ("warned", "warn", "warn"),
            "indirect",
            "it would not survive a seizure",
            said_on=thursday,
            via=(outlet,),
        ),
        statement(
            report,
            CASTEL,
            "Castel",
            ("asked", "ask", "ask"),
            "indirect",
            "to release two crews first",
            addressee=MARLOW.id,
            addressee_span=span(REPORT_TEXT, "Marlow", REPORT_TEXT.index("asked")),
            via=(Teller(OFFICIAL.id, "A senior official", span(REPORT_TEXT, "A senior official")), outlet),
        ),
    )
    mentions = (
        mention(report, "Fisheries Minister Ada Marlow", MARLOW),
        mention(report, "Foreign Minister Bruno Castel", CASTEL),
        mention(report, "A senior official", OFFICIAL, "title"),
    )
    found = StoredContent(report.id, (MARLOW, CASTEL, OFFICIAL, ANCHOR), mentions, told, tuple(() for _ in told))
    return report, found


def make_copy(report: Document) -> tuple[Document, StoredContent]:
    """Return the altered copy under a false date."""
    roles = [
        ("navigation", "path of the page"),
        ("title", "same as the copied title"),
        ("claimed_date", "begins with Date:"),
        ("body", "prose"),
        ("body", "prose"),
        ("related", "heading of a list of headlines"),
        ("related", "headline without prose"),
        ("related", "headline without prose"),
        ("related", "headline without prose"),
    ]
    bare = document_of(COPY_TEXT, roles, "news/copy.html")
    claim = evidence(bare, "2033-01-09")
    copy = document_of(
        COPY_TEXT,
        roles,
        "news/copy.html",
        title="Ministers open a line on fisheries",
        outlet="Harbour Times",
        host="content-farm.example",
        kind="altered_copy",
        derived_from=report.id,
        similarity=0.91,
        published=Published(
            None,
            "range",
            "2031-03-07",
            "2031-03-14",
            "copy",
            (evidence(report, "March 7, 2031"),),
            ("It is made from the report of the Harbour Times, so it is not older.",),
        ),
        claimed_dates=(ClaimedDate("2033-01-09", False, "the text it was copied from is dated 7 Mar 2031", (claim,)),),
    )
    told = (
        statement(
            copy,
            MARLOW,
            "Marlow",
            ("told", "tell", "say"),
            "direct",
            '"We will pick up the phone before we send a boat,"',
            '"It took four years."',
            via=(Teller(None, "Harbour Times"),),
            said_on=DatedBy("2031-03", "month", "copy", (), "as in the copied report"),
            utterance="utt-phone",
        ),
    )
    return copy, StoredContent(copy.id, (MARLOW,), (), told, ((),))


def make_readout() -> tuple[Document, StoredContent]:
    """Return the other side's own account."""
    roles = [("title", "first line"), ("body", "prose"), ("body", "prose"), ("body", "prose")]
    bare = document_of(READOUT_TEXT, roles, "government/readout.jsonl#1")
    day = evidence(bare, "6 March 2031")
    readout = document_of(
        READOUT_TEXT,
        roles,
        bare.path,
        title="Readout of the talks of 6 March 2031",
        outlet="Foreign Ministry of Chile",
        kind="official",
        published=Published(
            "2031-03-06", "day", "2031-03-06", "2031-03-06", "stated", (day,), ("Its title says “6 March 2031”.",)
        ),
    )
    told = (
        statement(
            readout,
            CASTEL,
            "Minister Castel",
            ("said", "say", "say"),
            "indirect",
            "quotas remain a matter of sovereignty",
            via=(Teller(MINISTRY.id, "Foreign Ministry of Chile"),),
            said_on=DatedBy("2031-03-06", "day", "stated", (day,), "the day of the talks"),
            issues=("fisheries",),
            utterance="utt-quota",
        ),
    )
    return readout, StoredContent(readout.id, (CASTEL, MINISTRY), (), told, ((),))


def derivation_between(report: Document, copy: Document) -> Derivation:
    """Return how the copy belongs to the report."""
    words = "both sides would share the positions of their patrol "
    in_report, in_copy = span(report.text, words), span(copy.text, words)
    title_report, title_copy = span(report.text, report.title), span(copy.text, copy.title)
    first_is_report = report.id < copy.id
    pairs = ((title_report, title_copy, 0), (in_report, in_copy, 1))
    return Derivation(
        id=make_id("deriv", report.id, copy.id),
        a=min(report.id, copy.id),
        b=max(report.id, copy.id),
        relation="altered_copy",
        prose_of_a=0.6 if first_is_report else 0.91,
        prose_of_b=0.91 if first_is_report else 0.6,
        quotations_of_a=1.0,
        quotations_of_b=1.0,
        changed=0.02,
        passages=tuple(
            Passage(*((here, there) if first_is_report else (there, here)), "prose", 9, changed)
            for here, there, changed in pairs
        ),
        proof=("The same sentences in the same order.", "Two words were replaced by others."),
        method="words 1",
    )


def write_record(
    path: Path,
    contents: Sequence[tuple[Document, StoredContent]],
    *,
    derivations: Sequence[Derivation] = (),
    utterances: Sequence[Utterance] = (),
    families: Sequence[Sequence[Document]] = (),
    unreadable: Sequence[Unreadable] = (),
    sides: Sequence[str] = ("NZL", "CHL"),
) -> Path:
    """Write documents and what was found in them as a build would."""
    with Writer(path) as writer:
        build = writer.begin_build("test")
        pages = [
            StoredPage(path=document.path, page_key=f"page {number}", document=document, keys=(number,))
            for number, (document, _) in enumerate(contents)
        ]
        writer.add_pages("news", "0" * 64, "reading 1", pages, (), unreadable, build=build)
        writer.finish_file("news", "0" * 64, "reading 1", size=4_321, pages=len(contents), unreadable=len(unreadable))
        for found in derivations:
            writer.add_derivations(found.a, [(found, True)])
        inside = {document.id for family in families for document in family}
        for family in families:
            writer.put_family(family)
        for document, _ in contents:
            if document.id not in inside:
                writer.put_family([document])
        writer.put_content([found for _, found in contents])
        writer.put_utterances([told for _, found in contents for told in found.statements], utterances)
        writer.set_settings(sides=json.dumps(list(sides)), versions=json.dumps({"cleaning": "1", "onrecord": "test"}))
        writer.add_timings(build, [("cleaning", len(contents), 0.012), ("statements", len(contents), 0.4)])
        writer.end_build(build)
    return path


def write_small_record(path: Path) -> Path:
    """Write the record that most tests look at."""
    report, in_report = make_report()
    copy, in_copy = make_copy(report)
    readout, in_readout = make_readout()
    told_twice = [in_report.statements[1], in_copy.statements[0]]
    differences = (Difference("typography", "“", '"'), Difference("cut", "half", ""))
    utterance = Utterance(
        "utt-phone",
        MARLOW.id,
        told_twice[0].said_on,
        tuple(sorted(told.id for told in told_twice)),
        (Variant(told_twice[0].id, "We will"), Variant(told_twice[1].id, "We will", differences)),
    )
    quota = in_readout.statements[0]
    line = Utterance("utt-quota", CASTEL.id, quota.said_on, (quota.id,), (), ("utt-phone",))
    return write_record(
        path,
        [(report, in_report), (copy, in_copy), (readout, in_readout)],
        derivations=[derivation_between(report, copy)],
        utterances=[utterance, line],
        families=[(report, copy)],
        unreadable=[Unreadable("news/broken.gz", "damaged gzip", "The file ends too early. Fetch it again.")],
    )
