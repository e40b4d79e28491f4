"""Head office does its jobs: in threads of its server, each tried again, none forgotten."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from app.base import clock
from app.base.errors import Trouble
from app.shop import Shop
from app.storage import jobs
from app.storage.database import Database
from app.storage.jobs import Job, State
from hq import sessions, signing_in, works
from hq.people import Role
from hq.working import Workers


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "FIRST_WAIT", timedelta(milliseconds=5))


def promise(shop: Shop, number: int, most_attempts: int = 3) -> None:
    with shop.database.writing() as connection:
        for one in range(number):
            jobs.enqueue(connection, "mail", one, shop.clock(), most_attempts=most_attempts)


def counts(shop: Shop) -> dict[State, int]:
    with shop.database.reading() as connection:
        return {state: it for state, it in jobs.counts(connection).items() if it}


def until(shop: Shop, wanted: dict[State, int]) -> None:
    ends = time.monotonic() + 20
    while counts(shop) != wanted:
        assert time.monotonic() < ends, counts(shop)
        time.sleep(0.01)


def test_every_job_is_done_and_one_that_fails_is_tried_again(hq: Shop) -> None:
    tried: list[str] = []
    turn = threading.Lock()

    def mail(shop: Shop, held: Job) -> None:
        with turn:
            tried.append(held.id)
            is_first = tried.count(held.id) == 1
        if is_first and len(tried) % 3 == 0:
            raise Trouble("hq_not_set")
        if is_first and len(tried) % 3 == 1:
            raise ZeroDivisionError
        with shop.database.writing() as connection:
            jobs.finish(connection, held, shop.clock())

    promise(hq, 30)
    workers = Workers(hq, {"mail": mail}, threads=3, pause_s=0.01)
    workers.begin()
    until(hq, {State.DONE: 30})
    workers.stop()
    assert 30 < len(tried) <= 60


def test_a_job_that_never_succeeds_is_dead_and_says_why_without_telling_who(hq: Shop) -> None:
    def mail(_: Shop, __: Job) -> None:
        raise ValueError("the phone number 13800138000 is odd")

    promise(hq, 2)
    workers = Workers(hq, {"mail": mail}, pause_s=0.01)
    workers.begin()
    until(hq, {State.DEAD: 2})
    workers.stop()
    with hq.database.reading() as connection:
        assert {it.error for it in jobs.in_state(connection, State.DEAD)} == {"ValueError"}


def test_who_is_told_to_stop_finishes_what_is_in_hand(hq: Shop) -> None:
    began, may_end = threading.Event(), threading.Event()

    def mail(shop: Shop, held: Job) -> None:
        began.set()
        may_end.wait(10)
        with shop.database.writing() as connection:
            jobs.finish(connection, held, shop.clock())

    promise(hq, 5)
    workers = Workers(hq, {"mail": mail}, threads=1, pause_s=0.01)
    workers.begin()
    assert began.wait(10)
    stopping = threading.Thread(target=workers.stop)
    stopping.start()
    may_end.set()
    stopping.join()
    assert counts(hq) == {State.DONE: 1, State.RUNNING: 4}  # claimed; others do them in time


def test_a_database_that_goes_away_ends_no_worker(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Shop(database=database, clock=clock.now)
    promise(shop, 1)
    sweep, fails = jobs.sweep, iter([True, True])

    def away(*args: object) -> int:
        if next(fails, False):
            raise Trouble("database_trouble", why="gone")
        return sweep(*args)  # type: ignore[arg-type]

    def mail(shop: Shop, held: Job) -> None:
        with shop.database.writing() as connection:
            jobs.finish(connection, held, shop.clock())

    monkeypatch.setattr(jobs, "sweep", away)
    workers = Workers(shop, {"mail": mail}, threads=1, pause_s=0.01)
    workers.begin()
    until(shop, {State.DONE: 1})
    workers.stop()


def test_tidying_and_backing_up_promise_the_next_time(hq: Shop, tmp_path: Path) -> None:
    who = signing_in.add(hq, "zhang", Role.OWNER, "correct horse battery")
    with hq.database.writing() as connection:
        sessions.begin(connection, who, hq.clock() - timedelta(days=2))
    all_works = works.all_works(tmp_path / "copies")
    for _ in range(2):  # as after a restart
        works.begin(hq, all_works)
    workers = Workers(hq, all_works, pause_s=0.01)
    workers.begin()
    until(hq, {State.DONE: 2, State.WAITING: 2})
    workers.stop()
    assert len(list((tmp_path / "copies").iterdir())) == 1
    with hq.database.writing() as connection:
        assert sessions.forget(connection, hq.clock()) == 0
        due = connection.exec_driver_sql("SELECT run_at_ms FROM job WHERE state = 'waiting'")
        waits = sorted(clock.from_ms(it.run_at_ms) - hq.clock() for it in due)
    assert waits[0] > timedelta(minutes=59)
    assert waits[1] > timedelta(hours=23)
