"""Whether servers are using a database, so that nobody puts another in its place under them.

On SQLite a lock on a file beside it, on PostgreSQL an advisory lock (documentation, section
13.3.5): both end with the process that holds them.
"""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.storage.database import Database

NAME = 0x7A68616E67677569  # of the lock: "zhanggui"

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], *, alone: bool) -> None:  # noqa: ARG001 - there is only one kind
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes], *, alone: bool) -> None:
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        fcntl.flock(file, kind | fcntl.LOCK_NB)


@contextlib.contextmanager
def serving(database: Database) -> Iterator[None]:
    """Be one of those who use this database; raises Refusal while it is being replaced."""
    if database.path is not None:
        with _beside(database.path, alone=False):
            yield
        return
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        is_ours = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock_shared({NAME})").scalar()
        if not is_ours:
            raise Refusal("hq_is_serving")
        try:
            yield
        finally:
            with contextlib.suppress(Exception):  # the server may be gone, and the lock with it
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock_shared({NAME})")


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only one who uses this file; raises Refusal while a server does."""
    with _beside(path, alone=True):
        yield


def must_be_alone(connection: Connection) -> None:
    """Keep servers away from a PostgreSQL database until this transaction ends; raises Refusal."""
    asked = f"SELECT pg_try_advisory_xact_lock({NAME})"
    if not connection.exec_driver_sql(asked).scalar():
        raise Refusal("hq_is_serving")


@contextlib.contextmanager
def _beside(path: Path, *, alone: bool) -> Iterator[None]:
    with Path(f"{path}.serving").open("wb") as file:
        try:
            _lock(file, alone=alone)
        except OSError as error:
            if alone or sys.platform != "win32":
                raise Refusal("hq_is_serving") from error
        yield
