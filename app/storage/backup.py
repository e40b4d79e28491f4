"""Copies of a till's database: made while it sells, checked, kept a while, put back.

A copy is taken by SQLite's online backup, so it is one consistent moment. It counts only after
it was opened and checked; a half-made one never bears the name of a backup.
"""

import contextlib
import logging
from datetime import UTC, datetime
from pathlib import Path

from app.base import clock
from app.base.errors import Refusal, Trouble
from app.storage import facts
from app.storage.database import Database, open_file
from app.storage.driver import dbapi2

log = logging.getLogger(__name__)

KEPT = 24  # the newest copies; older ones are removed
PAGES = 256  # a step of the copy: short, so that a sale never waits for it


def folder_of(database_file: Path) -> Path:
    """Say where the copies of this database are kept."""
    return database_file.parent / "backups"


def make(database: Database, at: datetime, why: str = "hourly") -> Path:
    """Copy the database beside it and check the copy; raises Trouble when that fails."""
    assert database.path is not None, "a server has its own backups"
    folder = folder_of(database.path)
    name = f"till-{at:%Y%m%d-%H%M%S}-{clock.to_ms(at) % 1000:03d}-{why}"
    target = folder / f"{name}.sqlite"
    try:
        folder.mkdir(exist_ok=True)
        copy_checked(database.path, target)
    except (OSError, dbapi2.Error) as error:
        raise Trouble("backup_failed", why=error) from error
    _forget_old(folder)
    return target


def copy_checked(source: Path, target: Path) -> None:
    """Copy a database that may be in use, check the copy, and only then call it `target`.

    Raises OSError, or the driver's error.
    """
    half = target.with_suffix(".half")
    try:
        copy_file(source, half)
        _must_be_whole(half)
        half.replace(target)
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)


def newest_time(database_file: Path) -> datetime | None:
    """Say when the newest copy was made, whether it is good or not; None when there is none."""
    copies = sorted(folder_of(database_file).glob("till-*.sqlite"))
    if not copies:
        return None
    return datetime.fromtimestamp(copies[-1].stat().st_mtime, UTC)


def newest_good(database_file: Path) -> Path | None:
    """Return the newest copy that opens and checks out; None when there is none."""
    copies = sorted(folder_of(database_file).glob("till-*.sqlite"), reverse=True)
    return next((path for path in copies if is_whole(path)), None)


def is_whole(path: Path) -> bool:
    """Say whether this file is a database without damage that SQLite can see."""
    try:
        _must_be_whole(path)
    except dbapi2.Error:
        return False
    return True


def must_be_whole(database_file: Path) -> None:
    """Check a database before it is used; raises Trouble naming the newest good copy."""
    try:
        _must_be_whole(database_file)
    except dbapi2.Error as error:
        good = newest_good(database_file)
        if good is None:
            raise Trouble("database_corrupt_no_backup", file=database_file, why=error) from error
        raise Trouble("database_corrupt", file=database_file, why=error, backup=good) from error


def restore(database_file: Path, copy: Path | None = None) -> Path:
    """Put a copy in the place of the database; the damaged one is kept aside.

    The till goes on in a new epoch, because HQ may already have facts that the copy lacks.
    Raises Refusal when there is no good copy.
    """
    good = copy or newest_good(database_file)
    if good is None or not is_whole(good):
        raise Refusal("no_good_backup", folder=folder_of(database_file))
    fresh = database_file.with_suffix(".restoring")
    copy_file(good, fresh)
    put_in_place(fresh, database_file)
    database = open_file(database_file)
    with database.writing() as connection:
        facts.begin_epoch(connection, clock.now())
    database.close()
    return good


def put_in_place(fresh: Path, database_file: Path) -> None:
    """Let a file be the database from now on; the one before is kept aside."""
    aside = f"{database_file.name}.damaged-{clock.now():%Y%m%d-%H%M%S}"
    for part in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            Path(f"{database_file}{part}").rename(database_file.parent / f"{aside}{part}")
    fresh.replace(database_file)


def copy_file(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, while others may write; raises the driver's error."""
    target.unlink(missing_ok=True)
    with (
        contextlib.closing(dbapi2.connect(f"file:{source}?mode=ro", uri=True)) as old,
        contextlib.closing(dbapi2.connect(target)) as new,
    ):
        old.backup(new, pages=PAGES, sleep=0.005)
        new.execute("PRAGMA journal_mode=DELETE")


def _must_be_whole(path: Path) -> None:
    with contextlib.closing(dbapi2.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise dbapi2.DatabaseError(found)


def _forget_old(folder: Path) -> None:
    for path in sorted(folder.glob("till-*.sqlite"))[:-KEPT]:
        path.unlink(missing_ok=True)
