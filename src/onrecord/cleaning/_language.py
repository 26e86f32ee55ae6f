"""Which language a page is in: its script, and the small words that every text of a language is full of."""

from __future__ import annotations

import re
from collections import Counter

_FUNCTION_WORDS = {
    "en": (
        "the of and to in is that for on with was it by he from as at are this be has had not have which but "
        "said his they will"
    ),
    "de": (
        "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus "
        "er hat dass sie nach bei"
    ),
    "fr": (
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son "
        "cette aux"
    ),
    "es": (
        "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque"
    ),
    "it": (
        "di e il la che in a per un è del non una della con i da si le al dei sono come più anche alla ha gli nel lo"
    ),
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu",
    "nl": (
        "de van het een en in is dat op te zijn met voor niet die aan er om ook als bij door maar dan nog werd "
        "wordt naar heeft uit"
    ),
    "id": (
        "yang dan di dengan untuk pada dari dalam ini itu tidak akan oleh juga sebagai adalah telah ke karena mereka"
    ),
    "tr": "ve bir bu için da de ile olarak çok daha olan gibi en ise kadar sonra ancak her değil",
    "pl": "w i na z się do nie że to jest o jak za od po przez przy dla są oraz ale",
    "sv": "och i att det som en på är av för med till den har de inte om ett men var",
    "da": "og i at det er en til på som for med den af de ikke har der et om var",
    "no": "og i det er en til på som for med at av den ikke har de et om var seg",
    "fi": "ja on ei että oli se hän joka mutta myös ovat kun niin kuin ole",
}
_BY_WORD: dict[str, list[str]] = {}
for _language, _words in _FUNCTION_WORDS.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, []).append(_language)
FUNCTION_WORDS = frozenset(_BY_WORD)
"""The small words of all these languages."""
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 3000
"""Characters looked at: function words settle the matter within a paragraph or two."""
_LEAST_SHARE = 0.14
"""Share of function words below which no language is named (running text of these languages has .25 to .45)."""
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.2),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.2),
    ("ru", re.compile("[\u0400-\u04ff]"), 0.3),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.3),
    ("he", re.compile("[\u0590-\u05ff]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.3),
    ("hi", re.compile("[\u0900-\u097f]"), 0.3),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.2),
)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")


def guess_language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, or ``und`` where it cannot be told.

    Args:
        text: running text; the first few thousand characters count.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < 8:
        return "und"
    if not sample.isascii():
        for language, pattern, share in _SCRIPTS:
            if len(pattern.findall(sample)) >= share * letters:
                if language == "ru" and len(_UKRAINIAN.findall(sample)) >= 0.02 * letters:
                    return "uk"
                return language
    counts: dict[str, int] = {}
    for word, times in Counter(words).items():
        for language in _BY_WORD.get(word, ()):
            counts[language] = counts.get(language, 0) + times
    if not counts:
        return "und"
    best = max(sorted(counts), key=lambda language: counts[language])
    return best if counts[best] >= _LEAST_SHARE * len(words) else "und"
