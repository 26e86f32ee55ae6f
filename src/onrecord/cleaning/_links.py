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
    r"|up next|next (?:up|article|story|post)|keep reading|in this (?:story|article)|previous (?:article|story"
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


def is_heading_of_links(head: str) -> bool:
    """Whether a short line is the heading of links to other stories."""
    return _HEADING.match(head) is not None


def is_link(head: str) -> bool:
    """Whether a line names itself a link to another story."""
    return _LINK.search(head) is not None


def is_gallery(head: str) -> bool:
    """Whether a line names itself a link to pictures or a video."""
    return _GALLERY.match(head) is not None
