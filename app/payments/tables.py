"""The journal of payments: attempts, what happened to them, and callbacks heard already."""

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, literal_column

from app.payments.attempt import TERMINAL, State
from app.storage.columns import Fen, Flag, Text, UtcMs, Whole, table

payment_attempt = table(
    "payment_attempt",
    Column("number", Text, primary_key=True),  # the provider's order number too
    Column("store", Text, nullable=False),
    Column("till", Text, nullable=False),
    Column("sale", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("wallet", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("amount_fen", Fen, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_at_ms", UtcMs, nullable=False),
    Column("sent_at_ms", UtcMs),
    Column("given_up_at_ms", UtcMs),
    Column("was_undone", Flag, nullable=False),
    Column("reference", Text, nullable=False),
    Column("paid_fen", Fen),
    Column("payer", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("months", Whole, nullable=False),
    Column("merchant_bears", Flag, nullable=False),
    Column("fee_fen", Fen, nullable=False),
    Column("is_trusted", Flag, nullable=False, server_default="0"),
)
payment_event = table(
    "payment_event",
    Column("number", Text, ForeignKey("payment_attempt.number"), primary_key=True),
    Column("place", Whole, primary_key=True),
    Column("at_ms", UtcMs, nullable=False),
    Column("event", Text, nullable=False),
    Column("state", Text, nullable=False),  # after it
    Column("asked", Text, nullable=False),
    Column("answered", Text, nullable=False),
    Column("reason", Text, nullable=False),
    clustered=True,
)
payment_nonce = table(
    "payment_nonce",
    Column("channel", Text, primary_key=True),
    Column("nonce", Text, primary_key=True),
    Column("at_ms", UtcMs, nullable=False),
    clustered=True,
)
# Written out, not as parameters: only so does SQLite know that the index below is enough.
_OPEN: list[ColumnElement[str]] = [literal_column(f"'{it}'") for it in State if it not in TERMINAL]
open_attempts = payment_attempt.c.state.in_(_OPEN)
Index("ix_payment_attempt_open", payment_attempt.c.made_at_ms, sqlite_where=open_attempts)
Index("ix_payment_attempt_sale", payment_attempt.c.store, payment_attempt.c.sale)
Index("ix_payment_attempt_reference", payment_attempt.c.reference)
Index("ix_payment_nonce_at", payment_nonce.c.at_ms)
