"""From a print job to bytes: the receipt is laid out anew from the stored sale."""

from app.base.ids import JobId, SaleId
from app.printing import jobs, spooling
from app.printing.job import Event, Job, State
from app.selling import checkout, receipt
from app.settings import Settings
from app.till import Till
from devices import escpos
from devices.printer import Done, Work
from devices.profile import Profile, by_name

MAY_BE_OUT = {State.SENDING, State.SENT, State.PRINTED, State.UNKNOWN}


def profile_of(settings: Settings, paper_mm: int = 0) -> Profile:
    """Return what the till's printer can do."""
    return by_name(settings.printer_profile or "generic", paper_mm or settings.paper_mm)


def next_work(till: Till, settings: Settings) -> Work | None:
    """Take the next job from the queue and make its bytes."""
    job = spooling.take(till.shop)
    return None if job is None else work(till, settings, job, profile_of(settings))


def work(till: Till, settings: Settings, job: Job, profile: Profile) -> Work:
    """Make the bytes of a job; a copy beside one that came out says so."""
    sale = checkout.find(till, job.sale)
    others = copies_out(till, job)
    laid_out = receipt.lay_out(sale, settings, paper_mm=profile.paper_mm, reprint=others)
    data = escpos.encode(laid_out, profile, open_drawer=job.opens_drawer)
    return Work(job=job.id, data=data, acknowledges=profile.has_status)


def copies_out(till: Till, job: Job) -> int:
    """Count the other copies that came out, or may have.

    A first copy that waited for the printer may come out after its reprint: the order in which
    they were asked for says nothing.
    """
    with till.shop.database.reading() as connection:
        asked = jobs.of_sale(connection, job.sale)
    return sum(it.id != job.id and it.state in MAY_BE_OUT for it in asked)


def settle(till: Till, job: str, done: Done) -> tuple[SaleId, State]:
    """Record what became of a job; return its sale and its new state."""
    error = str(done.trouble) if done.trouble else ""
    state = spooling.tell(till.shop, JobId(job), Event(done.outcome), error)
    with till.shop.database.reading() as connection:
        return jobs.sale_of(connection, JobId(job)), state
