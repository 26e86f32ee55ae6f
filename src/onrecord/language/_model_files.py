"""The trained model's files: found in the installed package, checked against their pinned sums, loaded."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ._decode import Chain

# The first that is installed is taken; the second is trained without the corpora that state no licence.
MODEL_PACKAGES = ("onrecord_model_en", "onrecord_model_en_clean")
_FORMAT = 3  # of the model's files; a package of another format is refused


class ModelNotInstalled(RuntimeError):  # noqa: N818 - says what is the matter, not that something broke
    """The package with the trained model is not installed."""


class ModelDamaged(RuntimeError):  # noqa: N818
    """A file of the trained model is missing, was changed, or is of a format that this version cannot read."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """What the engine needs of a model."""

    name: str
    network: bytes
    tokenizer: str
    labels: dict[str, list[str]]
    lemmas: dict[str, str]
    names_chain: Chain
    attribution_chain: Chain
    reader: tuple[str, bytes] | None = None
    """What reads on from the network's inner states (``reading.Reader``): its description, as JSON, and its network."""


def installed_folder() -> Path | None:
    """Return the folder of the installed model package (``MODEL_PACKAGES``), or None where there is none."""
    for package in MODEL_PACKAGES:
        found = importlib.util.find_spec(package)
        if found is not None and found.submodule_search_locations:
            folder = Path(next(iter(found.submodule_search_locations)))
            if (folder / "manifest.json").is_file():
                return folder
    return None


def further_file(name: str) -> bytes:
    """Read a file of the installed model that the engine itself does not need.

    Args:
        name: one of those that the manifest pins under ``further files``.

    Raises:
        ModelNotInstalled: if no installed model holds such a file.
        ModelDamaged: if it does not have its pinned SHA-256 sum.
    """
    folder = installed_folder()
    pins = json.loads((folder / "manifest.json").read_text("utf-8")).get("further files", {}) if folder else {}
    if folder is None or name not in pins:
        raise ModelNotInstalled(f"no installed model holds {name}: install the package onrecord-model-en")
    content = (folder / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != pins[name]:
        raise ModelDamaged(f"{folder / name} is not the file that was pinned (SHA-256 differs)")
    return content


def load_files(folder: Path | None = None) -> ModelFiles:
    """Read and check a model's files.

    Args:
        folder: where they lie; by default the installed package.

    Raises:
        ModelNotInstalled: if no folder is given and the package is not installed.
        ModelDamaged: if a file is missing or does not have its pinned SHA-256 sum.
    """
    folder = folder or installed_folder()
    if folder is None:
        raise ModelNotInstalled(
            "the trained language model is not installed: install the package onrecord-model-en"
            " (folder models/onrecord-model-en), or go on with the rules engine"
        )
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if manifest["format"] != _FORMAT:
            raise ModelDamaged(f"the model in {folder} has format {manifest['format']}; this version reads {_FORMAT}")
        contents = {name: (folder / name).read_bytes() for name in manifest["files"]}
    except (OSError, ValueError, KeyError) as problem:
        raise ModelDamaged(f"the model in {folder} cannot be read: {problem}") from problem
    for name, pinned in manifest["files"].items():
        if hashlib.sha256(contents[name]).hexdigest() != pinned:
            raise ModelDamaged(f"{folder / name} is not the file that was pinned (SHA-256 differs)")
    with np.load(io.BytesIO(contents["arrays.npz"]), allow_pickle=False) as arrays:
        held = {name: arrays[name].astype(np.float32) for name in arrays.files}
    lemmas = gzip.decompress(contents["lemmas.tsv.gz"]).decode("utf-8")
    return ModelFiles(
        name=f"{manifest['name']}/{manifest['version']}",
        network=contents["network.onnx"],
        tokenizer=contents["tokenizer.json"].decode("utf-8"),
        labels=json.loads(contents["labels.json"]),
        lemmas={key: lemma for key, _, lemma in (line.partition("\t") for line in lemmas.split("\n")) if lemma},
        names_chain=Chain(held["names_steps"], held["names_first"]),
        attribution_chain=Chain(held["attribution_steps"], held["attribution_first"]),
        reader=(contents["reader.json"].decode("utf-8"), contents["reader.onnx"])
        if "reader.onnx" in contents
        else None,
    )
