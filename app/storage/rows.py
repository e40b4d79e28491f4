"""Reading and writing rows with SQL that is compiled once for each kind of database.

SQLAlchemy builds every statement; the hot ones keep its text and hand rows to the driver as
they are, because building a statement again for each sale costs three times the sale.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, UpdateBase
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import CursorResult, Dialect
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.sql import ClauseElement

from app.storage.driver import dbapi2

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

WORTH_A_COPY = 8  # rows

Row = Mapping[str, Any]
Clash = IntegrityError  # a row that is there already
Unfit = (DataError, OverflowError, UnicodeError)  # what no column can hold, such as a NUL


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

    def read(self, connection: Connection, **values: object) -> CursorResult[Any]:
        """Execute with these parameters and return the result."""
        ours = self._for(connection.dialect)
        return connection.exec_driver_sql(ours.sql, ours.values(values))

    def one(self, connection: Connection, **values: object) -> tuple[Any, ...] | None:
        """Execute with these parameters and return the only row, or None."""
        ours = self._for(connection.dialect)
        if ours.names is None:
            row = connection.exec_driver_sql(ours.sql, ours.values(values)).one_or_none()
            return None if row is None else tuple(row)
        with _cursor(connection, ours.sql) as cursor:
            cursor.execute(ours.sql, ours.values(values))
            found = cursor.fetchall()
        return found[0] if found else None

    def write(self, connection: Connection, *rows: Row) -> None:
        """Execute for each row of parameters; raises IntegrityError for a clash."""
        ours = self._for(connection.dialect)
        values = [ours.values(row) for row in rows]
        if ours.names is None:
            connection.exec_driver_sql(ours.sql, values if len(values) > 1 else values[0])
            return
        with _cursor(connection, ours.sql) as cursor:
            if len(values) == 1:
                cursor.execute(ours.sql, values[0])
            else:
                cursor.executemany(ours.sql, values)

    def write_ordered(self, connection: Connection, values: Sequence[tuple[Any, ...]]) -> None:
        """Execute for rows that are in the order of the statement already (not on a server)."""
        ours = self._for(connection.dialect)
        assert ours.names is not None
        with _cursor(connection, ours.sql) as cursor:
            cursor.executemany(ours.sql, values)

    def _for(self, dialect: Dialect) -> _Compiled:
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = self._compile(dialect)
        return known

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


class _cursor:  # noqa: N801 - a context manager, made a class because it is entered for every row
    """The driver's own cursor: SQLAlchemy's bookkeeping takes longer than a short statement."""

    def __init__(self, connection: Connection, sql: str) -> None:
        self._cursor = connection.connection.cursor()
        self._sql = sql

    def __enter__(self) -> Any:  # noqa: ANN401 - a DBAPI object
        return self._cursor

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        self._cursor.close()
        if isinstance(error, dbapi2.Error):
            raise DBAPIError.instance(self._sql, None, error, dbapi2.Error) from error


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add new rows, every column given; raises IntegrityError when one is already there."""
    if len(rows) >= WORTH_A_COPY and connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    elif rows:
        _inserting(table).write(connection, *rows)


def insert_ordered(
    connection: Connection, table: Table, names: tuple[str, ...], values: Sequence[tuple[Any, ...]]
) -> None:
    """Add new rows, their values in the order of these names: the table's columns, in its order.

    What many rows come by: a dictionary for each would take as long as writing it. Raises
    IntegrityError when one is already there.
    """
    assert names == tuple(table.columns.keys()), names
    if not values:
        return
    if connection.dialect.name != "postgresql":
        _inserting(table).write_ordered(connection, values)
    elif len(values) >= WORTH_A_COPY:
        _copy_values(connection, table, names, values)
    else:
        rows = [dict(zip(names, one, strict=True)) for one in values]
        _inserting(table).write(connection, *rows)


def _copy(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    names = tuple(column.name for column in table.columns)
    _copy_values(connection, table, names, [[row[name] for name in names] for row in rows])


def _copy_values(
    connection: Connection,
    table: Table,
    names: tuple[str, ...],
    values: Sequence[Sequence[Any]],
) -> None:
    """Stream the rows in, four times as fast as by statements (PostgreSQL: COPY)."""
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f'COPY "{table.name}" ({columns}) FROM STDIN'
    failures = connection.dialect.dbapi.Error  # type: ignore[union-attr]
    driver: Any = connection.connection
    try:
        with driver.cursor() as cursor, cursor.copy(sql) as copy:
            for row in values:
                copy.write_row(row)
    except failures as error:
        raise DBAPIError.instance(sql, None, error, failures) from error


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add the rows, every column given; one with a known primary key overwrites the old."""
    if rows:
        _putting(table).write(connection, *rows)


def add_new(connection: Connection, table: Table, rows: Sequence[Row]) -> set[Any]:
    """Add the rows whose `id`, the primary key, is free; return those ids.

    Only the id may be taken: any other clash raises IntegrityError.
    """
    if not rows:
        return set()
    statement = insert_for(connection.dialect.name, table)
    statement = statement.on_conflict_do_nothing(index_elements=[table.c.id])
    return set(connection.scalars(statement.returning(table.c.id), [dict(row) for row in rows]))


def add_if_free(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add the rows whose primary key is free, every column given; others stay as they are."""
    if rows:
        _adding(table).write(connection, *rows)


def insert_for(database: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Begin an INSERT that can say what happens to a row that is already there."""
    if database == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 40 ms that a till never needs

    return postgresql.insert(table)


@cache
def _inserting(table: Table) -> Prepared:
    return Prepared(table.insert())


@cache
def _adding(table: Table) -> Prepared:
    def statement(database: str) -> UpdateBase:
        keys = table.primary_key.columns
        return insert_for(database, table).on_conflict_do_nothing(index_elements=keys)

    return Prepared(statement)


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
