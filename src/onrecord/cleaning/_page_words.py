"""What the last trees know of a page's own wording: headings of links, tools, lists of contents, lines said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from onrecord.cleaning._features import Matrix
from onrecord.cleaning._lines import Unit
from onrecord.cleaning._title import key_of

_I = re.IGNORECASE
_HEADING_WORDS = 9
_LABEL = re.compile(
    r"^\W{0,3}(?:related|read (?:more|also|next)|see also|also (?:read|see|on)|more (?:from|on|about|stories|news)"
    r"|more guides|previous(?:ly)?:|next:|earlier:|keep reading|continue reading|you (?:may|might) also|if you liked"
    r"|tested:|(?:most|best) (?:read|popular|viewed)|popular|trending|recommended"
    r"|recent (?:posts?|articles|stories|blog)|latest (?:posts?|news|stories|videos)|top (?:stor|video|news)"
    r"|don[’']t miss|did you miss|in case you missed"
    r"|further reading|learn more:|newest|selected articles|featured|random posts|story timeline|must read|up next"
    r"|next up|read these|partner news|breaking news|video(?:s| of)|top video"
    r"|lesen sie|lies auch|mehr (?:zu|zum|von|aus|über|artikel)|weitere|ähnliche|meistgelesen|passend zum"
    r"|auch interessant|aktuelle nachrichten|jetzt aktuell|meine news|verwandte|empfehlungen|das könnte|zum artikel"
    r"|à lire|lire aussi|sur le même|la rédaction vous|les plus lus|dans la même|voir aussi"
    r"|lee también|te puede|más (?:noticias|sobre|leíd)|lo más|noticias relacionadas|para saber más|ver más"
    r"|leggi anche|potrebbe|i più letti|articoli correlati|leia (?:também|mais)|mais lid|artigos relacionados"
    r"|veja também|lees ook|meest gelezen|meer (?:over|van)|lees meer"
    r"|les også|mest les|les mer|siste (?:nytt|saker)|læs også|mest læst|læs mere|seneste"
    r"|läs också|läs mer|mest läst|senaste|lue myös|luetuimm|lue lisää|czytaj|zobacz|polecamy|najnowsze|najczęściej"
    r"|čtěte|přečtěte|další články|nejčtenější|nejnovější|doporuč|frétt af|fleira|nýjast|mest lesið)",
    _I,
)
_TOOL = re.compile(
    r"\b(?:share|shares|tweet|whatsapp|telegram|e-?mail|print|linkedin|pinterest|facebook|twitter|reddit|new window"
    r"|sign (?:in|up)|log ?in|subscribe|newsletter|account|cookies?|privacy|comments?|copyright|rights|advertisement"
    r"|app|teilen|drucken|anmelden|abonnieren|kommentare?|datenschutz|fenster|drucker|merken|anzeige"
    r"|partager|imprimer|abonne[rz]|commentaires?|compartir|imprimir|suscrib\w+|comentarios?|condividi|commenti"
    r"|delen|reageer|del|dela|skriv ut|udostępnij|sdílet)\b|©",
    _I,
)
_CONTENTS = re.compile(
    r"^\W{0,3}(?:in this (?:article|guide|post|story|report)|(?:table of )?contents|on this page|jump to"
    r"|what[’']s inside|quick links|inhalt(?:sverzeichnis)?|sommaire|contenido|índice|indice|inhoud|innehåll)\b",
    _I,
)
_CONTENTS_REACH, _BELOW_HEADING = 25, 20
_FARTHEST = 200
_COLUMNS = 9


def page_words(units: Sequence[Unit], article: Sequence[bool]) -> Matrix:
    """One row for each line.

    Args:
        units: all units.
        article: which of them are taken for the article.
    """
    keys = [key_of(unit.plain[:300]) for unit in units]
    above: dict[str, int] = {}
    below: dict[str, int] = {}
    twins_above, twins_below = [], []
    for number, key in enumerate(keys):
        twins_above.append(above.get(key) if key else None)
        above[key] = number
    for number in range(len(keys) - 1, -1, -1):
        twins_below.append(below.get(keys[number]) if keys[number] else None)
        below[keys[number]] = number
    twins_below.reverse()
    last_label = last_contents = -_FARTHEST
    rows = []
    for unit, one, other in zip(units, twins_above, twins_below, strict=True):
        number, text = unit.number, unit.plain[:160]
        is_short = unit.words <= _HEADING_WORDS and not unit.is_sentence
        is_label = not unit.is_sentence and _LABEL.match(text) is not None
        rows.append(
            [
                is_label,
                is_label and is_short,
                min(number - last_label, _BELOW_HEADING),
                min(number - last_contents, _CONTENTS_REACH),
                len(_TOOL.findall(text)) if unit.words <= 25 else 0,
                min(number - one, _FARTHEST) if one is not None else -1,
                min(other - number, _FARTHEST) if other is not None else -1,
                one is not None and article[one],
                other is not None and article[other],
            ]
        )
        if is_label and is_short:
            last_label = number
        if is_short and _CONTENTS.match(text):
            last_contents = number
    return np.array(rows, dtype=np.float32).reshape(len(units), _COLUMNS)
