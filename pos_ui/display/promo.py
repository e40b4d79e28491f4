"""What the shop offers beside the bill: words and at most three prices, written in the settings."""

from dataclasses import dataclass
from itertools import islice

MOST_PRICES = 3
PARTS = 3  # of a price: name | condition | price; of the words: day, headline, condition


@dataclass(frozen=True, slots=True)
class Price:
    """One article on offer: "鲜肉包", "第二件", "1.25"."""

    name: str
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class Promo:
    """A headline, the day above it, the condition below it, and prices."""

    headline: str = ""
    above: str = ""
    condition: str = ""
    prices: tuple[Price, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.headline or self.prices)


def read(text: str) -> Promo:
    """Read an offer: a line with bars is a price, the others are day, headline and condition.

    One line of words is the headline, two are headline and condition.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    words = [line for line in lines if "|" not in line]
    prices = tuple(islice((_price(line) for line in lines if "|" in line), MOST_PRICES))
    above = words.pop(0) if len(words) >= PARTS else ""
    headline, *rest = words or [""]
    return Promo(headline, above, " ".join(rest), prices)


def _price(line: str) -> Price:
    parts = [part.strip() for part in line.split("|", PARTS - 1)]
    name, note, text = parts if len(parts) == PARTS else (parts[0], "", parts[-1])
    return Price(name, note, f"¥{text}" if text[:1].isdecimal() else text)
