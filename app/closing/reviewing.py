"""What whoever closes sees after the count, and before: figures, differences, loose ends."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.money import total
from app.closing import closes, counting, figuring
from app.closing.closed import LooseEnds
from app.closing.count import Count
from app.closing.figures import Figures
from app.payments import attempts
from app.printing import jobs
from app.printing.job import State
from app.selling import drafts, sales
from app.selling.sale import Sale
from app.shifts import shifts
from app.shifts.shift import Shift
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.storage import outbox
from app.till import Till

FAILED = (State.QUEUED, State.SENDING, State.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What no Z covers yet: shifts, mostly of one business date, and their sales."""

    shifts: tuple[Shift, ...]
    sales: tuple[Sale, ...]

    def on(self, day: date) -> tuple[list[Shift], list[Sale]]:
        """Return what is of one business date."""
        chosen = [one for one in self.shifts if one.business_date == day]
        return chosen, [sale for sale in self.sales if sale.business_date == day]


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
        found = on_day(connection, left(connection, till), shift.business_date)
        count = must_be_counted(connection, shift, found)
        return Review(
            shift=shift,
            counts=tuple(closes.counts_of(connection, till.store, shift.id)),
            figures=found.with_count(shift.id, count.total),
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
        found = on_day(connection, left(connection, till), shift.business_date)
        count = counting.standing(connection, shift, found.expected_of(shift.id))
    if count is not None:
        found = found.with_count(shift.id, count.total)
    return X(shift=shift, figures=found, is_blind=count is None and not wants_all)


def left(connection: Connection, till: Till) -> Left:
    """Return the shifts of a till that no Z covers yet, with all that they sold."""
    ids = closes.uncovered(connection, till.store, till.id)
    return Left(
        shifts=tuple(shifts.find_all(connection, till.store, ids)),
        sales=tuple(sales.of_shifts(connection, till.store, ids)),
    )


def on_day(connection: Connection, found: Left, day: date) -> Figures:
    """Return what one business date of it comes to, as a Z would say it now."""
    chosen, sold = found.on(day)
    return figuring.of_sales(connection, chosen[0].store, chosen, sold)


def must_be_counted(connection: Connection, shift: Shift, found: Figures) -> Count:
    """Return the count that stands; raises Refusal where none does."""
    count = counting.standing(connection, shift, found.expected_of(shift.id))
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
