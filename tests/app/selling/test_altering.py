import pytest

from app.base.ids import PersonId
from app.base.money import Money
from app.selling import altering
from app.selling.cart import Cart
from app.staff.person import CASHIER, MANAGER, Act, Actor, NeedsApproval, Person
from app.till import Till
from tests.examples import a_cart

CLERK = Actor(person=Person(id=PersonId("c"), code="1", name="小王", role=CASHIER))
BOSS = Person(id=PersonId("m"), code="2", name="老陈", role=MANAGER)


def two_lines(till: Till) -> Cart:
    cart = a_cart(milks=2)
    line = cart.lines[0]
    cart = cart.put_back(line)
    assert len({it.position for it in cart.lines}) == len(cart.lines) >= 2
    return altering.discount_all(till, cart, amount=Money(cart.total.fen // 10))


def void_all_but_one(till: Till, cart: Cart, by: Actor) -> Cart:
    for line in cart.lines[:-1]:
        cart = altering.void(till, cart, line.position, by=by)
    return cart


def test_voiding_lines_does_not_turn_a_small_discount_into_a_large_one(till: Till) -> None:
    cart = two_lines(till)
    with pytest.raises(NeedsApproval) as needs:
        void_all_but_one(till, cart, CLERK)
    assert needs.value.demand.act is Act.DISCOUNT
    assert needs.value.demand.per_mille > CASHIER.discount_per_mille


def test_a_manager_may_let_that_happen(till: Till) -> None:
    cart = two_lines(till)
    by = Actor(person=CLERK.person, approver=BOSS, reason="顾客要求")
    assert len(void_all_but_one(till, cart, by).lines) == 1


def test_voiding_under_a_discount_in_per_cent_takes_no_more_right(till: Till) -> None:
    cart = altering.discount_all(till, two_lines(till), per_mille=100)
    assert void_all_but_one(till, cart, CLERK).order_share == 100
