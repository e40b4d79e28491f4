"""The journal of payments in SQL: attempts moved only by `attempt.move`, events only ever added.

Call these on `Database.writing`: it waits for the disk, so that what is written here is there
before the first byte leaves and after a power cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import SaleId, StoreId, TillId
from app.base.money import Money
from app.payments.attempt import Attempt, Event, OrderNo, State, event_of
from app.payments.exchange import Back, Instalments, Mode, Outcome, Undone, cut
from app.payments.tables import open_attempts, payment_event, payment_nonce
from app.payments.tables import payment_attempt as it
from app.storage import rows

CREATED, NOTED = "created", "noted"  # rows that move nothing
MOST_REFERENCE, MOST_REASON = 128, 500  # bytes of what a provider may tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """What was asked and answered, as `redacting` writes it."""

    asked: str = ""
    answered: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of an attempt's history; `state` is what it was afterwards."""

    place: int
    at: datetime
    event: str
    state: State
    exchanged: Exchanged


NOTHING = Exchanged()
_this_one = it.c.number == bindparam("of_number")
_find = rows.Prepared(select(it).where(_this_one))
_of_sale = rows.Prepared(
    select(it)
    .where(it.c.store == bindparam("of_store"), it.c.sale == bindparam("of_sale"))
    .order_by(it.c.number)
)
_hold = rows.Prepared(select(it).where(_this_one).with_for_update())
_change = rows.Prepared(
    it.update()
    .where(_this_one)
    .values({column.name: bindparam(f"to_{column.name}") for column in it.c})
)
_last = rows.Prepared(
    select(func.max(payment_event.c.place)).where(payment_event.c.number == bindparam("of_number"))
)


def add(connection: Connection, attempts: Sequence[Attempt]) -> None:
    """Write new attempts down, before anything is sent; raises rows.Clash for a known number."""
    rows.insert(connection, it, [_row(one) for one in attempts])
    for one in attempts:
        _tell(connection, one, CREATED, one.made_at, NOTHING)


def happen(
    connection: Connection,
    number: OrderNo,
    event: Event,
    at: datetime,
    exchanged: Exchanged = NOTHING,
) -> Attempt:
    """Move an attempt and return it; raises ValueError for a move that must not happen."""
    return moved(connection, hold(connection, number), event, at, exchanged)


def moved(
    connection: Connection,
    held: Attempt,
    event: Event,
    at: datetime,
    exchanged: Exchanged = NOTHING,
) -> Attempt:
    """Move an attempt that is held already."""
    return _changed(connection, held.happened(event, at), event, at, exchanged)


def answer(
    connection: Connection,
    number: OrderNo,
    outcome: Outcome,
    at: datetime,
    exchanged: Exchanged = NOTHING,
) -> Attempt:
    """Move an attempt by what its provider says and keep what was learned.

    A terminal state stays: then the answer is only noted, and `attempt.contradicts` tells whether
    it disputes it.
    """
    return answered(connection, hold(connection, number), outcome, at, exchanged)


def answered(
    connection: Connection,
    old: Attempt,
    outcome: Outcome,
    at: datetime,
    exchanged: Exchanged = NOTHING,
) -> Attempt:
    """Move an attempt that is held already by what its provider says."""
    told = replace(exchanged, reason=exchanged.reason or outcome.reason)
    if old.is_final:
        _tell(connection, old, NOTED, at, told)
        return old
    event = event_of(old, outcome)
    return _changed(connection, old.happened(event, at).learned(outcome), event, at, told)


def answer_back(
    connection: Connection,
    number: OrderNo,
    undone: Undone,
    at: datetime,
    exchanged: Exchanged = NOTHING,
) -> Attempt:
    """Note what a provider says to a reversal; acknowledged, a query must still prove it."""
    old = hold(connection, number)
    new = replace(old, was_undone=old.was_undone or undone.back is Back.DONE)
    told = replace(exchanged, reason=exchanged.reason or f"{undone.back} {undone.reason}".strip())
    return _changed(connection, new, NOTED, at, told)


def note(connection: Connection, number: OrderNo, at: datetime, exchanged: Exchanged) -> None:
    """Keep what was said of an attempt without moving it."""
    _tell(connection, hold(connection, number), NOTED, at, exchanged)


def find(connection: Connection, number: OrderNo) -> Attempt | None:
    """Return an attempt; None for a number that is not ours."""
    row = _find.read(connection, of_number=number).one_or_none()
    return None if row is None else _attempt(row)


def by_reference(connection: Connection, reference: str) -> list[Attempt]:
    """Return what a provider knows by this number of its own."""
    found = select(it).where(it.c.reference == reference).order_by(it.c.number)
    return [_attempt(row) for row in connection.execute(found)] if reference else []


def of_sale(connection: Connection, store: StoreId, sale: SaleId) -> list[Attempt]:
    """Return every attempt for a sale, the first one first."""
    return [_attempt(row) for row in _of_sale.read(connection, of_store=store, of_sale=sale)]


def still_open(connection: Connection) -> list[Attempt]:
    """Return what is not final yet, the oldest first: what sweeps and a restart must ask about."""
    found = select(it).where(open_attempts).order_by(it.c.made_at_ms, it.c.number)
    return [_attempt(row) for row in connection.execute(found)]


def history(connection: Connection, number: OrderNo) -> list[Happening]:
    """Return all that happened to an attempt, in order."""
    found = select(payment_event).where(payment_event.c.number == number)
    return [_happening(row) for row in connection.execute(found.order_by(payment_event.c.place))]


def hear_once(connection: Connection, channel: str, nonce: str, at: datetime) -> bool:
    """Say whether a callback is new, and remember it; in the transaction of what it causes."""
    row = {"channel": channel, "nonce": nonce, "at_ms": clock.to_ms(at)}
    insert = rows.insert_for(connection.dialect.name, payment_nonce).values(row)
    new = insert.on_conflict_do_nothing().returning(payment_nonce.c.nonce)
    return connection.scalar(new) is not None


def forget_heard(connection: Connection, before: datetime) -> None:
    """Forget callbacks that no provider sends again."""
    old = payment_nonce.c.at_ms < clock.to_ms(before)
    connection.execute(payment_nonce.delete().where(old))


def hold(connection: Connection, number: OrderNo) -> Attempt:
    """Return an attempt that nobody else can move until this transaction ends."""
    return _attempt(_hold.read(connection, of_number=number).one())


def _changed(
    connection: Connection, new: Attempt, event: str, at: datetime, exchanged: Exchanged
) -> Attempt:
    row = {f"to_{name}": value for name, value in _row(new).items()}
    _change.write(connection, {"of_number": new.number, **row})
    _tell(connection, new, event, at, exchanged)
    return new


def _tell(
    connection: Connection, one: Attempt, event: str, at: datetime, exchanged: Exchanged
) -> None:
    last = _last.one(connection, of_number=one.number)
    row = {
        "number": one.number,
        "place": ((last and last[0]) or 0) + 1,
        "at_ms": clock.to_ms(at),
        "event": str(event),
        "state": str(one.state),
        "asked": exchanged.asked,
        "answered": exchanged.answered,
        "reason": cut(exchanged.reason, MOST_REASON),
    }
    rows.insert(connection, payment_event, [row])


def _happening(row: DbRow[tuple[object, ...]]) -> Happening:
    return Happening(
        place=row.place,
        at=clock.from_ms(row.at_ms),
        event=row.event,
        state=State(row.state),
        exchanged=Exchanged(asked=row.asked, answered=row.answered, reason=row.reason),
    )


def _attempt(row: DbRow[tuple[object, ...]]) -> Attempt:
    return Attempt(
        number=OrderNo(row.number),
        store=StoreId(row.store),
        till=TillId(row.till),
        sale=SaleId(row.sale),
        channel=row.channel,
        wallet=row.wallet,
        mode=Mode(row.mode),
        amount=Money(row.amount_fen),
        made_at=clock.from_ms(row.made_at_ms),
        state=State(row.state),
        sent_at=_moment(row.sent_at_ms),
        given_up_at=_moment(row.given_up_at_ms),
        reference=row.reference,
        paid=None if row.paid_fen is None else Money(row.paid_fen),
        payer=row.payer,
        reason=row.reason,
        instalments=_instalments(row),
        was_undone=bool(row.was_undone),
        is_trusted=bool(row.is_trusted),
    )


def _instalments(row: DbRow[tuple[object, ...]]) -> Instalments | None:
    if not row.months:
        return None
    return Instalments(
        months=row.months, merchant_bears=bool(row.merchant_bears), fee=Money(row.fee_fen)
    )


def _row(one: Attempt) -> rows.Row:
    parts = one.instalments
    return {
        "number": one.number,
        "store": one.store,
        "till": one.till,
        "sale": one.sale,
        "channel": one.channel,
        "wallet": one.wallet,
        "mode": str(one.mode),
        "amount_fen": one.amount.fen,
        "state": str(one.state),
        "made_at_ms": clock.to_ms(one.made_at),
        "sent_at_ms": _ms(one.sent_at),
        "given_up_at_ms": _ms(one.given_up_at),
        "was_undone": int(one.was_undone),
        "reference": cut(one.reference, MOST_REFERENCE),
        "paid_fen": None if one.paid is None else one.paid.fen,
        "payer": cut(one.payer, MOST_REFERENCE),
        "reason": cut(one.reason, MOST_REASON),
        "months": parts.months if parts else 0,
        "merchant_bears": int(parts.merchant_bears) if parts else 0,
        "fee_fen": parts.fee.fen if parts else 0,
        "is_trusted": int(one.is_trusted),
    }


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else clock.from_ms(ms)


def _ms(at: datetime | None) -> int | None:
    return None if at is None else clock.to_ms(at)
