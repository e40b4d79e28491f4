"""The tables of reconciling: runs, cases under review, what people hold, what happened."""

from sqlalchemy import Column, ForeignKey, Index

from app.storage.columns import Fen, Text, UtcMs, Whole, table

run = table(
    "recon_run",
    Column("id", Text, primary_key=True),
    Column("first_day", Whole, nullable=False),  # as 20260131
    Column("last_day", Whole, nullable=False),
    Column("as_of", Whole, nullable=False),
    Column("state", Text, nullable=False),
    Column("began_at_ms", UtcMs, nullable=False),
    Column("ended_at_ms", UtcMs),
    Column("figures", Text, nullable=False),  # JSON
)
case = table(
    "recon_case",
    Column("id", Text, primary_key=True),
    Column("finding", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("store", Text, nullable=False),
    Column("day", Whole, nullable=False),
    Column("ours_fen", Fen, nullable=False),
    Column("theirs_fen", Fen, nullable=False),
    Column("at_stake_fen", Fen, nullable=False),
    Column("severity", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("assignee", Text, nullable=False),
    Column("opened_at_ms", UtcMs, nullable=False),
    Column("due_at_ms", UtcMs, nullable=False),
    Column("version", Whole, nullable=False),
    Column("run", Text, ForeignKey("recon_run.id"), nullable=False),  # the last that found it
    Column("sides", Text, nullable=False),  # both sides' rows as JSON
)
Index("ix_recon_case_state", case.c.state, case.c.day)
held = table(  # rows of which people decided: no run touches them
    "recon_held",
    Column("side", Text, primary_key=True),
    Column("row", Text, primary_key=True),  # what names the row, as JSON
    Column("case", Text, ForeignKey("recon_case.id"), nullable=False),
)
proposal = table(  # waits for a second person
    "recon_proposal",
    Column("case", Text, ForeignKey("recon_case.id"), primary_key=True),
    Column("act", Text, nullable=False),
    Column("maker", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("amount_fen", Fen, nullable=False),
    Column("others", Text, nullable=False),  # further cases of a match, as JSON
    Column("version", Whole, nullable=False),
)
event = table(  # only ever added to
    "recon_event",
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("schema", Whole, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("sequence", Whole, nullable=False, unique=True),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("case", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
)
Index("ix_recon_event_case", event.c.case, event.c.sequence)
event_head = table(  # one row: where the chain of events ends
    "recon_event_head",
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("sequence", Whole, nullable=False),
    Column("hash", Text, nullable=False),
)
