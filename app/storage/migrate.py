"""Bring a database to the newest schema at start-up, with a backup first."""

import logging
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.base import clock
from app.base.errors import Refusal
from app.storage import backup
from app.storage.database import Database

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(database: Database) -> None:
    """Run every missing migration in one transaction; tills and HQ share them.

    Raises Refusal for a database of a newer program, and Trouble when a migration would leave
    a foreign key dangling; either way nothing was changed.
    """
    stored = _stored(database)
    if stored == newest():
        return
    if stored is not None and stored not in known():
        raise Refusal("database_newer", stored=stored, known=newest())
    if stored is not None:
        _keep_a_copy(database)
    _run(database)


def newest() -> str:
    """Name the last revision of the one chain, from the names of its files."""
    return max(known())


def known() -> set[str]:
    """Name every revision of the one chain."""
    return {path.stem.split("_")[0] for path in MIGRATIONS.glob("versions/m*.py")}


def _stored(database: Database) -> str | None:
    try:
        with database.reading() as connection:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
            return str(found.scalar_one())
    except DBAPIError:  # no such table: this database is new
        return None


def _keep_a_copy(database: Database) -> None:
    if database.path is None:
        log.warning("upgrading a server: its own backup is the one to go back to")
        return
    kept = backup.make(database, clock.now(), "before-upgrade")
    log.info("kept a copy of the database before the upgrade: %s", kept)


def _run(database: Database) -> None:
    with database.migrating() as connection:
        run_in(connection)


def run_in(connection: Connection, revision: str = "head") -> None:
    """Run every missing migration up to a revision in a transaction of `Database.migrating`."""
    # Imported only here: on most starts there is nothing to run, and it takes 0.2 s.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
