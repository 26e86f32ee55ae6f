"""Lines in which a page speaks to its reader: it asks for an address or for money, or its forms and embeds report.

Words that advertise elsewhere stand in articles too (``_page_controls.py``); these wordings belong to the page alone.
What the line model takes for the article with a chance of .9 and more stays all the same (``_roles.py``).
"""

from __future__ import annotations

import re

_I = re.IGNORECASE
ASKING_REASON = "it asks the reader to subscribe, to follow or to give"
FORM_REASON = "a notice of one of the page's forms or of something embedded in it"
ASKING_WORDS = frozenset(
    """
    sign subscribe subscribing newsletter newsletters inbox supporting support pitching donating donation contribution
    preferred consider emailed subscribers subscriber subscription agree consent privacy newsletterabonnement
    abonnez inscrivez suscríbete iscriviti abbonati assine follow enjoyed enjoy interest
    """.split()
)
FORM_WORDS = frozenset(
    """
    submission message form again explorer commenting shared scroll inbox password code confirm benutzerkonto
    benutzerkontos passwort aktivierungslink slideshow share
    """.split()
)
_ASKING = re.compile(
    r"\bsign up (?:for|to) (?:our|the|my|[a-z’']{2,20}[’']s?) .{0,60}\b(?:newsletters?|e-?mails?|alerts|briefings?)\b"
    r"|\b(?:newsletters?|news|stories|headlines|updates|reporting|recommendations)\b.{0,80}"
    r"\b(?:your|to your|in your) inbox\b"
    r"|meet your inbox|(?:delivered|sent) (?:straight |directly |right )?to your inbox"
    r"|\bsubscribe to (?:our|the|my) .{0,40}\b(?:newsletter|channel|podcast|magazine)\b"
    r"|preferred source on google"
    r"|\bconsider (?:supporting (?:us\b|our (?:award-winning |independent )?(?:journalism|reporting|work|newsroom))"
    r"|pitching in|making a (?:donation|contribution)"
    r"|becoming an? (?:free |paid |or ){0,3}(?:member|subscriber))"
    r"|\bif you(?:[’']re| are|[’']ve| have)? (?:enjoy(?:ed|ing)?|liked?) (?:this|our) (?:article|story|post|piece)\b"
    r".{0,80}\b(?:support|subscrib|donat|sign up|newsletter|we have a proposition)"
    r"|^follow (?-i:(?:[A-Z][\w.’'-]{1,20} ){1,3})on (?:twitter|facebook|instagram)\b.{0,40}$"
    r"|made possible by .{0,30}(?:subscribers|readers|members) of\b|\breader-supported (?:publication|website|site)\b"
    r"|\bi would like to (?:be emailed|receive e-?mails?)\b"
    r"|^this (?:story|article|content) is available exclusively (?:to|for) .{0,40}\bsubscribers\b"
    r"|^interested in .{2,60}\? add .{2,60} as an interest\b|^get access to .{0,60}\bsubscription"
    r"|\bby (?:submitting|entering|providing|clicking|signing up|subscribing)\b.{0,100}"
    r"\b(?:you agree|i agree|you consent|i acknowledge)\b|\bread our privacy (?:notice|policy)\b"
    r"|\babonnez-vous (?:à|a)\b|\binscrivez-vous (?:à|a) (?:la|notre) newsletter"
    r"|\bsuscríbete a (?:la|nuestra) newsletter"
    r"|\biscriviti alla newsletter|\bassine (?:já|a nossa)\b",
    _I,
)
_FORM = re.compile(
    r"\bthank you!? your (?:submission|message) has been\b"
    r"|\bthere was an? (?:issue|error|problem) (?:with the form|submitting)\b"
    r"|^an error (?:has )?occurred\b.{0,60}try again|using internet explorer\b|^you are commenting using\b"
    r"|^slideshow \(\d{1,3} (?:images?|photos?)\)$|^read or share this story\b|^a post shared by\b"
    r"|^please scroll to the (?:right|left)\b|^check your inbox\b|^reset your password\b"
    r"|^forgot(?:ten)? your password\b|\b(?:enter|send|resend) (?:the|a|your) (?:verification|activation) code\b"
    r"|\bconfirm your e-?mail address\b|\bbenutzerkontos?\b.{0,60}\b(?:angabe|einsehen|e-mail|link)\b"
    r"|\be-mail-adresse ihres benutzerkontos\b|\bpasswort (?:vergessen|neu setzen|zurücksetzen)\b",
    _I,
)
_TEMPLATE = re.compile(r"^\{\*.{0,200}|.{0,200}\*\}$")
"""What stands between such signs was meant to be filled in."""


def asks_reader(head: str) -> bool:
    """Whether a line asks the reader to subscribe, to sign up or to give."""
    return _ASKING.search(head) is not None


def is_form_notice(head: str) -> bool:
    """Whether a line is the notice of a form, an account or an embedded post."""
    return _FORM.search(head) is not None


def is_template(head: str) -> bool:
    """Whether a line is a form's unfilled template."""
    return ("{*" in head or "*}" in head) and _TEMPLATE.match(head) is not None
