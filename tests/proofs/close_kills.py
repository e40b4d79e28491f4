"""Proves that a day is closed once or not at all: SIGKILL at random moments of closing."""

import argparse
import json
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journeys.closing_kills import kill_many_times
from tests.journeys.conftest import stock
from tests.programs import answer, zhanggui
from tests.proofs._steps import Figures, Steps

AT_ONCE = 10


def main(words: list[str]) -> int:
    """Kill, look, and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove close-kills", description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, help="a file that lets this go on after a stop")
    args = parser.parse_args(words)
    steps = Steps(args.state)
    seeds = range(args.seed, args.seed + -(-args.times // AT_ONCE))
    found = [steps.do(f"seed {seed}", partial(_ten, seed)) for seed in seeds]
    names = ("kills", "while_closing", "closed", "closed_unsaid", "left_open")
    print(json.dumps({name: sum(it[name] for it in found) for name in names} | {"halves": 0}))
    return 0


def _ten(seed: int) -> Figures:
    with TemporaryDirectory() as work:
        folder = Path(work) / "till"
        answer(zhanggui("init", "--data", folder, "--store", "a", "--till", "t1"))
        stock(folder)
        found = kill_many_times(folder, AT_ONCE, seed)
    return {
        "kills": len(found),
        "closed": found[-1].zs,
        "while_closing": sum(it.was_closing for it in found),
        "closed_unsaid": sum(it.was_closing and it.is_unsaid for it in found),
        "left_open": sum(it.was_closing and it.is_open for it in found),
    }
