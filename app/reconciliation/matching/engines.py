"""The engine that runs the passes: DuckDB in this process, within a memory limit, spilling to disk."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from app.base.errors import Trouble

MEMORY_MB = 1024
Row = tuple[Any, ...]


class Engine(Protocol):
    """What a definition in portable SQL runs on."""

    def make(self, table: str, select: str) -> None:
        """Make a table of what a SELECT in DuckDB's dialect gives, instead of an older one."""

    def rows(self, select: str) -> list[Row]:
        """Fetch what a SELECT in DuckDB's dialect gives."""

    def fill(self, table: str, columns: str, rows: Sequence[Row]) -> None:
        """Make a table of whole numbers from these rows; `columns` are names."""


class DuckDb:
    """A DuckDB file (or memory); raises Trouble when the disk or the memory gives out."""

    def __init__(self, path: Path | None, *, memory_mb: int = MEMORY_MB, threads: int = 0) -> None:
        import duckdb  # noqa: PLC0415 - 60 ms that a till's start need not spend

        self._error = duckdb.Error
        spill = path.with_suffix(".spill") if path is not None else None
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{memory_mb}MB",
            "preserve_insertion_order": False,
        }
        if threads:
            config["threads"] = threads
        if spill is not None:
            config["temp_directory"] = str(spill)
        try:
            self.connection = duckdb.connect(str(path) if path else ":memory:", config=config)
        except duckdb.Error as error:
            raise Trouble("matching_trouble", why=error) from error

    def make(self, table: str, select: str) -> None:
        """Make a table of what a SELECT gives."""
        self.do(f"CREATE OR REPLACE TABLE {table} AS {select}")

    def rows(self, select: str) -> list[Row]:
        """Fetch what a SELECT gives."""
        try:
            return self.connection.execute(select).fetchall()
        except self._error as error:
            raise Trouble("matching_trouble", why=error) from error

    def fill(self, table: str, columns: str, rows: Sequence[Row]) -> None:
        """Make a table of whole numbers."""
        names = [it.strip() for it in columns.split(",")]
        typed = ", ".join(f"{it} BIGINT" for it in names)
        self.do(f"CREATE OR REPLACE TABLE {table} ({typed})")
        for at in range(0, len(rows), 500):
            part = rows[at : at + 500]
            values = ", ".join("(" + ", ".join(str(int(it)) for it in row) + ")" for row in part)
            self.do(f"INSERT INTO {table} VALUES {values}")

    def do(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run one statement."""
        try:
            self.connection.execute(sql, list(parameters))
        except self._error as error:
            raise Trouble("matching_trouble", why=error) from error

    def has(self, table: str) -> bool:
        """Say whether a table is there."""
        sql = "SELECT count(*) FROM duckdb_tables() WHERE table_name = ?"
        found = self.connection.execute(sql, [table]).fetchone()
        return bool(found and found[0])

    def stop(self) -> None:
        """Break off the statement that runs, from another thread."""
        self.connection.interrupt()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
