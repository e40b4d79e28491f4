"""Payments through HQ: every request once, its answer the same for ever."""

import threading
from collections.abc import Iterator

import httpx
import pytest
from starlette.testclient import TestClient

from app.base.ids import SaleId, TillId
from app.base.money import Money
from app.payments.attempt import Attempt, State, new_number
from app.payments.channels import wechat_states
from app.payments.exchange import Ask, Mode, Request, Response
from app.payments.hub import Charge
from app.payments.journal_hub import JournalHub
from app.payments.wallets import Code, Wallet
from app.shop import Shop
from app.storage import facts
from hq import feeds, payments
from hq.server import make_server
from sync.client import HqClient
from sync.payment_wire import PAYMENT_FEED, PAYMENTS, PayAsked, ReverseAsked
from sync.signing import Key, Signature
from tests.app.payments.plain import Buyer, Fault, Plain, Provider, VirtualTime
from tests.examples import STORE, TILL, US

CODE = Code("134567890123456789")
PRICE = Money(1990)


def a_charge(sale: str = "s1", till: TillId = TILL) -> Charge:
    attempt = Attempt(
        number=new_number(),
        store=STORE,
        till=till,
        sale=SaleId(sale),
        channel="plain",
        wallet=Wallet.WECHAT,
        mode=Mode.SCANNED,
        amount=PRICE,
        made_at=VirtualTime().true(),
    )
    return Charge(attempt=attempt, due=PRICE)


def asked(charge: Charge) -> PayAsked:
    return PayAsked(attempt=charge.attempt, due=charge.due, code=CODE.text)


@pytest.fixture
def provider() -> Provider:
    made = Provider(VirtualTime())
    made.answers_s = 0
    return made


@pytest.fixture
def hub(hq: Shop, provider: Provider) -> Iterator[JournalHub]:
    provider.time.true = hq.clock  # type: ignore[method-assign]
    channel = Plain(name="plain", times=wechat_states.TIMINGS.__getitem__)
    made = payments.make_hub(hq, {"plain": channel}, provider.send)
    made.begin()
    yield made
    made.stop()


@pytest.fixture
def http(hq: Shop, hub: JournalHub, key: Key) -> Iterator[httpx.Client]:
    with TestClient(make_server(hq, good_for_s=0, hub=hub, hold_s=2)) as client:
        client.auth = Signature(key)
        yield client


@pytest.fixture
def line(http: httpx.Client) -> HqClient:
    return HqClient(http)


def post(http: httpx.Client, charge: Charge, **headers: str) -> httpx.Response:
    return http.post(PAYMENTS, content=facts.encode(asked(charge)), headers=headers)


def test_a_payment_is_answered_when_it_is_settled(line: HqClient) -> None:
    charge = a_charge()
    said = line.pay(asked(charge), charge.attempt.number)
    assert said.attempt is not None
    assert (said.attempt.state, said.attempt.paid) == (State.PAID, PRICE)


def test_a_repeated_request_is_answered_byte_for_byte_and_charges_once(
    http: httpx.Client, provider: Provider
) -> None:
    charge = a_charge()
    first = post(http, charge, **{"Idempotency-Key": '"k1"'})
    second = post(http, charge, **{"Idempotency-Key": "k1"})
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    assert [it.ask for it in provider.heard] == [Ask.PAY]


def test_a_key_with_another_request_is_refused(http: httpx.Client, provider: Provider) -> None:
    post(http, a_charge(), **{"Idempotency-Key": "k1"})
    other = post(http, a_charge("s2"), **{"Idempotency-Key": "k1"})
    assert (other.status_code, len(provider.heard)) == (422, 1)
    assert other.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("keys", [[], ["a", "b"], [""], ['""'], ["x" * 300], ['a"b'], ["k\u00e9"]])
def test_without_one_good_key_nothing_is_charged(
    http: httpx.Client, provider: Provider, keys: list[str]
) -> None:
    headers = [(b"Idempotency-Key", it.encode("latin-1")) for it in keys]
    answer = http.post(PAYMENTS, content=facts.encode(asked(a_charge())), headers=headers)
    assert (answer.status_code, provider.heard) == (400, [])


def test_a_repeat_while_the_first_is_under_way_is_told_to_wait(
    http: httpx.Client, provider: Provider
) -> None:
    began, ends = threading.Event(), threading.Event()

    def slow(_: Request) -> Fault:
        began.set()
        ends.wait(5)
        return Fault.NONE

    provider.fault = slow
    charge, answers = a_charge(), []
    thread = threading.Thread(
        target=lambda: answers.append(post(http, charge, **{"Idempotency-Key": "k1"}))
    )
    thread.start()
    began.wait(5)
    again = post(http, charge, **{"Idempotency-Key": "k1"})
    ends.set()
    thread.join()
    assert (again.status_code, again.headers["Retry-After"]) == (409, "1")
    assert answers[0].status_code == 200
    assert len(provider.heard) == 1


def test_the_same_number_under_another_key_charges_once(line: HqClient, provider: Provider) -> None:
    charge = a_charge()
    line.pay(asked(charge), "k1")
    said = line.pay(asked(charge), "k2")
    assert said.attempt is not None
    assert (said.attempt.state, len(provider.heard)) == (State.PAID, 1)


def test_a_till_pays_only_for_itself(http: httpx.Client, provider: Provider) -> None:
    answer = post(http, a_charge(till=TillId("t9")), **{"Idempotency-Key": "k1"})
    assert (answer.status_code, provider.heard) == (403, [])


def test_what_hq_refuses_is_told_in_our_words(line: HqClient, provider: Provider) -> None:
    provider.buyer = Buyer(pays_after_s=None)
    first = a_charge()
    provider.fault = lambda _: Fault.SYSTEM
    thread = threading.Thread(target=lambda: line.pay(asked(first), "k1"))
    thread.start()
    while not provider.heard:
        pass
    said = line.pay(asked(a_charge()), "k2")
    assert said.refused == "payment_unproven"
    provider.fault = lambda _: Fault.NONE
    provider.books[first.attempt.number].is_declined = True
    line.ask_payment(first.attempt.number)
    thread.join()


def test_news_goes_to_the_till_s_feed_in_the_transaction_of_the_news(
    hq: Shop, line: HqClient
) -> None:
    charge = a_charge()
    line.pay(asked(charge), "k1")
    with hq.database.reading() as connection:
        page = feeds.page(connection, PAYMENT_FEED, feeds.scopes_of(US), "", 10)
    assert [it.id for it in page.items] == [charge.attempt.number]
    assert facts.decode(page.items[0].body, Attempt).state is State.PAID


def test_a_payment_that_hq_never_had_cannot_come_any_more(
    line: HqClient, provider: Provider
) -> None:
    charge = a_charge()
    number = charge.attempt.number
    assert line.payment(number, "created", 0) is None
    said = line.reverse_payment(number, ReverseAsked(attempt=charge.attempt))
    assert said.attempt is not None
    assert said.attempt.state is State.FAILED
    late = line.pay(asked(charge), number)
    assert late.attempt is not None
    assert (late.attempt.state, provider.heard) == (State.FAILED, [])


def test_an_unsigned_request_charges_nothing(hq: Shop, hub: JournalHub, provider: Provider) -> None:
    with TestClient(make_server(hq, hub=hub)) as http:
        answer = post(http, a_charge(), **{"Idempotency-Key": "k"})
    assert (answer.status_code, provider.heard) == (401, [])


def test_a_restart_asks_and_answers_the_repeated_request(
    hq: Shop, provider: Provider, key: Key
) -> None:
    """HQ dies after the charge, before the answer; the till asks the same again."""
    channel = Plain(name="plain", times=wechat_states.TIMINGS.__getitem__)
    provider.time.true = hq.clock  # type: ignore[method-assign]
    died = threading.Event()

    def dies(request: Request) -> Response:
        provider.send(request)
        died.set()
        raise SystemExit

    charge = a_charge()
    first = payments.make_hub(hq, {"plain": channel}, dies)
    first.begin()
    server = make_server(hq, good_for_s=0, hub=first, hold_s=0.5)

    def asks() -> None:
        with TestClient(server) as http:
            http.auth = Signature(key)
            post(http, charge, **{"Idempotency-Key": "k1"})

    thread = threading.Thread(target=asks, daemon=True)
    thread.start()
    died.wait(5)
    first.stop()
    second = payments.make_hub(hq, {"plain": channel}, provider.send)
    second.begin()
    second.wait(charge.attempt.number, 5)
    with TestClient(make_server(hq, good_for_s=0, hub=second)) as http:
        http.auth = Signature(key)
        again = post(http, charge, **{"Idempotency-Key": "k1"})
    second.stop()
    thread.join()
    assert again.json()["attempt"]["state"] == "paid"
    assert [it.ask for it in provider.heard].count(Ask.PAY) == 1
