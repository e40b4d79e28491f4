"""A shift of a till, and the cash that went into its drawer or out of it without a sale."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.base.errors import Refusal
from app.base.ids import MoveId, PersonId, ShiftId, StoreId, TillId
from app.base.money import MAX_FEN, Money

LONGEST = 200
NOTHING = Money(0)


class MoveKind(StrEnum):
    """Why cash moves without a sale; a mistake is righted by a move the other way."""

    IN = "in"  # more change, say
    OUT = "out"  # paid out of the drawer, say for a delivery
    DROP = "drop"  # into the safe, so that less is in the drawer


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One stretch of one till between a float and a count; all its sales are of one business date.

    `place` counts the shifts of the till on that date, from 1.
    """

    id: ShiftId
    store: StoreId
    till: TillId
    business_date: date
    place: int
    opened_at: datetime
    opening_float: Money
    person: PersonId
    name: str

    def must_be_sound(self) -> None:
        """Raise Refusal for a shift that no till of ours opens."""
        must_be_in_utc(self.opened_at)
        must_be_cash(self.opening_float)
        must_be_short(self.name)
        if self.place < 1:
            raise Refusal("shift_is_odd", why="its place in the day is below 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Cash that was put into a drawer or taken out; `amount` is above zero either way."""

    id: MoveId
    store: StoreId
    till: TillId
    shift: ShiftId
    at: datetime
    kind: MoveKind
    amount: Money
    reason: str
    person: PersonId
    name: str

    def must_be_sound(self) -> None:
        """Raise Refusal for a move that no till of ours makes."""
        must_be_in_utc(self.at)
        must_be_cash(self.amount)
        must_be_short(self.name, self.reason)
        if self.amount == NOTHING:
            raise Refusal("shift_is_odd", why="a move of no cash")


def must_be_in_utc(*moments: datetime) -> None:
    """Raise Refusal for a moment of another zone."""
    if any(at.utcoffset() != timedelta(0) for at in moments):
        raise Refusal("shift_is_odd", why="a time is not in UTC")


def must_be_cash(*amounts: Money) -> None:
    """Raise Refusal for cash that no drawer holds."""
    if any(not 0 <= amount.fen <= MAX_FEN for amount in amounts):
        raise Refusal("shift_is_odd", why="an amount below zero, or too large")


def must_be_short(*texts: str) -> None:
    """Raise Refusal for a text that is too long."""
    if max(map(len, texts)) > LONGEST:
        raise Refusal("shift_is_odd", why="a text is too long")
