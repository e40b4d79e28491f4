"""The table of print jobs."""

from sqlalchemy import Column, Index, UniqueConstraint

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
    UniqueConstraint("store", "sale", "copy"),
)
open_jobs = print_job.c.state.in_([str(State.QUEUED), str(State.SENDING), str(State.UNKNOWN)])
Index(
    "ix_print_job_open",
    print_job.c.made_at_ms,
    sqlite_where=open_jobs,
)
