"""Lemmas: a dictionary of form and part of speech first, the learnt edit script only for what it does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_REGULAR = re.compile(r"(?i)([a-z]{2,}(?:sh|ss|nk))(?:ed|es)$")
"""Verbs whose stem shows in their spelling: "clashed", "debunked"."""
_AS_WRITTEN = frozenset({"PUNCT", "SYM", "NUM", "X"})


def edited(form: str, script: str) -> str:
    """Apply an edit script to a form: ``K:2:y`` keeps case, cuts two letters and adds "y"; ``=:be`` is "be"."""
    if script.startswith("=:"):
        return script[2:]
    case, count, added = script.split(":", 2)
    base = form if case == "K" else form.lower()
    cut = int(count)
    stem = base[: len(base) - cut] if cut else base
    return (stem + added) or form


def lemma_of(form: str, upos: str, script: str, dictionary: Mapping[str, str]) -> str:
    """Return the lemma of a form (in plain spelling).

    Args:
        form: the token in its normal form.
        upos: its part of speech.
        script: the edit script that the model proposes.
        dictionary: lemmas by "form upos", the form in lower case.
    """
    known = dictionary.get(f"{form.lower()} {upos}")
    if known is not None:
        return known
    if upos in _AS_WRITTEN:
        return form
    if upos == "VERB" and (stem := _REGULAR.match(form)) is not None:
        return stem[1].lower()
    lemma = edited(form, script)
    if upos == "PROPN":
        return lemma if lemma[:1].isupper() or not form[:1].isupper() else form
    return lemma


class Lemmatizer:
    """Finds lemmas as `lemma_of` does, remembering what it has seen (bounded).

    Args:
        scripts: the edit scripts by their numbers.
        dictionary: lemmas by "form upos", the form in lower case.
    """

    _MOST_REMEMBERED = 200_000

    def __init__(self, scripts: Sequence[str], dictionary: Mapping[str, str]) -> None:
        self._scripts, self._dictionary = scripts, dictionary
        self._known: dict[tuple[str, str, int], str] = {}

    def lemma(self, form: str, upos: str, script: int) -> str:
        """Return the lemma of a form in its normal form; ``script``: the number of the script the model proposes."""
        key = form, upos, script
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= self._MOST_REMEMBERED:
                self._known.clear()
            known = self._known[key] = lemma_of(form, upos, self._scripts[script], self._dictionary)
        return known
