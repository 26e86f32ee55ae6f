"""Lemmas: a dictionary of form and part of speech first, the learnt edit script only for what it does not know."""

from __future__ import annotations

from collections.abc import Mapping

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
    lemma = edited(form, script)
    if upos == "PROPN":
        return lemma if lemma[:1].isupper() or not form[:1].isupper() else form
    return lemma
