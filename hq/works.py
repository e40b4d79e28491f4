"""What head office's own jobs are: tidying every hour, and a backup every day if wanted."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from app.shop import Shop
from app.storage import jobs
from app.storage.jobs import Job
from hq import restoring, sessions, tries
from hq.working import Work

TIDY, BACKUP = "tidy", "backup"
DONE_KEPT_FOR = timedelta(days=30)
WORDS = {TIDY: "%Y-%m-%d %H", BACKUP: "%Y-%m-%d"}  # one job for each of these
EVERY = {TIDY: timedelta(hours=1), BACKUP: timedelta(days=1)}


def all_works(backups: Path | None = None) -> dict[str, Work]:
    """Return what each kind of job is; backups are made where there is a folder for them."""
    works: dict[str, Work] = {TIDY: _tidy}
    if backups is not None:
        works[BACKUP] = lambda shop, held: _back_up(shop, held, backups)
    return works


def begin(shop: Shop, kinds: Iterable[str]) -> None:
    """Promise the first of each kind; every one promises the next."""
    with shop.database.writing() as connection:
        for kind in kinds:
            promise(connection, kind, shop.clock())


def promise(connection: Connection, kind: str, at: datetime) -> None:
    """Promise the job of the hour, or of the day, that a moment is in; it is there once."""
    jobs.enqueue(connection, kind, {}, at, unique_key=f"{at:{WORDS[kind]}}")


def _promise_next(shop: Shop, kind: str) -> None:
    """Promise the next before this one is tried: it must come even if this one never succeeds."""
    with shop.database.writing() as connection:
        promise(connection, kind, shop.clock() + EVERY[kind])


def _tidy(shop: Shop, held: Job) -> None:
    _promise_next(shop, TIDY)
    now = shop.clock()
    with shop.database.writing() as connection:
        sessions.forget(connection, now)
        tries.forget(connection, now)
        jobs.forget_done(connection, now - DONE_KEPT_FOR)
        jobs.finish(connection, held, now)


def _back_up(shop: Shop, held: Job, folder: Path) -> None:
    _promise_next(shop, BACKUP)
    restoring.back_up(shop, folder)
    with shop.database.writing() as connection:
        jobs.finish(connection, held, shop.clock())
