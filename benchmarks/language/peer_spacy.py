"""A peer for the benchmark: a spaCy CNN (tagger, parser, names) trained on the treebanks and names that we train on.

    python benchmarks/language/peer_spacy.py --out FOLDER --minutes 22
    python benchmarks/language/peer_spacy.py --start-from FOLDER --out FOLDER --minutes 20   # goes on
    python benchmarks/language/run.py --spacy FOLDER

spaCy's usual small network (HashEmbedCNN, width 96, depth 4, no vectors) under one tagger, one morphologizer, one
parser and one names head, all on one shared encoder; averaged weights. Time ends the training. Needs spaCy 3.8.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import time
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(REPOSITORY / "training"), str(REPOSITORY / "src")]

from _corpora import read_jsonl  # noqa: E402 - found by the lines above
from corpora import TREEBANKS, mended_names  # noqa: E402

SENTENCES_TOGETHER = 6
WORDS_AT_ONCE = 1000


def tree_documents(data: Path, vocabulary: Any) -> list[Any]:
    from spacy.tokens import Doc

    result = []
    for corpus in TREEBANKS:
        for document in read_jsonl(data / "language" / f"{corpus}.jsonl.gz"):
            sentences = document["sents"]
            for begin in range(0, len(sentences), SENTENCES_TOGETHER):
                words: list[str] = []
                rows: dict[str, list[Any]] = {name: [] for name in ("spaces", "tags", "pos", "heads", "deps")}
                starts: list[bool] = []
                for sentence in sentences[begin : begin + SENTENCES_TOGETHER]:
                    first = len(words)
                    for i, (form, space, _lemma, upos, xpos, _feats, head, deprel) in enumerate(sentence):
                        words.append(form)
                        starts.append(i == 0)
                        rows["spaces"].append(space)
                        rows["tags"].append(xpos)
                        rows["pos"].append(upos)
                        rows["heads"].append(first + (head - 1 if head else i))
                        rows["deps"].append("ROOT" if head == 0 else deprel)
                made = Doc(vocabulary, words=words, sent_starts=starts, **rows)
                made.set_ents([], default="missing")
                result.append(made)
    return result


def name_documents(data: Path, vocabulary: Any) -> list[Any]:
    from spacy.tokens import Doc

    result = []
    for document in read_jsonl(data / "language" / "ewn-train.jsonl.gz"):
        for block in document["sents"]:
            tokens = mended_names([(form, tag) for form, tag in block])
            tags, previous = [], "O"
            for _, tag in tokens:
                tags.append("B" + tag[1:] if tag[0] == "I" and previous[1:] != tag[1:] else tag)
                previous = tag
            if tokens:
                result.append(Doc(vocabulary, words=[form for form, _ in tokens], ents=tags))
    return result


def untrained(spacy: Any) -> Any:
    """The pipeline before training."""
    nlp = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    encoder = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": 96,
        "depth": 4,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
        "pretrained_vectors": None,
    }
    nlp.add_pipe("tok2vec", config={"model": encoder})
    tagging = {"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}}
    transitions = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "extra_state_tokens": False,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": listener,
    }
    nlp.add_pipe("tagger", config=tagging)
    nlp.add_pipe("morphologizer", config=tagging)
    nlp.add_pipe("parser", config={"model": {**transitions, "state_type": "parser", "hidden_width": 128}})
    nlp.add_pipe("ner", config={"model": {**transitions, "state_type": "ner", "hidden_width": 64}})
    return nlp


def main() -> None:
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.training.batchers import minibatch_by_words

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=22)
    parser.add_argument("--start-from", type=Path, help="go on with the (averaged) weights of this pipeline")
    options = parser.parse_args()
    data = Path(os.environ.get("ONRECORD_DATA") or REPOSITORY.parent / "shared" / "data")
    spacy.util.fix_random_seed(1)
    shuffler = random.Random(1)
    steps_before, minutes_before = 0, 0.0
    if options.start_from:
        nlp = spacy.load(options.start_from)
        told = re.fullmatch(r"(\d+) updates, ([\d.]+) CPU minutes", nlp.meta["description"])
        if told is None:
            raise SystemExit(f"{options.start_from} does not tell how long it was trained")
        steps_before, minutes_before = int(told.group(1)), float(told.group(2))
        shuffler = random.Random(steps_before)
    else:
        nlp = untrained(spacy)
    trees, names = tree_documents(data, nlp.vocab), name_documents(data, nlp.vocab)

    def example(gold: Any) -> Any:
        if gold.has_annotation("DEP"):
            return Example(nlp.make_doc(gold.text), gold)
        return Example(Doc(nlp.vocab, words=[token.text for token in gold]), gold)

    began = time.process_time()
    if options.start_from:
        optimiser = nlp.resume_training()
    else:
        both = [example(gold) for gold in [*shuffler.sample(trees, 900), *shuffler.sample(names, 400)]]
        optimiser = nlp.initialize(lambda: both)  # all labels that occur more than now and then stand in these
    step, used = 0, 0.0
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopped.append(number))  # ends early, and keeps the weights
    print("begins", round((time.process_time() - began) / 60, 1), flush=True)
    while not stopped and time.process_time() - began < 60 * options.minutes:
        golds = [*trees, *shuffler.sample(names, min(len(names), len(trees) * 2))]
        shuffler.shuffle(golds)
        for batch in minibatch_by_words((example(gold) for gold in golds), size=WORDS_AT_ONCE):
            losses: dict[str, float] = {}
            nlp.update(batch, sgd=optimiser, losses=losses, drop=0.1)
            step += 1
            used = time.process_time() - began
            if step % 50 == 0:
                print(step, round(used / 60, 1), {k: round(v, 1) for k, v in losses.items()}, flush=True)
            if stopped or used > 60 * options.minutes:
                break
    nlp.meta["name"], nlp.meta["version"] = "onrecord_peer_cnn", "1"
    nlp.meta["description"] = f"{step + steps_before} updates, {used / 60 + minutes_before:.1f} CPU minutes"
    with nlp.use_params(optimiser.averages):
        nlp.to_disk(options.out)
    print(f"{step} updates")


if __name__ == "__main__":
    main()
