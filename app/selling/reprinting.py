"""Looking after papers that are not printed yet, each with its sale."""

from collections.abc import Sequence
from datetime import timedelta

from app.printing import jobs
from app.printing.job import OF_SALES, State
from app.selling import sales
from app.selling.unprinted import Unprinted
from app.till import Till

LATE_SHOWN_FOR = timedelta(days=1)  # whoever comes back for a receipt comes soon
MOST = 50  # shown at a time; others follow when these are settled


def unprinted(till: Till) -> Sequence[Unprinted]:
    """Return what waits, first what only a person can decide, each the oldest first.

    At the end what waited too long within the last day.
    """
    with till.shop.database.reading() as connection:
        waiting = [
            *jobs.in_state(connection, State.UNKNOWN),
            *jobs.in_state(connection, State.QUEUED),
            *jobs.late(connection, till.shop.clock() - LATE_SHOWN_FOR),
        ]
        found = [(job, sales.find(connection, job.store, job.sale)) for job in waiting[:MOST]]
    return tuple(
        Unprinted(job, sale) for job, sale in found if sale is not None or job.kind not in OF_SALES
    )
