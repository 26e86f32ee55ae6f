"""Which line of communication is meant: one of the table, one that the text names, or the one of who talks of what."""

from __future__ import annotations

from onrecord.matters._classes import line_class
from onrecord.matters._passages import Passages
from onrecord.matters._posts import groups_of, persons_in
from onrecord.matters._readings import LINES, Candidate, Readings
from onrecord.records import ChannelLevel
from onrecord.reference import ChannelFacts

_NO_TITLE = frozenset("the a an this at in they he she it we".split())
_LONGEST_TITLE = 8
_STANDING = frozenset(
    "dialogue dialog dialogues talks consultation consultations mechanism committee commission council forum group"
    " hotline track framework line".split()
)
"""Words that end the name of a standing line."""
_BODIES = frozenset({"committee", "commission", "council", "group", "forum"})
_JOINTLY = frozenset({"joint", "bilateral", "working", "consultative", "mixed"})
_NO_NAME = frozenset(
    "ministerial bilateral trilateral annual high-level high level special joint first second third fourth fifth sixth"
    " regular new next renewed and on the of senior official s us u.s. eu uk".split()
)
"""Words that tell one line from another no more than its level does."""
_CALLS = frozenset("call speak talk conversation phone telephone".split())
_OFFICES = {
    "foreign": "foreign", "state": "foreign", "defense": "defense", "defence": "defense", "treasury": "treasury",
    "finance": "treasury", "commerce": "commerce", "trade": "treasury",
}  # fmt: skip
"""Whose line it is by the words before "minister" or behind "secretary of"."""
_TOPICS: tuple[tuple[str, frozenset[str]], ...] = (
    ("counternarcotics", frozenset("fentanyl narcotic counternarcotic drug precursor".split())),
    ("artificial intelligence", frozenset({"ai"})),
    ("climate", frozenset({"climate", "emission"})),
    ("cyber", frozenset("cyber cybersecurity cyberattack cyberspace hacking".split())),
    ("maritime affairs", frozenset({"maritime"})),
    ("nuclear", frozenset("nuclear denuclearization denuclearisation enrichment jcpoa".split())),
    ("peace", frozenset("peace ceasefire cease-fire truce armistice".split())),
    ("trade", frozenset("trade tariff economic commercial nafta tpp ttip".split())),
)  # fmt: skip
"""What a line is about by its words, the narrower first."""
_PHRASES = (("artificial intelligence", "artificial intelligence"), ("human rights", "human rights dialogue"))
_ABOUT = {
    ("working_group", "nuclear"): ("working groups/nuclear", "nuclear talks"),
    ("working_group", "peace"): ("other/peace", "peace talks"),
    ("working_group", "human rights dialogue"): ("working groups/human rights", "working group on human rights"),
    ("working_group", ""): ("working groups/in general", "working groups and talks between officials"),
    ("ministers", "trade"): ("ministers/treasury", ""),
    ("ministers", ""): ("ministers/in general", "talks and meetings between governments"),
    ("other", "nuclear"): ("working groups/nuclear", "nuclear talks"),
    ("other", "peace"): ("other/peace", "peace talks"),
    ("other", "trade"): ("working groups/trade", "trade talks"),
    ("other", "human rights dialogue"): ("other/human rights dialogue", ""),
}
"""Lines of a level on a topic: their path, and their label where the table does not hold them at that level: talks on
one topic are one line, whoever a document thinks holds them."""
_BY_WORD = {
    **dict.fromkeys(
        "talk negotiation negotiate discussion discuss dialogue dialog consultation consult round".split(),
        ("other/talks in general", "talks, dialogue and negotiations"),
    ),
    **dict.fromkeys(("embassy", "consulate"), ("other/embassies", "")),
}
"""Lines without a topic, by the word that names them: their path, and their label where the table has none."""
_DIPLOMATIC = frozenset({"relation", "tie"})
IN_GENERAL = {
    "leaders": "leaders/meetings",
    "ministers": "ministers/in general",
    "military_senior": "military/in general",
    "military_operational": "military/operational level",
    "working_group": "working groups/in general",
    "other": "other/in general",
}
"""The line of each level that stands for what is not named more closely."""


def is_general(path: str) -> bool:
    """Tell whether a path stands for what is not named more closely."""
    return path in IN_GENERAL.values() or path == "other/talks in general"


def channel_of(readings: Readings, candidate: Candidate, span: tuple[int, int], level: ChannelLevel) -> ChannelFacts:
    """Return which line of the tree of channels is meant."""
    passages = readings.passages
    channels = passages.reference.channels
    named = readings.channel_at(candidate.place)
    if named is not None and not named.id.endswith("in general"):
        return named
    if named is not None and level == "other" and not named.id.startswith("other/"):
        return named
    if named is not None and named.id.startswith("military/") and not level.startswith("military"):
        return named  # "military talks" are those of the armed forces
    titled = _titled(readings, candidate, level)
    if titled is not None:
        return titled
    if named is not None and named.level == level:
        return named
    group = readings.group_of(readings.number_of(candidate.place))
    meets = line_class(readings.trees.lemmas[candidate.place]) == "meeting"
    if group not in (None, "leader") and meets and level in {"ministers", "military_senior", "leaders"}:
        found = channels.of_users(str(group))
        if found is not None:
            return found
    group = group or readings.page_group()
    # "talks" between leaders are held at a table; "a talk" or to talk may be by telephone
    calls = readings.trees.lemmas[candidate.place] in _CALLS and readings.trees.words[candidate.place] != "talks"
    if level == "leaders":
        return channels["leaders/calls" if calls else "leaders/meetings"]
    if group is not None and group != "leader":
        found = channels.of_users(group)
        if found is not None and found.level == level:
            return found
    return _of_topic(readings, candidate, span, level)


def _of_topic(readings: Readings, candidate: Candidate, span: tuple[int, int], level: ChannelLevel) -> ChannelFacts:
    """The line of a level by whose post is named, or by what the words around speak of."""
    passages = readings.passages
    channels = passages.reference.channels
    sentence = readings.sentence_at(candidate.place)
    if level == "ministers":
        office = _office(readings, *span) or _office(readings, *sentence)
        found = channels.of_users(office) if office is not None else None
        if found is not None:
            return found
    if level in {"ministers", "working_group", "other"}:
        topic = _topic(readings, *span) or _topic(readings, *sentence)
        path, label = _ABOUT.get((level, topic), ("", ""))
        if level == "other" and not topic:
            path, label = _by_word(readings, candidate.place)
        known = any(each.id == f"working groups/{topic}" for each in channels)
        if not path and (level == "working_group" or (level == "other" and topic and known)):
            path = f"working groups/{topic}"  # "suspended dialogue on climate change"
        elif not path:
            path, label = _ABOUT.get((level, ""), (IN_GENERAL[level], ""))
        return ChannelFacts(path, label, level) if label else channels[path]
    return channels[IN_GENERAL[level]]


def _by_word(readings: Readings, place: int) -> tuple[str, str]:
    """The path and label of a line without a topic, by the word that names it; nothing where it says no more."""
    trees = readings.trees
    if trees.lemmas[place] not in LINES:  # "agreed to resume their negotiations": what stands below
        place = next((at for at in trees.under(place) if at > place and trees.lemmas[at] in LINES), place)
    diplomatic = trees.lemmas[place] in _DIPLOMATIC and any(
        trees.words[kid] == "diplomatic" for kid in trees.kids(place, "amod", "compound")
    )
    return ("other/diplomatic relations", "") if diplomatic else _BY_WORD.get(trees.lemmas[place], ("", ""))


def _topic(readings: Readings, first: int, after: int) -> str:
    """What the words speak of; nothing where it is none of the topics."""
    words = {*readings.trees.lemmas[first:after], *readings.passages.words[first:after]}
    spoken = " ".join(readings.passages.words[first:after])
    for phrase, topic in _PHRASES:
        if phrase in spoken:
            return topic
    return next((name for name, own in _TOPICS if words & own), "")


def _office(readings: Readings, first: int, after: int) -> str | None:
    """The post of the persons named, or of the office that the words name."""
    passages = readings.passages
    for person in persons_in(passages, first, after):
        groups = [group for group in groups_of(passages, person) if group != "leader"]
        if groups:
            return groups[0]
    for place in range(first, after):
        if passages.words[place] in {"minister", "ministers", "secretary", "secretaries", "ministry"}:
            beside = (*passages.words[max(first, place - 1) : place], *passages.words[place + 1 : place + 3])
            office = next((_OFFICES[word] for word in beside if word in _OFFICES), None)
            if office is not None:
                return office
    return None


def _titled(readings: Readings, candidate: Candidate, level: ChannelLevel) -> ChannelFacts | None:
    """A line that the text itself gives a name in capitals: "the U.S.-Spain Cybersecurity Dialogue"."""
    passages, trees = readings.passages, readings.trees
    place = candidate.place
    if not passages.text[passages.starts[place]].isupper() or not trees.is_noun(place):
        return None
    begin = place
    first, _ = readings.sentence_at(place)
    while begin > first and place - begin < _LONGEST_TITLE and _in_title(passages, begin - 1):
        if trees.is_verb(begin - 1):
            break  # of a headline: "Minister Wang Holds Talks"
        begin -= 1
    while begin < place and not passages.text[passages.starts[begin]].isupper():
        begin += 1
    words = [word for word in passages.words[begin : place + 1] if word[:1].isalpha()]
    if words[-1] not in _STANDING:
        return None  # a meeting, a summit or a partnership is an occasion, no line with a name of its own
    states = passages.states_in(begin, place + 1)
    own = [word for word in words[:-1] if word not in _NO_NAME and not _names_state(passages, word)]
    if not own:
        return None  # "the Ministerial Dialogue", "the EU Dialogue": the line of its level, not one more
    if words[-1] in _BODIES and len(states) < 2 and not _JOINTLY & set(words):
        return None  # a body of one state: "the Central Foreign Affairs Commission"
    label = " ".join(passages.text[passages.starts[begin] : passages.ends[place]].split())
    stem = "working groups" if level == "working_group" else level if level in {"leaders", "ministers"} else "other"
    # "the U.S.-Austria Strategic Dialogue" is "the Strategic Dialogue" of these two
    return ChannelFacts(f"{stem}/{'-'.join([*own, words[-1]])}", label, level)


def _names_state(passages: Passages, word: str) -> bool:
    return any(word in passages.words[party.first : party.after] for party in passages.parties) or any(
        passages.words[place] == word for place, _ in passages.adjectives
    )


def _in_title(passages: Passages, place: int) -> bool:
    word = passages.words[place]
    return (passages.text[passages.starts[place]].isupper() and word not in _NO_TITLE) or word in {
        "-",
        "and",
        "&",
        "on",
    }
