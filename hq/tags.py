"""Words that stores are tagged with, so that something is published to some of them at once."""

from collections.abc import Collection, Mapping

from sqlalchemy import Column, Connection, delete, select

from app.base.errors import Refusal
from app.base.ids import StoreId
from app.storage import rows
from app.storage.columns import Text, table

LONGEST = 40

store_tag = table(
    "store_tag",
    Column("store", Text, primary_key=True),
    Column("tag", Text, primary_key=True),
)


def put(connection: Connection, store: StoreId, tags: Collection[str]) -> None:
    """Tag a store with these and no others; raises Refusal for an odd word."""
    for tag in tags:
        if not 0 < len(tag) <= LONGEST or not tag.isprintable() or set(tag) & set(" /:,"):
            raise Refusal("tag_is_odd", tag=tag, most=LONGEST)
    connection.execute(delete(store_tag).where(store_tag.c.store == store))
    rows.insert(connection, store_tag, [{"store": store, "tag": tag} for tag in sorted(set(tags))])


def everywhere(connection: Connection) -> Mapping[StoreId, tuple[str, ...]]:
    """Return the tags of every store that has any."""
    found: dict[StoreId, tuple[str, ...]] = {}
    for row in connection.execute(select(store_tag).order_by(store_tag.c.store, store_tag.c.tag)):
        found[StoreId(row.store)] = (*found.get(StoreId(row.store), ()), row.tag)
    return found
