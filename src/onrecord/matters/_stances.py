"""Whether a clause states where its speaker stands, or only tells, asks or refers: a small model over its words."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

FILE = "stances.json"
"""The weights; ``training/matters/train_positions.py`` writes them."""

_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?i)\b(?:{pattern})\b"))
    for name, pattern in (
        ("duty", r"should|must|needs? to|ought to|ha(?:s|ve) to"),
        ("opposes", r"oppos\w+|reject\w*|condemn\w*|against|denounc\w+|deplor\w+|object\w* to|criticiz\w+|"
         r"den(?:y|ies|ied)"),
        ("supports", r"support\w*|commit(?:ted|ment|ments)|uphold\w*|safeguard\w*|defend\w*|stands? (?:by|with)|"
         r"adher\w+|abid\w+"),
        ("welcomes", r"welcom\w*|apprecia\w+|commend\w*"),
        ("ready", r"ready to|willing|stands? ready|remains? open"),
        ("demands", r"urg(?:e|es|ed|ing)|calls? (?:on|for)|called (?:on|for)|demand\w*|stop|cease|refrain|lift|"
         r"respect|immediately"),
        ("never", r"never|will not|won['’]t|cannot|can['’]t|no (?:one|winners?|country|problem)|any problem|"
         r"no (?:\w+ ){0,2}(?:compromises?|concessions?|retreat)|"
         r"not (?:accept|allow|tolerate|seek|support)"),
        ("interest", r"(?:in|serves?) (?:the |our |their |its |any(?:one|body)['’]s |no (?:one|body|party)['’]s )?"
         r"(?:\w+ ){0,2}interests?"),
        ("weighs", r"(?:biggest|greatest|gravest|core|key|central|primary|main|root|most \w+) (?:\w+ )?"
         r"(?:issues?|questions?|threats?|concerns?|problems?|challenges?|dangers?|risks?|causes?)"),
        ("belongs", r"inalienable|inseparable|inherent\w*|part of china|(?:china|russia|ukraine)['’]s territory|"
         r"internal (?:affair|matter)s?|belongs? to"),
        ("futile", r"nowhere|no winners?|no one['’]s?|nobody|futile|doomed|counter-?productive|backfires?|dead end|"
         r"(?:will|would|won['’]t|can|cannot|can['’]t|never|not) (?:not |never |only )?(?:work|succeed|solve)"),
        ("principle", r"red lines?|principles?|internal affairs?|core interests?|sovereign\w*|legitimate|lawful|"
         r"rights? (?:and|to)|bottom line|international law|rules|charter"),
        ("blames", r"illegal\w*|unlawful\w*|unfair|unacceptable|violat\w*|undermin\w*|harm\w*|hurt(?:s|ing)?|bully\w*|"
         r"unilateral\w*|coerc\w*|"
         r"destabili\w*|irresponsib\w*|wrong\w*|dangerous\w*|disrupt\w*|backfire\w*|abus\w*|threaten\w*|"
         r"provoc\w*|pretext|excuse|smear\w*|hegemon\w*|interfer\w*"),
        ("values", r"important|importance|vital|essential|crucial|win-win|mutual\w*|beneficial|benefits?|"
         r"serves?|constructive\w*|common|peaceful\w*|stable|stability"),
        ("concern", r"concern\w*|worried|worry"),
        ("hopes", r"hopes?|hoped|wants?|wanted|believes?|think|prefers?|expects?"),
        ("consistent", r"consistent\w*|firm\w*|resolute\w*|always|all along|strongly|strong|serious\w*|full\w*"),
        ("blank", r"(?:position|stance|view|attitude|answer)s?\b.{0,60}\b(?:clear|consistent|known|stated|made|"
         r"given|gave)|"
         r"(?:stated|made clear|gave|given|elaborated|expressed)\b.{0,60}\b(?:position|stance|views?|answer)s?"),
        ("refers", r"refer you|competent authorit\w+|not familiar|no (?:comment|information|details)|"
         r"nothing to (?:add|share)|stay tuned|look forward"),
        ("questions", r"what|who|how|why|can (?:you|I)|do you|is there|comment"),
        ("past", r"yesterday|last (?:week|month|year|night)|recently|earlier|today|this week|was|were|had|did"),
        ("tells", r"said|announced|took|made|met|signed|imposed|held|went|sent|put|told|got|visited|noted|"
         r"reported|according to"),
        ("future", r"will|would|going to|plans? to|expected to"),
        ("I", r"I|me|my|you|you['’](?:re|ve|ll)|I['’](?:m|ve|ll|d)"),
        ("we", r"we|our|us|we['’](?:re|ve|ll)"),
        ("reports", r"reports?|reportedly|data|percent|billion|million|statistics"),
        ("loose", r"know|look|well|really|very|lot|great|good|bad|maybe|actually|okay"),
    )
)  # fmt: skip
_STANCE_SIGNS = frozenset(
    "duty opposes supports welcomes ready demands never futile principle blames values concern consistent".split()
)
_BACKSHIFT = re.compile(r"(?i)\b(?:was|were|had|did|would)\b")
"""Tenses of reported speech, which say nothing of when."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 7
"""Letters of a word that count."""
_SUBJECT = re.compile(
    r"(?i)(?:on [^,]{3,60}, )?(?:the )?(?:(?P<side>china|chinese|u\.?s\.?|united states|america|washington|"
    r"beijing|russia|iran|"
    r"north korea|government)|(?P<both>two|both|all|countries|relevant|every\w*)|(?P<we>we)\b|(?P<they>they|he|"
    r"she|it|this|"
    r"that|these|those|such)|(?P<me>i|you)\b|(?P<there>there)\b)"
)


def stance_signs(text: str, cue: str | None, mode: str, before: str, *, on_issue: bool) -> list[str]:
    """Return the signs by which the share of a clause is known.

    Args:
        text: the clause.
        cue: kind of the cue; None where there is none.
        mode: mode of the statement.
        before: words that take a stance right before it, with the cue; empty where none do.
        on_issue: whether the clause itself speaks of the issue.
    """
    found = [f"cue={cue or 'none'}", f"mode={mode}"]
    told = text if mode == "direct" else _BACKSHIFT.sub(" ", text)
    found += [name for name, pattern in _SIGNS if pattern.search(told)]
    if before:
        found += ["taken before", *(f"before {name}" for name, pattern in _SIGNS if pattern.search(before))]
    if on_issue:
        found.append("on issue")
    words = len(text.split())
    found.append("few words" if words < 6 else "many words" if words > 30 else "some words")
    if any(sign.isdigit() for sign in text):
        found.append("number")
    if "?" in text or text.rstrip().endswith("?"):
        found.append("question mark")
    if ":" in text[:30]:
        found.append("label")
    subject = _SUBJECT.match(text)
    found.append(f"subject {subject.lastgroup}" if subject is not None else "subject other")
    found += sorted({f"word {stem}" for stem in _stems(told)} | {f"before word {stem}" for stem in _stems(before)})
    return found


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in _WORD.findall(text.lower())]


def holds_stance_words(text: str) -> bool:
    """Whether a clause has words with which one takes a stance: should, oppose, welcome, principle, concern …"""
    return any(pattern.search(text) for name, pattern in _SIGNS if name in _STANCE_SIGNS)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    held: dict[str, float] = json.loads(files("onrecord.matters").joinpath(FILE).read_text(encoding="utf-8"))
    return held


def stance_share(text: str, cue: str | None, mode: str, before: str, *, on_issue: bool) -> float:
    """Return how likely a clause states where its speaker stands, 0 to 1; arguments as in `stance_signs`."""
    weights = _weights()
    score = weights["bias"]
    score += sum(weights.get(sign, 0.0) for sign in stance_signs(text, cue, mode, before, on_issue=on_issue))
    return 1 / (1 + math.exp(-score))
