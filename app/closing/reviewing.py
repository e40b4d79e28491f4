"""What whoever closes sees after the count, and before: figures, differences, loose ends."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import ShiftId
from app.base.money import total
from app.closing import closes, counting, figuring
from app.closing.closed import LooseEnds
from app.closing.count import Count
from app.closing.figures import Figures
from app.payments import attempts
from app.printing import jobs
from app.printing.job import State
from app.selling import drafts
from app.shifts import shifts
from app.shifts.shift import Shift
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.storage import outbox
from app.till import Till

FAILED = (State.QUEUED, State.SENDING, State.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A counted shift before it is closed: its counts, the day's figures, what is not settled."""

    shift: Shift
    counts: tuple[Count, ...]
    figures: Figures
    loose_ends: LooseEnds

    @property
    def count(self) -> Count:
        """The count that will stand."""
        return self.counts[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class X:
    """The day so far; while it is blind, nothing that tells what the drawer holds may be shown."""

    shift: Shift
    figures: Figures
    is_blind: bool


def review(till: Till) -> Review:
    """Return what the day comes to; raises Refusal before the drawer was counted."""
    with till.shop.database.reading() as connection:
        shift = counting.must_be_open(connection)
        count = must_be_counted(connection, shift)
        return Review(
            shift=shift,
            counts=tuple(closes.counts_of(connection, till.store, shift.id)),
            figures=of_day(connection, shift, count),
            loose_ends=loose_ends(connection),
        )


def x(till: Till, *, wants_all: bool = False, by: Actor = OWNER) -> X:
    """Return the day so far, which changes nothing; raises Refusal while no shift is open.

    It is blind until the drawer was counted, unless somebody with the right to it wants all: that
    is on record.
    """
    if wants_all:
        by.must_be_allowed(Demand(act=Act.SEE_EXPECTED))
        with till.shop.database.writing() as connection:
            counting.must_be_open(connection)
            auditing.record(connection, till, by, Act.SEE_EXPECTED)
    with till.shop.database.reading() as connection:
        shift = counting.must_be_open(connection)
        count = counting.standing(connection, shift)
        found = of_day(connection, shift, count)
    return X(shift=shift, figures=found, is_blind=count is None and not wants_all)


def day_so_far(connection: Connection, shift: Shift) -> list[ShiftId]:
    """Name the shifts of the open one's business date that no Z covers yet, with itself."""
    left = closes.uncovered(connection, shift.store, shift.till)
    found = shifts.find_all(connection, shift.store, left)
    return [one.id for one in found if one.business_date == shift.business_date]


def of_day(connection: Connection, shift: Shift, count: Count | None) -> Figures:
    """Return what the open shift's business date comes to, as a Z would say it now."""
    counted = {shift.id: count.total} if count else {}
    return figuring.of_shifts(connection, shift.store, day_so_far(connection, shift), counted)


def must_be_counted(connection: Connection, shift: Shift) -> Count:
    """Return the count that stands; raises Refusal where none does."""
    count = counting.standing(connection, shift)
    if count is not None:
        return count
    if closes.counts_of(connection, shift.store, shift.id):
        raise Refusal("cash_moved_since")
    raise Refusal("count_wanted")


def unsettled(till: Till) -> LooseEnds:
    """Return what is not settled now."""
    with till.shop.database.reading() as connection:
        return loose_ends(connection)


def loose_ends(connection: Connection) -> LooseEnds:
    """Return what is not settled: carts, payments, facts that HQ has not, papers."""
    depth = outbox.depth(connection)
    paying = attempts.still_open(connection)
    return LooseEnds(
        held=len(drafts.all_held(connection)),
        unknown=len(paying),
        unknown_amount=total(one.amount for one in paying),
        unsent=depth.unsent,
        refused=depth.refused,
        unprinted=sum(len(jobs.in_state(connection, state)) for state in FAILED),
    )
