"""What was done, or is to be done, to make a lost order good: one row for each step, ever.

The id says what it is about, so that a step asked for twice is one row and is done once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, Index, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.ids import SaleId, StoreId
from app.payments.attempt import OrderNo
from app.storage import rows
from app.storage.columns import Text, UtcMs, table

it = table(
    "compensation",
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("store", Text, nullable=False),
    Column("sale", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("made_at_ms", UtcMs, nullable=False),
    Column("done_at_ms", UtcMs),
)
Index("ix_compensation_sale", it.c.store, it.c.sale)


class Kind(StrEnum):
    """The steps of the ladder, in its order."""

    QUERY = "query"
    BIND = "bind"  # a late success, to the sale that is still open
    GIVE_BACK = "give_back"
    PAY_LINK = "pay_link"  # with a new number, after the old one is proven dead
    COUPON = "coupon"  # owed to the customer, once per sale
    ESCALATE = "escalate"


class Stage(StrEnum):
    """Where a step is."""

    WANTED = "wanted"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One step; `number` is the attempt that it is about, `body` what it needs to be done again."""

    id: str
    kind: Kind
    store: StoreId
    sale: SaleId
    number: OrderNo
    made_at: datetime
    stage: Stage = Stage.WANTED
    body: str = ""
    done_at: datetime | None = None


def add(connection: Connection, command: Command) -> bool:
    """Write a step down; return whether it is new."""
    return bool(rows.add_new(connection, it, [_row(command)]))


def done(connection: Connection, command_id: str, at: datetime) -> None:
    """Mark a step as done; doing so again changes nothing."""
    wanted = it.c.id == command_id, it.c.stage == str(Stage.WANTED)
    values = {"stage": str(Stage.DONE), "done_at_ms": clock.to_ms(at)}
    connection.execute(it.update().where(*wanted).values(values))


def find(connection: Connection, command_id: str) -> Command | None:
    """Return a step; None when nobody asked for it."""
    row = connection.execute(select(it).where(it.c.id == command_id)).one_or_none()
    return None if row is None else _command(row)


def of_sale(connection: Connection, store: StoreId, sale: SaleId) -> Sequence[Command]:
    """Return the steps taken for a sale, in order."""
    found = select(it).where(it.c.store == store, it.c.sale == sale)
    return [_command(row) for row in connection.execute(found.order_by(it.c.made_at_ms, it.c.id))]


def wanted(connection: Connection, kind: Kind) -> Sequence[Command]:
    """Return the steps of a kind that are not done, the oldest first."""
    found = select(it).where(it.c.kind == str(kind), it.c.stage == str(Stage.WANTED))
    return [_command(row) for row in connection.execute(found.order_by(it.c.made_at_ms, it.c.id))]


def _row(one: Command) -> rows.Row:
    return {
        "id": one.id,
        "kind": str(one.kind),
        "store": one.store,
        "sale": one.sale,
        "number": one.number,
        "stage": str(one.stage),
        "body": one.body,
        "made_at_ms": clock.to_ms(one.made_at),
        "done_at_ms": None if one.done_at is None else clock.to_ms(one.done_at),
    }


def _command(row: DbRow[tuple[object, ...]]) -> Command:
    return Command(
        id=row.id,
        kind=Kind(row.kind),
        store=StoreId(row.store),
        sale=SaleId(row.sale),
        number=OrderNo(row.number),
        made_at=clock.from_ms(row.made_at_ms),
        stage=Stage(row.stage),
        body=row.body,
        done_at=None if row.done_at_ms is None else clock.from_ms(row.done_at_ms),
    )
