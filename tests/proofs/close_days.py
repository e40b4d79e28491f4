"""Proves that X, Z, sales, tenders and head office agree to the fen, over a thousand random days.

Days follow one another at the same till, twenty at a time, with refunds, exchanges, rounding,
voids, split tenders, cash moves, handovers and midnight in them; what should be in the drawer is
counted beside the program.
"""

import argparse
import json
from collections import Counter
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.base.clock import now
from app.catalogue import products
from app.shop import Shop
from app.storage import facts
from app.storage.database import open_file
from app.storage.migrate import upgrade
from app.till import Till
from hq import proving
from tests.app.closing.days import live
from tests.app.closing.test_days import must_agree
from tests.examples import BANANA, MILK, NOON, STORE, TILL
from tests.proofs._steps import Figures, Steps

AT_ONCE = 20


def main(words: list[str]) -> int:
    """Live through the days and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove close-days", description=__doc__)
    parser.add_argument("--days", type=int, default=1000)
    parser.add_argument("--events", type=int, default=30, help="of each day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, help="a file that lets this go on after a stop")
    args = parser.parse_args(words)
    steps = Steps(args.state)
    seeds = range(args.seed, args.seed + -(-args.days // AT_ONCE))
    met: Counter[str] = Counter()
    for seed in seeds:
        met.update(steps.do(f"seed {seed}", partial(_live, seed, args.events))["met"])
    print(json.dumps(dict(met) | {"differences": 0}))
    return 0


def _live(seed: int, events: int) -> Figures:
    with (
        TemporaryDirectory() as work,
        closing(open_file(Path(work) / "till.sqlite")) as ours,
        closing(open_file(Path(work) / "hq.sqlite")) as theirs,
    ):
        upgrade(ours)
        upgrade(theirs)
        with ours.writing() as connection:
            facts.begin_epoch(connection, NOON)
            products.put(connection, [MILK, BANANA])
        shop = Shop(database=ours, clock=lambda: NOON)
        till = Till(shop=shop, store=STORE, id=TILL, has_shifts=True)
        hq = Shop(database=theirs, clock=now)
        met: Counter[str] = Counter()
        number = 0
        for at in range(AT_ONCE):
            day = live(till, seed * 1000 + at, events)
            must_agree(day, hq)
            zs = day.closed[-1].zs
            assert [z.number for z in zs] == list(range(number + 1, number + 1 + len(zs)))
            number += len(zs)
            met["days"] += 1
            met["zs"] += len(zs)
            met["handovers"] += len(day.closed) - 1
            met["bills"] += len(day.sold)
            met["refunds"] += sum(bool(sale.returns) for sale in day.sold)
            met["exchanges"] += sum(bool(sale.returns and sale.lines) for sale in day.sold)
            met["split"] += sum(len(sale.tenders) > 1 for sale in day.sold)
            met["rounded"] += sum(bool(sale.rounding.fen) for sale in day.sold)
            local = {shop.day_of(sale.completed_at) for sale in day.sold}
            met["past_midnight"] += len(local) > 1
            till = replace(till, shop=replace(shop, clock=day.hands))
        [proof] = proving.prove(hq)
        assert not proof.faults, proof.faults
    return {"met": dict(met)}
