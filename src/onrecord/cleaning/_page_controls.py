"""Wordings of what surrounds an article: controls, menus, notices, legal lines, promotion and the readers' comments.

Tried on at most a few hundred characters of a line, without nested repetition, as in ``_patterns.py``.
"""

from __future__ import annotations

import re

from onrecord.cleaning._dates import find_dates
from onrecord.cleaning._lines import Unit
from onrecord.cleaning._reader_notes import FORM_REASON, FORM_WORDS, is_form_notice, is_template
from onrecord.cleaning._sign import NO_WORDS_REASON, Sign

_I = re.IGNORECASE


def _phrases(text: str) -> frozenset[str]:
    """A list of phrases parted by bars, over several lines."""
    return frozenset(phrase for line in text.split("\n") for phrase in line.strip().split("|") if phrase)


# A pattern is tried only on a line that has one of its words: looking a word up costs a hundredth of a search.
_VIDEO_WORDS = frozenset("browser javascript java script player modal blocker adblocker html5 video".split())
_LEGAL_WORDS = frozenset(
    "copyright rights reproduced terms cookie cookies partners privacy recaptcha trademark external c".split()
)
_PROMO_WORDS = frozenset(
    """
    sign subscribe newsletter newsletters account download follow like join delivered inbox member
    subscriber patron trial subscribers support donation contribution donate get daily weekly app store
    notifications notification push alerts channel mail email thank log register unsubscribe offer time off
    card promo buy shop affiliate commission tips tip
    """.split()
)
# A whole line that consists of these words (case ignored) is page furniture.
_FURNITURE_LINES = _phrases(
    """
    advertisement|advertising|advert|ad|sponsored|sponsored content|view|views|print|email|e-mail|save|copy link|
    link copied|link copied!|listen|listen to this article|play|pause|watch|watch live|live|video|audio|photos|
    photo|gallery|share|share this|share this article|share on facebook|share on twitter|share via email|tweet|
    facebook|twitter|x|instagram|linkedin|whatsapp|telegram|reddit|pinterest|youtube|flipboard|messenger|tumblr|
    bluesky|threads|tiktok|rss|close|open|expand|loading|loading...|loading…|continue reading|read full article|
    read the full story|show more|show less|load more|see more|view more|more|next|previous|back to top|top|go back|
    scroll to top|###|* * *|***|---|--|- -|end|ends|(end)|enditem|report an error|report this ad|
    article continues below|story continues|story continued below|story continues below|
    story continues below advertisement|
    article continues after advertisement|advertisement - scroll to continue|text size|font size|a a a|aa|translate|
    gift article|bookmark|settings|your privacy choices|reprints|republish|republish this article|add to google|
    make us preferred on google|skip|skip ad|unmute|mute|fullscreen|close this dialog|share full article|
    advertisement - continue reading below|read more|read more »|read more...|see all|view all|learn more|
    this article is more than 1 year old|advertisement continue reading the main story|continue reading the main story|
    open image modal|enlarge image|view comments|hide caption|toggle caption|
    hide caption show caption
    """
)
_NAVIGATION_LINES = _phrases(
    """
    home|menu|main menu|search|log in|login|sign in|sign up|sign out|register|my account|account|contact|contact us|
    about|about us|news|world|us|u.s.|uk|asia|china|europe|africa|americas|middle east|australia|business|politics|
    sport|sports|tech|technology|science|health|culture|entertainment|lifestyle|opinion|opinions|travel|weather|
    education|environment|climate|economy|markets|money|finance|local|national|international|videos|newsletters|
    podcasts|podcast|magazine|jobs|careers|privacy policy|privacy|terms of use|terms of service|
    terms and conditions|terms & conditions|terms|terms of service privacy notice|privacy notice|
    cookie policy|cookies|cookie settings|accessibility|help|faq|
    sitemap|site map|advertise|advertise with us|subscribe|subscriptions|donate|support us|editions|edition|
    latest news|latest|breaking news|all sections|sections|navigation menu|site index|skip navigation|crossword|
    crosswords|games|obituaries|classifieds|archive|archives|events|shop|store|royals|food|arts|books|movies|music|
    tv|style|fashion|cars|real estate|imprint|impressum|datenschutz|press|corrections|
    do not sell my personal information|download app|e-paper|epaper|feedback
    """
)
_SKIP_LINK = re.compile(r"^skip (?:to|next|past|over|the|main|navigation)\b", _I)
_CRUMBS = re.compile(r"^(?:current\s?:\s?home|you are here\b|home\s?(?:[>»›/|]|::))", _I)
_DURATION = re.compile(r"^(?:\(?\d{1,2}:\d{2}(?::\d{2})?\)?)(?:\s?/\s?\d{1,2}:\d{2}(?::\d{2})?)?$")
_VIDEO_NOTICE = re.compile(
    r"browser does not support|(?:enable|requires|without|disabled?) java ?script|javascript (?:is|must"
    r"|seems)|video player is loading"
    r"|video (?:unavailable|playback|is not available)|media player|this is a modal window"
    r"|please upgrade (?:your|to a) (?:browser|web)"
    r"|ad-?blocker|html5 video",
    _I,
)
_LEGAL = re.compile(
    r"^(?:copyright\b|©|\(c\)\s?\d{4})|all rights reserved|may not be (?:published|reproduced)"
    r"|terms of (?:use|service) and"
    r"|uses? cookies|\bcookies? (?:to|on|policy|preferences)|we and our partners|cookie consent|privacy policy and"
    r"|protected by recaptcha|registered trade ?mark|is not responsible for the content of external",
    _I,
)
_VOTES = re.compile(
    r"^(?:[a-z]{3,20}\s?!?\s?\(\d{1,6}\)|(?:very\s?good|good|like|likes|upvote|views?|shares?|comments?"
    r"|votes?)\s?!?\s?[:(]?\s?\d[\d,.]{0,8}[kKmM]?\)?|\d[\d,.]{0,8}[kKmM]?"
    r" (?:views?|shares?|likes?|reads?|votes?|retweets?|followers?)"
    r"|\d{1,3} (?:min(?:ute)?s?)(?: of)? ?(?:read|reading)?|[\d.,]{1,8}\+?)$",
    _I,
)
_CODE = re.compile(
    r"(?:function\s?\(|=>\s?\{|\bvar \w{1,30}\s?=|window\.\w|document\.\w|\{[^{}]{0,80}:[^{}]{0,80};"
    r"|^\s?[.#]?[\w-]{1,40}\s?\{|</?\w{1,12}[^<>]{0,80}>$)"
)
_SKIP_SECTION = re.compile(r"^skip next section\b", _I)
_PROMO = re.compile(
    r"\b(?:sign up (?:for|to|now|here|today)|subscribe (?:to|now|today|for|here)"
    r"|newsletters?\b.{0,60}\b(?:account|sign|inbox|subscrib|day|week|morning)|(?:create|make) an account"
    r"|download (?:the|our) .{0,30}app\b|follow (?:us|our|the .{1,30}) on|like us on|join (?:our|us"
    r"|the (?:conversation|discussion))|delivered (?:to|straight to|directly to) your inbox|to your inbox"
    r"|become a (?:member|subscriber|patron)|start your (?:free )?(?:trial|subscription)"
    r"|already a (?:subscriber|member)|subscribers only|for subscribers|subscriber-only|free trial"
    r"|support (?:our|independent|quality|the) (?:journalism|reporting|work)"
    r"|make a (?:donation|contribution)|donate (?:now|today|here)|get (?:the|our) (?:latest|free|app|best|top"
    r"|daily|morning)|(?:your|the) (?:daily|weekly|morning) (?:newsletter|briefing|email)|get it on google play"
    r"|app store|turn on (?:notifications|desktop)|push notifications?|breaking news alerts|whatsapp channel"
    r"|telegram channel|enter your e-?mail"
    r"|(?:your|enter|valid|same|or)(?: [a-z]{1,12})? e-?mail address|^e-?mail address"
    r"|thank you for (?:reading|signing up|subscribing"
    r"|watching|visiting|registering)|please (?:log|sign) in|log in to|register (?:for free|now|to)"
    r"|unsubscribe|special offer|limited[- ]time|% off|gift card|promo code|buy now|shop now"
    r"|affiliate (?:links?|commission)|earn a commission|tips@|send (?:us|your) (?:tips?|a tip|news)"
    r"|have a (?:tip|story)\b)",
    _I,
)
_FOR_MORE = re.compile(
    r"^(?:for more (?:news|information|stories|on|from|updates|about)\b|to (?:read|learn|find out|see) more\b"
    r"|visit .{0,60}\.(?:com|org|net|gov)\b)",
    _I,
)
_COMMENTS = re.compile(
    r"^(?:leave a (?:comment|reply)(?: cancel reply)?|(?:post|add|write|join the|show|view|hide|read"
    r"|see)(?: a| your| all| the| \d{1,5})? (?:comments?|conversation|reply|discussion)"
    r"|comments?(?: ?\(\d{1,5}\))?|\d{1,5} (?:comments?|replies|responses|thoughts on\b.{0,120})|reply"
    r"|what do you think\??"
    r"|your email address will not be published.{0,80}|comments (?:are|have been) (?:closed|moderated"
    r"|disabled|off|turned off).{0,80}|sort by.{0,30}|log in to (?:reply|comment)"
    r"|be the first to comment.{0,40}|no comments(?: yet)?|related comments|commenting (?:policy|guidelines"
    r"|rules).{0,60})[.:]?$",
    _I,
)
LETTERS = re.compile(r"[^\W\d_]")


def control_sign(unit: Unit, head: str, lowered: str) -> Sign | None:
    """Whether a line is a control, a label or an entry of the page's menus, from its words alone.

    Args:
        unit: the line.
        head: its first characters.
        lowered: the same without marks around it, in small letters.
    """
    if _DURATION.match(head):
        return Sign("furniture", "the length of a video", 1)
    if not LETTERS.search(head) and not find_dates(head):
        return Sign("furniture", NO_WORDS_REASON, 1)
    if lowered in _FURNITURE_LINES:
        return Sign("furniture", "a control or label of the page", 2)
    if lowered in _NAVIGATION_LINES:
        return Sign("navigation", "an entry of the site's menu", 6)
    if _SKIP_SECTION.match(head) or (_SKIP_LINK.match(head) and not (unit.is_sentence and unit.is_terminal)):
        return Sign("navigation", "a link that skips over a part of the page", 8)
    if _CRUMBS.match(head):
        return Sign("furniture", "the trail of sections above the page, glued to the title and the site's name", 8)
    return None


def notice_sign(unit: Unit, head: str, lowered: str, vocabulary: frozenset[str]) -> Sign | None:
    """Notices of players, browsers and forms, and counters.

    Args:
        unit: the line.
        head: its first characters.
        lowered: the same without marks around it, in small letters.
        vocabulary: its words in small letters.
    """
    words = unit.words
    if words <= 40 and not vocabulary.isdisjoint(_VIDEO_WORDS) and _VIDEO_NOTICE.search(head):
        return Sign("furniture", "a notice of the video player or the browser", 1)
    if words <= 40 and ((not vocabulary.isdisjoint(FORM_WORDS) and is_form_notice(head)) or is_template(head)):
        return Sign("furniture", FORM_REASON, 4)
    if words <= 12 and _VOTES.match(lowered) and not lowered.startswith("comment"):
        return Sign("furniture", "a counter of votes, views or reading time", 3)
    return None


def remnant_sign(unit: Unit, head: str, vocabulary: frozenset[str]) -> Sign | None:
    """Legal notices, remnants of code, and where the readers' comments begin.

    Args:
        unit: the line.
        head: its first characters.
        vocabulary: its words in small letters.
    """
    words = unit.words
    if (
        words <= 90
        and ("©" in head or not vocabulary.isdisjoint(_LEGAL_WORDS))
        and _LEGAL.search(head[:200] if words > 40 else head)
    ):
        return Sign("furniture", "a legal notice", 10)
    if (
        ("{" in head or "<" in head or "(" in head or "=" in head)
        and _CODE.search(head)
        and (unit.lower_share < 0.9 or unit.is_terminal is False)
        and not unit.is_sentence
    ):
        return Sign("furniture", "a remnant of the page's code", 2)
    if words <= 16 and _COMMENTS.match(head):
        return Sign("comments", "the readers' comments begin or are asked for here", 14)
    return None


def promo_sign(unit: Unit, head: str, vocabulary: frozenset[str]) -> Sign | None:
    """Lines that advertise the outlet's own services.

    Args:
        unit: the line.
        head: its first characters.
        vocabulary: its words in small letters.
    """
    words = unit.words
    if words > 60 or vocabulary.isdisjoint(_PROMO_WORDS):
        return (
            Sign("promo", "it advertises the outlet's own services", 6)
            if words <= 16 and _FOR_MORE.match(head)
            else None
        )
    if words <= 60 and _FOR_MORE.match(head) and (_PROMO.search(head) or words <= 16):
        return Sign("promo", "it advertises the outlet's own services", 6)
    if (
        words <= 40
        and _PROMO.search(head)
        and not (words > 22 and unit.stops == 0 and unit.is_sentence and '"' in head)
    ):
        return Sign("promo", "it advertises the outlet's own services", 6)
    return None
