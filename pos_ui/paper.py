"""From a print job to bytes: the paper is laid out anew from what is stored."""

from dataclasses import replace
from datetime import timedelta

from app.base.ids import JobId, SaleId
from app.closing import papers
from app.printing import jobs, spooling
from app.printing.job import OF_SALES, Event, Job, State
from app.selling import checkout, receipt
from app.selling.receipt import Receipt
from app.settings import Settings
from app.till import Till
from devices import escpos
from devices.printer import Done, Work
from devices.profile import Profile, by_name

MAY_BE_OUT = {State.SENDING, State.SENT, State.PRINTED, State.UNKNOWN}


def profile_of(settings: Settings, paper_mm: int = 0) -> Profile:
    """Return what the till's printer can do; raises Refusal for a make that nobody knows."""
    return by_name(settings.printer_profile or "generic", paper_mm or settings.paper_mm)


def next_work(till: Till, settings: Settings) -> Work | None:
    """Take the next job from the queue and make its bytes; the drawer is opened apart from it.

    A job of which no bytes can be made is left to a person: it must not stop the others.
    """
    profile = profile_of(settings)  # refused before a job is taken, or it would never end
    job = spooling.take(till.shop, timedelta(minutes=settings.print_within_min))
    if job is None:
        return None
    try:
        return work(till, settings, replace(job, opens_drawer=False), profile)
    except Exception as error:
        spooling.tell(till.shop, job.id, Event.CUT_OFF, str(error))
        raise


def work(till: Till, settings: Settings, job: Job, profile: Profile) -> Work:
    """Make the bytes of a job; a copy beside one that came out says so."""
    before = copies_out(till, job) + job.earlier
    laid_out = lay_out(till, settings, job, profile, before)
    opens = job.opens_drawer and not settings.is_training
    data = escpos.encode(laid_out, profile, open_drawer=opens)
    return Work(job=job.id, data=data, acknowledges=profile.has_status)


def lay_out(till: Till, settings: Settings, job: Job, profile: Profile, before: int) -> Receipt:
    """Lay out what a job is about, after so many copies that may be out."""
    if job.kind in OF_SALES:
        sale = checkout.find(till, job.sale)
        return receipt.lay_out(
            sale, settings, kind=job.kind, paper_mm=profile.paper_mm, reprint=before
        )
    words = papers.words_of(settings)
    said = papers.of_job(till, job, words)
    mark = words("reprint", copy=before) if before else ""
    return papers.lay_out(said, settings, paper_mm=profile.paper_mm, reprint=mark)


def copies_out(till: Till, job: Job) -> int:
    """Count the other copies of its kind that came out, or may have.

    A first copy that waited for the printer may come out after its reprint: the order in which
    they were asked for says nothing.
    """
    with till.shop.database.reading() as connection:
        asked = jobs.of_sale(connection, job.sale)
    others = (it for it in asked if it.id != job.id and it.kind is job.kind)
    return sum(it.state in MAY_BE_OUT for it in others)


def settle(till: Till, job: str, done: Done) -> tuple[SaleId, State]:
    """Record what became of a job; return its sale and its new state."""
    error = str(done.trouble) if done.trouble else ""
    event = Event(done.outcome)
    state = spooling.tell(till.shop, JobId(job), event, error, done.printer or None)
    with till.shop.database.reading() as connection:
        return jobs.sale_of(connection, JobId(job)), state
