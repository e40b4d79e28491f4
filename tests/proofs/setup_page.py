"""Proves that nothing on the technician's page stalls it, whatever the devices do.

Every action of the page is done once by keyboard or hand while printer, scanner, card terminal,
scale, head office and the whole subnet are black holes, and again with devices that answer. All
of it is done several times: what the page itself does recurs, what the machine does to it seldom
at the same place, so of each action the shortest of its longest stalls counts. None may last
100 ms longer than the machine lets an idle process wait.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer

from app import settings
from devices.simulator import Faults, PrinterSimulator
from pos_ui.program import start_qt
from pos_ui.setup import enrolling
from pos_ui.setup.enrolling import Wish
from pos_ui.setup.window import SetupWindow
from tests.journeys.noise import Noise
from tests.pos_ui.setup.conftest import press

STALL_MS, BEAT_MS = 100.0, 5
NOWHERE = "10.255.255"  # a private network in which nobody answers
KEY = Qt.Key
SHEETS = ("printer", "drawer", "scanner", "scale", "display", "card_terminal")


class Pulse:
    """Notes the longest time between two beats, for each action."""

    def __init__(self, window: SetupWindow) -> None:
        self.longest: dict[str, float] = {}
        self._now = "open"
        self._clock = QElapsedTimer()
        self._clock.start()
        self._beat = QTimer(window, interval=BEAT_MS)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()

    def during(self, action: str, do: Callable[[], object], seconds: float = 0.3) -> None:
        """Do this and look for a while at how the loop fares."""
        self._now = action
        do()
        turn(seconds)

    def _on_beat(self) -> None:
        late = self._clock.restart() - BEAT_MS
        self.longest[self._now] = max(self.longest.get(self._now, 0.0), late)


def main(words: list[str]) -> int:
    """Do everything that the page can do, and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="prove setup-page", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    rounds = parser.parse_args(words).rounds
    with TemporaryDirectory() as work:
        noise = Noise(Path(work))
        with noise:
            walks = [walk(Path(work) / f"till-{at}") for at in range(rounds)]
    longest = {it: min(one.get(it, 0.0) for one in walks) for it in walks[0]}
    worst = max(longest, key=lambda it: longest[it])
    figures = {
        "actions": len(longest),
        "longest_stall_ms": longest[worst],
        "while": worst,
        "noise_ms": round(noise.longest_ms, 1),
    }
    print(json.dumps(figures))
    return 0 if longest[worst] < STALL_MS + noise.longest_ms else 1


def walk(folder: Path) -> dict[str, float]:
    """Go through every step and every dialog; return the longest stall of each action."""
    changes: dict[str, object] = {"subnet": f"{NOWHERE}.0/25", "shop_name": "好邻居便利"}
    enrolling.set_up(folder, Wish(store="S1", till="T1", changes=changes))
    start_qt(folder, settings.load(folder))
    with PrinterSimulator(faults=Faults(stalls=True)) as hole, PrinterSimulator() as well:
        settings.change(
            folder,
            printer=hole.url,
            scanner=hole.url,
            card_terminal=hole.url,
            weighing_scale=f"tcp://{NOWHERE}.9:9100?protocol=os2",
            hq_url=f"http://{NOWHERE}.1:9",
        )
        with shown(folder) as window:
            pulse = Pulse(window)
            _steps(window, pulse)
            for name in SHEETS:
                _sheet(window, pulse, name)
            window.bench.keep(
                printer=well.url, scanner="sim://setup", weighing_scale="sim://setup?protocol=os2"
            )
            _devices_that_answer(window, pulse)
            return pulse.longest


@contextmanager
def shown(folder: Path) -> Iterator[SetupWindow]:
    """Show the page and close it again."""
    window = SetupWindow(folder)
    window.resize(1366, 768)
    window.show()
    try:
        yield window
    finally:
        window.close()
        window.labour.stop()
        window.close()
        window.deleteLater()  # or the next round collects it, in whichever thread
        turn(0.1)


def _steps(window: SetupWindow, pulse: Pulse) -> None:
    for at, page in enumerate(window.pages):
        pulse.during(f"to {page.name}", partial(window.go_to, at))
        pulse.during(f"help on {page.name}", lambda: press(window, KEY.Key_F1))
        press(window, KEY.Key_Escape)
        if page.again_word:
            pulse.during(f"again on {page.name}", page.again, 4.0)
    window.go_to(2)
    pulse.during("to the end of all devices", lambda: rest(window))


def _sheet(window: SetupWindow, pulse: Pulse, name: str) -> None:
    pulse.during(f"{name}: opened", lambda: window.try_device(name), 0.8)
    assert window.sheet is not None
    for at, button in enumerate(window.sheet.tries):
        if button.isEnabled():
            key = KEY(KEY.Key_F2 + at)
            pulse.during(f"{name}: {button.text()}", partial(press, window, key), 0.8)
    pulse.during(f"{name}: waited for", lambda: rest(window))
    pulse.during(f"{name}: closed", lambda: press(window, KEY.Key_Escape))
    rest(window)


def _devices_that_answer(window: SetupWindow, pulse: Pulse) -> None:
    window.try_device("printer")
    rest(window)
    for action, key in (("test", KEY.Key_F2), ("page", KEY.Key_F3), ("search", KEY.Key_F4)):
        pulse.during(f"well printer: {action}", partial(press, window, key))
        rest(window)
    press(window, KEY.Key_Escape)
    for name in ("drawer", "scanner", "scale"):
        _sheet(window, pulse, name)
    window.go_to(4)
    rest(window)
    pulse.during("backup", window.page.back_up.click)  # type: ignore[attr-defined]
    rest(window)
    window.go_to(5)
    rest(window)
    pulse.during("first receipt", window.page.first.click)  # type: ignore[attr-defined]
    rest(window)
    pulse.during("bundle", window.page.bundle.save.click)  # type: ignore[attr-defined]
    rest(window)


def rest(window: SetupWindow, most_s: float = 30.0) -> None:
    """Let everything come that is under way."""
    for _ in range(int(most_s / 0.05)):
        turn(0.05)
        if not window.labour.is_busy:
            return


def turn(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
