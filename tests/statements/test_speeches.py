"""A page that is one person's words from beginning to end: statements, speeches, letters, proclamations."""

from __future__ import annotations

import pytest

from onrecord.actors import find_actors
from onrecord.language import ModelEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.pipeline import read_page, regions
from onrecord.records import RawPage, Statement
from onrecord.reference import Reference
from onrecord.statements import find_statements

_WORDS = (
    "I am glad to be back in the harbour town. For thirty years our two nations have met here, and we have not always"
    " agreed. The strait belongs to nobody alone.\n\n"
    "President Donald Trump said that he looks forward to the talks. We are ready for them, and I ask the other side to"
    " be ready too. My hope is that the boats can sail before the winter comes."
)


def told(text: str, engine: ModelEngine) -> list[tuple[str | None, Statement]]:
    """The statements of a page, each with the name of its speaker."""
    reference = Reference.bundled()
    document = read_page(RawPage(path="page.txt", content=text, date="2024-05-04"), reference).document
    where = regions(document)
    [analysis] = analyse([(document.text, where)], engine=engine)
    quoted, times = find_quotations(document.text, where), find_times(document.text, where)
    found = find_actors(document, analysis, quoted, reference)
    names = {actor.id: actor.name for actor in found.actors}
    statements = find_statements(document, analysis, quoted, times, found.actors, found.mentions, reference)
    return [(names[one.speaker] if one.speaker else None, one) for one in statements]


def whole(text: str, engine: ModelEngine) -> list[tuple[str | None, str | None]]:
    """Speaker and occasion of what is taken as the words of the whole page."""
    return [(speaker, one.occasion) for speaker, one in told(text, engine) if "one speaker" in one.method]


@pytest.mark.parametrize(
    ("page", "speaker", "occasion"),
    [
        ("Statement by President Joe Biden on the Strait\n\n{words}", "Joe Biden", "statement"),
        (
            "Remarks as Prepared for Delivery by First Lady Jill Biden at the Harbour Fair\n\n{words}",
            "Jill Biden",
            "speech",
        ),
        (
            "A Steady Hand in a Restless Sea\n\nKeynote Speech by H.E. Wang Yi\n\nAt the Harbour Forum\n\n{words}",
            "Wang Yi",
            "speech",
        ),
        ("Full Text: Chinese Foreign Minister Wang Yi's speech at the Harbour Forum\n\n{words}", "Wang Yi", "speech"),
        ("Harbour Day\n\nAntony J. Blinken, Secretary of State\n\n{words}", "Antony Blinken", "statement"),
        (
            "Letter to the Speaker on the Harbours of the Republic\n\nDear Madam Speaker:\n\n{words}\n\nSincerely,\n\n"
            "JOSEPH R. BIDEN JR.",
            "Joe Biden",
            "document",
        ),
        (
            "A letter on the harbours\n\nDear Minister Wang,\n\n{words}\n\nSincerely,\n\nJanet Yellen\n\nSecretary",
            "Janet Yellen",
            "letter",
        ),
        (
            "A Proclamation on Harbour Week\n\n{words}\n\nNOW, THEREFORE, I, JOSEPH R. BIDEN JR., President of the"
            " United States of America, proclaim the first week of May Harbour Week.",
            "Joe Biden",
            "document",
        ),
    ],
)
def test_the_words_of_a_page_that_names_its_one_speaker_are_his(
    page: str, speaker: str, occasion: str, engine: ModelEngine
) -> None:
    assert whole(page.format(words=_WORDS), engine) == [(speaker, occasion)]


def test_what_others_say_is_told_by_the_one_who_speaks(engine: ModelEngine) -> None:
    page = f"Statement by President Joe Biden on the Strait\n\n{_WORDS.replace('Donald Trump', 'Xi Jinping')}"

    [inner] = [one for speaker, one in told(page, engine) if speaker == "Xi Jinping"]

    assert inner.content[0].quote.startswith("that he looks forward to the talks")
    assert "President Joe Biden" in [teller.text for teller in inner.via]


@pytest.mark.parametrize(
    "page",
    [
        "Joint Statement by President Joe Biden and Prime Minister Fumio Kishida\n\n{words}",
        "Readout of President Joe Biden's Call with President Xi Jinping\n\n{words}",
        "Statement by President Joe Biden on the Strait\n\nBiden said the boats can sail. “I am glad,” he said. “We"
        " all hope to sail before the winter, and my hope is that our nations meet again,” Biden added in Lisbon.",
        "The harbour town waits\n\n{words}",
        "Remarks by Wang Yi anger fishermen of the strait\n\nThe town waited for the boats all winter. “I have waited"
        " too long, and we want to sail,” a fisherman told the paper. “My boat is old, and I am not young any more.”",
    ],
)
def test_reports_and_words_of_several_are_no_speech(page: str, engine: ModelEngine) -> None:
    assert not whole(page.format(words=_WORDS), engine)


def test_a_spokesperson_who_tells_of_a_meeting_gives_no_speech(engine: ModelEngine) -> None:
    page = (
        "Statement by Spokesperson Ann Lee on the Meeting\n\nThe two sides met in Geneva and discussed our shared goals"
        " and our common interests. They agreed to meet again in the spring, and we look forward to it."
    )

    assert not whole(page, engine)
