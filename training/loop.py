"""The loop of a training run that ends with its time: rates, average of the weights, checkpoints, what is told."""

from __future__ import annotations

import collections
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpora import Example
from torch import Tensor, nn

AVERAGE_DECAY = 0.998  # an average over about the last 500 updates
CHECKPOINT_SECONDS = 300
LOWEST = 0.01  # of the full rate
TOLD_EVERY = 25  # updates


def set_minutes(out: Path, minutes: float) -> None:
    """Write how long a run may take to ``out/minutes``; the file may be changed while the run goes on."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "minutes").write_text(str(minutes))


@dataclass
class Run:
    """A model in training, and how far it is.

    The groups of the optimiser hold their full learning rate under ``full``; what is used of it rises over the first
    ``warm_up`` updates and falls linearly with the minutes used.
    """

    model: nn.Module
    optimiser: torch.optim.Optimizer
    out: Path
    trained: Mapping[str, nn.Parameter]
    warm_up: int
    step: int = 0
    used: float = 0.0  # seconds
    seen: collections.Counter[str] = field(default_factory=collections.Counter)  # word pieces of each kind
    average: dict[str, Tensor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.average = {name: value.detach().clone() for name, value in self.trained.items()}

    @property
    def checkpoint(self) -> Path:
        return self.out / "checkpoint.pt"

    def resume(self) -> None:
        """Go on from the last checkpoint."""
        state = torch.load(self.checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.used, self.average = state["step"], state["used"], state["average"]
        self.seen.update(state["seen"])

    def save(self) -> None:
        state: dict[str, Any] = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "used": self.used,
            "seen": dict(self.seen),
        }
        torch.save(state, self.checkpoint.with_suffix(".new"))
        self.checkpoint.with_suffix(".new").replace(self.checkpoint)

    def learn(self, updates: Iterator[list[Example]], losses: Callable[[list[Example]], Mapping[str, Tensor]]) -> None:
        """Learn from updates until the time in ``out/minutes`` is used; the sum of the losses is made smaller."""
        running: collections.Counter[str] = collections.Counter()
        began = time.monotonic() - self.used
        saved = time.monotonic()
        for examples in updates:
            self.used = time.monotonic() - began
            budget = 60 * float((self.out / "minutes").read_text())
            if self.used >= budget:
                break
            factor = min(1.0, (self.step + 1) / self.warm_up) * max(LOWEST, 1 - self.used / budget)
            for group in self.optimiser.param_groups:
                group["lr"] = group["full"] * factor
            parts = losses(examples)
            self.optimiser.zero_grad(set_to_none=True)
            torch.stack(list(parts.values())).sum().backward()
            norm = torch.nn.utils.clip_grad_norm_(self.trained.values(), 1.0)
            if not np.isfinite(float(norm)):
                self._tell(skipped="gradient not finite")
                continue
            self.optimiser.step()
            self.step += 1
            decay = min(AVERAGE_DECAY, self.step / (self.step + 10))
            latest = [value.detach() for value in self.trained.values()]
            torch._foreach_lerp_(list(self.average.values()), latest, 1 - decay)
            for name, value in parts.items():
                running[name] += float(value.detach())
            for example in examples:
                self.seen[example.kind] += example.window.size
            if self.step % TOLD_EVERY == 0:
                means = {name: round(value / TOLD_EVERY, 4) for name, value in sorted(running.items())}
                self._tell(**means, norm=round(float(norm), 4), seen=dict(self.seen))
                running.clear()
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                self.save()
                saved = time.monotonic()
        self.save()
        self._tell(finished=True, seen=dict(self.seen))

    def _tell(self, **what: object) -> None:
        print(json.dumps({"step": self.step, "minutes": round(self.used / 60, 2), **what}), flush=True)
