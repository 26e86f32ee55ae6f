"""Notes of correction, whatever they correct, and sentences that only look like one. All texts are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning._corrections import is_correction
from onrecord.cleaning._lines import split_units


def told(text: str) -> bool:
    unit = split_units(text)[0]
    return is_correction(unit, unit.head)


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version gave the wrong port for the meeting.",
        "(Corrects spelling of the minister's name in paragraph 3)",
        "(This May 4 story corrects paragraph 9 to say tonnes instead of tons)",
        "SOMEWHERE, May 5 (Reuters) - (This May 4 story corrects the headline to drop a reference to a vote)",
        "This version corrects in paragraph 4 that the minister spoke in June, not May.",
        "The harbour was wrongly named in an earlier version of this article.",
        "Trade fell by a tenth. An earlier version of this report incorrectly said it had doubled. (May 4)",
        "*Editor’s Note (5/4/21): This paragraph was edited after posting to correct the name of the reef.",
        "Update, 11:30 a.m.: The ministry says the boat was not rammed. We regret the error.",
        "Because of an editing error, a caption misidentified the minister.",
        "The story has been corrected to show that the talks ended on Friday.",
        "This graphic contains a correction.",
        "This story has been updated to reflect that the talks were held on Friday.",
        "(Refiles to fix a typo in the headline)",
        "(In paragraph 6, corrects title to harbour master)",
        "(Adds dropped word in headline)",
        "Clarification May 4: The figure includes boats under repair.",
        "Corrections & Amplifications",
        "The following correction was published on 4 May 2021. The article said the port had closed.",
        "This piece originally said the minister had signed. He has not.",
        "NOTE: This story originally said the minister was from the coast.",
        "We have corrected this article to say that the port has 300 berths.",
        "In a story May 4 about the port, The Associated Press misidentified the minister.",
        "An article on Tuesday about the port misstated the surname of the minister.",
        "A caption with an earlier version of this article misnamed the boat.",
        "Updated to correct the name of the port.",
        "Editor's note: This story was updated on Friday to include the minister's answer.",
        "The original headline misstated the number of boats.",
        "The port opened in 1910. An earlier version of the story misstated the year.",
        "In einer früheren Version dieses Artikels hieß es, der Hafen sei geschlossen.",
        "Fe de errores: el puerto no está cerrado.",
        "Amplification: The figure leaves out boats under repair.",
        "A sentence in this story has been changed to clarify when the talks began.",
        "The spelling of the minister's name has been corrected.",
        "The map in this story has been updated to show the border as it is.",
        "This is a corrected version of a story that was published on Tuesday.",
        "This article was updated on May 3 to reflect that the talks were held on Friday.",
        "This story has been updated to include the correct name of the port.",
        "A May 4 article about the port misstated the surname of the minister.",
        "In an article on Jan. 3 about the port, we incorrectly stated how many boats it has.",
        "The Harbour Times regrets the error.",
        "(Recasts to correct the number of boats)",
        "Correction added May 4, 2021: The caption first made a claim about the port.",
        "An article in some editions on May. 4 about the old port of St. Ann misstated the year in which it opened.",
    ],
)
def test_a_note_that_says_what_was_wrong_is_a_correction(note: str) -> None:
    assert told(note)


@pytest.mark.parametrize(
    "text",
    [
        "This story was updated at 3:47 p.m.",
        "UPDATE (Tuesday, 8:47 p.m.): This post has been updated with an answer of the ministry.",
        "--This developing report was last updated at 7:11 a.m.",
        "This report is being updated as more becomes known.",
        "The earlier version of the bill was drawn up by the committee and never came to a vote.",
        "The paper wrote: “An earlier version of this editorial incorrectly stated that a link existed.”",
        "The market is close to a correction, analysts said on Monday, after a week of losses.",
        "The report was amended by the committee before it was sent to the president.",
        "An error of judgement cost the party the election, he said, and many others agreed with him.",
        "In a previous version of the plan the port would have been closed for a year.",
        "This story is being updated to reflect the latest developments.",
        "UPDATE: The minister’s office offered some clarification on the reef.",
        "Amended tax return",
        "Updated rules clarified",
        "Corrections officers were called to the harbour after the fight.",
        "Clarification of the rules is expected next week, officials said.",
        "The report incorrectly claimed that the reef was safe, officials said.",
        "Corrections chief: “We need more berths for our boats.”",
        "An error has occurred, please try again later.",
        "For the record, nobody asked the harbour master.",
        "We've updated this post to reflect the news.",
        "This story has been updated with more from the ministry.",
        "The map in the hall was changed to show the border as he sees it.",
        "The minister has withdrawn this plan.",
        "In a long speech about the port, the minister said the date was wrong.",
    ],
)
def test_what_corrects_nothing_of_its_own_is_none(text: str) -> None:
    assert not told(text)


@given(st.text(max_size=400))
def test_any_text_is_judged_without_error(text: str) -> None:
    for unit in split_units(text):
        assert is_correction(unit, unit.head) in (True, False)
