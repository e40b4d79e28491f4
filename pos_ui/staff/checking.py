"""Checking PINs and badges away from the screen's thread: a PIN is slow to check on purpose."""

import logging
import threading
from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.base.errors import Told, Trouble
from app.staff.person import Person

log = logging.getLogger(__name__)

Check = Callable[[], Person]
Then = Callable[[Person | Told], None]


class Checking(QObject):
    """Does one check at a time and answers in the screen's thread, unless it was dropped."""

    _came = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._present = 0
        self._then: Then | None = None
        self._came.connect(self._give, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._then is not None

    def send(self, check: Check, then: Then) -> None:
        """Check this elsewhere; what was asked before is answered to nobody."""
        self._present, self._then = next(self._numbers), then
        name = f"staff-check-{self._present}"
        threading.Thread(
            target=self._work, args=(self._present, check), name=name, daemon=True
        ).start()

    def drop(self) -> None:
        """Want no answer any more."""
        self._then = None

    def _work(self, number: int, check: Check) -> None:
        answer: Person | Told
        try:
            answer = check()
        except Told as told:
            answer = told
        except Exception:  # the top of a thread: whoever waits must hear of it
            log.exception("a check failed in a way that nobody foresaw")
            answer = Trouble("our_bug", log="till.log")
        if isValid(self):  # the window may have closed meanwhile
            self._came.emit(number, answer)

    def _give(self, number: int, answer: Person | Told) -> None:
        then = self._then
        if number == self._present and then is not None:
            self._then = None
            then(answer)
