"""A bill that is paid through channels: begun, bound, trusted, given back, through crashes."""

from dataclasses import replace

import pytest

from app.assurance import commands, compensation, paying
from app.assurance.commands import Kind
from app.base.errors import Refusal
from app.base.money import Money
from app.base.quantity import Quantity
from app.payments import refunds
from app.payments.attempt import Attempt, State
from app.payments.channels import wechat_states
from app.payments.exchange import Ask, Instalments, Mode
from app.payments.journal_hub import Choice, JournalHub
from app.payments.routing import Terms
from app.payments.wallets import Wallet
from app.selling import altering, checkout, drafts, holding, returning, tendering
from app.selling.cart import Cart
from app.selling.given_back import Return
from app.selling.tender import Tender, TenderKind
from app.staff.person import CASHIER, OWNER, Act, Actor, NeedsApproval
from app.till import Till
from tests.app.payments.plain import Buyer, Fault, Plain, Provider, VirtualTime
from tests.app.payments.test_hub import CODE, Stand
from tests.examples import a_cart, cash

DUE = Money(1300)
TERMS = Terms(
    channel="plain",
    instruments=frozenset(Wallet),
    modes=frozenset({Mode.SCANNED, Mode.SHOWN}),
)


@pytest.fixture
def stand(till: Till) -> Stand:
    time = VirtualTime()
    shop = replace(till.shop, clock=time.wall)
    made = Stand(shop, time, Provider(time), None)  # type: ignore[arg-type]
    made.hub = hub_of(made, replace(till, shop=shop))
    return made


def hub_of(stand: Stand, ours: Till) -> JournalHub:
    hub = JournalHub(
        stand.shop,
        {"plain": Plain(name="plain", times=wechat_states.TIMINGS.__getitem__)},
        lambda request: stand.provider.send(request),  # noqa: PLW0108 - tests replace it
        wants=compensation.taking(ours),
        choice=Choice(terms=[TERMS]),
        steady=stand.time.steady,
    )
    compensation.follow(ours, hub)
    hub.listen(stand.told.append)
    return hub


@pytest.fixture
def ours(till: Till, stand: Stand) -> Till:
    return replace(till, shop=stand.shop)


@pytest.fixture
def cart(ours: Till) -> Cart:
    """Two milks for 13.00, on the disk."""
    made = a_cart(milks=2)
    with ours.shop.database.writing() as connection:
        drafts.put_line(connection, made, made.lines[0])
    return made


def pay(ours: Till, stand: Stand, cart: Cart, amount: Money = DUE, due: Money = DUE) -> Attempt:
    return paying.by_code(ours, stand.hub, cart, CODE.text, amount=amount, due=due)


def unproven(ours: Till, stand: Stand, cart: Cart) -> Attempt:
    stand.provider.fault = lambda it: Fault.NONE if it.ask is Ask.PAY else Fault.ERROR
    stand.provider.buyer = Buyer(pays_after_s=20)
    one = pay(ours, stand, cart)
    stand.run(100)
    assert stand.state(one) is State.UNKNOWN
    return one


def again(ours: Till, stand: Stand) -> Cart:
    """Start anew, as after a crash."""
    stand.hub = hub_of(stand, ours)
    stand.hub.recover()
    stand.run(60)
    return checkout.resume(ours)


def test_a_paid_attempt_is_a_tender_and_the_sale_completes(
    ours: Till, stand: Stand, cart: Cart
) -> None:
    one = pay(ours, stand, cart)
    stand.run(5)
    bound = paying.take_paid(ours, cart, due=DUE)
    assert bound.tenders == (Tender(TenderKind.WECHAT, DUE, one.number),)
    assert paying.take_paid(ours, bound, due=DUE) is bound
    sale = checkout.complete(ours, bound, ())
    assert sale.tenders == bound.tenders
    assert stand.net() == 1300


def test_part_in_cash_and_part_by_code(ours: Till, stand: Stand, cart: Cart) -> None:
    cart = tendering.take(ours, cart, cash(300)[0], due=DUE)
    with pytest.raises(Refusal, match=r"0\.01"):
        pay(ours, stand, cart, Money(1001))
    pay(ours, stand, cart, Money(1000))
    stand.run(5)
    sale = checkout.complete(ours, paying.take_paid(ours, cart, due=DUE), ())
    assert [one.kind for one in sale.tenders] == [TenderKind.CASH, TenderKind.WECHAT]


def test_paid_but_killed_before_it_was_bound(ours: Till, stand: Stand, cart: Cart) -> None:
    one = pay(ours, stand, cart)
    stand.run(5)
    resumed = again(ours, stand)
    with pytest.raises(Refusal, match=r"13\.00"):
        checkout.complete(ours, resumed, cash(1300))
    assert paying.take_paid(ours, resumed, due=DUE).tenders[0].reference == one.number


def test_no_sale_ends_and_no_bill_is_voided_while_money_may_still_come(
    ours: Till, stand: Stand, cart: Cart
) -> None:
    unproven(ours, stand, cart)
    with pytest.raises(Refusal):
        checkout.complete(ours, cart, cash(1300))
    with pytest.raises(Refusal):
        altering.clear(ours, cart)
    with pytest.raises(Refusal):
        pay(ours, stand, cart)


def test_given_up_cash_may_be_taken_at_once_and_late_money_goes_back(
    ours: Till, stand: Stand, cart: Cart
) -> None:
    one = unproven(ours, stand, cart)
    stand.hub.reverse(one.number)
    checkout.complete(ours, cart, cash(1300))
    stand.provider.fault = lambda _: Fault.NONE
    stand.run(400)
    assert (stand.state(one), stand.net()) == (State.REFUNDED, 0)


def test_a_manager_lets_the_goods_go_and_the_money_is_kept_when_it_comes(
    ours: Till, stand: Stand, cart: Cart
) -> None:
    one = unproven(ours, stand, cart)
    cashier = Actor(person=replace(OWNER.person, role=CASHIER))
    with pytest.raises(NeedsApproval) as wanted:
        paying.release(ours, stand.hub, cart, one.number, due=DUE, reason="saw it", by=cashier)
    assert wanted.value.demand.act is Act.RELEASE_PAYMENT
    bound = paying.release(ours, stand.hub, cart, one.number, due=DUE, reason="saw it", by=OWNER)
    checkout.complete(ours, bound, ())
    again(ours, stand)
    stand.provider.fault = lambda _: Fault.NONE
    stand.run(400)
    assert (stand.state(one), stand.net()) == (State.PAID, 1300)


def test_what_a_manager_trusted_and_never_came_stays_a_task(
    ours: Till, stand: Stand, cart: Cart
) -> None:
    one = unproven(ours, stand, cart)
    bound = paying.release(ours, stand.hub, cart, one.number, due=DUE, reason="saw it", by=OWNER)
    checkout.complete(ours, bound, ())
    stand.provider.books[one.number].taken = 0
    stand.provider.books[one.number].is_closed = True
    stand.provider.fault = lambda _: Fault.NONE
    stand.run(400)
    assert stand.state(one) is State.FAILED
    with ours.shop.database.reading() as connection:
        assert [it.number for it in commands.wanted(connection, Kind.ESCALATE)] == [one.number]


def test_a_part_that_is_taken_off_goes_back_through_its_channel(
    ours: Till, stand: Stand, cart: Cart
) -> None:
    pay(ours, stand, cart)
    stand.run(5)
    bound = paying.take_paid(ours, cart, due=DUE)
    with pytest.raises(Refusal):
        tendering.give_up(ours, bound, 0)
    off = paying.give_back(ours, stand.hub, bound, 0)
    assert (off.tenders, paying.take_paid(ours, off, due=DUE)) == ((), off)
    again(ours, stand)
    assert stand.net() == 0
    checkout.complete(ours, off, cash(1300))


def test_goods_brought_back_are_paid_back_through_the_channel_after_a_crash_too(
    ours: Till, stand: Stand, cart: Cart
) -> None:
    one = pay(ours, stand, cart)
    stand.run(5)
    sale = checkout.complete(ours, paying.take_paid(ours, cart, due=DUE), ())
    back = Tender(TenderKind.WECHAT, -DUE, one.number)
    refund = replace(a_cart("s2", milks=0), returns=returns_of(ours, sale.number))
    checkout.complete(ours, refund, (back,))
    again(ours, stand)
    with ours.shop.database.reading() as connection:
        kept = refunds.of_order(connection, one.number)
    assert [it.amount for it in kept] == [DUE]
    assert stand.net() == 0


def test_a_channel_tender_without_its_payment_is_refused(ours: Till, cart: Cart) -> None:
    typed = (Tender(TenderKind.WECHAT, DUE, "01ARZ3NDEKTSV4RRFFQ69G5FAVX"),)
    with pytest.raises(Refusal):
        checkout.complete(ours, cart, typed)


def test_a_code_that_is_nobody_s_charges_nothing(ours: Till, stand: Stand, cart: Cart) -> None:
    with pytest.raises(Refusal):
        paying.by_code(ours, stand.hub, cart, "99123456789012345678", amount=DUE, due=DUE)
    assert stand.provider.heard == []


def test_instalments_are_alipay_s_and_kept_as_huabei(ours: Till, stand: Stand, cart: Cart) -> None:
    parts = Instalments(months=3, merchant_bears=False, fee=Money(23))
    with pytest.raises(Refusal):
        paying.by_code(ours, stand.hub, cart, CODE.text, amount=DUE, due=DUE, instalments=parts)
    one = paying.by_qr(ours, stand.hub, cart, Wallet.ALIPAY, amount=DUE, due=DUE, instalments=parts)
    stand.run(30)
    assert paying.take_paid(ours, cart, due=DUE).tenders == (
        Tender(TenderKind.HUABEI, DUE, one.number),
    )


def test_a_payment_is_found_by_either_number(ours: Till, stand: Stand, cart: Cart) -> None:
    one = pay(ours, stand, cart)
    stand.run(5)
    typed = f"{one.number[:9]} {one.number[9:]}".lower()
    assert paying.find(ours, typed).number == one.number
    assert paying.find(ours, f"r{one.number}").number == one.number
    with pytest.raises(Refusal):
        paying.find(ours, "42000000")


def test_held_money_waits_with_its_bill(ours: Till, stand: Stand, cart: Cart) -> None:
    stand.provider.buyer = Buyer(pays_after_s=20)
    one = pay(ours, stand, cart)
    stand.run(8)
    holding.hold(ours, cart)
    stand.run(60)
    assert stand.state(one) is State.PAID
    recalled = holding.recall(ours, cart.id, checkout.start(ours))
    assert paying.take_paid(ours, recalled, due=DUE).tenders[0].reference == one.number


def returns_of(ours: Till, number: str) -> tuple[Return, ...]:
    sold = returning.find(ours, number)
    empty = a_cart("s2", milks=0)
    parts = {1: Quantity.pieces(2)}
    return returning.bring_back(ours, empty, sold, parts, reason="sour", by=OWNER).returns
