"""Small changes of many threads in one transaction, so that they wait for the disk together.

Each is all or nothing by itself: one that fails takes nothing of the others with it. A thread that
finds nobody at it works at once, alone; those who come meanwhile are the next batch.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection

from app.storage.database import Database

T = TypeVar("T")

MOST_AT_ONCE = 64  # so that nobody waits long for others' work


class _Job(Generic[T]):
    def __init__(self, work: Callable[[Connection], T]) -> None:
        self.work = work
        self.is_done = False
        self.error: BaseException | None = None
        self.value: T

    def result(self) -> T:
        if self.error is not None:
            raise self.error
        return self.value


class Together:
    """Writes for many threads; what `write` returned outlives a power cut."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Job[object]] = []
        self._list = threading.Lock()
        self._turn = threading.Lock()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do this in a transaction and return what it returns; what it raises undoes it."""
        job = _Job(work)
        with self._list:
            self._waiting.append(job)  # type: ignore[arg-type]
        with self._turn:
            while not job.is_done:
                with self._list:
                    batch = self._waiting[:MOST_AT_ONCE]
                    del self._waiting[:MOST_AT_ONCE]
                self._run(batch)
        return job.result()

    def _run(self, batch: Sequence[_Job[object]]) -> None:
        try:
            with self._database.writing() as connection:
                if len(batch) == 1:
                    batch[0].value = batch[0].work(connection)
                else:
                    for job in batch:
                        _apart(job, connection)
        except BaseException as error:  # noqa: BLE001 - raised again, in the threads that asked
            for job in batch:
                job.error = job.error or error
        for job in batch:
            job.is_done = True


def _apart(job: _Job[object], connection: Connection) -> None:
    try:
        with connection.begin_nested():
            job.value = job.work(connection)
    except Exception as error:  # noqa: BLE001 - raised again, in the thread that asked
        job.error = error
