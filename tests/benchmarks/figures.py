"""Turning many timings into the few figures that are worth quoting."""

import os
import platform
import statistics
from collections.abc import Callable, Sequence
from time import perf_counter


def summary(seconds: Sequence[float]) -> dict[str, float]:
    """Return the least, median, 99th percentile and most in milliseconds, and how many."""
    ordered = sorted(seconds)
    return {
        "min_ms": round(ordered[0] * 1000, 4),
        "p50_ms": round(statistics.median(ordered) * 1000, 4),
        "p99_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000, 4),
        "max_ms": round(ordered[-1] * 1000, 4),
        "n": len(ordered),
    }


def timed(work: Callable[[], object]) -> float:
    """Run once and return the seconds it took."""
    began = perf_counter()
    work()
    return perf_counter() - began


def ratio(ours: dict[str, float], peer: dict[str, float]) -> dict[str, float]:
    """Say how many times the peer's figures ours are."""
    return {name: round(ours[name] / peer[name], 2) for name in ("p50_ms", "p99_ms")}


def machine() -> dict[str, object]:
    """Describe where the figures come from, without naming it."""
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.system(),
        "load": [round(it, 1) for it in os.getloadavg()] if hasattr(os, "getloadavg") else None,
    }
