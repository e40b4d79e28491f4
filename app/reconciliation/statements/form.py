"""What every adapter is: it recognises a statement, reads it, and writes one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.reconciliation.problem import MOST, Problem
from app.reconciliation.standard import Entry
from app.reconciliation.statements.source import Part

More = Callable[[Entry], Mapping[str, str]]


@dataclass(slots=True)
class Found:
    """What reading a statement has found so far; whole once its rows are read."""

    problems: list[Problem] = field(default_factory=list)
    account: str = ""
    controls: int = 0  # how many stated sums and balances the rows were held against

    def add(self, problem: Problem) -> None:
        """Write a problem down, up to as many as anybody reads."""
        if len(self.problems) < MOST:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a written statement says beside its rows."""

    account: str = ""
    first_day: int = 0  # as 20260131
    last_day: int = 0
    made_at_ms: int = 0
    balance_fen: int = 0  # before the first row
    more: More = field(default=lambda _: {})  # further cells of a row, by column


class Form(Protocol):
    """One format of statements."""

    @property
    def name(self) -> str:
        """What it is called, such as "wechat_trade"."""

    @property
    def channel(self) -> str:
        """Whose statement it is."""

    def sees(self, part: Part) -> bool:
        """Say whether a part of a file looks like this format, by its content alone."""

    def read(self, parts: Sequence[Part], found: Found) -> Iterator[Entry]:
        """Read the rows; what is wrong goes into `found`, which is whole at the end.

        Raises Refusal where nothing after it can be read.
        """

    def write(self, entries: Iterable[Entry], head: Head) -> bytes:
        """Write a statement of these rows, with its sums."""
