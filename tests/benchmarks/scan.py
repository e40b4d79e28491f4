"""From a scan to the repainted row, in the real window with a hundred thousand products.

The peer is the same window repainting the same row without any scan.
"""

import argparse
import os
import random
import resource
import shutil
import tempfile
from pathlib import Path
from time import perf_counter

from app.catalogue import products
from app.catalogue.product import Product
from app.settings import Settings
from app.storage import facts
from app.storage.database import Database, open_file
from app.storage.migrate import upgrade
from tests.benchmarks.figures import ratio, summary
from tests.benchmarks.names import goods
from tests.examples import NOON, STORE, TILL


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--products", type=int, default=92331)
    parser.add_argument("--scans", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)


def run(args: argparse.Namespace) -> dict[str, object]:
    """Measure and return the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(tempfile.mkdtemp())
    try:
        return measure(folder, args)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(folder: Path, args: argparse.Namespace) -> dict[str, object]:
    """Scan in short carts and in one of ten thousand lines."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the platform is chosen

    from app.catalogue import browsing  # noqa: PLC0415
    from pos_ui.bound import Bound, Catalogue  # noqa: PLC0415
    from pos_ui.opening import Opened, make_till  # noqa: PLC0415
    from pos_ui.program import start_qt  # noqa: PLC0415
    from pos_ui.window import TillWindow  # noqa: PLC0415

    listed = goods(args.products, args.seed)
    database = _stocked(folder, listed)
    ours = Settings(store=STORE, till=TILL)
    till = make_till(ours, database)
    start_qt(folder, ours)
    window = TillWindow(ours)
    window.resize(1366, 768)
    window.show()
    catalogue = Catalogue()
    catalogue.index = browsing.make_index(till.shop)
    opened = Opened(till=till, folder=folder, settings=ours)
    window.open(Bound(opened=opened, catalogue=catalogue))
    QApplication.processEvents()
    chooser = random.Random(args.seed)
    codes = [it.barcode for it in chooser.sample(listed, min(len(listed), 20_000))]

    def scan(code: str) -> float:
        began = perf_counter()
        window.scan(code)
        window.repaint()
        QApplication.processEvents()
        return perf_counter() - began

    def repaint() -> float:
        began = perf_counter()
        window.repaint()
        QApplication.processEvents()
        return perf_counter() - began

    short, bare = [], []
    for number in range(args.scans):
        if number % 40 == 0:
            window.register.clear()
        short.append(scan(codes[number]))
        bare.append(repaint())
    window.register.clear()
    for code in codes[1000:10_900]:
        window.register.scan(code)
    QApplication.processEvents()
    long = [scan(code) for code in codes[10_900:10_990]]
    peer = summary(bare)
    database.close()
    return {
        "products": len(listed),
        "scan_to_row": summary(short),
        "scan_to_row_at_10000_lines": summary(long),
        "lines": len(window.register.cart.lines) if window.register.cart else 0,
        "repaint_only": peer,
        "to_repaint": ratio(summary(short), peer),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _stocked(folder: Path, listed: list[Product]) -> Database:
    database = open_file(folder / "till.sqlite")
    upgrade(database)
    with database.writing() as connection:
        facts.begin_epoch(connection, NOON)
        products.put(connection, listed)
    return database
