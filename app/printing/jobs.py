"""Print jobs, written with the sale that they are about and moved only by `job.move`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import JobId, SaleId, StoreId
from app.printing.job import Event, Job, Kind, State, move
from app.printing.tables import late_jobs, open_jobs
from app.printing.tables import print_job as it
from app.storage import rows


def add(connection: Connection, jobs: Sequence[Job]) -> None:
    """Promise a receipt; call this in the transaction that completes the sale."""
    rows.insert(connection, it, [_row(job) for job in jobs])


def next_queued(connection: Connection) -> Job | None:
    """Return the job that has waited longest; None when there is none."""
    waiting = select(it).where(open_jobs, it.c.state == str(State.QUEUED))
    row = connection.execute(waiting.order_by(it.c.made_at_ms, it.c.id).limit(1)).one_or_none()
    return None if row is None else _job(row)


def in_state(connection: Connection, state: State) -> list[Job]:
    """Return the open jobs in this state, the oldest first."""
    found = select(it).where(open_jobs, it.c.state == str(state))
    return [_job(row) for row in connection.execute(found.order_by(it.c.made_at_ms, it.c.id))]


def late(connection: Connection, since: datetime) -> list[Job]:
    """Return what waited too long and was made since then, the oldest first."""
    found = select(it).where(late_jobs, it.c.made_at_ms >= clock.to_ms(since))
    return [_job(row) for row in connection.execute(found.order_by(it.c.made_at_ms, it.c.id))]


def of_sale(connection: Connection, sale: SaleId) -> list[Job]:
    """Return every copy asked for of this sale, the first one first."""
    found = select(it).where(it.c.sale == sale).order_by(it.c.made_at_ms, it.c.copy, it.c.id)
    return [_job(row) for row in connection.execute(found)]


def find(connection: Connection, job: JobId) -> Job:
    """Return a job that is known to be there."""
    return _job(connection.execute(select(it).where(it.c.id == job)).one())


def sale_of(connection: Connection, job: JobId) -> SaleId:
    """Return the sale that a job is about."""
    return SaleId(connection.execute(select(it.c.sale).where(it.c.id == job)).scalar_one())


def copies(connection: Connection, sale: SaleId, kind: Kind = Kind.RECEIPT) -> int:
    """Count the copies of this kind asked for so far."""
    asked = select(func.count()).where(it.c.sale == sale, it.c.kind == str(kind))
    return connection.scalar(asked) or 0


def happen(
    connection: Connection,
    job: JobId,
    event: Event,
    at: datetime,
    error: str = "",
    printer: str | None = None,
) -> State:
    """Move a job; raises ValueError for a move that must not happen.

    One that is wanted again waits from now: it is as young as the wish for it.
    """
    old = connection.execute(select(it.c.state, it.c.attempts).where(it.c.id == job)).one()
    new = move(State(old.state), event)
    changed: dict[str, object] = {
        "state": str(new),
        "attempts": old.attempts + (event is Event.START),
        "error": error,
        "changed_at_ms": clock.to_ms(at),
    }
    if printer is not None:
        changed["printer"] = printer
    if event is Event.PRINT_AGAIN:
        may_be_out = State(old.state) is State.UNKNOWN
        changed |= {"made_at_ms": clock.to_ms(at), "earlier": it.c.earlier + may_be_out}
    connection.execute(it.update().where(it.c.id == job).values(changed))
    return new


def _job(row: DbRow[tuple[object, ...]]) -> Job:
    return Job(
        id=JobId(row.id),
        store=StoreId(row.store),
        sale=SaleId(row.sale),
        copy=row.copy,
        state=State(row.state),
        made_at=clock.from_ms(row.made_at_ms),
        attempts=row.attempts,
        error=row.error,
        opens_drawer=bool(row.opens_drawer),
        kind=Kind(row.kind),
        printer=row.printer,
        earlier=row.earlier,
    )


def _row(job: Job) -> rows.Row:
    at_ms = clock.to_ms(job.made_at)
    return {
        "id": job.id,
        "store": job.store,
        "sale": job.sale,
        "copy": job.copy,
        "state": str(job.state),
        "opens_drawer": int(job.opens_drawer),
        "kind": str(job.kind),
        "printer": job.printer,
        "earlier": job.earlier,
        "attempts": job.attempts,
        "error": job.error,
        "made_at_ms": at_ms,
        "changed_at_ms": at_ms,
    }
