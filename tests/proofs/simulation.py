"""Proves by a million simulated steps that no order of faults loses or doubles anything.

Several tills, copies of their disks, head office and a bad line, by seeds; what was done before a
stop is not done again. `--plants` shows instead that each fault put in on purpose is found.
"""

import argparse
import json
import os
import time
from functools import partial
from pathlib import Path

import pytest

from tests.chaos.plants import PLANTS, Plant
from tests.chaos.stories import in_memory, story, tell, tell_by_seed
from tests.proofs._steps import Figures, Steps

STEPS, AT_ONCE = 200, 10  # of a story; stories before what was done is kept
MOST_SEEDS = 500  # for one plant


def main(words: list[str]) -> int:
    """Tell stories until the steps are done; print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove simulation", description=__doc__)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--done", type=Path, help="what is done is kept here")
    parser.add_argument("--plants", action="store_true")
    args = parser.parse_args(words)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    steps = Steps(args.done)
    if args.plants:
        found = [steps.do(it.__name__, partial(_found, it)) for it in PLANTS]
        print(json.dumps({"planted": len(found), "found": sum(bool(it["seed"]) for it in found)}))
        return 0 if all(it["seed"] for it in found) else 1
    last = args.first + args.steps // STEPS
    with in_memory() as folder:  # one for all, so that statements are compiled once
        for seed in range(args.first, last, AT_ONCE):
            steps.do(f"from seed {seed}", partial(_tell, Path(folder), seed))
    total = {it: sum(line[it] for line in steps.done.values()) for it in ("steps", "requests")}
    print(json.dumps({**total, "seeds": [args.first, last - 1], "violations": 0}))
    return 0


def _tell(folder: Path, first: int) -> Figures:
    began = time.monotonic()
    requests = sum(tell_by_seed(folder, first + at, STEPS) for at in range(AT_ONCE))
    seconds = round(time.monotonic() - began, 1)
    return {"steps": AT_ONCE * STEPS, "requests": requests, "seconds": seconds}


def _found(plant: Plant) -> Figures:
    """Say by which seed a planted fault shows first; 0 where none shows it."""
    with pytest.MonkeyPatch.context() as patch, in_memory() as folder:
        plant(patch)
        for seed in range(1, MOST_SEEDS + 1):
            try:
                tell(Path(folder), story(seed, STEPS))
            except Exception as error:  # noqa: BLE001 - whatever shows it
                return {"seed": seed, "shows": str(error)[:200]}
    return {"seed": 0, "shows": ""}
