"""The standard form: one row of any statement, and of our own books, in the same words.

Amounts are whole minor units (fen) and signed as the shop sees them: what comes in is positive,
what goes out negative; a fee is positive where it costs the shop and negative where it comes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Literal


class Side(StrEnum):
    """Whose books a row is from."""

    OURS = "ours"
    THEIRS = "theirs"


class Kind(StrEnum):
    """What a row does with money."""

    PAY = "pay"
    REFUND = "refund"
    FEE = "fee"  # a fee in a row of its own
    FEE_RETURN = "fee_return"
    SUBSIDY = "subsidy"  # by the platform
    ADJUST = "adjust"  # insurance, advertisement, correction
    PAYOUT = "payout"  # to the shop's bank account
    WITHDRAW = "withdraw"  # asked for by the shop
    CHARGEBACK = "chargeback"
    OTHER = "other"


class Status(StrEnum):
    """How it stood when the statement was made; only a success moved money."""

    SUCCESS = "success"
    PENDING = "pending"
    CLOSED = "closed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row in the standard form; an empty text or a 0 day is what the statement leaves out.

    `gross_fen` is what the customer's order was charged (or refunded), the figure that our own
    books hold; `net_fen` is what the channel owes the shop for the row, by its own payable column
    where it has one. They differ by the fee, and by coupons and subsidies that somebody bears.
    Days are numbers such as 20260831; `biz_date` is the day of the channel's books.
    """

    side: Side = Side.THEIRS
    channel: str
    account: str = ""  # the merchant's number at the channel
    store: str = ""  # as the channel writes it
    terminal: str = ""
    kind: Kind
    status: Status = Status.SUCCESS
    channel_no: str = ""  # the channel's number of this very row (of a refund: the refund's)
    order_no: str = ""  # the order number that we gave the channel; of a refund: its order's
    refund_no: str = ""  # the refund number that we gave the channel
    original_no: str = ""  # of a refund: the channel's number of the payment
    gross_fen: int
    fee_fen: int = 0
    net_fen: int
    fee_milli: int = 0  # the fee to the thousandth of a fen, as some channels write it
    currency: str = "CNY"
    at_ms: int = 0  # when it happened, milliseconds since 1970 in UTC
    biz_date: int = 0
    settle_date: int = 0  # when the money reaches the shop
    batch: str = ""  # the payout or settlement that it belongs to
    payer: str = ""
    last4: str = ""  # of the card
    line: int = 0  # of the file, from 1
    raw: str = ""  # the row as it stood there


Type = Literal["text", "int8", "int32", "int64"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the columnar form: named and ordered as in `Entry`, never null."""

    name: str
    type: Type


SIDES = {it: at for at, it in enumerate(Side)}  # the small numbers of the columnar form
KINDS = {it: at for at, it in enumerate(Kind)}
STATUSES = {it: at for at, it in enumerate(Status)}
CODED = {"side": SIDES, "kind": KINDS, "status": STATUSES}

_TYPES: dict[str, Type] = {
    "side": "int8",
    "kind": "int8",
    "status": "int8",
    "gross_fen": "int64",
    "fee_fen": "int64",
    "net_fen": "int64",
    "fee_milli": "int64",
    "at_ms": "int64",
    "biz_date": "int32",
    "settle_date": "int32",
    "line": "int32",
}
COLUMNS = (
    Column("file", "int64"),  # a file's number: the first 63 bits of its SHA-256
    Column("place", "int32"),  # the row's, counted through the file from 1; both name a row
    *(Column(it.name, _TYPES.get(it.name, "text")) for it in fields(Entry) if it.name != "raw"),
)
NAMES = tuple(it.name for it in COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What a set of rows comes to, as a person compares it; successes alone move money."""

    rows: int = 0
    paid_fen: int = 0
    refunded_fen: int = 0
    fee_fen: int = 0
    net_fen: int = 0


def sums_of(entries: Iterable[Entry]) -> Sums:
    """Add up rows; refunds count as positive, a returned fee lessens the fees."""
    rows = paid = refunded = fee = net = 0
    for it in entries:
        rows += 1
        if it.status in {Status.FAILED, Status.CLOSED}:
            continue
        paid += it.gross_fen if it.kind is Kind.PAY else 0
        refunded -= it.gross_fen if it.kind is Kind.REFUND else 0
        fee += it.fee_fen
        net += it.net_fen
    return Sums(rows=rows, paid_fen=paid, refunded_fen=refunded, fee_fen=fee, net_fen=net)
