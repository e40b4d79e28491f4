"""Money on its way back, in SQL: each refund is written before it is asked for, by one number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, Index, func, literal_column, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.errors import Refusal
from app.base.money import Money, total
from app.payments.attempt import Attempt, OrderNo, State
from app.payments.attempts import MOST_REASON, MOST_REFERENCE
from app.payments.exchange import Refund, cut
from app.storage import rows
from app.storage.columns import Fen, Text, UtcMs, table

it = table(
    "payment_refund",
    Column("number", Text, primary_key=True),  # the provider's refund number too
    Column("order_number", Text, nullable=False),
    Column("amount_fen", Fen, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("made_at_ms", UtcMs, nullable=False),
    Column("reason", Text, nullable=False),
    Column("of_reference", Text, nullable=False),  # the provider's number of the payment
    Column("reference", Text, nullable=False),  # the provider's number of the refund
    Column("told", Text, nullable=False),
)
# Written out, not as parameters: only so does SQLite know that the index below is enough.
_is_open = it.c.stage.in_([literal_column("'created'"), literal_column("'sent'")])
Index("ix_payment_refund_order", it.c.order_number)
Index("ix_payment_refund_open", it.c.made_at_ms, sqlite_where=_is_open)


class Purpose(StrEnum):
    """Why money goes back."""

    ASKED = "asked"  # somebody brought goods back
    LATE = "late"  # paid when the sale no longer took it
    DISPUTED = "disputed"  # the provider has money for what it called dead


class Stage(StrEnum):
    """Where a refund is; only done and refused never move."""

    CREATED = "created"
    SENT = "sent"  # may have arrived
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """Money on its way back to the customer of an attempt."""

    number: OrderNo
    order: OrderNo
    amount: Money
    purpose: Purpose
    made_at: datetime
    reason: str = ""
    of_reference: str = ""
    stage: Stage = Stage.CREATED
    reference: str = ""
    told: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.stage in (Stage.CREATED, Stage.SENT)

    def as_asked(self) -> Refund:
        """Return it as its provider sees it: the same on every try."""
        return Refund(
            number=self.number, amount=self.amount, made_at=self.made_at, reason=self.reason
        )


def add(connection: Connection, attempt: Attempt, wanted: Returning) -> Returning:
    """Write a refund down; the same number again changes nothing.

    Raises Refusal when more would go back than was paid, or the number is another refund's.
    """
    known = find(connection, wanted.number)
    if known is not None:
        if (known.order, known.amount) != (wanted.order, wanted.amount):
            raise Refusal("refund_number_used", number=wanted.number)
        return known
    left = left_of(connection, attempt)
    if not Money(0) < wanted.amount <= left:
        raise Refusal("refund_exceeds", amount=wanted.amount.text(), left=left.text())
    rows.insert(connection, it, [_row(wanted)])
    return wanted


def left_of(connection: Connection, attempt: Attempt) -> Money:
    """Return what of an attempt has neither gone back nor is on its way."""
    going = it.c.order_number == attempt.number, it.c.stage != str(Stage.REFUSED)
    sums = connection.scalar(select(func.coalesce(func.sum(it.c.amount_fen), 0)).where(*going))
    return (attempt.paid or attempt.amount) - Money(int(sums or 0))


def change(connection: Connection, one: Returning, stage: Stage, **more: str) -> Returning:
    """Move a refund and keep what was told; what is settled stays settled."""
    now = find(connection, one.number) or one
    if not now.is_open:
        return now
    new = replace(now, stage=stage, **more)  # type: ignore[arg-type]
    connection.execute(it.update().where(it.c.number == new.number).values(_row(new)))
    return new


def find(connection: Connection, number: str) -> Returning | None:
    """Return a refund by its number; None for one that is not ours."""
    row = connection.execute(select(it).where(it.c.number == number)).one_or_none()
    return None if row is None else _returning(row)


def of_order(connection: Connection, order: str) -> list[Returning]:
    """Return every refund of an attempt, the first one first."""
    found = select(it).where(it.c.order_number == order).order_by(it.c.number)
    return [_returning(row) for row in connection.execute(found)]


def still_open(connection: Connection) -> list[Returning]:
    """Return what is not settled: what a restart must go on with."""
    found = select(it).where(_is_open).order_by(it.c.made_at_ms, it.c.number)
    return [_returning(row) for row in connection.execute(found)]


def kept(connection: Connection, before: Sequence[Attempt]) -> Money:
    """Return what a sale keeps of its attempts: paid, or trusted to be, less what went back."""
    paid = [one for one in before if one.state is State.PAID or _is_trusted(one)]
    went_back = [
        row.amount
        for one in paid
        for row in of_order(connection, one.number)
        if row.stage is Stage.DONE
    ]
    return total(one.paid or one.amount for one in paid) - total(went_back)


def _is_trusted(one: Attempt) -> bool:
    return one.is_trusted and not one.is_final


def _row(one: Returning) -> rows.Row:
    return {
        "number": one.number,
        "order_number": one.order,
        "amount_fen": one.amount.fen,
        "purpose": str(one.purpose),
        "stage": str(one.stage),
        "made_at_ms": clock.to_ms(one.made_at),
        "reason": cut(one.reason, MOST_REASON),
        "of_reference": cut(one.of_reference, MOST_REFERENCE),
        "reference": cut(one.reference, MOST_REFERENCE),
        "told": cut(one.told, MOST_REASON),
    }


def _returning(row: DbRow[tuple[object, ...]]) -> Returning:
    return Returning(
        number=OrderNo(row.number),
        order=OrderNo(row.order_number),
        amount=Money(row.amount_fen),
        purpose=Purpose(row.purpose),
        stage=Stage(row.stage),
        made_at=clock.from_ms(row.made_at_ms),
        reason=row.reason,
        of_reference=row.of_reference,
        reference=row.reference,
        told=row.told,
    )
