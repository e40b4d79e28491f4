"""Why a payment went to its channel: every decision as it was made, so that it can be replayed."""

from sqlalchemy import Column, Connection, select

from app.payments.attempt import OrderNo
from app.payments.routing import Decision
from app.storage import facts, rows
from app.storage.columns import Text, table

it = table(
    "payment_decision",
    Column("number", Text, primary_key=True),  # of the attempt
    Column("body", Text, nullable=False),  # JSON
)


def add(connection: Connection, number: OrderNo, made: Decision) -> None:
    """Keep a decision, in the transaction that writes its attempt."""
    rows.insert(connection, it, [{"number": number, "body": facts.encode(made).decode()}])


def find(connection: Connection, number: OrderNo) -> Decision | None:
    """Return why an attempt went where it went; None where somebody named the channel."""
    body = connection.scalar(select(it.c.body).where(it.c.number == number))
    return None if body is None else facts.decode(body.encode(), Decision)
