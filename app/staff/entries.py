"""The audit log: written once, read by whoever must know what happened."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import EntryId, PersonId, StoreId, TillId
from app.base.money import Money
from app.staff import tables
from app.staff.entry import Entry
from app.staff.person import Act
from app.storage import rows


def add(connection: Connection, entries: Sequence[Entry]) -> None:
    """Write entries; raises IntegrityError when one is already here."""
    rows.insert(connection, tables.entry, [_row(entry) for entry in entries])


def find(connection: Connection, store: StoreId, entry: EntryId) -> Entry | None:
    """Read one entry back exactly as it was written; None when it is not here."""
    it = tables.entry
    wanted = select(it).where(it.c.store == store, it.c.id == entry)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _entry(row)


def newest(connection: Connection, limit: int = 100) -> list[Entry]:
    """Return what was done last, the newest first; what was made unreadable is left out."""
    it = tables.entry
    known = [str(act) for act in Act]
    found = (
        select(it)
        .where(it.c.act.in_(known))
        .order_by(it.c.at_ms.desc(), it.c.id.desc())
        .limit(limit)
    )
    return [_entry(row) for row in connection.execute(found)]


def of_sale(connection: Connection, sale: str) -> list[Entry]:
    """Return what was done to one sale, in order."""
    it = tables.entry
    found = select(it).where(it.c.sale == sale).order_by(it.c.at_ms, it.c.id)
    return [_entry(row) for row in connection.execute(found)]


def ids(connection: Connection, store: StoreId, till: TillId) -> list[EntryId]:
    """Name every entry of a till, in the order in which they were made."""
    it = tables.entry
    wanted = select(it.c.id).where(it.c.store == store, it.c.till == till).order_by(it.c.id)
    return [EntryId(one) for one in connection.scalars(wanted)]


def count(connection: Connection) -> int:
    """Count the entries kept here."""
    return connection.scalar(select(func.count()).select_from(tables.entry)) or 0


def _row(entry: Entry) -> rows.Row:
    return {
        "store": entry.store,
        "id": entry.id,
        "till": entry.till,
        "at_ms": clock.to_ms(entry.at),
        "act": str(entry.act),
        "person": entry.person,
        "name": entry.name,
        "approver": entry.approver,
        "approver_name": entry.approver_name,
        "reason": entry.reason,
        "sale": entry.sale,
        "what": entry.what,
        "amount_fen": entry.amount.fen,
    }


def _entry(row: DbRow[tuple[object, ...]]) -> Entry:
    return Entry(
        id=EntryId(row.id),
        store=StoreId(row.store),
        till=TillId(row.till),
        at=clock.from_ms(row.at_ms),
        act=Act(row.act),
        person=PersonId(row.person),
        name=row.name,
        approver=row.approver,
        approver_name=row.approver_name,
        reason=row.reason,
        sale=row.sale,
        what=row.what,
        amount=Money(row.amount_fen),
    )
