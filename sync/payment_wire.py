"""What a till and HQ tell one another about payments; both ends import this file."""

from dataclasses import dataclass, field
from typing import Any

from app.base.money import Money
from app.payments.attempt import Attempt
from app.payments.exchange import Refund
from app.payments.hub import SUBJECT
from app.payments.refunds import Returning

PAYMENTS = (
    "/v1/payments"  # and /{number}, /{number}/query, /reverse, /release, /refund, /refund/{number}
)
CALLBACKS = "/v1/callbacks/"  # and the name of a channel
PAYMENT_FEED = "payments"
KEY_HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotent-Replayed"
LONGEST_HOLD_S = 20.0  # for which HQ holds an answer back until there is news


@dataclass(frozen=True, slots=True, kw_only=True)
class PayAsked:
    """A till asks HQ for money: by the customer's code, or for a QR code where there is none."""

    attempt: Attempt
    due: Money
    subject: str = SUBJECT
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseAsked:
    """A till gives an attempt up; with all of it, because HQ may never have heard of it."""

    attempt: Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAsked:
    """A till let the goods of an attempt go without proof."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundAsked:
    """A till gives money of a paid attempt back."""

    refund: Refund


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSaid:
    """How a payment stands at HQ, or why HQ did not take it: the code and values of a message."""

    attempt: Attempt | None = None
    shows: str = ""
    returning: Returning | None = None
    refused: str = ""
    values: dict[str, Any] = field(default_factory=dict)
