from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.ids import PersonId
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling import altering, checkout
from app.selling.cart import Cart
from app.staff.person import CASHIER, MANAGER, Act, Actor, NeedsApproval, Person, Role
from app.till import Till
from tests.app.staff.crew import backed, on_record
from tests.examples import BANANA, MILK, a_cart

CLERK = Actor(person=Person(id=PersonId("c"), code="1", name="小王", role=CASHIER))
BOSS = Person(id=PersonId("m"), code="2", name="老陈", role=MANAGER)
NO_VOIDS = Actor(
    person=Person(
        id=PersonId("n"),
        code="3",
        name="新人",
        role=Role(
            id=CASHIER.id,
            name=CASHIER.name,
            acts=CASHIER.acts - {Act.VOID_LINE},
            discount_per_mille=CASHIER.discount_per_mille,
        ),
    )
)
PIECES = Quantity.pieces


def milks(till: Till, count: int) -> Cart:
    return checkout.scan(till, checkout.start(till), MILK.barcode, PIECES(count))


def two_lines(till: Till) -> Cart:
    """Two lines of two milks each, and a tenth of it off in yuan."""
    cart = a_cart(milks=2)
    cart = cart.put_back(cart.lines[0])
    return altering.discount_all(till, cart, amount=Money(cart.total.fen // 10))


def test_voiding_lines_does_not_turn_a_small_discount_into_a_large_one(till: Till) -> None:
    cart = two_lines(till)
    with pytest.raises(NeedsApproval) as needs:
        altering.void(till, cart, 1, by=CLERK)
    demand = needs.value.demand
    assert (demand.act, demand.per_mille) == (Act.DISCOUNT, 200)
    assert on_record(till, Act.VOID_LINE) == []


def test_a_manager_may_let_that_happen_and_is_on_record(till: Till) -> None:
    cart = altering.void(till, two_lines(till), 1, by=backed(CLERK, BOSS, Act.DISCOUNT))
    assert len(cart.lines) == 1
    [void] = on_record(till, Act.VOID_LINE)
    assert void.approver == ""  # that took nobody
    assert on_record(till, Act.DISCOUNT)[-1].approver == BOSS.id


def test_voiding_under_a_discount_in_per_cent_takes_no_more_right(till: Till) -> None:
    cart = altering.discount_all(till, two_lines(till), per_mille=100)
    cart = altering.void(till, cart, 1, by=CLERK)
    assert cart.order_share == 100


def test_selling_less_does_not_turn_a_small_discount_into_a_large_one(till: Till) -> None:
    on_bill = altering.discount_all(till, milks(till, 10), amount=Money(650))
    on_line = altering.discount_line(till, milks(till, 10), 1, amount=Money(650))
    for cart in (on_bill, on_line):
        with pytest.raises(NeedsApproval) as needs:
            altering.change(till, cart, 1, PIECES(5), by=CLERK)
        assert (needs.value.demand.act, needs.value.demand.per_mille) == (Act.DISCOUNT, 200)
        assert altering.change(till, cart, 1, PIECES(11), by=CLERK).pieces == 11


def test_yuan_off_goods_that_are_all_gone_are_not_taken_off_others(till: Till) -> None:
    cart = altering.discount_all(till, milks(till, 10), amount=Money(600))
    [line] = cart.lines
    cart = altering.void(till, cart, line.position, by=CLERK)
    assert altering.put_back(till, cart, line).order_off == Money(600)  # undone: as it was
    sold = checkout.scan(till, cart, MILK.barcode)
    assert sold.total == MILK.price
    assert checkout.resume(till) == sold


Do = Callable[[Till, Cart], Cart]


def void_at(at: int) -> Do:
    return lambda till, cart: altering.void(till, cart, cart.lines[at].position, by=CLERK)


def change_at(at: int, count: int) -> Do:
    return lambda till, cart: altering.change(
        till, cart, cart.lines[at].position, PIECES(count), by=CLERK
    )


def take_off(fen: int) -> Do:
    return lambda till, cart: altering.discount_all(till, cart, amount=Money(fen), by=CLERK)


def scan(count: int) -> Do:
    return lambda till, cart: checkout.scan(till, cart, MILK.barcode, PIECES(count), joins=False)


ats, counts = st.integers(0, 2), st.integers(1, 20)
doings = st.one_of(
    ats.map(void_at),
    st.builds(change_at, ats, counts),
    st.integers(1, 20_000).map(take_off),
    counts.map(scan),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(doings, min_size=4, max_size=20))
def test_nobody_gets_past_their_limit_by_selling_less(till: Till, steps: list[Do]) -> None:
    cart = milks(till, 10)
    for step in steps:
        try:
            cart = step(till, cart)
        except (Refusal, IndexError):  # not allowed, not possible, or no such line
            continue
        assert cart.order_share <= CASHIER.discount_per_mille


def test_one_less_takes_no_right_and_is_on_record(till: Till) -> None:
    cart = altering.change(till, milks(till, 3), 1, PIECES(2), by=NO_VOIDS)
    assert cart.pieces == 2
    [entry] = on_record(till, Act.VOID_LINE)
    assert (entry.what, entry.amount) == (f"{MILK.name} x 1", MILK.price)
    assert checkout.resume(till) == cart


@pytest.mark.parametrize("count", [1, 3])
def test_more_than_one_less_takes_the_right_to_void(till: Till, count: int) -> None:
    cart = milks(till, 5)
    with pytest.raises(NeedsApproval) as needs:
        altering.change(till, cart, 1, PIECES(count), by=NO_VOIDS)
    assert needs.value.demand.act is Act.VOID_LINE
    assert checkout.resume(till) == cart
    altering.change(till, cart, 1, PIECES(count), by=backed(NO_VOIDS, BOSS, Act.VOID_LINE))
    [entry] = on_record(till, Act.VOID_LINE)
    assert (entry.what, entry.approver) == (f"{MILK.name} x {5 - count}", BOSS.id)


def test_any_weight_less_takes_the_right_to_void(till: Till) -> None:
    cart = checkout.add(till, checkout.start(till), BANANA, Quantity(1000))
    with pytest.raises(NeedsApproval):
        altering.change(till, cart, 1, Quantity(999), by=NO_VOIDS)
    assert altering.change(till, cart, 1, Quantity(1001), by=NO_VOIDS).lines[0].quantity.thousandths


def test_more_of_something_is_nobodys_business(till: Till) -> None:
    altering.change(till, milks(till, 3), 1, PIECES(9), by=NO_VOIDS)
    assert on_record(till) == []
