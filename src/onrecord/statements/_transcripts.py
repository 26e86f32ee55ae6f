"""Transcripts: who speaks stands before each turn (``MR PRICE:``, ``QUESTION:``, ``Q``)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.statements._types import Stretch

_QUESTIONERS = r"Q|A|QUESTION|Question|QUESTIONER|REPORTER|Reporter|JOURNALIST|PRESS|MEDIA"
_UPPER = r"A-Z\u00c0-\u00d6\u00d8-\u00de"
_CAPITALS = (
    rf"[{_UPPER}][{_UPPER}.'\u2019\-]*"
    rf"(?:[ \u00a0]+(?:[{_UPPER}#&][{_UPPER}0-9.'\u2019\-]*|of|de|van|von|al|el|[Mm]ac|Mc[A-Z]+)){{0,7}}"
)
_NAME = r"[A-Z][\w.'\u2019\-]*(?:[ \u00a0](?:[A-Z][\w.'\u2019\-]*|of|de|van|the|reporter|correspondent|\d{1,3})){0,7}"
_LABEL = re.compile(
    rf"\s*[\"\u201c]?(?P<label>{_QUESTIONERS}|(?:Mc|Mac|De|Le|La|Di)?{_CAPITALS}|{_NAME})"
    r"(?P<note>(?:[ \u00a0]*\([^()\n]{1,60}\))?"
    rf"(?:, [{_UPPER}0-9\"\u201c\u201d][{_UPPER}0-9 .,'\u2019&/\"\u201c\u201d-]{{2,90}})?)"
    r"(?P<colon>[ \u00a0]*[:\uff1a])(?=\s|$|[\"\u201c(\[])"
)
_BARE_QUESTION = re.compile(r"\s*(?P<label>Q|A)(?=[ \u00a0\t]{2,}|\u00a0|\t|(?<=Q) [A-Z(\u2014])")
_ACCOUNT_LABEL = re.compile(r"\s*[\"\u201c]?\.?(?P<label>@\w{2,30})(?P<colon>:)(?=\s|[\"\u201c])")
"""Somebody whose words a clip shows, by his account: ``.@POTUS: …``."""
_CHINESE_LABEL = re.compile(r"\s*(?P<label>[\u4e00-\u9fff\u00b7]{2,12}|[A-Z][\w.\u00b7 ]{1,40})(?P<colon>\uff1a)")
_HEARING = re.compile(r"\b(?:HEARING|[Hh]earing)\b[\s\S]{0,2000}\b(?:COMMITTEE|SUBCOMMITTEE|COMMISSION|[Cc]ommittee)\b")
_HEARING_LABEL = re.compile(
    r"\s*(?P<label>(?:The|Madam|Mr\.) (?:Chairman|Chairwoman|Chair|Co-Chair)"
    r"|(?:Mr\.|Ms\.|Mrs\.|Dr\.|Senator|Secretary|Chairman|Chairwoman|Ambassador|General|Admiral|Representative|Governor"
    r"|Ranking Member) [A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)?)(?P<colon>\.)(?=\s+[\"\u201c(\[]?[A-Z])"
)
"""How printed hearings name who speaks: "The Chairman.", "Senator Lee.", "Ms. Hale."."""
_TITLE = re.compile(
    r"^(?:MR|MS|MRS|DR|MISS|SEN|REP|GEN|AMB|GOV|HON|SECRETARY|PRESIDENT|VICE PRESIDENT|THE PRESIDENT|THE VICE PRESIDENT"
    r"|MINISTER|PRIME MINISTER|FOREIGN MINISTER|AMBASSADOR|GENERAL|ADMIRAL|SENATOR|GOVERNOR|CHANCELLOR|DEPUTY|ASSISTANT"
    r"|UNDER SECRETARY|SENIOR|DIRECTOR|ADMINISTRATOR|MODERATOR|OPERATOR|CHAIR|CHAIRMAN|CHAIRWOMAN|RANKING MEMBER"
    r"|CONGRESSMAN|CONGRESSWOMAN|LEADER|SPEAKER|MAYOR|KING|QUEEN|PROFESSOR|STAFF|THE FIRST LADY)\b"
)
_TITLED_NAME = re.compile(
    r"(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gen|Secretary|President|Vice President|Minister|Prime Minister|Foreign Minister"
    r"|Ambassador|Senator|Governor|Chancellor|Director|Spokesperson|Spokesman|Spokeswoman|General|Admiral)\b\.? [A-Z]"
)
"""A label in ordinary letters that names its speaker with a title."""
_IS_QUESTIONER = re.compile(rf"(?:{_QUESTIONERS})(?: \d{{1,2}})?$")
_CONDUCTS = re.compile(r"(?:OPERATOR|MODERATOR|STAFF|STAFFER|AIDE|PARTICIPANTS?|AUDIENCE)(?: MEMBER)?S?$", re.I)
"""Labels of those who only conduct a transcript, or of nobody in particular."""
_NEWSROOM = re.compile(
    r"(?:[A-Z]{2,5}(?: News| TV)?|Reuters|Bloomberg|Kyodo|Xinhua|Global Times|China Daily|[\w ]+ News)$"
)
_PRESS = re.compile(
    r"(?:(?:The )?(?:Press|Media)|Journalist|Host|Interviewer|Speaker \d+"
    r"|[A-Z][\w.\u2019' -]* (?:[Rr]eporter|[Jj]ournalist|[Cc]orrespondent|TV|Television|Radio"
    r"|Agency|Service|Daily|Times|Post|Journal|Broadcasting|Network|Media"
    r"|Newspaper))$"
)
"""Labels of who asks that count only right before the turn of somebody known."""
_ON_AIR = re.compile(rf"(?:[ \u00a0]*\([^()\n]{{1,60}}\))?, [{_UPPER}0-9\"\u201c]")
"""What stands behind a name in capitals where a programme is printed: "LYNN NEARY, HOST:", "ANN LEE, U.S. ENVOY TO
CHINA:"; its other labels are capitals too."""
_SOUND = re.compile(
    r"\((?:SOUNDBITE|LAUGHTER|APPLAUSE|MUSIC|CROSSTALK)[^()]*\)|[(\[][A-Z][A-Z ,.'\u2019/&-]+[)\]]|\[?\d\d:\d\d:\d\d\]?"
    r"|(?i:[(\[](?:whereupon,? [^()\[\]]{0,40})?(?:the )?(?:\w+ ){0,2}"
    r"(?:briefing|conference|meeting|event|call|interview|hearing|gaggle|committee)\b[^()\[\]]*\b"
    r"(?:concluded|ended|ends|adjourned|was over)\b[^()\[\]]*[)\]])"
)
"""What was heard or done, not said: "(END VIDEO CLIP)", "(The briefing was concluded at 2:49 p.m.)"."""
_CREDITS = re.compile(
    r"(?i)(?:[\w\u2019' ]{1,50} (?:is|was) (?:produced|hosted|edited|recorded|mixed) (?:by|in)\b|produced by\b"
    r"|music by\b|(?:the )?(?:views|opinions)(?: expressed)?(?: here(?:in)?)? (?:are|do not)\b"
    r"|\u00a9|copyright\b|all rights reserved"
    r"|this (?:transcript|interview|conversation|episode) (?:has been|was|is)\b"
    r"|transcript (?:by|provided|produced|edited)\b|subscribe\b|\W*end (?:of )?transcript)"
)
"""How what stands below the last turn of a transcript begins: who made it and whose views it holds."""
_PROPER = re.compile(
    r"(?!(?:Q|A|On|In|To|For|And|But|So|The|Our|My) )[A-Z][\w.\u2019'-]*(?: [A-Z][\w.\u2019'-]*){1,3}$|The [A-Z]\w+$"
)
"""Names, in a briefing those of newsrooms ("RIA Novosti")."""
_FEWEST_TURNS = 3
_LATEST_FIRST_LINE = 8  # remarks of one speaker begin this early; a news story that quotes a turn does so later
_LATEST_NAMED_LINE = 2  # a summary of a line or two may stand before the first turn of a named speaker
_FEWEST_WORDS_OF_NAME = 8  # words of an average turn of a named speaker; captions and lists of names have fewer
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")
_CHECKED = re.compile(r"(?:THE |The )?(?:FACTS?|Facts)(?: FIRST| First| CHECK)?$")
"""Labels of a page that checks what others have said, below their words."""
_MOST_OF_HEADLINE = 25  # words behind a name in a headline
_MOST_BELOW_NAME = 3  # lines that go on with what a single named speaker says, where his first one is as short
_FEWEST_WORDS = 4  # a turn is longer on average; lists of fields ("VESSEL NAME: …") are not transcripts


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript."""

    label: Stretch
    """The words that name the speaker, without the colon."""
    content: tuple[Stretch, ...]
    """What was said, one stretch for each line."""
    asks: bool
    """Whether the label names a questioner of the press."""
    conducts: bool = False
    """Whether the label names nobody but who conducts it: an operator, a moderator."""


def find_turns(text: str, lines: Sequence[tuple[int, int, str]], people: Sequence[Stretch] = ()) -> list[Turn]:
    """Find the turns of a transcript.

    Args:
        text: the whole text.
        lines: the lines to be read: start, end, role.
        people: where the text names a person; a label in ordinary letters that is one is a speaker's.

    Returns:
        The turns in order; none where the document is no transcript.
    """
    labelled: list[tuple[int, re.Match[str]]] = []
    for number, (start, end, _) in enumerate(lines):
        match = _LABEL.match(text, start, end) or _BARE_QUESTION.match(text, start, end)
        match = match or _CHINESE_LABEL.match(text, start, end) or _ACCOUNT_LABEL.match(text, start, end)
        if match is not None:
            labelled.append((number, match))
    hearing = _turns_of_hearing(text, lines)
    if hearing:
        return _turns(text, lines, hearing)
    if not labelled or any(_CHECKED.match(match["label"]) for _, match in labelled):
        return []
    accepted = _accepted_labels(text, lines, labelled, people)
    by_name = not accepted
    if by_name:
        accepted = _named_labels(text, lines, labelled, people)
    accepted |= _others(text, lines, labelled, accepted)
    labelled = [(number, match) for number, match in labelled if match["label"] in accepted]
    if by_name and _are_headlines(text, lines, labelled):
        return []
    if len(labelled) < _FEWEST_TURNS and not (labelled and labelled[0][0] <= _LATEST_FIRST_LINE):
        return []
    return _turns(text, lines, labelled)


def _turns_of_hearing(text: str, lines: Sequence[tuple[int, int, str]]) -> list[tuple[int, re.Match[str]]]:
    """Find the lines that open a turn in a hearing of Congress as it is printed: "Senator Lee. Thank you."."""
    if not _HEARING.search(text):
        return []
    labelled = [
        (number, match)
        for number, (start, end, _) in enumerate(lines)
        if (match := _HEARING_LABEL.match(text, start, end)) is not None
    ]
    labels = {match["label"] for _, match in labelled}
    return labelled if len(labelled) > _FEWEST_TURNS and 1 < len(labels) < len(labelled) else []


def _turns(
    text: str, lines: Sequence[tuple[int, int, str]], labelled: Sequence[tuple[int, re.Match[str]]]
) -> list[Turn]:
    """Return the turns that the labelled lines open, each with the lines below it."""
    turns = []
    for place, (number, match) in enumerate(labelled):
        following = labelled[place + 1][0] if place + 1 < len(labelled) else len(lines)
        content = []
        for line in range(number, following):
            start, end, _ = lines[line]
            if line > number and following == len(lines) and _CREDITS.match(text, start, end):
                break
            if _SOUND.fullmatch(text[start:end].strip()):
                continue
            if line == number:
                start = match.end()
            while start < end and text[start].isspace():
                start += 1
            while start < end and line > number and text[start] in '"\u201c':
                start += 1  # the mark that opens each paragraph of a quoted transcript
            while end > start and (text[end - 1].isspace() or text[end - 1] in '"\u201d'):
                end -= 1
            if start < end:
                content.append((start, end))
        if content:
            conducts = bool(_CONDUCTS.match(match["label"]))
            turns.append(Turn(match.span("label"), tuple(content), _asks(match["label"]), conducts))
    return turns


def _are_headlines(
    text: str, lines: Sequence[tuple[int, int, str]], labelled: Sequence[tuple[int, re.Match[str]]]
) -> bool:
    """Tell whether a page with a name or two before a colon is a report: "Kerry: the talks go on", and its text below.

    What a single speaker says stands behind his name, and goes on in his own person; behind a headline's colon stand
    few words, and below it, or below a passage that a report quotes, the report.
    """
    if not labelled or len(labelled) >= _FEWEST_TURNS or any(_asks(match["label"]) for _, match in labelled):
        return False
    numbers = {number for number, _ in labelled}
    below = [lines[number] for number in range(labelled[0][0], len(lines)) if number not in numbers]
    if len(below) <= _MOST_BELOW_NAME:
        return False
    words = [len(text[match.end() : lines[number][1]].split()) for number, match in labelled]
    own = sum(_FIRST_PERSON.search(text, start, end) is not None for start, end, _ in below)
    return max(words) < _MOST_OF_HEADLINE or 2 * own < len(below)


def _others(
    text: str,
    lines: Sequence[tuple[int, int, str]],
    labelled: Sequence[tuple[int, re.Match[str]]],
    accepted: Collection[str],
) -> set[str]:
    """Find the labels of others who ask: a newsroom, a voice, a name in capitals before a turn of somebody known.

    Without them what they ask would count as the words of whoever answered before.
    """
    found: set[str] = set()
    briefing = any(_asks(label) for label in accepted) or any(
        _asks(match["label"]) and answer["label"] in accepted for (_, match), (_, answer) in pairwise(labelled)
    )
    for (number, match), (following, answer) in pairwise(labelled):
        label = match["label"]
        if label in accepted or answer["label"] not in accepted or _IS_QUESTIONER.match(answer["label"]):
            continue
        asks = "?" in text[lines[number][0] : lines[following][0]]
        if asks and (_asks(label) or (" " in label and (label.isupper() or (briefing and _PROPER.match(label))))):
            found.add(label)
    return found


def _asks(label: str) -> bool:
    """Tell whether a label names the press, or a voice out of it."""
    return bool(_IS_QUESTIONER.match(label) or _NEWSROOM.match(label) or _PRESS.match(label))


def opens_with_question(paragraph: str) -> bool:
    """Tell whether a paragraph opens with the label of the press ("AFP:"): the turn of somebody who asks."""
    match = _LABEL.match(paragraph)
    return match is not None and _asks(match["label"])


def _named_labels(
    text: str,
    lines: Sequence[tuple[int, int, str]],
    labelled: Sequence[tuple[int, re.Match[str]]],
    people: Sequence[Stretch],
) -> set[str]:
    """Accept names of persons as labels: two that take turns, or one whom the lines before introduce.

    A newsroom's name ("AFP:") asks where a person answers. A story that quotes one line in this form has more text
    before it than a transcript's summary.
    """
    ends = {end for _, end in people}
    words: dict[str, int] = {}
    counts: dict[str, int] = {}
    named: set[str] = set()
    for number, match in labelled:
        label = match["label"]
        words[label] = words.get(label, 0) + len(text[match.end() : lines[number][1]].split())
        counts[label] = counts.get(label, 0) + 1
        if match.end("label") in ends:
            named.add(label)
    on_air = {
        match["label"]
        for _, match in labelled
        if _in_capitals(match["label"]) and _ON_AIR.match(match.groupdict().get("note") or "")
    }
    if on_air and labelled[0][0] <= _LATEST_NAMED_LINE:
        return on_air | {label for label in counts if len(label) > 3 and _in_capitals(label)}
    in_capitals = {label for label in counts if len(label) > 3 and _in_capitals(label) and counts[label] > 1}
    if len(in_capitals) > 1:
        named |= in_capitals | {label for label in counts if _in_capitals(label) and _TITLE.match(label)}
    named = {label for label in named if words[label] / counts[label] >= _FEWEST_WORDS_OF_NAME}
    named |= _answering(labelled, people)
    first = next((place for place, (_, match) in enumerate(labelled) if match["label"] in named), None)
    if first is None or labelled[first][0] > _LATEST_NAMED_LINE + first:
        return set()
    return named | {label for label in counts if _NEWSROOM.match(label)}


def _in_capitals(label: str) -> bool:
    """Tell whether a label stands in capitals, but for the beginning of a family name ("BILL McKIBBEN")."""
    return re.sub(r"\bMa?c(?=[A-Z])", "MC", label).isupper()


def _repeated(labels: Collection[str], counts: Mapping[str, int]) -> set[str]:
    """Labels that come again: speakers who take turns, beside one whose recording is played."""
    return {label for label in labels if counts[label] > 1 and len(label) > 3}


def _answering(labelled: Sequence[tuple[int, re.Match[str]]], people: Sequence[Stretch]) -> set[str]:
    """Find the persons named by a label right behind the turn of somebody who asks, however often they answer."""
    ends = {end for _, end in people}
    return {
        answer["label"]
        for (_, question), (_, answer) in pairwise(labelled)
        if _asks(question["label"]) and answer.end("label") in ends
    }


def _accepted_labels(
    text: str,
    lines: Sequence[tuple[int, int, str]],
    labelled: Sequence[tuple[int, re.Match[str]]],
    people: Sequence[Stretch],
) -> set[str]:
    counts: dict[str, int] = {}
    words: dict[str, int] = {}
    for number, match in labelled:
        label = match["label"]
        counts[label] = counts.get(label, 0) + 1
        words[label] = words.get(label, 0) + len(text[match.end() : lines[number][1]].split())
    capitals = {label for label in counts if label.upper() == label and label not in ("A",)}
    asking = {label for label in counts if _IS_QUESTIONER.match(label) and label != "A"}
    titled = {label for label in capitals if _TITLE.match(label)}
    chinese = {label for label in counts if not label.isascii()}
    accepted: set[str] = set()
    if asking or len(titled) >= 2 or (titled and sum(counts[label] for label in titled) >= _FEWEST_TURNS):
        accepted |= capitals | asking | chinese
        # names in ordinary letters only beside sure labels, and only where they come again
        accepted |= {label for label in counts if counts[label] >= 2 and len(label) > 3 and label not in capitals}
        if asking:
            accepted |= {label for label in counts if _TITLED_NAME.match(label)}
            accepted |= _answering(labelled, people)
        if asking and "A" in counts:
            accepted.add("A")
    elif len(chinese) >= 2:
        accepted |= chinese
    elif titled and labelled[0][0] <= _LATEST_FIRST_LINE and len(_repeated(capitals - titled, counts)) < 2:
        accepted |= titled  # one speaker's remarks, with one label or two
    total = sum(words[label] for label in sorted(accepted))
    turns = sum(counts[label] for label in sorted(accepted))
    return accepted if turns and total / turns >= _FEWEST_WORDS else set()
