"""A paper that waits for a printer or for a person, with what it is about."""

from dataclasses import dataclass

from app.printing.job import Job, State
from app.selling.sale import Sale


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A print job that is not done, and its sale; a report or a slip has none."""

    job: Job
    sale: Sale | None

    @property
    def is_unknown(self) -> bool:
        """Whether only a person can say what came out; else it waits for a printer."""
        return self.job.state is State.UNKNOWN

    @property
    def is_late(self) -> bool:
        """Whether it waited so long that it is printed only if somebody still wants it."""
        return self.job.state is State.EXPIRED
