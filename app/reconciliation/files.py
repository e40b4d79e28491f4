"""Files of statements in SQL, with what is wrong with them."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.errors import Refusal
from app.reconciliation.imported import FileStatus, Imported
from app.reconciliation.problem import Problem
from app.reconciliation.standard import Side, Sums
from app.reconciliation.tables import statement_file as it
from app.reconciliation.tables import statement_problem, statement_row
from app.storage import rows


def find(connection: Connection, number: int) -> Imported | None:
    """Return what became of a file."""
    found = connection.execute(select(it).where(it.c.number == number)).one_or_none()
    return None if found is None else _file(found, _problems(connection, number))


def of_status(connection: Connection, status: FileStatus) -> list[Imported]:
    """Return the files of a status, the newest first."""
    wanted = select(it).where(it.c.status == status).order_by(it.c.imported_at_ms.desc())
    return [_file(one, _problems(connection, one.number)) for one in connection.execute(wanted)]


def put(connection: Connection, file: Imported, at: datetime) -> None:
    """Write a file down as it stands, with what is wrong with it."""
    values = {
        **{name: getattr(file, name) for name in _PLAIN},
        **{name: getattr(file.sums, name) for name in _SUMS},
        "imported_at_ms": clock.to_ms(at),
    }
    rows.put(connection, it, [values])
    connection.execute(delete(statement_problem).where(statement_problem.c.file == file.number))
    told = [_told(file.number, place, one) for place, one in enumerate(file.problems)]
    rows.insert(connection, statement_problem, told)


def set_status(connection: Connection, number: int, status: FileStatus) -> None:
    """Say what became of a file."""
    connection.execute(update(it).where(it.c.number == number).values(status=status))


def forget_rows(connection: Connection, number: int, most: int) -> int:
    """Delete up to so many rows of a file; return how many there were to delete."""
    mine = statement_row.c.file == number
    first = connection.scalar(select(func.min(statement_row.c.place)).where(mine))
    if first is None:
        return 0
    gone = delete(statement_row).where(mine, statement_row.c.place < first + most)
    return connection.execute(gone).rowcount


_PLAIN = (
    *("number", "hash", "name", "side", "format", "channel", "account", "currency", "status"),
    *("first_day", "last_day"),
)
_SUMS = ("rows", "paid_fen", "refunded_fen", "fee_fen", "net_fen")


def _file(row: "DbRow[tuple[object, ...]]", problems: Sequence[Problem]) -> Imported:
    values = row._mapping  # noqa: SLF001 - how SQLAlchemy gives a row by its names
    plain = {name: values[name] for name in _PLAIN}
    plain |= {"side": Side(values["side"]), "status": FileStatus(values["status"])}
    sums = Sums(**{name: values[name] for name in _SUMS})
    return Imported(**plain, sums=sums, problems=tuple(problems))


def _problems(connection: Connection, number: int) -> list[Problem]:
    table = statement_problem
    wanted = select(table).where(table.c.file == number).order_by(table.c.place)
    return [
        Problem(
            line=one.line,
            column=one.column,
            why=Refusal(one.code, **msgspec.json.decode(one.told, type=dict[str, str])),
            is_warning=bool(one.is_warning),
        )
        for one in connection.execute(wanted)
    ]


def _told(number: int, place: int, problem: Problem) -> dict[str, object]:
    values = {name: _kept(value) for name, value in problem.why.values.items()}
    return {
        "file": number,
        "place": place,
        "line": problem.line,
        "column": _kept(problem.column),
        "code": problem.why.code,
        "told": msgspec.json.encode(values).decode(),
        "is_warning": int(problem.is_warning),
    }


def _kept(value: object) -> str:
    """Write a value as text that every database takes."""
    return str(value).replace("\x00", "�")[:500]
