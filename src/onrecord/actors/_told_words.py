"""Words by which the sources that the tagger marks are read (``_told``)."""

from __future__ import annotations

import re

from onrecord.actors._body_kinds import POINTING_BODIES
from onrecord.actors._lexicon import HEADS, ORGANIZATION_WORDS
from onrecord.actors._speaking import TEXTS
from onrecord.actors._text import BREAK

BEFORE = frozenset("by to from that as and but while both according \" \u201c ' \u2018 , ( - \u2014 \u2013".split())
ENDS_HEAD = frozenset(
    ', ( ) [ ] : ; " \u201c \u201d \u2014 \u2013 -- who which that whose where when quoted cited interviewed'.split()
)
ENDS_BASE = frozenset(
    """of for from in at to with on by about such like as within inside near including among close familiar under across
    around throughout behind against between outside opposed""".split()
)
PLACED = frozenset("here there abroad nationwide worldwide elsewhere alike today".split())
"""Words behind a noun that are none of its name: "residents here"."""
NOBODY = frozenset(
    """he she they it we i you him her them us me who which that this these those what some many most others few all
    both neither nobody everybody everyone somebody someone anyone anybody one two three people person things percent
    nothing none more much himself herself itself themselves myself there here question reporter""".split()
)
BESIDE_NOUNS = frozenset("some many most others few all both those these one two several press news data".split())
"""Words that speak alone, but before a noun only describe it: "some lawmakers", "the press office"."""
SOME = frozenset("one two three some many several most none each both few all half dozens hundreds".split())
SOME_AMONG = frozenset("some many most others few".split())
"""Words that alone name nobody, but do so with where they are: "some in Congress"."""
POINTING = frozenset({"the", "this", "that", "these", "those"})
DETERMINERS = POINTING | frozenset("a an one another some several many other his her their its our my".split())
LONGEST = 9  # words of a name
POINTING_SENTENCES = 6  # how many sentences back a body may stand that "the court" means
COMPANY_SENTENCES = 3  # how many sentences back the company may stand that "the company" means
IN_NAMES = frozenset({"of", "and", "&", "the", "for", "on"})
JOINT = frozenset("leaders sides pair presidents ministers countries nations governments parties delegations".split())
"""Several who speak as one: who they are is for other rules to tell, or stays open."""
PERSONS = frozenset(HEADS) | frozenset(
    """lawyer attorney wife husband son daughter father mother brother sister widow friend neighbor neighbour colleague
    boss partner expert analyst author researcher resident witness survivor victim worker teacher driver owner farmer
    student soldier veteran supporter critic voter protester activist member""".split()
)
"""Nouns of persons whose name may stand behind them."""
TELLING_WORDS = frozenset("another other second new local rival intelligence law enforcement".split())
NEWSROOMS = frozenset("outlet newspaper paper network magazine channel broadcaster publication station daily".split())
"""Nouns by which a text points back at a newsroom."""
SOMEBODY = re.compile(r"(?:[eo]r|ist|ian|eur|ant|man|woman|ee|ceo|chief|head|expert|critic|host|aide|executive)$")
"""Ends of nouns of persons."""
NO_PERSONS = (
    TEXTS | NEWSROOMS | POINTING_BODIES.keys() | ORGANIZATION_WORDS
    | frozenset("committee employee center centre power matter order letter member other leader minister".split())
)  # fmt: skip
TITLE_WORDS_BACK = 4000  # how far back somebody may have been introduced by the same noun
TITLE_REACH = 5  # words before a noun that tell which it is
TAIL_WORDS = 4  # words behind it that must be the same: "the head of the bank" is not "the head of the union"
ONE_OF_MANY = frozenset({"a", "an", "one", "another"})
"""Before "reporter": somebody who asked, told of once."""
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
"""A number within a name: "the 4th Circuit"."""
PROFESSIONS = frozenset(
    """lawyer attorney analyst expert professor doctor economist historian scholar researcher scientist author writer
    correspondent columnist journalist commentator activist dissident veteran entrepreneur businessman businesswoman
    investor pastor operative student teacher actor actress singer comedian physicist epidemiologist pollster organizer
    chaplain""".split()
)
"""What somebody is by trade, as a text may have told of him when it named him; offices are for other rules."""
ONE_PERSON = frozenset({"a", "an", "the", "his", "her", "its", "their"})
"""Before a noun that is no plural: one person, where a name follows in apposition."""
CLOSES_APPOSITION = frozenset({",", ".", "said", "says", "of", "(", BREAK})
GOT = frozenset("obtained seen reviewed viewed filed sent submitted shared provided addressed".split())
WRITTEN = frozenset("letter memo email message note".split())
"""Behind a text: those named next have it, and did not write it ("emails obtained by Reuters")."""
OTHER_MAKERS = frozenset("media press news intelligence court television tv newspaper police".split())
"""Between a state and a text: who made it instead."""
STATES = frozenset({"country", "kingdom"})
"""Nouns by which a text points back at a state."""
SHORTEST_END = 4  # letters of the end of a name
DOMAINS = frozenset({"com", "org", "net"})
INITIALS = re.compile(r"(?:[A-Z]\.){2,6}[A-Z]?\.?")
ANY_BODY = frozenset("group company campaign states state party firm network paper".split())
"""Nouns by which any body can be called: its name does not tell which."""
