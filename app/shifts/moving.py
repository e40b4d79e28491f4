"""Putting cash into the drawer, paying out of it, dropping it into the safe: each with a slip."""

from app.base.errors import Refusal
from app.base.ids import JobId, MoveId, SaleId, new_id
from app.base.money import Money
from app.printing import jobs
from app.printing.job import Job, Kind, State
from app.shifts import shifts
from app.shifts.shift import LONGEST, Move, MoveKind
from app.staff import auditing
from app.staff.person import OWNER, Act, Actor, Demand
from app.storage import facts, outbox
from app.till import Till

KIND = "cash_move"
ACTS = {MoveKind.IN: Act.CASH_IN, MoveKind.OUT: Act.CASH_OUT, MoveKind.DROP: Act.SAFE_DROP}


def move(
    till: Till,
    kind: MoveKind,
    amount: Money,
    reason: str,
    *,
    paper: bool = True,
    by: Actor = OWNER,
) -> Move:
    """Move cash and print a slip of it; raises Refusal without a shift, an amount or a reason.

    Whether the drawer holds that much is not said here: nobody is to learn it before the count.
    """
    act = ACTS[kind]
    by.must_be_allowed(Demand(act=act, amount=amount))
    if amount <= Money(0):
        raise Refusal("no_cash_to_move")
    if not reason.strip():
        raise Refusal("reason_missing")
    now = till.shop.clock()
    with till.shop.database.writing() as connection:
        shift = shifts.now(connection)
        if shift is None:
            raise Refusal("no_shift_open")
        moved = Move(
            id=MoveId(new_id()),
            store=till.store,
            till=till.id,
            shift=shift.id,
            at=now,
            kind=kind,
            amount=amount,
            reason=reason.strip()[:LONGEST],
            person=by.person.id,
            name=by.person.name[:LONGEST],
        )
        moved.must_be_sound()
        shifts.add_moves(connection, [moved])
        outbox.add(connection, [facts.make(connection, KIND, moved.id, moved, now)], now)
        jobs.add(connection, [slip(till, moved.id, Kind.CASH_SLIP, paper=paper)])
        auditing.record(connection, till, by, act, what=moved.reason, amount=amount)
    return moved


def slip(till: Till, subject: str, kind: Kind, *, paper: bool = True) -> Job:
    """Ask for a paper about something that is no sale."""
    return Job(
        id=JobId(new_id()),
        store=till.store,
        sale=SaleId(subject),
        copy=0,
        state=State.QUEUED if paper else State.SKIPPED,
        made_at=till.shop.clock(),
        kind=kind,
    )
