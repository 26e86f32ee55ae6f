# ruff: noqa: E501 (the lines of a table cannot be broken)
"""Write the model's card from its manifest and the benchmark's results: no figure in it is typed by hand.

python training/card.py --results benchmarks/results/language.json --package models/onrecord-model-en
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--package", type=Path, required=True)
    options = parser.parse_args()
    results = json.loads(options.results.read_text(encoding="utf-8"))
    manifest = json.loads((options.package / "src" / "onrecord_model_en" / "manifest.json").read_text(encoding="utf-8"))
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
        " share-alike treebanks is share-alike weights in a package of their own. **Two corpora state no licence (EWN for"
        " names, PolNeAR for attributions).** No text or annotation of theirs is in this package. Who must avoid such"
        " sources should not use these weights: `training/train.py --clean` trains without both (what that costs has not"
        " been measured yet; it leaves no trained attribution head).",
        "",
        CORPORA,
        "## Training",
        "",
        f"{training['updates']:,} updates in {training['minutes']} minutes on one CPU core"
        f" (word pieces read: {seen}). One seed. Recipe: `training/` of the repository.",
        "",
        "Tuned on training data and on the half of the own test that may be looked at. Development sets were used to"
        " compare variants of the 8-bit storage, of the rules for names, and of the sharing of sources between cues. No test set was trained on or looked at.",
        "",
        "## Figures",
        "",
        f"`{results['command']}`, {results['machine']}; raw text, own tokens and sentences.",
        "",
        "| measure | reached | goal | |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {line['reached']} | {line['goal']} | {'met' if line['met'] else '**not met**'} |"
        for name, line in results["goals"].items()
    ]
    agreement = results.get("8 bits against 32 bits, same highest answer, percent of words")
    if agreement:
        told = ", ".join(f"{head} {value}" for head, value in agreement.items())
        lines += ["", f"8 bits against 32 bits, same highest answer, percent of words: {told}."]
    if "speed" in results:
        lines += ["", f"Speed: {json.dumps(results['speed'])}. Load: {json.dumps(results['load'])}."]
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
