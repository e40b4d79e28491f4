"""How much of something, as a whole number of thousandths, so that nothing is lost."""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self

from app.base.errors import Refusal

PLACES = 3


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """Thousandths of a piece or of a kilogram: Quantity(333) is 333 grams."""

    thousandths: int

    @classmethod
    def pieces(cls, count: int) -> Self:
        """Make a quantity of whole pieces."""
        return cls(count * 1000)

    @property
    def is_whole(self) -> bool:
        """Whether this counts whole pieces."""
        return self.thousandths % 1000 == 0

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.thousandths + other.thousandths)

    def weight(self) -> str:
        """Write it as a weight, with every gram: "2.000"."""
        return f"{Decimal(self.thousandths).scaleb(-PLACES):.3f}"

    def text(self) -> str:
        """Write it as people do: "2" for pieces, "0.685" with every digit otherwise."""
        if self.is_whole:
            return str(self.thousandths // 1000)
        return str(Decimal(self.thousandths).scaleb(-PLACES))


def parse(text: str) -> Quantity:
    """Read "2" or "0.685", full-width digits too; raises Refusal saying what is wrong."""
    folded = unicodedata.normalize("NFKC", text).strip()
    try:
        number = Decimal(folded)
    except InvalidOperation as error:
        raise Refusal("quantity_not_a_number", text=text) from error
    if not number.is_finite() or abs(number.adjusted()) > 12:  # noqa: PLR2004 - 64 bits
        raise Refusal("quantity_not_a_number", text=text)
    scaled = number.scaleb(PLACES)
    if scaled != scaled.to_integral_value():
        raise Refusal("quantity_too_precise", text=text)
    return Quantity(int(scaled))
