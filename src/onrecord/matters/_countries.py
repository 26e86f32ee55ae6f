"""Which states a commitment binds, and between which a line runs: asked of every state that may be meant.

The tree says who does it, the page who speaks and who is spoken of, the reader what each named state is to it; a small
trained model weighs them, state by state.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.matters._classes import classes_of, line_class
from onrecord.matters._linear import LinearModel
from onrecord.matters._passages import Passages, Saying
from onrecord.matters._read import party_scores
from onrecord.matters._readings import Candidate, Readings
from onrecord.matters._voices import NOT_A_PARTY

_SHARED = frozenset("jointly together joint mutual shared bilateral trilateral both".split())
_A_PAIR = 2
_MOST_ASKED = 10
"""States asked about at most, the most obvious first."""


_NEAR = 2
"""Sentences back in which those are named towards whom something is undertaken."""


@dataclass(slots=True)
class Asked:
    """One state, and what speaks for and against it."""

    signs: list[str] = field(default_factory=list)
    numbers: dict[str, float] = field(default_factory=dict)


def _candidates(
    readings: Readings, own: Collection[str], place: int, span: tuple[int, int], saying: Saying
) -> list[str]:
    """The states that may be meant, those that do it first."""
    passages = readings.passages
    first, after = readings.sentence_at(place)
    joint = [item.side for item in passages.joint if item.side is not None]
    page = passages.narrator().side
    found = dict.fromkeys([*own, *passages.states_in(min(first, span[0]), max(after, span[1])), *joint, *passages.met])
    found.update(dict.fromkeys(filter(None, (saying.side, page))))
    found.update(dict.fromkeys(passages.pair))
    return [country for country in found if country not in NOT_A_PARTY][:_MOST_ASKED]


class _General:
    """What is asked of a state whatever it is a party to."""

    def __init__(
        self,
        readings: Readings,
        candidate: Candidate,
        span: tuple[int, int],
        saying: Saying,
        whose: tuple[Collection[str], str] | None = None,
    ) -> None:
        passages = readings.passages
        first, after = readings.sentence_at(candidate.place)
        self.inside = frozenset(passages.states_in(*span))
        self._before = frozenset(passages.states_in(first, span[0]))
        self._behind = frozenset(passages.states_in(span[1], after))
        self._sentence = min(4, len(readings.states_of(readings.number_of(candidate.place))))
        self._passages, self._saying = passages, saying
        self._whose, self._kind = whose or candidate.whose

    def signs(self, country: str) -> list[str]:
        """Return the signs of one state."""
        passages, saying, whose, kind = self._passages, self._saying, self._whose, self._kind
        does = country in whose
        signs = [f"does {kind}" if does else f"others do {kind}" if whose else "nobody does"]
        signs.append(f"does {kind} of {min(3, len(whose))}" if does else f"others do, {min(3, len(whose))}")
        where = "before" if country in self._before else "behind" if country in self._behind else "elsewhere"
        where = "inside" if country in self.inside else where
        signs += [where, f"{where},{does}", f"{where},{kind},{does}", f"{where},{does},of {self._sentence}"]
        speaks = saying.side == country
        page = passages.narrator().side
        another = "another speaks" if saying.side is not None else "page speaks"
        signs.append(f"speaks,{does},{kind}" if speaks else another)
        press = f"page of another,{does}" if page is not None else f"press,{does}"
        signs.append("own page" if page == country else press)
        if passages.joint:
            signs.append("issues it" if any(item.side == country for item in passages.joint) else "no issuer")
        if passages.met:
            signs.append("met" if country in passages.met else "has not met")
        pair = "pair" if country in passages.pair else "no pair"
        return [*signs, pair, f"{pair},{does},{where}"]


def obligors(readings: Readings, candidate: Candidate, span: tuple[int, int], saying: Saying) -> dict[str, Asked]:
    """Return the states that may undertake what a word heads, each with what speaks for it.

    Args:
        readings: the document.
        candidate: the word.
        span: first word of what is undertaken, and one past the last.
        saying: who says so.
    """
    trees, place = readings.trees, candidate.place
    whose, kind = candidate.whose
    found = {country: Asked() for country in _candidates(readings, whose, place, span, saying)}
    scores = party_scores(readings.reading, "commitment party", place, readings.named())
    acts = classes_of(trees.lemmas[place])
    by = classes_of(trees.lemmas[candidate.above]) if candidate.above is not None else ("",)
    tied = [place] if candidate.above is None else [place, candidate.above]
    shared = bool(_SHARED & {trees.words[kid] for at in tied for kid in trees.kids(at, "advmod", "amod")})
    general = _General(readings, candidate, span, saying)
    for country, asked in found.items():
        does, inside = country in whose, country in general.inside
        asked.signs = general.signs(country)
        asked.signs += [f"act={act},{does},{inside}" for act in acts]
        asked.signs += [f"by={name},{does},{inside}" for name in by]
        asked.signs += [f"by={name},{does},{kind}" for name in by]
        asked.signs.append(f"c={trees.lemmas[place]},{does},{inside}")
        if shared:
            asked.signs.append(f"shared,{does},{inside}")
        _add_scores(asked, scores.get(country), ("obligor", "beneficiary", "both"), does)
    return found


def beneficiaries(
    readings: Readings, candidate: Candidate, span: tuple[int, int], saying: Saying, sides: Collection[str]
) -> dict[str, Asked]:
    """Return the states towards which something may be undertaken, each with what speaks for it.

    Args:
        readings: the document.
        candidate: the word that heads what is undertaken.
        span: first word of what is undertaken, and one past the last.
        saying: who says so.
        sides: who undertakes it; none of them is asked about.
    """
    trees, place = readings.trees, candidate.place
    rule = ruled_beneficiary(readings.passages, tuple(sides), *span, saying)
    number = readings.number_of(place)
    begin = readings.passages.sentences[max(0, number - _NEAR)][0]
    near = readings.passages.states_in(begin, readings.sentence_at(place)[1])
    options = dict.fromkeys([*_candidates(readings, rule, place, span, saying), *near])
    found = {country: Asked() for country in options if country not in sides and country not in NOT_A_PARTY}
    scores = party_scores(readings.reading, "commitment party", place, readings.named())
    addressee = addressee_of(readings.passages, saying)
    objects = frozenset(
        country
        for kid in trees.kids(place, "obj", "iobj", "obl", "nmod")
        for country in readings.sides.acting_in(*_phrase(readings, kid))
    )
    general = _General(readings, candidate, span, saying, (sides, f"{min(2, len(sides))}"))
    for country, asked in found.items():
        ruled = country in rule
        asked.signs = general.signs(country)
        asked.signs += [
            f"ruled {ruled}",
            f"ruled {ruled} of {len(found)}",
            f"addressed {country == addressee}",
            f"object {country in objects}",
            f"near {country in near}",
            f"act={classes_of(trees.lemmas[place])[0]},{country in general.inside}",
        ]
        _add_scores(asked, scores.get(country), ("obligor", "beneficiary", "both"), ruled)
    return found


def _phrase(readings: Readings, place: int) -> tuple[int, int]:
    under = readings.trees.under(place, "acl:relcl", "advcl", "conj")
    return under[0], under[-1] + 1


def addressee_of(passages: Passages, saying: Saying) -> str | None:
    """Return the state whose government is spoken to; None where none is."""
    statement = saying.statement
    actor = passages.actors.get(statement.addressee or "") if statement is not None else None
    return actor.country if actor is not None and actor.sector == "GOV" else None


def _third_party(passages: Passages, sides: tuple[str, ...], begin: int, end: int) -> tuple[str, ...]:
    """Towards whom several undertake something together: "we will support Ukraine"; nobody where it is one another.

    Of rows of the training sample with several obligors whose words name another state, 86 of 127 are towards those so
    named and 27 towards one another. Where three or more undertake it, who is named in the sentence counts, too: 14 to
    5.
    """
    named = [country for country in passages.states_in(begin, end) if country not in sides]
    if not named and len(sides) > _A_PAIR:
        number = bisect_right([first for first, _ in passages.sentences], begin) - 1
        named = [country for country in passages.states_in(*passages.sentences[number]) if country not in sides]
    return tuple(sorted(named))


def ruled_beneficiary(
    passages: Passages, sides: tuple[str, ...], begin: int, end: int, saying: Saying
) -> tuple[str, ...]:
    """Return towards whom something is undertaken as the words alone tell: who shares it, who is named or spoken to.

    Args:
        passages: the document.
        sides: who undertakes it.
        begin: first word of what is undertaken.
        end: one past its last word.
        saying: who says so.
    """
    if len(sides) > 1:
        return _third_party(passages, sides, begin, end) or sides
    named = [country for country in passages.states_in(begin, end) if country not in sides]
    if named:
        return (named[0],)
    addressee = addressee_of(passages, saying)
    if addressee is not None and addressee not in sides:
        return (addressee,)
    others = passages.others_than(sides)
    if passages.document.kind == "transcript":
        # A briefing goes from state to state: who is not named close by is not known.
        number = bisect_right([first for first, _ in passages.sentences], begin) - 1
        near = passages.states_in(passages.sentences[max(0, number - 1)][0], passages.sentences[number][1])
        return tuple(country for country in others if country in near)
    return others


def parties(
    readings: Readings, candidate: Candidate, span: tuple[int, int], saying: Saying, rule: Collection[str]
) -> dict[str, Asked]:
    """Return the states between which a line may run, each with what speaks for it.

    Args:
        readings: the document.
        candidate: the word that names the line or its use.
        span: the words that tell of it.
        saying: who says so.
        rule: the states that the words and the tree give.
    """
    trees, place = readings.trees, candidate.place
    whose = candidate.whose[0]
    found = {country: Asked() for country in _candidates(readings, (*rule, *whose), place, span, saying)}
    scores = party_scores(readings.reading, "channel party", place, readings.named())
    phrase = trees.under(place, "acl:relcl", "advcl", "parataxis", "conj")
    near = set(readings.sides.acting_in(phrase[0], phrase[-1] + 1))
    line = line_class(trees.lemmas[place])
    general = _General(readings, candidate, span, saying)
    for country, asked in found.items():
        ruled = country in rule
        asked.signs = general.signs(country)
        asked.signs += [f"ruled {min(4, len(rule))}" if ruled else f"not ruled {min(4, len(rule))}"]
        asked.signs += [f"phrase of {min(3, len(near))},{country in near}", f"ruled {ruled},phrase {country in near}"]
        asked.signs.append(f"line={line},{ruled},{country in whose}")
        _add_scores(asked, scores.get(country), ("party",), ruled)
    return found


def _add_scores(asked: Asked, scores: Sequence[float] | None, names: Sequence[str], likely: bool) -> None:
    if scores is None:
        asked.signs.append(f"unread,{likely}")
        return
    asked.signs.append(f"read,{likely}")
    for name, score in zip(names, scores, strict=True):
        asked.numbers[f"#{name}"] = score
    asked.numbers["#any"] = max(scores)


def chosen(found: Mapping[str, Asked], model: LinearModel, least: int) -> tuple[tuple[str, ...], float]:
    """Return the states that are meant, sorted, and how sure that is: the share of these and no others.

    Args:
        found: the states that may be meant.
        model: weighs what speaks for each.
        least: how many there must be.
    """
    shares = sorted(
        ((model.yes(asked.signs, asked.numbers), country) for country, asked in found.items()), reverse=True
    )
    sure, taken = 1.0, []
    for number, (share, country) in enumerate(shares):
        yes = share >= 0.5 or number < least
        sure *= share if yes else 1 - share
        if yes:
            taken.append(country)
    return (tuple(sorted(taken)), sure) if len(taken) >= least else ((), 0.0)
