"""What HQ alone knows: the secret that its tokens and codes hang on, and the name of its feeds."""

import secrets as random_words

from sqlalchemy import Column, Connection, select

from app.storage import rows
from app.storage.columns import Text, table

seal = table(
    "hq_seal",
    Column("id", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
SECRET, FEEDS = "secret", "feeds"


def read(connection: Connection, name: str) -> str:
    """Return a secret of this HQ, made when it is first asked for (in a writing transaction)."""
    wanted = select(seal.c.value).where(seal.c.id == name)
    known = connection.scalar(wanted)
    if known is None:
        rows.add_new(connection, seal, [{"id": name, "value": random_words.token_hex(32)}])
        known = connection.scalar(wanted)
    assert known is not None
    return str(known)


def renew(connection: Connection, name: str) -> str:
    """Make another one: what hung on the old is worth nothing any more."""
    rows.put(connection, seal, [{"id": name, "value": random_words.token_hex(32)}])
    return read(connection, name)
