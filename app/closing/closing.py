"""Closing a shift, and with the last one the day: once or not at all, whatever happens meanwhile.

Everything that closing leaves is written in one transaction: the end of the shift, the Z, the
papers, what HQ is told. A power cut leaves the shift open or closed, never half.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import CloseId, SaleId, ZId, new_id
from app.base.money import Money
from app.closing import closes, counting, figuring, reviewing
from app.closing.closed import Reopening, ShiftClose, Why, Z, seal_of
from app.closing.count import Count
from app.closing.figures import Figures
from app.closing.reviewing import Left
from app.printing import jobs
from app.printing.job import Job, Kind, State
from app.shifts import moving, shifts
from app.shifts.shift import LONGEST, NOTHING, Shift
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.storage import facts, outbox
from app.till import Till

CLOSE, Z_KIND, REOPENING = "shift_close", "z", "z_reopening"
TOLERANCE = Money(500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How somebody wants to close: a difference beyond the tolerance takes a reason.

    `kept` stays in the drawer for the next shift, the rest is deposited; where nothing is said,
    the opening float stays, or as much of it as there is.
    """

    is_handover: bool = False
    why: Why | None = None
    note: str = ""
    kept: Money | None = None
    tolerance: Money = TOLERANCE
    paper: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What closing left: the end of the shift and, where the day was closed, its Zs."""

    close: ShiftClose
    zs: tuple[Z, ...] = ()


def close(till: Till, ending: Ending, *, by: Actor = OWNER) -> Closed:
    """Close the open shift, and with it the business day unless it is handed over.

    Raises Refusal without a count, after cash moved since, or without a reason for a difference;
    NeedsApproval for one that somebody else must accept.
    """
    act = Act.HAND_OVER if ending.is_handover else Act.CLOSE_DAY
    by.must_be_allowed(Demand(act=act))
    with till.shop.database.writing() as connection:
        shift = counting.must_be_open(connection)
        counting.must_hold_no_money(connection)
        left = reviewing.left(connection, till)
        found = reviewing.on_day(connection, left, shift.business_date)
        count = reviewing.must_be_counted(connection, shift, found)
        _must_be_explained(count, ending, by)
        ended = _end(connection, till, shift, count, ending, by)
        zs: tuple[Z, ...] = ()
        if not ending.is_handover:
            now = found.with_count(shift.id, count.total)
            zs = _close_days(connection, till, left, {shift.business_date: now}, ended, ending, by)
        what = " ".join(f"Z {z.number}" for z in zs) or str(shift.place)
        auditing.record(connection, till, by, act, what=what, amount=ended.over)
    return Closed(close=ended, zs=zs)


def reopen(till: Till, number: int, reason: str, *, by: Actor = OWNER) -> Reopening:
    """Reverse the last Z, so that the next shift goes on with its day; the Z stays as it is.

    Raises Refusal for any other Z, for one that was reversed already, and while a shift is open.
    """
    by.must_be_allowed(Demand(act=Act.REOPEN_DAY))
    if not reason.strip():
        raise Refusal("reason_missing")
    now = till.shop.clock()
    with till.shop.database.writing() as connection:
        z = _must_be_last(connection, till, number)
        if shifts.now(connection) is not None:
            raise Refusal("shift_is_open")
        approval = by.approval(Act.REOPEN_DAY)
        undone = Reopening(
            id=new_id(),
            store=till.store,
            till=till.id,
            z=z.id,
            number=z.number,
            at=now,
            reason=reason.strip()[:LONGEST],
            person=by.person.id,
            name=by.person.name[:LONGEST],
            approver=approval.by.id if approval else "",
            approver_name=approval.by.name[:LONGEST] if approval else "",
        )
        closes.add_reopenings(connection, [undone])
        outbox.add(connection, [facts.make(connection, REOPENING, undone.id, undone, now)], now)
        auditing.record(connection, till, by, Act.REOPEN_DAY, what=f"Z {number} {undone.reason}")
    return undone


def z(till: Till, number: int) -> tuple[Z, Reopening | None]:
    """Return a Z of this till and what reversed it, if anything did; raises Refusal."""
    with till.shop.database.reading() as connection:
        found = closes.numbered(connection, till.store, till.id, number)
        if found is None:
            raise Refusal("unknown_z", number=number)
        return found, closes.reversal_of(connection, till.store, found.id)


def print_again(till: Till, number: int, *, starts: bool = False, by: Actor = OWNER) -> Job:
    """Ask for one more copy of a Z; one that `starts` is being sent by whoever asks."""
    by.must_be_allowed(Demand(act=Act.REPRINT))
    with till.shop.database.writing() as connection:
        found = closes.numbered(connection, till.store, till.id, number)
        if found is None:
            raise Refusal("unknown_z", number=number)
        copy = jobs.copies(connection, SaleId(found.id), Kind.Z)
        job = replace(moving.slip(till, found.id, Kind.Z), copy=copy)
        job = replace(job, state=State.SENDING) if starts else job
        jobs.add(connection, [job])
        auditing.record(connection, till, by, Act.REPRINT, what=f"Z {number}")
    return job


def last_z(till: Till) -> Z | None:
    """Return the till's newest Z; None before the first."""
    with till.shop.database.reading() as connection:
        number = closes.next_number(connection, till.store, till.id) - 1
        return closes.numbered(connection, till.store, till.id, number)


def _must_be_explained(count: Count, ending: Ending, by: Actor) -> None:
    if abs(count.over.fen) <= ending.tolerance.fen:
        return
    over = count.over.grouped()
    if ending.why is None or (ending.why is Why.OTHER and not ending.note.strip()):
        raise Refusal("difference_unexplained", over=over, most=ending.tolerance.grouped())
    by.must_be_allowed(Demand(act=Act.ACCEPT_DIFFERENCE, amount=Money(abs(count.over.fen))))


def _end(
    connection: Connection, till: Till, shift: Shift, count: Count, ending: Ending, by: Actor
) -> ShiftClose:
    now = till.shop.clock()
    is_beyond = abs(count.over.fen) > ending.tolerance.fen
    approval = by.approval(Act.ACCEPT_DIFFERENCE) if is_beyond else None
    ended = ShiftClose(
        id=CloseId(new_id()),
        store=till.store,
        till=till.id,
        shift=shift.id,
        at=now,
        is_handover=ending.is_handover,
        count=count.id,
        counted=count.total,
        expected=count.expected,
        kept=_kept(shift, count, ending),
        why=str(ending.why or ""),
        note=ending.note.strip()[:LONGEST],
        person=by.person.id,
        name=by.person.name[:LONGEST],
        approver=approval.by.id if approval else "",
        approver_name=approval.by.name[:LONGEST] if approval else "",
    )
    ended.must_be_sound()
    closes.add(connection, [ended])
    shifts.end(connection)
    outbox.add(connection, [facts.make(connection, CLOSE, ended.id, ended, now)], now)
    if is_beyond:
        what = f"{ended.why} {ended.note}".strip()
        auditing.record(connection, till, by, Act.ACCEPT_DIFFERENCE, what=what, amount=ended.over)
    papers = [Kind.SHIFT] if ending.is_handover else []
    papers += [Kind.DEPOSIT] if ended.deposit > NOTHING else []
    slips = [moving.slip(till, ended.id, kind, paper=ending.paper) for kind in papers]
    jobs.add(connection, slips)
    return ended


def _kept(shift: Shift, count: Count, ending: Ending) -> Money:
    if ending.kept is None:
        return count.total if ending.is_handover else min(shift.opening_float, count.total)
    if not NOTHING <= ending.kept <= count.total:
        raise Refusal("kept_is_odd", counted=count.total.grouped())
    return ending.kept


def _close_days(
    connection: Connection,
    till: Till,
    left: Left,
    known: Mapping[date, Figures],
    ended: ShiftClose,
    ending: Ending,
    by: Actor,
) -> tuple[Z, ...]:
    """Make a Z for each business date that has none yet: one, unless an earlier one was left."""
    loose = reviewing.loose_ends(connection)
    made = []
    for day in sorted({one.business_date for one in left.shifts}):
        chosen, sold = left.on(day)
        z = Z(
            id=ZId(new_id()),
            store=till.store,
            till=till.id,
            number=closes.next_number(connection, till.store, till.id),
            business_date=day,
            at=ended.at,
            shifts=tuple(one.id for one in chosen),
            figures=known.get(day) or figuring.of_sales(connection, till.store, chosen, sold),
            seal=seal_of(outbox.bodies(connection, [sale.id for sale in sold])),
            loose_ends=loose,
            person=by.person.id,
            name=by.person.name[:LONGEST],
        )
        z.must_be_sound()
        closes.add_zs(connection, [z])
        outbox.add(connection, [facts.make(connection, Z_KIND, z.id, z, ended.at)], ended.at)
        jobs.add(connection, [moving.slip(till, z.id, Kind.Z, paper=ending.paper)])
        made.append(z)
    return tuple(made)


def _must_be_last(connection: Connection, till: Till, number: int) -> Z:
    found = closes.numbered(connection, till.store, till.id, number)
    if found is None:
        raise Refusal("unknown_z", number=number)
    is_last = number == closes.next_number(connection, till.store, till.id) - 1
    if not is_last or closes.reversal_of(connection, till.store, found.id):
        raise Refusal("z_is_settled", number=number)
    return found
