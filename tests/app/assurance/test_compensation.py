"""Lost orders made good: once each, and never before the old money is proven gone."""

from dataclasses import replace

import pytest

from app.assurance import commands, compensation
from app.assurance.commands import Kind, Stage
from app.base.errors import Refusal
from app.base.ids import SaleId
from app.base.money import Money
from app.payments.attempt import Attempt, State
from app.payments.channels import wechat_states
from app.payments.exchange import Ask
from app.payments.hub import Charge
from app.payments.journal_hub import Choice, JournalHub
from app.selling import checkout, drafts, sales
from app.selling.sale import Tender, TenderKind
from app.till import Till
from tests.app.assurance.test_paying import TERMS
from tests.app.payments.plain import Buyer, Fault, Plain, Provider, VirtualTime
from tests.app.payments.test_hub import CODE, Stand
from tests.examples import a_cart, a_sale, cash

MILK_PRICE = Money(650)


@pytest.fixture
def stand(till: Till) -> Stand:
    time = VirtualTime()
    shop = replace(till.shop, clock=time.wall)
    made = Stand(shop, time, Provider(time), None)  # type: ignore[arg-type]
    ours = replace(till, shop=shop)
    made.hub = JournalHub(
        shop,
        {"plain": Plain(name="plain", times=wechat_states.TIMINGS.__getitem__)},
        lambda request: made.provider.send(request),  # noqa: PLW0108 - tests replace it
        wants=compensation.taking(ours),
        choice=Choice(terms=[TERMS]),
        steady=time.steady,
    )
    compensation.follow(ours, made.hub)
    return made


@pytest.fixture
def ours(till: Till, stand: Stand) -> Till:
    """The till by the time of the stand, with a cart of milk."""
    cart = a_cart()
    with till.shop.database.writing() as connection:
        drafts.put_line(connection, cart, cart.lines[0])
    return replace(till, shop=stand.shop)


def charge(stand: Stand) -> Charge:
    return stand.charge("s1", MILK_PRICE)


def steps(till: Till) -> dict[Kind, Stage]:
    with till.shop.database.reading() as connection:
        found = commands.of_sale(connection, till.store, SaleId("s1"))
    return {it.kind: it.stage for it in found}


def lost(stand: Stand) -> Attempt:
    """Let a payment be given up and prove that nothing of it is left."""
    stand.provider.buyer = Buyer(pays_after_s=None)
    one = stand.hub.pay(charge(stand), CODE)
    stand.run(120)
    stand.provider.buyer = Buyer(pays_after_s=60)
    found = stand.hub.state(one.number)
    assert found is not None
    assert found.state is State.REVERSED
    return found


def test_late_money_is_bound_to_the_cart_that_is_still_open(stand: Stand, ours: Till) -> None:
    stand.faulty(Fault.NO_ANSWER, ask=Ask.PAY)
    one = stand.hub.pay(charge(stand), CODE)
    stand.run(60)
    assert stand.state(one) is State.PAID
    assert steps(ours) == {Kind.QUERY: Stage.DONE, Kind.BIND: Stage.DONE}


def test_late_money_for_a_cart_that_was_paid_otherwise_goes_back(stand: Stand, ours: Till) -> None:
    stand.provider.buyer = Buyer(pays_after_s=11)
    one = stand.hub.pay(charge(stand), CODE)
    stand.run(10)
    with pytest.raises(Refusal, match=one.number):
        checkout.complete(ours, a_cart(), cash(650))
    stand.hub.reverse(one.number)
    checkout.complete(ours, a_cart(), cash(650))
    stand.run(120)
    assert (stand.state(one), stand.net()) == (State.REFUNDED, 0)
    assert steps(ours)[Kind.GIVE_BACK] is Stage.DONE


def test_late_money_that_is_a_tender_of_the_sale_stays(stand: Stand, ours: Till) -> None:
    stand.provider.buyer = Buyer(pays_after_s=30)
    one = stand.hub.pay(charge(stand), CODE)
    stand.run(10)
    trusted = (Tender(TenderKind.CARD, MILK_PRICE, one.number),)
    with ours.shop.database.writing() as connection:
        sales.add(connection, [replace(a_sale(), tenders=trusted)])
    stand.run(120)
    assert (stand.state(one), stand.net()) == (State.PAID, 650)


def test_late_money_for_a_cart_that_now_owes_less_goes_back(stand: Stand, ours: Till) -> None:
    stand.provider.buyer = Buyer(pays_after_s=30)
    one = stand.hub.pay(charge(stand), CODE)
    stand.run(10)
    with ours.shop.database.writing() as connection:
        drafts.put_tenders(connection, a_cart().tender(cash(100)))
    stand.run(120)
    assert (stand.state(one), stand.net()) == (State.REFUNDED, 0)


def test_a_pay_link_has_a_new_number_and_is_sent_once(stand: Stand, ours: Till) -> None:
    old = lost(stand)
    sent: list[str] = []

    def deliver(_: Attempt, link: str) -> None:
        sent.append(link)

    compensation.follow(ours, stand.hub, deliver)
    new = compensation.send_pay_link(ours, stand.hub, old, due=MILK_PRICE)
    again = compensation.send_pay_link(ours, stand.hub, old, due=MILK_PRICE)
    assert new.number == again.number != old.number
    stand.run(300)
    assert sent == [f"qr:{new.number}"]
    assert (stand.state(new), stand.net()) == (State.PAID, 650)
    assert steps(ours)[Kind.PAY_LINK] is Stage.DONE


def test_a_pay_link_stays_open_for_half_an_hour_and_no_person_is_called(
    stand: Stand, ours: Till
) -> None:
    old = lost(stand)
    stand.provider.buyer = Buyer(pays_after_s=1500)
    new = compensation.send_pay_link(ours, stand.hub, old, due=MILK_PRICE)
    stand.run(2000)
    assert (stand.state(new), stand.net()) == (State.PAID, 650)
    assert Kind.ESCALATE not in steps(ours)


def test_a_pay_link_that_nobody_opens_is_closed(stand: Stand, ours: Till) -> None:
    old = lost(stand)
    stand.provider.buyer = Buyer(pays_after_s=None)
    new = compensation.send_pay_link(ours, stand.hub, old, due=MILK_PRICE)
    stand.run(2400)
    assert (stand.state(new), stand.net()) == (State.REVERSED, 0)


def test_there_is_no_pay_link_and_no_coupon_before_the_proof(stand: Stand, ours: Till) -> None:
    stand.provider.fault = lambda it: Fault.NONE if it.ask is Ask.PAY else Fault.ERROR
    stand.provider.buyer = Buyer(pays_after_s=5)
    one = stand.hub.pay(charge(stand), CODE)
    stand.run(30)
    with pytest.raises(Refusal):
        compensation.send_pay_link(ours, stand.hub, one, due=MILK_PRICE)
    with pytest.raises(Refusal):
        compensation.owe_coupon(ours, one, Money(200), "lost order")


def test_a_coupon_is_owed_once_per_sale(stand: Stand, ours: Till) -> None:
    first, second = lost(stand), lost(stand)
    assert compensation.owe_coupon(ours, first, Money(200), "lost order")
    assert not compensation.owe_coupon(ours, first, Money(200), "lost order")
    assert not compensation.owe_coupon(ours, second, Money(500), "again")


def test_what_a_person_must_see_names_both_numbers_and_ends_with_the_proof(
    stand: Stand, ours: Till
) -> None:
    stand.provider.fault = lambda it: Fault.NONE if it.ask is Ask.PAY else Fault.ERROR
    stand.provider.buyer = Buyer(pays_after_s=5)
    one = stand.hub.pay(charge(stand), CODE)
    stand.run(900)
    with ours.shop.database.reading() as connection:
        (told,) = commands.wanted(connection, Kind.ESCALATE)
    assert told.body.startswith(one.number)
    stand.provider.fault = lambda _: Fault.NONE
    stand.run(4000)
    assert steps(ours)[Kind.ESCALATE] is Stage.DONE
