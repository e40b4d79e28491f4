"""A server's database as one file: every table as PostgreSQL's COPY writes it, of one moment.

It needs no program of the server's version, which `pg_dump` does. The file is a ZIP with a member
per table and a manifest that says what must be in each; a manifest is written last, so that half a
file is none. Source of the text format: PostgreSQL documentation, "COPY", File Formats.
"""

import contextlib
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, column, inspect, select, text
from sqlalchemy.exc import DBAPIError

from app.base.errors import Refusal, Trouble
from app.storage import migrate
from app.storage.database import Database

MANIFEST = "manifest.json"
VERSIONS = "alembic_version"
versions = text(VERSIONS)
FORMAT = 1
PIECE = 1 << 20  # bytes in memory at a time
DAMAGES = (  # what a ZIP that was cut or altered leads to
    OSError, EOFError, KeyError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table of a dump; its name, columns, how many rows, and the SHA-256 of its text."""

    table: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a dump holds, in the order in which it can be read in."""

    format: int
    revision: str
    parts: tuple[Part, ...]


def write(database: Database, target: Path) -> Manifest:
    """Write everything as it is at one moment, while others go on; read it back before it counts.

    Raises OSError, or Trouble when the server is away.
    """
    half = target.with_suffix(".half")
    try:
        with (
            database.reading() as connection,
            zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
        ):
            revision = connection.scalar(select(column("version_num")).select_from(versions))
            parts = [_write(connection, file, *it) for it in _tables(connection)]
            made = Manifest(format=FORMAT, revision=str(revision), parts=tuple(parts))
            file.writestr(MANIFEST, msgspec.json.encode(made))
        check(half)
        half.replace(target)
    finally:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
    return made


def check(source: Path) -> Manifest:
    """Read all of a dump and compare it with its manifest; raises Refusal."""
    try:
        with zipfile.ZipFile(source) as file:
            made = msgspec.json.decode(file.read(MANIFEST), type=Manifest)
            if made.format != FORMAT:
                raise Refusal("bad_backup_file", file=source, why=f"format {made.format}")
            for part in made.parts:
                if _told(_pieces(file, part)) != (part.rows, part.sha256):
                    raise Refusal("bad_backup_file", file=source, why=f"{part.table} was altered")
    except DAMAGES as error:
        raise Refusal("bad_backup_file", file=source, why=error) from error
    if made.revision not in migrate.known():
        raise Refusal("database_newer", stored=made.revision, known=migrate.newest())
    return made


def read_in(connection: Connection, source: Path) -> None:
    """Put a dump in the place of all that is here, in a transaction of `Database.migrating`.

    The schema becomes that of the dump and is brought up to date then. Raises Refusal for what is
    no dump, or when this database belongs to somebody else.
    """
    made = check(source)
    _drop_ours(connection)
    migrate.run_in(connection, made.revision)
    with zipfile.ZipFile(source) as file:
        for part in made.parts:
            _read(connection, file, part)
    migrate.run_in(connection)


def _tables(connection: Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name tables and their columns, those that others point to first."""
    looking = inspect(connection)
    for name, _ in looking.get_sorted_table_and_fkc_names():
        if name is not None and name != VERSIONS:
            yield name, tuple(str(it["name"]) for it in looking.get_columns(name))


def _write(
    connection: Connection, file: zipfile.ZipFile, table: str, columns: tuple[str, ...]
) -> Part:
    driver: Any = connection.connection
    sum_, rows = hashlib.sha256(), 0
    with (
        file.open(table, "w", force_zip64=True) as out,
        driver.cursor() as cursor,
        cursor.copy(f"COPY {_quoted(table, columns)} TO STDOUT") as copy,
    ):
        for block in copy:
            out.write(block)
            sum_.update(block)
            rows += bytes(block).count(b"\n")
    return Part(table=table, columns=columns, rows=rows, sha256=sum_.hexdigest())


def _read(connection: Connection, file: zipfile.ZipFile, part: Part) -> None:
    driver: Any = connection.connection
    failures = connection.dialect.dbapi.Error  # type: ignore[union-attr]
    sql = f"COPY {_quoted(part.table, part.columns)} FROM STDIN"
    try:
        with driver.cursor() as cursor:
            with cursor.copy(sql) as copy:
                for piece in _pieces(file, part):
                    copy.write(piece)
            arrived = cursor.rowcount
    except failures as error:
        raise DBAPIError.instance(sql, None, error, failures) from error
    if arrived != part.rows:
        raise Trouble("database_trouble", why=f"{part.table}: {arrived} of {part.rows} rows")


def _drop_ours(connection: Connection) -> None:
    names = [str(name) for name, _ in inspect(connection).get_sorted_table_and_fkc_names() if name]
    if names and VERSIONS not in names:
        raise Refusal("database_of_others", tables=", ".join(sorted(names)[:5]))
    for name in reversed(names):
        connection.exec_driver_sql(f'DROP TABLE "{name}" CASCADE')


def _pieces(file: zipfile.ZipFile, part: Part) -> Iterator[bytes]:
    with file.open(part.table) as member:
        while piece := member.read(PIECE):
            yield piece


def _told(pieces: Iterator[bytes]) -> tuple[int, str]:
    sum_, rows = hashlib.sha256(), 0
    for piece in pieces:
        sum_.update(piece)
        rows += piece.count(b"\n")
    return rows, sum_.hexdigest()


def _quoted(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f'"{table}" ({names})'
