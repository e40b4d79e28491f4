"""A statement that was looked at: what it is, whether it was taken in, what it comes to."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.reconciliation.problem import Problem
from app.reconciliation.standard import Side, Sums


class FileStatus(StrEnum):
    """What became of a file."""

    STORING = "storing"  # its rows are being written; after a crash it is begun again
    ACCEPTED = "accepted"
    REFUSED = "refused"  # it does not add up, or cannot be read; none of its rows is kept
    QUARANTINED = "quarantined"  # whole by itself, but it contradicts what was accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One file; `number` names it where its rows are kept. Days are as 20260131, 0 is none."""

    number: int
    hash: str
    name: str
    side: Side = Side.THEIRS
    format: str = ""
    channel: str = ""
    account: str = ""
    currency: str = ""
    status: FileStatus
    first_day: int = 0
    last_day: int = 0
    sums: Sums = field(default_factory=Sums)
    problems: tuple[Problem, ...] = ()
    repeats: int = 0  # rows that an earlier file had already
    was_there: bool = False  # the very same file was taken in before: nothing was changed
