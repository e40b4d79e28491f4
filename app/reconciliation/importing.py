"""Taking statements in: read, verified, and kept whole, or refused with the place named.

Rows are written in short transactions while the file is read, under the status "storing", so
that the till sells on and memory stays small; the last one decides. The same bytes again change
nothing, and what a crash left half is begun again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from app.base.errors import Refusal
from app.reconciliation import files, rows
from app.reconciliation.imported import FileStatus, Imported, Tally
from app.reconciliation.problem import MOST, Problem
from app.reconciliation.rows import Repeat
from app.reconciliation.standard import Entry, Side, Status
from app.reconciliation.statements import books, quick, reading, source
from app.reconciliation.statements.form import Form
from app.reconciliation.statements.reading import Statement
from app.reconciliation.statements.source import Source
from app.shop import Shop

Item = TypeVar("Item")

BATCH = 2_000  # rows of one transaction
DONE = frozenset({FileStatus.ACCEPTED, FileStatus.QUARANTINED})


def take_in(
    shop: Shop, path: Path, side: Side = Side.THEIRS, forms: Sequence[Form] = ()
) -> Imported:
    """Take a file in; a bad one is kept on record as refused, without its rows.

    Raises Refusal where there is no file, Trouble where the disk fails.
    """
    return take_in_source(shop, source.of_path(path), side, forms, path)


def take_in_source(
    shop: Shop,
    file: Source,
    side: Side = Side.THEIRS,
    forms: Sequence[Form] = (),
    path: Path | None = None,
) -> Imported:
    """Take a file in that was looked at; `path` where it lies, for a quicker way."""
    with shop.database.reading() as connection:
        known = files.find(connection, file.number)
    if known is not None and known.status in DONE:
        return replace(known, was_there=True)
    if known is not None:
        _forget(shop, file.number)
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
    _put(shop, begun)
    tally = _stored(shop, begun, statement, path)
    read = tally.onto(begun)
    if not statement.is_good:
        _forget(shop, read.number)
        return _refused(shop, read, statement.problems)
    return _settled(shop, replace(read, problems=tuple(statement.problems)))


def _stored(shop: Shop, file: Imported, statement: Statement, path: Path | None) -> Tally:
    """Write the rows while they are read; return what they come to."""
    if path is not None:
        with quick.opened(path, statement) as bulk:
            if bulk is not None:
                for rest in bulk.batches():
                    for part in batched(rest, BATCH):
                        with shop.database.writing() as connection:
                            rows.add_coded(connection, part)
                return bulk.tally()
    tally, place = Tally(), 1
    for batch in batched(_tallied(statement.rows(), tally), BATCH):
        with shop.database.writing() as connection:
            rows.add(connection, file.number, place, batch)
        place += len(batch)
    return tally


def _settled(shop: Shop, file: Imported) -> Imported:
    """Hold the rows against earlier files, then let them count; or set the file aside."""
    clashes = [it for found in _repeats(shop, file) for it in found if not it.is_same]
    if clashes:
        file = replace(
            file,
            status=FileStatus.QUARANTINED,
            problems=(*file.problems, *(_clash(shop, it) for it in clashes[:MOST]))[:MOST],
        )
        _put(shop, file)
        return file
    many = 0
    for found in _repeats(shop, file):
        many += len(found)
        with shop.database.writing() as connection:
            rows.retire(connection, [_older(file.number, it) for it in found])
    file = replace(file, status=FileStatus.ACCEPTED, repeats=many)
    _put(shop, file)
    return file


def _repeats(shop: Shop, file: Imported) -> Iterator[list[Repeat]]:
    for first in range(1, file.sums.rows + 1, BATCH):
        with shop.database.reading() as connection:
            found = rows.repeats(connection, file.number, first, first + BATCH - 1)
        if found:
            yield found


def _older(file: int, it: Repeat) -> tuple[int, int]:
    """Choose which of two same rows no longer counts: the one that was still open, else ours."""
    if it.other_status is Status.PENDING and it.status is not Status.PENDING:
        return it.file, it.other_place
    return file, it.place


def _clash(shop: Shop, it: Repeat) -> Problem:
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


def _tallied(entries: Iterable[Entry], tally: Tally) -> Iterator[Entry]:
    add = tally.add
    for it in entries:
        add(it)
        yield it


def batched(them: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut into lists of a size; the last may be shorter."""
    rest = iter(them)
    while batch := list(islice(rest, size)):
        yield batch
