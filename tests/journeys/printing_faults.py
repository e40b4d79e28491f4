"""A cashier who sells at the real window while the printer fails in every way printers do."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app import settings
from app.printing.job import State
from app.selling.sale import Sale
from app.till import Till
from devices.simulator import Faults, PrinterSimulator, SerialSimulator, Simulator
from pos_ui.bound import Bound
from pos_ui.program import Program
from tests.examples import MILK, cash
from tests.journeys import paper
from tests.journeys.noise import Noise

BEAT_MS = 5
MOST_S = 90.0
PROFILE = "epson_tm_t88"
# What goes wrong, and whether it is the plug that is pulled rather than the printer that fails.
FAULTS = {
    "refused": None,
    "black hole": Faults(stalls=True),
    "paper out midway": Faults(paper_bytes=300),
    "out of paper": Faults(is_out_of_paper=True),
    "cover open": Faults(is_cover_open=True),
    "unplugged midway": Faults(drops_after=300),
    "slow, 9600 baud": Faults(bytes_per_s=960),
    "garbage status": Faults(garbles=True),
    "silent": Faults(is_silent=True),
}
BY_SERIAL = tuple(name for name in FAULTS if name not in {"out of paper", "silent"})


@dataclass
class Met:
    """What one fault did to the till."""

    sales: int = 0
    slowest_sale_s: float = 0.0
    longest_stall_ms: float = 0.0
    noise_ms: float = 0.0  # as long as this the machine kept even an idle process waiting
    back_after_s: float = 0.0
    asked: int = 0
    copies: dict[str, int] = field(default_factory=dict)


class Desk:
    """The real program, offscreen, with a heart that beats in its event loop."""

    def __init__(self, folder: Path) -> None:
        self.program = Program(folder, settings.load(folder))
        self.window = self.program.window
        self.longest_ms = 0.0
        self._clock = QElapsedTimer()
        self._beat = QTimer(interval=BEAT_MS)
        self._beat.timeout.connect(self._on_beat)

    def open(self) -> None:
        """Open the till and wait until it sells and its printer was looked after."""
        self.window.resize(1366, 768)
        self.window.show()
        self.program.open()
        self.until(lambda: self.program.is_ready)
        self.turn(0.7)  # the screens that are made while nobody waits

    def feel_pulse(self) -> None:
        """Begin to look how long the event loop keeps its heart waiting."""
        self._clock.start()
        self._beat.start()

    def close(self) -> None:
        """Close the program in order."""
        self._beat.stop()
        self.window.close()
        self.program.close()
        self.window.deleteLater()
        QApplication.processEvents()

    @property
    def till(self) -> Till:
        """The open till."""
        services = self.window.register.services
        assert isinstance(services, Bound)
        return services.till

    def sell(self) -> tuple[Sale, float]:
        """Sell milk; return the sale and how many seconds it took to complete."""
        register = self.window.register
        sold: list[Sale] = []
        register.completed.connect(sold.append)
        register.scan(MILK.barcode)
        self.turn(0.05)  # nobody is faster
        began = time.monotonic()
        register.complete(cash(MILK.price.fen))
        took = time.monotonic() - began
        register.completed.disconnect(sold.append)
        self.turn(0.05)
        self.window._sell()  # noqa: SLF001 - the next customer
        return sold[0], took

    def turn(self, seconds: float) -> None:
        """Let the window live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def until(self, is_so: Callable[[], bool], most_s: float = MOST_S) -> float:
        """Let the window live until this is so; return the seconds. Raises AssertionError."""
        began = time.monotonic()
        while not is_so():
            assert time.monotonic() - began < most_s, "it never came to that"
            self.turn(0.02)
        return time.monotonic() - began

    def _on_beat(self) -> None:
        self.longest_ms = max(self.longest_ms, self._clock.restart() - BEAT_MS)


@contextmanager
def desk(folder: Path, url: str, **changes: object) -> Iterator[Desk]:
    """Open the window of a till with this printer."""
    settings.change(folder, printer=url, printer_profile=PROFILE, volume=0, **changes)
    it = Desk(folder)
    try:
        it.open()
        yield it
    finally:
        it.close()


def live_through(folder: Path, fault: str, *, serial: bool, seed: int, hold_s: float) -> Met:
    """Sell while a fault comes, lasts and goes; look at the paper and answer what is asked."""
    link = folder / "printer"
    printer: Simulator = SerialSimulator(link=link) if serial else PrinterSimulator()
    met = Met()
    chance = random.Random(seed)
    sold: list[Sale] = []
    noise = Noise(folder)
    with printer, desk(folder, printer.url) as it, noise:
        it.feel_pulse()

        def sell() -> None:
            sale, took = it.sell()
            sold.append(sale)
            met.slowest_sale_s = max(met.slowest_sale_s, took)

        sell()
        it.until(lambda: _is_done(it.till, sold[0]))
        begins, ends = _fault(printer, fault, link)
        begins()
        for _ in range(3):
            sell()
            it.turn(chance.uniform(0, hold_s / 2))
        it.turn(max(0.0, hold_s - 1))
        other = ends()
        met.back_after_s = it.until(lambda: _is_settled(it, sold))
        printers = (printer,) if other is None else (printer, other)
        met.asked = answer(it, printers)
        it.until(lambda: all(_is_done(it.till, sale) for sale in sold))
        numbers = {sale.number for sale in sold}
        met.copies = dict(paper.copies(numbers, *printers))
        if other is not None:
            other.close()
    met.sales, met.longest_stall_ms, met.noise_ms = len(sold), it.longest_ms, noise.longest_ms
    assert met.copies == dict.fromkeys(numbers, 1), met
    return met


def answer(it: Desk, printers: tuple[Simulator, ...]) -> int:
    """Look at the paper and say what came out, as often as the till asks."""
    asked = 0
    while True:
        it.turn(0.3)
        seen, again = paper.answer_for_all(it.till, *printers)
        it.program.wake()
        if not seen + again:
            return asked
        asked += seen + again


def _fault(
    printer: Simulator, name: str, link: Path
) -> tuple[Callable[[], None], Callable[[], Simulator | None]]:
    """Return what begins a fault and what ends it; the plug is put back into a new printer."""
    faults = FAULTS[name]

    def begins() -> None:
        if faults is None:
            printer.close()
        else:
            printer.faults = faults

    def ends() -> Simulator | None:
        if faults is not None:
            printer.faults = Faults()
        elif isinstance(printer, PrinterSimulator):
            return PrinterSimulator(printer.port)
        else:
            return SerialSimulator(link=link)
        return None

    return begins, ends


def _is_done(till: Till, sale: Sale) -> bool:
    return all(job.state in {State.PRINTED, State.SENT} for job in paper.papers_of(till, sale.id))


def _is_settled(it: Desk, sold: list[Sale]) -> bool:
    """Say whether every paper is out or asked about, and the printer is well again."""
    known = {State.PRINTED, State.SENT, State.UNKNOWN}
    jobs = [job for sale in sold for job in paper.papers_of(it.till, sale.id)]
    unknown = sum(job.state is State.UNKNOWN for job in jobs)
    is_asked = it.window.papers.unknown == unknown
    return all(job.state in known for job in jobs) and is_asked and it.window.papers.trouble is None
