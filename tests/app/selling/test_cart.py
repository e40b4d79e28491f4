from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.selling.cart import MOST_LINES, MOST_THOUSANDTHS, Cart
from tests.examples import BANANA, MILK, a_cart

KINDS = ["milk", "banana", "change", "void", "reprice", "share", "amount", "all", "all amount"]
changes = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 1000)), max_size=40)


def changed(cart: Cart, what: str, number: int) -> Cart:
    if what == "milk":
        return cart.add(MILK, Quantity.pieces(number % 9 + 1))
    if what == "banana":
        return cart.add(BANANA, Quantity(number * 137 + 1))
    if what == "all":
        return cart.discount_all(per_mille=number)
    if what == "all amount":
        return cart.discount_all(amount=Money(cart.subtotal.fen * number // 1000))
    if not cart.lines:
        return cart
    line = cart.lines[number % len(cart.lines)]
    match what:
        case "void":
            return cart.void(line.position)
        case "reprice":
            return cart.reprice(line.position, Money(number))
        case "share":
            return cart.discount_line(line.position, per_mille=number)
        case "amount":
            off = Money(line.gross.fen * number // 1000)
            return cart.discount_line(line.position, amount=off)
    return cart.change(line.position, Quantity.pieces(number % 9 + 1))


@given(changes)
def test_the_running_sums_are_those_of_the_lines_to_the_fen(made: list[tuple[str, int]]) -> None:
    cart = a_cart(milks=0)
    for what, number in made:
        cart = changed(cart, what, number)
    settled = cart.settled_lines()
    assert cart.subtotal == total(line.amount for line in cart.lines)
    assert cart.gross == total(line.gross for line in cart.lines)
    assert cart.total == total(line.amount for line in settled)
    assert cart.savings == total(line.discount for line in settled)
    assert all(Money(0) <= line.amount <= line.gross for line in settled)
    positions = [line.position for line in cart.lines]
    assert positions == sorted(set(positions))


def test_a_changed_price_remembers_the_listed_one() -> None:
    cart = a_cart().reprice(1, Money(600))
    assert (cart.total, cart.line(1).list_price) == (Money(600), MILK.price)
    assert cart.reprice(1, Money(500)).line(1).list_price == MILK.price
    assert cart.reprice(1, MILK.price).line(1).list_price is None


def test_a_share_off_grows_with_the_quantity_and_an_amount_does_not() -> None:
    cart = a_cart(milks=2).discount_line(1, per_mille=100)
    assert cart.change(1, Quantity.pieces(4)).savings == Money(260)
    cart = a_cart(milks=2).discount_line(1, amount=Money(300))
    assert cart.change(1, Quantity.pieces(4)).savings == Money(300)
    assert cart.reprice(1, Money(100)).total == Money(0)  # never below nothing


def test_a_discount_on_the_whole_bill_holds_for_what_comes_later() -> None:
    cart = a_cart().discount_all(per_mille=100).add(BANANA, Quantity(1000))
    assert (cart.subtotal, cart.order_off, cart.total) == (Money(1446), Money(145), Money(1301))


@pytest.mark.parametrize(("per_mille", "amount"), [(-1, 0), (1001, 0), (0, -1), (0, 651)])
def test_an_odd_discount_is_refused(per_mille: int, amount: int) -> None:
    for take in (a_cart().discount_all, partial(a_cart().discount_line, 1)):
        with pytest.raises(Refusal, match="优惠"):
            take(per_mille=per_mille, amount=Money(amount))


@pytest.mark.parametrize("fen", [-1, 10**9])
def test_an_odd_price_is_refused(fen: int) -> None:
    with pytest.raises(Refusal, match="价格"):
        a_cart().reprice(1, Money(fen))


def test_a_line_is_rounded_to_whole_fen() -> None:
    assert a_cart(milks=0).add(BANANA, Quantity(685)).total == Money(545)


def test_a_weighed_line_counts_as_one_article() -> None:
    assert a_cart(milks=3).add(BANANA, Quantity(685)).pieces == 4


@pytest.mark.parametrize("thousandths", [0, -1000, MOST_THOUSANDTHS + 1])
def test_an_odd_quantity_is_refused(thousandths: int) -> None:
    with pytest.raises(Refusal, match="数量"):
        a_cart().add(BANANA, Quantity(thousandths))


def test_half_a_carton_is_refused() -> None:
    with pytest.raises(Refusal, match="整数"):
        a_cart().add(MILK, Quantity(500))


def test_a_position_is_never_given_twice() -> None:
    cart = a_cart().void(1).add(MILK, Quantity.pieces(1))
    assert [line.position for line in cart.lines] == [2]


def test_a_new_price_does_not_count_up_on_an_old_line() -> None:
    assert a_cart().find(MILK) is not None
    assert a_cart().find(replace(MILK, price=Money(1))) is None


def test_a_cart_has_an_end() -> None:
    cart = a_cart()
    full = replace(cart, lines=cart.lines * MOST_LINES)
    with pytest.raises(Refusal, match=str(MOST_LINES)):
        full.add(MILK, Quantity.pieces(1))
