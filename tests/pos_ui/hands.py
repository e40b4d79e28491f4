"""Plays scanners and people on a window in real time, and watches when rows are painted."""

import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_ui.window import TillWindow
from tests.pos_ui.keys import key_of

NONE = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key, and how long after the one before it is pressed."""

    after_ms: float
    text: str  # "\r" and "\t" are Enter and Tab

    @property
    def key(self) -> Qt.Key:
        ends = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}
        return ends.get(self.text) or key_of(self.text)


def scanned(code: str, gap_ms: float, end: str = "\r") -> list[Stroke]:
    """Type a code as a scanner does."""
    return [Stroke(gap_ms, sign) for sign in code + end]


def typed(text: str, chooser: random.Random) -> list[Stroke]:
    """Type as a quick person does: 60 to 250 ms a key, now and then two that overlap."""
    strokes: list[Stroke] = []
    for sign in text:
        is_rolled = bool(strokes) and strokes[-1].after_ms >= 60 and chooser.random() < 0.2
        gap = chooser.uniform(15, 45) if is_rolled else chooser.uniform(60, 250)
        strokes.append(Stroke(gap, sign))
    return strokes


class Keyboard:
    """Posts keys to a window: now, with times of their own, or in real time from a thread."""

    def __init__(self, window: QWidget) -> None:
        handle = window.windowHandle()
        assert handle is not None
        self._handle = handle
        self.at_ms = 20_000_000.0
        self.ended: list[float] = []  # when each Enter was posted in real time

    def post(self, strokes: Iterable[Stroke]) -> None:
        """Let keys wait in the queue, as they do behind a window that is busy."""
        for stroke in strokes:
            self.at_ms += stroke.after_ms
            self._post(stroke, round(self.at_ms))

    def rest(self, ms: float = 1000) -> None:
        """Let the hands lie still for a while."""
        self.at_ms += ms

    def play(self, scans: Sequence[Sequence[Stroke]], pause_s: float) -> threading.Thread:
        """Scan in real time, each so long after the one before began."""
        player = threading.Thread(target=self._play, args=(scans, pause_s), daemon=True)
        player.start()
        return player

    def _play(self, scans: Sequence[Sequence[Stroke]], pause_s: float) -> None:
        began = perf_counter()
        for number, strokes in enumerate(scans):
            _until(began + number * pause_s)
            for stroke in strokes:
                _until(perf_counter() + stroke.after_ms / 1000)
                self._post(stroke, time.monotonic_ns() // 1_000_000)
            self.ended.append(perf_counter())

    def _post(self, stroke: Stroke, at_ms: int) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, stroke.key, NONE, stroke.text)
            event.setTimestamp(at_ms)
            QCoreApplication.postEvent(self._handle, event)


class Painted(QObject):
    """Notes when the cart was painted, and how many pieces were in it then."""

    def __init__(self, window: TillWindow) -> None:
        super().__init__(window)
        self._window = window
        self.times: dict[int, float] = {}
        window.selling.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look at each painting, once it is done."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QCoreApplication.sendEvent(watched, event)
            watched.installEventFilter(self)
            cart = self._window.register.cart
            self.times.setdefault(cart.pieces if cart is not None else 0, perf_counter())
            return True
        return False

    def when(self, pieces: int) -> float:
        """Return when so many pieces were first to be seen."""
        return min(at for shown, at in self.times.items() if shown >= pieces)


def wait_for(is_done: Callable[[], bool], timeout_s: float) -> bool:
    """Let the window live until this holds; return whether it came to that."""
    end = perf_counter() + timeout_s
    while not is_done() and perf_counter() < end:
        QCoreApplication.processEvents()
        time.sleep(0.0005)
    return is_done()


def latencies(painted: Painted, ended: Sequence[float], before: int = 0) -> list[float]:
    """Return the seconds from each Enter to the painting that shows its scan."""
    return list(_latencies(painted, ended, before))


def _latencies(painted: Painted, ended: Sequence[float], before: int) -> Iterator[float]:
    for number, at in enumerate(ended, start=1 + before):
        yield max(0.0, painted.when(number) - at)


def _until(moment: float) -> None:
    while (left := moment - perf_counter()) > 0:
        time.sleep(left)
