"""Proves that no scan is lost, none counted twice, and no typing taken for one, in the window.

Scans come as key events in real time; trials of people and scanners behind a window that is busy
follow from the seed, so any of them can be repeated with `--first` and `--trials 1`.
"""

import argparse
import json
import os
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, Qt

from app.catalogue import browsing, gtin, products
from app.catalogue.product import Product
from app.settings import Settings
from app.storage import facts
from app.storage.database import open_file
from app.storage.migrate import upgrade
from pos_ui.bound import Bound, Catalogue
from pos_ui.opening import Opened, make_till
from pos_ui.program import start_qt
from pos_ui.window import TillWindow
from tests.benchmarks.figures import machine, summary
from tests.benchmarks.names import goods
from tests.examples import NOON, STORE, TILL
from tests.pos_ui import keys
from tests.pos_ui.hands import Keyboard, Painted, latencies, scanned, typed, wait_for

SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
ENDS = ("\r", "\t", "")


def main(words: list[str]) -> int:
    """Scan, type, stall, and print the figures as JSON; 1 where anything was lost or misread."""
    parser = argparse.ArgumentParser(prog="prove scans", description=__doc__)
    parser.add_argument("--scans", type=int, default=200)
    parser.add_argument("--per-second", type=float, default=20)
    parser.add_argument("--trials", type=int, default=1000, help="of people, and of scanners")
    parser.add_argument("--first", type=int, default=0, help="the number of the first trial")
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        figures = _prove(Path(folder), args)
    print(json.dumps({"machine": machine(), **figures}, indent=2))
    return 1 if figures["wrong"] else 0


def _prove(folder: Path, args: argparse.Namespace) -> dict[str, object]:
    listed = goods(args.products, args.seed)
    database = open_file(folder / "till.sqlite")
    upgrade(database)
    with database.writing() as connection:
        facts.begin_epoch(connection, NOON)
        products.put(connection, listed)
    ours = Settings(store=STORE, till=TILL)
    till = make_till(ours, database)
    start_qt(folder, ours)
    window = TillWindow(ours)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    catalogue = Catalogue()
    catalogue.index = browsing.make_index(till.shop)
    window.open(Bound(opened=Opened(till=till, folder=folder, settings=ours), catalogue=catalogue))
    QCoreApplication.processEvents()
    trials = range(args.first, args.first + args.trials)
    paced = _at_pace(window, listed, args)
    people = [number for number in trials if not _is_typed(window, args.seed, number)]
    scanners = [number for number in trials if not _is_scanned(window, listed, args.seed, number)]
    four = _scan_2_scan_2(window, listed)
    database.close()
    lost = args.scans - int(str(paced["counted"]))
    return {
        "seed": args.seed,
        "products": len(listed),
        "paced": paced,
        "scan_2_scan_2": four,
        "people": {"trials": len(trials), "taken_for_scans_or_lost": people},
        "scanners": {"trials": len(trials), "misread": scanners},
        "wrong": lost + (four != 4) + len(people) + len(scanners),
    }


def _at_pace(
    window: TillWindow, listed: list[Product], args: argparse.Namespace
) -> dict[str, object]:
    chooser = random.Random(args.seed)
    codes: list[str] = []
    while len(codes) < args.scans:  # every third or so the same again
        again = codes and chooser.random() < 0.3
        codes.append(codes[-1] if again else chooser.choice(listed).barcode)
    keyboard, painted = Keyboard(window), Painted(window)
    hands = keyboard.play([scanned(code, 1.5) for code in codes], 1 / args.per_second)
    began = time.perf_counter()
    wait_for(lambda: not hands.is_alive(), 2 * args.scans / args.per_second + 5)
    took = time.perf_counter() - began
    wait_for(lambda: _pieces(window) >= args.scans and max(painted.times) >= args.scans, 5)
    counted = _pieces(window)
    seconds = latencies(painted, keyboard.ended) if counted >= args.scans else []
    return {
        "scans": args.scans,
        "per_second": round(args.scans / took, 1),
        "counted": counted,
        "enter_to_painted_row": summary(seconds) if seconds else None,
        "last_row_ms": round(seconds[-1] * 1000, 1) if seconds else None,
    }


def _is_typed(window: TillWindow, seed: int, number: int) -> bool:
    """Let a person type while the window is busy; nothing may be lost or taken for a scan."""
    chooser = random.Random(f"{seed} person {number}")
    text = "".join(chooser.choice(SIGNS) for _ in range(chooser.randint(1, 24)))
    _empty(window)
    keyboard = Keyboard(window)
    keyboard.at_ms += number * 100_000
    keyboard.post(typed(text, chooser))
    is_right = wait_for(lambda: window.selling.box.text() == text, 1)
    return is_right and not _pieces(window) and window.dialog is None


def _is_scanned(window: TillWindow, listed: list[Product], seed: int, number: int) -> bool:
    """Scan while the window is busy, at any speed and with any end; each must be counted."""
    chooser = random.Random(f"{seed} scanner {number}")
    _empty(window)
    keyboard = Keyboard(window)
    keyboard.at_ms += (number + 1) * 100_000_000
    wanted, end = chooser.randint(1, 4), chooser.choice(ENDS)
    code = chooser.choice(listed).barcode
    while not end and not gtin.is_whole(code):  # without an end its check digit must prove it
        code = chooser.choice(listed).barcode
    for at in range(wanted):
        keyboard.rest()
        strokes = scanned(code, chooser.uniform(1, 45), end)
        cut = chooser.randint(1, len(strokes))
        keyboard.post(strokes[:cut])
        if end and chooser.random() < 0.5:
            QCoreApplication.processEvents()
            time.sleep(chooser.choice((0, 0.06)))
        keyboard.post(strokes[cut:])
        if not end:  # nothing tells its end but the time that passes
            wait_for(lambda at=at: _pieces(window) > at, 1)  # type: ignore[misc]
    is_right = wait_for(lambda: _pieces(window) == wanted, 1)
    return is_right and not window.selling.box.text() and window.dialog is None


def _scan_2_scan_2(window: TillWindow, listed: list[Product]) -> int:
    _empty(window)
    for _ in range(2):
        keys.scan(window, listed[0].barcode)
        keys.type_in(window, "2")
    keys.press(window, Qt.Key.Key_Return)
    return _pieces(window)


def _empty(window: TillWindow) -> None:
    window.selling.box.clear()
    if window.dialog is not None:
        window.dialog.reject()
        QCoreApplication.processEvents()
    window.register.clear()


def _pieces(window: TillWindow) -> int:
    return window.register.cart.pieces if window.register.cart is not None else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
