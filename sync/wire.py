"""The envelopes that travel between a till and HQ; both ends import this file.

What is inside is in `app.storage.facts`: our frozen dataclasses travel as they are,
so renaming a field breaks tills that are not yet updated and tests/sync/test_wire.py.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.base.ids import ProductId, SaleId, StoreId, TillId
from app.base.quantity import Quantity
from app.catalogue.product import Product
from app.selling.sale import Sale

PROTOCOL = 1
PROTOCOL_HEADER = "X-POS-Protocol"
PUSH = "/v1/push"
CATALOGUE = "/v1/feeds/catalogue"
SALES = "/v1/sales"  # ?wanted=: the id or the number on a receipt
CLAIMS = "/v1/returns/claim"
MOST_FACTS = 500  # of a push
MOST_BYTES = 32 * 1024 * 1024  # of a push


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """What one till tells HQ, in the order in which it happened.

    Each item is a `Fact` in its own bytes, so that one that cannot be read spoils no other.
    """

    store: StoreId
    till: TillId
    facts: tuple[msgspec.Raw, ...]


class Outcome(StrEnum):
    """What became of one fact."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"  # HQ has other content under its id or its number
    QUARANTINED = "quarantined"  # HQ keeps its bytes for a person to look at


@dataclass(frozen=True, slots=True)
class Answer:
    """HQ's answer about one fact, with the reason when HQ did not take it into the books."""

    id: str
    outcome: Outcome
    reason: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether HQ has exactly this fact, so that nobody need send it again."""
        return self.outcome in {Outcome.STORED, Outcome.DUPLICATE}


@dataclass(frozen=True, slots=True)
class Gap:
    """HQ has this number but not the one before it, or something else in its place."""

    epoch: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Reply:
    """HQ's answers in the order of the push, given after everything was committed.

    `catalogue` is the version that HQ last published, so that a till knows when to pull.
    """

    answers: tuple[Answer, ...]
    gaps: tuple[Gap, ...] = ()
    catalogue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage:
    """A stretch of what HQ publishes: apply it and go on from `cursor` while there is `more`."""

    products: tuple[Product, ...]
    withdrawn: tuple[ProductId, ...]
    cursor: str
    version: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedLine:
    """A quantity of one line of a sale."""

    sale: SaleId
    line: int
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnClaim:
    """What a till is about to take back, all or nothing; no lines let an earlier claim go.

    `refund` is the id of the sale that will credit it: the same claim asked again is granted again.
    """

    refund: SaleId
    lines: tuple[ClaimedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer:
    """Whether the goods may be taken back; `left` says how much may, of the lines that fell short.

    A sale that HQ has not heard of yet is not known: its own till may know better.
    """

    granted: bool
    is_known: bool = True
    left: tuple[ClaimedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldAnswer:
    """A sale of the till's store, and how much of its lines came back or is claimed."""

    sale: Sale | None
    returned: tuple[ClaimedLine, ...] = ()
