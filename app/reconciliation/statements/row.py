"""One row of a table by the names of its columns, and what was wrong in its cells."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from app.base.errors import Refusal
from app.reconciliation.problem import MOST, Problem
from app.reconciliation.statements import cells

Read = TypeVar("Read")


class Row:
    """Cells under canonical names. A bad cell is noted, not raised, and reads as nothing."""

    __slots__ = ("_at", "_cells", "_problems", "account", "line", "raw")

    def __init__(
        self,
        at: Mapping[str, int],
        values: Sequence[str],
        problems: list[Problem],
        line: int = 0,
        raw: str = "",
        account: str = "",
    ) -> None:
        self._at = at
        self._cells = values
        self._problems = problems
        self.line = line
        self.raw = raw
        self.account = account  # of the whole statement, where it says so above its rows

    def has(self, name: str) -> bool:
        """Say whether the table has the column at all."""
        return name in self._at

    def text(self, name: str) -> str:
        """Return a cell as it stands; a column that is not there is empty."""
        at = self._at.get(name)
        return "" if at is None else self._cells[at]

    def number(self, name: str) -> str:
        """Return an order's or a transaction's number; what stands for none is empty."""
        text = self.text(name)
        if not text or text in {"0", "-", "--"}:
            return ""
        return self.read(name, cells.number, text) or ""

    def fen(self, name: str) -> int:
        """Return an amount of yuan in fen."""
        return self.read(name, cells.fen, self.text(name)) or 0

    def milli(self, name: str) -> int:
        """Return an amount of yuan in thousandths of a fen."""
        text = self.text(name)
        if text in cells.EMPTY:
            return 0
        return self.read(name, lambda it: cells.decimal(it, 5), text) or 0

    def time(self, name: str) -> int:
        """Return a moment in China's time; an empty cell is 0."""
        text = self.text(name)
        return 0 if text in cells.EMPTY else self.read(name, cells.china_ms, text) or 0

    def day(self, name: str) -> int:
        """Return a day; an empty cell is 0."""
        return self.read(name, cells.day, self.text(name)) or 0

    def choice(self, name: str, known: Mapping[str, Read], default: Read) -> Read:
        """Return what a cell's word means; an unknown word is a problem."""
        text = self.text(name)
        found = known.get(text)
        if found is None:
            self.note(name, Refusal("statement_word", text=text))
            return default
        return found

    def read(self, name: str, reader: Callable[[str], Read], text: str) -> Read | None:
        """Read a cell; what is wrong with it is noted under its column."""
        try:
            return reader(text)
        except Refusal as refusal:
            self.note(name, refusal)
            return None

    def note(self, name: str, why: Refusal, *, is_warning: bool = False) -> None:
        """Write down what is wrong with a cell."""
        if len(self._problems) < MOST:
            problem = Problem(line=self.line, column=name, why=why, is_warning=is_warning)
            self._problems.append(problem)
