"""Money as a whole number of fen, so that a fen is never lost."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self

from app.base.errors import Refusal
from app.base.quantity import Quantity

PLACES = 2
MAX_FEN = 10**13  # a hundred thousand million yuan: sums of it still fit 64 bits


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of renminbi: Money(1999) is 1999 fen, 19.99 yuan."""

    fen: int

    def __add__(self, other: Self) -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: Self) -> "Money":
        return Money(self.fen - other.fen)

    def __neg__(self) -> "Money":
        return Money(-self.fen)

    def times(self, quantity: Quantity) -> "Money":
        """Price a quantity, rounded half away from zero: the one rounding rule."""
        return Money(times(self.fen, quantity.thousandths))

    def split(self, weights: list[int]) -> list["Money"]:
        """Share the amount out by weight; the parts always add up to the whole.

        Leftover fen go to the largest remainders, first come first served, so
        that a discount spread over lines prints the same on every till.
        """
        whole = sum(weights)
        assert whole > 0, weights
        shares = [divmod(self.fen * weight, whole) for weight in weights]
        left = self.fen - sum(share for share, _ in shares)
        by_remainder = sorted(range(len(shares)), key=lambda i: -shares[i][1])
        extra = set(by_remainder[:left])
        return [Money(share + (i in extra)) for i, (share, _) in enumerate(shares)]

    def text(self) -> str:
        """Write the amount in yuan, as on a price tag: 1999 fen is "19.99"."""
        return str(Decimal(self.fen).scaleb(-PLACES))

    def grouped(self) -> str:
        """Write the amount with a comma at each thousand, as people read totals."""
        return f"{Decimal(self.fen).scaleb(-PLACES):,.2f}"


def times(fen: int, thousandths: int) -> int:
    """Take so many thousandths of an amount in fen, rounded half away from zero."""
    exact = fen * thousandths
    return (exact + 500) // 1000 if exact >= 0 else -((500 - exact) // 1000)


def total(amounts: Iterable[Money]) -> Money:
    """Add up; no amounts make zero."""
    return Money(sum(amount.fen for amount in amounts))


def parse(text: str) -> Money:
    """Read yuan, "19.99" or with full-width digits; raises Refusal saying what is wrong."""
    folded = unicodedata.normalize("NFKC", text).strip().removeprefix("¥").replace(",", "")
    try:
        number = Decimal(folded)
    except InvalidOperation as error:
        raise Refusal("amount_not_a_number", text=text) from error
    if not number.is_finite():
        raise Refusal("amount_not_a_number", text=text)
    if abs(number.adjusted()) > 15 or abs(number.scaleb(PLACES)) > MAX_FEN:  # noqa: PLR2004
        raise Refusal("amount_too_large", text=text, limit=Money(MAX_FEN).grouped())
    fen = number.scaleb(PLACES)
    if fen != fen.to_integral_value():
        raise Refusal("amount_too_precise", text=text)
    return Money(int(fen))
