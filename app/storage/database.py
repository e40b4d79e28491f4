"""The database: an SQLite file at a till, a file or a PostgreSQL server at HQ."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from app.base.errors import Trouble
from app.storage.driver import dbapi2, is_missing

log = logging.getLogger(__name__)

OLDEST_SQLITE = (3, 51, 3)  # 3.7.0 to 3.51.2 can corrupt a WAL file with two writers
HOW_TO_BUILD = (
    "pip install --no-binary pysqlite3 pysqlite3  (needs a C compiler and the headers of"
    " SQLite 3.51.3 or later, or its amalgamation sqlite3.c beside setup.py)"
)
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # a committed sale outlives a power cut
    "foreign_keys=ON",
    "busy_timeout=5000",
    "cell_size_check=ON",
    "trusted_schema=OFF",
    "journal_size_limit=67108864",  # a WAL that grew once is cut back
)
MOST_READERS = 50  # more than the threads of a server: nobody waits for a connection
SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Database:
    """One set of tables that any thread may read or write."""

    def __init__(self, engine: Engine, path: Path | None = None) -> None:
        self._engine = engine
        self.path = path  # None for a server
        self._writer = _Held(engine, "FULL")
        self._drafter = _Held(engine, "NORMAL")

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file of our own rather than a server."""
        return self.path is not None

    @property
    def engine(self) -> Engine:
        """What listens to the driver, for those who measure or trace."""
        return self._engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look at one consistent moment; never waits for a writer. Raises Trouble."""
        with _told(self.path), self._engine.connect() as connection:
            if not self.is_sqlite:  # there a BEGIN is a snapshot already
                connection.execution_options(**SNAPSHOT)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Change things, all or nothing; in SQLite writers take turns, up to 5 s.

        What is committed outlives a power cut. Raises Trouble when the disk or server fails.
        """
        if self.is_sqlite:
            with _told(self.path), self._writer.transaction() as connection:
                yield connection
        else:
            with _told(self.path), self._engine.begin() as connection:
                yield connection

    @contextmanager
    def drafting(self) -> Iterator[Connection]:
        """Change what a power cut (never a crash) may undo, without waiting for the disk."""
        with _told(self.path), self._drafter.transaction() as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Change tables, all or nothing; raises Trouble if a foreign key then dangles.

        SQLite cannot alter a table that others point to while it enforces that.
        """
        with _told(self.path), self._engine.connect() as connection:
            connection.execution_options(writes=True)
            if self.is_sqlite:
                connection.detach()  # its foreign keys stay off, so nobody else gets it
                connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                yield connection
                if self.is_sqlite:
                    _must_have_no_dangling_keys(connection)

    def close(self) -> None:
        """Let go of the file or the server; a clean end leaves no WAL behind."""
        self._writer.close()
        self._drafter.close()
        self._engine.dispose()


class _Held:
    """One connection that stays open for writing; its users take turns."""

    def __init__(self, engine: Engine, synchronous: str) -> None:
        self._engine = engine
        self._synchronous = synchronous
        self._turn = threading.RLock()
        self._connection: Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self._turn:
            connection = self._open()
            try:
                with connection.begin():
                    yield connection
            except DBAPIError as error:
                if not isinstance(error, IntegrityError):
                    self.close()  # after a failing disk, start from a fresh look at the file
                raise

    def close(self) -> None:
        with self._turn:
            held, self._connection = self._connection, None
            if held is not None:
                held.invalidate()
                held.close()

    def _open(self) -> Connection:
        if self._connection is None:
            connection = self._engine.connect().execution_options(writes=True)
            cursor = connection.connection.cursor()
            cursor.execute(f"PRAGMA synchronous={self._synchronous}")
            cursor.close()
            self._connection = connection
        return self._connection


def open_file(path: Path) -> Database:
    """Open an SQLite file; raises Trouble when SQLite itself is not safe to use."""
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        needed = ".".join(map(str, OLDEST_SQLITE))
        how = (
            HOW_TO_BUILD
            if is_missing
            else f"{sys.executable} -m pip install --force-reinstall pysqlite3"
        )
        raise Trouble("old_sqlite", found=dbapi2.sqlite_version, needed=needed, how=how)
    engine = create_engine(f"sqlite:///{path}", module=dbapi2, max_overflow=MOST_READERS)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Database(engine, path)


def open_server(url: str) -> Database:
    """Open a PostgreSQL database: "postgresql+psycopg://user@host/name"."""
    return Database(create_engine(url, pool_pre_ping=True, max_overflow=MOST_READERS))


def open_url(url: str) -> Database:
    """Open "postgresql://…", "sqlite:///path" or a plain path."""
    if url.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    if url.startswith("postgresql+"):
        return open_server(url)
    return open_file(Path(url.removeprefix("sqlite:///")))


@contextmanager
def _told(path: Path | None) -> Iterator[None]:
    """Turn what the driver says into words for people; clashes stay IntegrityError."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        told = _trouble(path, error)
        if told is None:
            raise
        raise told from error


def _trouble(path: Path | None, error: DBAPIError) -> Trouble | None:
    why = str(error.orig)
    if path is None:
        return Trouble("database_trouble", why=why) if isinstance(error, OperationalError) else None
    if "full" in why:
        return Trouble("disk_full")
    if "readonly" in why or "unable to open" in why:
        return Trouble("folder_read_only", folder=path.parent, why=why)
    if "malformed" in why or "not a database" in why:
        return Trouble("database_corrupt_no_backup", file=path, why=why)
    if "I/O error" in why or "locked" in why:
        return Trouble("database_trouble", why=why)
    return None  # our own mistake, such as wrong SQL


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI object
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: asking for it half-way may fail for good.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _must_have_no_dangling_keys(connection: Connection) -> None:
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if found:
        raise Trouble("dangling_keys", found=found[:5])
