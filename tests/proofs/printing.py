"""Proves that a printer that fails stops no sale and costs no receipt, fault by fault.

The real window sells while the fault lasts; each sale must be complete within a second, the event
loop must never stall for 100 ms longer than the machine lets an idle process wait, exactly one
copy must come out or somebody must be asked, and all must be well within ten seconds after it.
"""

import argparse
import json
import os
import random
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app import settings
from pos_ui.program import start_qt
from tests.journeys.conftest import stock
from tests.journeys.printing_faults import BY_SERIAL, FAULTS, live_through
from tests.programs import answer, zhanggui
from tests.proofs._steps import Figures, Steps

SALE_S, STALL_MS, BACK_S = 1.0, 100.0, 10.0
SHORTEST_S, LONGEST_S = 1.0, 25.0  # a fault lasts, until the printer is tried most rarely


def main(words: list[str]) -> int:
    """Live through every fault on TCP and on a serial line, and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove printing", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--state", type=Path, help="a file that lets this go on after a stop")
    args = parser.parse_args(words)
    steps = Steps(args.state)
    cases = [(fault, False) for fault in FAULTS] + [(fault, True) for fault in BY_SERIAL]
    found = [
        steps.do(
            f"{fault}, {'serial' if serial else 'tcp'}, seed {seed}",
            partial(_one, fault, serial=serial, seed=seed),
        )
        for seed in range(args.seed, args.seed + args.rounds)
        for fault, serial in cases
    ]
    worst = {
        name: max(it[name] for it in found)
        for name in ("slowest_sale_s", "longest_stall_ms", "noise_ms", "back_after_s")
    }
    holds = (
        worst["slowest_sale_s"] < SALE_S
        and all(it["longest_stall_ms"] < STALL_MS + it["noise_ms"] for it in found)
        and worst["back_after_s"] <= BACK_S
    )
    print(json.dumps({"faults": len(found), "asked": sum(it["asked"] for it in found), **worst}))
    return 0 if holds else 1


def _one(fault: str, *, serial: bool, seed: int) -> Figures:
    lasts_s = random.Random(f"{seed} {fault} {serial}").uniform(SHORTEST_S, LONGEST_S)
    with TemporaryDirectory() as work:
        folder = Path(work) / "till"
        answer(
            zhanggui("init", "--data", folder, "--store", "a", "--till", "t1", "--shifts", "off")
        )
        stock(folder)
        start_qt(folder, settings.load(folder))
        met = live_through(folder, fault, serial=serial, seed=seed, hold_s=lasts_s)
    figures = {name: round(it, 3) if isinstance(it, float) else it
               for name, it in asdict(met).items()}  # fmt: skip
    return figures | {"lasted_s": round(lasts_s, 1), "copies": sum(met.copies.values())}
