"""Killing a till at random moments of printing, with somebody who looks at the paper."""

import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from app import settings
from app.base.quantity import Quantity
from app.printing import spooling
from app.printing.job import State
from app.selling import checkout, reprinting
from app.selling.sale import Sale
from app.till import Till
from devices.simulator import Faults, PrinterSimulator
from pos_ui import opening
from tests.examples import MILK, cash
from tests.journeys import paper
from tests.programs import ENVIRONMENT, ROOT

RECEIPTS = 50
BYTES_PER_S = 60_000
LONGEST_S = 1.2
QUIET_S = 0.25
MOST_S = 60
LONG_ENOUGH_MIN = 100_000  # no receipt is too old, however long this takes


@dataclass
class Killed:
    """What the kills met."""

    kills: int = 0
    sold: list[str] = field(default_factory=list)  # the numbers
    seen: int = 0  # asked, and on paper
    again: int = 0  # asked, and not on paper
    midway: int = 0  # kills that left something to ask


def prepare(folder: Path, url: str) -> None:
    """Let the till of this folder print there, whatever the age of a receipt."""
    settings.change(
        folder, printer=url, printer_profile="epson_tm_t88", print_within_min=LONG_ENOUGH_MIN
    )


def kill_many_times(
    folder: Path, times: int, seed: int, printer: PrinterSimulator, receipts: int = RECEIPTS
) -> Killed:
    """Kill again and again until this many kills have met a till that prints.

    Raises AssertionError for a receipt that is silently missing or silently there twice.
    """
    moments = random.Random(seed)
    printer.faults = Faults(bytes_per_s=BYTES_PER_S)
    met = Killed()
    while met.kills < times:
        if not _waiting(folder):
            met.sold += sell(folder, receipts)
        was_killed = _print_and_kill(folder, moments.uniform(0, LONGEST_S))
        _until_quiet(printer)
        met.kills += was_killed
        _check_and_answer(folder, printer, met)
    printer.faults = Faults()
    while _waiting(folder):
        _print_and_kill(folder, MOST_S)
        _check_and_answer(folder, printer, met)
    found = paper.copies(set(met.sold), printer)
    assert {number: found[number] for number in met.sold} == dict.fromkeys(met.sold, 1)
    return met


def sell(folder: Path, count: int) -> list[str]:
    """Sell milk so many times; every sale wants its receipt."""
    with opening.opened(folder) as it:
        return [_sell_one(it.till).number for _ in range(count)]


def _sell_one(till: Till) -> Sale:
    cart = checkout.start(till).add(MILK, Quantity.pieces(1))
    return checkout.complete(till, cart, cash(650))


def _print_and_kill(folder: Path, delay_s: float) -> bool:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.printing_child", str(folder)],
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
        cwd=ROOT,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"begins\n"
    try:
        child.wait(delay_s)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait(MOST_S)
        return True
    finally:
        child.stdout.close()
    return False


def _until_quiet(printer: PrinterSimulator) -> None:
    """Wait until no more paper comes: what had left when the till died is still printed."""
    before, since = len(printer.data), time.monotonic()
    while time.monotonic() - since < QUIET_S:
        time.sleep(0.02)
        if len(printer.data) != before:
            before, since = len(printer.data), time.monotonic()


def _check_and_answer(folder: Path, printer: PrinterSimulator, met: Killed) -> None:
    with opening.opened(folder) as it:
        unknown = spooling.recover(it.till.shop)
        met.midway += bool(unknown)
        _must_be_honest(it.till, printer, met.sold)
        seen, again = paper.answer_for_all(it.till, printer)
    met.seen, met.again = met.seen + seen, met.again + again


def _must_be_honest(till: Till, printer: PrinterSimulator, numbers: list[str]) -> None:
    on_paper = paper.copies(set(numbers), printer)
    for number in numbers:
        [job] = paper.papers_of(till, checkout.find(till, number).id)
        match job.state:
            case State.PRINTED:
                assert on_paper[number] == 1, f"{number} is printed {on_paper[number]} times"
            case State.QUEUED:
                assert on_paper[number] == 0, f"{number} waits and is on paper"
            case state:
                assert state is State.UNKNOWN, f"{number} is {state}"
                assert on_paper[number] <= 1, f"{number} is there twice"


def _waiting(folder: Path) -> bool:
    with opening.opened(folder) as it:
        return bool(reprinting.unprinted(it.till))
