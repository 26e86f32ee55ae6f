# ruff: noqa: E501 (the lines of a table cannot be broken)
"""Write the model's card from its manifest and the benchmark's results: no figure in it is typed by hand.

python training/card.py --results benchmarks/results/language.json --package models/onrecord-model-en
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

NO_LICENCE = ("EWN", "PolNeAR")
PACKAGE, CLEAN_PACKAGE = "onrecord-model-en", "onrecord-model-en-clean"
CORPORA = """\
| corpus | what it teaches | licence | what that means |
|---|---|---|---|
| UD English EWT, train | sentences, parts of speech, lemma, tree | CC BY-SA 4.0 | attribution, share alike |
| UD English GUM, train, free genres only | the same | annotations CC BY 4.0; texts CC BY, CC BY-SA, public domain | the non-commercial genres are left out |
| EWN (stanfordnlp/en-worldwide-newswire), train | names | **none stated**; articles copyrighted | a judgement call, see above |
| CrossNER politics, train and dev | names | MIT; Wikipedia text CC BY-SA | attribution, share alike |
| UNER English-EWT, dev | names | CC BY-SA 4.0 | attribution, share alike |
| wikigold | names | CC BY 4.0 | attribution |
| PolNeAR, train | attributions | **none stated**; articles copyrighted | a judgement call, see above |
| base encoder all-MiniLM-L6-v2 | | Apache-2.0 | |
"""


FULL_LICENCE = (
    "**Two corpora state no licence (EWN for names, PolNeAR for attributions).** No text or annotation of theirs is in"
    f" this package. Who must avoid such sources takes the variant without both, `{CLEAN_PACKAGE}`"
    " (`training/train.py --clean`)."
)
CLEAN_LICENCE = (
    f"This is the variant of `{PACKAGE}` **without the two corpora that state no licence** (EWN for names, PolNeAR for"
    " attributions). It tags no attributions: who said what is then found by rules."
)


def cost_of_leaving_out(results: dict[str, Any], clean: bool) -> str:
    """What the variant without the two corpora loses, in a sentence."""
    other = results.get("variants", {}).get("clean")
    if other is None:
        return "" if clean else " What that costs has not been measured."
    pairs = []
    for told, section, key in (
        ("EWT dev LAS", "ewt-dev, raw text", "las"),
        ("GUM dev LAS", "gumfree-dev, raw text", "las"),
        ("EWN dev names F1", "ewn-dev names", "f1"),
        ("own test names F1, unseen half", "own test, unseen half, names", "f1"),
        ("subjects of reporting verbs, %", "own test, unseen half, subjects of reporting verbs", "percent"),
    ):
        own = results.get(section) or results.get(f"{section}, tables and vote")
        pairs.append(f"{told} {own[key]} with them, {other[section][key]} without")
    return (
        f" The cost, measured in `{other['engine']}`: {'; '.join(pairs)}; no attributions. That variant was also trained"
        " for a shorter time (27 minutes against 263), so that of sentences, grammar and verbs part of the difference, or"
        " all of it, is time; that of names is mostly the missing corpus."
    )


BESIDE_THE_NETWORK = (
    "## Beside the network: the reader, and the layers for types of events",
    "",
    "Both are copies of the network's upper layers, trained further, and under the same licence as it. The network's file"
    " is not changed by them, and they belong to this version of it alone.",
    "",
    "- `reader.onnx`, `reader.json`: what words tell of deeds, commitments and lines of communication. Learned from the"
    " annotations in `benchmarks/gold/own_events_*` (halves `open` and `train`), made by this project. Their texts are"
    " releases of the State Department (public domain), a tracker of official statements, and news articles"
    " (copyrighted); no text is in the file. Recipe: `training/events/train_reader.py`; figures:"
    " `training/events/events.json`, `benchmarks/results/events.json`.",
    "- `type_layers.npz`: the type of an event whose two sides are given. Learned from"
    " `training/events/type_examples.tsv` (written for this project, Apache-2.0) and from synthetic event stories"
    " (ahalterman/NGEC, **no licence stated**). Only `benchmarks/events.py` asks it; the product's events do not. Recipe:"
    " `training/events/train_type_layers.py`.",
)

MEASURED_BESIDE = (
    ("ewt-dev, raw text", ("upos", "lemma", "las", "sentences")),
    ("gumfree-dev, raw text", ("upos", "lemma", "las", "sentences")),
    ("ewn-dev names", ("f1",)),
    ("own test, unseen half, names", ("f1",)),
    ("own test, unseen half, subjects of reporting verbs", ("percent",)),
    ("speed", ("words per second of CPU time",)),
)


def peer_table(results: dict[str, Any], peer: dict[str, Any], name: str, note: str) -> list[str]:
    """Our figures and those of another engine or variant."""
    ours = {**results, "ewn-dev names": results["ewn-dev names, tables and vote"]}
    ours["own test, unseen half, names"] = results.get("own test, unseen half, names, tables and vote", {})
    lines = [
        note,
        "",
        f"| measure | {PACKAGE} | {name} |",
        "|---|---|---|",
    ]
    for section, keys in MEASURED_BESIDE:
        for key in keys:
            if key != "lemma" or name == CLEAN_PACKAGE:  # the peer gives no lemmas
                lines.append(f"| {section}, {key} | {ours[section].get(key, '')} | {peer[section][key]} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--package", type=Path, required=True)
    options = parser.parse_args()
    results = json.loads(options.results.read_text(encoding="utf-8"))
    [manifest_file] = options.package.glob("src/*/manifest.json")
    manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    clean = manifest["name"] == CLEAN_PACKAGE
    training = manifest["training"]
    seen = ", ".join(f"{kind} {count:,}" for kind, count in sorted(training["word pieces"].items()))
    lines = [
        f"# {manifest['name']} {manifest['version']}",
        "",
        "Weights with which On Record reads English news: sentences, parts of speech, lemma, tree, names, attributions"
        " (source, cue, content). Data only: an ONNX network, number arrays, word lists, JSON; nothing is pickled, and no"
        " code of this package runs. Every file's SHA-256 sum is pinned in `manifest.json` and checked on loading.",
        "",
        "## Licence: CC BY-SA 4.0, with a warning",
        "",
        "Whether weights are adapted material of the texts they were trained on is unsettled; the safe course with"
        " share-alike treebanks is share-alike weights in a package of their own. "
        + (CLEAN_LICENCE if clean else FULL_LICENCE)
        + cost_of_leaving_out(results, clean),
        "",
        "\n".join(row for row in CORPORA.splitlines() if not clean or not any(name in row for name in NO_LICENCE)),
        "",
        "## Training",
        "",
        (f"{training['before']} then " if "before" in training else "")
        + f"{training['updates']:,} updates in {training['minutes']} minutes on one CPU core"
        f" (word pieces read: {seen}). One seed. Recipe: `training/` of the repository.",
        "",
        "Tuned on training data and on the half of the own test that may be looked at. Development sets were used to"
        " compare variants of the 8-bit storage, of the rules for names and sentence starts, of the averaging of weights, of the sharing of sources between cues, and of scores between a word's places. No test set was trained on or looked at.",
        "",
        "## Figures",
        "",
        f"`{results['command']}`, {results['machine']}; raw text, own tokens and sentences.",
        "",
    ]
    if clean:
        note = "Measured by `benchmarks/language/run.py --beside`; speed at another time, under other load."
        lines += peer_table(results, results["variants"]["clean"], CLEAN_PACKAGE, note)
    else:
        lines += ["| measure | reached | goal | |", "|---|---|---|---|"]
        lines += [
            f"| {name} | {line['reached']} | {line['goal']} | {'met' if line['met'] else '**not met**'} |"
            for name, line in results["goals"].items()
        ]
        if peer := results.get("spaCy CNN trained on the same data"):
            note = (
                "Beside it a spaCy CNN (tagger, parser, names on one encoder; no lemma) trained on the same treebanks and"
                f" names ({peer['training']}; `benchmarks/language/peer_spacy.py`), raw text, own tokens. As two"
                " pipelines with an encoder each (23 CPU minutes), such networks reached LAS 79.8 on EWT test, 81.1 on GUM"
                " test and names 76.8 on EWN test (measured earlier):"
            )
            lines += ["", *peer_table(results, peer, "spaCy CNN", note)]
        agreement = results["8 bits against 32 bits, same highest answer, percent of words"]
        told = ", ".join(f"{head} {value}" for head, value in agreement.items())
        lines += ["", f"8 bits against 32 bits, same highest answer, percent of words: {told}."]
        lines += ["", f"Speed: {json.dumps(results['speed'])}. Load: {json.dumps(results['load'])}."]
    if "reader.onnx" in manifest["files"]:
        lines += ["", *BESIDE_THE_NETWORK]
    lines += [
        "",
        "GUM news dev is two documents. EWT dev: its text (not its trees) was seen by the names head (UNER-EWT dev). Peers' figures stand in"
        " `benchmarks/results/language.json`; those of other test sets are not comparable line by line.",
        "",
        "## Known weaknesses",
        "",
        "- The encoder reads lower case; the shape of a word is a separate input. All-capitals headlines are read worse.",
        "- Attribution follows PolNeAR: beliefs, plans and attitudes are tagged too, not speech alone; only the outermost"
        " of nested attributions; no addressee.",
        "- Probabilities are the network's own and not calibrated.",
        "",
    ]
    (options.package / "README.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
