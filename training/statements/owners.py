"""Train the choice among the speakers of a quotation that no cue claims (``onrecord.statements._owners``).

    python training/statements/owners.py --data FOLDER [--analyses FILE]

Reads PolNeAR's train part with the installed language model, fits a multinomial logistic regression over the candidates
of each such quotation (one of them is nobody), and writes ``src/onrecord/statements/owners.json``. One core, about four
minutes, nearly all of it reading; ``--analyses`` keeps what was read. The dev part is never touched.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPOSITORY / "benchmarks"), str(REPOSITORY / "src")]

from onrecord.language import Analysis, analyse, default_engine  # noqa: E402
from onrecord.language.quotations import find_quotations  # noqa: E402
from onrecord.statements._items import read_paragraphs  # noqa: E402
from onrecord.statements._owners import LEAST_WORDS, Candidate, candidates, is_claimed, places_of  # noqa: E402
from onrecord.statements._rules import find_attributions  # noqa: E402
from onrecord.statements._tagged import joined  # noqa: E402
from onrecord.statements._transcripts import find_turns  # noqa: E402
from statements import GoldDocument, covered, polnear, text_lines, words_only  # noqa: E402 - found by the line above

TOGETHER = 16
PENALTY = 1.0
"""Weight of the squared weights: the usual one, not tuned."""
STEPS = 800
RATE = 0.05


def read(documents: list[GoldDocument], kept: Path | None) -> list[Analysis]:
    """Analyse the documents, or take the analyses of the same engine from a file."""
    engine = default_engine()
    if kept is not None and kept.exists():
        # the file is our own, written below
        name, analyses = pickle.loads(kept.read_bytes())
        if name == engine.name:
            return list(analyses)
    made: list[Analysis] = []
    for first in range(0, len(documents), TOGETHER):
        part = documents[first : first + TOGETHER]
        regions = [[(start, end) for start, end, _ in text_lines(document.text)] for document in part]
        made += analyse([(d.text, r) for d, r in zip(part, regions, strict=True)], engine=engine)
    if kept is not None:
        kept.write_bytes(pickle.dumps((engine.name, made)))
    return made


def right(document: GoldDocument, option: Candidate, gold: dict[str, frozenset[int]]) -> bool:
    """Tell whether a candidate is the source of a gold attribution."""
    source = option.attribution.source if option.attribution is not None else [option.source or (0, 0)]
    words = words_only(document, covered(document.tokens, source))
    meant = words_only(document, gold["source"])
    if meant and len(words & meant) * 2 >= min(len(words), len(meant)):
        return True
    cue = option.attribution.cue if option.attribution is not None else None
    return cue is not None and bool(covered(document.tokens, [cue]) & gold["cue"])


def examples(document: GoldDocument, analysis: Analysis) -> list[tuple[list[Candidate], list[bool]]]:
    """Return the quotations without a claim, and those that stand alone in their paragraph, with the right answers."""
    text = document.text
    lines = text_lines(text)
    turns = find_turns(text, lines)
    if turns:
        lines = [line for line in lines if line[1] <= turns[0].label[0]]
    regions = [(start, end) for start, end, _ in text_lines(text)]
    quotations = find_quotations(text, regions)
    paragraphs = read_paragraphs(text, analysis, quotations, lines)
    found = joined(text, analysis, paragraphs, quotations, find_attributions(text, paragraphs, quotations, {}))
    places = places_of(paragraphs)
    result = []
    for index, quotation in enumerate(quotations):
        words = sum(len(text[a:b].split()) for a, b in quotation.pieces)
        if quotation.parent is not None or quotation.kind != "speech" or words < LEAST_WORDS:
            continue
        options = candidates(text, index, quotations, places, found, analysis)
        alone = any(option.features.get("attribution, alone") for option in options)
        if not options or (is_claimed(quotation, found) and not alone):
            continue
        tokens = words_only(document, covered(document.tokens, [(quotation.start, quotation.end)]))
        gold = [
            item
            for item in document.attributions
            if len(words_only(document, item["content"]) & tokens) * 2 > len(tokens)
        ]
        result.append((options, [any(right(document, option, item) for item in gold) for option in options]))
    return result


def fit(data: list[tuple[list[Candidate], list[bool]]]) -> dict[str, float]:
    """Fit the weights: the likelihood of any right candidate, of nobody where none is right."""
    names = sorted({name for options, _ in data for option in options for name in option.features})
    place = {name: number for number, name in enumerate(names)}
    rows, groups, answers = [], [], []
    for number, (options, marks) in enumerate(data):
        for option, mark in zip(options, marks, strict=True):
            row = np.zeros(len(names))
            for name, value in option.features.items():
                row[place[name]] = value
            rows.append(row)
            groups.append(number)
            answers.append(mark)
    matrix, group, answer = np.array(rows), np.array(groups), np.array(answers)
    none_right = np.bincount(group, weights=answer, minlength=len(data)) == 0
    weights, mean, spread = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = np.exp(np.clip(matrix @ weights, -30, 30))
        total = 1.0 + np.bincount(group, weights=scores, minlength=len(data))
        good = np.bincount(group, weights=scores * answer, minlength=len(data)) + none_right
        gradient = matrix.T @ (scores / total[group] - scores * answer / good[group]) + PENALTY * weights
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.999 * spread + 0.001 * gradient**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weights[place[name]]), 4) for name in names}


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the development data")
    parser.add_argument("--analyses", type=Path, help="file that keeps the analyses")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "src" / "onrecord" / "statements" / "owners.json")
    options = parser.parse_args()
    documents = list(polnear(options.data / "statements" / "polnear_train.jsonl.gz"))
    data = [row for d, a in zip(documents, read(documents, options.analyses), strict=True) for row in examples(d, a)]
    half = [row for number, row in enumerate(data) if number % 2]
    other = [row for number, row in enumerate(data) if not number % 2]
    from onrecord.statements._owners import chosen

    counts = np.zeros(4, int)
    for train, test in ((half, other), (other, half)):
        learned = fit(train)
        for candidates_here, marks in test:
            best, _ = chosen(candidates_here, learned)
            named = best is not None and marks[candidates_here.index(best)]
            counts += [any(marks), best is not None, named, 1]
    learned = fit(data)
    made: dict[str, Any] = {
        "trained by": "training/statements/owners.py",
        "trained on": "PolNeAR train, quotations that no cue claims or that stand alone",
        "engine": default_engine().name,
        "quotations": int(counts[3]),
        "with a right candidate": int(counts[0]),
        "chosen, two halves": int(counts[1]),
        "rightly": int(counts[2]),
        "weights": learned,
    }
    options.out.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{json.dumps({key: value for key, value in made.items() if key != 'weights'}, indent=1)}\n")


if __name__ == "__main__":
    main()
