"""What the till keeps: whether the database is whole, what is unsent, how it is backed up."""

import time
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.base import clock
from app.base.errors import Told
from app.catalogue import products
from app.settings import Settings
from app.storage import backup, outbox
from app.storage.database import Database
from devices.checkup import Result
from pos_ui import opening
from pos_ui.doctor import environment
from pos_ui.doctor.findings import bad, failed, good, warning
from pos_ui.folder import DATABASE

MB = 10**6
OLD_BACKUP = timedelta(hours=48)
OLD_UNSENT = timedelta(hours=24)
DAMAGED, MISSING, FULL, OLD = 500, 404, 507, 408


def look(folder: Path, ours: Settings) -> list[Result]:
    """Look at the database of the till in this folder, beside an open till, too."""
    file = folder / DATABASE
    if not file.exists():
        return [bad("database", "database_missing", number=MISSING)]
    results = [check(folder), space(folder), newest_backup(folder, ours)]
    try:
        with opening.opened(folder) as it:
            results.append(unsent(it.till.shop.database, ours))
            results.append(catalogue(it.till.shop.database))
            if told := opening.clock_warning(it.till):
                results.append(failed("till_clock", told, 409))
    except Told as told:
        results.append(failed("unsent", told))
    return results


def check(folder: Path) -> Result:
    """Check the whole file; takes a second for each few hundred megabytes."""
    began = time.monotonic()
    try:
        backup.must_be_whole(folder / DATABASE)
    except Told as told:
        return failed("database", told, DAMAGED)
    ms = round((time.monotonic() - began) * 1000)
    return good("database", "database_whole", {"ms": ms})


def space(folder: Path) -> Result:
    """Say how large the database is, and how much room there is."""
    parts = [it for it in folder.glob(f"{DATABASE}*") if it.is_file()]
    size, free = sum(it.stat().st_size for it in parts) / MB, environment.free_gb(folder)
    figures = {"mb": f"{size:.0f}" if size >= 1 else f"{size:.1f}", "gb": f"{free:.0f}"}
    if free < environment.LEAST_GB:
        return bad("space", "space_is", figures, FULL)
    return good("space", "space_is", figures)


def newest_backup(folder: Path, ours: Settings) -> Result:
    """Say when the newest copy was made."""
    last = backup.newest_time(folder / DATABASE)
    if last is None:
        return warning("backup", "backup_none", number=MISSING)
    figures = {"at": f"{last.astimezone(ZoneInfo(ours.time_zone)):%m-%d %H:%M}"}
    is_old = clock.now() - last > OLD_BACKUP
    say = warning if is_old else good
    return say("backup", "backup_at", figures)


def unsent(database: Database, ours: Settings) -> Result:
    """Say how much HQ has not heard of, and what it would not take."""
    with database.reading() as connection:
        depth = outbox.depth(connection)
    figures = {"count": depth.unsent, "refused": depth.refused}
    if depth.refused:
        return warning("unsent", "unsent_refused", figures)
    if not ours.hq_url:
        return good("unsent", "unsent_alone", figures)
    is_old = depth.oldest is not None and clock.now() - depth.oldest > OLD_UNSENT
    say = warning if is_old else good
    return say("unsent", "unsent_is", figures)


def catalogue(database: Database) -> Result:
    """Say how many products are for sale."""
    with database.reading() as connection:
        count = products.count(connection)
    say = good if count else warning
    return say("catalogue", "catalogue_is", {"count": f"{count:,}"})


def back_up(folder: Path) -> Path:
    """Copy the database now, and return where; raises Told."""
    with opening.opened(folder) as it:
        return backup.make(it.till.shop.database, clock.now(), "asked")
