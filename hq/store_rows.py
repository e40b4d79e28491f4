"""Every row that belongs to one store: how many, what they say, taking them over, letting go.

What is not listed as moving stays where it is: what belongs to head office (people, jobs, acts,
secrets), what is published to everybody, and what only tills fill.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select

from app.assurance.commands import it as compensation
from app.base.ids import StoreId
from app.closing.tables import cash_count, shift_close, z_reopening, z_report, z_shift
from app.payments import decisions, refunds
from app.payments.tables import open_attempts, payment_attempt, payment_event
from app.selling.tables import sale, sale_line, sale_return, sale_tender
from app.shifts.tables import cash_move, shift
from app.staff.tables import entry
from app.storage import rows
from hq import feeds, payment_keys
from hq.acks import feed_ack
from hq.claims import claim
from hq.epochs import till_epoch
from hq.feeds import Entry, feed_entry
from hq.ledger import ledger
from hq.quarantine import quarantine
from hq.tags import store_tag
from hq.tills import till_key

AT_ONCE = 1000
PUBLISHED = (feed_entry.c.feed, feed_entry.c.scope, feed_entry.c.id, feed_entry.c.body)

Mine = Callable[[StoreId], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows, and what they say, in whatever order they come."""

    rows: int
    words: int


def _by_store(table: Table) -> Mine:
    def mine(store: StoreId) -> ColumnElement[bool]:
        return table.c.store == store

    return mine


def _by_attempt(column: ColumnElement[str]) -> Mine:
    def mine(store: StoreId) -> ColumnElement[bool]:
        numbers = select(payment_attempt.c.number).where(payment_attempt.c.store == store)
        return column.in_(numbers)

    return mine


MOVING: tuple[tuple[Table, Mine], ...] = (  # those that others point to first
    *(
        (it, _by_store(it))
        for it in (
            sale, sale_line, sale_tender, sale_return, entry, ledger, quarantine, till_key,
            till_epoch, claim, payment_attempt, compensation, feed_ack, store_tag,
            shift, cash_move, cash_count, shift_close, z_report, z_shift, z_reopening,
        )
    ),
    (payment_event, _by_attempt(payment_event.c.number)),
    (refunds.it, _by_attempt(refunds.it.c.order_number)),
    (decisions.it, _by_attempt(decisions.it.c.number)),
    (payment_keys.it, _by_attempt(payment_keys.it.c.number)),
)  # fmt: skip


def sums(connection: Connection, store: StoreId) -> dict[str, Sum]:
    """Say of every table what it holds of a store."""
    found = {it.name: _sum(_rows(connection, it, mine(store))) for it, mine in MOVING}
    published = connection.execute(select(*PUBLISHED).where(_in_scope(store)))
    return found | {feed_entry.name: _sum(tuple(row) for row in published)}


def count(connection: Connection, store: StoreId) -> int:
    """Count the facts and keys that a database holds of a store."""
    counted = (
        select(func.count()).select_from(it).where(it.c.store == store) for it in (ledger, till_key)
    )
    return sum(connection.scalar(one) or 0 for one in counted)


def facts_of(connection: Connection, store: StoreId) -> set[str]:
    """Name every fact that a database holds of a store."""
    return set(connection.scalars(select(ledger.c.id).where(ledger.c.store == store)))


def has_open_payments(connection: Connection, store: StoreId) -> bool:
    """Say whether somebody still asks a provider about a payment of this store."""
    wanted = select(payment_attempt.c.number).where(payment_attempt.c.store == store, open_attempts)
    return connection.execute(wanted.limit(1)).one_or_none() is not None


def take_over(source: Connection, target: Connection, store: StoreId, at: datetime) -> None:
    """Write all that belongs to a store into another database, in one transaction there."""
    for table, mine in MOVING:
        names = table.columns.keys()
        found = (dict(zip(names, row, strict=True)) for row in _rows(source, table, mine(store)))
        for some in _some(found):
            rows.insert(target, table, some)
    _publish(source, target, store, at)


def let_go(connection: Connection, store: StoreId) -> None:
    """Remove all that belongs to a store, because it is elsewhere."""
    connection.execute(delete(feed_entry).where(_in_scope(store)))
    for table, mine in reversed(MOVING):
        connection.execute(delete(table).where(mine(store)))


def published_to_all(connection: Connection) -> Sum:
    """Say what every till may see."""
    everyone = feed_entry.c.scope == feeds.EVERYONE
    alive = feed_entry.c.body.is_not(None)
    return _sum(tuple(row) for row in connection.execute(select(*PUBLISHED).where(everyone, alive)))


def _publish(source: Connection, target: Connection, store: StoreId, at: datetime) -> None:
    found = source.execute(select(*PUBLISHED).where(_in_scope(store))).all()
    for feed in sorted({row.feed for row in found}):
        entries = [
            Entry(id=row.id, scope=row.scope, body=None if row.body is None else row.body.encode())
            for row in found
            if row.feed == feed
        ]
        feeds.put(target, feed, entries, feeds.next_version(target, feed), at)


def _rows(
    connection: Connection, table: Table, mine: ColumnElement[bool]
) -> Iterator[tuple[object, ...]]:
    wanted = select(table).where(mine).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(wanted):
        yield tuple(row)


def _some(found: Iterator[rows.Row]) -> Iterator[Sequence[rows.Row]]:
    batch: list[rows.Row] = []
    for row in found:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _sum(found: Iterator[tuple[object, ...]]) -> Sum:
    number, words = 0, 0
    for row in found:
        number += 1
        digest = hashlib.sha256(msgspec.json.encode(row)).digest()
        words = (words + int.from_bytes(digest)) % 2**256
    return Sum(number, words)


def _in_scope(store: StoreId) -> ColumnElement[bool]:
    scope = feed_entry.c.scope
    return or_(
        scope == f"store:{store}",
        func.substr(scope, 1, len(f"till:{store}/")) == f"till:{store}/",
    )
