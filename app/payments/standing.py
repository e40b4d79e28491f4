"""How the payments of one sale stand, through this till's hub and through HQ's.

What is checked here is checked in the transaction that ends the sale: the hub writes what it learns
in transactions of the same database, so nothing can become paid in between.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import SaleId, StoreId
from app.base.money import Money
from app.payments import attempts, handed, refunds
from app.payments.attempt import Attempt, OrderNo, State, new_number
from app.payments.refunds import Purpose, Returning


def of_sale(connection: Connection, store: StoreId, sale: SaleId) -> tuple[Attempt, ...]:
    """Return every attempt for a sale, the first one first."""
    ours = attempts.of_sale(connection, store, sale)
    theirs = handed.of_sale(connection, sale)
    return tuple(sorted((*ours, *theirs), key=lambda one: one.number))


def find(connection: Connection, number: str) -> Attempt | None:
    """Return an attempt of this till, whichever hub has it; None for a number that is not ours."""
    return attempts.find(connection, OrderNo(number)) or handed.find(connection, number)


def unbound(
    connection: Connection, store: StoreId, sale: SaleId, bound: Collection[str]
) -> list[Attempt]:
    """Return what is paid for a sale, is not bound to it yet, and does not go back."""
    return [
        one
        for one in of_sale(connection, store, sale)
        if one.state is State.PAID and one.number not in bound and not goes_back(connection, one)
    ]


def must_be_settled(
    connection: Connection, store: StoreId, sale: SaleId, bound: Collection[str]
) -> None:
    """Raise Refusal while money for a sale may still come, or has come and is bound to nothing.

    What was given up does not count: should it come, it goes back by itself.
    """
    for one in of_sale(connection, store, sale):
        if one.number in bound:
            continue
        if not one.is_final and one.given_up_at is None:
            raise Refusal("payment_unproven", number=one.number)
        if one.state is State.PAID and not goes_back(connection, one):
            raise Refusal("payment_paid_already", paid=(one.paid or one.amount).text())


def must_be_paid(
    connection: Connection, store: StoreId, sale: SaleId, number: str, amount: Money
) -> None:
    """Raise Refusal unless this attempt brought a sale this money, or somebody trusted it."""
    known = {one.number: one for one in of_sale(connection, store, sale)}
    one = known.get(OrderNo(number))
    if one is None or (one.paid or one.amount) != amount or not _counts(one):
        raise Refusal("payment_not_paid", number=number)


def give_back(
    connection: Connection, number: str, amount: Money, at: datetime, reason: str
) -> Returning:
    """Owe money of an attempt to its customer; its hub hands it back, through crashes too.

    Raises Refusal for an attempt of another till, and for more than is left of it.
    """
    attempt = find(connection, number)
    if attempt is None:
        raise Refusal("payment_unknown", number=number)
    if attempt.state is not State.PAID:
        raise Refusal("payment_not_paid", number=number)
    return refunds.add(
        connection,
        attempt,
        Returning(
            number=new_number(),
            order=attempt.number,
            amount=amount,
            purpose=Purpose.ASKED,
            made_at=at,
            reason=reason,
            of_reference=attempt.reference,
        ),
    )


def owe_late(connection: Connection, attempt: Attempt, at: datetime) -> None:
    """Owe what came after it was given up, once."""
    if goes_back(connection, attempt):
        return
    wanted = Returning(
        number=new_number(),
        order=attempt.number,
        amount=attempt.paid or attempt.amount,
        purpose=Purpose.LATE,
        made_at=at,
        reason=str(Purpose.LATE),
        of_reference=attempt.reference,
    )
    refunds.add(connection, attempt, wanted)


def _counts(one: Attempt) -> bool:
    return one.state is State.PAID or (one.is_trusted and not one.is_final)


def goes_back(connection: Connection, one: Attempt) -> bool:
    """Say whether all of its money has gone back, or is on its way."""
    return refunds.left_of(connection, one) <= Money(0)
