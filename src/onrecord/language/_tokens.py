"""A rule tokeniser in the manner of UD English EWT, with exact offsets.

The text is never rewritten: characters that differ only typographically are mapped one to one before matching, so
the offset map is the identity. ``normal_form`` gives the plain spelling of a token for look-ups and for the encoder.
"""

from __future__ import annotations

import re

# One character becomes one character, so that offsets stay valid. Invisible characters become U+2060 (word joiner),
# which may stand inside a word and is dropped from its normal form.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_JOINER = "\u2060"
_SPACES = (
    "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_MATCHING = str.maketrans(
    {
        **dict.fromkeys(_INVISIBLE, _JOINER),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys("\u2019\u02bc\u2018\u2032\uff07", "'"),
        **dict.fromkeys("\u2010\u2011\u2012", "-"),
    }
)
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u2032\u201b\u201a", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012", "-"),
        "\u2013": "-",
        "\u2014": "--",
        "\u2026": "...",
        **dict.fromkeys(_INVISIBLE, None),
    }
)


def words_of(listed: str) -> frozenset[str]:
    """Return the words of a list parted by spaces."""
    return frozenset(listed.split())


# Abbreviations that keep their stop inside a sentence. "Title" ones are followed by a name, so never end a sentence.
TITLE_ABBREVIATIONS = words_of(
    "adm amb atty brig capt cmdr col cpl dr drs fr gen gov hon insp lt maj messrs mr mrs ms msgr mt pres prof rep reps"
    " rev sec sen sens sgt spc sr st supt"
)
OTHER_ABBREVIATIONS = words_of(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    " ala ariz ark calif colo conn del fla ga ill ind kan ky md mass mich minn miss mo mont neb nev okla ore pa tenn"
    " tex va vt wash wis wyo ave bldg blvd bros co corp dept dist ed eds est et etc ext ft hwy inc jr llc ltd mfg"
    " no nos op pp rd univ viz vol vols vs al approx assn assoc cf pty plc ph.d fig"
)
_BEFORE_A_NAME = words_of("dr mr mrs ms gen sen gov lt col capt prof st ft mt s n")
_MONTHS = words_of("jan feb mar apr jun jul aug sep sept oct nov dec")
# Also ordinary English words: an abbreviation only when capitalised and something fitting follows on the line.
_ONLY_CAPITALISED = words_of(
    "mar sat sun mon ill ind mass miss ore wash del ark fig no co ed op pa mo fri est ext gen rep col sec fr hon"
)

_URL = (
    r"(?:https?://|www\.|mailto:|ymsgr:)[^\s<>\"'\u201c\u201d]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|gov|edu|mil|info|html?|uk|cn|ru|tv|(?i:doc|xls|pdf))(?![\w-])"
    r"|\w{1,63}@\w{1,63}(?!\w)|\.(?:doc|xls|pdf)(?!\w)|(?<!\w)[#@][A-Za-z]\w{1,63}"
    r"|[\w#%~!-]{1,63}\.(?i:doc|xls|pdf|url)(?!\w)"  # names of files
    r"|(?:alt|comp|misc|rec|sci|soc|talk)(?:\.[a-z][a-z-]{0,63}){1,6}(?![\w-])"
    r"|[a-z]{2,63}(?:\.[a-z][a-z-]{1,63}){2,6}(?![\w-])"  # groups of Usenet
)
_LETTER = r"[^\W\d_]"
_MARKED = rf"(?:{_LETTER}|[\u0300-\u036f{_JOINER}])"
_NOTE = (
    r"(?<=[a-z]{2}[.!?])\d{1,3}(?=\s+[\"'\u2018\u201c(]?[A-Z]|\s*\Z)"
    r"|(?<=[a-z][.,!?][\"'\u2019\u201d])\d{1,3}(?=\s|\Z)"
    r"|(?<=[\w.!?,;:\"'\u2019\u201d\])])\[(?:\d{1,3}|note\s\d{1,2}|citation\sneeded)\](?!\w)"
)
"""The mark of a footnote, glued to what it is about ("… to resume them.1 Paparo said", "a civil airship.[12]")."""
_TOKEN = re.compile(
    rf"""(?P<plain>{_LETTER}++(?=[ \n,]))  # most tokens: none of what follows but a word can begin so
    |(?P<note>{_NOTE})
    |(?P<url>{_URL})
    |(?P<dotted>(?:{_LETTER}\.){{2,}}(?!\w)|Ph\.D\.|(?:{_LETTER}\.){{1,8}}{_LETTER}(?![\w.']))
    |(?P<brand>Yahoo!(?!!))
    |(?P<face>(?<!\S)(?:\^_+\^|-_+-|>?[:;=]['-]?[()DPO/]|[(][:;=]|<3|\.:|:\.|[-=~*+<>|^_\#{{}}]{{3,200}}|[<>]=)(?!\S))
    |(?P<cut_off>(?<!\w)'(?:em|til|cause|tis|twas)(?!\w))
    |(?P<decade>(?:\d\d)?\d0's(?!\w)|(?<!\w)'\d\ds?(?!\w)|(?<!\w)[+.]\d++(?!\w))
    |(?P<phone>(?:1-)?\d{{3}}-\d{{3}}-\d{{4}}(?!\w))
    |(?P<years>[12]\d{{3}}(?=-[12]\d{{3}}(?!\w)))
    |(?P<number>\d++(?:[.,:/]\d++)*+(?:-\d++-\d++|-\d{{4}})?(?:st|nd|rd|th|s)?(?!\w))
    |(?P<mixed>\d++(?:[.,:]\d++)*+(?={_LETTER}{{1,4}}\b))
    |(?P<clitic>(?<=\d)'s(?!\w)|(?<=\w)`s(?!\w))
    |(?P<short>(?:w/out|w/o|b/t|b/c|l/c|s/he|I/C)(?!\w))
    |(?P<broken>(?<!\S)(?!(?i:air|in|it|mid|us|up|on|to|all|one|two)-){_LETTER}{{1,3}}-(?=[\s,\u2013\u2014]))
    |(?P<joined>(?:{_MARKED}|\d){{1,63}}(?:_(?:{_MARKED}|\d){{1,63}}){{1,6}})
    |(?P<middle>(?i:mid)-\d{{2,4}}s?(?!\w))
    |(?P<word>(?:{_MARKED}|\d)+(?:['&](?:{_MARKED}|\d)+)*)
    |(?P<stops>\.?[!?][.!?]{{1,99}}|\.[!?](?![.!?]))
    |(?P<dots>\.{{2,}}|\u2026+\.*+)
    |(?P<dash>-{{2,}}|[\u2013\u2014\u2015])
    |(?P<run>[!?]{{2,}}|\*{{2,}}|_{{2,}}|={{2,}}|~{{2,}}|<{{2,}}|>{{2,}}|\+{{2,}}|\#{{2,}}|\${{2,}}|,{{2,}}|[:;=]['-]?[()DPO](?!\w)|[-=]{{1,30}}+>|<[-=]{{1,30}}+(?![-=])|``|'')
    |(?P<mark>\S)""",
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(?:n't|'(?:s|re|ve|ll|d|m))$")
_SPLIT_WORDS = {
    **dict.fromkeys(
        ("cannot", "gonna", "gotta", "wanna", "gimme", "lemme", "youre", "youll", "youve", "lotta", "outta"), 3
    ),
    **dict.fromkeys(("didnt", "arent", "wasnt", "hasnt"), 3),
    **dict.fromkeys(("dont", "cant", "wont", "aint", "hes", "isnt", "arnt", "itll", "atleast"), 2),
    **dict.fromkeys(("im", "ive", "alot"), 1),
    **dict.fromkeys(("thats", "doesnt", "havent", "theyre", "whats", "theyve", "theyll", "werent"), 4),
    **dict.fromkeys(("couldnt", "wouldnt", "theres", "wheres"), 5),
    "shouldnt": 6,
    "heres": 4,
}
# "its" before these words is "it's" without its mark; "its very", "its only" are as often the possessive.
_ITS_FOR_IT_IS = re.compile(
    r" (?:an?|the|not|been|just|too|like|gonna|going|that|because|about|in|on|to|for|my|your|his|what|really|simply"
    r"|definitely|also|nothing|getting|as|from|between|anyone|easy)(?![\w-])"
)
# Prefixes that EWT leaves joined by their hyphen.
_JOINED_PREFIXES = words_of(
    "e co re pre anti non ex mid multi sub semi uh mm hm un inter intra ultra post pro micro mini bi tri de cross over"
    " counter psycho socio arch meta pseudo hyper"
)
_HYPHENATED = re.compile(rf"{_LETTER}+-{_LETTER}+")
_TRAILING = ".,;:!?)]}'\"\u2019\u201d"
_UNITS = words_of(
    "am pm km kg mm cm mph bn tn pt hrs min sec mb gb m k b h s g x yr ft lb lbs in a p hz"
    " khz mhz ghz hh t mins kw mw gw kwh mwh"
)
_DIVIDED = frozenset(_SPLIT_WORDS) | {"lets", "its"}
_MAX_WORD = 200  # longer runs are cut: no word of any language is so long, and hostile text must stay cheap

Span = tuple[int, int]


def normal_form(raw: str) -> str:
    """Return the plain spelling of a token: straight marks, three stops for an ellipsis, nothing invisible."""
    if raw.isascii():
        return raw
    return raw.translate(_PLAIN) or raw


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Split ``text[start:end]`` into tokens.

    Returns the spans as code-point offsets of the whole text. Linear in the length of the stretch; never raises.
    """
    end = len(text) if end is None else end
    plain = text[start:end].translate(_MATCHING)
    spans: list[Span] = []
    position, length = 0, len(plain)
    match_at = _TOKEN.match
    while position < length:
        if plain[position] in " \n\r":
            position += 1
            continue
        match = match_at(plain, position)
        if match is None:  # a lone whitespace character of another kind
            position += 1
            continue
        kind, stop = match.lastgroup, match.end()
        if kind == "plain" and stop - position <= _MAX_WORD and plain[position:stop].lower() not in _DIVIDED:
            spans.append((position, stop))  # letters alone before a space or a comma: nothing else to ask
        elif kind in ("plain", "word"):
            stop = _add_word(plain, position, min(stop, position + _MAX_WORD), spans)
        elif kind == "url":
            stop = _without_trailing_marks(plain, position, min(stop, position + 2000))
            spans.append((position, stop))
        elif kind == "note":
            pass  # nobody's words
        elif kind == "mixed":
            stop = _add_number_with_unit(plain, position, stop, spans)
        else:
            if plain[position:stop].strip(_JOINER):
                spans.append((position, stop))
        position = stop
    return [(a + start, b + start) for a, b in spans]


def _without_trailing_marks(plain: str, start: int, end: int) -> int:
    while end > start + 1 and plain[end - 1] in _TRAILING:
        end -= 1
    return end


def _add_number_with_unit(plain: str, start: int, end: int, spans: list[Span]) -> int:
    stop = end
    while stop < len(plain) and stop < end + 8 and plain[stop].isalnum():
        stop += 1
    unit = plain[end:stop]
    # "10pm" is "10" and "pm"; but "4G" and "5G" are words of their own.
    if unit.lower() in _UNITS and not (unit in ("G", "g") and end == start + 1):
        spans.append((start, end))
        spans.append((end, stop))
        return stop
    spans.append((start, stop))  # "3D", "20th", "5G"
    return stop


def _add_word(plain: str, start: int, end: int, spans: list[Span]) -> int:
    """Add the word at ``start`` (clitics apart, an abbreviation's stop with it) and return where it ends."""
    word = plain[start:end]
    if not word.isascii() and not word.strip(_JOINER):
        return end
    lower = word.lower()
    cut = _SPLIT_WORDS.get(lower)
    if cut is not None and not (word.isupper() and len(word) < 4):  # "IM" may be an abbreviation
        spans.append((start, start + cut))
        spans.append((start + cut, end))
        return end
    if word in ("Lets", "LETS"):  # "let's" without its mark; in lower case as often the verb
        spans.append((start, start + 3))
        spans.append((start + 3, end))
        return end
    if "'" in word:
        return _add_clitics(word, start, end, spans)
    following = plain[end : end + 1]
    if lower == "its" and _ITS_FOR_IT_IS.match(plain, end):
        spans.append((start, start + 2))
        spans.append((start + 2, end))
        return end
    if following == ".":
        if _keeps_stop(plain, word, lower, start, end):
            spans.append((start, end + 1))
            return end + 1
    elif following == "-" and lower in _JOINED_PREFIXES:
        whole = _HYPHENATED.match(plain, start, min(start + _MAX_WORD, len(plain)))
        if whole is not None:
            stop = whole.end()
            apostrophe = plain[stop : stop + 2]
            if not (apostrophe[:1] == "'" and apostrophe[1:].isalpha()) and plain[stop : stop + 1] != "-":
                spans.append((start, stop))
                return stop
    elif following == "'" and lower.endswith("s"):
        spans.append((start, end))  # the possessive mark of a plural is a token of its own, added by the next match
        return end
    spans.append((start, end))
    return end


def _add_clitics(word: str, start: int, end: int, spans: list[Span]) -> int:
    pieces: list[Span] = []
    stop = end
    while len(pieces) < 3:
        clitic = _CLITIC.search(word, 0, stop - start)
        if clitic is None or clitic.start() == 0:
            break
        pieces.append((start + clitic.start(), stop))
        stop = start + clitic.start()
    spans.append((start, stop))
    spans.extend(reversed(pieces))
    return end


def _keeps_stop(plain: str, word: str, lower: str, start: int, end: int) -> bool:
    """Tell whether the stop after a word belongs to it: initials ("J. Smith"), "Mr.", "Inc."."""
    after = plain[end + 1 : end + 2]
    if after.isupper() and lower in _BEFORE_A_NAME and word[:1].isupper():
        return True  # "Dr.Michael", "S.Korea"
    if after.isdigit() and lower in _MONTHS and word[:1].isupper():
        return True  # "Nov.28"
    if after and not after.isspace() and after not in ",;:)'\"-\u2013\u2014\u201d]":
        return False
    following = plain[end + 1 : end + 3].lstrip()
    if len(word) == 1 and word.isalpha() and word.isupper():
        # An initial: a capital comes before or after; "I." and a closing "A." are left to the sentence.
        return word != "I" and following[:1].isupper()
    if lower in TITLE_ABBREVIATIONS or lower in OTHER_ABBREVIATIONS:
        if not word[:1].isupper() and lower not in ("vs", "etc", "no", "al", "approx", "cf", "pp", "viz", "vol"):
            return False
        if lower == "etc":
            return following[:1].islower() or after in (",", ";", ")")
        if lower == "no":
            return following[:1].isdigit()
        if lower in _ONLY_CAPITALISED:
            return bool(following) and (following[:1].isupper() or following[:1].isdigit() or after in (",", ";"))
        return True
    return False
