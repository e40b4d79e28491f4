"""A bank card on a terminal that stands alone: a person says what its slip says.

What is typed proves no more than who typed it, so it is kept with their name by the caller. A card
number never comes in: the reference is the slip's retrieval number, the hint its last four digits.
"""

from dataclasses import dataclass

from app.base.money import Money
from app.payments.exchange import Order, Outcome, paid, unknown
from app.payments.redacting import is_card_number

LONGEST_REFERENCE = 20
NAME = "card"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What stands on the paper of the terminal."""

    reference: str
    amount: Money
    last_digits: str = ""


def outcome(order: Order, slip: Slip) -> Outcome:
    """Say what a slip means for an order; unknown while anything of it does not fit."""
    reference = "".join(slip.reference.split())
    if not reference.isascii() or not reference.isalnum() or len(reference) > LONGEST_REFERENCE:
        return unknown("the slip's number is odd")
    if is_card_number(reference):
        return unknown("that is a card number")
    if slip.amount != order.amount:
        return unknown(f"amount differs: {slip.amount.text()}")
    digits = slip.last_digits
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 4):  # noqa: PLR2004
        return unknown("the last four digits are odd")
    return paid(slip.amount, reference, payer=f"***{digits}" if digits else "")
