"""What became of a card payment, as far as it is known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The customer is at the terminal."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """The money was taken, or given back where a payment was voided."""

    reference: str
    amount_fen: int
    number: str  # the acquirer's reference number
    voucher: str = ""
    card: str = ""  # masked
    acquirer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """No money was taken: the bank's or our reason."""

    reference: str
    reason: str
    text: str = ""  # what the terminal showed


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nobody knows: the money may be gone. It stays so until the terminal or a person says more."""

    reference: str
    reason: str


Outcome = Waiting | Approved | Declined | Unknown
