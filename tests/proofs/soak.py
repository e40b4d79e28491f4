"""Proves that a long day leaves no trace: 2,000 receipts with random unplugging, on two wires.

What memory, threads and open files the till's process has is measured along the way and must stay
as it was after the first tenth. Other devices join through `ACTIVITIES`.
"""

import argparse
import gc
import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from app import settings
from app.base.errors import Told
from app.base.quantity import Quantity
from app.printing.job import Job, State
from app.selling import checkout, reprinting
from app.selling.sale import Sale
from app.till import Till
from devices.printer import Done, Work
from devices.simulator import Faults, PrinterSimulator
from devices.spooler import PrinterWorker
from pos_ui import opening
from pos_ui import paper as printing
from tests.examples import MILK, cash
from tests.journeys import paper
from tests.journeys.conftest import stock
from tests.programs import answer, zhanggui

RECEIPTS, MEASURES = 2000, 10
UNPLUG_EVERY, LONGEST_OUT_S = 40, 1.0
MAY_GROW_KB = 8 * 1024  # SQLite's page cache fills, and Python's arenas are never quite even
MAY_GROW_OBJECTS = 500
BURST = 20
SETTLED = {State.PRINTED, State.SENT, State.UNKNOWN}


class Activity(Protocol):
    """One device's share of the day."""

    def step(self, share: float) -> None:
        """Do this share of the day's work."""

    def close(self) -> None:
        """Put it away, and raise AssertionError where something was lost."""


class Receipts:
    """Sells and prints, while the printer loses its plug, its paper and its temper."""

    def __init__(self, folder: Path, seed: int, count: int) -> None:
        self._chance = random.Random(seed)
        self._count = count
        self._printers = (PrinterSimulator(), PrinterSimulator())
        settings.change(
            folder,
            printer=self._printers[0].url,
            printer_backup=(self._printers[1].url,),
            printer_profile="epson_tm_t88",
            print_within_min=100_000,
        )
        self._open = opening.opened(folder, sells=True)
        it = self._open.__enter__()
        self._till: Till = it.till
        self._settings = it.settings
        self._worker = PrinterWorker(
            it.settings.printer,
            self._take,
            self._tell,
            _nobody,
            backups=it.settings.printer_backup,
        )
        self._worker.start()
        self.asked = self.faults = self.sold = 0

    def step(self, share: float) -> None:
        """Sell a share of the day, in bursts, with a fault now and then."""
        until = self.sold + round(share * self._count)
        while self.sold < until:
            many = min(BURST, until - self.sold)
            sales = [self._sell() for _ in range(many)]
            if self._chance.random() < BURST / UNPLUG_EVERY:
                self._fail()
            self._worker.wake()
            self._settle(sales)

    def close(self) -> None:
        """End the day."""
        self._worker.stop()
        self._open.__exit__(None, None, None)
        for printer in self._printers:
            printer.close()

    def _sell(self) -> Sale:
        self.sold += 1
        cart = checkout.start(self._till).add(MILK, Quantity.pieces(1))
        return checkout.complete(self._till, cart, cash(MILK.price.fen))

    def _fail(self) -> None:
        self.faults += 1
        printer = self._chance.choice(self._printers)
        printer.faults = self._chance.choice(
            (
                Faults(drops_after=self._chance.randint(1, 900)),
                Faults(paper_bytes=self._chance.randint(1, 3000)),
                Faults(is_cover_open=True),
                Faults(is_silent=True),
            )
        )
        self._worker.wake()
        time.sleep(self._chance.uniform(0.05, LONGEST_OUT_S))
        printer.faults = Faults()

    def _settle(self, sales: Sequence[Sale]) -> None:
        """Wait for the paper, answer what is asked, and count the copies."""
        ends = time.monotonic() + 120
        while not all(job.state in SETTLED for sale in sales for job in self._jobs(sale)):
            assert time.monotonic() < ends, "the receipts do not come"
            time.sleep(0.02)
        time.sleep(0.1 if reprinting.unprinted(self._till) else 0)
        seen, again = paper.answer_for_all(self._till, *self._printers)
        self.asked += seen + again
        if again:
            self._worker.retry()
            self._settle(sales)
            return
        found = paper.copies({sale.number for sale in sales}, *self._printers)
        odd = {sale.number: found[sale.number] for sale in sales if found[sale.number] != 1}
        jobs = [job for sale in sales if sale.number in odd for job in self._jobs(sale)]
        assert not odd, (odd, jobs)
        for printer in self._printers:
            printer.forget()

    def _jobs(self, sale: Sale) -> Sequence[Job]:
        return paper.papers_of(self._till, sale.id)

    def _take(self) -> Work | None:
        return printing.next_work(self._till, self._settings)

    def _tell(self, job: str, done: Done) -> None:
        printing.settle(self._till, job, done)


ACTIVITIES: tuple[Callable[[Path, int, int], Activity], ...] = (Receipts,)


def main(words: list[str]) -> int:
    """Live through the day and print the figures as JSON; 1 when something grew."""
    parser = argparse.ArgumentParser(prog="prove soak", description=__doc__)
    parser.add_argument("--receipts", type=int, default=RECEIPTS)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(words)
    with TemporaryDirectory() as work:
        folder = Path(work) / "till"
        answer(
            zhanggui("init", "--data", folder, "--store", "a", "--till", "t1", "--shifts", "off")
        )
        stock(folder)
        day = [make(folder, args.seed, args.receipts) for make in ACTIVITIES]
        measured = []
        for _ in range(MEASURES):
            for activity in day:
                activity.step(1 / MEASURES)
            measured.append(_measure())
            print(json.dumps(measured[-1]), flush=True)
        for activity in day:
            activity.close()
    first, last = measured[0], measured[-1]
    grew = {name: last[name] - first[name] for name in first}
    figures = {name: getattr(day[0], name) for name in ("sold", "faults", "asked")}
    print(json.dumps({**figures, "grew": grew}))
    is_flat = grew["kb"] < MAY_GROW_KB and grew["objects"] < MAY_GROW_OBJECTS
    return 0 if is_flat and grew["threads"] <= 0 and grew["files"] <= 0 else 1


def _measure() -> dict[str, int]:
    time.sleep(0.5)  # lines that were just closed
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    files = len(list(Path("/proc/self/fd").iterdir()))
    return {
        "kb": pages * 4,
        "objects": len(gc.get_objects()),
        "threads": threading.active_count(),
        "files": files,
    }


def _nobody(_trouble: Told | None) -> None:
    """Nobody looks at the screen."""
