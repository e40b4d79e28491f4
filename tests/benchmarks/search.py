"""A keystroke of searching, beside SQLite looking for the same text in the same rows.

SQLite is asked twice: with LIKE, and by its trigram index (FTS5), which needs three signs.
"""

import argparse
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from time import thread_time
from typing import Any

from app.catalogue import search
from app.catalogue.product import Product
from app.catalogue.search import Index, fold
from app.storage.driver import dbapi2
from tests.benchmarks.figures import ratio, summary, timed
from tests.benchmarks.names import goods

FIELDS = ("name", "barcode", "initials", "pinyin")
LENGTHS = range(1, 13)
LIKE = "SELECT rowid FROM goods WHERE ways LIKE ? LIMIT 20"
MATCH = "SELECT rowid FROM goods WHERE ways MATCH ? LIMIT 20"
SHORTEST_MATCH = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queries", type=int, default=30, help="of each kind and length")


def run(args: argparse.Namespace) -> dict[str, object]:
    """Measure and return the figures."""
    products = goods(args.products, args.seed)
    before = _memory_mb()
    build_s = timed(lambda: search.build(products))
    index = search.build(products)
    grown = _memory_mb() - before
    chooser = random.Random(args.seed)
    queries = list(_queries(products, chooser, args.queries))
    by_kind = {kind: [_timed(index, typed) for typed in some] for kind, some in queries}
    every = [typed for _, some in queries for typed in some]
    seconds = summary([second for some in by_kind.values() for second in some])
    like, match = _peers(products, chooser.sample(every, min(len(every), 300)))
    return {
        "products": len(products),
        "seed": args.seed,
        "build_s": round(build_s, 3),
        "index_mb": round(_index_mb(index), 1),
        "grown_mb": round(grown, 1),
        "all": seconds,
        "all_cpu": summary([_cpu(index, typed) for typed in every]),
        "by_kind": {kind: summary(some) for kind, some in by_kind.items()},
        "sqlite_like": like,
        "sqlite_trigram": match,
        "to_like": ratio(seconds, like),
        "to_trigram": ratio(seconds, match),
    }


def _timed(index: Index, typed: str) -> float:
    return timed(lambda: index.find(typed))


def _cpu(index: Index, typed: str) -> float:
    """Return the seconds of processor that a keystroke takes, whatever else runs here."""
    began = thread_time()
    index.find(typed)
    return thread_time() - began


def _queries(
    products: Sequence[Product], chooser: random.Random, count: int
) -> Iterator[tuple[str, list[str]]]:
    for field in FIELDS:
        for length in LENGTHS:
            texts = [fold(_text(chooser.choice(products), field)) for _ in range(count)]
            yield f"{field} prefix {length}", [text[:length] for text in texts]
            starts = [chooser.randint(0, max(0, len(text) - length)) for text in texts]
            inside = [text[at : at + length] for text, at in zip(texts, starts, strict=True)]
            yield f"{field} inside {length}", inside
            yield f"{field} miss {length}", [text[: length - 1] + "\u9f98" for text in texts]
            yield f"{field} slip {length}", [text[: length - 1] + "x" for text in texts]
    for length in LENGTHS:  # a product's name and its pinyin, half typed each
        some = [chooser.choice(products) for _ in range(count)]
        words = [f"{_text(it, 'pinyin')[:length]} {fold(it.name)[-length:]}" for it in some]
        yield f"two words {length}", words


def _text(product: Product, field: str) -> str:
    return {
        "name": product.name,
        "barcode": product.barcode,
        "initials": product.initials[0],
        "pinyin": product.full_pinyin[-1].replace("'", "").replace("-", ""),
    }[field]


def _peers(
    products: Sequence[Product], queries: Sequence[str]
) -> tuple[dict[str, float], dict[str, float]]:
    connection = dbapi2.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE goods USING fts5(ways, tokenize='trigram')")
    rows = [(_ways(product),) for product in products]
    connection.executemany("INSERT INTO goods VALUES (?)", rows)
    by_index = [_asked(connection, MATCH, f'"{it}"') for it in queries if _has_three(it)]
    connection.execute("CREATE TABLE plain AS SELECT ways FROM goods")
    by_like = [_asked(connection, LIKE.replace("goods", "plain"), f"%{it}%") for it in queries]
    return summary(by_like), summary(by_index)


def _asked(connection: Any, query: str, wanted: str) -> float:  # noqa: ANN401 - of a driver without types
    return timed(lambda: connection.execute(query, (wanted,)).fetchall())


def _has_three(typed: str) -> bool:
    return len(typed) >= SHORTEST_MATCH and " " not in typed


def _ways(product: Product) -> str:
    spelled = (reading.replace("'", "").replace("-", "") for reading in product.full_pinyin)
    return "\n".join((fold(product.name), *product.barcodes, *product.initials, *spelled))


def _index_mb(index: Index) -> float:
    lines = (index.codes, index.names, index.spelled)
    return sum(sys.getsizeof(it.text) + sys.getsizeof(it.starts) for it in lines) / 1e6


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
