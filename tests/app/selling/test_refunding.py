from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.ids import PersonId, SaleId, TillId
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.selling import checkout, refunding, returning, tendering
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.selling.sold import Claim, Sold
from app.selling.tender import Tender, TenderKind
from app.staff import entries, signing
from app.staff.person import CASHIER, MANAGER, Act, Actor, NeedsApproval, Person
from app.till import Till
from tests.app.staff.crew import backed
from tests.examples import MILK, a_sale

WANG = Actor(person=Person(id=PersonId("p"), code="1", name="王小梅", role=CASHIER))
LI = Person(id=PersonId("b"), code="2", name="李强", role=MANAGER)
BACKED = backed(WANG, LI, Act.REFUND_OTHERWISE, Act.RETURN_UNCHECKED)
ONE = Quantity.pieces(1)
CARD = TenderKind.CARD, "0012"
VOUCHER = TenderKind.VOUCHER, "A-7"
CASH = TenderKind.CASH, ""


def tender(way: tuple[TenderKind, str], fen: int) -> Tender:
    return Tender(way[0], Money(fen), way[1])


def sell(till: Till, milks: int, *parts: Tender) -> Sold:
    """Sell milk, paid in these parts, the rest in cash."""
    cart = checkout.scan(till, checkout.start(till), MILK.barcode, Quantity.pieces(milks))
    for part in parts:
        cart = tendering.take(till, cart, part, due=cart.total)
    rest = tender(CASH, (cart.total - cart.tendered).fen)
    return returning.find(till, checkout.complete(till, cart, [rest]).id)


def back(till: Till, sold: Sold, milks: int) -> Cart:
    parts = {1: Quantity.pieces(milks)}
    return returning.bring_back(till, checkout.start(till), sold, parts, reason="x")


def test_money_goes_back_to_cards_and_vouchers_first(till: Till) -> None:
    sold = sell(till, 3, tender(CARD, 500), tender(VOUCHER, 300))
    proposed = returning.propose(till, back(till, sold, 2))
    assert proposed == (tender(CARD, -500), tender(VOUCHER, -300), tender(CASH, -500))


def test_a_second_refund_goes_to_what_the_first_left(till: Till) -> None:
    sold = sell(till, 3, tender(CARD, 1000))
    cart = back(till, sold, 1)
    checkout.complete(till, cart, returning.propose(till, cart))
    again = returning.propose(till, back(till, returning.find(till, sold.sale.id), 2))
    assert again == (tender(CARD, -350), tender(CASH, -950))


@pytest.mark.parametrize(
    "tenders",
    [
        (tender(CARD, -650),),
        (tender(CARD, -300), tender(CARD, -350)),
        (tender((TenderKind.CARD, "another"), -500), tender(CASH, -150)),
    ],
)
def test_no_card_gets_more_than_it_paid(till: Till, tenders: tuple[Tender, ...]) -> None:
    cart = back(till, sell(till, 3, tender(CARD, 500)), 1)
    with pytest.raises(Refusal) as refused:
        checkout.complete(till, cart, tenders)
    assert refused.value.code == "refund_too_much"


def test_cash_for_what_was_paid_by_card_takes_a_manager(till: Till) -> None:
    cart = back(till, sell(till, 1, tender(CARD, 500)), 1)
    with pytest.raises(NeedsApproval) as needs:
        checkout.complete(till, cart, [tender(CASH, -650)], by=WANG)
    assert needs.value.demand.act is Act.REFUND_OTHERWISE
    assert checkout.complete(till, cart, [tender(CASH, -650)], by=BACKED).total == Money(-650)


def theirs(milks: int = 2) -> Sold:
    """Make a sale of another till, paid by card, as HQ tells of it."""
    sale = replace(a_sale("theirs", milks), till=TillId("t2"), number="t2-1")
    paid = (replace(sale.tenders[0], kind=TenderKind.CARD, reference="0012"),)
    return Sold(sale=replace(sale, tenders=paid), is_ours=False, is_granted=True)


def test_another_till_s_sale_is_paid_back_to_its_card(till: Till) -> None:
    sold = theirs()
    cart = back(till, sold, 1)
    assert returning.propose(till, cart, [sold]) == (tender(CARD, -650),)
    with pytest.raises(NeedsApproval):
        checkout.complete(till, cart, [tender(CASH, -650)], by=WANG, told=[sold])
    sale = checkout.complete(till, cart, [tender(CARD, -650)], by=WANG, told=[sold])
    assert sale.returns[0].sale == "theirs"


def test_each_right_that_a_refund_lacks_is_approved_on_its_own(till: Till) -> None:
    unsure = replace(theirs(), is_granted=False)
    cart, by, asked = back(till, unsure, 1), WANG, []
    while not checkout.last(till):
        try:
            checkout.complete(till, cart, [tender(CASH, -650)], by=by, told=[unsure])
        except NeedsApproval as needs:
            asked.append(needs.demand.act)
            by = signing.stand_behind(needs.by, LI, needs.demand, "好")
    assert asked == [Act.RETURN_UNCHECKED, Act.REFUND_OTHERWISE]


def test_without_hq_s_word_it_takes_a_manager_and_is_kept_on_record(till: Till) -> None:
    sold = theirs()
    cart = back(till, sold, 1)
    unsure = replace(sold, is_granted=False)
    with pytest.raises(NeedsApproval) as needs:
        checkout.complete(till, cart, [tender(CARD, -650)], by=WANG, told=[unsure])
    assert needs.value.demand.act is Act.RETURN_UNCHECKED
    sale = checkout.complete(till, cart, [tender(CARD, -650)], by=BACKED, told=[unsure])
    with till.shop.database.reading() as connection:
        acts = [entry.act for entry in entries.of_sale(connection, sale.id)]
    assert Act.RETURN_UNCHECKED in acts


def test_what_hq_promised_elsewhere_is_not_paid_here(till: Till) -> None:
    sold = sell(till, 2)
    cart = back(till, sold, 2)
    told = replace(sold, claims=(Claim(SaleId("elsewhere"), 1, ONE),))
    with pytest.raises(Refusal) as refused:
        checkout.complete(till, cart, returning.propose(till, cart), told=[told])
    assert refused.value.code == "returned_too_much"


def test_what_came_back_at_another_till_counts_for_our_sale_too(till: Till) -> None:
    sold = sell(till, 2, tender(CARD, 1300))
    elsewhere = back(till, sold, 1)
    refund = replace(
        a_sale("r-t2", 0),
        till=TillId("t2"),
        returns=elsewhere.returns,
        total=Money(-650),
        tenders=(tender(CARD, -650),),
    )
    news = sold.told([refund], ())
    assert returning.propose(till, back(till, news, 1), [news]) == (tender(CARD, -650),)
    with pytest.raises(Refusal):
        back(till, news, 2)


def test_an_exchange_is_one_bill(till: Till) -> None:
    cart = back(till, sell(till, 2, tender(CARD, 1300)), 1)
    cart = checkout.scan(till, cart, MILK.barcode, Quantity.pieces(3))
    sale = checkout.complete(till, cart, [tender(CASH, 2000)])
    assert (sale.total, sale.change, sale.given_back) == (Money(1300), Money(700), Money(650))


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    milks=st.integers(1, 6),
    by_card=st.integers(0, 3900),
    steps=st.lists(st.integers(1, 6), max_size=8),
    bought=st.integers(0, 3),
)
def test_bills_add_up_and_no_tender_gets_more_than_it_paid(
    till: Till, milks: int, by_card: int, steps: list[int], bought: int
) -> None:
    """Subtotal less discounts, returns and rounding is what is due; each tender is paid once."""
    parts = [tender(CARD, min(by_card, milks * 650))] if by_card else []
    sold = sell(till, milks, *parts)
    takers: list[Sale] = []
    for step in steps:
        now = returning.find(till, sold.sale.id)
        some = min(step, now.left(now.sale.lines[0], checkout.start(till)).thousandths // 1000)
        if not some:
            break
        cart = back(till, now, some)
        if bought:
            cart = checkout.scan(till, cart, MILK.barcode, Quantity.pieces(bought))
            cart = cart.discount_all(per_mille=100)
        due = cart.total
        tenders = returning.propose(till, cart) if due < Money(0) else [tender(CASH, due.fen)]
        sale = checkout.complete(till, cart, [one for one in tenders if one.amount.fen])
        assert sale.gross - sale.savings - sale.given_back - sale.rounding == sale.total
        takers.append(sale)
    gone = -total(one.amount for it in takers for one in it.tenders if one.kind is TenderKind.CARD)
    assert gone <= total(one.amount for one in parts)
    back_again = sum(one.quantity.thousandths for it in takers for one in it.returns)
    if not bought and back_again == milks * 1000:
        assert -total(it.total for it in takers) == sold.sale.total


def test_an_unknown_original_is_paid_back_in_cash() -> None:
    assert refunding.proposed([], Money(-650)) == (tender(CASH, -650),)
