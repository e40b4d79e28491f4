"""What a pole display shows: one amount and what it is, with a line of text where there is room."""

from dataclasses import dataclass
from enum import StrEnum

from app.base.money import Money


class Lamp(StrEnum):
    """What the amount is; the value is the lamp's number on displays of eight digits."""

    NONE = "0"
    PRICE = "1"
    TOTAL = "2"
    RECEIVED = "3"
    CHANGE = "4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One picture; nothing at all is a clear display."""

    lamp: Lamp = Lamp.NONE
    amount: Money | None = None
    text: str = ""


CLEAR = Shown()
