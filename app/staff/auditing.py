"""Keeping on record what people do: part of the till's chain of facts, so nothing can go missing.

An entry is written in the transaction of the act itself: neither is ever without the other.
"""

from sqlalchemy import Connection

from app.base.ids import EntryId, new_id
from app.base.money import Money
from app.staff import entries
from app.staff.entry import LONGEST, Entry
from app.staff.person import Act, Actor
from app.storage import facts, outbox
from app.till import Till

KIND = "audit"
ZERO = Money(0)


def record(
    connection: Connection,
    till: Till,
    actor: Actor,
    act: Act,
    *,
    sale: str = "",
    what: str = "",
    amount: Money = ZERO,
) -> Entry:
    """Write down an act, with who approved it, and promise it to HQ; long texts are cut."""
    approval = actor.approval(act)
    approver = approval.by if approval else None
    now = till.shop.clock()
    entry = Entry(
        id=EntryId(new_id()),
        store=till.store,
        till=till.id,
        at=now,
        act=act,
        person=actor.person.id,
        name=actor.person.name[:LONGEST],
        approver=approver.id if approver else "",
        approver_name=approver.name[:LONGEST] if approver else "",
        reason=approval.reason[:LONGEST] if approval else "",
        sale=sale,
        what=what[:LONGEST],
        amount=amount,
    )
    entries.add(connection, [entry])
    outbox.add(connection, [facts.make(connection, KIND, entry.id, entry, now)], now)
    return entry
