"""Copies of a till's disk beside a head office that was put back: nothing lost, nothing twice."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.base import clock
from app.base.errors import Trouble
from app.selling import checkout, sales
from app.shop import Shop
from app.staff import proving as at_the_till
from app.storage import facts, outbox
from app.storage.database import open_file
from app.till import Till
from hq import epochs, proving, quarantine
from hq.ledger import ledger
from sync import engine
from sync.client import HqClient
from sync.handshake import greet
from sync.push import push_once
from sync.wire import EpochHead, Gap, Hello, Limits, Push, Reply
from tests.examples import US, a_cart, cash


def sell(till: Till, *names: str) -> None:
    for name in names:
        checkout.complete(till, a_cart(name), cash(650))


@contextmanager
def copy_of(till: Till, path: Path) -> Iterator[Till]:
    """Let another machine have the till's disk as it is now."""
    source = till.shop.database.path
    assert source is not None
    with till.shop.database.writing() as connection:
        connection.exec_driver_sql("SELECT 1")
    for ending in ("", "-wal"):
        shutil.copy(f"{source}{ending}", f"{path}{ending}")
    with closing(open_file(path)) as database:
        yield replace(till, shop=replace(till.shop, database=database))


@pytest.fixture
def line(hq_http: TestClient) -> HqClient:
    """Another machine's own line to head office, by the same key."""
    return HqClient(hq_http)


def backup_of(hq: Shop) -> set[str]:
    with hq.database.reading() as connection:
        return set(connection.scalars(select(ledger.c.id)))


def put_back(hq: Shop, backup: set[str]) -> None:
    """Leave only what an older backup had at head office."""
    with hq.database.writing() as connection:
        gone = [it for it in connection.scalars(select(ledger.c.id)) if it not in backup]
        for name in gone:
            for table, column in (("sale_line", "sale"), ("sale_tender", "sale"), ("sale", "id")):
                connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = '{name}'")
        connection.execute(ledger.delete().where(ledger.c.id.in_(gone)))
        connection.exec_driver_sql("DELETE FROM till_epoch")
        left = connection.execute(ledger.select().order_by(ledger.c.sequence)).all()
        epochs.advance(connection, US, [facts.of_row(row) for row in left], clock.now())


def all_is_well(hq: Shop, *tills: Till) -> set[str]:
    """Return what is in head office's books, having looked for anything that is wrong."""
    for till in tills:
        assert engine.depth(till) == outbox.Depth(unsent=0, oldest=None, refused=0)
        assert at_the_till.prove(till).faults == ()
    for proof in proving.prove(hq):
        assert proof.faults == ()
    with hq.database.reading() as connection:
        assert quarantine.count(connection) == 0
        return set(sales.ids(connection))


def send(till: Till, hq_client: HqClient) -> None:
    """Send all that waits, and shake no hands."""
    while push_once(till, hq_client).settled:
        pass


def settle(till: Till, hq_client: HqClient, folder: Path) -> int:
    hq_client.forget_welcome()
    return engine.drain(till, hq_client, folder)


@pytest.mark.parametrize("taken", [1, 2, 3])
def test_numbers_that_a_copy_took_after_a_restore_cost_the_other_nothing(
    till: Till, hq: Shop, hq_client: HqClient, line: HqClient, tmp_path: Path, taken: int
) -> None:
    sell(till, "s1", "s2")
    engine.drain(till, hq_client, tmp_path)
    backup = backup_of(hq)
    with copy_of(till, tmp_path / "copy.sqlite") as copy:
        sell(till, "s3", "s4")
        engine.drain(till, hq_client, tmp_path)
        put_back(hq, backup)
        sell(copy, *(f"c{number}" for number in range(taken)))
        engine.drain(copy, line, tmp_path)
        settle(till, hq_client, tmp_path)
        named = {"s1", "s2", "s3", "s4"} | {f"c{number}" for number in range(taken)}
        assert all_is_well(hq, till, copy) == named
        assert settle(till, hq_client, tmp_path) == 0


def test_a_copy_that_took_numbers_of_an_earlier_epoch_costs_nothing(
    till: Till, hq: Shop, hq_client: HqClient, line: HqClient, tmp_path: Path
) -> None:
    sell(till, "s1")
    with copy_of(till, tmp_path / "copy.sqlite") as copy:
        backup = backup_of(hq)
        sell(till, "s2")
        engine.drain(till, hq_client, tmp_path)
        with till.shop.database.writing() as connection:
            facts.begin_epoch(connection, clock.now())
        sell(till, "s3")
        engine.drain(till, hq_client, tmp_path)
        put_back(hq, backup)
        sell(copy, "c2")
        push_once(copy, line)
        settle(till, hq_client, tmp_path)
        settle(copy, line, tmp_path)
        assert all_is_well(hq, till, copy) == {"s1", "s2", "s3", "c2"}


def test_one_sale_under_two_numbers_of_two_copies_is_in_the_books_once(
    till: Till, hq: Shop, hq_client: HqClient, line: HqClient, tmp_path: Path
) -> None:
    sell(till, "s1")
    with copy_of(till, tmp_path / "one.sqlite") as one:
        sell(one, "c2")
        push_once(one, line)  # the number of s2 is taken
        sell(till, "s2")
        with copy_of(till, tmp_path / "two.sqlite") as two:
            for machine, of, name in ((till, hq_client, "a"), (two, line, "b")) * 2:
                send(machine, of)
                sell(machine, f"{name}{len(backup_of(hq))}")
                send(machine, of)
            assert len(all_is_well(hq, till, two)) == 7
            [proof] = proving.prove(hq)
            assert (proof.sales, proof.total.fen) == (7, 7 * 650)
            assert settle(till, hq_client, tmp_path) == 0


def test_what_follows_a_fact_that_was_numbered_anew_leaves_no_hole(
    till: Till, hq: Shop, hq_client: HqClient, line: HqClient, tmp_path: Path
) -> None:
    with copy_of(till, tmp_path / "copy.sqlite") as copy:
        sell(copy, "c1")
        push_once(copy, line)
    sell(till, "s1", "s2", "s3", "s4")
    hq_client.limits, hq_client.batch = Limits(facts=1), 1
    send(till, hq_client)
    assert all_is_well(hq, till) == {"c1", "s1", "s2", "s3", "s4"}


def test_what_follows_a_fact_that_a_restore_lost_waits_for_it(
    till: Till, hq: Shop, hq_client: HqClient, line: HqClient, tmp_path: Path
) -> None:
    sell(till, "s1")
    engine.drain(till, hq_client, tmp_path)
    backup = backup_of(hq)
    with copy_of(till, tmp_path / "copy.sqlite") as copy:
        greet(copy, line)
        sell(till, "s2", "s3")
        engine.drain(till, hq_client, tmp_path)
        put_back(hq, backup)
        sell(till, "s4")
        push_once(till, hq_client)  # shakes no hands: the token is good for a while
        sell(copy, "c2")
        push_once(copy, line)  # a number that s2 had
        settle(till, hq_client, tmp_path)
        assert all_is_well(hq, till) == {"s1", "s2", "s3", "s4", "c2"}


def test_a_head_office_one_version_behind_is_not_believed_by_count(
    till: Till, hq_client: HqClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(till, "s1", "s2")
    engine.drain(till, hq_client, tmp_path)
    hello = hq_client.hello

    def older(asked: Hello) -> object:
        """Name the end of the epoch, which is another's."""
        end = EpochHead(epoch=asked.epoch, sequence=2, hash="another's", kept=2)
        return replace(hello(asked), heads=(end,))

    monkeypatch.setattr(hq_client, "hello", older)
    hq_client.forget_welcome()
    greet(till, hq_client)
    assert engine.depth(till).unsent == 2


def test_a_till_one_version_behind_hears_of_nothing_where_its_facts_are_others_now(
    till: Till, hq_client: HqClient, tmp_path: Path
) -> None:
    sell(till, "s1", "s2", "s3")
    engine.drain(till, hq_client, tmp_path)
    with till.shop.database.reading() as connection:
        head = facts.head(connection)

    def answered(sequence: int, hash_: str) -> int:
        old = EpochHead(epoch=head.epoch, sequence=sequence, hash=hash_, kept=sequence)
        hello = Hello(
            store=till.store,
            till=till.id,
            epoch=head.epoch,
            sequence=sequence,
            hash=hash_,
            heads=(old,),
        )
        [said] = hq_client.hello(hello).heads
        return said.sequence

    assert answered(3, head.hash) == 3
    assert answered(3, "other") == 0
    assert answered(9, "other") == 0


def test_a_gap_that_is_never_filled_does_not_go_on_for_ever(
    till: Till, hq_client: HqClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(till, "s1")
    engine.drain(till, hq_client, tmp_path)
    sell(till, "s2")
    asked: list[Push] = []

    def lacks(push: Push) -> Reply:
        asked.append(push)
        return Reply(answers=(), gaps=(Gap("e", 2),))

    monkeypatch.setattr(hq_client, "push", lacks)
    with pytest.raises(Trouble):
        engine.drain(till, hq_client, tmp_path)
    assert [it.is_unbroken for it in asked] == [True] * len(asked)
    assert engine.depth(till).unsent == 1
