"""Rows of statements in SQL, in the standard form."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select, update

from app.reconciliation.imported import FileStatus
from app.reconciliation.standard import CODED, KINDS, NAMES, SIDES, STATUSES, Entry, Status
from app.reconciliation.tables import statement_file, statement_row
from app.storage import rows
from app.storage.rows import Prepared

FETCHED = 10_000
_KEY = (
    *("side", "channel", "account", "kind", "channel_no"),
    *("order_no", "refund_no", "original_no"),
)
_CODED_NAMES = (*NAMES, "raw")
_WORDS: list[tuple[str, list[Any]]] = [
    ("side", list(SIDES)),
    ("kind", list(KINDS)),
    ("status", list(STATUSES)),
]
_FIELDS = (*NAMES[2:], "raw")  # of an entry, without file and place
_TEXTS = tuple(
    it.name for it in statement_row.columns if it.name in _FIELDS and it.type.python_type is str
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that another accepted file has too: where, and whether its amounts are the same."""

    place: int
    file: int
    other_place: int
    is_same: bool
    status: Status
    other_status: Status


def add(connection: Connection, file: int, first_place: int, entries: Sequence[Entry]) -> None:
    """Write rows of a file down; they are current until somebody says otherwise."""
    rows.insert(
        connection,
        statement_row,
        [_row(file, place, one) for place, one in enumerate(entries, first_place)],
    )


def add_coded(connection: Connection, coded: Sequence[tuple[Any, ...]]) -> None:
    """Write rows down that come as tuples in the order of `COLUMNS`, with `raw` behind."""
    rows.insert(connection, statement_row, [_decoded(it) for it in coded])


def repeats(connection: Connection, file: int, first: int, last: int) -> list[Repeat]:
    """Find which rows of these places stand in other accepted files too."""
    found = _REPEATS.read(connection, file=file, first=first, last=last)
    return [
        Repeat(
            place=one.place,
            file=one.other,
            other_place=one.other_place,
            is_same=(one.gross_fen, one.net_fen) == (one.other_gross_fen, one.other_net_fen),
            status=Status(one.status),
            other_status=Status(one.other_status),
        )
        for one in found
    ]


def retire(connection: Connection, places: Sequence[tuple[int, int]]) -> None:
    """Say of rows, by file and place, that another file has them."""
    for file, place in places:
        _RETIRE.write(connection, {"the_file": file, "the_place": place})


def current(
    connection: Connection, first_day: int, last_day: int, channels: Sequence[str] = ()
) -> Iterator[tuple[object, ...]]:
    """Read the rows that count, of accepted files, as tuples in the order of `COLUMNS`."""
    wanted = select(*(statement_row.c[it] for it in NAMES)).where(
        statement_row.c.file == statement_file.c.number,
        statement_file.c.status == FileStatus.ACCEPTED,
        statement_row.c.is_current == 1,
        statement_row.c.biz_date.between(first_day, last_day),
    )
    if channels:
        wanted = wanted.where(statement_row.c.channel.in_(channels))
    coded = [(NAMES.index(name), codes) for name, codes in CODED.items()]
    result = connection.execution_options(yield_per=FETCHED).execute(wanted)
    for row in result:
        values = list(row)
        for at, codes in coded:
            values[at] = codes[values[at]]  # type: ignore[index]
        yield tuple(values)


def raw(connection: Connection, file: int, place: int) -> str:
    """Return a row as it stood in its file."""
    table = statement_row
    found = select(table.c.raw).where(table.c.file == file, table.c.place == place)
    return str(connection.scalar(found) or "")


def identity(entry: Entry) -> int:
    """Sum up in 64 bits what the same row has in every file: who, what kind, which numbers.

    A row without a number of the channel's is known by its time and amount as well.
    """
    key = [getattr(entry, it) for it in _KEY]
    if not entry.channel_no:
        key += [entry.store, entry.batch, str(entry.at_ms), str(entry.gross_fen)]
    return _hashed(key)


def _hashed(key: Sequence[str]) -> int:
    digest = hashlib.blake2b("\x1f".join(key).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _decoded(values: tuple[Any, ...]) -> dict[str, Any]:
    row = dict(zip(_CODED_NAMES, values, strict=True))
    for name, words in _WORDS:
        row[name] = words[row[name]].value
    row["raw"] = row["raw"].replace("\x00", "�")
    key = [row[it] for it in _KEY]
    if not row["channel_no"]:
        key += [row["store"], row["batch"], str(row["at_ms"]), str(row["gross_fen"])]
    row["identity"] = _hashed(key)
    row["is_current"] = 1
    return row


def _row(file: int, place: int, entry: Entry) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(entry, name) for name in _FIELDS}
    for name in _TEXTS:
        if "\x00" in (text := str(row[name])):
            row[name] = text.replace("\x00", "�")
    return row | {"file": file, "place": place, "identity": identity(entry), "is_current": 1}


def _repeats() -> Prepared:
    mine, other = statement_row.alias("mine"), statement_row.alias("other")
    wanted = select(
        mine.c.place,
        mine.c.gross_fen,
        mine.c.net_fen,
        mine.c.status,
        other.c.file.label("other"),
        other.c.place.label("other_place"),
        other.c.gross_fen.label("other_gross_fen"),
        other.c.net_fen.label("other_net_fen"),
        other.c.status.label("other_status"),
    ).where(
        mine.c.file == bindparam("file"),
        mine.c.place.between(bindparam("first"), bindparam("last")),
        other.c.identity == mine.c.identity,
        other.c.file != mine.c.file,
        other.c.is_current == 1,
        statement_file.c.number == other.c.file,
        statement_file.c.status == FileStatus.ACCEPTED.value,
    )
    return Prepared(wanted)


def _retire() -> Prepared:
    table = statement_row
    here = and_(table.c.file == bindparam("the_file"), table.c.place == bindparam("the_place"))
    return Prepared(update(table).where(here).values(is_current=0))


_REPEATS, _RETIRE = _repeats(), _retire()
