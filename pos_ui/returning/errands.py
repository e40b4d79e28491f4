"""Slow requests, each in a thread of its own; the answer comes back in the screen's thread."""

import logging
import threading
from collections.abc import Callable
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.base.errors import Told, Trouble

log = logging.getLogger(__name__)

T = TypeVar("T")


class Errands(QObject):
    """Sends for answers; each comes once, or in its stead a Told, or nothing if it was dropped."""

    _came = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._waiting: dict[int, Callable[[object], None]] = {}
        self._came.connect(self._give, Qt.ConnectionType.QueuedConnection)

    def send(
        self, work: Callable[[], T], then: Callable[[T | Told], None], patience_s: float
    ) -> int:
        """Do this elsewhere; return a number to drop it by. What takes too long is HQ's absence."""
        number = next(self._numbers)
        self._waiting[number] = then  # type: ignore[assignment]
        name = f"errand-{number}"
        threading.Thread(target=self._work, args=(number, work), name=name, daemon=True).start()
        late = Trouble("hq_unreachable", why=f"{patience_s:g} s")
        QTimer.singleShot(round(patience_s * 1000), self, lambda: self._give(number, late))
        return number

    def drop(self, number: int) -> None:
        """Want no answer any more."""
        self._waiting.pop(number, None)

    def _work(self, number: int, work: Callable[[], object]) -> None:
        answer: object
        try:
            answer = work()
        except Told as told:
            answer = told
        except Exception:  # the top of a thread: whoever waits must hear of it
            log.exception("an errand failed in a way that nobody foresaw")
            answer = Trouble("hq_answered_oddly", why="?")
        if isValid(self):  # the window may have closed meanwhile
            self._came.emit(number, answer)

    def _give(self, number: int, answer: object) -> None:
        then = self._waiting.pop(number, None)
        if then is not None:
            then(answer)
