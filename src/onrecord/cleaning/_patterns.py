"""What a line says about itself: wordings that give its role away wherever it stands.

Every pattern is tried on at most a few hundred characters at each end of a line and has no nested repetition, so the
time is linear in the length of the page whatever stands in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.cleaning._corrections import is_correction
from onrecord.cleaning._dates import find_dates, find_relative_age, without_dates
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._links import is_gallery, is_heading_of_links, is_link, is_sure_link, is_teaser
from onrecord.cleaning._pictures import caption_reason
from onrecord.cleaning._reader_notes import (
    ASKING_REASON,
    ASKING_WORDS,
    FORM_REASON,
    FORM_WORDS,
    asks_reader,
    is_form_notice,
    is_template,
)
from onrecord.records import Role

_I = re.IGNORECASE
NO_WORDS_REASON = "it has no words"
EDITORS_REASON = "a note of the editors about the page"
OFFICE_REASON = "the office that issued it"
OUTLET_REASON = "the outlet's name"
AGENCY_REASON = "the name of an agency and nothing else"
LINK_REASON = "its own label says that it is a link to another story"
_OWNER_REASON = "a name in brackets on a line of its own: the owner of a picture"
_CREDIT_REASON = "the credit of a picture"
PICTURE_REASONS = frozenset({AGENCY_REASON, _CREDIT_REASON, _OWNER_REASON})
"""Reasons of signs that a line names the owner of a picture."""
_LONGEST = 160
"""Words beyond which no line is anything but text, whatever words it has in it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The role a line's own words give it."""

    role: Role
    reason: str
    cost: int = 6
    """How much such a line argues against the text around it being the article: 0 where it often stands inside one."""


def _phrases(text: str) -> frozenset[str]:
    """A list of phrases parted by bars, over several lines."""
    return frozenset(phrase for line in text.split("\n") for phrase in line.strip().split("|") if phrase)


# A pattern is tried only on a line that has one of its words: looking a word up costs a hundredth of a search.
_VIDEO_WORDS = frozenset("browser javascript java script player modal blocker adblocker html5 video".split())
_LEGAL_WORDS = frozenset(
    "copyright rights reproduced terms cookie cookies partners privacy recaptcha trademark external c".split()
)
_CREDIT_WORDS = frozenset(
    (
        "contributed reporting writing editing compiled research translated edited written with includes include "
        "story article report assistance help contributions contributing"
    ).split()
)
_PICTURE_WORDS = frozenset(
    """
    image images photo photos photograph photographs picture pictures foto bild pic pics illustration
    graphic video copyright credit credits source getty afp ap reuters xinhua epa dpa tass shutterstock
    imago anadolu bloomberg efe istock alamy via wikimedia file handout photographed pool shows pictured
    above caption courtesy submitted contributed staff provided supplied illustration
    """.split()
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
_OWN_TEXT = r"(?:story|article|post|report|page|piece)"
_UPDATE_NOTE = re.compile(
    rf"^[\[(*_ –—-]{{0,4}}(?:(?:this|the) {_OWN_TEXT} (?:has been|was|is being|is|will be|continues to be) "
    r"(?:continually |regularly |last )?(?:updated|developing)\b"
    rf"|this (?:developing )?{_OWN_TEXT} (?:was )?last updated\b|this developing {_OWN_TEXT} "
    r"|this is a developing (?:news )?story\b"
    rf"|updated?\b.{{0,45}}?[:.–—-] (?:(?:this|the) )?{_OWN_TEXT} (?:has been |was |is )?(?:last )?updated\b)",
    _I,
)
_EDITORS_NOTE = re.compile(r"^[\[(*_ ]{0,4}(?:editor[’']?s?[’']?|editors[’'])[ -]note\b", _I)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|post|piece|dispatch|coverage|analysis"
    r"|reporting)\b|to this\b|(?:additional |to the )?reporting\b|from [A-Z])"
    r"|\bcontributed(?: (?:to|reporting|research))?[.)]?$"
    r"|^contributing ?: ?(?-i:[A-Z])"
    r"|^\(?(?:additional |extra )?(?:reporting|writing|editing|compiled|research|translated|edited) by\b"
    r"|^[-–— ]{0,4}with (?:assistance|help|contributions|additional reporting|reporting) (?:from|by)\b"
    r"|^(?:with|compiled with|includes?) (?:(?:additional )?(?:reporting|files|inputs?|material|information)"
    r"|agenc(?:y|ies)) .{0,20}(?:from|by|agenc)"
    r"|^\(?(?:additional )?reporting (?:by\b|from (?-i:[A-Z])[^.]{2,60}[.)]{0,2}$)"
    r"|^with (?:agencies|agency inputs|inputs|wires?)\b"
    r"|^this (?:story|article|report) (?:was|is) (?:produced|supplied|provided|first published"
    r"|originally published|written|republished|reported|contributed|published (?:in|from|by))\b",
    _I,
)
_REPUBLISHED = re.compile(
    r"^(?:the )?(?:post|article) .{1,200} (?:appeared first|first appeared|was originally published)", _I
)
_INITIALS_CREDIT = re.compile(r"^(?:[a-z]{1,4}(?:[/, ]{1,3}[a-z]{1,4}){0,5}\s{0,3})?\(([^()]{2,80})\)$")
_INITIALS = re.compile(r"^[a-z]{1,4}(?:[/,]\s?[a-z]{1,4})+\s?\(")
_GLUED_CREDIT = re.compile(
    r"(?<=[a-z0-9.”\")])(?:Image|Photo|Picture|Photograph|Credit|Foto|Bild|Image credit|Photo credit)s?\s?(?::"
    r"|©)\s?\S"
)
_GIVEN_CREDIT = re.compile(
    r"\b(?:submitted|courtesy|contributed|staff|handout|undated) (?:photo|image|picture)s?$"
    r"|\b(?:photo|image|picture|illustration)s? (?:courtesy|provided|supplied)(?: of| by| from)? [A-Z]"
    r"|\bcourtesy of (?-i:[A-Z])",
    _I,
)
PHOTO_CREDIT = re.compile(
    r"(?:\b(?:image|photo|photograph|picture|foto|bild|pic|illustration|graphic|video|copyright|credit"
    r"|source)s?(?: credit| by| courtesy| source| from| illustration)?\s?(?::|©|/)\s?\S|©\s?[A-Z]"
    r"|\| ?© ?(?:19|20)\d\d (?-i:[A-Z])"
    r"|\bgetty images\b|\bafp via\b|\bap photo\b|/ ?(?:ap|afp|reuters|getty|xinhua|epa|dpa|tass|shutterstock"
    r"|imago|anadolu|bloomberg|picture alliance)\b|\b(?:reuters|afp|ap|xinhua|epa|epa-efe|efe|getty|istock"
    r"|shutterstock|alamy|bloomberg|imago(?: images)?)\s?/ ?(?!ipsos|norc|gfk|marist|yougov)[A-Z]"
    r"|\bvia (?:reuters|getty|ap|afp|x/|facebook)\b"
    r"|\bpicture alliance\b|\bshutterstock\b|\bwikimedia commons\b|\bfile (?:photo|picture|image)\b"
    r"|\bhandout\b|\bphoto(?:graph)?(?:s|ed)? by [A-Z]|\bpool photo\b)",
    _I,
)
_FILE_PHOTO = re.compile(
    r"^(?:file ?[-:–—]|file photo\b|in this (?:file )?(?:photo|image|picture|photograph|screengrab|still)\b"
    r"|(?:in )?this (?:[a-z]{3,6}day,? )?(?:(?:[a-z]{3,9}\.? \d{1,2},? )(?:(?:19|20)\d\d,? )?|undated |combination )"
    r"(?:file |handout |aerial |satellite |courtesy |booking |family |pool )?(?:photo|image|picture|photograph|frame"
    r"|still)\b"
    r"|photo(?:graph)? (?:shows|taken|of|from)\b|pictured\b|above[:,]|caption:)",
    _I,
)
_PAGE_CAPTION = re.compile(
    r"^(?:enlarge (?:this )?image|image (?:copyright|caption|source)|media caption|toggle caption"
    r"|hide caption|open this photo in gallery|view image in fullscreen)\b"
    r"|\b(?:image caption|toggle caption|hide caption|media caption)\b|^(?:image|media) ?caption(?-i:[A-Z])",
    _I,
)
_PAGE_CREDIT = re.compile(r"^image (?:copyright|source)\b", _I)
_LEAST_SCENE, _SCENE_SHARE = 8, 0.4
"""Words, and their share without a capital, from which "Photo: …" describes the picture instead of naming its owner."""
# "… the last day of the talks. (AP)" and "… the last day of the talks. Ann Smith": who took the picture.
_CREDIT_BEHIND = re.compile(
    r"[a-z]{3,}[.!?”\"’']{1,2}\s?\((?![Aa]pplause|[Ll]aughter|[Cc]rosstalk|[Ii]naudible|[Mm]ore\b"
    r"|[Ss]ee\b)(?:[A-Z]|handout|foto|photo)[^()!?\d]{0,40}[^()!?.\d]\)$"
    r"|[a-z]{4,}[.!?]\s(?!(?:.{0,30} )?(?:Advertisement|Stories|Profile|Share|Teilen|Lukk|More|Menu|Close|Comments?"
    r"|Policy|Subscribe|Newsletters?|Twitter|Facebook|Email|Anzeige|Werbung)$)"
    r"(?:[A-Z][\w’'-]*\.?\s){0,4}[A-Z][\w’'-]+(?:\s?(?:/|\bfor\b|\bvia\b)\s?[A-Z][\w .’'-]{1,40})?$"
)
_NOT_LEGAL = re.compile(
    r"©(?!.{0,200}\b(?:\d{4}|rights|reserved|inc|ltd|llc|gmbh|terms|copyright|group|limited|network|institute)\b)", _I
)
_OWNER_FIRST = re.compile(r"^© ?[A-Z]")
"""Some pages print the picture's owner before its caption: "© Ann Smith/Agency People wait in line …"."""
_COURTESY = re.compile(
    r"^(?:(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Ii]llustration)s? )?(?:[Cc]ourtesy(?: of)?|[Pp]rovided by) [A-Z]"
    r"|^(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Ii]llustration)s? (?:by|from|via) [A-Z]"
)
_GIVEN_WORDS = ("courtesy", "submitted", "contributed", "provided", "supplied", "staff", "handout", "undated")
_GIVEN_PHOTO = re.compile(r"^(?:submitted|courtesy|contributed) (?:photo|image|picture)", _I)
_FIGURE = re.compile(r"^(?:fig(?:ure)?\.?|photo|exhibit) ?\d{1,2} ?[.:|–—-] ?\S", _I)
_OWNER_ALONE = re.compile(
    r"^\((?!Applause|Laughter|Crosstalk|Inaudible|APPLAUSE|LAUGHTER)[A-Z][\w’'&./ -]{1,50}[^.!?)]\)$"
)
# Who stands where in a picture. "(R)" alone is a party in American news.
_SCENE = re.compile(
    r"\((?:left|right|center|centre|top|bottom)\)|, (?:second |third |far |top |bottom )?(?:left|right|center"
    r"|centre), "
)
SPEECH_MARKS = re.compile('["“”«»]|\\b(?:said|says|told|added)\\b')
_DATED_HEAD = re.compile(r"^(?:last |first )?(?:updated?|published|posted|modified)\b", _I)
_BYLINE = re.compile(
    r"^(?:(?:[Bb]y|BY|(?:[Ww]ritten|[Pp]osted|[Rr]eported|[Pp]ublished) [Bb]y|WRITTEN BY|(?:Story|Text"
    r"|Words) by|Authors?|AUTHORS?|Von|VON|Par|Por|Di)"
    r"\s?[:|]?\s{1,3}(?:the )?(?=[A-ZÀ-ÝŁŚŽ])|(?:Author|Authors)\s?:)"
)
_SIGNED = re.compile(
    r"^(?:(?:[Ww]ritten|[Pp]osted|[Rr]eported|[Pp]ublished|[Uu]pdated) )?(?:[Bb]y|BY) (?:the )?"
    r"(?:[A-Z][\w.’'-]{0,24} ){1,4}[A-Z][\w.’'-]{0,24}"
    r"(?:$| ?[,|•·–—]| (?:on|in|at|and|Published|Updated|Posted)\b| [A-Z][a-z]{2,8}\.? \d)"
)
_JOB = (
    r"(?:reporter|correspondent|editor|writer|journalist|columnist|producer|anchor|contributor|author|fellow"
    r"|professor|analyst|bureau chief|commentator|host|photographer|director|researcher|blogger|freelancer|critic"
    r"|intern|co-founder|founder|lecturer|scholar|expert|strategist|lawyer|economist|historian|novelist)"
)
_BIO = re.compile(
    rf"^(?:(?!This |That |It |There )[A-Z][\w’'-]{{2,24}} (?:is|has been) (?:an?|the) [^.]{{0,60}}\b{_JOB}\b"
    rf"|(?:[A-Z][\w.’'-]{{0,24}} ){{1,4}}(?:covers|reports on|writes about) .{{2,80}} (?:for"
    rf"|at) (?:the )?[A-Z]|about the authors?\b|about [A-Z]|(?:[A-Z][\w.’'-]{{0,24}} ){{2,4}}(?:is|was|are"
    rf"|has been|covers?"
    rf"|writes|reports|serves|works|previously|joined)\b.{{0,120}}\b(?:{_JOB}|covers?|coverage|writes|based in"
    rf"|teaches|beat|reports (?:on|for|from)|stories|newsroom|twitter|@\w)|follow (?:him|her|them|[A-Z]\w+) on"
    rf"|(?:he|she|they) (?:is|was|has|can be reached|previously|covers?|holds?|joined"
    rf"|lives)\b.{{0,100}}\b(?:{_JOB}|covers?|coverage|degree|award|graduat|reached at|based in)|(?:follow"
    rf"|contact|reach|email) (?:the (?:author|reporter|writer)|[A-Z]\w+ [A-Z]\w+)\b|contact (?:us|me) at\b"
    rf"|the (?:writer|author) (?:is|was)\b)",
)
_WRITE_TO = re.compile(r"^[—–-]?\s?Write to (?:the author )?[A-Z].{2,160} at \S{2,40}@\S{2,40}\.\w")
_TAGS_LINE = re.compile(
    r"^(?:tags?|topics?|keywords?|filed under|categories|category|related topics|more (?:on|about)(?: this)?"
    r"|themen|schlagwörter|temas|sujets|in|posted in|published in|read more about|explore more topics"
    r"|related tags)\s?:\s{0,3}",
    _I,
)
_TAGS_HEADER = re.compile(
    r"^(?:tags?|topics?|keywords?|filed under|categories|category|related topics|in|themen|schlagwörter|temas"
    r"|topics in this article|more on this story|related tags|article tags)\s?:?$",
    _I,
)
_DATE_WORDS = re.compile(
    r"\b(?:first|last|originally|published|posted|updated?|modified|created|released|issued|revised|date|on"
    r"|at|by|and|the|et|est|edt|gmt|utc|cet|cest|bst|pst|pdt|ct|cst|cdt|ist|jst|hkt|aest|sgt|mt|time|eastern"
    r"|[ap]\.?m\.?|am|pm|uhr|stand|publié|mis à jour|le|à|du|de|del|actualizado|publicado|el|aggiornato"
    r"|pubblicato|il|erschienen|aktualisiert|am|um|local|hrs?|hours|mon|tue|tues|wed|thu|thur|thurs|fri|sat"
    r"|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles"
    r"|jueves|viernes|sábado|domingo|days?|ago|read|min|mins|minutes?|of|no|press release"
    r"|for immediate release|last update|story|article|this|was|has been|in|h|z|m|s|t)\b",
    _I,
)
_LETTERS = re.compile(r"[^\W\d_]")
_SPEAKER_TURN = re.compile(
    r"^(?:[A-Z][A-Z.’' -]{1,40}(?:\([A-Za-z ,.-]{1,60}\))?|Q|A|QUESTION|MODERATOR|Question|Answer|Reporter"
    r"|Moderator)\s?:\s|^Q\s{1,4}[A-Z(—-]"
)
_PLACE_TIME = re.compile(r"^\d{1,2}:\d{2} ?[AaPp]\.?[Mm]\.?(?: \(?(?:[A-Z]{2,5}|[A-Za-z]+ [Tt]ime)\)?)?\.?$")
_OFFICE_LINE = re.compile(
    r"^(?:office of the (?:spokesperson|press secretary|historian)|for immediate release|media note"
    r"|press statement|readout|fact sheet|remarks|spokesperson[’']s? (?:remarks|statement))$",
    _I,
)


_COUNTRY = r"(?:the )?(?:people[’']s )?(?:republic of )?(?-i:[A-Z][\w’']+(?: (?:and )?[A-Z][\w’']+)?)"
_LETTERHEAD = re.compile(
    rf"^(?:the )?(?:office of the (?:president|prime minister)|presiden(?:t|cy) of (?:russia|ukraine|the {_COUNTRY})|"
    rf"government of {_COUNTRY}|(?:socialist |federal )?republic of (?-i:[A-Z]\w+(?: [A-Z]\w+)?)|"
    r"ministry of (?:foreign affairs|external affairs|commerce|(?:national )?defen[cs]e)|prime minister[’']s office|"
    r"directorate of communications|cabinet secretariat|gov\.uk|presidential office|"
    r"u\.?s\.? department of (?:state|commerce|defen[cs]e|war|justice|energy|the treasury)|"
    r"european external action service)"
    rf"(?:(?:,| of) {_COUNTRY})?$",
    _I,
)
"""A line that holds nothing but the name of a government's office."""


def explicit_sign(unit: Unit) -> Sign | None:
    """The role that a line's own words give it, if they do; what stands around it does not matter here."""
    head = unit.head
    lowered = head.strip(" \t:|•·-–—>»").lower()
    if _DURATION.match(head):
        return Sign("furniture", "the length of a video", 1)
    if not _LETTERS.search(head) and not find_dates(head):
        return Sign("furniture", NO_WORDS_REASON, 1)
    if lowered in _FURNITURE_LINES:
        return Sign("furniture", "a control or label of the page", 2)
    if lowered in _NAVIGATION_LINES:
        return Sign("navigation", "an entry of the site's menu", 6)
    if _SKIP_SECTION.match(head) or (_SKIP_LINK.match(head) and not (unit.is_sentence and unit.is_terminal)):
        return Sign("navigation", "a link that skips over a part of the page", 8)
    if _CRUMBS.match(head):
        return Sign("furniture", "the trail of sections above the page, glued to the title and the site's name", 8)
    if unit.words > _LONGEST:
        return None
    return _sign_by_words(unit, head, lowered, frozenset(WORD.findall(unit.plain.lower())))


def _sign_by_words(unit: Unit, head: str, lowered: str, vocabulary: frozenset[str]) -> Sign | None:
    words = unit.words
    if words <= 40 and not vocabulary.isdisjoint(_VIDEO_WORDS) and _VIDEO_NOTICE.search(head):
        return Sign("furniture", "a notice of the video player or the browser", 1)
    if words <= 40 and ((not vocabulary.isdisjoint(FORM_WORDS) and is_form_notice(head)) or is_template(head)):
        return Sign("furniture", FORM_REASON, 4)
    if words <= 12 and _VOTES.match(lowered) and not lowered.startswith("comment"):
        return Sign("furniture", "a counter of votes, views or reading time", 3)
    if "©" in head[:3] and words <= 60 and _OWNER_FIRST.match(head) and _NOT_LEGAL.match(head):
        if words >= _LEAST_SCENE and unit.lower_share >= _SCENE_SHARE:
            return Sign("caption", "a picture's caption with its owner before it", 1)
        if words <= 4:
            return Sign("credit", _CREDIT_REASON, 1)
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
    note = _note(unit, head)
    if note is not None:
        return note
    if (
        words <= 45
        and not vocabulary.isdisjoint(_CREDIT_WORDS)
        and (_CONTRIBUTED.search(head) or _CONTRIBUTED.search(unit.tail))
    ):
        return Sign("credit", "it names who contributed to the report", 1)
    if _REPUBLISHED.match(head):
        return Sign("credit", "it says where the article first appeared", 3)
    if (
        words <= 12
        and (agencies := _INITIALS_CREDIT.match(unit.plain.replace("\xa0", " ")))
        and _names_agencies(agencies.group(1), agencies.group(0))
    ):
        return Sign("credit", "initials of the writers and the agencies the report draws on", 1)
    return _sign_of_part(unit, head, vocabulary)


def _sign_of_part(unit: Unit, head: str, vocabulary: frozenset[str]) -> Sign | None:
    words = unit.words
    if words <= 90 and not vocabulary.isdisjoint(ASKING_WORDS) and asks_reader(head):
        return Sign("promo", ASKING_REASON, 6)
    if 3 <= words <= 40 and is_sure_link(head) and not (unit.is_sentence and unit.stops > 1):
        return Sign("related", LINK_REASON, 2)
    if words <= 14 and is_heading_of_links(head):
        return Sign("related", "a heading above links to other stories", 12)
    if words <= 30 and is_link(head) and not (unit.is_sentence and unit.stops >= 1):
        return Sign("related", "a link to another story", 2)
    if words <= 40 and (_TAGS_HEADER.match(head) or _TAGS_LINE.match(head)):
        return Sign("tags", "the page's own keywords", 4)
    if _PLACE_TIME.match(head):
        return Sign("dateline", "the hour at which it was said", 1)
    if (words <= 6 and _OFFICE_LINE.match(head)) or (words <= 10 and _LETTERHEAD.match(head)):
        return Sign("byline", OFFICE_REASON, 0)
    dated = _claimed_date(unit, head)
    if words <= 24 and _SIGNED.match(head) and (dated is not None or find_dates(head)):
        return Sign("byline", "it names who signed the article, and when", 2)
    if dated is not None:
        return dated
    if words <= 10 and head[:15].lower() == "media playback ":
        return Sign("furniture", "the player's own notice", 1)
    if words <= 7 and _PAGE_CREDIT.match(head):
        return Sign("credit", _CREDIT_REASON, 1)
    if words <= 60 and _PAGE_CAPTION.search(head):
        return Sign("caption", "the page's own label says that it is a picture's caption", 1)
    if words <= 6 and _OWNER_ALONE.match(unit.plain):
        return Sign("credit", _OWNER_REASON, 1)
    if words <= 60 and _FIGURE.match(head):
        return Sign("caption", "the number of a figure", 1)
    if 3 <= words <= 30 and unit.plain.endswith(" (") and unit.plain[:1].isupper() and unit.lower_share >= _SCENE_SHARE:
        return Sign("caption", "cut off before the brackets around its credit", 1)
    if 4 <= words <= 20 and is_gallery(head) and not unit.is_terminal:
        return Sign("related", "a link to pictures or a video", 2)
    if 8 <= words <= 70 and unit.lower_share >= 0.4 and _CREDIT_BEHIND.search(unit.plain[-90:]):
        return Sign("caption", "a sentence with the name of the picture's owner behind it", 2)
    if 6 <= words <= 50 and _SCENE.search(unit.plain) and not _is_spoken(unit.plain):
        return Sign("caption", "it says who stands where in a picture", 2)
    reason = caption_reason(unit)
    if reason is not None:
        return Sign("caption", reason, 1)
    if words <= 70 and _has_glued_credit(unit.plain):
        return Sign("caption", "a picture's caption with its credit glued to it", 1)
    if words <= _LONGEST_CAPTION and (
        not vocabulary.isdisjoint(_PICTURE_WORDS) or ("©" in unit.plain and _NOT_LEGAL.search(unit.plain))
    ):
        caption = _caption(unit, head)
        if caption is not None:
            return caption
    if words <= 8 and not unit.is_terminal and _COURTESY.match(head) and not _BYLINE.match(head):
        return Sign("credit", _CREDIT_REASON, 1)
    if words <= 14 and not unit.is_terminal and _BYLINE.match(head):
        return Sign("byline", "it names who signed the article", 2)
    if is_teaser(unit.plain):
        return Sign("related", "a headline glued to its subject or said twice: a link to another story", 2)
    if words <= 40 and _WRITE_TO.match(head):
        return Sign("bio", "how to write to the authors", 2)
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


def _is_spoken(text: str) -> bool:
    """Whether a line holds speech: there "right" agrees with somebody."""
    return SPEECH_MARKS.search(text) is not None or text.endswith("?") or "Oh, right" in text or is_speaker_turn(text)


def _has_glued_credit(text: str) -> bool:
    glued = _GLUED_CREDIT.search(text) if ":" in text or "©" in text else None
    return glued is not None and len(text[glued.end() :].split()) <= 12


def is_bio(unit: Unit) -> bool:
    """Whether a line reads like the note about an author (only believed after or before the article)."""
    return 5 <= unit.words <= 160 and _BIO.match(unit.head) is not None


def is_speaker_turn(text: str) -> bool:
    """Whether a line opens a turn of a transcript: ``MR. DEESE: …``, ``QUESTION: …``."""
    return _SPEAKER_TURN.match(text[:120]) is not None


def _note(unit: Unit, head: str) -> Sign | None:
    """Notes of the editors: what they correct, or that the page was brought up to date."""
    if is_correction(unit, head):
        return Sign("correction", "the outlet's own correction or clarification", 0)
    if unit.words <= 30 and _UPDATE_NOTE.match(head):
        return Sign("furniture", "a note that the page was brought up to date", 1)
    if unit.words <= 60 and _EDITORS_NOTE.match(head):
        return Sign("furniture", EDITORS_REASON, 1)
    return None


_AGENCY_WORDS = frozenset(
    (
        "ap afp reuters dpa epd kna sid upi xinhua kyodo tass efe ansa pti ani ians yonhap bloomberg apn afpe "
        "rtr jiji cna pa anadolu aa interfax ria ap/reuters"
    ).split()
)


def _names_agencies(text: str, whole: str) -> bool:
    if _INITIALS.match(whole):
        return True
    parts = [part.strip().lower() for part in re.split(r"[,/;&]| and ", text)]
    return bool(parts) and sum(
        part in _AGENCY_WORDS or part.split(" ")[0] in _AGENCY_WORDS for part in parts
    ) * 2 >= len(parts)


_OFFICE_WORDS = re.compile(r"(?i)\b(?:(?-i:[A-Z]{2,6}) )?press (?:team|office|service|release|department)\b")
"""Who issued a release, on the line of its date: ``03.07.2025 EEAS Press Team``."""


_FIGURES = re.compile(r"\d ?%|[$€£¥]|\d[.,]\d")


def _claimed_date(unit: Unit, head: str) -> Sign | None:
    if unit.words > 22:
        return None
    if not find_dates(head) and find_relative_age(head) is None:
        return None
    left = _OFFICE_WORDS.sub(" ", _DATE_WORDS.sub(" ", without_dates(head)))
    if "\t" in head and _FIGURES.search(left):
        return None  # a row of a table
    if len(_LETTERS.findall(left)) <= 3 or (_DATED_HEAD.match(head) and unit.words <= 14):
        return Sign("claimed_date", "a date that the page claims for itself", 1)
    return None


_LONG_CAPTION, _LONGEST_CAPTION = 70, 110
"""Words: some agencies tell the whole story below a picture, and say whose picture it is."""
_AGENCY_PHOTO = re.compile(
    r"\((?:AP Photo|Photo by|AP Images|(?:[A-Z][\w.’' -]{1,40} ?/ ?)(?:AP|AFP|Reuters|Getty))\b[^()]{0,60}\)$"
)


def _caption(unit: Unit, head: str) -> Sign | None:
    """A photo credit makes a line a caption, or a credit where nothing else stands in it."""
    if _FILE_PHOTO.match(head) and unit.words >= 4:
        return Sign("caption", "it describes a picture", 1)
    if unit.plain.endswith(")") and unit.words >= 4 and _AGENCY_PHOTO.search(unit.plain[-90:]):
        return Sign("caption", "a picture's caption with its credit", 1)
    if unit.words > _LONG_CAPTION:
        return None
    matches = list(PHOTO_CREDIT.finditer(unit.plain)) if len(unit.plain) <= 800 else []
    if len(unit.plain) <= 800 and any(word in unit.plain.lower() for word in _GIVEN_WORDS):
        matches = sorted([*matches, *_GIVEN_CREDIT.finditer(unit.plain)], key=lambda match: match.span())
    if not matches:
        return None
    first, last = matches[0], matches[-1]
    before = unit.plain[: first.start()].strip(" |([-–—")
    if len(before.split()) >= 4:
        # A credit at the end: few words may follow it, otherwise the line is prose that mentions a picture.
        if len(unit.plain[last.end() :].split()) <= 8 and (unit.words <= 60):
            if (
                unit.is_sentence
                and last.group(0).lower().startswith(("source", "photo of", "video"))
                and ":" not in last.group(0)
            ):
                return None
            return Sign("caption", "a picture's caption with its credit", 1)
        return None
    if before and _GIVEN_PHOTO.match(last.group(0)):
        return Sign("caption", "who is in a picture, with its credit", 1)
    if not before and unit.words >= _LEAST_SCENE and unit.lower_share >= _SCENE_SHARE:
        return Sign("caption", "it describes a picture", 1)
    return Sign("credit", _CREDIT_REASON, 1) if unit.words <= 14 else None
