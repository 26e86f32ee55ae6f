"""Words that tell of something undertaken, and where what is undertaken ends."""

from __future__ import annotations

import re

AGREE = frozenset("agree agrees agreed agreeing".split())
PROMISE = frozenset(
    "resolved pledge pledges pledged pledging vow vows vowed vowing promise promises promised promising"
    " undertook undertaken"
    " guarantees guaranteed swore".split()
)
COMMIT = frozenset("commit commits committed committing recommitted".split())
REAFFIRM = frozenset(
    "reaffirm reaffirms reaffirmed reaffirming highlighted underscored expressed affirmed reiterate reiterated"
    " reiterates restated renewed".split()
)
OFFER = frozenset("offered offers proposed proposes".split())
REFUSE = frozenset("refused refuses refusing declined declines declining".split())
ANNOUNCE = frozenset("announced announces announcing".split())
DECIDE = frozenset("decided plans planned intends intended decides".split())
NOUNS = frozenset("agreement deal consensus understanding understandings accord pact".split())
OWN_NOUNS = frozenset("commitment commitments pledge pledges promise promises assurance assurances".split())
REACH = frozenset(
    "reached reach reaches signed struck have has had made announced concluded hammered secured sealed finalized gave"
    " given".split()
)
DENY = frozenset("denied denies deny disputed disputes disputing denying".split())
NEGATIONS = frozenset("not n't never no neither nor without".split())
NOT_A_FACT = frozenset("to would could should may might must will 'll can cannot ca wo".split())
DAY_WORDS = frozenset(
    "on monday tuesday wednesday thursday friday saturday sunday today yesterday last week month in principle".split()
)

# Verbs of what is undertaken. After "will" only WILL_DO is read, so that forecasts and threats are no commitments.
_BOTH_WAYS = (
    "resume restore restart reopen reestablish revive renew establish set create launch open form start begin continue"
    " maintain keep provide send deliver lift remove ease reduce cut expand extend grant give stop halt end"
    " cease refrain"
    " avoid withdraw pull release return repatriate hold host meet visit travel go come discuss negotiate"
    " consult explore"
    " cooperate work collaborate coordinate strengthen deepen support help assist fund invest contribute donate"
    " allocate"
    " sign ratify join buy purchase allow permit implement fulfill fulfil honor comply abide take combat fight counter"
    " protect defend share exchange publish adopt appoint exempt waive roll invite receive accept respect"
    " ensure complete"
    " conduct speak talk facilitate promote advance uphold lower slash suspend pause conclude enhance resolve strive"
)
WILL_DO = frozenset(_BOTH_WAYS.split()) - frozenset(
    "create form start begin take give set keep return pull end work go come accept respect ensure receive deliver"
    " fight host discuss invite sign consult visit travel".split()
)
DO = frozenset(_BOTH_WAYS.split()) | frozenset(
    "increase raise import export sell impose ban block enforce act crack curb control regulate restrict limit prevent"
    " deploy station report submit issue cancel make double triple phase build train welcome carry remain apply"
    " designate"
    " pay terminate commit do be have address pursue seek use develop finalize improve manage tackle step"
    " stabilize".split()
)
MEETING_VERBS = frozenset("meet speak talk visit travel go come".split())
RESUME = frozenset(
    "resume restore restart reopen reestablish revive renew resumption restoring resuming restarting".split()
)
ESTABLISH = frozenset("establish set create launch open form found establishing creating launching setting".split())
CONTINUE = frozenset("continue maintain keep uphold remain extend continuing maintaining abide further".split())
REFRAIN = frozenset(
    "stop halt suspend pause end cease refrain avoid desist abandon drop forgo stopping refraining".split()
)
DISCUSS = frozenset(
    "discuss hold negotiate consult explore meet talk speak consider dialogue discussions talks consultations"
    " visit host"
    " discussing holding meeting speaking go come travel communication".split()
)
VAGUE = frozenset(
    "work strengthen promote enhance deepen advance strive resolve ensure give make seek continue uphold maintain do be"
    " manage improve respect pursue address remain working strengthening promoting deepening advancing maintaining"
    " continuing build develop step cooperate inject stabilize keep collaborate support".split()
)
"""Verbs that undertake nothing definite by themselves."""

FORMULA = re.compile(
    r"(?i)\b(?:do (?:and|or) say|say (?:things|and)|do things|be (?:a|the)\b|relationship|bilateral (?:relations|ties)|"
    r"close(?:ly)? (?:together|coordination)|world peace|common ground|halfway|accountable|rules-based|"
    r"shared (?:values|priorities)|follow up|"
    r"(?:change|exchange)s? (?:of )?views)\b"
)
PLANS = frozenset(
    "plan framework measures steps ceasefire truce resumption restoration deal roadmap establishment creation mechanism"
    " extension reduction reductions suspension pause exchange principles package timetable schedule draft".split()
)
SOFT_OBJECTS = frozenset("need necessity value significance fact idea principle that disagree differ".split())
IMPORTANCE_OF = re.compile(
    r"(?i)\b(?:importance|need|necessity|value) (?:of|to|for) ((?:maintain\w*|continu\w*|keep\w*|strengthen\w*|further)"
    r" (?:\w+ ){0,3}(?:communications?|dialogue|contacts?|discussions?|consultations?|channels?|lines)\b)"
)

STOPS = re.compile(
    r",? according to\b|,? at a time (?:when|of)\b|,? (?:in )?a move\b|,? amid\b|,? (?:he|she|they|it) (?:said|"
    r"added|told)\b|"
    r", (?:said|saying|which|who|while|but|although|though|adding|as part of|the two|the first|a senior|a spokes\w+|"
    r"including|after|following|where|when|should)\b| (?:for|in|to|by|from) which\b|"
    r"\b(?:after|following) (?:the|a|an|about|four|three|two|days|hours|talks|\w+ing)\b|"
    r";|\s[—–-]\s|—|, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3} (?:said|added|told|reported)\b| while\b|"
    r", and (?:\w+ed|the|a|he|she|it|they|we|[A-Z]\w+ (?:said|told|would|will|has|had|is|was))\b| but\b|\?|"
    r",? such as\b| and looks? forward\b|"
    r",? (?:despite|thereby|meanwhile)\b|,? in (?:the )?wake of\b|,? even (?:as|though|if)\b"
)
HOSTILE = re.compile(
    r"(?i)\b(?:halt|stop|suspend|cut|curb|limit|restrict|end|reduc)\w* (?:[\w.-]+ ){0,4}(?:exports?|aid|sales|"
    r"shipments|imports|"
    r"visas|trade|ties|relations|cooperation|talks|contacts|purchases)\b|\b(?:rais|increas|impos|implement|"
    r"enforc|doubl)\w*"
    r" (?:[\w.%-]+ ){0,5}(?:tariffs?|sanctions?|duties|restrictions)\b"
    r"|\b(?:sea of|ashes|rubble|destroy\w*|annihilat\w+|retaliat\w+|fire and fury)\b"
)
"""Measures against the other: a threat or a sanction, not a commitment towards it."""
TALKING = re.compile(r"(?i)\b(?:communicat\w+|dialogues?|contacts?|discussions?|consultations?|talks|talking|phone)\b")
"""Words of keeping in touch: to undertake that is definite."""
CONDITION = re.compile(
    r"\b(?:on (?:the )?condition (?:that|of)|on the basis of|provided that|only if|if|unless|as long as|so long as|"
    r"in exchange for|in return for|contingent (?:up)?on|subject to|on the premise (?:of|that))\b[^.;]{3,160}"
)
CONDITION_ENDS = re.compile(
    r",? according to\b|, (?:which|who|while|but|he|she|it|they|a|the|[A-Z]\w+ said)\b|[\"”]|\s[—–-]\s"
)
VERIFY = re.compile(
    r"(?i)\btrust,? but verify\b|\bverif(?:y|ied|iable|ication)\b[^.;\"”’']{0,60}|\b(?:monitored|inspected|"
    r"audited) by\b"
    r"[^.;]{0,60}|\b(?:international )?inspect(?:ors|ions)\b|\bmonitoring mechanism\b"
)
