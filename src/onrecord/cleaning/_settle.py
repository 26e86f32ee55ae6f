"""The last word on the roles near an article: what the rules and the first models made of every line is seen again.

The rules give roles, the trained model of roles decides where they had to guess (``by_model``), wordings that can only
be a picture's owner are credits beside an article (``credit_owners``), and trees that see the roles of all lines have
the last word (``settle``). What was taken for the article before is left alone but for sure captions and links.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from onrecord.cleaning._lines import Unit
from onrecord.cleaning._pictures import SURE_REASONS
from onrecord.cleaning._sign import LINK_REASON, Sign
from onrecord.records import Role

if TYPE_CHECKING:
    # The program starts without numpy.
    import numpy as np
    from numpy.typing import NDArray

_TAKEN: Mapping[Role, float] = {"byline": 0.5, "caption": 0.4, "credit": 0.7, "related": 0.55}
"""Chance from which the model's word goes before a guess of the rules (``benchmarks/cleaning.py``, seen half)."""
_GIVEN_BACK: Mapping[Role, float] = {"byline": 0.3, "related": 0.4}
"""Chance below which a guess of the rules is dropped (likewise)."""
_WEAK_SIGNS = frozenset({"navigation", "related"})
_TAKEN_FROM_BODY: Mapping[Role, float] = {"caption": 0.7, "related": 0.8}
"""Roles that the model may give to what it took for the article before, and from what chance: it knows pictures and
headlines better, but a paragraph lost costs more than a caption kept (likewise)."""
_NO_CAPTION, _SURELY_BODY = 0.1, 0.7
"""Chances below and above which what the rules took for a caption, for standing beside a credit, is text (likewise)."""
_NEVER_TAKEN = frozenset({"claimed_date", "comments", "correction", "dateline", "title"})
_TAKEN_FROM_SUBHEADS = frozenset({"related"})
_REASONS: Mapping[Role, str] = {
    "byline": "it reads like the name of who signed the article, and stands where one stands",
    "caption": "it reads like the caption of a picture, and stands where one stands",
    "credit": "it reads like the name of a picture's owner, and stands where one stands",
    "related": "it reads like a link to another story, and stands where one stands",
}

_OWNER_LABEL = re.compile(
    r"^\(?(?:Quelle|Bron|Źródło|Fuente|Fonte|Kilde|Källa|Source|Lähde|Bild(?:quelle|rechte|nachweis)?|Foto|Photo|Kuva"
    r"|Fot\.?|Zdroj|Crédits?|Image|Isithombe|Ljósmynd|Illustration|Grafik)\s?:\s?(?=\S)",
    re.IGNORECASE,
)
_AGENCY_BEHIND = re.compile(
    r"^[A-Z][\w.’' -]{1,40}, (?:AP|AFP|Reuters|REUTERS|ASSOCIATED PRESS|Associated Press|Getty(?: Images)?|EPA"
    r"|USA TODAY(?: Sports)?)$"
)
_NO_PICTURE = re.compile(
    r"rights|riproduzione|licencja|reserved|vorbehalten|derechos|droits|copyright|℗|(?:19|20)\d\d|\b(?:inc|ltd|gmbh)\b",
    re.IGNORECASE,
)
_LABELLED, _AGENCY_MAN, _MARKED, _SLASHED = 1, 2, 3, 4
_MOST_PARTS = 4
_MOST_OWNER_WORDS, _MOST_OWNER = 9, 110
_OWNED_ABOVE, _OWNED_BELOW = 15, 3
"""Lines above the first and below the last paragraph within which a picture's owner belongs to the article."""
_OWNED_FROM = frozenset({"furniture", "navigation", "subhead", "tags", "byline", "dek", "related"})


LAST_ROLES = ("other", "byline", "caption", "credit", "related")
"""What the last trees tell apart."""
_LAST_TAKEN: Mapping[Role, float] = {"byline": 0.3, "caption": 0.35, "credit": 0.35, "related": 0.4}
"""Chance from which a line gets a role (``benchmarks/cleaning.py``, seen half, cross-validated by site)."""
_LAST_TAKEN_FROM_BODY: Mapping[Role, float] = {"caption": 0.6, "related": 0.7}
"""The same for what was taken for the article: of plain news lines with a chance of .4 to .6 most are paragraphs."""
_LAST_TAKEN_FROM_SUBHEADS: Mapping[Role, float] = {"caption": 0.5, "related": 0.6}
_LAST_GIVEN_BACK: Mapping[Role, float] = {"byline": 0.3, "caption": 0.35, "related": 0.25}
"""Chance below which a line loses a role again (likewise)."""
_SETTLED = frozenset({"claimed_date", "correction", "dateline", "title"})
MEDIA_TITLE_REASON = "the title of a video or sound, set into the article"
TWIN_REASON = "it says the same as the caption beside it"
_SURE_BY_WORDS = SURE_REASONS | {LINK_REASON}
_SETTLED_BY_WORDS = _SURE_BY_WORDS | {MEDIA_TITLE_REASON}
"""Reasons of captions and links that their own words settle, or the line below them."""
_HEADLINE = 0.2
"""Chance from which the likeliest line is the headline (likewise)."""


class LastOpinions(Protocol):
    """Trees that see what the rules and the first models made of a page."""

    def headline(self, marks: NDArray[np.float32], first: int) -> Sequence[float]:
        """How likely each of the candidates, from line ``first`` on, is the headline."""

    def settled(self, marks: NDArray[np.float32], first: int) -> Sequence[Sequence[float]]:
        """How likely each line near the article, from line ``first`` on, has each of ``LAST_ROLES``."""


@dataclass(slots=True)
class Judged:
    """The role of one unit with the reason for it."""

    role: Role
    reason: str


def by_model(
    units: Sequence[Unit],
    signs: Sequence[Sign | None],
    judged: list[Judged],
    title: int | None,
    chances: Mapping[str, Sequence[float]],
) -> None:
    """Let the trained model of roles decide where the rules had to guess; what a line's words settle stays.

    Args:
        units: all units.
        signs: their signs.
        judged: what the rules made of them; changed in place.
        title: which of them is the title.
        chances: how likely each has each role, 0 throughout for those too far from the article.
    """
    for unit in units:
        number = unit.number
        sign, role = signs[number], judged[number].role
        if number == title or (sign is not None and sign.role not in _WEAK_SIGNS) or role in _NEVER_TAKEN:
            continue
        if judged[number].reason in _SURE_BY_WORDS:
            continue
        if chances["body"][number] == chances["other"][number] == 0.0:
            continue  # too far from the article: not asked
        is_guess = role == "caption" and sign is None
        if is_guess and chances["caption"][number] < _NO_CAPTION and chances["body"][number] >= _SURELY_BODY:
            judged[number] = Judged("body", "running text of the article")
            continue
        best = max(_TAKEN, key=lambda name: chances[name][number] - _TAKEN[name])
        if role == "body" and chances[best][number] < _TAKEN_FROM_BODY.get(best, 1.0):
            continue
        if role == "subhead" and best not in _TAKEN_FROM_SUBHEADS:
            continue
        if chances[best][number] >= _TAKEN[best]:
            if best != role:
                judged[number] = Judged(best, _REASONS[best])
        elif sign is None and role in _GIVEN_BACK and chances[role][number] < _GIVEN_BACK[role]:
            judged[number] = Judged("furniture", "outside the article")


def credit_owners(units: Sequence[Unit], judged: list[Judged]) -> None:
    """Lines near the article that name a picture's owner and nothing else, in the languages of the training pages.

    Args:
        units: all units.
        judged: their roles so far; changed in place.
    """
    body = [number for number, found in enumerate(judged) if found.role == "body"]
    if not body:
        return
    top = body[0] - _OWNED_ABOVE
    title = next((number for number, found in enumerate(judged) if found.role == "title"), body[0])
    for number in range(max(0, min(title, top)), min(len(units), body[-1] + _OWNED_BELOW + 1)):
        shape = owner_shape(units[number]) if judged[number].role in _OWNED_FROM else 0
        if shape in (_LABELLED, _AGENCY_MAN) or (shape == _MARKED and number < body[-1]):
            judged[number] = Judged("credit", _REASONS["credit"])


def owner_shape(unit: Unit) -> int:
    """0 for a line that does not look like a picture's owner; others for "Photo: Ann Smith", "Ann Smith, AP", "© Ann
    Smith", "Ann Smith/Agency"."""
    text = unit.plain
    if unit.words > _MOST_OWNER_WORDS or len(text) > _MOST_OWNER or _NO_PICTURE.search(text):
        return 0
    if ":" in text and not unit.is_sentence and _OWNER_LABEL.match(text):
        return _LABELLED
    if "," in text and _AGENCY_BEHIND.match(text):
        return _AGENCY_MAN
    if text.startswith("©") and unit.words:
        return _MARKED
    return _SLASHED if "/" in text and _are_names(text.split("/")) else 0


def _are_names(parts: Sequence[str]) -> bool:
    return 2 <= len(parts) <= _MOST_PARTS and all(
        part.strip() and all(word[0].isupper() for word in part.split()) for part in parts
    )


def likeliest_headline(chances: Sequence[float], first: int) -> int | None:
    """The candidate that the trees choose, if there is a likely one.

    Args:
        chances: of each candidate.
        first: the number of the first candidate.
    """
    best = max(range(len(chances)), key=chances.__getitem__, default=None)
    return first + best if best is not None and chances[best] >= _HEADLINE else None


def settle(judged: list[Judged], near: slice, chances: Sequence[Sequence[float]]) -> None:
    """Let the last trees decide on bylines, captions, credits and links.

    Args:
        judged: the roles so far; changed in place.
        near: the lines that they were asked about.
        chances: how likely each of these has each of ``LAST_ROLES``.
    """
    for number, found in enumerate(chances, near.start):
        role = judged[number].role
        if role in _SETTLED or judged[number].reason in _SETTLED_BY_WORDS:
            continue
        least = {"body": _LAST_TAKEN_FROM_BODY, "subhead": _LAST_TAKEN_FROM_SUBHEADS}.get(role, _LAST_TAKEN)
        best = max(least, key=lambda name: found[LAST_ROLES.index(name)] - least[name])
        if found[LAST_ROLES.index(best)] >= least[best]:
            if best != role:
                judged[number] = Judged(best, _REASONS[best])
        elif role in _LAST_GIVEN_BACK and found[LAST_ROLES.index(role)] < _LAST_GIVEN_BACK[role]:
            judged[number] = Judged("furniture", "outside the article")
