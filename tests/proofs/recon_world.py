"""`run.py prove recon-world`: a labelled world of a million orders, reconciled and scored.

The world is written once and kept; each step is kept as it is done, so that an interrupted proof
goes on. What must hold: auto-match at least 98%, precision and recall of every planted class
at least 99.9%, nothing wrong among exact matches, no fen in error, all of the difference explained.
"""

import argparse
import os
import time
from pathlib import Path

from app.reconciliation import scoring, simulating
from app.reconciliation.matching.engines import DuckDb
from tests.proofs._steps import Figures, Steps

LEAST_AUTO_PCT, LEAST_SHARE = 98.0, 0.999


def main(words: list[str]) -> int:
    """Write, reconcile, judge; the exit status says whether all holds."""
    parser = argparse.ArgumentParser(prog="prove recon-world")
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--memory-mb", type=int, default=1024)
    parser.add_argument("--keep", type=Path, default=Path("demo-out/recon-world"))
    args = parser.parse_args(words)
    folder = args.keep / f"{args.orders}-{args.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    steps = Steps(folder / "steps.jsonl")
    steps.do("write", lambda: _write(args.orders, args.seed, folder))
    figures = steps.do("score", lambda: _score(folder, args.memory_mb))
    faults = judge(figures)
    for fault in faults:
        print("NOT MET:", fault)
    return 1 if faults else 0


def _write(orders: int, seed: int, folder: Path) -> Figures:
    began = time.perf_counter()
    world = simulating.write(orders, seed, folder)
    seconds = round(time.perf_counter() - began, 1)
    return {"rows_ours": world.rows_ours, "rows_theirs": world.rows_theirs, "seconds": seconds}


def _score(folder: Path, memory_mb: int) -> Figures:
    engine = DuckDb(folder / "cache.duckdb", memory_mb=memory_mb)
    score = scoring.score(folder, engine)
    engine.close()
    return score.document() | {"peak_mb": peak_mb(), "load": os.getloadavg()}


def peak_mb() -> int:
    """Return the most memory that this process held, in MB; 0 where no system says."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def judge(figures: Figures) -> list[str]:
    """Say what does not hold."""
    faults = []
    if figures["auto_match_pct"] < LEAST_AUTO_PCT:
        faults.append(f"auto-match {figures['auto_match_pct']}%")
    for measure in ("precision", "recall"):
        for name, share in figures[measure].items():
            if share < LEAST_SHARE:
                faults.append(f"{measure} of {name} {share:.5f}")
    if figures["exact_precision"] < 1 or figures["pair_precision"] < LEAST_SHARE:
        faults.append(f"pairs {figures['exact_precision']}, {figures['pair_precision']}")
    if figures["money_error_fen"] or figures["conservation_fen"]:
        faults.append(
            f"{figures['money_error_fen']} fen in error, {figures['conservation_fen']} lost"
        )
    if not figures["refused_as_planned"]:
        faults.append("a spoilt statement was taken, or a good one refused")
    return faults
