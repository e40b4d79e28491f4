"""The cart as it stands, one row per line, so that a killed till reopens with it."""

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import SaleId
from app.base.money import Money, total
from app.selling import tables
from app.selling.cart import Cart, Line
from app.selling.held import Held
from app.selling.sales import (
    line_of,
    line_row,
    return_of,
    return_row,
    tender_of,
    tender_row,
)
from app.storage import rows

_forget_line = rows.Prepared(
    delete(tables.draft_line).where(
        tables.draft_line.c.draft == bindparam("of_draft"),
        tables.draft_line.c.position == bindparam("at_position"),
    )
)
_forget = rows.Prepared(delete(tables.draft).where(tables.draft.c.id == bindparam("of_draft")))


def put_line(connection: Connection, cart: Cart, line: Line) -> None:
    """Keep a new or changed line of the cart."""
    put_head(connection, cart)
    rows.put(connection, tables.draft_line, [_line_row(cart, line)])


def put_head(connection: Connection, cart: Cart) -> None:
    """Keep what holds for the whole cart."""
    rows.put(connection, tables.draft, [_head_row(cart)])


def put_returns(connection: Connection, cart: Cart) -> None:
    """Keep what is brought back, in place of what was before."""
    put_head(connection, cart)
    it = tables.draft_return
    connection.execute(delete(it).where(it.c.draft == cart.id))
    rows.insert(connection, it, [{"draft": cart.id, **return_row(one)} for one in cart.returns])


def put_tenders(connection: Connection, cart: Cart) -> None:
    """Keep what was taken already, in place of what was before."""
    put_head(connection, cart)
    it = tables.draft_tender
    connection.execute(delete(it).where(it.c.draft == cart.id))
    taken = enumerate(cart.tenders, start=1)
    rows.insert(connection, it, [{"draft": cart.id, **tender_row(one, at)} for at, one in taken])


def void_line(connection: Connection, cart: Cart, position: int) -> None:
    """Forget a line that was taken off."""
    _forget_line.write(connection, {"of_draft": cart.id, "at_position": position})


def forget(connection: Connection, cart: SaleId) -> None:
    """Forget the whole draft, its lines with it: it was completed or voided."""
    _forget.write(connection, {"of_draft": cart})


def newest(connection: Connection) -> Cart | None:
    """Read back the cart that was open last; None when none was."""
    draft = tables.draft
    found = select(draft).where(draft.c.held_at_ms.is_(None)).order_by(draft.c.opened_at_ms.desc())
    head = connection.execute(found.limit(1)).first()
    return None if head is None else _cart(connection, head)


def set_aside(connection: Connection, held: Held) -> None:
    """Put the open cart with this id aside."""
    kept = {
        "held_at_ms": clock.to_ms(held.held_at),
        "label": held.label,
        "cashier": held.cashier,
        "note": held.note,
    }
    connection.execute(tables.draft.update().where(tables.draft.c.id == held.id).values(kept))


def take_back(connection: Connection, wanted: SaleId) -> Cart | None:
    """Open a cart that was put aside; None when it is not there any more."""
    draft = tables.draft
    is_it = (draft.c.id == wanted) & draft.c.held_at_ms.is_not(None)
    head = connection.execute(select(draft).where(is_it)).one_or_none()
    if head is None:
        return None
    connection.execute(draft.update().where(is_it).values(held_at_ms=None, label="", note=""))
    return _cart(connection, head)


def all_held(connection: Connection) -> list[tuple[Held, Cart]]:
    """Return every cart that was put aside, the newest first."""
    draft = tables.draft
    latest = (draft.c.held_at_ms.desc(), draft.c.label.desc())
    found = select(draft).where(draft.c.held_at_ms.is_not(None)).order_by(*latest)
    return [
        (
            Held(
                id=SaleId(head.id),
                label=head.label,
                held_at=clock.from_ms(head.held_at_ms),
                cashier=head.cashier,
                note=head.note,
            ),
            _cart(connection, head),
        )
        for head in connection.execute(found).all()
    ]


def _cart(connection: Connection, head: DbRow[tuple[object, ...]]) -> Cart:
    line = tables.draft_line
    found = connection.execute(
        select(line).where(line.c.draft == head.id).order_by(line.c.position)
    )
    lines = tuple(line_of(row) for row in found)
    back, taken = tables.draft_return, tables.draft_tender
    returns = select(back).where(back.c.draft == head.id).order_by(back.c.position)
    tenders = select(taken).where(taken.c.draft == head.id).order_by(taken.c.position)
    return Cart(
        id=SaleId(head.id),
        opened_at=clock.from_ms(head.opened_at_ms),
        lines=lines,
        gross=total(line.gross for line in lines),
        subtotal=total(line.amount for line in lines),
        per_mille_off=head.per_mille_off,
        amount_off=Money(head.amount_off_fen),
        next_position=head.next_position,
        returns=tuple(return_of(row) for row in connection.execute(returns)),
        tenders=tuple(tender_of(row) for row in connection.execute(tenders)),
        age_confirmed=head.age_confirmed,
    )


def _head_row(cart: Cart) -> rows.Row:
    return {
        "id": cart.id,
        "opened_at_ms": clock.to_ms(cart.opened_at),
        "next_position": cart.next_position,
        "held_at_ms": None,
        "label": "",
        "cashier": "",
        "note": "",
        "per_mille_off": cart.per_mille_off,
        "amount_off_fen": cart.amount_off.fen,
        "age_confirmed": cart.age_confirmed,
    }


def _line_row(cart: Cart, line: Line) -> rows.Row:
    return {"draft": cart.id, **line_row(line)}
