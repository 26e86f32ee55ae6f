"""Teach a smaller network to do what the whole one does, on unlabelled text.

    python training/distill.py --data DATA --run RUN --start PRUNED --out SMALLER --minutes 60

Learned are the states behind each layer (above all those that other models read: ``TAPPED``) and the answers of every
head, from the text of the training corpora and from articles and releases (``texts.py``). No label is read. Like
``train.py`` a run ends with its time; the average of the weights is exported.
"""

from __future__ import annotations

import argparse
import random
from itertools import islice
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from corpora import Example, label_sets
from loop import Run, set_minutes
from model import FORBIDDEN, WIDTH, Model, sizes_of
from prune import load
from texts import free_texts, text_windows
from torch import Tensor
from train import base_folder, read_all, updates

from onrecord.language._features import PieceEncoder, make_batch

TEXT_WINDOWS = 8  # of articles and releases in one update, beside those of the corpora
CORPUS_WINDOWS = {"tree": 4, "names": 3, "attribution": 3}
DRAWN_TOGETHER = 12
ENCODER_RATE, HEAD_RATE = 4e-4, 2e-4
WARM_UP = 40
TAPPED = {4: 3.0}  # the layer behind which the reader goes on (``export.py``), and the weight of its states
STATES_WEIGHT = 1.0
# Of the disagreement (relative entropy) of each head.
ANSWER_WEIGHTS = {
    "start": 1.0, "upos": 1.0, "xpos": 0.5, "lemma": 0.5, "arc": 1.0, "deprel": 0.5, "names": 2.0, "attribution": 3.0,
    "link": 0.2,
}  # fmt: skip


def disagreement(ours: Tensor, theirs: Tensor, where: Tensor) -> Tensor:
    """Relative entropy of two heads' answers, a mean over some words."""
    if not where.any():
        return ours.new_zeros(())
    target = F.log_softmax(theirs[where].float(), -1)
    return F.kl_div(F.log_softmax(ours[where].float(), -1), target, log_target=True, reduction="batchmean")


def answers(model: Model, words: Tensor, heads: Tensor | None) -> dict[str, Tensor]:
    result = {name: getattr(model, name)(words) for name in ("start", "upos", "xpos", "lemma", "names", "attribution")}
    result["arc"], rooted = model.arcs(words)
    result["link"] = model.links(words)
    if heads is not None:
        result["deprel"] = model.deprels(words, rooted, heads)
    return result


def losses(model: Model, teacher: Model, examples: list[Example]) -> dict[str, Tensor]:
    batch = make_batch([example.window for example in examples])
    arrays = [torch.from_numpy(a) for a in (batch.ids, batch.shapes, batch.quotations, batch.paragraphs)]
    first = torch.from_numpy(batch.first_piece).unsqueeze(-1).expand(-1, -1, WIDTH)
    inside = torch.from_numpy(batch.words)
    pieces = arrays[0] != 0
    with torch.autocast("cpu", dtype=torch.bfloat16):
        with torch.no_grad():
            their_states = teacher.encoder.states(*arrays)
            their_words = torch.gather(their_states[-1], 1, first)
            theirs = answers(teacher, their_words, None)
            sentence = (theirs["start"][..., 1] > theirs["start"][..., 0]).cumsum(1)
            apart = (sentence.unsqueeze(2) != sentence.unsqueeze(1)) | ~inside.unsqueeze(1)
            apart = torch.cat([torch.zeros_like(apart[..., :1]), apart], 2)
            theirs["arc"] = theirs["arc"].float().masked_fill(apart, FORBIDDEN)
            heads = theirs["arc"].argmax(-1)
            theirs["deprel"] = answers(teacher, their_words, heads)["deprel"]
        our_states = model.encoder.states(*arrays)
        ours = answers(model, torch.gather(our_states[-1], 1, first), heads)
    ours["arc"] = ours["arc"].float().masked_fill(apart, FORBIDDEN)
    for one in (ours, theirs):
        one["link"] = one["link"].float().masked_fill(~inside.unsqueeze(1), FORBIDDEN)
    result = {}
    for number in range(1, len(our_states)):
        where, mine, target = pieces, our_states[number], their_states[number]
        if number == len(our_states) - 1:  # only words are looked at
            where, mine, target = inside, torch.gather(mine, 1, first), their_words
        target = target[where].float()
        off = (mine[where].float() - target) ** 2
        share = off.mean() / target.var(0).mean()
        result[f"states {number}"] = STATES_WEIGHT * TAPPED.get(number, 1.0) * share
    tagged = inside & (theirs["attribution"].argmax(-1) > 0)
    for name, weight in ANSWER_WEIGHTS.items():
        result[name] = weight * disagreement(ours[name], theirs[name], tagged if name == "link" else inside)
    return result


def all_updates(data: Path, pieces: PieceEncoder, labels: dict[str, list[str]], seed: int):
    texts = text_windows(free_texts(data), pieces, random.Random(f"{seed}-texts"))
    order = random.Random(f"{seed}-order")
    corpora = updates(read_all(data, pieces, labels, clean=False), seed, CORPUS_WINDOWS)
    while True:
        drawn = sorted(islice(texts, TEXT_WINDOWS * DRAWN_TOGETHER), key=lambda e: e.window.size)
        parts = [drawn[i * TEXT_WINDOWS : (i + 1) * TEXT_WINDOWS] for i in range(DRAWN_TOGETHER)]
        order.shuffle(parts)
        for part in parts:
            yield part + next(corpora)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="the whole network's run")
    parser.add_argument("--start", type=Path, required=True, help="folder of the pruned network, or of an earlier run")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    set_minutes(options.out, options.minutes)
    teacher, labels = load(options.run)
    if labels != label_sets(options.data):
        raise SystemExit("the corpora have other labels than the network")
    (options.out / "labels.json").write_text((options.run / "labels.json").read_text())
    held = torch.load(options.start / "checkpoint.pt", weights_only=True)
    model = Model(labels, sizes_of(held["model"]))
    model.load_state_dict({**held["model"], **held["average"]})
    model.eval()  # nothing is dropped: the answers are to be the same
    pieces = PieceEncoder.from_file(base_folder() / "tokenizer.json")

    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.") and "chain" not in n]
    encoder = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "full": ENCODER_RATE * options.rate},
            {"params": heads, "full": HEAD_RATE * options.rate},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.0,
        fused=True,
    )
    trained = {n: p for n, p in model.named_parameters() if p.requires_grad and "chain" not in n}
    run = Run(model, optimiser, options.out, trained, WARM_UP)
    learnt = all_updates(options.data, pieces, labels, options.seed)
    run.learn(learnt, lambda examples: losses(model, teacher, examples))


if __name__ == "__main__":
    main()
