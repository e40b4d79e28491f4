"""A till whose payments go through HQ: what HQ, the line and the provider may do to it."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from app.base.errors import Refusal
from app.base.ids import SaleId
from app.base.money import Money
from app.payments import handed, refunds, standing
from app.payments.attempt import Attempt, State, new_number
from app.payments.channels import wechat_states
from app.payments.exchange import Ask, Mode, Refund
from app.payments.hub import Charge, Hub, News, Update
from app.payments.journal_hub import JournalHub
from app.payments.refunds import Stage
from app.payments.wallets import Code, Wallet
from app.shop import Shop
from app.storage.database import Database, open_file
from app.till import Till
from hq import payments
from hq.server import make_server
from sync.client import HqClient
from sync.remote_hub import RemoteHub
from sync.signing import Key, Signature
from tests.app.payments.plain import Buyer, Plain, Provider, VirtualTime
from tests.examples import STORE, TILL

CODE = Code("134567890123456789")
PRICE = Money(1990)
PLAIN = Plain(name="plain", times=wechat_states.TIMINGS.__getitem__)


@dataclass
class Line:
    """The line to HQ: whole, cut before HQ, or cut after HQ has answered."""

    http: TestClient
    cut: str = ""
    seen: list[str] = field(default_factory=list)

    def send(self, request: httpx.Request, **more: object) -> httpx.Response:
        self.seen.append(f"{request.method} {request.url.path}")
        if self.cut == "before":
            raise httpx.ConnectError("no route")
        if self.cut == "lost":
            raise httpx.ReadTimeout("nothing came")
        response = httpx.Client.send(self.http, request, **more)  # type: ignore[arg-type]
        if self.cut == "after":
            response.close()
            raise httpx.ReadTimeout("the answer was lost")
        return response


@dataclass
class Stand:
    """A till, HQ, a provider that both can reach."""

    till: Till
    hub: RemoteHub
    own: JournalHub
    theirs: JournalHub
    line: Line
    provider: Provider
    told: list[Update] = field(default_factory=list)

    def charge(self, sale: str = "s1") -> Charge:
        attempt = Attempt(
            number=new_number(),
            store=STORE,
            till=TILL,
            sale=SaleId(sale),
            channel="plain",
            wallet=Wallet.WECHAT,
            mode=Mode.SCANNED,
            amount=PRICE,
            made_at=self.till.shop.clock(),
        )
        return Charge(attempt=attempt, due=PRICE)

    def until(self, is_so: Callable[[], bool]) -> None:
        ends = time.monotonic() + 5
        while not is_so():
            assert time.monotonic() < ends, "it did not come"
            time.sleep(0.01)

    def ends(self, one: Attempt, state: State) -> None:
        def is_so() -> bool:
            found = self.hub.state(one.number)
            return found is not None and found.state is state

        self.until(is_so)

    def charges(self) -> int:
        return [it.ask for it in self.provider.heard].count(Ask.PAY)


@pytest.fixture
def hq_database(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """HQ on SQLite only: what is tested here is the till."""
    database = open_file(Path(shutil.copy(empty_file, tmp_path / "hq.sqlite")))
    yield database
    database.close()


@pytest.fixture
def stand(till: Till, hq: Shop, key: Key) -> Iterator[Stand]:
    provider = Provider(VirtualTime())
    provider.answers_s = 0
    provider.time.true = hq.clock  # type: ignore[method-assign]
    till = Till(shop=Shop(database=till.shop.database, clock=hq.clock), store=STORE, id=TILL)
    theirs = payments.make_hub(hq, {"plain": PLAIN}, provider.send)
    own = JournalHub(till.shop, {"plain": PLAIN}, provider.send)
    with TestClient(make_server(hq, good_for_s=0, hub=theirs, hold_s=0.5)) as http:
        http.auth = Signature(key)
        line = Line(http)
        http.send = line.send
        hub = RemoteHub(
            till, lambda: HqClient(http), own, sleep=lambda _: time.sleep(0.02), hold_s=0
        )
        made = Stand(till, hub, own, theirs, line, provider)
        hub.listen(made.told.append)
        theirs.begin()
        own.begin()
        yield made
        hub.stop()
        own.stop()
        theirs.stop()


def test_it_is_a_hub(stand: Stand) -> None:
    assert isinstance(stand.hub, Hub)


def test_hq_takes_the_payment_and_the_till_keeps_a_copy(stand: Stand) -> None:
    one = stand.hub.pay(stand.charge(), CODE)
    stand.ends(one, State.PAID)
    assert stand.theirs.state(one.number) == stand.hub.state(one.number)
    assert stand.own.state(one.number) is None
    assert stand.charges() == 1


def test_what_never_left_for_hq_goes_through_the_till_s_own_hub(stand: Stand) -> None:
    stand.line.cut = "before"
    one = stand.hub.pay(stand.charge(), CODE)
    stand.ends(one, State.PAID)
    assert stand.own.state(one.number) is not None
    assert stand.theirs.state(one.number) is None


@pytest.mark.parametrize("cut", ["after", "lost"])
def test_what_may_have_reached_hq_never_goes_another_way(stand: Stand, cut: str) -> None:
    stand.line.cut = cut
    one = stand.hub.pay(stand.charge(), CODE)
    stand.until(lambda: len(stand.line.seen) > 1)
    with pytest.raises(Refusal):
        stand.hub.pay(stand.charge(), CODE)
    assert stand.own.state(one.number) is None
    stand.line.cut = ""
    expected = State.PAID if cut == "after" else State.FAILED
    stand.ends(one, expected)
    assert stand.charges() == (1 if cut == "after" else 0)


def test_with_hq_gone_the_provider_itself_is_asked_by_that_number(stand: Stand) -> None:
    stand.line.cut = "after"
    one = stand.hub.pay(stand.charge(), CODE)
    stand.until(lambda: stand.charges() == 1)
    stand.ends(one, State.PAID)  # HQ's answers are lost all the time
    asked = [it.ask for it in stand.provider.heard]
    assert asked.count(Ask.QUERY) >= 1
    assert asked.count(Ask.PAY) == 1


def test_with_hq_gone_an_unproven_payment_blocks_the_fallback(stand: Stand) -> None:
    stand.provider.buyer = Buyer(pays_after_s=None)
    stand.line.cut = "after"
    stand.hub.pay(stand.charge(), CODE)
    stand.until(lambda: stand.charges() == 1)
    stand.line.cut = "before"
    with pytest.raises(Refusal, match="没有发出"):
        stand.hub.pay(stand.charge(), CODE)
    assert stand.charges() == 1


def test_a_start_goes_on_with_what_was_handed_over(stand: Stand) -> None:
    stand.line.cut = "lost"
    charge = stand.charge()
    with stand.till.shop.database.writing() as connection:
        handed.put(connection, [charge.attempt], stand.till.shop.clock())
    stand.line.cut = ""
    stand.hub.begin()
    stand.ends(charge.attempt, State.FAILED)  # HQ never had it, and will never take it
    assert stand.charges() == 0


def test_a_refund_goes_through_the_hub_that_took_the_money(stand: Stand) -> None:
    one = stand.hub.pay(stand.charge(), CODE)
    stand.ends(one, State.PAID)
    refund = Refund(number="RF1", amount=Money(990), made_at=stand.till.shop.clock())
    assert stand.hub.refund(one.number, refund) == stand.hub.refund(one.number, refund)
    stand.until(lambda: stand.provider.books[one.number].net == 1000)
    with pytest.raises(Refusal):
        stand.hub.refund(
            one.number, Refund(number="RF2", amount=PRICE, made_at=stand.till.shop.clock())
        )


def test_what_was_given_up_here_and_paid_at_hq_goes_back(stand: Stand) -> None:
    stand.line.cut = "lost"
    charge = stand.charge()
    with stand.till.shop.database.writing() as connection:
        handed.put(connection, [charge.attempt], stand.till.shop.clock())
    stand.theirs.pay(charge, CODE)  # it had come there after all
    stand.until(lambda: stand.theirs.state(charge.attempt.number).state is State.PAID)  # type: ignore[union-attr]
    given_up = stand.hub.reverse(charge.attempt.number)
    assert given_up.given_up_at is not None
    with stand.till.shop.database.writing() as connection:
        standing.must_be_settled(connection, STORE, charge.attempt.sale, ())  # cash may be taken
    stand.line.cut = ""
    stand.hub.begin()
    stand.until(lambda: stand.provider.books[charge.attempt.number].net == 0)

    def is_back() -> bool:
        with stand.till.shop.database.reading() as connection:
            found = refunds.of_order(connection, charge.attempt.number)
        return [it.stage for it in found] == [Stage.DONE]

    stand.until(is_back)


def test_a_release_at_the_till_reaches_hq_and_nothing_is_reversed(stand: Stand) -> None:
    stand.provider.buyer = Buyer(pays_after_s=None)
    one = stand.hub.pay(stand.charge(), CODE)
    stand.until(lambda: stand.charges() == 1)
    stand.ends(one, State.PAYING)
    released = stand.hub.release(one.number, by="m1", reason="saw the phone")
    assert released.is_trusted

    def knows() -> bool:
        found = stand.theirs.state(one.number)
        return found is not None and found.is_trusted

    stand.until(knows)
    with pytest.raises(Refusal):
        stand.hub.reverse(one.number)


def test_what_a_sale_owes_goes_back_through_hq(stand: Stand) -> None:
    one = stand.hub.pay(stand.charge(), CODE)
    stand.ends(one, State.PAID)
    with stand.till.shop.database.writing() as connection:
        now = stand.till.shop.clock()
        standing.give_back(connection, one.number, Money(990), now, "sour milk")
    stand.hub.go_on(one.number)
    stand.until(lambda: stand.provider.books[one.number].net == 1000)


def test_given_up_at_the_till_ends_at_hq(stand: Stand) -> None:
    stand.provider.buyer = Buyer(pays_after_s=None)
    one = stand.hub.pay(stand.charge(), CODE)
    stand.until(lambda: stand.charges() == 1)
    stand.hub.reverse(one.number)

    def is_given_up() -> bool:
        found = stand.theirs.state(one.number)
        return found is not None and found.given_up_at is not None

    stand.until(is_given_up)


def test_the_feed_tells_a_till_what_a_lost_answer_could_not(stand: Stand) -> None:
    charge = stand.charge()
    with stand.till.shop.database.writing() as connection:
        handed.put(connection, [charge.attempt], stand.till.shop.clock())
    stand.hub.hear(replace(charge.attempt, state=State.PAID, paid=PRICE))
    found = stand.hub.state(charge.attempt.number)
    assert found is not None
    assert found.state is State.PAID
    stand.hub.hear(replace(charge.attempt, state=State.FAILED))
    assert stand.hub.state(charge.attempt.number) == found, "what is final stays"
    assert News.DISPUTED in [it.news for it in stand.told]


def test_racing_threads_hand_one_payment_over(stand: Stand) -> None:
    refused: list[Refusal] = []

    def pays() -> None:
        try:
            stand.hub.pay(stand.charge(), CODE)
        except Refusal as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=pays) for _ in range(4)]
    for it in threads:
        it.start()
    for it in threads:
        it.join()
    assert len(refused) == 3
    stand.until(lambda: stand.charges() == 1)
