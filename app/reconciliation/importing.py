"""Taking statements in: read, verified, and kept whole, or refused with the place named.

Rows are written in short transactions while the file is read, under the status "storing", so
that the till sells on and memory stays small; the last one decides. The same bytes again change
nothing, and what a crash left half is begun again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from app.base.errors import Refusal
from app.reconciliation import files, rows
from app.reconciliation.imported import FileStatus, Imported
from app.reconciliation.problem import MOST, Problem
from app.reconciliation.standard import Entry, Kind, Side, Status, Sums
from app.reconciliation.statements import books, reading, source
from app.reconciliation.statements.form import Form
from app.reconciliation.statements.source import Source
from app.shop import Shop

Item = TypeVar("Item")

BATCH = 2_000  # rows of one transaction
DONE = frozenset({FileStatus.ACCEPTED, FileStatus.QUARANTINED})


@dataclass(slots=True)
class _Tally:
    """What the rows come to, while they pass by."""

    rows: int = 0
    paid: int = 0
    refunded: int = 0
    fee: int = 0
    net: int = 0
    days: set[int] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    currencies: set[str] = field(default_factory=set)
    channels: set[str] = field(default_factory=set)

    def add(self, it: Entry) -> None:
        self.rows += 1
        self.days.add(it.biz_date)
        self.accounts.add(it.account)
        self.currencies.add(it.currency)
        self.channels.add(it.channel)
        if it.status in {Status.FAILED, Status.CLOSED}:
            return
        self.paid += it.gross_fen if it.kind is Kind.PAY else 0
        self.refunded -= it.gross_fen if it.kind is Kind.REFUND else 0
        self.fee += it.fee_fen
        self.net += it.net_fen

    def onto(self, file: Imported) -> Imported:
        sums = Sums(
            rows=self.rows,
            paid_fen=self.paid,
            refunded_fen=self.refunded,
            fee_fen=self.fee,
            net_fen=self.net,
        )
        days = sorted(self.days - {0}) or [0]
        return replace(
            file,
            sums=sums,
            first_day=days[0],
            last_day=days[-1],
            account=_listed(self.accounts) or file.account,
            currency=_listed(self.currencies),
            channel=_listed(self.channels) or file.channel,
        )


def take_in(
    shop: Shop, path: Path, side: Side = Side.THEIRS, forms: Sequence[Form] = ()
) -> Imported:
    """Take a file in; a bad one is kept on record as refused, without its rows.

    Raises Refusal where there is no file, Trouble where the disk fails.
    """
    return take_in_source(shop, source.of_path(path), side, forms)


def take_in_source(
    shop: Shop, file: Source, side: Side = Side.THEIRS, forms: Sequence[Form] = ()
) -> Imported:
    """Take a file in that was looked at."""
    with shop.database.reading() as connection:
        known = files.find(connection, file.number)
    if known is not None and known.status in DONE:
        return replace(known, was_there=True)
    begun = Imported(
        number=file.number,
        hash=file.hash,
        name=file.name,
        side=side,
        status=FileStatus.STORING,
    )
    try:
        statement = reading.told(file, forms)
    except Refusal as refusal:
        return _refused(shop, begun, [Problem(why=refusal)])
    begun = replace(begun, format=statement.format, channel=statement.form.channel)
    if (side is Side.OURS) != (statement.form is books.BOOKS):
        code = "statement_not_ours" if side is Side.OURS else "statement_is_ours"
        return _refused(shop, begun, [Problem(why=Refusal(code))])
    if known is not None:
        _forget(shop, begun.number)
    _put(shop, begun)
    tally = _Tally()
    _store(shop, begun, _tallied(statement.rows(), tally))
    read = tally.onto(begun)
    if not statement.is_good:
        _forget(shop, read.number)
        return _refused(shop, read, statement.problems)
    return _settled(shop, replace(read, problems=tuple(statement.problems)))


def _store(shop: Shop, file: Imported, entries: Iterator[Entry]) -> None:
    place = 1
    for batch in batched(entries, BATCH):
        with shop.database.writing() as connection:
            rows.add(connection, file.number, place, batch)
        place += len(batch)


def _settled(shop: Shop, file: Imported) -> Imported:
    """Hold the rows against earlier files, then let them count; or set the file aside."""
    again: list[tuple[int, int]] = []
    clashes: list[Problem] = []
    for first in range(1, file.sums.rows + 1, BATCH * 5):
        with shop.database.reading() as connection:
            found = rows.repeats(connection, file.number, first, first + BATCH * 5 - 1)
        again += [_older(file.number, it) for it in found if it.is_same]
        clashes += [_clash(shop, it) for it in found if not it.is_same]
    if clashes:
        file = replace(
            file,
            status=FileStatus.QUARANTINED,
            problems=(*file.problems, *clashes)[:MOST],
        )
        _put(shop, file)
        return file
    for batch in batched(again, BATCH):
        with shop.database.writing() as connection:
            rows.retire(connection, batch)
    file = replace(file, status=FileStatus.ACCEPTED, repeats=len(again))
    _put(shop, file)
    return file


def _older(file: int, it: rows.Repeat) -> tuple[int, int]:
    """Choose which of two same rows no longer counts: the one that was still open, else ours."""
    if it.other_status is Status.PENDING and it.status is not Status.PENDING:
        return it.file, it.other_place
    return file, it.place


def _clash(shop: Shop, it: rows.Repeat) -> Problem:
    with shop.database.reading() as connection:
        other = files.find(connection, it.file)
    name = other.name if other else it.file
    why = Refusal("statement_changed", file=name, place=it.other_place)
    return Problem(line=it.place, why=why)


def _refused(shop: Shop, file: Imported, problems: Sequence[Problem]) -> Imported:
    file = replace(file, status=FileStatus.REFUSED, problems=tuple(problems))
    _put(shop, file)
    return file


def _put(shop: Shop, file: Imported) -> None:
    with shop.database.writing() as connection:
        files.put(connection, file, shop.clock())


def _forget(shop: Shop, number: int) -> None:
    while True:
        with shop.database.writing() as connection:
            if not files.forget_rows(connection, number, BATCH):
                return


def _tallied(entries: Iterable[Entry], tally: _Tally) -> Iterator[Entry]:
    add: Callable[[Entry], None] = tally.add
    for it in entries:
        add(it)
        yield it


def batched(them: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut into lists of a size; the last may be shorter."""
    rest = iter(them)
    while batch := list(islice(rest, size)):
        yield batch


def _listed(texts: set[str]) -> str:
    return ",".join(sorted(texts - {""})[:20])
