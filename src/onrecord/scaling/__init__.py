"""Many documents at once: guarded worker processes."""

from onrecord.scaling._workers import SECONDS_PER_TASK, Outcome, WorkerPool, describe, run_here

__all__ = ["SECONDS_PER_TASK", "Outcome", "WorkerPool", "describe", "run_here"]
