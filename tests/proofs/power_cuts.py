"""Proves that no power cut loses a sale that was answered for, at hundreds of random moments.

The till sells on a file system that then loses, tears or reorders what was not synced; with
synchronous=NORMAL planted in its writer, sales must be lost, else the proof proves nothing.
"""

import argparse
import json
import random
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos import power
from tests.examples import BANANA, MILK
from tests.journeys.conftest import stock
from tests.journeys.killing import kept
from tests.programs import a_basket, answer, zhanggui
from tests.proofs._steps import Figures, Steps

CAREFUL = [sys.executable, "-m", "pos_ui"]
CARELESS = [sys.executable, "-m", "tests.chaos.normal_ring"]
LONGEST_S = 0.6  # a WAL is carried over into the database about every tenth of a second


def main(words: list[str]) -> int:
    """Cut, count, and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove power-cuts", description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", type=Path, help="keep what was proved in this file")
    args = parser.parse_args(words)
    if why := power.why_not():
        print(json.dumps({"skipped": why}))
        return 1
    steps = Steps(args.resume)
    seeds = range(args.seed, args.seed + max(1, args.times // 20))
    careful = [
        steps.do(f"FULL, seed {seed}", partial(cut_many_times, seed, CAREFUL)) for seed in seeds
    ]
    careless = steps.do("NORMAL, planted", partial(cut_many_times, args.seed, CARELESS))
    lost = sum(it["lost"] for it in careful)
    is_right = lost == 0 and careless["lost"] > 0
    cuts, answered = (sum(it[what] for it in careful) for what in ("cuts", "answered"))
    found = {"cuts": cuts, "answered": answered, "lost": lost, "lost_with_normal": careless["lost"]}
    print(json.dumps(found | {"is_right": is_right}))
    return 0 if is_right else 1


def cut_many_times(seed: int, program: list[str], times: int = 20) -> Figures:
    """Cut the power again and again; raises AssertionError for a database that is not whole."""
    dice, answered, lost = random.Random(seed), set[str](), 0
    began = time.monotonic()
    with TemporaryDirectory() as work:
        mount, image, baskets = (Path(work) / name for name in ("disk", "image", "baskets"))
        folder = mount / "till"
        basket = a_basket((MILK.barcode, "2"), (BANANA.barcode, "0.685"), cash="50.00")
        baskets.write_text(f"{basket}\n" * 5000, "utf-8")
        with power.powered(mount, image):
            answer(
                zhanggui(
                    "init", "--data", folder, "--store", "a", "--till", "t1", "--shifts", "off"
                )
            )
            stock(folder)
        ring = [*program, "ring", str(baskets), "--data", str(folder)]
        for _ in range(times):
            with power.powered(mount, image):
                delay_s = dice.uniform(0, LONGEST_S)
                answered |= power.cut_in_mid_ring(
                    ring, mount, delay_s=delay_s, seed=dice.getrandbits(32)
                )
            with power.powered(mount, image):
                found = kept(folder)
            assert found.integrity == "ok", found.integrity
            assert found.sales == found.promised, "a sale without its promise to HQ"
            lost += len(answered - found.sales)
            answered &= found.sales
    took = round(time.monotonic() - began, 1)
    return {"cuts": times, "answered": len(answered) + lost, "lost": lost, "lasted_s": took}
