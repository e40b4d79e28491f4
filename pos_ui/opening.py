"""Opening the till of a data folder: settings, lock, database, schema, in that order."""

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from app import settings
from app.base import clock
from app.base.errors import Refusal, Trouble
from app.settings import Settings
from app.shop import Shop
from app.storage import backup, facts, lock, migrate, told
from app.storage.database import Database, open_file
from app.till import Till
from pos_ui.folder import DATABASE

log = logging.getLogger(__name__)

CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open till with its folder and settings."""

    till: Till
    folder: Path
    settings: Settings


@contextlib.contextmanager
def opened(folder: Path, *, sells: bool = False, has_lock: bool = False) -> Iterator[Opened]:
    """Open the till kept in this folder and close it again.

    A seller is alone (`has_lock` when the caller saw to that); others may run beside one. Raises
    Refusal when there is no till, or another sells; Trouble when the disk or the database is
    damaged, naming the newest backup.
    """
    ours = settings.load(folder)
    with contextlib.ExitStack() as stack:
        if sells:
            stack.enter_context(contextlib.closing(lock.hold_seller(folder)))
        stack.enter_context(_naming_a_backup(folder / DATABASE))
        database = open_database(folder, must_check=sells or has_lock)
        stack.callback(database.close)
        yield Opened(
            till=make_till(ours, database), folder=folder, settings=with_those_of_hq(ours, database)
        )


def open_database(folder: Path, *, must_check: bool) -> Database:
    """Open and upgrade the database; after an unclean end, check it first."""
    path = folder / DATABASE
    if must_check and Path(f"{path}-wal").exists():
        backup.must_be_whole(path)
    database = open_file(path)
    try:
        migrate.upgrade(database)
        _must_have_begun(database)
    except BaseException:
        database.close()
        raise
    return database


def with_those_of_hq(ours: Settings, database: Database) -> Settings:
    """Return the settings with what head office says of this till; it holds from the next start."""
    with database.reading() as connection:
        said = told.nearest(connection, "settings")
        switches = told.nearest(connection, "modules")
    if switches:
        off = sorted(name for name, body in switches.items() if body == b"false")
        said |= {"modules_off": msgspec.json.encode(off)}
    wanted, odd = settings.with_those_of_hq(ours, said)
    if odd:
        log.warning("head office says what is no setting of its own: %s", ", ".join(sorted(odd)))
    return wanted


def make_till(ours: Settings, database: Database) -> Till:
    """Put the running till together."""
    shop = Shop(database=database, clock=clock.now, zone=ZoneInfo(ours.time_zone))
    return Till(shop=shop, store=ours.store, id=ours.till, has_shifts=ours.shifts)


def clock_warning(till: Till) -> Trouble | None:
    """Say so when the computer's clock is before the last sale; selling goes on all the same."""
    with till.shop.database.reading() as connection:
        last = facts.head(connection).made_at
    now = till.shop.clock()
    if now + CLOCK_SLACK >= last:
        return None
    zone = till.shop.zone
    return Trouble(
        "clock_set_back",
        now=f"{now.astimezone(zone):%Y-%m-%d %H:%M}",
        last=f"{last.astimezone(zone):%Y-%m-%d %H:%M}",
    )


def _must_have_begun(database: Database) -> None:
    with database.reading() as connection:
        try:
            facts.head(connection)
        except LookupError:
            begun = False
        else:
            begun = True
    if not begun:  # a set-up that was cut off between the tables and the first epoch
        with database.writing() as connection:
            facts.begin_epoch(connection, clock.now())


@contextlib.contextmanager
def _naming_a_backup(database_file: Path) -> Iterator[None]:
    try:
        yield
    except Trouble as trouble:
        good = (
            backup.newest_good(database_file)
            if trouble.code == "database_corrupt_no_backup"
            else None
        )
        if good is None:
            raise
        values = trouble.values | {"backup": good}
        raise Trouble("database_corrupt", **values) from trouble


def must_not_exist(folder: Path, ours: Settings) -> None:
    """Raise Refusal when this folder already holds another till."""
    if not settings.exists(folder):
        return
    known = settings.load(folder)
    if (known.store, known.till) != (ours.store, ours.till):
        raise Refusal("folder_exists", folder=folder, store=known.store, till=known.till)
