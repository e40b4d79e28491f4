"""What a scale says at one moment, in whole grams."""

import re
from dataclasses import dataclass
from decimal import Decimal

GRAMS = {  # of one unit, exactly
    "kg": Decimal(1000),
    "g": Decimal(1),
    "jin": Decimal(500),  # 市斤, the catty of the mainland
    "liang": Decimal(50),  # 市两
    "lb": Decimal("453.59237"),  # the international pound; hardly ever a whole number of grams
    "oz": Decimal("28.349523125"),
}
NUMBER = re.compile(r" *-?(?:[0-9]{1,7}\.?[0-9]{0,5}|\.[0-9]{1,5}) *")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One frame of a scale; `grams` are net where `is_net`. `at` is monotonic, in seconds.

    What is over or under the scale's range has no weight: `grams` is 0 then.
    """

    grams: int
    is_stable: bool
    at: float
    is_net: bool = False
    is_over: bool = False
    is_under: bool = False
    tare_g: int | None = None  # where the scale says it
    follows_noise: bool = False  # bytes that made no sense came just before

    @property
    def is_negative(self) -> bool:
        """Whether less than nothing lies on it: a container that was tared is away."""
        return self.is_under or self.grams < 0


def grams(digits: str, decimals: int | None, unit: str) -> int | None:
    """Return whole grams; None where this is no number or no whole number of grams.

    `decimals` places the point where the digits carry none. Nothing is ever rounded: a weight
    that we could only show adjusted is no weight.
    """
    if not NUMBER.fullmatch(digits):
        return None
    number = Decimal(digits.strip())
    if decimals is not None:
        number = number.scaleb(-decimals)
    exact = number * GRAMS[unit]
    return int(exact) if exact == exact.to_integral_value() else None
