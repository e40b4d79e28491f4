"""Statements that are one table of text: a header, rows, and sums below them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.base.errors import Refusal
from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry
from app.reconciliation.statements.cells import clean
from app.reconciliation.statements.control import Totals
from app.reconciliation.statements.dialect import CSV, Dialect
from app.reconciliation.statements.form import Found, Head
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.source import Line, Part

LONGEST_CELL = 50  # lines that one quoted cell may run over
HEADER_WITHIN = 60  # lines


class Foot(Protocol):
    """How the lines below the rows are told, read and written."""

    def starts(self, text: str) -> bool:
        """Say whether the rows end here."""

    def read(self, lines: Iterator[Line], totals: Totals) -> None:
        """Read the stated sums from the first line below the rows on."""

    def write(self, totals: Totals, head: Head) -> list[str]:
        """Write the lines below the rows."""


class Control(Protocol):
    """A running balance, or sums of another kind."""

    def row(self, row: Row, entry: Entry) -> None:
        """Add a row."""

    def end(self) -> Iterator[Problem]:
        """Return what does not add up."""


class NoFoot:
    """A table that ends with its last row."""

    def starts(self, _: str) -> bool:
        """Say whether the rows end here: never."""
        return False

    def read(self, lines: Iterator[Line], totals: Totals) -> None:
        """Read nothing."""

    def write(self, _totals: Totals, _head: Head) -> list[str]:
        """Write nothing."""
        return []


@dataclass(frozen=True, slots=True)
class Checks:
    """The controls of one reading."""

    totals: Totals
    chain: Control | None = None

    def row(self, row: Row, entry: Entry) -> None:
        """Add a row to each."""
        self.totals.row(row, entry)
        if self.chain is not None:
            self.chain.row(row, entry)

    def end(self) -> Iterator[Problem]:
        """Return what does not add up."""
        yield from self.totals.end()
        if self.chain is not None:
            yield from self.chain.end()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One format: names of its columns, what a row means, its sums, its lines.

    `needed` are the columns by which it is recognised; `never` those that another format has.
    `aliases` maps other spellings to ours; `beside` reads sums from the other parts of a file.
    `entry` returns None for a row that is no movement.
    """

    name: str
    channel: str
    columns: tuple[str, ...]
    needed: frozenset[str]
    never: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)
    entry: Callable[[Row], Entry | None]
    cells: Callable[[Entry, int], Mapping[str, str]]
    checks: Callable[[], Checks]
    foot: Foot
    above: Callable[[Head], list[str]] = lambda _: []  # writes the lines above the header
    account_in: Callable[[str], str] = lambda _: ""  # reads the account in one of them
    fold: Callable[[str], str] = lambda it: it  # how a column's name is put before `aliases`
    beside: Callable[[Sequence[Part], Totals], None] = lambda _parts, _totals: None
    dialect: Dialect = CSV
    moves_fen: Callable[[Entry], int] = lambda it: it.net_fen  # the balance, by each row

    def sees(self, part: Part) -> bool:
        """Say whether the first lines hold this format's header."""
        return not part.is_book and any(self._is_header(it) for it in part.first_lines())

    def read(self, parts: Sequence[Part], found: Found) -> Iterator[Entry]:
        """Read the rows of the one part that has them, then hold the sums against them."""
        (part,) = [it for it in parts if self.sees(it)][:1]
        lines = part.lines()
        header = self._header(lines, found)
        at = self._columns(header)
        checks = self.checks()
        yield from self._rows(lines, at, len(header), checks, found)
        self.beside(parts, checks.totals)
        for problem in checks.end():
            found.add(problem)

    def _rows(
        self,
        lines: Iterator[Line],
        at: Mapping[str, int],
        width: int,
        checks: Checks,
        found: Found,
    ) -> Iterator[Entry]:
        cut, starts = self.dialect.cut, self.foot.starts
        for line, text in lines:
            if not text or text.isspace():
                continue
            if starts(text):
                self.foot.read(_again((line, text), lines), checks.totals)
                return
            whole = _whole(text, lines) if self.dialect is CSV and text.count('"') % 2 else text
            values = cut(whole, width)
            if len(values) != width and not _fits(values, width):
                why = Refusal("statement_columns", found=len(values), expected=width)
                found.add(Problem(line=line, why=why))
                continue
            row = Row(at, values, found.problems, line, whole, found.account)
            entry = self.entry(row)
            if entry is not None:
                checks.row(row, entry)
                yield entry

    def write(self, entries: Iterable[Entry], head: Head) -> bytes:
        """Write header, rows and sums."""
        names = [self._named_one(it) for it in self.columns]
        at = {name: place for place, name in enumerate(names)}
        checks = self.checks()
        balance = head.balance_fen
        lines = [*self.above(head), ",".join(self.columns)]
        for entry in entries:
            balance += self.moves_fen(entry)
            values = {**self.cells(entry, balance), **head.more(entry)}
            texts = [values.get(name, "") for name in names]
            checks.row(Row(at, [clean(it) for it in texts], []), entry)
            lines.append(self.dialect.join(texts))
        lines += self.foot.write(checks.totals, head)
        end = self.dialect.end
        return "".join(f"{it}{end}" for it in lines).encode(self.dialect.encoding, "replace")

    def _header(self, lines: Iterator[Line], found: Found) -> list[str]:
        for line, text in lines:
            if self._is_header(text):
                return self._named(text)
            found.account = found.account or self.account_in(text)
            if line > HEADER_WITHIN:
                break
        raise Refusal("statement_unknown")

    def _is_header(self, text: str) -> bool:
        if "," not in text:
            return False
        names = set(self._named(text))
        return self.needed <= names and not self.never & names

    def _named(self, text: str) -> list[str]:
        cut = self.dialect.cut(text, 0)
        return [self._named_one(it) for it in map(clean, cut)]

    def _named_one(self, text: str) -> str:
        name = self.fold(text)
        return self.aliases.get(name, name)

    def _columns(self, header: Sequence[str]) -> dict[str, int]:
        at: dict[str, int] = {}
        for place, name in enumerate(header):
            if name and name in at:
                raise Refusal("statement_header_twice", column=name)
            at[name] = place
        return at


def _fits(values: list[str], width: int) -> bool:
    """Forgive empty cells at the end, which spreadsheets add and take off."""
    while len(values) > width and not values[-1]:
        values.pop()
    return len(values) == width


def _whole(text: str, lines: Iterator[Line]) -> str:
    """Join the lines over which a quoted cell runs."""
    for _, (_, more) in zip(range(LONGEST_CELL), lines, strict=False):
        text += "\n" + more
        if text.count('"') % 2 == 0:
            break
    return text


def _again(first: Line, rest: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from rest
