"""How well-known shops' systems lost or doubled sales, and that ours does not.

Each test names the report: Odoo and ERPNext are the projects whose issues tell the story.
"""

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

import httpx
import pytest
from starlette.testclient import TestClient

from app.base.errors import Refusal, Trouble
from app.selling import checkout, sales
from app.shop import Shop
from app.storage import facts, lock, outbox
from app.storage.database import open_file
from app.storage.rows import Clash
from app.till import Till
from hq import books, ingest, publishing, quarantine
from hq.server import make_server
from sync import engine, pull
from sync.client import HqClient
from sync.engine import Status, SyncThread
from sync.push import push_once
from sync.signing import Key, Signature
from sync.wire import Outcome
from tests.examples import BANANA, MILK, US, a_cart, a_fact, a_push, a_sale, cash


def sell(till: Till, *names: str) -> None:
    for name in names:
        checkout.complete(till, a_cart(name), cash(650))


def kept(hq: Shop) -> list[str]:
    with hq.database.reading() as connection:
        return sorted(sales.ids(connection))


def test_a_lost_answer_makes_no_second_order(
    till: Till, hq: Shop, hq_http: TestClient, tmp_path: Path
) -> None:
    """Odoo 40567, 42862: the id came from the server, so a retry was another order."""
    sell(till, *(f"s{number}" for number in range(20)))

    def cut(_: httpx.Response) -> None:
        raise httpx.ReadError("the answer is lost")

    for _ in range(5):
        hq_http.event_hooks = {"response": [cut]}
        with pytest.raises(Trouble):
            push_once(till, HqClient(hq_http))
        hq_http.event_hooks = {"response": []}
    engine.drain(till, HqClient(hq_http), tmp_path)
    assert len(kept(hq)) == 20


def test_the_database_itself_refuses_a_second_row(hq: Shop) -> None:
    """Odoo 216862: a look-up before the insert let two of a kind in."""
    with hq.database.writing() as connection:
        sales.add(connection, [a_sale()])
    with pytest.raises(Clash), hq.database.writing() as connection:
        sales.add(connection, [a_sale()])


def test_the_same_fact_from_many_sides_at_once_is_kept_once(till: Till, hq: Shop) -> None:
    """ERPNext 12971, POSNext 50: two loops sent, one in fifteen was doubled."""
    push = a_push(*(a_fact(till, a_sale(name), name) for name in ("s1", "s2", "s3")))
    heard: SimpleQueue[list[Outcome]] = SimpleQueue()

    def take() -> None:
        heard.put([answer.outcome for answer in ingest.take(hq, US, push).answers])

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    outcomes = [heard.get(timeout=1) for _ in threads]
    assert sum(it.count(Outcome.STORED) for it in outcomes) == 3
    assert sum(it.count(Outcome.DUPLICATE) for it in outcomes) == 15
    assert kept(hq) == ["s1", "s2", "s3"]


def test_a_repeat_is_answered_like_the_first_time(
    till: Till, hq_http: TestClient, tmp_path: Path
) -> None:
    """Odoo 258304: the retry crashed on its own constraint, so the till never got rid of it."""
    sell(till, "s1")
    body = facts.encode(a_push(a_fact(till, a_sale("x"), "x")))
    answers = [hq_http.post("/v1/push", content=body) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert engine.drain(till, HqClient(hq_http), tmp_path) == 1


def test_a_sale_is_on_the_disk_before_anybody_is_told(till: Till) -> None:
    """Odoo 267799, ERPNext 11745: the receipt was printed, the order lived in memory."""
    done = checkout.complete(till, a_cart(), cash(650))
    assert till.shop.database.path is not None
    with (
        closing(open_file(till.shop.database.path)) as database,  # as after a power cut
        database.reading() as connection,
    ):
        assert sales.find(connection, done.store, done.id) == done
        assert outbox.depth(connection).unsent == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM print_job").scalar() == 1


def test_a_pull_touches_nothing_that_the_till_owns(
    till: Till, hq: Shop, hq_client: HqClient
) -> None:
    """Odoo 288974: a pull wrote the server's draft over an order that was paid offline."""
    sell(till, "s1", "s2")
    before = _owned(till)
    publishing.publish(hq, [MILK, replace(BANANA, barcodes=("F9",))])
    pull.pull_catalogue(till.shop, hq_client)
    assert _owned(till) == before


def _owned(till: Till) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    with till.shop.database.reading() as connection:
        for table in ("sale", "sale_line", "sale_tender", "outbox", "chain_head", "print_job"):
            rows += [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]
    return rows


def test_another_sale_under_a_taken_number_is_an_error_and_not_skipped(
    till: Till, hq: Shop
) -> None:
    """Odoo 71455: two tabs gave out one number, and one of the orders was dropped silently."""
    ingest.take(hq, US, a_push(a_fact(till, a_sale("s1"), "s1")))
    other = replace(a_fact(till, a_sale("s2"), "s2"), sequence=1, prev_hash="")
    [answer] = ingest.take(hq, US, a_push(replace(other, hash=facts.hash_of(other)))).answers
    assert (answer.outcome, answer.is_number_taken) == (Outcome.CONFLICT, True)
    with hq.database.reading() as connection:
        assert quarantine.count(connection) == 1


def test_one_failed_try_does_not_leave_the_till_offline(
    till: Till, hq_http: TestClient, tmp_path: Path
) -> None:
    """Odoo 220954: a flag said offline for ever after one failed ping."""

    def cut(_: httpx.Request) -> None:
        raise httpx.ConnectError("no line")

    hq_http.event_hooks = {"request": [cut]}
    heard: SimpleQueue[Status] = SimpleQueue()
    sell(till, "s1")
    thread = SyncThread(till, tmp_path, lambda: HqClient(hq_http), heard.put, pause_s=60)
    thread.start()
    assert not heard.get(timeout=10).is_online
    hq_http.event_hooks = {"request": []}
    thread.wake()
    while heard.get(timeout=10).depth.unsent:
        pass
    thread.stop()
    assert engine.depth(till).unsent == 0


def test_one_bad_sale_does_not_hold_up_the_others_and_may_be_sent_again(
    till: Till, hq: Shop, hq_client: HqClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ERPNext 11000: one invalid customer blocked the queue; people edited it by hand."""
    sell(till, "s1", "s2", "s3")
    kinds = dict(books.KINDS)
    sound = ingest._value  # noqa: SLF001 - an HQ that does not understand one of them, for a while

    def picky(till_: object, fact: facts.Fact) -> object:
        if fact.id == "s2":
            raise ValueError("HQ does not know this customer")
        return sound(till_, fact)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest, "_value", picky)
    assert engine.drain(till, hq_client, tmp_path) == 3
    assert kept(hq) == ["s1", "s3"]
    with till.shop.database.reading() as connection:
        [aside] = outbox.set_aside(connection)
    assert (aside.id, "customer" in aside.reason) == ("s2", True)
    monkeypatch.undo()
    assert kinds == books.KINDS
    with till.shop.database.writing() as connection:
        assert outbox.retry_refused(connection, ["s2"]) == 1
    engine.drain(till, hq_client, tmp_path)
    assert kept(hq) == ["s1", "s2", "s3"]
    with hq.database.reading() as connection:
        assert quarantine.count(connection) == 0  # settled by its arrival


def test_two_senders_of_one_till_take_turns(
    till: Till, hq: Shop, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ERPNext 12971 again: at the till, too, only one sends."""
    sell(till, *(f"s{number}" for number in range(30)))
    monkeypatch.setattr(engine, "LOCK_TRIES", 0)
    with TestClient(make_server(hq, good_for_s=0)) as http:
        http.auth = Signature(key)
        with lock.hold_sender(tmp_path), pytest.raises(Refusal):
            engine.drain(till, HqClient(http), tmp_path)
        assert engine.drain(till, HqClient(http), tmp_path) == 30
    with hq.database.reading() as connection:
        assert sales.count(connection) == 30
