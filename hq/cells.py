"""Cells: databases of their own for some of the stores each, found by a small table.

The table is in a control database. A store is in one cell; while it moves its tills, which sell on
without head office, are asked to come later.
"""

from dataclasses import dataclass

from sqlalchemy import Column, Connection, select

from app.base.errors import Refusal
from app.base.ids import StoreId
from app.storage import rows
from app.storage.columns import Text, table

cell = table(
    "cell",
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
)
cell_store = table(
    "cell_store",
    Column("id", Text, primary_key=True),  # the store
    Column("cell", Text, nullable=False),
    Column("moving_to", Text, nullable=False),  # "" while it stands still
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a store is, and where it is moving."""

    store: StoreId
    cell: str
    moving_to: str = ""

    @property
    def is_moving(self) -> bool:
        """Whether nobody may write for this store now."""
        return bool(self.moving_to)


def add(connection: Connection, name: str, url: str) -> None:
    """Make a cell known; raises Refusal for one that is known at another address."""
    known = all_cells(connection).get(name)
    if known is not None and known != url:
        raise Refusal("cell_exists", cell=name)
    rows.put(connection, cell, [{"id": name, "url": url}])


def all_cells(connection: Connection) -> dict[str, str]:
    """Return the address of every cell by its name."""
    found = connection.execute(select(cell).order_by(cell.c.id))
    return {row.id: row.url for row in found}


def url_of(connection: Connection, name: str) -> str:
    """Return the address of a cell; raises Refusal when there is none of this name."""
    url = all_cells(connection).get(name)
    if url is None:
        raise Refusal("cell_unknown", cell=name)
    return url


def routes(connection: Connection) -> dict[StoreId, Route]:
    """Return where every store is."""
    found = connection.execute(select(cell_store).order_by(cell_store.c.id))
    return {StoreId(row.id): _route(row.id, row.cell, row.moving_to) for row in found}


def route_of(connection: Connection, store: StoreId) -> Route:
    """Return where a store is; raises Refusal when it is nowhere."""
    wanted = select(cell_store).where(cell_store.c.id == store).with_for_update()
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise Refusal("store_unrouted", store=store)
    return _route(row.id, row.cell, row.moving_to)


def put(connection: Connection, route: Route) -> None:
    """Say where a store is from now on."""
    url_of(connection, route.moving_to or route.cell)
    row = {"id": route.store, "cell": route.cell, "moving_to": route.moving_to}
    rows.put(connection, cell_store, [row])


def _route(store: str, name: str, moving_to: str) -> Route:
    return Route(store=StoreId(store), cell=name, moving_to=moving_to)
