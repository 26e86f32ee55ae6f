"""Links: which source an attribution has when none was tagged for it."""

from __future__ import annotations

from onrecord.language._links import Linked, share_sources

#        0    1     2    3      4   5      6    7
# words: Mr.  Wang  said prices and added: more rose   (prices, more: contents)
HEADS = [1, 2, -1, 2, 5, 2, 7, 5]
DEPRELS = ["nmod", "nsubj", "root", "obj", "cc", "conj", "nsubj", "ccomp"]
SURE = [0.9] * 8


def test_a_joined_verb_shares_the_tagged_source() -> None:
    added = Linked((5, 6, "cue"), content=[(6, 8, "content")])
    tagged = [(0, 2, "source"), (2, 3, "cue"), (5, 6, "cue"), (6, 8, "content")]
    share_sources([added], tagged, HEADS, DEPRELS, SURE)
    assert added.source == [(0, 2, "source")]


def test_an_untagged_subject_is_taken_whole() -> None:
    said = Linked((2, 3, "cue"), content=[(3, 4, "content")])
    share_sources([said], [(2, 3, "cue"), (3, 4, "content")], HEADS, DEPRELS, SURE)
    assert said.source == [(0, 2, "source")]


def test_words_of_the_content_are_no_source() -> None:
    rose = Linked((7, 8, "cue"), content=[(3, 4, "content")])
    share_sources([rose], [(7, 8, "cue"), (6, 7, "content")], HEADS, DEPRELS, SURE)
    assert rose.source == []


def test_a_source_that_is_there_stays() -> None:
    said = Linked((2, 3, "cue"), source=[(3, 4, "source")], content=[(6, 8, "content")])
    share_sources([said], [(0, 2, "source")], HEADS, DEPRELS, SURE)
    assert said.source == [(3, 4, "source")]
