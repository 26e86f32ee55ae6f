"""Words that mark a saying: reporting verbs with their forms, what follows them, and what kind of saying they name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.records import CueKind

# What may follow a reporting verb, one letter each:
#   s  a clause, with or without "that"            ("said China had acted")
#   t  a clause with "that"                        ("stressed that China had acted")
#   w  an indirect question                        ("asked whether China had acted")
#   i  an infinitive, its addressee before it      ("pressed Xi to lift sanctions")
#   v  an infinitive of one's own                  ("promised to lift sanctions")
#   n  a thing                                     ("denied the report")
#   c  somebody or something and what it is called ("called the remarks wrong")
#   a  an addressee may come first                 ("told Biden", "assured him")
#   q  quoted words only                           ("laughed")
_TABLE = """
say say s w
tell say s a w i
add say t s
note say t n
state say t s
write say t s
tweet say t s
post say t q
read say q
remark say t
comment say t
observe say t
mention say t
explain say t w
declare announce t s n
announce announce t s n
reveal announce t w n
disclose announce t w n
confirm acknowledge t s n
report say t s n
argue say t s
claim say t s
assert say t s n
contend say t s
maintain say t
insist say t s
stress say t s n
emphasize say t s n
emphasise say t s n
underscore say t s n
underline say t s n
highlight say t n
reiterate say t s n
reaffirm say t n
reconfirm say t n
rip accuse n
direct demand i
repeat say t
recall say t s w
explain say t w
suggest say t s
imply say t s
indicate say t s
signal say t s
hint say t s
point say q
reply say t s q
respond say t q
answer say t q
continue say q
conclude say t s
joke say t q
quip say t q
laugh say q
shout say q t
yell say q t
chant say q
exclaim say q
begin say q
counter say t q
retort say t q
muse say t q
testify say t s
recount say t w n
describe say c w
call say c
label say c
brand say c
dub say c
term say c
deem say c
characterize say c
characterise say c
portray say c
refer say c
liken accuse c
compare accuse c
predict say t s n
forecast say t s n
estimate say t s
speculate believe t s
allege accuse t s
accuse accuse c
blame accuse c
charge accuse t
compliment praise n
criticize accuse n t
criticise accuse n t
condemn accuse n
denounce accuse n
decry accuse n
blast accuse n
slam accuse n
lambaste accuse n
attack accuse n q
mock accuse n q
deride accuse n
rebuke accuse n
chide accuse n
dismiss deny n
reject deny n
deny deny t s n v
dispute deny t n
rebut deny n
refute deny n
acknowledge acknowledge t s n
admit acknowledge t s n
confess acknowledge t q
interrupt say q
brag say t q
email say t q
text say q
scream say q
vent say q
deadpan say q
rail accuse q
opine say t s
telegraph say t
venture say q t
concede acknowledge t s n
recognize acknowledge t n
recognise acknowledge t n
agree agree t
concur agree t
accept acknowledge t
promise promise t s v a
pledge promise t s v n
vow promise t s v n
swear promise t s v
commit promise v
guarantee promise t s
assure promise t s a
reassure promise t s a
offer promise v
announce announce t s n
unveil announce n
ask ask w q i a t
inquire ask w q
question ask w n
wonder ask w q
press demand i w
urge demand i t n
implore demand i q
beg demand i q
encourage demand i n
request demand t i n
demand demand t n i
insist say t s
order demand i t
instruct demand i
propose plan t n v
recommend demand t n
advise demand t i a
appeal demand i
exhort demand i
warn warn t s a n i
caution warn t s a
remind say t a
inform say t a
notify say t a
brief say a
threaten threaten v t n
vow promise t s v
plan plan v
intend plan v
think believe t s
believe believe t s
hope believe t s
fear believe t s
feel believe t s
expect believe t s
doubt believe t s
consider believe c
regard believe c
view believe c
see believe c
praise praise n
laud praise n
hail praise n
applaud praise n
commend praise n
thank praise c
welcome praise n
tout praise t n
congratulate praise c
endorse praise n
lament say t n
complain accuse t
bemoan say n
regret say t n
apologize acknowledge t q
apologise acknowledge t q
express say n
voice say n
convey say t n
outline say n
raise say n
list say n
cite say n
echo say n t
quote say c
discuss say n w
claim say t s
posit say t s
opine say t s
decide announce t
determine announce t
rule announce t
find announce t
show say t
demonstrate say t
proclaim announce t s n
boast say t s
gush say q
elaborate say q
clarify say t w
specify say t w
reason say q
advocate demand n
oppose deny n
affirm say t s n
pronounce say t
teach say t
urge demand i t
plead demand q i
protest accuse t
object accuse t
interject say q
whisper say q t
cry say q
scoff say q
remark say t
venture say q
vouch say t
boom say q
jeer say q
beam say q
fume say q
thunder say q
bellow say q
mutter say q
mumble say q
grumble say q
holler say q
intone say q
sigh say q
snarl say q
bark say q
sneer say q
crow say q
theorize say q
roar say q
crack say q
tease say q
scold say q
admonish say q
lecture say q
guffaw say q
groan say q
gripe say q
grouse say q
whine say q
blurt say q
declaim say q
trumpet say q
cheer say q
marvel say q
enthuse say q
rave say q
"""

_IRREGULAR: dict[str, tuple[tuple[str, ...], str, str]] = {
    # lemma: (finite past forms, past participle, -ing form)
    "say": (("said",), "said", "saying"),
    "tell": (("told",), "told", "telling"),
    "write": (("wrote",), "written", "writing"),
    "read": (("read",), "read", "reading"),
    "think": (("thought",), "thought", "thinking"),
    "feel": (("felt",), "felt", "feeling"),
    "find": (("found",), "found", "finding"),
    "see": (("saw",), "seen", "seeing"),
    "show": (("showed",), "shown", "showing"),
    "swear": (("swore",), "sworn", "swearing"),
    "begin": (("began",), "begun", "beginning"),
    "teach": (("taught",), "taught", "teaching"),
    "quip": (("quipped",), "quipped", "quipping"),
    "admit": (("admitted",), "admitted", "admitting"),
    "rebut": (("rebutted",), "rebutted", "rebutting"),
    "plan": (("planned",), "planned", "planning"),
    "regret": (("regretted",), "regretted", "regretting"),
    "commit": (("committed",), "committed", "committing"),
    "beg": (("begged",), "begged", "begging"),
    "slam": (("slammed",), "slammed", "slamming"),
    "refer": (("referred",), "referred", "referring"),
    "dub": (("dubbed",), "dubbed", "dubbing"),
    "brag": (("bragged",), "bragged", "bragging"),
    "deadpan": (("deadpanned",), "deadpanned", "deadpanning"),
}

# Forms that are as often nouns: never read as verbs after a determiner, an adjective or a possessive.
NOUN_FORMS = frozenset(
    "claim claims report reports state states note notes call calls plan plans promise promises charge charges comment"
    " comments remark remarks answer answers question questions demand demands request requests order orders offer"
    " offers signal signals hint hints rule rules attack attacks praise estimate estimates forecast forecasts fear"
    " fears hope hopes pledge pledges post posts tweet tweets address point points show shows find finds vow vows"
    " threat blame respect joke jokes view views doubt doubts voice voices list lists cause labels label brand brands"
    " term terms repeat reply replies counter counters appeal appeals protest protests object objects reason reasons"
    " welcome thanks warning warnings saying findings feeling finding understanding beginning writing reading meaning"
    " ruling reporting showing press brief cry see commit express relate concern rates rate".split()
)

# Verbs that name a belief or a show of evidence rather than a saying; kept, with less confidence.
SOFT_LEMMAS = frozenset(
    "think believe hope fear feel expect doubt see view consider regard show find plan intend demonstrate"
    " oppose endorse discuss determine decide welcome".split()
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a reporting verb."""

    lemma: str
    kind: CueKind
    frames: frozenset[str]
    form: str
    """``base``, ``s``, ``past``, ``participle`` or ``ing``; a regular past form is ``past`` and serves as both."""

    def takes(self, *frames: str) -> bool:
        """Tell whether any of these frames may follow."""
        return any(frame in self.frames for frame in frames)


def _forms(lemma: str) -> dict[str, str]:
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    forms = {lemma: "base", third: "s"}
    if lemma in _IRREGULAR:
        finite, participle, ing = _IRREGULAR[lemma]
        forms.setdefault(participle, "participle")
        for form in finite:
            forms[form] = "past"
        forms[ing] = "ing"
        return forms
    if lemma.endswith("e"):
        forms[lemma + "d"] = "past"
        forms[lemma[:-1] + "ing"] = "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        forms[lemma[:-1] + "ied"] = "past"
        forms[lemma + "ing"] = "ing"
    else:
        forms[lemma + "ed"] = "past"
        forms[lemma + "ing"] = "ing"
    return forms


@cache
def verbs() -> dict[str, Verb]:
    """Return the reporting verbs by their lower-case form."""
    table: dict[str, tuple[str, set[str]]] = {}
    for line in _TABLE.split("\n"):
        if not line:
            continue
        lemma, kind, *frames = line.split()
        table.setdefault(lemma, (kind, set()))[1].update(frames)
    result: dict[str, Verb] = {}
    for lemma, (kind, letters) in table.items():
        for form, name in _forms(lemma).items():
            result.setdefault(form, Verb(lemma, cast("CueKind", kind), frozenset(letters), name))
    result["saw"] = Verb("see", "believe", frozenset("c"), "past")
    result["found"] = Verb("find", "announce", frozenset("t"), "past")
    return result


# Reporting phrases that are no single verb. The words stand after the subject, the kind behind them.
LONGEST_PHRASE = 5
PHRASES: dict[tuple[str, ...], tuple[str, CueKind, frozenset[str]]] = {
    ("pointed", "out"): ("point out", "say", frozenset("ts")),
    ("points", "out"): ("point out", "say", frozenset("ts")),
    ("pointing", "out"): ("point out", "say", frozenset("ts")),
    ("made", "clear"): ("make clear", "say", frozenset("tw")),
    ("make", "clear"): ("make clear", "say", frozenset("tw")),
    ("making", "clear"): ("make clear", "say", frozenset("tw")),
    ("made", "it", "clear"): ("make clear", "say", frozenset("tw")),
    ("called", "off"): ("call off", "other", frozenset()),
    ("calling", "off"): ("call off", "other", frozenset()),
    ("called", "for"): ("call for", "demand", frozenset("n")),
    ("calls", "for"): ("call for", "demand", frozenset("n")),
    ("calling", "for"): ("call for", "demand", frozenset("n")),
    ("called", "on"): ("call on", "demand", frozenset("i")),
    ("calls", "on"): ("call on", "demand", frozenset("i")),
    ("calling", "on"): ("call on", "demand", frozenset("i")),
    ("called", "upon"): ("call upon", "demand", frozenset("i")),
    ("went", "on", "to", "talk", "about"): ("go on to talk about", "say", frozenset("nw")),
    ("went", "on", "to", "say"): ("go on to say", "say", frozenset("ts")),
    ("goes", "on", "to", "say"): ("go on to say", "say", frozenset("ts")),
    ("shot", "back"): ("shoot back", "say", frozenset("q")),
    ("fired", "back"): ("fire back", "say", frozenset("q")),
    ("fires", "back"): ("fire back", "say", frozenset("q")),
    ("cut", "in"): ("cut in", "say", frozenset("q")),
    ("chimed", "in"): ("chime in", "say", frozenset("q")),
    ("put", "it"): ("put it", "say", frozenset("q")),
    ("expressed", "concern"): ("express concern", "say", frozenset("tn")),
    ("expressed", "concerns"): ("express concern", "say", frozenset("tn")),
    ("raised", "the", "issue"): ("raise the issue", "say", frozenset("n")),
    ("raised", "questions"): ("raise questions", "ask", frozenset("n")),
    ("raised", "objections"): ("raise objections", "deny", frozenset("n")),
    ("raises", "concerns"): ("raise concern", "accuse", frozenset("n")),
    ("raising", "concerns"): ("raise concern", "accuse", frozenset("n")),
    ("raised", "concern"): ("raise concern", "accuse", frozenset("n")),
    ("raised", "concerns"): ("raise concern", "accuse", frozenset("n")),
    ("expressed", "appreciation"): ("express appreciation", "praise", frozenset("n")),
    ("expressed", "gratitude"): ("express appreciation", "praise", frozenset("n")),
    ("expressed", "support"): ("express support", "promise", frozenset("n")),
    ("wanted", "to", "know"): ("want to know", "ask", frozenset("w")),
    ("expressed", "hope"): ("express hope", "believe", frozenset("tn")),
    ("spoke", "of"): ("speak of", "say", frozenset("n")),
    ("spoke", "out"): ("speak out", "say", frozenset("n")),
    ("talked", "about"): ("talk about", "say", frozenset("nw")),
    ("spoke", "about"): ("speak about", "say", frozenset("nw")),
    ("ruled", "out"): ("rule out", "deny", frozenset("n")),
    ("walked", "back"): ("walk back", "deny", frozenset("n")),
    ("laid", "out"): ("lay out", "say", frozenset("n")),
    ("spelled", "out"): ("spell out", "say", frozenset("n")),
    ("issued", "a", "statement", "saying"): ("issue a statement saying", "say", frozenset("ts")),
    ("released", "a", "statement", "saying"): ("release a statement saying", "say", frozenset("ts")),
    ("took", "to", "twitter"): ("take to Twitter", "say", frozenset("q")),
}

PHRASE_STARTS = frozenset(words[0] for words in PHRASES)
