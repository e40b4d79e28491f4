"""Work to be done later: promised in the transaction that wants it, done by whoever claims it.

A claim is a lease. Who dies with one loses it when it runs out, and somebody else does the job: so
a job is done at least once and never by two at a time while leases are kept. What must happen once
only is written in the transaction that calls `finish`, which fails when the lease was lost.
"""

import hashlib
import random
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Index, delete, func, select, text
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import JobId, new_id
from app.storage import facts, rows
from app.storage.columns import Text, UtcMs, Whole, table

LEASE = timedelta(minutes=1)
MOST_ATTEMPTS = 10
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(hours=1)
LONGEST_ERROR = 500

WAITING = text("state = 'waiting'")
RUNNING = text("state = 'running'")
job = table(
    "job",
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("unique_key", Text, nullable=False),  # "" for a job that may be there many times
    Column("payload", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_at_ms", UtcMs, nullable=False),
    Column("run_at_ms", UtcMs, nullable=False),
    Column("lease", Text, nullable=False),  # whose it is; "" for nobody's
    Column("leased_until_ms", UtcMs),
    Column("attempts", Whole, nullable=False),
    Column("most_attempts", Whole, nullable=False),
    Column("error", Text, nullable=False),  # of the last attempt
    Column("ended_at_ms", UtcMs),
)
Index("ix_job_due", job.c.run_at_ms, job.c.id, sqlite_where=WAITING, postgresql_where=WAITING)
Index("ix_job_leased", job.c.leased_until_ms, sqlite_where=RUNNING, postgresql_where=RUNNING)
Index("ix_job_ended", job.c.ended_at_ms)


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"  # it failed too often: a person must look


class LeaseLost(Exception):  # noqa: N818 - no failure of ours
    """Somebody else does this job by now; what was about to be committed must not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job in hand, or one to be looked at; `payload` is JSON."""

    id: JobId
    kind: str
    payload: msgspec.Raw
    state: State
    lease: str
    leased_until: datetime | None
    attempts: int
    most_attempts: int
    error: str


def enqueue(
    connection: Connection,
    kind: str,
    payload: object,
    at: datetime,
    *,
    unique_key: str = "",
    wait: timedelta = timedelta(0),
    most_attempts: int = MOST_ATTEMPTS,
) -> JobId:
    """Promise a job, in the transaction that wants it; return its name.

    Asked again with the same unique key it stays the job that it was, done or not, until it is
    forgotten.
    """
    name = JobId(_name_of(kind, unique_key) if unique_key else new_id())
    row = {
        "id": name,
        "kind": kind,
        "unique_key": unique_key,
        "payload": facts.encode(payload).decode(),
        "state": str(State.WAITING),
        "made_at_ms": clock.to_ms(at),
        "run_at_ms": clock.to_ms(at + wait),
        "lease": "",
        "leased_until_ms": None,
        "attempts": 0,
        "most_attempts": most_attempts,
        "error": "",
        "ended_at_ms": None,
    }
    rows.add_if_free(connection, job, [row])
    return name


def claim(
    connection: Connection,
    kinds: Collection[str],
    now: datetime,
    *,
    most: int = 1,
    lease: timedelta = LEASE,
) -> list[Job]:
    """Take the jobs that have waited longest, in a transaction of their own: commit, then work.

    Those that others are just taking are passed over (PostgreSQL: FOR UPDATE SKIP LOCKED).
    """
    due = (
        select(job)
        .where(WAITING, job.c.run_at_ms <= clock.to_ms(now), job.c.kind.in_(kinds))
        .order_by(job.c.run_at_ms, job.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    found = connection.execute(due).all()
    if not found:
        return []
    mine, until = new_id(), now + lease
    taken = job.update().where(job.c.id.in_([row.id for row in found]))
    connection.execute(
        taken.values(
            state=str(State.RUNNING),
            lease=mine,
            leased_until_ms=clock.to_ms(until),
            attempts=job.c.attempts + 1,
        )
    )
    return [_taken(row, mine, until) for row in found]


def extend(connection: Connection, held: Job, until: datetime) -> bool:
    """Keep a job longer; False when it is somebody else's by now."""
    longer = job.update().where(*_held(held)).values(leased_until_ms=clock.to_ms(until))
    return connection.execute(longer).rowcount == 1


def finish(connection: Connection, held: Job, at: datetime) -> None:
    """Say that a job is done, in the transaction of what it did; raises LeaseLost."""
    done = job.update().where(*_held(held))
    ended = {"state": str(State.DONE), "lease": "", "ended_at_ms": clock.to_ms(at), "error": ""}
    if connection.execute(done.values(leased_until_ms=None, **ended)).rowcount != 1:
        raise LeaseLost(held.id)


def fail(connection: Connection, held: Job, at: datetime, error: str) -> State:
    """Say that an attempt failed: the job waits, longer each time, or is dead after the last.

    Raises LeaseLost.
    """
    is_last = held.attempts >= held.most_attempts
    state = State.DEAD if is_last else State.WAITING
    failed = job.update().where(*_held(held))
    changed = {
        "state": str(state),
        "lease": "",
        "leased_until_ms": None,
        "run_at_ms": clock.to_ms(at + pause(held.attempts)),
        "error": error.replace("\x00", "")[:LONGEST_ERROR],
        "ended_at_ms": clock.to_ms(at) if is_last else None,
    }
    if connection.execute(failed.values(**changed)).rowcount != 1:
        raise LeaseLost(held.id)
    return state


def pause(attempts: int) -> timedelta:
    """Say how long to wait after so many attempts: twice as long each time, give or take."""
    longest = min(LONGEST_WAIT, FIRST_WAIT * int(2 ** min(attempts - 1, 20)))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads the jobs


def sweep(connection: Connection, now: datetime) -> int:
    """Let the jobs of those who died wait again, or be dead after the last attempt."""
    late = (RUNNING, job.c.leased_until_ms <= clock.to_ms(now))
    found = connection.execute(
        select(job.c.id, job.c.attempts, job.c.most_attempts)
        .where(*late)
        .with_for_update(skip_locked=True)
    ).all()
    over = [row.id for row in found if row.attempts >= row.most_attempts]
    again = [row.id for row in found if row.attempts < row.most_attempts]
    lost = {"lease": "", "leased_until_ms": None, "error": "the worker died or took too long"}
    for names, state, ended in ((over, State.DEAD, clock.to_ms(now)), (again, State.WAITING, None)):
        if names:
            put_back = job.update().where(job.c.id.in_(names))
            connection.execute(put_back.values(state=str(state), ended_at_ms=ended, **lost))
    return len(found)


def retry(connection: Connection, name: JobId, now: datetime) -> bool:
    """Give a dead job its attempts anew; False when there is no dead one of this name."""
    mine = job.update().where(job.c.id == name, job.c.state == str(State.DEAD))
    anew = {"state": str(State.WAITING), "attempts": 0, "run_at_ms": clock.to_ms(now)}
    return connection.execute(mine.values(ended_at_ms=None, **anew)).rowcount == 1


def in_state(connection: Connection, state: State, most: int = 100) -> list[Job]:
    """Return jobs that stand there, the oldest first."""
    found = select(job).where(job.c.state == str(state)).order_by(job.c.made_at_ms, job.c.id)
    return [_job(row) for row in connection.execute(found.limit(most))]


def counts(connection: Connection) -> dict[State, int]:
    """Count the jobs of each state, none left out."""
    found = connection.execute(select(job.c.state, func.count()).group_by(job.c.state)).all()
    known = {State(state): int(number) for state, number in found}
    return {state: known.get(state, 0) for state in State}


def forget_done(connection: Connection, before: datetime) -> int:
    """Let go of what was done before a moment; the dead stay until a person saw to them."""
    old = (job.c.state == str(State.DONE)) & (job.c.ended_at_ms < clock.to_ms(before))
    return connection.execute(delete(job).where(old)).rowcount


def _held(held: Job) -> tuple[ColumnElement[bool], ...]:
    return job.c.id == held.id, job.c.lease == held.lease, job.c.state == str(State.RUNNING)


def _name_of(kind: str, unique_key: str) -> str:
    return hashlib.sha256(f"{kind}\n{unique_key}".encode()).hexdigest()


def _taken(row: DbRow[tuple[object, ...]], lease: str, until: datetime) -> Job:
    waited = _job(row)
    return replace(
        waited,
        state=State.RUNNING,
        lease=lease,
        leased_until=until,
        attempts=waited.attempts + 1,
    )


def _job(row: DbRow[tuple[object, ...]]) -> Job:
    until = row.leased_until_ms
    return Job(
        id=JobId(row.id),
        kind=row.kind,
        payload=msgspec.Raw(row.payload.encode()),
        state=State(row.state),
        lease=row.lease,
        leased_until=None if until is None else clock.from_ms(until),
        attempts=row.attempts,
        most_attempts=row.most_attempts,
        error=row.error,
    )
