from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.ids import PersonId, RoleId, SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.selling.cart import Cart
from app.staff import signing
from app.staff.person import (
    CASHIER,
    EVERYTHING,
    Act,
    Actor,
    Approval,
    Demand,
    NeedsApproval,
    Person,
    Role,
)
from tests.examples import MILK, NOON

fen = st.integers(0, 10**9).map(Money)
shares = st.integers(0, 1000)
some_acts = st.frozensets(st.sampled_from(list(Act)))
roles = st.builds(
    Role,
    id=st.just(RoleId("r")),
    name=st.just("r"),
    acts=some_acts,
    discount_per_mille=shares,
    refund_most=fen,
    rounding_most=fen,
)
demands = st.builds(Demand, act=st.sampled_from(list(Act)), per_mille=shares, amount=fen)


def person(role: Role, name: str = "a") -> Person:
    return Person(id=PersonId(name), code=name, name=name, role=role)


@given(roles, demands)
def test_without_the_right_no_limit_helps(role: Role, demand: Demand) -> None:
    assert not replace(role, acts=role.acts - {demand.act}).allows(demand)


@given(roles, demands, st.data())
def test_whoever_may_do_more_may_do_less(role: Role, demand: Demand, data: st.DataObject) -> None:
    if role.allows(demand):
        less = Demand(
            act=demand.act,
            per_mille=data.draw(st.integers(0, demand.per_mille)),
            amount=Money(data.draw(st.integers(0, demand.amount.fen))),
        )
        assert role.allows(less)


@given(roles, demands, demands)
def test_whoever_is_backed_may_do_what_they_may_and_what_was_approved(
    role: Role, approved: Demand, demand: Demand
) -> None:
    approval = Approval(demand=approved, by=person(EVERYTHING, "b"), reason="r")
    actor = Actor(person=person(role), approvals=(approval,))
    if role.allows(demand) or approval.covers(demand):
        actor.must_be_allowed(demand)
    else:
        with pytest.raises(NeedsApproval) as refused:
            actor.must_be_allowed(demand)
        assert refused.value.demand == demand


@given(demands, demands)
def test_an_approval_covers_no_more_of_the_same_and_nothing_else(
    approved: Demand, demand: Demand
) -> None:
    approval = Approval(demand=approved, by=person(EVERYTHING, "b"), reason="r")
    is_less = demand.per_mille <= approved.per_mille and demand.amount <= approved.amount
    assert approval.covers(demand) == (demand.act is approved.act and is_less)
    assert approval.covers(approved)


@given(roles, roles, demands, st.text(max_size=5))
def test_nobody_stands_behind_what_they_may_not_do(
    one: Role, other: Role, demand: Demand, reason: str
) -> None:
    may = other.allows(demand) and bool(reason.strip())
    try:
        both = signing.stand_behind(Actor(person=person(one)), person(other, "b"), demand, reason)
    except Refusal:
        assert not may
    else:
        assert may
        both.must_be_allowed(demand)


@given(st.integers(1, 100_000), st.integers(1, 99), st.integers(0, 1000))
def test_a_discount_of_just_the_limit_is_within_it(price: int, count: int, share: int) -> None:
    """However the share of a price comes out in fen."""
    cart = Cart(id=SaleId("c"), opened_at=NOON)
    cart = cart.add(replace(MILK, price=Money(price)), Quantity.pieces(count))
    line = cart.discount_line(1, per_mille=share).line(1)
    assert line.given_away <= share
    assert cart.discount_all(per_mille=share).given_away <= share


@given(st.integers(200, 100_000), st.integers(0, 1000))
def test_a_share_is_never_taken_for_less_than_it_is_by_more_than_a_fen(
    price: int, off: int
) -> None:
    off = off * price // 1000
    cart = Cart(id=SaleId("c"), opened_at=NOON).add(
        replace(MILK, price=Money(price)), Quantity.pieces(1)
    )
    line = cart.discount_line(1, amount=Money(off)).line(1)
    assert line.given_away * price >= (off - 1) * 1000


def test_a_cashier_gives_what_the_role_says_and_not_a_thousandth_more() -> None:
    may = Demand(act=Act.DISCOUNT, per_mille=CASHIER.discount_per_mille)
    assert CASHIER.allows(may)
    assert not CASHIER.allows(replace(may, per_mille=may.per_mille + 1))
