"""Chinese readouts: a paragraph goes on in the words of whoever opened it."""

from __future__ import annotations

from onrecord import language, pipeline
from onrecord.actors import find_actors
from onrecord.language import ModelEngine
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.records import RawPage
from onrecord.reference import Reference
from onrecord.statements import find_statements

CHINA = "https://www.mfa.gov.cn/eng/readout.html"
READOUT = """\
President Xi Jinping spoke with US President Joe Biden by phone on April 2, 2024.

Xi Jinping emphasized that strategic perception is the first button. Two big countries should not cut their ties. \
The Taiwan question is a red line for China. The US side needs to turn its commitment into action. \
The two presidents exchanged views on the Korean Peninsula. They are busy.

Biden said the call was useful. The United States does not seek a new Cold War.
"""


def said(text: str, address: str | None, engine: ModelEngine) -> list[tuple[str | None, str, str]]:
    """Speaker, words, method of all statements of a page."""
    reference = Reference.bundled()
    document = pipeline.read_page(RawPage(path="page.txt", content=text, url=address, date=None), reference).document
    where = pipeline.regions(document)
    [analysis] = language.analyse([(text, where)], engine=engine)
    quoted, times = find_quotations(text, where), find_times(text, where)
    found = find_actors(document, analysis, quoted, reference)
    names = {actor.id: actor.name for actor in found.actors}
    statements = find_statements(document, analysis, quoted, times, found.actors, found.mentions, reference)
    return [(names.get(each.speaker or ""), each.content[0].quote, each.method) for each in statements]


def continued(text: str, address: str | None, engine: ModelEngine) -> list[tuple[str | None, str]]:
    return [(who, words) for who, words, method in said(text, address, engine) if "continued" in method]


def test_sentences_after_a_saying_are_the_speakers_words_until_the_meeting_is_told_again(engine: ModelEngine) -> None:
    assert continued(READOUT, CHINA, engine) == [
        ("Xi Jinping", "Two big countries should not cut their ties"),
        ("Xi Jinping", "The Taiwan question is a red line for China"),
        ("Xi Jinping", "The US side needs to turn its commitment into action"),
        ("Joe Biden", "The United States does not seek a new Cold War"),
    ]


def test_such_sentences_of_other_pages_are_nobodys_words(engine: ModelEngine) -> None:
    assert continued(READOUT, "https://www.state.gov/readout", engine) == []
    assert continued(READOUT, "https://www.harbor-courier.com/news", engine) == []


def test_a_readout_that_was_pasted_without_its_address_is_read_the_same(engine: ModelEngine) -> None:
    assert continued(READOUT, None, engine) == continued(READOUT, CHINA, engine)


def test_what_a_government_answers_on_its_own_page_is_said_by_it(engine: ModelEngine) -> None:
    text = (
        "Q: The US has put two more companies on its list. What is China's comment?\n\n"
        "A: China firmly opposes the listing and will do what is needed to defend its companies. Dialogue is better."
    )
    turns = [(who, method.partition("/")[0]) for who, _, method in said(text, CHINA, engine)]
    assert turns[:2] == [
        ("Q", "rules: transcript, question"),
        ("Ministry of Foreign Affairs of China", "rules: transcript"),
    ]
    assert said(text, None, engine)[1][0] is None
