"""Working the queue of print jobs: what to print next, what became of it, what people decide."""

from datetime import timedelta

from app.base.errors import Refusal
from app.base.ids import JobId
from app.printing import jobs
from app.printing.job import FINAL, OF_SALES, Decision, Event, Job, State
from app.shop import Shop
from app.staff import auditing
from app.staff.person import Act, Actor, Demand
from app.till import Till

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


def take(shop: Shop, oldest: timedelta = OLDEST) -> Job | None:
    """Return the next job to print, marked as being sent; None when nothing waits.

    Receipts that waited too long are set aside: a till that was off does not print a pile.
    """
    with shop.database.reading() as connection:
        if jobs.next_queued(connection) is None:
            return None
    with shop.database.writing() as connection:
        now = shop.clock()
        while job := jobs.next_queued(connection):
            if now - job.made_at <= oldest or job.kind not in OF_SALES:
                jobs.happen(connection, job.id, Event.START, now)
                return job
            jobs.happen(connection, job.id, Event.EXPIRE, now)
    return None


def tell(
    shop: Shop, job: JobId, event: Event, error: str = "", printer: str | None = None
) -> State:
    """Record what happened to a job; what comes after somebody has settled it changes nothing."""
    with shop.database.writing() as connection:
        state = jobs.find(connection, job).state
        if state in FINAL or (state is State.EXPIRED and event is not Event.ACKNOWLEDGED):
            return state
        return jobs.happen(connection, job, event, shop.clock(), error, printer)


def count_unknown(shop: Shop) -> int:
    """Count the jobs that only a person can decide."""
    with shop.database.reading() as connection:
        return len(jobs.in_state(connection, State.UNKNOWN))


def decide(till: Till, job: JobId, decision: Decision, *, by: Actor) -> State:
    """Do what somebody says of a job, and keep on record who said it.

    Raises Refusal when the job has moved on meanwhile: it came out, or is being printed.
    """
    by.must_be_allowed(Demand(act=Act.SETTLE_PAPER))
    event = Event(decision)
    with till.shop.database.writing() as connection:
        found = jobs.find(connection, job)
        try:
            state = jobs.happen(connection, job, event, till.shop.clock())
        except ValueError as error:
            raise Refusal("receipt_settled") from error
        what = f"{decision} {found.kind} {found.copy}"
        auditing.record(connection, till, by, Act.SETTLE_PAPER, sale=found.sale, what=what)
    return state
