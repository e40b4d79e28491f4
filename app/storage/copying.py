"""Taking tables over from another till's file, as they stand there at one moment."""

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import MetaData, select

from app.storage.database import Database
from app.storage.metadata import metadata


def take_over(database: Database, source: Path, names: Collection[str]) -> None:
    """Replace what is in these tables by what the database file `source` has in them.

    All or nothing; both files must be of the same revision. Raises Trouble.
    """
    tables = [table for table in metadata.sorted_tables if table.name in names]
    assert len(tables) == len(names), "a table of another name"
    theirs = MetaData(schema="source")
    with database.migrating() as connection:  # foreign keys are checked once all is there
        connection.exec_driver_sql("ATTACH DATABASE ? AS source", (str(source),))
        for table in reversed(tables):
            connection.execute(table.delete())
        for table in tables:
            rows = select(table.to_metadata(theirs))
            connection.execute(table.insert().from_select(table.columns.keys(), rows))
