"""Jobs: promised once, claimed by one at a time, tried again, dead in the end."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from app.base import clock
from app.storage import facts, jobs
from app.storage.database import Database, open_url
from app.storage.jobs import Job, LeaseLost, State
from tests.examples import NOON

MINUTE = timedelta(minutes=1)
WORKERS = 8


def url_of(database: Database) -> str:
    if database.path is not None:
        return f"sqlite:///{database.path}"
    return database.engine.url.render_as_string(hide_password=False)


def promise(database: Database, number: int = 1, kind: str = "mail") -> None:
    with database.writing() as connection:
        for one in range(number):
            jobs.enqueue(connection, kind, {"n": one}, NOON)


def take(database: Database, most: int = 1, at: timedelta = MINUTE) -> list[Job]:
    with database.writing() as connection:
        return jobs.claim(connection, ["mail"], NOON + at, most=most)


def with_an_effect(
    database: Database, tell: Callable[[Connection, Job, datetime], object], held: Job
) -> None:
    with database.writing() as connection:
        jobs.enqueue(connection, "effect", {}, NOON)
        tell(connection, held, NOON)


def counted(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {str(state): it for state, it in jobs.counts(connection).items() if it}


def test_a_job_is_promised_with_what_wants_it_or_not_at_all(hq_database: Database) -> None:
    with suppress(ZeroDivisionError), hq_database.writing() as connection:
        jobs.enqueue(connection, "mail", {}, NOON)
        raise ZeroDivisionError
    assert counted(hq_database) == {}
    promise(hq_database)
    [held] = take(hq_database)
    assert (facts.decode(held.payload, dict[str, int]), held.attempts) == ({"n": 0}, 1)
    assert take(hq_database) == []


def test_the_same_key_promises_one_job_even_after_it_was_done(hq_database: Database) -> None:
    names = set()
    for _ in range(3):
        with hq_database.writing() as connection:
            names.add(jobs.enqueue(connection, "mail", {}, NOON, unique_key="s1"))
        for held in take(hq_database):
            with hq_database.writing() as connection:
                jobs.finish(connection, held, NOON)
    with hq_database.writing() as connection:
        jobs.enqueue(connection, "other", {}, NOON, unique_key="s1")
    assert (len(names), counted(hq_database)) == (1, {"done": 1, "waiting": 1})


def test_a_job_waits_for_its_time_and_the_oldest_goes_first(hq_database: Database) -> None:
    with hq_database.writing() as connection:
        late = jobs.enqueue(connection, "mail", {}, NOON, wait=2 * MINUTE)
        soon = jobs.enqueue(connection, "mail", {}, NOON, wait=MINUTE / 2)
        first = jobs.enqueue(connection, "mail", {}, NOON)
    assert [it.id for it in take(hq_database, most=9)] == [first, soon]
    assert [it.id for it in take(hq_database, most=9, at=3 * MINUTE)] == [late]


def test_who_takes_too_long_loses_the_job_and_cannot_finish_it(hq_database: Database) -> None:
    promise(hq_database)
    [slow] = take(hq_database)
    with hq_database.writing() as connection:
        assert jobs.sweep(connection, NOON + MINUTE) == 0
        assert jobs.sweep(connection, NOON + 3 * MINUTE) == 1
    [quick] = take(hq_database, at=4 * MINUTE)
    assert (quick.id, quick.attempts) == (slow.id, 2)
    late: Callable[[Connection, Job, datetime], object]
    for late in (jobs.finish, partial(jobs.fail, error="x")):
        with pytest.raises(LeaseLost):
            with_an_effect(hq_database, late, slow)
    with hq_database.writing() as connection:
        assert not jobs.extend(connection, slow, NOON + MINUTE)
        assert jobs.extend(connection, quick, NOON + 9 * MINUTE)
        assert jobs.sweep(connection, NOON + 8 * MINUTE) == 0
        jobs.finish(connection, quick, NOON)
    assert counted(hq_database) == {"done": 1}  # and no effect of the slow one


def test_a_job_that_fails_too_often_is_dead_and_seen_until_a_person_revives_it(
    hq_database: Database,
) -> None:
    with hq_database.writing() as connection:
        name = jobs.enqueue(connection, "mail", {}, NOON, most_attempts=3)
    at, state = NOON, State.WAITING
    for attempt in range(3):
        at += timedelta(hours=1)
        with hq_database.writing() as connection:
            [held] = jobs.claim(connection, ["mail"], at)
            state = jobs.fail(connection, held, at, f"no line {attempt}\x00")
    assert state is State.DEAD
    with hq_database.writing() as connection:
        [dead] = jobs.in_state(connection, State.DEAD)
        assert (dead.id, dead.error, dead.attempts) == (name, "no line 2", 3)
        assert jobs.claim(connection, ["mail"], at + MINUTE * 999) == []
        assert jobs.forget_done(connection, at + MINUTE * 999) == 0
        assert jobs.retry(connection, name, at)
        assert not jobs.retry(connection, name, at)
        assert jobs.claim(connection, ["mail"], at)[0].attempts == 1


def test_a_job_whose_workers_all_die_is_dead_too(hq_database: Database) -> None:
    with hq_database.writing() as connection:
        jobs.enqueue(connection, "mail", {}, NOON, most_attempts=2)
    for hours in (1, 2):
        assert len(take(hq_database, at=timedelta(hours=hours))) == 1
        with hq_database.writing() as connection:
            assert jobs.sweep(connection, NOON + timedelta(hours=hours + 1)) == 1
    assert counted(hq_database) == {"dead": 1}


@given(attempts=st.integers(1, 10_000))
def test_pauses_grow_and_end_somewhere(attempts: int) -> None:
    longest = min(jobs.LONGEST_WAIT, jobs.FIRST_WAIT * 2 ** min(attempts - 1, 20))
    assert longest / 2 <= jobs.pause(attempts) <= longest


def test_what_was_done_long_ago_is_forgotten(hq_database: Database) -> None:
    promise(hq_database, 2)
    for held in take(hq_database, most=2):
        with hq_database.writing() as connection:
            jobs.finish(connection, held, NOON)
    with hq_database.writing() as connection:
        assert jobs.forget_done(connection, NOON) == 0
        assert jobs.forget_done(connection, NOON + MINUTE) == 2


def test_eight_workers_do_each_job_once_and_never_together(hq_database: Database) -> None:
    promise(hq_database, 300)
    seen: list[str] = []
    busy: set[str] = set()
    turn = threading.Lock()

    def work() -> None:
        while held := take(hq_database, most=7):
            for one in held:
                with turn:
                    assert one.id not in busy
                    busy.add(one.id)
                with hq_database.writing() as connection:
                    jobs.finish(connection, one, NOON)
                with turn:
                    busy.remove(one.id)
                    seen.append(one.id)

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Who finds all others' jobs locked goes home early; the rest is done by those who stay.
    assert (len(seen), len(set(seen)), counted(hq_database)) == (300, 300, {"done": 300})


VICTIM = """
import sys, time
from datetime import timedelta
from app.base import clock
from app.storage import jobs
from app.storage.database import open_url
database = open_url(sys.argv[1])
with database.writing() as connection:
    [held] = jobs.claim(connection, ["mail"], clock.now(), lease=timedelta(seconds=1))
print(held.id, flush=True)
time.sleep(60)
"""


def test_a_worker_killed_in_mid_job_leaves_it_to_another_after_its_lease(
    hq_database: Database,
) -> None:
    promise(hq_database)
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, url_of(hq_database)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert victim.stdout is not None
    name = victim.stdout.readline().strip()
    victim.kill()
    victim.wait()
    victim.stdout.close()
    again = open_url(url_of(hq_database))
    while True:
        with again.writing() as connection:
            jobs.sweep(connection, clock.now())
            held = jobs.claim(connection, ["mail"], clock.now())
        if held:
            break
        time.sleep(0.05)
    with again.writing() as connection:
        until = connection.scalar(select(jobs.job.c.leased_until_ms))
        jobs.finish(connection, held[0], clock.now())
    again.close()
    assert (held[0].id, held[0].attempts) == (name, 2)
    assert until is not None
    assert counted(hq_database) == {"done": 1}
