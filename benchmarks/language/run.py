"""Measure the language engine: treebanks, names, attributions, 8 bits against 32, speed and memory.

    python benchmarks/language/run.py                      # the installed model
    python benchmarks/language/run.py --model FOLDER --float FILE --unseen --spacy FOLDER
    python benchmarks/language/run.py --beside clean=FOLDER   # another variant's figures into the same results

Reads the development data (``ONRECORD_DATA`` or ``../shared/data``), prints each figure beside its goal and its peer,
and writes ``benchmarks/results/language.json``. ``--unseen`` also scores the half of the own test that nobody looks at.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _agreement import agreement, session
from _corpora import NAME_LABEL, REPEATED_IN_TRAINING, Named, attributions, names, treebank
from _measures import score_attributions, score_names, score_treebank
from _own_test import items, own_names, subjects

from onrecord.language import Document, Engine, ModelEngine, RulesEngine
from onrecord.language._model_files import installed_folder

REPOSITORY = Path(__file__).resolve().parents[2]
RESULTS = REPOSITORY / "benchmarks" / "results" / "language.json"
CHOSEN = ("person", "organization", "place")
SPEED_ARTICLES = 500
AGREEMENT_DOCUMENTS = 12  # of each kind

# What others reach, and on what; none of these was run here (the spaCy CNN is: --spacy).
PEERS = {
    "CofeNet BERT-base, PolNeAR test, spans exact source / cue / content (published)": [83.2, 75.3, 72.9],
    "PolNeAR annotators among themselves, attribution partial / exact (measured)": [72.8, 59.8],
    "explosion en_udv25_englishewt_trf RoBERTa, EWT test UPOS / LAS (published)": [96.9, 89.4],
}
MEASURED_BESIDE = ("spaCy CNN trained on the same data", "variants")
GOALS = {
    "ewt-dev upos": 96.5,
    "ewt-dev las": 87.0,
    "gumfree-dev upos": 97.5,
    "gumfree-dev las": 88.0,
    "gum news sentence starts": 95.0,
    "ewt-dev lemma": 97.5,
    "ewn-dev names": 86.0,
    "own test names": 92.0,
    "own test persons": 95.0,
    "span exact source": 82.0,
    "span exact cue": 75.0,
    "span exact content": 70.0,
    "attribution partial": 70.0,
    "attribution exact": 56.0,
    "attribution partial, reporting verb": 85.0,
    "direct quotation with the right speaker": 92.0,
    "own test subjects": 97.0,
    "least agreement of 8 and 32 bits": 99.0,
    "words per second": 4500.0,
}


def whole(text: str) -> Document:
    return text, [(0, len(text))]


def lines_of(text: str) -> Document:
    return text, [match.span() for match in re.finditer(r"[^\n]+", text)]


def measure_speed(data: Path, engine: Engine) -> dict[str, float]:
    documents = [lines_of(path.read_text(encoding="utf-8")) for path in sorted((data / "founding").glob("*.txt"))]
    with gzip.open(data / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            documents.append(lines_of(json.loads(line)["text"]))
            if len(documents) >= SPEED_ARTICLES + 3:
                break
    engine.analyse(documents[:3])
    began, cpu = time.perf_counter(), time.process_time()
    words = sum(len(analysis.tokens) for analysis in engine.analyse(documents))
    used, elapsed = time.process_time() - cpu, time.perf_counter() - began
    return {
        "documents": len(documents),
        "words": words,
        "words per second of CPU time": round(words / used),
        "words per second of wall time": round(words / elapsed),
    }


def measure_beside(data: Path, engine: Engine) -> dict[str, Any]:
    """What another engine, or another variant of ours, reaches on the same texts."""
    result: dict[str, Any] = {"engine": engine.name}
    for corpus in ("ewt-dev", "gumfree-dev"):
        gold = treebank(data / "language" / f"{corpus}.jsonl.gz")
        result[f"{corpus}, raw text"] = score_treebank(gold, engine.analyse([whole(d.text) for d in gold]))
    named = names(data / "language" / "ewn-dev.jsonl.gz", REPEATED_IN_TRAINING)
    found = [{(n.start, n.end, n.label) for n in a.names} for a in engine.analyse([whole(d.text) for d in named])]
    result["ewn-dev names"] = score_names(named, found, CHOSEN)
    for half in ("tuning", "unseen"):
        held = items(data, half)
        analyses = engine.analyse([item.document for item in held])
        own = [own_names(item, analysis) for item, analysis in zip(held, analyses, strict=True)]
        gold_names = [Named(item.annotation["id"], item.text, item.names) for item in held]
        result[f"own test, {half} half, names"] = score_names(gold_names, own, CHOSEN)
        result[f"own test, {half} half, subjects of reporting verbs"] = subjects(held, analyses)
    result["speed"] = measure_speed(data, engine)
    return result


def measure_spacy(data: Path, folder: Path) -> dict[str, Any]:
    import spacy

    from onrecord.language.spacy_engine import SpacyEngine

    pipeline = spacy.load(folder)
    return {"training": pipeline.meta["description"], **measure_beside(data, SpacyEngine(pipeline))}


def measure_load(folder: Path) -> dict[str, float]:
    """A fresh process: import, load, read one sentence."""
    program = (
        "import time,sys;t=time.perf_counter();from pathlib import Path;"
        "from onrecord.language import ModelEngine;e=ModelEngine(Path(sys.argv[1]));s=time.perf_counter()-t;"
        "e.analyse([('Mr. Xi met Mr. Biden.',[(0,21)])]);"
        "h=[l for l in open('/proc/self/status') if l.startswith('VmHWM')][0];print(s,int(h.split()[1])/1024)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True).stdout
        for _ in range(3)
    ]
    seconds, megabytes = zip(*[map(float, run.split()) for run in runs], strict=True)
    return {
        "import and load, seconds (best of 3)": round(min(seconds), 2),
        "memory after one sentence, MB": round(max(megabytes)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="folder of the model's files; by default the installed package")
    parser.add_argument("--float", type=Path, help="the 32-bit network, to compare with")
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--no-speed", action="store_true")
    parser.add_argument("--spacy", type=Path, help="a spaCy pipeline (peer_spacy.py), measured in the same run")
    parser.add_argument("--keep", action="store_true", help="with --spacy: measure it alone, keep the other results")
    parser.add_argument("--beside", metavar="NAME=FOLDER", help="measure another variant, keep the other results")
    parser.add_argument("--load-only", action="store_true", help="measure loading again, keep the other results")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    data = Path(os.environ.get("ONRECORD_DATA") or REPOSITORY.parent / "shared" / "data")
    folder = options.model or installed_folder()
    if folder is None:
        raise SystemExit("no model is installed, and none was named with --model")
    if options.load_only:
        kept = json.loads(options.out.read_text(encoding="utf-8"))
        kept["load"] = measure_load(folder)
        print(json.dumps(kept["load"]))
        options.out.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    if options.beside or (options.spacy and options.out.is_file() and options.keep):
        kept = json.loads(options.out.read_text(encoding="utf-8"))
        if options.beside:
            name, _, variant = options.beside.partition("=")
            kept.setdefault("variants", {})[name] = measure_beside(data, ModelEngine(Path(variant)))
        else:
            kept["spaCy CNN trained on the same data"] = measure_spacy(data, options.spacy)
            # Speed is compared within one run only: the machine has other work too.
            kept["speed"] = measure_speed(data, ModelEngine(folder))
            speed = kept["speed"]["words per second of CPU time"]
            goal = GOALS["words per second"]
            kept["goals"]["words per second"] = {"reached": speed, "goal": goal, "met": speed >= goal}
        options.out.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    engine, bare = ModelEngine(folder), ModelEngine(folder, name_layer=False)
    result: dict[str, Any] = {
        "command": "python benchmarks/language/run.py" + (" --unseen" if options.unseen else ""),
        "engine": engine.name,
        "machine": f"{platform.machine()}, one thread, {os.cpu_count()} cores shared with other work",
        "peers": PEERS,
    }
    reached: dict[str, float] = {}

    def show(section: str, values: Any) -> None:
        result[section] = values
        print(section, json.dumps(values), flush=True)

    for corpus in ("ewt-dev", "gumfree-dev"):
        gold = treebank(data / "language" / f"{corpus}.jsonl.gz")
        analyses = engine.analyse([whole(document.text) for document in gold])
        show(f"{corpus}, raw text", score_treebank(gold, analyses))
        scores = result[f"{corpus}, raw text"]
        reached[f"{corpus} upos"], reached[f"{corpus} las"] = scores["upos"], scores["las"]
        if corpus == "ewt-dev":
            reached["ewt-dev lemma"] = scores["lemma"]
            rules = RulesEngine().analyse([whole(document.text) for document in gold])
            kept = ("tokens", "sentences", "sentence starts")
            show("ewt-dev, rules engine", {k: v for k, v in score_treebank(gold, rules).items() if k in kept})
        else:
            news = [i for i, document in enumerate(gold) if "_news_" in document.id]
            show("GUM news dev, raw text", score_treebank([gold[i] for i in news], [analyses[i] for i in news]))
            reached["gum news sentence starts"] = result["GUM news dev, raw text"]["sentence starts"]

    named = names(data / "language" / "ewn-dev.jsonl.gz", REPEATED_IN_TRAINING)
    for label, one in (("tables and vote", engine), ("the network alone", bare)):
        found = [{(n.start, n.end, n.label) for n in a.names} for a in one.analyse([whole(d.text) for d in named])]
        show(f"ewn-dev names, {label}", score_names(named, found, CHOSEN))
        if one is engine:
            show("ewn-dev names, all labels", score_names(named, found, tuple(NAME_LABEL.values()), merge=False))
            reached["ewn-dev names"] = result[f"ewn-dev names, {label}"]["f1"]

    for half in ("tuning", "unseen") if options.unseen else ("tuning",):
        held = items(data, half)
        gold_names = [Named(item.annotation["id"], item.text, item.names) for item in held]
        for label, one in (("tables and vote", engine), ("the network alone", bare)):
            analyses = one.analyse([item.document for item in held])
            found = [own_names(item, analysis) for item, analysis in zip(held, analyses, strict=True)]
            show(f"own test, {half} half, names, {label}", score_names(gold_names, found, CHOSEN))
            if one is engine:
                show(f"own test, {half} half, subjects of reporting verbs", subjects(held, analyses))
        if half == "unseen":
            reached["own test names"] = result["own test, unseen half, names, tables and vote"]["f1"]
            reached["own test persons"] = result["own test, unseen half, names, tables and vote"]["by label"]["person"]
            reached["own test subjects"] = result["own test, unseen half, subjects of reporting verbs"]["percent"]

    attributed = attributions(data / "statements" / "polnear_dev.jsonl.gz")
    scores = score_attributions(attributed, engine.analyse([lines_of(document.text) for document in attributed]))
    show("PolNeAR dev", scores)
    for role in ("source", "cue", "content"):
        reached[f"span exact {role}"] = scores[f"span exact {role}"]["f1"]
    reached["attribution partial"] = scores["attribution partial, all"]["f1"]
    reached["attribution exact"] = scores["attribution exact, all"]["f1"]
    reached["attribution partial, reporting verb"] = scores["attribution partial, reporting verb"]["f1"]
    reached["direct quotation with the right speaker"] = scores["direct quotation with the right speaker"]

    if options.float:
        treebanks = [
            whole(document.text)
            for corpus in ("ewt-dev", "gumfree-dev")
            for document in treebank(data / "language" / f"{corpus}.jsonl.gz")[:AGREEMENT_DOCUMENTS]
        ]
        documents = [*treebanks, *[lines_of(document.text) for document in attributed[:AGREEMENT_DOCUMENTS]]]
        tokenizer = (folder / "tokenizer.json").read_text(encoding="utf-8")
        same = agreement(session(folder / "network.onnx"), session(options.float), tokenizer, documents)
        show("8 bits against 32 bits, same highest answer, percent of words", same)
        reached["least agreement of 8 and 32 bits"] = min(same.values())
    if not options.no_speed:
        show("speed", measure_speed(data, engine))
        reached["words per second"] = result["speed"]["words per second of CPU time"]
        show("load", measure_load(folder))
    if options.spacy:
        show("spaCy CNN trained on the same data", measure_spacy(data, options.spacy))
    size = sum((folder / name).stat().st_size for name in json.loads((folder / "manifest.json").read_text())["files"])
    show("size of the model, MB", round(size / 1e6, 1))
    print()
    result["goals"] = {
        name: {"reached": reached[name], "goal": goal, "met": reached[name] >= goal}
        for name, goal in GOALS.items()
        if name in reached
    }
    for name, line in result["goals"].items():
        print(f"{'ok  ' if line['met'] else 'MISS'} {name}: {line['reached']} (goal {line['goal']})")
    result["peak memory of this run, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    if options.out.is_file():  # what was measured beside stays, until it is measured again
        before = json.loads(options.out.read_text(encoding="utf-8"))
        result |= {name: before[name] for name in MEASURED_BESIDE if name in before and name not in result}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
