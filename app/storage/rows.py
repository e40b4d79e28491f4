"""Reading and writing rows with SQL that is compiled once for each kind of database.

SQLAlchemy builds every statement; the hot ones keep its text and hand rows to the driver as
they are, because building a statement again for each sale costs three times the sale.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, UpdateBase
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult, Dialect
from sqlalchemy.sql import ClauseElement

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The text of a statement, the order of its parameters, and those with a fixed value."""

    sql: str
    names: tuple[str, ...] | None  # None where the driver takes parameters by name
    fixed: dict[str, Any]

    def values(self, row: Row) -> Any:  # noqa: ANN401 - as the driver wants it
        """Bring one row of parameters into the order of the statement."""
        every = {**self.fixed, **row} if self.fixed else row
        if self.names is None:
            return dict(every)
        return tuple([every[name] for name in self.names])


class Prepared:
    """One statement whose parameters are named; compiled at its first use in a database."""

    def __init__(self, statement: ClauseElement | Callable[[str], ClauseElement]) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, *rows: Row) -> CursorResult[Any]:
        """Execute for each row of parameters; with one row the result can be read."""
        ours = self._compiled.get(connection.dialect.name)
        if ours is None:
            ours = self._compiled[connection.dialect.name] = self._compile(connection.dialect)
        if len(rows) == 1:
            return connection.exec_driver_sql(ours.sql, ours.values(rows[0]))
        return connection.exec_driver_sql(ours.sql, [ours.values(row) for row in rows])

    def _compile(self, dialect: Dialect) -> _Compiled:
        made = self._statement
        statement = made if isinstance(made, ClauseElement) else made(dialect.name)
        compiled = statement.compile(dialect=dialect)
        names = getattr(compiled, "positiontup", None)
        return _Compiled(
            str(compiled),
            tuple(names) if names is not None else None,
            {name: value for name, value in compiled.params.items() if value is not None},
        )


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add new rows, every column given; raises IntegrityError when one is already there."""
    if rows:
        _inserting(table).run(connection, *rows)


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add the rows, every column given; one with a known primary key overwrites the old."""
    if rows:
        _putting(table).run(connection, *rows)


def add_new(connection: Connection, table: Table, rows: Sequence[Row]) -> set[Any]:
    """Add the rows whose `id`, the primary key, is free; return those ids.

    Only the id may be taken: any other clash raises IntegrityError.
    """
    if not rows:
        return set()
    statement = insert_for(connection.dialect.name, table)
    statement = statement.on_conflict_do_nothing(index_elements=[table.c.id])
    return set(connection.scalars(statement.returning(table.c.id), [dict(row) for row in rows]))


def insert_for(database: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Begin an INSERT that can say what happens to a row that is already there."""
    return sqlite.insert(table) if database == "sqlite" else postgresql.insert(table)


@cache
def _inserting(table: Table) -> Prepared:
    return Prepared(table.insert())


@cache
def _putting(table: Table) -> Prepared:
    def statement(database: str) -> UpdateBase:
        others = [it.name for it in table.columns if not it.primary_key]
        insert = insert_for(database, table)
        return insert.on_conflict_do_update(
            index_elements=table.primary_key.columns,
            set_={name: insert.excluded[name] for name in others},
        )

    return Prepared(statement)
