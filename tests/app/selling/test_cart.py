from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.selling.cart import MOST_LINES, MOST_THOUSANDTHS, Cart
from tests.examples import BANANA, MILK, a_cart

changes = st.lists(
    st.tuples(st.sampled_from(["milk", "banana", "change", "void"]), st.integers(0, 9)),
    max_size=30,
)


def changed(cart: Cart, what: str, number: int) -> Cart:
    if what == "milk":
        return cart.add(MILK, Quantity.pieces(number + 1))
    if what == "banana":
        return cart.add(BANANA, Quantity(number * 137 + 1))
    if not cart.lines:
        return cart
    position = cart.lines[number % len(cart.lines)].position
    if what == "void":
        return cart.void(position)
    return cart.change(position, Quantity.pieces(number + 1))


@given(changes)
def test_the_running_total_is_the_sum_of_the_lines(made: list[tuple[str, int]]) -> None:
    cart = a_cart(milks=0)
    for what, number in made:
        cart = changed(cart, what, number)
    assert cart.total == total(line.amount for line in cart.lines)
    positions = [line.position for line in cart.lines]
    assert positions == sorted(set(positions))


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
