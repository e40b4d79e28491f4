"""What closing leaves behind: ends of shifts, Zs, and reversals of them. None ever changes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.base.errors import Refusal
from app.base.ids import CloseId, CountId, PersonId, ShiftId, StoreId, TillId, ZId
from app.base.money import Money
from app.closing.figures import NOTHING, Figures
from app.shifts.shift import must_be_cash, must_be_in_utc, must_be_short


class Why(StrEnum):
    """What a difference comes from, as whoever closes says."""

    CHANGE = "change"  # wrong change was given
    FLOAT = "float"  # the float was not what it was said to be
    COUNTERFEIT = "counterfeit"
    UNRECORDED = "unrecorded"  # paid out, and not written down
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseEnds:
    """What was not settled when somebody closed; closing goes on, and this says what follows.

    `unknown` are payments of which nobody knows yet whether the money came, `refused` facts that
    HQ set aside, `unprinted` papers that failed, wait or may have come out.
    """

    held: int = 0
    unknown: int = 0
    unknown_amount: Money = NOTHING
    unsent: int = 0
    refused: int = 0
    unprinted: int = 0

    @property
    def count(self) -> int:
        """How many kinds of things are left."""
        return sum(map(bool, (self.held, self.unknown, self.unsent, self.refused, self.unprinted)))

    @property
    def is_only_unsent(self) -> bool:
        """Whether nothing is left but what is sent once the line is back."""
        return self.count == 1 and bool(self.unsent)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftClose:
    """The end of a shift: what was counted, what was expected, what stays in the drawer."""

    id: CloseId
    store: StoreId
    till: TillId
    shift: ShiftId
    at: datetime
    is_handover: bool  # the business day goes on
    count: CountId
    counted: Money
    expected: Money
    kept: Money  # for the next shift
    why: str = ""  # of a difference beyond the tolerance: a `Why`
    note: str = ""
    person: PersonId
    name: str
    approver: str = ""
    approver_name: str = ""

    @property
    def over(self) -> Money:
        """How much more was counted than expected; below zero it is short."""
        return self.counted - self.expected

    @property
    def deposit(self) -> Money:
        """What left the drawer for the safe or the bank."""
        return self.counted - self.kept

    def must_be_sound(self) -> None:
        """Raise Refusal for an end that no till of ours makes."""
        must_be_in_utc(self.at)
        must_be_cash(self.counted, self.kept, self.deposit)
        must_be_short(self.why, self.note, self.name, self.approver_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Z:
    """The close of a business day at a till; numbers have no gaps, and a Z never changes.

    `seal` covers the id and the exact bytes of every sale, so that none can be taken out, put in
    or altered afterwards; `figures` are as they were then.
    """

    id: ZId
    store: StoreId
    till: TillId
    number: int
    business_date: date
    at: datetime
    shifts: tuple[ShiftId, ...]
    figures: Figures
    seal: str
    loose_ends: LooseEnds
    person: PersonId
    name: str

    def must_be_sound(self) -> None:
        """Raise Refusal for a Z whose figures do not agree."""
        must_be_in_utc(self.at)
        must_be_short(self.name, self.seal)
        covered = sorted(one.shift for one in self.figures.drawers)
        if self.number < 1 or covered != sorted(self.shifts) or not self.figures.agree():
            raise Refusal("shift_is_odd", why="the figures of a Z do not agree")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """The reversal of a Z: it counts no more, and the next Z of the day covers its shifts."""

    id: str
    store: StoreId
    till: TillId
    z: ZId
    number: int
    at: datetime
    reason: str
    person: PersonId
    name: str
    approver: str = ""
    approver_name: str = ""

    def must_be_sound(self) -> None:
        """Raise Refusal for a reversal that no till of ours makes."""
        must_be_in_utc(self.at)
        must_be_short(self.reason, self.name, self.approver_name)


def seal_of(sales: Iterable[tuple[str, bytes]]) -> str:
    """Return the SHA-256, in hexadecimal, over ids and bodies of facts, in the order of the ids."""
    whole = hashlib.sha256()
    for subject, body in sorted(sales):
        whole.update(f"{subject} {hashlib.sha256(body).hexdigest()}\n".encode())
    return whole.hexdigest()
