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

from tests.chaos.machine import Counted, in_memory, tell_stories
from tests.chaos.plants import PLANTS, Plant
from tests.proofs._steps import Figures, Steps

STORIES, STEPS = 20, 200  # of one seed


def main(words: list[str]) -> int:
    """Tell stories until the steps are done; print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove simulation", description=__doc__)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--done", type=Path, help="what is done is kept here")
    parser.add_argument("--plants", action="store_true")
    args = parser.parse_args(words)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    if args.plants:
        found = {plant.__name__: seed_that_finds(plant) for plant in PLANTS}
        print(json.dumps({"found by seed": found}))
        return 1 if None in found.values() else 0
    steps, done, seed = Steps(args.done), 0, args.seed
    with in_memory() as folder:  # one for all, so that statements are compiled once
        while done < args.steps:
            figures = steps.do(f"seed {seed}", partial(_tell, Path(folder), seed))
            done += figures["steps"]
            seed += 1
    done_of = steps.done.values()
    total = {it: sum(line[it] for line in done_of) for it in ("steps", "stories", "requests")}
    print(json.dumps({**total, "seeds": [args.seed, seed - 1], "violations": 0}))
    return 0


def seed_that_finds(plant: Plant, seeds: int = 30) -> int | None:
    """Return the first seed by which a planted fault shows; None when none does."""
    for seed in range(1, seeds + 1):
        with pytest.MonkeyPatch.context() as patch, in_memory() as folder:
            plant(patch)
            try:
                tell_stories(Path(folder), seed, STORIES, STEPS)
            except Exception as error:  # noqa: BLE001 - whatever shows it
                shows = {"plant": plant.__name__, "seed": seed, "shows": str(error)[:200]}
                print(json.dumps(shows), flush=True)
                return seed
    return None


def _tell(folder: Path, seed: int) -> Figures:
    before, began = (Counted.steps, Counted.stories, Counted.requests), time.monotonic()
    tell_stories(folder, seed, STORIES, STEPS)
    after = (Counted.steps, Counted.stories, Counted.requests)
    steps, stories, requests = (b - a for a, b in zip(before, after, strict=True))
    return {
        "steps": steps,
        "stories": stories,
        "requests": requests,
        "seconds": round(time.monotonic() - began, 1),
    }
