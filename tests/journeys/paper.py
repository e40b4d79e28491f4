"""Looking at what printers put out, as a cashier does, and answering for it."""

from collections import Counter

from app.base.ids import SaleId
from app.printing import jobs, spooling
from app.printing.job import Decision, Job, State
from app.selling import reprinting
from app.staff.person import OWNER
from app.till import Till
from devices import escpos
from devices.paper import decode
from devices.simulator import Simulator


def copies(numbers: set[str], *printers: Simulator) -> Counter[str]:
    """Count the whole copies of each sale: from the beginning of a job to its knife.

    What is left of a job that was cut off stands above the next one, on the same paper.
    """
    found: Counter[str] = Counter()
    for printer in printers:
        for job in printer.printed.split(escpos.RESET):
            whole = "".join(paper.text for paper in decode(job) if paper.is_cut)
            found.update(number for number in numbers if number in whole)
    return found


def papers_of(till: Till, sale: SaleId) -> list[Job]:
    """Return the papers that were asked for of a sale."""
    with till.shop.database.reading() as connection:
        return jobs.of_sale(connection, sale)


def answer_for_all(till: Till, *printers: Simulator) -> tuple[int, int]:
    """Say of every paper that may be out what the printers show; return seen and again."""
    unknown = [it for it in reprinting.unprinted(till) if it.job.state is State.UNKNOWN]
    numbers = {it.job.id: it.sale.number for it in unknown if it.sale}
    on_paper = copies(set(numbers.values()), *printers)
    for it in unknown:
        is_out = on_paper[numbers[it.job.id]] > 0
        decision = Decision.SEEN if is_out else Decision.AGAIN
        spooling.decide(till, it.job.id, decision, by=OWNER)
    seen = sum(on_paper[numbers[it.job.id]] > 0 for it in unknown)
    return seen, len(unknown) - seen
