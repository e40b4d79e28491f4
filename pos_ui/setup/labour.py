"""Slow work in threads of its own; progress and answers come back in the screen's thread."""

import logging
import threading
from collections.abc import Callable
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.base.errors import Told, Trouble

log = logging.getLogger(__name__)

T = TypeVar("T")
STOP_S = 12.0  # a driver may hold a thread longer; it is a daemon and left behind

Progress = Callable[[str, int, int], None]  # a word for what is done, done, of how many
Work = Callable[[threading.Event, Progress], T]  # is told when nobody wants it any more


class Job:
    """One piece of work; cancelling it means that its answer is wanted no more."""

    def __init__(self, thread: threading.Thread, over: threading.Event) -> None:
        self.thread = thread
        self.over = over

    def cancel(self) -> None:
        """Ask it to end soon."""
        self.over.set()


class Labour(QObject):
    """Begins jobs, and ends those that still run when the screen closes."""

    _came = Signal(int, object)
    _went_on = Signal(int, str, int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._jobs: dict[int, Job] = {}
        self._then: dict[int, Callable[[object], None]] = {}
        self._tell: dict[int, Progress] = {}
        queued = Qt.ConnectionType.QueuedConnection
        self._came.connect(self._give, queued)
        self._went_on.connect(self._pass_on, queued)

    @property
    def is_busy(self) -> bool:
        """Whether anything is still being done."""
        return bool(self._jobs)

    def begin(
        self, work: Work[T], then: Callable[[T | Told], None], tell: Progress | None = None
    ) -> Job:
        """Do this elsewhere; `then` hears the answer, or a Told, unless it was cancelled."""
        number = next(self._numbers)
        over = threading.Event()
        thread = threading.Thread(
            target=self._work, args=(number, work, over), name=f"set-up-{number}", daemon=True
        )
        self._jobs[number] = job = Job(thread, over)
        self._then[number] = then  # type: ignore[assignment]
        if tell is not None:
            self._tell[number] = tell
        thread.start()
        return job

    def cancel(self) -> None:
        """Ask everything to end soon."""
        for job in self._jobs.values():
            job.cancel()

    def stop(self, timeout_s: float = STOP_S) -> None:
        """Cancel everything and wait for its end; for when there is no screen any more."""
        self.cancel()
        for job in tuple(self._jobs.values()):
            job.thread.join(timeout_s)
        self._jobs.clear()
        self._then.clear()
        self._tell.clear()

    def _work(self, number: int, work: Work[object], over: threading.Event) -> None:
        answer: object
        try:
            answer = work(over, lambda *told: self._say(number, *told))
        except Told as told:
            answer = told
        except Exception:  # the top of a thread: whoever waits must hear of it
            log.exception("a job of set-up failed in a way that nobody foresaw")
            answer = Trouble("our_bug", log="till.log")
        if isValid(self):  # the window may have closed meanwhile
            self._came.emit(number, answer)

    def _say(self, number: int, what: str, done: int, whole: int) -> None:
        if isValid(self):
            self._went_on.emit(number, what, done, whole)

    def _give(self, number: int, answer: object) -> None:
        job = self._jobs.pop(number, None)
        then = self._then.pop(number, None)
        self._tell.pop(number, None)
        if job is not None and then is not None and not job.over.is_set():
            then(answer)

    def _pass_on(self, number: int, what: str, done: int, whole: int) -> None:
        tell, job = self._tell.get(number), self._jobs.get(number)
        if tell is not None and job is not None and not job.over.is_set():
            tell(what, done, whole)
