"""Proves that a scanner on a serial line loses nothing on its way to the painted row.

The whole till runs: its window, its threads, its database. The scanner is a pseudo-terminal that
stammers, is unplugged in the middle of a code, and makes noise.
"""

import argparse
import json
import os
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from app import settings
from app.catalogue import products
from app.catalogue.product import Product
from pos_ui import opening
from pos_ui.program import Program, start_qt
from pos_ui.window import TillWindow
from tests.benchmarks.figures import machine, summary
from tests.benchmarks.names import goods
from tests.devices.cable import Cable
from tests.pos_ui.hands import Painted, latencies, wait_for
from tests.programs import answer, zhanggui

LATEST_S = 0.1
NOISE = b"\xff\xfe\x00" * 100 + b"\r" + b"7" * 1_000_000 + b"\r\n"
PATIENCE_S = 20.0  # for a scanner that was plugged in again, and for a till that opens


def main(words: list[str]) -> int:
    """Scan, unplug, disturb, and print the figures as JSON; 1 where a scan was lost or late."""
    parser = argparse.ArgumentParser(prog="prove pty-scans", description=__doc__)
    parser.add_argument("--scans", type=int, default=200)
    parser.add_argument("--per-second", type=float, default=20)
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as work:
        figures = _prove(Path(work), args)
    print(json.dumps({"machine": machine(), **figures}, indent=2))
    return 0 if figures["is_right"] else 1


def at_pace(
    window: TillWindow,
    cable: Cable,
    codes: list[str],
    per_second: float,
    chooser: random.Random | None = None,
) -> dict[str, object]:
    """Scan these codes into a window that hears this cable; return what was counted, and when."""
    before, painted = pieces(window), Painted(window)
    cable.ended.clear()
    hand = cable.play(codes, 1 / per_second, chooser)
    wait_for(lambda: not hand.is_alive(), 2 * len(codes) / per_second + 5)
    wanted = before + len(codes)
    wait_for(lambda: pieces(window) >= wanted and max(painted.times, default=0) >= wanted, 3)
    counted = pieces(window) - before
    seconds = latencies(painted, cable.ended, before) if counted >= len(codes) else []
    return {
        "scans": len(codes),
        "counted": counted,
        "byte_to_painted_row": summary(seconds) if seconds else None,
        "last_row_ms": round(seconds[-1] * 1000, 1) if seconds else None,
        "is_right": counted == len(codes) and bool(seconds) and seconds[-1] <= LATEST_S,
    }


def pieces(window: TillWindow) -> int:
    """Count what is in the cart."""
    return window.register.cart.pieces if window.register.cart is not None else 0


def _prove(work: Path, args: argparse.Namespace) -> dict[str, object]:
    folder, cable, listed = work / "till", Cable(work), goods(args.products, args.seed)
    answer(zhanggui("init", "--data", folder, "--store", "a", "--till", "t1", "--shifts", "off"))
    with opening.opened(folder) as it, it.till.shop.database.writing() as connection:
        products.put(connection, listed)
    ours = settings.change(folder, scanner=cable.url, volume=0)
    application = start_qt(folder, ours)
    program = Program(folder, ours)
    program.window.resize(1366, 768)
    program.window.show()
    program.open()
    try:
        figures = _play(program.window, cable, listed, args)
    finally:
        program.window.close()
        program.close()
        application.processEvents()
    return figures


def _play(
    window: TillWindow, cable: Cable, listed: list[Product], args: argparse.Namespace
) -> dict[str, object]:
    chooser = random.Random(args.seed)
    heard: list[object] = []
    window.news.scanner.connect(heard.append)
    assert wait_for(lambda: bool(heard) and heard[-1] is None, PATIENCE_S)
    some = [chooser.choice(listed).barcode for _ in range(args.scans)]
    same = at_pace(window, cable, [some[0]] * args.scans, args.per_second)
    window.register.clear()
    mixed = at_pace(window, cable, some, args.per_second, chooser)
    replugged = _replug(window, cable, some, args, heard)
    noisy = _disturb(window, cable, some[:20], args)
    steps = {"same": same, "mixed": mixed, "replugged": replugged, "noisy": noisy}
    return {
        "seed": args.seed,
        "products": len(listed),
        **steps,
        "is_right": all(step["is_right"] for step in steps.values()),
    }


def _replug(
    window: TillWindow,
    cable: Cable,
    codes: list[str],
    args: argparse.Namespace,
    heard: list[object],
) -> dict[str, object]:
    """Pull the cable in the middle of a code, and go on once it is back: no half is counted."""
    window.register.clear()
    first = at_pace(window, cable, codes[:50], args.per_second)
    cable.send(codes[50].encode()[:6])
    cable.unplug()
    wait_for(lambda: heard[-1] is not None, PATIENCE_S)
    cable.plug_in()
    is_back = wait_for(lambda: heard[-1] is None, PATIENCE_S)
    second = at_pace(window, cable, codes[50:100], args.per_second)
    return {
        "counted": pieces(window),
        "is_right": is_back and bool(first["is_right"] and second["is_right"]),
    }


def _disturb(
    window: TillWindow, cable: Cable, codes: list[str], args: argparse.Namespace
) -> dict[str, object]:
    """Send a megabyte of noise: nothing of it is counted, and the next scans are."""
    window.register.clear()
    cable.send(NOISE)
    wait_for(lambda: False, 0.5)
    counted = pieces(window)
    after = at_pace(window, cable, codes, args.per_second)
    is_right = not counted and bool(after["is_right"])
    return {"counted_of_noise": counted, "after": after, "is_right": is_right}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
