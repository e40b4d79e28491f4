"""Restored disks, copied disks, a restored HQ, lost answers: nothing lost, nothing twice."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from app.base import clock
from app.base.errors import Refusal, Trouble
from app.selling import checkout, sales
from app.shop import Shop
from app.storage import facts, outbox, secrets
from app.storage.database import open_file
from app.till import Till
from hq import codes, epochs, proving, quarantine, tills
from hq.ledger import ledger as ledger_table
from hq.server import make_server
from sync import client, engine, handshake
from sync.client import HqClient
from sync.handshake import greet
from sync.identity import Identity
from sync.push import push_once
from sync.signing import Key, Signature
from tests.examples import STORE, TILL, US, a_cart, cash


def sell(till: Till, *names: str) -> None:
    for name in names:
        checkout.complete(till, a_cart(name), cash(650))


def epoch_of(till: Till) -> str:
    with till.shop.database.reading() as connection:
        return facts.head(connection).epoch


def kept(hq: Shop) -> set[str]:
    with hq.database.reading() as connection:
        return set(sales.ids(connection))


def aside(hq: Shop) -> int:
    with hq.database.reading() as connection:
        return quarantine.count(connection)


@pytest.fixture
def copied(till: Till, tmp_path: Path) -> Iterator[Till]:
    """A copy of the till's disk, made after two sales that HQ has."""
    sell(till, "s1", "s2")
    yield from _copy(till, tmp_path / "copied.sqlite")


def _copy(till: Till, path: Path) -> Iterator[Till]:
    source = till.shop.database.path
    assert source is not None
    with till.shop.database.writing() as connection:
        connection.exec_driver_sql("SELECT 1")
    for ending in ("", "-wal"):
        shutil.copy(f"{source}{ending}", f"{path}{ending}")
    with closing(open_file(path)) as database:
        yield replace(till, shop=replace(till.shop, database=database))


def speaker(hq_http: TestClient, key: Key) -> HqClient:
    hq_http.auth = Signature(key)
    return HqClient(hq_http)


def test_a_disk_that_was_put_back_goes_on_in_a_new_epoch(
    till: Till, copied: Till, hq: Shop, hq_client: HqClient, tmp_path: Path
) -> None:
    sell(till, "s3", "s4")
    engine.drain(till, hq_client, tmp_path)
    before = epoch_of(copied)
    sell(copied, "s5")  # under the number that s3 has at HQ
    hq_client.forget_welcome()
    engine.drain(copied, hq_client, tmp_path)
    assert epoch_of(copied) != before
    assert kept(hq) == {"s1", "s2", "s3", "s4", "s5"}
    assert aside(hq) == 0  # what was set aside as s5's first number was settled by its second
    assert all(proof.faults == () for proof in proving.prove(hq))


def test_numbers_that_hq_gave_to_others_are_noticed_even_without_a_handshake(
    till: Till, copied: Till, hq: Shop, hq_client: HqClient
) -> None:
    sell(till, "s3")
    push_once(till, hq_client)
    sell(copied, "s4", "s5")
    while push_once(copied, hq_client).settled:
        pass
    assert kept(hq) == {"s1", "s2", "s3", "s4", "s5"}
    assert all(proof.faults == () for proof in proving.prove(hq))


def test_of_two_machines_with_one_disk_one_is_told_to_enrol(
    till: Till, copied: Till, hq: Shop, hq_http: TestClient, key: Key, tmp_path: Path
) -> None:
    one, other = (HqClient(hq_http) for _ in "12")
    hq_http.auth = Signature(key)
    told: list[str] = []
    for number in range(6):
        for machine, line, name in ((till, one, "a"), (copied, other, "b")):
            sell(machine, f"{name}{number}")
            line.forget_welcome()
            try:
                engine.drain(machine, line, tmp_path)
            except Refusal as refusal:
                told.append(refusal.code)
    assert set(told) == {"till_elsewhere"}
    frozen = till if engine.depth(till).unsent else copied
    assert {engine.depth(it).unsent > 0 for it in (till, copied)} == {True, False}
    with hq.database.reading() as connection:
        assert epochs.frozen(connection) == [US]

    line = _enrolled_anew(hq, hq_http, frozen, tmp_path)
    engine.drain(frozen, line, tmp_path)
    names = {f"{name}{number}" for name in "ab" for number in range(6)}
    assert kept(hq) == {"s1", "s2"} | names
    with hq.database.reading() as connection:
        assert epochs.frozen(connection) == []


def _enrolled_anew(hq: Shop, http: TestClient, till: Till, folder: Path) -> HqClient:
    with hq.database.writing() as connection:
        code = codes.issue(connection, US, clock.now(), again=True)
    identity = Identity(folder)
    identity.keep_code(code)
    line = HqClient(http, identity)
    greet(till, line)
    return line


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_what_hq_lost_by_a_restore_is_sent_again(
    till: Till, hq: Shop, hq_client: HqClient, tmp_path: Path, lost: int
) -> None:
    sell(till, "s1", "s2", "s3")
    engine.drain(till, hq_client, tmp_path)
    _restore_hq_to(hq, 3 - lost)
    hq_client.forget_welcome()
    assert engine.drain(till, hq_client, tmp_path) == lost
    assert kept(hq) == {"s1", "s2", "s3"}
    hq_client.forget_welcome()
    assert engine.drain(till, hq_client, tmp_path) == 0


def test_a_gap_in_mid_traffic_makes_the_till_compare_again(
    till: Till, hq: Shop, hq_client: HqClient, tmp_path: Path
) -> None:
    sell(till, "s1", "s2")
    engine.drain(till, hq_client, tmp_path)
    _restore_hq_to(hq, 1)
    sell(till, "s3")
    engine.drain(till, hq_client, tmp_path)
    assert kept(hq) == {"s1", "s2", "s3"}


def _restore_hq_to(hq: Shop, count: int) -> None:
    """Leave only the first facts at HQ, as an older backup would have them."""
    gone = f"SELECT id FROM fact_ledger WHERE sequence > {count}"
    with hq.database.writing() as connection:
        for table in ("sale_line", "sale_tender"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE sale IN ({gone})")
        connection.exec_driver_sql(f"DELETE FROM sale WHERE id IN ({gone})")
        connection.exec_driver_sql(f"DELETE FROM fact_ledger WHERE sequence > {count}")
        connection.exec_driver_sql("DELETE FROM till_epoch")
        left = connection.execute(ledger_table.select().order_by(ledger_table.c.sequence)).all()
        epochs.advance(connection, US, [facts.of_row(row) for row in left], clock.now())


@pytest.fixture
def stranger(hq: Shop) -> Iterator[TestClient]:
    """The server, asked by somebody whom it does not know."""
    with TestClient(make_server(hq, good_for_s=0)) as http:
        yield http


def a_code(hq: Shop) -> str:
    with hq.database.writing() as connection:
        return codes.issue(connection, US, clock.now())


def test_a_till_enrols_at_its_first_sync_and_forgets_the_code(
    till: Till, hq: Shop, stranger: TestClient, tmp_path: Path
) -> None:
    identity = Identity(tmp_path)
    identity.keep_code(a_code(hq).lower().replace("-", " "))  # as a person may type it
    sell(till, "s1")
    assert engine.drain(till, HqClient(stranger, identity), tmp_path) == 1
    assert (identity.code, identity.has_next) == (None, False)
    assert identity.key is not None
    assert kept(hq) == {"s1"}


def test_a_code_that_the_keyring_will_not_let_go_is_used_once(
    till: Till, hq: Shop, stranger: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.secrets.forget", lambda *_: None)
    Identity(tmp_path).keep_code(a_code(hq))
    for number in range(3):
        sell(till, f"s{number}")
        line = HqClient(stranger, Identity(tmp_path))
        assert engine.drain(till, line, tmp_path) == 1
    with hq.database.reading() as connection:
        assert len(tills.keys(connection, US)) == 1


def test_a_damaged_key_is_told_and_selling_goes_on(till: Till, tmp_path: Path) -> None:
    secrets.keep(tmp_path, "hq-key", "no key at all")
    sell(till, "s1")
    with pytest.raises(Trouble, match="密钥"):
        client.connect("http://127.0.0.1:9", Identity(tmp_path))


def test_an_enrolment_whose_answer_was_lost_is_answered_alike(
    till: Till, hq: Shop, stranger: TestClient, tmp_path: Path
) -> None:
    identity = Identity(tmp_path)
    identity.keep_code(a_code(hq))

    def cut(_: httpx.Response) -> None:
        raise httpx.ReadError("the line is dead")

    for _ in range(8):  # more often than wrong codes may be tried
        stranger.event_hooks = {"response": [cut]}
        with pytest.raises(Trouble):
            greet(till, HqClient(stranger, identity))
    stranger.event_hooks = {"response": []}
    epoch = epoch_of(till)
    greet(till, HqClient(stranger, identity))
    with hq.database.reading() as connection:
        assert len(tills.keys(connection, US)) == 1
    assert epoch_of(till) == epoch


def test_a_wrong_code_is_told_and_everything_waits(
    till: Till, hq: Shop, stranger: TestClient, tmp_path: Path
) -> None:
    a_code(hq)
    identity = Identity(tmp_path)
    identity.keep_code("AAAAA-AAAAA")
    sell(till, "s1")
    for _ in range(20):
        with pytest.raises(Refusal, match="一次性代码"):
            engine.drain(till, HqClient(stranger, identity), tmp_path)
    assert engine.depth(till).unsent == 1
    with hq.database.reading() as connection:
        tried = connection.execute(codes.enrolment_try.select()).all()
    assert len(tried) == 1  # the same wrong code, again and again, is one try


def test_a_machine_that_enrols_again_goes_on_in_a_new_epoch_and_ends_the_old_key(
    till: Till, hq: Shop, hq_http: TestClient, key: Key, tmp_path: Path
) -> None:
    sell(till, "s1")
    engine.drain(till, HqClient(hq_http), tmp_path)
    epoch = epoch_of(till)
    sell(till, "s2")
    line = _enrolled_anew(hq, hq_http, till, tmp_path)
    sell(till, "s3")
    engine.drain(till, line, tmp_path)
    assert epoch_of(till) != epoch
    assert kept(hq) == {"s1", "s2", "s3"}
    with pytest.raises(Trouble, match="总部不认"):
        greet(till, speaker(hq_http, key))


def test_a_key_is_changed_and_a_lost_answer_to_that_does_no_harm(
    till: Till, hq: Shop, stranger: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = Identity(tmp_path)
    identity.keep_code(a_code(hq))
    line = HqClient(stranger, identity)
    greet(till, line)
    first = identity.key
    monkeypatch.setattr("hq.enrolment.KEY_GOOD_FOR", timedelta(0))
    cuts = iter([False, True])  # the answer to hello arrives, the answer to rotate does not

    def cut(_: httpx.Response) -> None:
        if next(cuts, False):
            raise httpx.ReadError("the line is dead")

    stranger.event_hooks = {"response": [cut]}
    line.forget_welcome()
    with pytest.raises(Trouble):
        greet(till, line)
    monkeypatch.undo()
    sell(till, "s1")
    line.forget_welcome()
    assert engine.drain(till, line, tmp_path) == 1
    assert first is not None
    assert identity.key is not None
    assert identity.key.id != first.id


def test_a_till_without_code_and_key_says_what_to_do(till: Till, tmp_path: Path) -> None:
    with httpx.Client() as http, pytest.raises(Refusal, match="till add"):
        greet(till, HqClient(http, Identity(tmp_path)))


def test_a_till_whose_clock_is_years_off_enrols_and_sends(
    till: Till, hq: Shop, stranger: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        handshake, "Signature", lambda key: Signature(key, clock=lambda: 1_000_000_000.0)
    )
    identity = Identity(tmp_path)
    identity.keep_code(a_code(hq))
    sell(till, "s1")
    assert engine.drain(till, HqClient(stranger, identity), tmp_path) == 1
    assert kept(hq) == {"s1"}


def test_a_till_too_old_for_hq_keeps_selling_and_is_told(
    till: Till, hq_http: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("hq.server.PROTOCOL", 3)
    monkeypatch.setattr("hq.server.OLDEST_PROTOCOL", 2)
    hq_http.headers["X-POS-Protocol"] = "1"
    sell(till, "s1")
    with pytest.raises(Refusal, match="更新"):
        engine.drain(till, HqClient(hq_http), tmp_path)
    sell(till, "s2")
    assert engine.depth(till).unsent == 2
    for spoken in ("2", "3"):  # this version and the one before
        hq_http.headers["X-POS-Protocol"] = spoken
        engine.drain(till, HqClient(hq_http), tmp_path)
    assert engine.depth(till).unsent == 0


def test_hello_names_what_hq_acknowledged(till: Till, hq_client: HqClient) -> None:
    sell(till, "s1", "s2")
    push_once(till, hq_client)
    with till.shop.database.reading() as connection:
        [known] = outbox.acknowledged(connection)
    assert (known.sequence, known.count) == (2, 2)
    assert (till.store, till.id) == (STORE, TILL)
