"""A paper that waits for a printer or for a person, with its sale."""

from dataclasses import dataclass

from app.printing.job import Job, State
from app.selling.sale import Sale


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A print job that is not done, and its sale."""

    job: Job
    sale: Sale

    @property
    def is_unknown(self) -> bool:
        """Whether only a person can say what came out; else it waits for a printer."""
        return self.job.state is State.UNKNOWN
