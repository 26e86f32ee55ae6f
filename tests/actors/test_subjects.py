"""Subjects of verbs of saying that the tagger does not mark get an actor of their own words."""

from __future__ import annotations

import pytest

from onrecord.actors import ActorsFound, find_actors
from onrecord.actors._subjects import saying_subjects
from onrecord.language import Analysis, RulesEngine, Token, analyse
from onrecord.language.quotations import find_quotations
from onrecord.records import Document, RoleSpan
from onrecord.reference import Reference


def parsed(text: str, subject: str, noun: str, verb: str, lemma: str) -> Analysis:
    """An analysis in which a phrase is the subject of a verb, its other words hanging from its noun."""
    [plain] = analyse([(text, [(0, len(text))])], engine=RulesEngine())
    words = [text[token.start : token.end] for token in plain.tokens]
    start, end = text.index(subject), text.index(subject) + len(subject)
    at = next(n for n, token in enumerate(plain.tokens) if words[n] == noun and start <= token.start < end)
    saying = words.index(verb)
    tokens = []
    for n, token in enumerate(plain.tokens):
        if n == at:
            made = Token(token.start, token.end, "NOUN", None, None, saying, "nsubj")
        elif n == saying:
            made = Token(token.start, token.end, "VERB", None, lemma, -1, "root")
        else:
            within = start <= token.start < end
            made = Token(token.start, token.end, "X", None, None, at if within else saying, "dep")
        tokens.append(made)
    return Analysis(tuple(tokens), plain.sentences, (), (), (), "test")


def actors(text: str, analysis: Analysis) -> ActorsFound:
    document = Document("doc-1", "", text, "", "", roles=(RoleSpan(0, len(text), "body"),))
    return find_actors(document, analysis, find_quotations(text, [(0, len(text))]), Reference.bundled())


@pytest.mark.parametrize(
    ("text", "subject", "noun", "verb", "lemma", "name"),
    [
        ("Later demonstrators chanted for hours.", "demonstrators", "demonstrators", "chanted", "chant",
         "demonstrators"),
        ("Yesterday a neighbor of the canal said so.", "a neighbor of the canal", "neighbor", "said", "say",
         "a neighbor of the canal"),
        ("Reports say the metal is smuggled.", "Reports", "Reports", "say", "say", "Reports"),
    ],
)  # fmt: skip
def test_a_subject_of_a_verb_of_saying_is_somebody(
    text: str, subject: str, noun: str, verb: str, lemma: str, name: str
) -> None:
    found = actors(text, parsed(text, subject, noun, verb, lemma))
    assert [actor.name for actor in found.actors] == [name]


def test_a_subject_of_another_verb_is_nobody() -> None:
    text = "Later demonstrators walked for hours."
    assert saying_subjects(parsed(text, "demonstrators", "demonstrators", "walked", "walk")) == []


def test_without_grammar_nothing_is_found() -> None:
    text = "Later demonstrators chanted for hours."
    [plain] = analyse([(text, [(0, len(text))])], engine=RulesEngine())
    assert saying_subjects(plain) == []
