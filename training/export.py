"""Turn a checkpoint into the files of the model package, and check the graph against the training code.

    python training/export.py --data DATA --run RUN --out models/onrecord-model-en/src/onrecord_model_en

Writes the 8-bit network (``network.onnx``), tag chains and label scorer (``arrays.npz``), the lemma dictionary, the
labels, the word-piece vocabulary and the manifest with a SHA-256 sum of each. With ``--float`` also
``network-float.onnx``, which evaluation compares with.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import io
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from corpora import TREEBANKS, pack, read_jsonl, read_treebank, read_wikigold
from graph import build
from model import Model, sizes_of
from train import base_folder

from onrecord.language._features import PieceEncoder, make_batch
from onrecord.language._rules_engine import RULES_VERSION

FORMAT = 3
CALIBRATION_WINDOWS = 60  # of treebanks and of names each
SILENT = 20.0  # score of O over all else, of an attribution head without training
READER_TAP, TYPES_TAP = "states_4", "states_2"  # the states that the reader and the layers for types go on from
LARGEST_DIFFERENCE = 1e-3  # of a score, between the float graph and the training code


def lemma_dictionary(data: Path) -> bytes:
    """The commonest lemma of each form and part of speech of the training treebanks, gzipped."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for corpus in TREEBANKS:
        for document in read_jsonl(data / "language" / f"{corpus}.jsonl.gz"):
            for sentence in document["sents"]:
                for form, _space, lemma, upos, *_ in sentence:
                    if lemma != "_" and upos not in ("PUNCT", "SYM", "NUM", "X", "PROPN"):
                        counts[f"{form.lower()} {upos}"][lemma] += 1
    lines = []
    for key, lemmas in sorted(counts.items()):
        best = min(lemmas.items(), key=lambda item: (-item[1], item[0]))[0]
        lines.append(f"{key}\t{best}")
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", mtime=0) as zipped:
        zipped.write("\n".join(lines).encode())
    return held.getvalue()


def largest_inputs(
    model: Model, data: Path, encoder: PieceEncoder, labels: dict[str, list[str]]
) -> dict[str, np.ndarray]:
    """The largest size of each channel that each matrix of the encoder is given, over some training windows."""
    language = data / "language"
    docs = read_treebank(language / "gum-train.jsonl.gz", "gum", encoder, labels)[::6]
    windows = [example.window for example in pack("tree", docs, None)][:CALIBRATION_WINDOWS]
    names_docs = read_wikigold(language / "wikigold.conll.txt.gz", encoder)
    windows += [example.window for example in pack("names", names_docs, None)][:CALIBRATION_WINDOWS]
    found: dict[str, np.ndarray] = {}

    def watch(name: str):
        def hook(_module: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            size = inputs[0].abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found.get(name, size), size)

        return hook

    handles = [
        module.register_forward_pre_hook(watch(f"{name}.weight"))
        for name, module in model.named_modules()
        if name.startswith("encoder.layers.") and isinstance(module, torch.nn.Linear)
    ]
    with torch.inference_mode():
        for window in windows:
            batch = make_batch([window])
            arrays = [batch.ids, batch.shapes, batch.quotations, batch.paragraphs, batch.first_piece]
            model.read(*[torch.from_numpy(a) for a in arrays])
    for handle in handles:
        handle.remove()
    return found


def check(model: Model, network: bytes, data: Path, encoder: PieceEncoder, labels: dict[str, list[str]]) -> float:
    """The largest difference between graph and training code on some development windows."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    docs = read_treebank(data / "language" / "gumfree-dev.jsonl.gz", "gum", encoder, labels)
    largest = 0.0
    names = [output.name for output in session.get_outputs()]
    for window in [example.window for example in pack("tree", docs[:2], None)][:6]:
        batch = make_batch([window])
        arrays = [batch.ids, batch.shapes, batch.quotations, batch.paragraphs, batch.first_piece]
        inputs = dict(zip(("ids", "shapes", "quotations", "paragraphs", "first_piece"), arrays, strict=True))
        graph = dict(zip(names, session.run(names, inputs), strict=True))
        with torch.inference_mode():
            words = model.read(*[torch.from_numpy(a) for a in arrays])
            ours = {name: getattr(model, name)(words) for name in ("start", "upos", "names", "attribution")}
            ours["arcs"], ours["links"], ours["vectors"] = model.arcs(words)[0], model.links(words), words
        largest = max(largest, *(float(np.abs(graph[n] - v.numpy()).max()) for n, v in ours.items()))
    return largest


def kept_reader(package: Path, engine: str) -> dict[str, bytes]:
    """The reader's files of another version whose states this network's are to stand for (``distill.py``)."""
    about = json.loads((package / "reader.json").read_text(encoding="utf-8"))
    about["engine"], about["tap"] = engine, READER_TAP
    return {
        "reader.json": (json.dumps(about) + "\n").encode(),
        "reader.onnx": (package / "reader.onnx").read_bytes(),
    }


def kept_type_layers(package: Path, engine: str) -> bytes:
    """The same of the layers for types of events."""
    with np.load(package / "type_layers.npz", allow_pickle=False) as held:
        arrays = {name: held[name] for name in held.files}
    arrays["engine"], arrays["tap"] = np.asarray(engine), np.asarray(TYPES_TAP)
    written = io.BytesIO()
    np.savez_compressed(written, **arrays)
    return written.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="onrecord-model-en")
    parser.add_argument("--version", required=True)
    parser.add_argument("--before", help="what was trained before the run's own start, for the card")
    parser.add_argument("--last", action="store_true", help="the last weights, not their average over the last updates")
    parser.add_argument("--keep", type=Path, help="package whose reader and type layers read this network's states too")
    parser.add_argument("--float", action="store_true", help="write the 32-bit graph too (not part of the package)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    labels = json.loads((options.run / "labels.json").read_text())
    state = torch.load(options.run / "checkpoint.pt", weights_only=True)
    weights = state["model"] if options.last else {**state["model"], **state["average"]}
    model = Model(labels, sizes_of(weights))
    model.load_state_dict(weights)
    model.eval()
    if not state["seen"].get("attribution"):  # a head that was never trained must not speak: everything is O
        model.attribution[2].weight.data.zero_()
        model.attribution[2].bias.data.copy_(torch.tensor([SILENT, *[0.0] * (len(labels["attribution"]) - 1)]))
        model.attribution_chain.steps.data.zero_()
        model.attribution_chain.first.data.zero_()
    tensors = {name: value.float().numpy() for name, value in model.state_dict().items()}
    vocabulary = (base_folder() / "tokenizer.json").read_text(encoding="utf-8")

    exact = build(tensors, integers=False).SerializeToString()
    encoder = PieceEncoder(vocabulary)
    difference = check(model, exact, options.data, encoder, labels)
    print(json.dumps({"largest difference from the training code": difference}))
    if difference > LARGEST_DIFFERENCE:
        raise SystemExit("the graph does not do what the training code does")

    arrays = io.BytesIO()
    names_steps, names_first = (t.detach().numpy() for t in model.names_chain.scores())
    attribution_steps, attribution_first = (t.detach().numpy() for t in model.attribution_chain.scores())
    np.savez(
        arrays,
        names_steps=names_steps,
        names_first=names_first,
        attribution_steps=attribution_steps,
        attribution_first=attribution_first,
    )
    files = {
        "network.onnx": build(tensors, True, largest_inputs(model, options.data, encoder, labels)).SerializeToString(),
        "arrays.npz": arrays.getvalue(),
        "lemmas.tsv.gz": lemma_dictionary(options.data),
        "labels.json": json.dumps(labels, ensure_ascii=False, indent=0).encode(),
        "tokenizer.json": vocabulary.encode(),
    }
    further = {}
    if options.keep:
        files |= kept_reader(options.keep, f"{options.name}/{options.version}")
        further["type_layers.npz"] = kept_type_layers(options.keep, f"{options.name}/{options.version}+{RULES_VERSION}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in {**files, **further}.items():
        (options.out / name).write_bytes(content)
    if options.float:
        (options.out / "network-float.onnx").write_bytes(exact)
    manifest = {
        "format": FORMAT,
        "name": options.name,
        "version": options.version,
        "weights": "last" if options.last else "average over the last updates",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
        "training": {
            "updates": state["step"],
            "minutes": round(state["used"] / 60, 1),
            "word pieces": state["seen"],
            "heads and inner neurons of each layer": [list(size) for size in sizes_of(weights)],
        },
    }
    if further:
        manifest["further files"] = {name: hashlib.sha256(content).hexdigest() for name, content in further.items()}
    if options.before:
        manifest["training"]["before"] = options.before
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    print(json.dumps({"megabytes": round(sum(map(len, files.values())) / 1e6, 2), **manifest["training"]}))


if __name__ == "__main__":
    main()
