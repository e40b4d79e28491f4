"""Print jobs of a program that knew one kind of paper, brought up to date."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy.exc import IntegrityError

from app.base.ids import JobId, SaleId
from app.printing import jobs
from app.printing.job import Job, Kind, State
from app.storage.database import Database, open_file, open_server
from app.storage.migrate import MIGRATIONS, upgrade
from tests.examples import NOON, STORE

OLD = "INSERT INTO print_job VALUES ('j{0}', 'a', 's1', {0}, 'queued', 1, 0, '', 1, 1)"
INDEX = "SELECT sql FROM sqlite_master WHERE name = 'ix_print_job_open'"


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database as it was before, with two copies of a receipt."""
    if request.param == "sqlite":
        database = open_file(tmp_path / "old.sqlite")
    else:
        database = open_server(request.getfixturevalue("new_postgres"))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with database.migrating() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "m0005")
        for copy in range(2):
            connection.exec_driver_sql(OLD.format(copy))
    yield database
    database.close()


def a_job(kind: Kind, copy: int) -> Job:
    return Job(
        id=JobId(f"{kind}-{copy}"),
        store=STORE,
        sale=SaleId("s1"),
        copy=copy,
        state=State.QUEUED,
        made_at=NOON,
        kind=kind,
    )


def test_old_jobs_are_receipts_and_each_kind_counts_its_copies(before: Database) -> None:
    upgrade(before)
    with before.writing() as connection:
        jobs.add(connection, [a_job(Kind.GIFT, 0), a_job(Kind.RECEIPT, 2)])
        kept = jobs.of_sale(connection, SaleId("s1"))
        counted = [
            jobs.copies(connection, SaleId("s1"), kind) for kind in (Kind.RECEIPT, Kind.GIFT)
        ]
    assert [(job.id, job.kind) for job in kept[:2]] == [("j0", "receipt"), ("j1", "receipt")]
    assert (counted, kept[0].opens_drawer) == ([3, 1], True)


def test_a_copy_still_cannot_be_asked_for_twice(before: Database) -> None:
    upgrade(before)
    with pytest.raises(IntegrityError), before.writing() as connection:
        jobs.add(connection, [a_job(Kind.RECEIPT, 1)])


def test_the_table_stays_strict_and_keeps_its_index(before: Database) -> None:
    upgrade(before)
    if before.path is None:
        return
    with before.reading() as connection:
        index = connection.exec_driver_sql(INDEX).scalar_one()
        strict = connection.exec_driver_sql("PRAGMA table_list('print_job')").one()[5]
    assert ("'queued', 'sending', 'unknown'" in index, strict) == (True, 1)
