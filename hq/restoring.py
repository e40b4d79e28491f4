"""Backups of head office, and putting one back, also one of an older moment.

What is put back is an older truth, and the tills know a newer one. So every feed is read anew, no
version is given out a second time, every token ends, and each till compares with its next hello
what head office has: what was lost is sent again from the tills' own disks. Who may speak, and who
may sign in, stays as it was last, where the database that is replaced can still be read: a till
that was revoked since must not come back.
"""

import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.exc import DBAPIError

from app.base import clock
from app.base.errors import Refusal, Told, Trouble
from app.shop import Shop
from app.storage import backup, dump, migrate, presence, rows
from app.storage.database import Database, open_file, open_url
from app.storage.driver import dbapi2
from hq import acts, feeds, people, seals, sessions, tills
from hq.acts import Act

log = logging.getLogger(__name__)

KEPT = 30
LEAP = 10_000  # more versions than anybody publishes between two backups
FILE, SERVER = ".sqlite", ".hqdump"
STAYING: tuple[Table, ...] = (tills.till_key, people.person)

Carried = Sequence[tuple[Table, Sequence[rows.Row]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put back; `are_keys_kept` says whether tills and people are as they were last."""

    source: Path
    are_keys_kept: bool


def back_up(shop: Shop, folder: Path, kept: int = KEPT) -> Path:
    """Copy head office's database into a folder while it serves, and check the copy.

    Raises Trouble. Older copies than the newest `kept` are removed.
    """
    now = shop.clock()
    ending = FILE if shop.database.is_sqlite else SERVER
    name = f"hq-{now:%Y%m%d-%H%M%S}-{clock.to_ms(now) % 1000:03d}{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shop.database.path is not None:
            backup.copy_checked(shop.database.path, folder / name)
        else:
            dump.write(shop.database, folder / name)
    except (OSError, dbapi2.Error, Refusal) as error:
        raise Trouble("hq_backup_failed", why=error) from error
    for old in sorted(folder.glob(f"hq-*{ending}"))[:-kept]:
        old.unlink(missing_ok=True)
    return folder / name


def restore(url: str, source: Path) -> Restored:
    """Put a backup in the place of a database that no server uses.

    All or nothing. Raises Refusal for a file that is damaged or of another kind, or while a server
    is running.
    """
    with contextlib.closing(open_url(url)) as database:
        if database.path is None:
            return _restore_server(database, source)
        path = database.path
    return _restore_file(path, source)


def settle(connection: Connection, source: Path, staying: Carried, now: datetime) -> None:
    """Bring an older truth to where tills and people can go on from it."""
    feeds.begin_anew(connection)
    head, entry = feeds.feed_head, feeds.feed_entry
    connection.execute(head.update().values(version=head.c.version + LEAP))
    connection.execute(entry.update().values(version=entry.c.version + LEAP))
    connection.execute(delete(sessions.session))
    seals.renew(connection, seals.SECRET)  # tokens end: every till says hello, and compares
    for table, kept in staying:
        rows.put(connection, table, kept)
    before = acts.begin_epoch(connection)
    acts.record(connection, Act.RESTORED, now, about=f"{source.name} {before}")


def _restore_file(path: Path, source: Path) -> Restored:
    if source.suffix != FILE or not source.is_file() or not backup.is_whole(source):
        raise Refusal("bad_backup_file", file=source, why=f"no whole {FILE} file")
    path.parent.mkdir(parents=True, exist_ok=True)
    with presence.alone(path):
        staying = _staying(path) if path.exists() else None
        fresh = path.with_suffix(".restoring")
        for part in ("-wal", "-shm"):  # of a restore that was cut off
            Path(f"{fresh}{part}").unlink(missing_ok=True)
        backup.copy_file(source, fresh)
        with contextlib.closing(open_file(fresh)) as database:
            _must_be_ours(database, source)
            with database.migrating() as connection:
                migrate.run_in(connection)
            with database.writing() as connection:
                settle(connection, source, staying or (), clock.now())
        backup.put_in_place(fresh, path)
    return Restored(source=source, are_keys_kept=staying is not None)


def _restore_server(database: Database, source: Path) -> Restored:
    dump.check(source)
    staying = _read_staying(database)
    with database.migrating() as connection:
        presence.must_be_alone(connection)
        dump.read_in(connection, source)
        settle(connection, source, staying or (), clock.now())
    return Restored(source=source, are_keys_kept=staying is not None)


def _must_be_ours(database: Database, source: Path) -> None:
    try:
        with database.reading() as connection:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except DBAPIError as error:
        raise Refusal("bad_backup_file", file=source, why="not of head office") from error
    if found not in migrate.known():
        raise Refusal("database_newer", stored=found, known=migrate.newest())


def _staying(path: Path) -> Carried | None:
    try:
        with contextlib.closing(open_file(path)) as database:
            return _read_staying(database)
    except (Told, DBAPIError, dbapi2.Error):
        log.warning("the database that is replaced cannot be read", exc_info=True)
        return None


def _read_staying(database: Database) -> Carried | None:
    """Read who may speak and sign in; None when this database has no such tables (any more)."""
    try:
        with database.reading() as connection:
            return [
                (it, [dict(row) for row in connection.execute(select(it)).mappings()])
                for it in STAYING
            ]
    except (Told, DBAPIError):
        log.warning("the database that is replaced cannot be read", exc_info=True)
        return None
