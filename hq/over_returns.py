"""Goods that came back more often than they were sold: facts are kept, and a person is told.

Two tills that were both cut off from HQ may each take the same goods back. Neither fact is wrong
about what happened, so both stay in the books; what they say together is found here, whenever the
sale and its refunds have arrived, in whatever order.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.base.ids import SaleId, StoreId
from app.base.quantity import Quantity
from app.selling.tables import sale_line, sale_return


@dataclass(frozen=True, slots=True, kw_only=True)
class OverReturn:
    """A line of a sale of which more came back than was sold; `sold` is 0 for no such line."""

    store: StoreId
    sale: SaleId
    number: str
    line: int
    name: str
    sold: Quantity
    returned: Quantity


def find(connection: Connection, sales: Collection[str] | None = None) -> list[OverReturn]:
    """Return every such line, or those of these sales alone.

    A sale that HQ does not have (yet) counts as sold nothing: it may be quarantined, or unsent.
    """
    back, line = sale_return, sale_line
    returned = func.sum(back.c.quantity_thousandths)
    sold = func.coalesce(func.max(line.c.quantity_thousandths), 0)
    wanted = (
        select(
            back.c.store,
            back.c.sold_in,
            back.c.sold_line,
            func.max(back.c.sold_number).label("number"),
            func.max(back.c.name).label("name"),
            sold.label("sold"),
            returned.label("returned"),
        )
        .select_from(
            back.outerjoin(
                line,
                (line.c.store == back.c.store)
                & (line.c.sale == back.c.sold_in)
                & (line.c.position == back.c.sold_line),
            )
        )
        .where(back.c.sold_in != "")
        .group_by(back.c.store, back.c.sold_in, back.c.sold_line)
        .having(returned > sold)
        .order_by(back.c.store, back.c.sold_in, back.c.sold_line)
    )
    if sales is not None:
        wanted = wanted.where(back.c.sold_in.in_(sorted(sales)))
    return [
        OverReturn(
            store=StoreId(row.store),
            sale=SaleId(row.sold_in),
            number=row.number,
            line=row.sold_line,
            name=row.name,
            sold=Quantity(int(row.sold)),
            returned=Quantity(int(row.returned)),
        )
        for row in connection.execute(wanted)
    ]
