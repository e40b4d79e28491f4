"""How long the till's screen is busy while three customers a second pay through a channel.

The providers run in a process of their own; hub, journal, signatures and window are the till's. One
event is one pass of the event loop, painting included; the peer is the same window paid in cash.
"""

import argparse
import itertools
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep, thread_time
from typing import Any

from app.base import clock
from app.catalogue import products
from app.payments import contracts, keeping
from app.settings import Settings
from app.shop import Shop
from app.storage import facts
from app.storage.database import open_file
from app.storage.migrate import upgrade
from app.till import Till
from tests.benchmarks.figures import summary
from tests.examples import MILK, NOON, STORE, TILL

LIMIT_MS = 16.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--payments", type=int, default=60)
    parser.add_argument("--per-second", type=float, default=3.0)


def run(args: argparse.Namespace) -> dict[str, object]:
    """Measure and return the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    from tests.hq.sandbox.test_line import serving  # noqa: PLC0415 - it brings pytest

    with tempfile.TemporaryDirectory() as place, serving(Path(place)) as sandbox:
        return measure(Path(place), sandbox, args)


def measure(folder: Path, sandbox: dict[str, Any], args: argparse.Namespace) -> dict[str, object]:
    """Pay the same bill again and again, by code and in cash."""
    from pos_ui import payment_line  # noqa: PLC0415 - after the platform is chosen
    from pos_ui.bound import Bound  # noqa: PLC0415
    from pos_ui.opening import Opened  # noqa: PLC0415
    from pos_ui.program import start_qt  # noqa: PLC0415
    from pos_ui.window import TillWindow  # noqa: PLC0415

    ours = Settings(store=STORE, till=TILL)
    till = _till(folder)
    start_qt(folder, ours)
    window = TillWindow(ours)
    window.resize(1366, 768)
    window.show()
    opened = Opened(till=till, folder=folder, settings=ours)
    bound = Bound(opened=opened)
    written = folder / "contracts.json"
    written.write_text(json.dumps({"wechat": sandbox["wechat"]}), "utf-8")
    keeping.keep(folder, "wechat", contracts.read(written)["wechat"])
    line = payment_line.begin(opened, window.news.payment.emit)
    assert line is not None
    bound.hub, bound.wallets, bound.huabei = line.hub, line.payable, line.huabei
    window.open(bound)
    _ = window.payment, window.success
    counter = _Counter(window)
    try:
        counter.spend(1.0)
        by_code = counter.pay(args.payments, args.per_second, counter.code)
        in_cash = counter.pay(args.payments, args.per_second, lambda: "")
    finally:
        line.stop()
        window.close()
        till.shop.database.close()
    return {
        "by_code": _figures(by_code, counter.paid),
        "in_cash": _figures(in_cash, counter.paid),
        "wanted_ms": LIMIT_MS,
        "payments": args.payments,
        "per_second": args.per_second,
    }


class _Counter:
    """A cashier with a fixed pace, and a clock on every pass of the event loop."""

    def __init__(self, window: Any) -> None:  # noqa: ANN401 - Qt comes after the platform
        self.window = window
        self.busy: list[tuple[float, float]] = []
        self.paid = 0
        self._codes = itertools.count(1)
        window.register.completed.connect(self._count)

    def code(self) -> str:
        """Return the code of the next customer, who pays at once."""
        return f"13{next(self._codes):012}0001"

    def pay(
        self, count: int, per_second: float, code: Callable[[], str]
    ) -> list[tuple[float, float]]:
        """Sell milk so often; return how long each pass of the event loop took."""
        self.busy = []
        began = perf_counter()
        for number in range(count):
            before = self.paid
            self.timed(self.window.scan, MILK.barcode)
            self.timed(self.window.selling.do, "pay")
            self.timed(self._settle, code())
            ends = perf_counter() + 10
            while self.paid == before and perf_counter() < ends:
                self.spend(0.002)
            self.spend(max(0.0, began + (number + 1) / per_second - perf_counter()))
        return self.busy

    def timed(self, act: Callable[[str], object], what: str) -> None:
        """Do what a key asks for, and let it be painted."""
        began, worked = perf_counter(), thread_time()
        act(what)
        self.busy.append((perf_counter() - began, thread_time() - worked))
        self.spend(0.0)

    def spend(self, seconds: float) -> None:
        """Let the window live for a while; idle passes are none."""
        from PySide6.QtCore import QCoreApplication, QEventLoop  # noqa: PLC0415

        ends = perf_counter() + seconds
        dispatcher = QCoreApplication.eventDispatcher()
        while True:
            began, worked = perf_counter(), thread_time()
            if dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
                self.busy.append((perf_counter() - began, thread_time() - worked))
            elif perf_counter() >= ends:
                return
            else:
                sleep(min(0.001, max(0.0, ends - perf_counter())))

    def _settle(self, code: str) -> None:
        if code:
            self.window.scan(code)
        else:
            self.window.payment.confirm()

    def _count(self, _sale: object) -> None:
        self.paid += 1


def _figures(busy: list[tuple[float, float]], paid: int) -> dict[str, object]:
    """Return what passed on the wall, and what the screen's own thread worked of it."""
    passed, worked = ([it[at] for it in busy] for at in (0, 1))
    return {
        "passed": summary(passed) | {"over_16_ms": _over(passed)},
        "worked": summary(worked) | {"over_16_ms": _over(worked)},
        "paid_so_far": paid,
    }


def _over(seconds: list[float]) -> int:
    return sum(it * 1000 > LIMIT_MS for it in seconds)


def _till(folder: Path) -> Till:
    database = open_file(folder / "till.sqlite")
    upgrade(database)
    with database.writing() as connection:
        facts.begin_epoch(connection, NOON)
        products.put(connection, [MILK])
    return Till(shop=Shop(database=database, clock=clock.now), store=STORE, id=TILL)
