"""Working the queue of print jobs: what to print next, and what became of it."""

from datetime import timedelta

from app.base.ids import JobId
from app.printing import jobs
from app.printing.job import Event, Job, State
from app.shop import Shop

OLDEST = timedelta(minutes=15)  # a receipt that nobody waits for any more


def recover(shop: Shop) -> list[Job]:
    """Settle what an earlier run left half-sent; return what only a person can decide.

    A job that was being sent when the program died may be on paper: it is unknown, and never
    printed again by itself.
    """
    with shop.database.writing() as connection:
        for job in jobs.in_state(connection, State.SENDING):
            jobs.happen(connection, job.id, Event.CUT_OFF, shop.clock())
        return jobs.in_state(connection, State.UNKNOWN)


def take(shop: Shop) -> Job | None:
    """Return the next job to print, marked as being sent; None when nothing waits.

    Jobs that waited too long are set aside: a till that was off does not print a pile.
    """
    with shop.database.reading() as connection:
        if jobs.next_queued(connection) is None:
            return None
    with shop.database.writing() as connection:
        now = shop.clock()
        while job := jobs.next_queued(connection):
            if now - job.made_at <= OLDEST:
                jobs.happen(connection, job.id, Event.START, now)
                return job
            jobs.happen(connection, job.id, Event.EXPIRE, now)
    return None


def tell(shop: Shop, job: JobId, event: Event, error: str = "") -> State:
    """Record what happened to a job."""
    with shop.database.writing() as connection:
        return jobs.happen(connection, job, event, shop.clock(), error)
