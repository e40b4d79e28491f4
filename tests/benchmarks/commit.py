"""A durable sale against the same rows by the bare driver, and against a bare fsync.

The peer writes the very rows that our writers made, with values prepared beforehand, in a database
of the same kind on the same disk; they all take turns sale by sale.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Callable
from datetime import timedelta
from io import FileIO
from pathlib import Path
from typing import Any

from app.base import clock
from app.base.ids import JobId, ProductId, SaleId, new_id
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product
from app.printing import jobs
from app.printing.job import Job, State
from app.selling import checkout, drafts, sales
from app.selling.cart import Cart
from app.selling.sale import Sale, Tender, TenderKind
from app.shop import Shop
from app.storage import facts, outbox
from app.storage.database import PRAGMAS, Database, open_file
from app.storage.driver import dbapi2
from app.storage.migrate import upgrade
from app.till import Till
from tests.benchmarks.figures import ratio, summary, timed
from tests.examples import NOON, STORE, TILL

ROWS = {
    "sale": "id",
    "sale_line": "sale",
    "sale_tender": "sale",
    "print_job": "sale",
    "outbox": "id",
}
COUNT = (
    "INSERT INTO sale_series VALUES (?, 1)"
    " ON CONFLICT (business_date) DO UPDATE SET last = last + 1 RETURNING last"
)

GOODS = [
    Product(
        id=ProductId(f"p{number}"),
        name=f"商品 {number} 500ml",
        price=Money(100 + number),
        barcodes=(f"690{number:010}",),
    )
    for number in range(200)
]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--sales", type=int, default=2000)
    parser.add_argument("--folder", type=Path, help="the disk to measure")


def run(args: argparse.Namespace) -> dict[str, object]:
    """Measure and return the figures."""
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        return measure(Path(folder), args.sales)


def measure(folder: Path, count: int) -> dict[str, object]:
    """Write `count` sales each way, in turns."""
    chooser = random.Random(1)
    carts = [a_cart(chooser) for _ in range(count)]
    recorded = _rows_of(_new(folder / "recorded.sqlite"), carts)
    writers, whole = _new(folder / "writers.sqlite"), _new(folder / "whole.sqlite")
    raw = _raw(folder / "raw.sqlite")
    disk = (folder / "disk").open("wb", buffering=0)
    till = _till(whole)
    seconds: dict[str, list[float]] = {name: [] for name in ("raw", "writers", "complete", "fsync")}
    for number, (cart, rows) in enumerate(zip(carts, recorded, strict=True)):
        sale = a_sale(cart, number)
        turns: list[tuple[str, Callable[[], object]]] = [
            ("raw", lambda it=rows: _replay(raw, it)),  # type: ignore[misc]
            ("writers", lambda it=sale: write(writers, it)),  # type: ignore[misc]
            ("complete", lambda it=cart: checkout.complete(till, it, cash(it))),  # type: ignore[misc]
            ("fsync", lambda: _sync(disk)),
        ]
        chooser.shuffle(turns)
        for name, work in turns:
            seconds[name].append(timed(work))
    figures = {name: summary(of[count // 20 :]) for name, of in seconds.items()}
    return {
        **figures,
        "writers_to_raw": ratio(figures["writers"], figures["raw"]),
        "complete_to_raw": ratio(figures["complete"], figures["raw"]),
        "raw_to_fsync": ratio(figures["raw"], figures["fsync"]),
    }


def a_cart(chooser: random.Random) -> Cart:
    """Make a cart of about nine lines, as real baskets have."""
    cart = Cart(id=SaleId(new_id()), opened_at=NOON)
    for _ in range(chooser.randint(1, 17)):
        cart = cart.add(chooser.choice(GOODS), Quantity.pieces(chooser.randint(1, 3)))
    return cart


def cash(cart: Cart) -> tuple[Tender, ...]:
    """Hand over the exact sum."""
    return (Tender(TenderKind.CASH, cart.total),)


def a_sale(cart: Cart, number: int) -> Sale:
    """Prepare the sale that this cart becomes."""
    return Sale(
        id=cart.id,
        number=f"t1-20260102-{number + 1:04d}",
        store=STORE,
        till=TILL,
        business_date=NOON.date(),
        completed_at=NOON + timedelta(seconds=number),
        lines=cart.lines,
        tenders=cash(cart),
        total=cart.total,
        change=Money(0),
    )


def write(database: Database, sale: Sale) -> None:
    """Write one sale with all that belongs to it, by the functions that checkout uses."""
    job = Job(
        id=JobId(new_id()),
        store=sale.store,
        sale=sale.id,
        copy=0,
        state=State.QUEUED,
        made_at=sale.completed_at,
        opens_drawer=True,
    )
    with database.writing() as connection:
        sales.next_number(connection, TILL, sale.business_date)
        sales.add(connection, [sale])
        jobs.add(connection, [job])
        fact = facts.make(connection, "sale", sale.id, sale, sale.completed_at)
        outbox.add(connection, [fact], sale.completed_at)
        drafts.forget(connection, sale.id)


def _rows_of(database: Database, carts: list[Cart]) -> list[dict[str, list[tuple[Any, ...]]]]:
    """Write the sales once by our functions, and read back which rows each of them made."""
    for number, cart in enumerate(carts):
        write(database, a_sale(cart, number))
    made: dict[str, dict[str, list[tuple[Any, ...]]]] = {cart.id: {} for cart in carts}
    with database.reading() as connection:
        for table, key in ROWS.items():
            found = connection.exec_driver_sql(f"SELECT {key}, * FROM {table}")
            for row in found:
                made[row[0]].setdefault(table, []).append(tuple(row[1:]))
    database.close()
    return [made[cart.id] for cart in carts]


def _replay(connection: Any, rows: dict[str, list[tuple[Any, ...]]]) -> None:  # noqa: ANN401
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    cursor.execute(COUNT, ("2026-01-02",)).fetchall()
    for table, values in rows.items():
        marks = ",".join("?" * len(values[0]))
        sql = f"INSERT INTO {table} VALUES ({marks})"
        if len(values) == 1:
            cursor.execute(sql, values[0])
        else:
            cursor.executemany(sql, values)
    cursor.execute("SELECT * FROM chain_head").fetchall()
    sale, fact = rows["sale"][0], rows["outbox"][0]
    cursor.execute(
        "UPDATE chain_head SET sequence = ?, hash = ?, made_at_ms = ? WHERE id = 1",
        (fact[4], fact[6], fact[8]),
    )
    cursor.execute("DELETE FROM draft WHERE id = ?", (sale[1],))
    cursor.execute("COMMIT")


def _raw(path: Path) -> Any:  # noqa: ANN401 - a DBAPI object
    _new(path).close()
    connection = dbapi2.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _sync(disk: FileIO) -> None:
    disk.write(b"\0" * 4096)
    os.fsync(disk.fileno())


def _new(path: Path) -> Database:
    database = open_file(path)
    upgrade(database)
    with database.writing() as connection:
        facts.begin_epoch(connection, NOON)
    return database


def _till(database: Database) -> Till:
    return Till(shop=Shop(database=database, clock=clock.now), store=STORE, id=TILL)
