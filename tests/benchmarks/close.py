"""Closing a day of thousands of bills at a till that is offline: count, review, close, report.

The peer is reading the same sales back from the same file, without adding anything up.
"""

import argparse
import random
from contextlib import closing as shutting
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from app.base.money import Money
from app.catalogue import products
from app.closing import beginning, closing, counting, papers, report, reviewing
from app.closing.closed import Why
from app.closing.closing import Ending
from app.selling import checkout, sales
from app.selling.tender import Tender, TenderKind
from app.settings import Settings
from app.shop import Shop
from app.storage import facts
from app.storage.database import open_file
from app.storage.migrate import upgrade
from app.till import Till
from tests.app.closing.days import piles_for
from tests.benchmarks.figures import ratio, summary, timed
from tests.examples import BANANA, MILK, NOON, STORE, TILL


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--bills", type=int, default=2000)
    parser.add_argument("--lines", type=int, default=5, help="of each bill")
    parser.add_argument("--days", type=int, default=3)


def run(args: argparse.Namespace) -> dict[str, object]:
    """Sell, close, and return the figures; every fact of the day is still unsent."""
    with TemporaryDirectory() as work, shutting(open_file(Path(work) / "till.sqlite")) as database:
        upgrade(database)
        with database.writing() as connection:
            facts.begin_epoch(connection, NOON)
            products.put(connection, [MILK, BANANA])
        shop = Shop(database=database, clock=lambda: NOON)
        till = Till(shop=shop, store=STORE, id=TILL, has_shifts=True)
        steps: dict[str, list[float]] = {"count": [], "review": [], "close": [], "all": []}
        peer = []
        for day in range(args.days):
            _sell(till, args.bills, args.lines, day)
            took = _close(till)
            for name, seconds in took.items():
                steps[name].append(seconds)
            peer.append(timed(lambda: _read(till)))
    ours = {name: summary(seconds) for name, seconds in steps.items()}
    read = summary(peer)
    times = ratio(ours["close"], read)
    return {"bills": args.bills, **ours, "peer_reading": read, "ratio": times}


def _sell(till: Till, bills: int, lines: int, seed: int) -> None:
    dice = random.Random(seed)
    beginning.begin(till, Money(30_000))
    for number in range(bills):
        cart = checkout.start(till)
        for _ in range(lines):
            code = dice.choice((MILK.barcode, BANANA.barcode))
            cart = checkout.scan(till, cart, code, joins=False)
        card = Tender(TenderKind.CARD, cart.total, f"{seed}-{number}")
        cash = Tender(TenderKind.CASH, Money(-(-cart.total.fen // 100) * 100))
        checkout.complete(till, cart, [dice.choice((card, cash))], paper=False)


def _close(till: Till) -> dict[str, float]:
    begin = perf_counter()
    count = counting.submit(till, piles_for(500_000))
    counted = perf_counter()
    reviewing.review(till)
    reviewed = perf_counter()
    closed = closing.close(till, Ending(why=Why.OTHER, note="bench"))
    ended = perf_counter()
    words = papers.words_of(Settings(store=STORE, till=TILL))
    report.of_z(closed.zs[0], None, words)
    assert closed.close.count == count.id
    return {
        "count": counted - begin,
        "review": reviewed - counted,
        "close": ended - reviewed,
        "all": perf_counter() - begin,
    }


def _read(till: Till) -> None:
    last = closing.last_z(till)
    assert last is not None
    with till.shop.database.reading() as connection:
        assert sales.of_shifts(connection, till.store, last.shifts)
