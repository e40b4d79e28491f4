"""Doing what was promised as jobs: a few threads of a server that claim, work, and tell."""

import logging
import threading
from collections.abc import Callable, Mapping

from app.base.errors import Told
from app.shop import Shop
from app.storage import jobs
from app.storage.jobs import Job, LeaseLost

Work = Callable[[Shop, Job], None]  # ends with `jobs.finish` in the transaction of its effects

log = logging.getLogger(__name__)

PAUSE_S = 1.0  # between two looks when nothing is due
AT_ONCE = 8  # jobs of one claim


class Workers:
    """Threads that do jobs until stopped; what they hold then is finished first."""

    def __init__(
        self, shop: Shop, works: Mapping[str, Work], threads: int = 2, pause_s: float = PAUSE_S
    ) -> None:
        self._shop = shop
        self._works = works
        self._pause_s = pause_s
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, name=f"jobs-{number}", daemon=True)
            for number in range(threads)
        ]

    def begin(self) -> None:
        """Start working."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout_s: float = 30.0) -> None:
        """Claim nothing more and wait for what is in hand; the rest goes to others in time."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(timeout_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                found = self._claim()
                for held in found:
                    if not self._stopping.is_set() and self._is_still_ours(held):
                        self._do(held)
            except Told as told:  # the database is away
                log.warning("no job can be done: %s", told.code)
                found = []
            except Exception:  # the top of a thread: other jobs must not wait for ever
                log.exception("a round of jobs failed in a way that nobody foresaw")
                found = []
            if not found:
                self._stopping.wait(self._pause_s)

    def _claim(self) -> list[Job]:
        now = self._shop.clock()
        with self._shop.database.writing() as connection:
            jobs.sweep(connection, now)
            return jobs.claim(connection, self._works, now, most=AT_ONCE)

    def _is_still_ours(self, held: Job) -> bool:
        now = self._shop.clock()
        if held.leased_until is not None and held.leased_until - now > jobs.LEASE / 2:
            return True
        with self._shop.database.writing() as connection:
            return jobs.extend(connection, held, now + jobs.LEASE)

    def _do(self, held: Job) -> None:
        try:
            self._works[held.kind](self._shop, held)
        except LeaseLost:
            log.warning("a job of kind %s took longer than its lease", held.kind)
        except Told as told:
            self._failed(held, told.code)
        except Exception as error:  # one job's mistake is not the others'
            log.exception("a job of kind %s failed in a way that nobody foresaw", held.kind)
            self._failed(held, type(error).__name__)

    def _failed(self, held: Job, why: str) -> None:
        try:
            with self._shop.database.writing() as connection:
                state = jobs.fail(connection, held, self._shop.clock(), why)
        except LeaseLost:
            return
        if state is jobs.State.DEAD:
            log.error("a job of kind %s is dead after %s attempts", held.kind, held.attempts)
