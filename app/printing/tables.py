"""The table of print jobs."""

from sqlalchemy import Column, ColumnElement, Index, UniqueConstraint, literal_column

from app.printing.job import State
from app.storage.columns import Flag, Text, UtcMs, Whole, table

print_job = table(
    "print_job",
    Column("id", Text, primary_key=True),
    Column("store", Text, nullable=False),
    Column("sale", Text, nullable=False),
    Column("copy", Whole, nullable=False),
    Column("state", Text, nullable=False),
    Column("opens_drawer", Flag, nullable=False),
    Column("attempts", Whole, nullable=False),
    Column("error", Text, nullable=False),
    Column("made_at_ms", UtcMs, nullable=False),
    Column("changed_at_ms", UtcMs, nullable=False),
    Column("kind", Text, nullable=False, server_default="receipt"),
    Column("printer", Text, nullable=False, server_default=""),
    Column("earlier", Whole, nullable=False, server_default="0"),
    UniqueConstraint("store", "sale", "kind", "copy"),
)
# Written out, not as parameters: only so does SQLite know that the index below is enough.
_OPEN: list[ColumnElement[str]] = [
    literal_column(f"'{it}'") for it in (State.QUEUED, State.SENDING, State.UNKNOWN)
]
open_jobs = print_job.c.state.in_(_OPEN)
Index(
    "ix_print_job_open",
    print_job.c.made_at_ms,
    sqlite_where=open_jobs,
)
late_jobs = print_job.c.state == literal_column("'expired'")
Index("ix_print_job_late", print_job.c.made_at_ms, sqlite_where=late_jobs)
Index("ix_print_job_sale", print_job.c.sale)
