"""Reading English news: tokens, sentences, grammar, names and attributions, with exact offsets.

>>> from onrecord.language import RulesEngine, analyse
>>> [analysis] = analyse([("Mr. Xi agreed. Mr. Biden did too.", [(0, 33)])], engine=RulesEngine())
>>> len(analysis.sentences)
2
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache

from ._model_engine import ModelEngine
from ._model_files import ModelDamaged, ModelNotInstalled, further_file
from ._rules_engine import RulesEngine
from .analysis import (
    ATTRIBUTION_ROLES,
    NAME_LABELS,
    ROOT,
    Analysis,
    Attribution,
    Document,
    Engine,
    Name,
    Region,
    RegionError,
    Sentence,
    TaggedSpan,
    Token,
)

__all__ = [
    "ATTRIBUTION_ROLES",
    "NAME_LABELS",
    "ROOT",
    "Analysis",
    "Attribution",
    "Document",
    "Engine",
    "ModelDamaged",
    "ModelEngine",
    "ModelNotInstalled",
    "Name",
    "Region",
    "RegionError",
    "RulesEngine",
    "Sentence",
    "TaggedSpan",
    "Token",
    "analyse",
    "default_engine",
    "further_file",
]


def default_engine() -> Engine:
    """Return the engine that reads when none is named; its name enters the key under which results are kept.

    It is the trained model where the package ``onrecord-model-en`` is installed, loaded once for each process. Without
    it a message in the log says what is missing, and the rules read.

    Raises:
        ModelDamaged: if the installed model's files are not the pinned ones.
    """
    return _default_engine()


@lru_cache(maxsize=1)
def _default_engine() -> Engine:
    try:
        return ModelEngine()
    except ModelNotInstalled as missing:
        logging.getLogger(__name__).info("%s", missing)
        return RulesEngine()


def analyse(documents: Iterable[Document], *, engine: Engine | None = None) -> list[Analysis]:
    """Read documents.

    Args:
        documents: pairs of a text and its regions, the stretches (code-point offsets) that are to be read.
        engine: what reads them; by default the trained model where its package is installed, else the rules.

    Returns:
        One analysis for each document, in the same order.

    Raises:
        RegionError: if a region lies outside its text.
    """
    return (engine or default_engine()).analyse(documents)
