"""Wordings of links to other stories and of the headings of blocks of them."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_HEADING = re.compile(
    r"^(?:related(?: (?:articles?|stor(?:y|ies)|news|content|posts?|coverage|reading|links?"
    r"|videos?))?|ranking|rankings"
    r"|recommend(?:ed|ations?)(?: (?:for you|stories|articles|reading|videos?))?|most (?:read|popular|viewed"
    r"|shared|commented|recent|watched)(?: .{1,30})?"
    r"|trending(?: (?:now|news|stories|today|topics|on .{1,20}))?|popular(?: (?:now|stories|posts|articles"
    r"|news|reads|in .{1,20}))?"
    r"|(?:top|latest|more|other|further|featured|recent|editors?[’']? ?(?:picks?|choice)|big"
    r"|breaking) (?:stor(?:y|ies)|news|headlines|articles|posts|videos|coverage|picks|reads|reading"
    r"|choice)(?: .{1,30})?"
    r"|editor[’']?s?[’']? (?:picks?|choice|recommendations?)|you (?:may|might) (?:also )?(?:like|enjoy"
    r"|be interested).{0,20}|you[’']ll also like"
    r"|(?:read|see|watch|listen|explore|discover|view)(?: also| more| next| too| on| all"
    r"| this next)(?: .{1,40})?|also (?:read|see|on|in)(?: .{1,40})?|don[’']t miss(?: .{1,30})?"
    r"|(?:more|stories|articles) (?:from|on|about|in|by|like|for|to)\b.{1,60}|what to (?:read|watch) next"
    r"|up next|next (?:up|article|story|post)|keep reading|previous (?:article|story"
    r"|post)"
    r"|around the web|from (?:the web|our partners|around the web)|paid (?:content|post)s?"
    r"|promoted (?:stories|content)|in case you missed it|mehr zum thema|auch interessant|à lire aussi"
    r"|lire aussi|te puede interesar|lee también|leggi anche)\s?[:»>…]{0,2}$",
    _I,
)
_LINK = re.compile(
    r"^\[?(?:related(?: (?:reading|read|stor(?:y|ies)|articles?|coverage|videos?|links?|posts?))?"
    r"|read (?:more|also|next|the full story|full)|also read|see also|see more|more|must[- ]read"
    r"|(?:full|special|complete) coverage|watch(?: now)?|listen|recommended|don[’']t miss|explore more|opinion"
    r"|analysis|"
    r"dig deeper|go deeper|lire aussi|lee también|leggi anche|lees ook|mehr dazu|lesen sie auch|les også"
    r"|læs også|läs också|lue myös|previous (?:post|article|story)|next (?:post|article|story))\s?(?::|\||>"
    r"|»|–|—)\s{0,2}\S|^(?:read|watch|see|view) (?:more|also|the full|the latest)\b.{0,80}$|^click here (?:to"
    r"|for)\b",
    _I,
)
_GALLERY = re.compile(r"^\(?\s?(?:photos|pictures|gallery|watch|video|in pictures)\s?:\s", _I)


_HEADING_ABROAD = re.compile(
    r"^(?:lesen sie auch|lies auch|mehr (?:zu|zum|aus|von|über) .{2,40}|weitere (?:artikel|videos|meldungen|nachrichten"
    r"|beiträge|themen)|ähnliche (?:artikel|beiträge)|meistgelesen(?:e artikel)?|am meisten gelesen"
    r"|aktuelle nachrichten|das könnte (?:sie|dich) (?:auch )?interessieren|verwandte (?:artikel|themen)"
    r"|à lire (?:également|ensuite)|sur le même (?:sujet|thème)|les plus lus|articles (?:liés|similaires)"
    r"|dans la même rubrique|voir aussi|noticias relacionadas|más noticias|lo más (?:leído|visto)|para saber más"
    r"|te recomendamos|artículos relacionados|articoli correlati|i più letti|potrebbe interessarti"
    r"|leia (?:também|mais)|veja (?:também|mais)|mais lid[ao]s|artigos relacionados"
    r"|lees (?:ook|meer)|meest gelezen|meer (?:over|van) .{2,40}|gerelateerde? (?:artikelen|nieuws)"
    r"|les (?:også|mer)|mest lest|siste (?:nytt|saker)|læs (?:også|mere)|mest læste?|seneste nyt"
    r"|läs (?:också|mer)|mest läst(?:a)?|senaste nytt|lue (?:myös|lisää)|luetuimmat"
    r"|czytaj (?:także|też|więcej|również)|zobacz (?:także|też|również)|polecamy|najnowsze|najczęściej czytane"
    r"|čtěte (?:také|též|více)|přečtěte si|další články|hlavní zprávy|nejčtenější|nejnovější|mohlo by vás zajímat"
    r"|fleira áhugavert|mest lesið|taip pat skaitykite|skaitomiausi|citește și|olvasta már\??|kapcsolódó cikkek"
    r"|ilgili haberler|çok okunanlar|baca juga|berita (?:terkait|lainnya|terpopuler)|artikel terkait|terpopuler"
    r"|читайте также|читайте також)\s?[:»>…]{0,2}$",
    _I,
)
"""The same in other languages of the training pages and their neighbours."""
_SURE_LINK = re.compile(
    r"^[\[(]{0,2}(?:related(?: (?:reading|read|stor(?:y|ies)|articles?|coverage|videos?|links?|posts?))?"
    r"|read(?: more| also| next| here| this| now)?|(?:and|also) (?:read|see)|see also|see more|more|must[- ]read"
    r"|learn more|dig deeper"
    r"|go deeper|lesen sie (?:auch|hier|dazu|mehr)|lies auch|mehr dazu|à lire aussi|lire aussi|lee también"
    r"|te puede interesar|leggi anche|leia (?:também|mais)|lees ook|les også|læs også|läs också|lue myös"
    r"|czytaj (?:także|też)|čtěte (?:také|též)|baca juga|читайте также|читайте також)\s?[:>»]\s{0,2}\S"
    r"|^\[ ?also read\b|^related coverage (?-i:[A-Z])|^see ?: ?(?-i:[A-Z].{20,})|^read related\b.{0,40}\bcoverage$"
    r"|^(?:à lire aussi|lesen sie auch|baca juga) (?-i:[A-ZÀ-Ž0-9«„“])",
    _I,
)
"""Labels that nothing but a link has: 625 lines of the plain articles have one, of 60 that were read each is a link."""


_BUTTON_BEHIND = re.compile(r"[^.!:,] (?:[-–—] )?Read [Mm]ore ?[»>→…]{0,2}$")


def is_sure_link(head: str) -> bool:
    """Whether a line opens with a label that nothing but a link to another story has, or ends with its button."""
    if "ead " in head[-14:] and _BUTTON_BEHIND.search(head[-40:]):
        return True
    return _SURE_LINK.match(head) is not None


_NO_STORY = re.compile(
    r"opens in new window|wird in neuem fenster|\bin neuem tab\b|^click (?:here )?to (?:share|print|email|complete)\b"
    r"|^(?:related|trending|popular|more) (?:tags|topics|searches|categories)\b|^(?:schlagworte|stichwörter|tags) ?:"
    r"|^tags(?=[A-Z]|$)|^posted in\b.{0,120}\b(?:permalink|comments?)\b|\bleave a (?:reply|comment)\b"
    r"|^view (?:all|full|more) (?:posts|articles|profile|bio|agencies|products|plans)\b"
    r"|^more about (?:me|us|the author)$"
    r"|^(?:we encountered an issue|there was an error)\b|^social plugin$"
    r"|^continue reading(?: below)?$|^advertisements?(?: ?[-–—] ?.{0,40})?$|^(?:regular|sale|starting) price\b"
    r"|[$€£]\d[\d.,]* (?:usd|eur|gbp)\b"
    r"|^\d(?:\.\d)? stars?\b|^\d{1,3} reviews?$|^in this article\b|^(?:table of )?contents$"
    r"|^what[’']?s (?:next|inside)$|^deixe (?:uma resposta|um comentário)|^deja (?:un comentario|una respuesta)"
    r"|^schreiben? sie (?:einen|ihren) kommentar|^wie hat ihnen dieser artikel gefallen|^(?:feedback|kontakt) ?:"
    r"|\bdsgvo-|\bdatenverarbeitung einverstanden|\b(?:my|your|sensitive) personal information$"
    r"|\bsubmit (?:a )?correction\b"
    r"|\breprints? (?:&|and|or) (?:permissions|licensing)|\breliable and trusted\b|^your source for\b"
    r"|\bpartita iva\b|\bpartita i\.v\.a\b|^main switchboard\b|\(\d{3}\) \d{3}-\d{4}|^phone ?:|^address ?:",
    _I,
)
"""Tools, notices, headings of keywords, prices and addresses: what stands among links to other stories and is none."""
_AGE_ALONE = re.compile(
    r"^(?:(?:vor|il y a|hace|fa) .{1,12} (?:minuten?|stunden?|tag(?:en)?|std\.|min\.|heures?|jours?|horas?|días?)"
    r"|(?:[a-zäöü]{3,20} ?)?\d{1,2}\.\d{1,2}\.(?:19|20)\d\d.{0,22}|[a-z]{3} \d{1,2} \d{1,2} mins? read)$",
    _I,
)
_MENU = re.compile(r"^[^|•]{2,28}(?: ?[|•] ?[^|•]{2,28}){3,12}$")
_REFERENCE = re.compile(r"^\[?\d{1,3}[.\]] .{5,80}\((?:19|20)\d\d[a-z]?\)")


def is_no_link(text: str) -> bool:
    """Whether a line that stands among links to other stories is none: a tool, a menu, an age, a reference.

    Args:
        text: the line.
    """
    head = text[:240]
    return (
        _NO_STORY.search(head) is not None
        or _AGE_ALONE.match(head) is not None
        or (("|" in head or "•" in head) and len(text) == len(head) and _MENU.match(head) is not None)
        or _REFERENCE.match(head) is not None
    )


_GLUED = re.compile(r"^(?:[A-Z‘'“\"][^\s.!:]* )(?:[^\s.!:]+ ){1,9}[^\s.!:]*[a-z’'”\"?]:[A-Z‘'“\"][a-z]")
"""Some pages glue what a link is about to its headline: "Talks in the port:What to know"."""
_LEAST_GLUED, _MOST_GLUED = 7, 30
_LEAST_TWICE, _MOST_TWICE, _MOST_KICKER = 5, 30, 4
_CAPITALS = 0.5


def is_teaser(text: str) -> bool:
    """Whether a line is a headline glued to what it is about, or said twice, as players and teasers print it.

    Args:
        text: the line.
    """
    words = text.split()
    is_short = _LEAST_GLUED <= len(words) <= _MOST_GLUED and not text.endswith(".")
    if is_short and ":" in text and _GLUED.match(text):
        return True
    if text.endswith((".", "!", "?", "”", '"')) or not 2 * _LEAST_TWICE <= len(words) <= 2 * _MOST_TWICE + 8:
        return False
    for kicker in range(_MOST_KICKER + 1):
        for length in range(_LEAST_TWICE, min(_MOST_TWICE, (len(words) - kicker) // 2) + 1):
            said = words[kicker : kicker + length]
            if said == words[kicker + length : kicker + 2 * length]:
                return sum(word[0].isupper() for word in said) >= _CAPITALS * length
    return False


def is_heading_of_links(head: str) -> bool:
    """Whether a short line is the heading of links to other stories."""
    return _HEADING.match(head) is not None or _HEADING_ABROAD.match(head) is not None


def is_link(head: str) -> bool:
    """Whether a line names itself a link to another story."""
    return _LINK.search(head) is not None


def is_gallery(head: str) -> bool:
    """Whether a line names itself a link to pictures or a video."""
    return _GALLERY.match(head) is not None
