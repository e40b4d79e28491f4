"""A keystroke of searching, beside SQLite looking for the same text in the same rows."""

import argparse
import random
import resource
import sys
from collections.abc import Iterator, Sequence

from app.catalogue import search
from app.catalogue.product import Product
from app.catalogue.search import Index, fold
from app.storage.driver import dbapi2
from tests.benchmarks.figures import ratio, summary, timed
from tests.benchmarks.names import goods

LENGTHS = range(1, 9)
PEER = "SELECT id FROM goods WHERE name LIKE ?1 OR barcode LIKE ?1 OR initials LIKE ?1 LIMIT 20"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--products", type=int, default=92331)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queries", type=int, default=40, help="of each kind and length")


def run(args: argparse.Namespace) -> dict[str, object]:
    """Measure and return the figures."""
    products = goods(args.products, args.seed)
    before = _memory_mb()
    build_s = timed(lambda: search.build(products))
    index = search.build(products)
    chooser = random.Random(args.seed)
    queries = list(_queries(products, chooser, args.queries))
    ours = {
        kind: summary([timed(lambda it=it: index.find(it)) for it in typed])  # type: ignore[misc]
        for kind, typed in queries
    }
    every = [typed for _, some in queries for typed in some]
    seconds = [timed(lambda it=it: index.find(it)) for it in every]  # type: ignore[misc]
    few = chooser.sample(every, min(len(every), 300))
    peer = _peer(products, few)
    return {
        "products": len(products),
        "seed": args.seed,
        "build_s": round(build_s, 3),
        "index_mb": round(_index_mb(index), 1),
        "grown_mb": round(_memory_mb() - before, 1),
        "all": summary(seconds),
        "by_kind": ours,
        "sqlite_like": peer,
        "to_sqlite": ratio(summary(seconds), peer),
    }


def _queries(
    products: Sequence[Product], chooser: random.Random, count: int
) -> Iterator[tuple[str, list[str]]]:
    for field in ("name", "barcode", "initials"):
        for length in LENGTHS:
            texts = [fold(_text(chooser.choice(products), field)) for _ in range(count)]
            yield f"{field} prefix {length}", [text[:length] for text in texts]
            starts = [chooser.randint(0, max(0, len(text) - length)) for text in texts]
            inside = [text[at : at + length] for text, at in zip(texts, starts, strict=True)]
            yield f"{field} inside {length}", inside
            yield f"{field} miss {length}", [text[: length - 1] + "\u9f98" for text in texts]


def _text(product: Product, field: str) -> str:
    return {
        "name": product.name,
        "barcode": product.barcode,
        "initials": product.initials[0] if product.initials else product.name,
    }[field]


def _peer(products: Sequence[Product], queries: Sequence[str]) -> dict[str, float]:
    connection = dbapi2.connect(":memory:")
    connection.execute("CREATE TABLE goods (id TEXT, name TEXT, barcode TEXT, initials TEXT)")
    rows = [(it.id, fold(it.name), it.barcode, " ".join(it.initials)) for it in products]
    connection.executemany("INSERT INTO goods VALUES (?, ?, ?, ?)", rows)
    return summary(
        [timed(lambda it=it: connection.execute(PEER, (f"%{it}%",)).fetchall()) for it in queries]  # type: ignore[misc]
    )


def _index_mb(index: Index) -> float:
    parts = [it for lines in (index.codes, index.names) for it in (lines.text, lines.starts)]
    owners = [index.codes.owners, index.names.owners]
    return sum(sys.getsizeof(it) for it in (*parts, *owners)) / 1e6


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
