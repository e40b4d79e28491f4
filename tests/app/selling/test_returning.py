from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.ids import PersonId, ProductId, SaleId, TillId
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.catalogue.product import Pack, Product, Unit
from app.selling import checkout, returning
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.selling.sold import Claim, Sold
from app.selling.tender import Tender, TenderKind
from app.staff import entries
from app.staff.person import CASHIER, MANAGER, Act, Actor, NeedsApproval, Person
from app.till import Till
from tests.app.staff.crew import backed
from tests.examples import BANANA, MILK, NOON, a_cart, a_sale, cash

WANG = Actor(person=Person(id=PersonId("p"), code="1", name="王小梅", role=CASHIER))
BOSS = Person(id=PersonId("b"), code="2", name="李强", role=MANAGER)
ONE = Quantity.pieces(1)
COLA = Product(
    id=ProductId("cola"),
    name="可乐",
    price=Money(333),
    packs=(Pack(barcode="169", factor=24, name="箱", price=Money(6601)),),
)


def sold_milk(till: Till, milks: int = 3) -> Sold:
    """Sell milk for cash, and find it again."""
    cart = checkout.scan(till, checkout.start(till), MILK.barcode, Quantity.pieces(milks))
    return returning.find(till, checkout.complete(till, cart, cash(cart.total.fen)).number)


def refund(till: Till, cart: Cart) -> Sale:
    return checkout.complete(till, cart, returning.propose(till, cart))


def test_a_sale_is_found_by_the_code_on_its_receipt_in_any_letters(till: Till) -> None:
    sold = sold_milk(till)
    for wanted in (sold.sale.id, sold.sale.id.upper(), f" {sold.sale.number} "):
        assert returning.find(till, wanted) == sold
    with pytest.raises(Refusal):
        returning.find(till, "t9-20260102-0001")


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("", True),
        ("0001", True),
        ("1", True),
        ("19.50", True),
        ("19.5", True),
        ("鲜牛奶", True),
        (MILK.barcode, True),
        ("20:00", True),  # noon in UTC is evening in China
        ("20:14", True),
        ("20:30", False),
        ("19.49", False),
        ("0002", False),
        ("%", False),
        ("_", False),
        ("6901234567891", False),
        ("'; drop table sale; --", False),
        ("9" * 400, False),
        ("\x00", True),  # nothing that anybody could type,
    ],
)
def test_a_sale_is_found_by_what_people_remember(till: Till, typed: str, is_found: object) -> None:
    sold = sold_milk(till)
    assert list(returning.search(till, typed)) == ([sold.sale] if is_found else [])


def test_a_product_that_pinyin_found_finds_its_sales(till: Till) -> None:
    sold = sold_milk(till)
    assert list(returning.search(till, "xnn", [MILK.id])) == [sold.sale]
    assert not returning.search(till, "xj", [BANANA.id])


def test_a_part_is_credited_and_saved_with_the_reason(till: Till) -> None:
    sold = sold_milk(till)
    cart = returning.bring_back(till, checkout.start(till), sold, {1: ONE}, reason="买错")
    assert checkout.resume(till).returns == cart.returns
    assert (cart.total, cart.returns[0].reason) == (Money(-650), "买错")


def test_no_more_comes_back_than_was_sold_over_several_bills(till: Till) -> None:
    sold = sold_milk(till)
    refund(till, returning.bring_back(till, checkout.start(till), sold, {1: ONE}, reason="x"))
    again = returning.find(till, sold.sale.id)
    assert again.left(again.sale.lines[0], checkout.start(till)) == Quantity.pieces(2)
    with pytest.raises(Refusal) as refused:
        returning.bring_back(till, checkout.start(till), again, {1: Quantity.pieces(3)}, reason="x")
    assert refused.value.code == "returned_too_much"


def test_two_bills_that_were_open_at_once_cannot_both_take_the_last_one(till: Till) -> None:
    sold = sold_milk(till, 1)
    first = returning.bring_back(till, checkout.start(till), sold, {1: ONE}, reason="x")
    second = returning.bring_back(till, checkout.start(till), sold, {1: ONE}, reason="x")
    refund(till, first)
    with pytest.raises(Refusal):
        refund(till, second)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [({1: ONE}, " "), ({}, "x"), ({1: Quantity(0)}, "x"), ({1: Quantity(-1000)}, "x")],
)
def test_an_odd_request_credits_nothing(
    till: Till, parts: dict[int, Quantity], reason: str
) -> None:
    cart = checkout.start(till)
    with pytest.raises(Refusal):
        returning.bring_back(till, cart, sold_milk(till), parts, reason=reason)
    assert not checkout.resume(till).returns


def test_half_a_piece_does_not_come_back(till: Till) -> None:
    with pytest.raises(Refusal) as refused:
        returning.bring_back(
            till, checkout.start(till), sold_milk(till), {1: Quantity(500)}, reason="x"
        )
    assert refused.value.code == "whole_pieces"


def test_several_lines_come_back_together_or_not_at_all(till: Till) -> None:
    cart = checkout.scan(till, checkout.start(till), MILK.barcode, Quantity.pieces(20))
    cart = checkout.add(till, cart, BANANA, Quantity(1000))
    sold = returning.find(till, checkout.complete(till, cart, cash(cart.total.fen)).id)
    with pytest.raises(NeedsApproval):  # 137.96 is beyond a cashier
        returning.bring_back(
            till,
            checkout.start(till),
            sold,
            {2: Quantity(1000), 1: Quantity.pieces(20)},
            reason="x",
            by=WANG,
        )
    assert not checkout.resume(till).returns
    with till.shop.database.reading() as connection:
        assert not entries.newest(connection, 10)


def test_goods_without_a_sale_take_a_manager_and_say_so(till: Till) -> None:
    cart = checkout.start(till)

    def bring_back(by: Actor) -> Cart:
        return returning.bring_back_unknown(
            till, cart, MILK, ONE, Money(600), number="t9-1", reason="临期", by=by
        )

    with pytest.raises(NeedsApproval) as needs:
        bring_back(WANG)
    assert needs.value.demand.act is Act.RETURN_UNCHECKED
    back = bring_back(backed(WANG, BOSS, Act.RETURN_UNCHECKED)).returns[0]
    assert (back.sale, back.number, back.money) == ("", "t9-1", Money(600))
    with till.shop.database.reading() as connection:
        [entry] = entries.newest(connection, 10)
    assert (entry.act, entry.approver, entry.sale) == (Act.RETURN_UNCHECKED, BOSS.id, cart.id)


def test_what_is_kept_after_all_leaves_the_bill(till: Till) -> None:
    sold = sold_milk(till)
    cart = returning.bring_back(till, checkout.start(till), sold, {1: ONE}, reason="x")
    kept = returning.keep(till, cart, cart.returns[0].position)
    assert kept.is_empty
    assert not checkout.resume(till).returns


def test_another_till_s_sale_takes_a_manager_unless_hq_grants_it(till: Till) -> None:
    theirs = replace(a_sale("theirs", milks=2), till=TillId("t2"))
    unsure = Sold(sale=theirs, is_ours=False)
    cart = checkout.start(till)
    with pytest.raises(NeedsApproval) as needs:
        returning.bring_back(till, cart, unsure, {1: ONE}, reason="x", by=WANG)
    assert needs.value.demand.act is Act.RETURN_UNCHECKED
    sure = replace(unsure, is_granted=True)
    assert returning.bring_back(till, cart, sure, {1: ONE}, reason="x", by=WANG).returns


def test_what_hq_keeps_for_other_bills_is_not_left_for_this_one() -> None:
    claim = Claim(SaleId("elsewhere"), 1, Quantity.pieces(2))
    sold = Sold(sale=a_sale(milks=3), claims=(claim,))
    assert sold.left(sold.sale.lines[0], a_cart("here", 0)) == ONE
    assert sold.left(sold.sale.lines[0], a_cart("elsewhere", 0)) == Quantity.pieces(3)


def test_a_claim_that_became_a_refund_counts_once() -> None:
    sale = a_sale(milks=3)
    taker = replace(a_sale("r1", 0), returns=(whole(Sold(sale=sale), {1: ONE}).returns))
    sold = Sold(sale=sale).told([taker], [Claim(taker.id, 1, ONE)])
    assert sold.left(sale.lines[0], a_cart("r2", 0)) == Quantity.pieces(2)


def whole(sold: Sold, parts: dict[int, Quantity]) -> Cart:
    """Bring parts back in a bill of their own."""
    cart = a_cart("back", 0)
    for position, quantity in parts.items():
        cart = cart.bring_back(sold.bring_back(cart, position, quantity, "x"))
    return cart


GOODS = st.sampled_from(["milk", "pack", "banana", "label"])
LINES = st.lists(
    st.tuples(GOODS, st.integers(1, 30), st.integers(1, 9999), st.integers(0, 1000)),
    min_size=1,
    max_size=5,
)


@st.composite
def sales(draw: Callable[[st.SearchStrategy[object]], object]) -> Sale:
    """Draw any bill: pieces, packs, weights, labels, discounts on lines and on all, rounding."""
    cart = Cart(id=SaleId("s1"), opened_at=NOON)
    for goods, count, fen, off in draw(LINES):  # type: ignore[attr-defined]
        if goods == "banana":
            cart = cart.add(BANANA, Quantity(count * 37), price=Money(fen))
        elif goods == "label":
            cart = cart.add(BANANA, Quantity(count * 41), label_amount=Money(fen))
        elif goods == "pack":
            cart = cart.add(COLA, Quantity.pieces(count), "169")
        else:
            cart = cart.add(MILK, Quantity.pieces(count), price=Money(fen))
        cart = cart.discount_line(cart.lines[-1].position, per_mille=off)
    cart = cart.discount_all(per_mille=draw(st.integers(0, 1000)))  # type: ignore[arg-type]
    most = min(99, cart.total.fen)
    rounding = Money(draw(st.integers(-99, most)))  # type: ignore[arg-type]
    due = cart.total - rounding
    return replace(
        a_sale("s1"),
        lines=cart.settled_lines(),
        total=due,
        rounding=rounding,
        tenders=(Tender(TenderKind.CASH, due),) if due.fen else (),
    )


@settings(deadline=None, max_examples=60)
@given(sale=sales(), data=st.data())
def test_all_parts_together_are_worth_exactly_what_was_paid(
    sale: Sale, data: st.DataObject
) -> None:
    """Whatever the steps, however they are shared over bills, and whatever is kept after all."""
    takers: list[Sale] = []
    cart = a_cart("r0", 0)
    while True:
        sold = Sold(sale=sale, takers=tuple(takers))
        open_lines = [line for line in sale.lines if sold.left(line, cart) > Quantity(0)]
        if not open_lines:
            break
        line = data.draw(st.sampled_from(open_lines))
        left = sold.left(line, cart).thousandths
        step = 1000 if line.unit is Unit.PIECE else 1
        some = data.draw(st.integers(max(1, left // step // 3), left // step)) * step
        cart = cart.bring_back(sold.bring_back(cart, line.position, Quantity(some), "x"))
        what = data.draw(st.sampled_from(["more", "more", "keep", "pay"]))
        if what == "keep":
            cart = cart.keep(data.draw(st.sampled_from(cart.returns)).position)
        if what == "pay":
            takers.append(replace(a_sale(f"r{len(takers)}", 0), returns=cart.returns))
            cart = a_cart(f"r{len(takers)}", 0)
    back = [one for taker in takers for one in taker.returns] + list(cart.returns)
    for line in sale.lines:
        mine = [one for one in back if one.line == line.position]
        assert sum(one.quantity.thousandths for one in mine) == line.quantity.thousandths
        assert total(one.amount for one in mine) == line.amount
    assert total(one.money for one in back) == (sale.total if sum_of(sale) else Money(0))


def sum_of(sale: Sale) -> int:
    """Return what the lines come to: where that is nothing, rounding belongs to no line."""
    return sum(line.amount.fen for line in sale.lines)
