"""What a statement says of itself, its sums and its running balance, held against its rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.base.errors import Refusal
from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry
from app.reconciliation.statements import cells
from app.reconciliation.statements.row import Row

Measured = Callable[[Row, Entry], int]
Reads = Callable[[Row, str], int]


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum over rows: what each row adds, and how many decimals it is written with."""

    of: Measured
    places: int = 2


def counted() -> Measure:
    """Count the rows."""
    return Measure(lambda _row, _entry: 1, 0)


def summed(column: str) -> Measure:
    """Add up a column of yuan, in fen."""
    return Measure(lambda row, _: row.fen(column))


def summed_milli(column: str) -> Measure:
    """Add up a column of yuan with five decimals, in thousandths of a fen."""
    return Measure(lambda row, _: row.milli(column), 5)


def differs(stated: int, found: int) -> Refusal:
    """Say that a row does not agree with itself; in fen."""
    return Refusal(
        "statement_row",
        stated=cells.yuan(stated),
        found=cells.yuan(found),
        differs=cells.yuan(found - stated),
    )


class Totals:
    """The sums that a statement states by name. `needed` must be there: else it is cut off."""

    def __init__(self, measures: Mapping[str, Measure], needed: frozenset[str]) -> None:
        self._measures = measures
        self._needed = needed
        self._sums = dict.fromkeys(measures, 0)
        self._todo = [(label, it.of) for label, it in measures.items()]
        self._seen: set[str] = set()
        self._problems: list[Problem] = []

    @property
    def labels(self) -> frozenset[str]:
        """The names of the sums."""
        return frozenset(self._measures)

    def row(self, row: Row, entry: Entry) -> None:
        """Add a row."""
        sums = self._sums
        for label, of in self._todo:
            sums[label] += of(row, entry)

    def state(self, label: str, text: str, line: int) -> None:
        """Hold a stated sum against the rows before it; a label that we do not know is let be."""
        measure = self._measures.get(label)
        if measure is None:
            return
        self._seen.add(label)
        try:
            stated = cells.decimal(text.replace(",", ""), measure.places)
        except Refusal as refusal:
            self._problems.append(Problem(line=line, column=label, why=refusal))
            return
        found = self._sums[label]
        if stated != found:
            self._problems.append(
                Problem(line=line, column=label, why=_differs(measure, stated, found))
            )

    def end(self) -> Iterator[Problem]:
        """Return what does not add up."""
        yield from self._problems
        if not self._needed <= self._seen:
            missing = "、".join(sorted(self._needed - self._seen))
            yield Problem(why=Refusal("statement_no_footer", labels=missing))

    def text(self, label: str) -> str:
        """Write the sum of the rows so far as the statement writes it."""
        return cells.yuan(self._sums[label], self._measures[label].places)


def _differs(measure: Measure, stated: int, found: int) -> Refusal:
    def said(value: int) -> str:
        return cells.yuan(value, measure.places)

    return Refusal(
        "statement_total", stated=said(stated), found=said(found), differs=said(found - stated)
    )


class Chain:
    """A running balance: each row's is the one before it plus what the row moves.

    Rows may stand the oldest or the newest first; which of both, the first two rows show.
    """

    def __init__(self, column: str, moved: Measured, read: Reads = Row.fen) -> None:
        self._column = column
        self._read = read
        self._moved = moved
        self._before: tuple[int, int, int] | None = None  # line, balance, moved
        self._is_newest_first: bool | None = None
        self._problems: list[Problem] = []

    def row(self, row: Row, entry: Entry) -> None:
        """Hold a row's balance against its neighbour's."""
        here = (row.line, self._read(row, self._column), self._moved(row, entry))
        if self._before is not None:
            self._compare(self._before, here)
        self._before = here

    def end(self) -> Iterator[Problem]:
        """Return where the balance jumps."""
        yield from self._problems

    def _compare(self, above: tuple[int, int, int], below: tuple[int, int, int]) -> None:
        oldest_first = above[1] + below[2] - below[1]
        newest_first = below[1] + above[2] - above[1]
        if self._is_newest_first is None and oldest_first != newest_first:
            self._is_newest_first = newest_first == 0
        gap = newest_first if self._is_newest_first else oldest_first
        if gap:
            why = Refusal(
                "statement_balance",
                stated=cells.yuan(below[1]),
                found=cells.yuan(below[1] + gap),
                differs=cells.yuan(gap),
            )
            self._problems.append(Problem(line=below[0], column=self._column, why=why))
