"""The only column types there are, and `table`, which makes every table STRICT.

Whole numbers have 64 bits in both databases, and nothing is ever rounded. A column's
name ends in its unit (`price_fen`); modules with a plural name turn it into a value.
"""

from sqlalchemy import BigInteger, Integer, Table, Text
from sqlalchemy.schema import SchemaItem

from app.storage.metadata import metadata

__all__ = ["Fen", "Flag", "Text", "Thousandths", "UtcMs", "Whole", "table"]

Whole = BigInteger().with_variant(Integer(), "sqlite")  # positions, numbers
Fen = Whole  # money
Thousandths = Whole  # quantities
UtcMs = Whole  # moments: milliseconds since 1970 in UTC
Flag = Whole  # 0 or 1


def table(name: str, *parts: SchemaItem, clustered: bool = False) -> Table:
    """Add a table to our one set; SQLite refuses what does not fit its columns.

    A clustered table is kept in the order of its primary key, without a second tree: right for
    short rows whose key is written in order.
    """
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=not clustered)
