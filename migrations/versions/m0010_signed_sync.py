"""Keys in place of bearer credentials, epochs, feeds with places, nonces, settled quarantine."""

import sqlalchemy as sa
from alembic import op

from app.storage.columns import Flag, Text, UtcMs, Whole

revision = "m0010"
down_revision = "m0007"

EPOCHS = """
INSERT INTO till_epoch
SELECT f.store, f.till, f.epoch, f.sequence, f.hash, t.kept, t.begun, NULL, NULL, 0
FROM fact_ledger f JOIN (
  SELECT store, till, epoch, max(sequence) AS last, count(*) AS kept, min(received_at_ms) AS begun
  FROM fact_ledger GROUP BY store, till, epoch
) t ON t.store = f.store AND t.till = f.till AND t.epoch = f.epoch AND t.last = f.sequence
"""
HEADS = "INSERT INTO feed_head SELECT 'catalogue', version, 0 FROM publication WHERE version > 0"


def upgrade() -> None:
    _add_tills()
    _add_epochs()
    _add_feeds()
    op.add_column("quarantine", sa.Column("settled_at_ms", UtcMs))
    op.create_index("ix_quarantine_fact", "quarantine", ["store", "till", "fact"])


def _add_tills() -> None:
    op.drop_table("till_credential")
    op.create_table(
        "hq_seal",
        sa.Column("id", Text, primary_key=True),
        sa.Column("value", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "till_key",
        sa.Column("id", Text, primary_key=True),
        sa.Column("store", Text, nullable=False),
        sa.Column("till", Text, nullable=False),
        sa.Column("public_key", Text, nullable=False),
        sa.Column("enrolled_at_ms", UtcMs, nullable=False),
        sa.Column("revoked_at_ms", UtcMs),
        sa.Column("revoked_because", Text, nullable=False, server_default=""),
        sqlite_strict=True,
    )
    op.create_index("ix_till_key_till", "till_key", ["store", "till"])
    op.create_table(
        "enrolment_code",
        sa.Column("store", Text, primary_key=True),
        sa.Column("till", Text, primary_key=True),
        sa.Column("code_hash", Text, nullable=False),
        sa.Column("issued_at_ms", UtcMs, nullable=False),
        sa.Column("valid_until_ms", UtcMs, nullable=False),
        sa.Column("used_by", Text),
        sa.Column("is_again", Whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "enrolment_try",
        sa.Column("id", Text, primary_key=True),
        sa.Column("store", Text, nullable=False),
        sa.Column("till", Text, nullable=False),
        sa.Column("at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "request_nonce",
        sa.Column("id", Text, primary_key=True),
        sa.Column("at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_request_nonce_at", "request_nonce", ["at_ms"])


def _add_epochs() -> None:
    op.create_table(
        "till_epoch",
        sa.Column("store", Text, primary_key=True),
        sa.Column("till", Text, primary_key=True),
        sa.Column("epoch", Text, primary_key=True),
        sa.Column("last_sequence", Whole, nullable=False),
        sa.Column("last_hash", Text, nullable=False),
        sa.Column("kept", Whole, nullable=False),
        sa.Column("begun_at_ms", UtcMs, nullable=False),
        sa.Column("superseded_at_ms", UtcMs),
        sa.Column("returned_at_ms", UtcMs),
        sa.Column("is_frozen", Flag, nullable=False),
        sqlite_strict=True,
    )
    op.execute(EPOCHS)


def _add_feeds() -> None:
    op.create_table(
        "feed_head",
        sa.Column("id", Text, primary_key=True),
        sa.Column("version", Whole, nullable=False),
        sa.Column("forgotten_place", Whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "feed_entry",
        sa.Column("feed", Text, primary_key=True),
        sa.Column("scope", Text, primary_key=True),
        sa.Column("id", Text, primary_key=True),
        sa.Column("version", Whole, nullable=False),
        sa.Column("place", Whole, nullable=False),
        sa.Column("body", Text),
        sa.Column("at_ms", UtcMs, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_feed_entry_place", "feed_entry", ["feed", "place", "scope", "id"])
    op.create_index("ix_feed_entry_version", "feed_entry", ["feed", "version"])
    op.execute(HEADS)
    op.drop_table("publication")
