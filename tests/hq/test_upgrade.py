"""Head office's books of before there were keys, epochs and feeds."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, text

from app.base import clock
from app.catalogue import products
from app.selling import sales
from app.shop import Shop
from app.storage import facts, jobs, migrate, rows
from app.storage.database import Database, open_file, open_server, open_url
from app.storage.facts import Fact
from app.storage.migrate import MIGRATIONS, upgrade
from app.till import Till
from hq import epochs, feeds, people, publishing, seals
from sync.wire import CATALOGUE_FEED, Hello
from tests.examples import BANANA, MILK, NOON, US, a_fact, a_sale

BEFORE = "m0016"  # the newest revision that shops have

LEDGER = (
    "INSERT INTO fact_ledger (id, store, till, kind, schema, epoch, sequence, prev_hash, hash,"
    " body, received_at_ms) VALUES (:id, 'a', 't1', :kind, :schema, :epoch, :sequence, :prev_hash,"
    " :hash, :body, 7)"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def old(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A database of the program before this one."""
    folder = Path(shutil.copytree(MIGRATIONS, tmp_path / "migrations"))
    for later in folder.glob("versions/m*.py"):
        if later.stem >= "m0010":
            later.unlink()
    if request.param == "sqlite":
        database = open_file(tmp_path / "old.sqlite")
    else:
        database = open_server(request.getfixturevalue("new_postgres"))
    with monkeypatch.context() as yesterday:
        yesterday.setattr(migrate, "MIGRATIONS", folder)
        upgrade(database)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table."""
    is_file = request.param == "sqlite"
    new = str(tmp_path / "hq.sqlite") if is_file else request.getfixturevalue("new_postgres")
    database = open_url(new)
    yield database
    database.close()


def fill(database: Database, sent: list[Fact]) -> None:
    with database.writing() as connection:
        products.put(connection, [MILK, BANANA], 3)
        connection.exec_driver_sql("INSERT INTO publication (id, version) VALUES (1, 3)")
        connection.execute(text(LEDGER), [facts.to_row(fact) for fact in sent])


def test_what_was_published_and_sent_before_goes_on(old: Database, till: Till) -> None:
    sent = [a_fact(till, a_sale(name), name) for name in ("s1", "s2")]
    fill(old, sent)
    upgrade(old)
    shop = Shop(database=old, clock=clock.now)
    assert (publishing.adopt(shop), publishing.adopt(shop)) == (2, 0)
    with old.writing() as connection:
        seals.read(connection, seals.FEEDS)
    with old.writing() as connection:
        page = feeds.page(connection, CATALOGUE_FEED, ("",), "", 10)
        last = sent[-1]
        hello = Hello(store=US.store, till=US.till, epoch=last.epoch, sequence=2, hash=last.hash)
        greeting = epochs.greet(connection, US, hello, NOON)
    assert ({item.id for item in page.items}, page.version) == ({MILK.id, BANANA.id}, 3)
    assert not greeting.must_begin_epoch
    assert [(head.sequence, head.kept) for head in greeting.heads] == [(2, 2)]


def insert_what_there_was(
    connection: Connection, table: Table, names: Sequence[str], many: Sequence[Sequence[object]]
) -> None:
    """Add rows to a table of before sales named their shifts."""
    for values in many:
        known = {name: it for name, it in zip(names, values, strict=True) if name != "shift"}
        connection.execute(table.insert().values(known))


def test_books_of_the_program_before_this_one_are_brought_up_to_date(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = [a_sale(f"s{number}") for number in range(20)]
    with empty.migrating() as connection:
        migrate.run_in(connection, BEFORE)
    with monkeypatch.context() as yesterday, empty.writing() as connection:
        yesterday.setattr(rows, "insert_ordered", insert_what_there_was)
        sales.add(connection, batch)
        products.put(connection, [MILK, BANANA], 1)
    upgrade(empty)
    with empty.reading() as connection:
        assert [sales.find(connection, it.store, it.id) for it in batch] == batch
        assert products.count(connection) == 2
        assert jobs.counts(connection)[jobs.State.WAITING] == len(people.everyone(connection)) == 0
