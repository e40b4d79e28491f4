"""The tables of sales: completed ones, the same at a till and at HQ, and the till's draft."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index

from app.storage.columns import Fen, Text, Thousandths, UtcMs, Whole, table

sale = table(
    "sale",
    Column("store", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("till", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("business_date", Text, nullable=False),  # ISO 8601, as it was at the till
    Column("completed_at_ms", UtcMs, nullable=False),
    Column("total_fen", Fen, nullable=False),
    Column("change_fen", Fen, nullable=False),
    Column("rounding_fen", Fen, nullable=False, server_default="0"),
    Column("cashier", Text, nullable=False, server_default=""),
    Column("cashier_name", Text, nullable=False, server_default=""),
    Column("shift", Text, nullable=False, server_default=""),
    clustered=True,
)
Index("ix_sale_number", sale.c.store, sale.c.number)
Index("ix_sale_shift", sale.c.store, sale.c.shift)
Index("ix_sale_day", sale.c.store, sale.c.business_date)
Index("ix_sale_completed", sale.c.store, sale.c.completed_at_ms)

sale_line = table(
    "sale_line",
    Column("store", Text, primary_key=True),
    Column("sale", Text, primary_key=True),
    Column("position", Whole, primary_key=True, autoincrement=False),
    Column("product", Text, nullable=False),
    Column("barcode", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("quantity_thousandths", Thousandths, nullable=False),
    Column("unit_price_fen", Fen, nullable=False),
    Column("amount_fen", Fen, nullable=False),
    Column("list_price_fen", Fen),  # where somebody changed the price
    Column("per_mille_off", Whole, nullable=False, server_default="0"),
    Column("amount_off_fen", Fen, nullable=False, server_default="0"),
    Column("order_off_fen", Fen, nullable=False, server_default="0"),
    Column("label_amount_fen", Fen),  # where a scale's label said what it costs
    Column("pack", Whole, nullable=False, server_default="1"),
    Column("pack_name", Text, nullable=False, server_default=""),
    Column("tax_per_mille", Whole, nullable=False, server_default="0"),
    Column("note", Text, nullable=False, server_default=""),
    ForeignKeyConstraint(["store", "sale"], ["sale.store", "sale.id"]),
    clustered=True,
)

sale_tender = table(
    "sale_tender",
    Column("store", Text, primary_key=True),
    Column("sale", Text, primary_key=True),
    Column("position", Whole, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("amount_fen", Fen, nullable=False),
    Column("reference", Text, nullable=False, server_default=""),
    ForeignKeyConstraint(["store", "sale"], ["sale.store", "sale.id"]),
    clustered=True,
)

_GIVEN_BACK = (
    ("sold_in", Text),  # the sale it was bought in; empty where nobody knows
    ("sold_number", Text),
    ("sold_line", Whole),
    ("product", Text),
    ("barcode", Text),
    ("name", Text),
    ("unit", Text),
    ("quantity_thousandths", Thousandths),
    ("amount_fen", Fen),
    ("rounding_fen", Fen),
    ("tax_per_mille", Whole),
    ("reason", Text),
)

sale_return = table(
    "sale_return",
    Column("store", Text, primary_key=True),
    Column("sale", Text, primary_key=True),
    Column("position", Whole, primary_key=True, autoincrement=False),
    *(Column(name, kind, nullable=False) for name, kind in _GIVEN_BACK),
    ForeignKeyConstraint(["store", "sale"], ["sale.store", "sale.id"]),
    clustered=True,
)
Index("ix_sale_return_sold_in", sale_return.c.store, sale_return.c.sold_in)

sale_series = table(  # the last sale number given out on each business date
    "sale_series",
    Column("business_date", Text, primary_key=True),
    Column("last", Whole, nullable=False),
)

draft = table(
    "draft",
    Column("id", Text, primary_key=True),
    Column("opened_at_ms", UtcMs, nullable=False),
    Column("next_position", Whole, nullable=False),
    Column("held_at_ms", UtcMs),  # set aside for later; the open cart has none
    Column("label", Text, nullable=False, server_default=""),  # of a held one: "A01"
    Column("cashier", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("per_mille_off", Whole, nullable=False, server_default="0"),
    Column("amount_off_fen", Fen, nullable=False, server_default="0"),
    Column("age_confirmed", Whole, nullable=False, server_default="0"),
)

draft_line = table(
    "draft_line",
    Column("draft", Text, ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Whole, primary_key=True, autoincrement=False),
    Column("product", Text, nullable=False),
    Column("barcode", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("quantity_thousandths", Thousandths, nullable=False),
    Column("unit_price_fen", Fen, nullable=False),
    Column("list_price_fen", Fen),
    Column("per_mille_off", Whole, nullable=False, server_default="0"),
    Column("amount_off_fen", Fen, nullable=False, server_default="0"),
    Column("order_off_fen", Fen, nullable=False, server_default="0"),
    Column("label_amount_fen", Fen),  # where a scale's label said what it costs
    Column("pack", Whole, nullable=False, server_default="1"),
    Column("pack_name", Text, nullable=False, server_default=""),
    Column("tax_per_mille", Whole, nullable=False, server_default="0"),
    Column("note", Text, nullable=False, server_default=""),
    clustered=True,
)

draft_return = table(
    "draft_return",
    Column("draft", Text, ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Whole, primary_key=True, autoincrement=False),
    *(Column(name, kind, nullable=False) for name, kind in _GIVEN_BACK),
    clustered=True,
)

draft_tender = table(  # what was taken already for a bill that is paid in parts
    "draft_tender",
    Column("draft", Text, ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Whole, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("amount_fen", Fen, nullable=False),
    Column("reference", Text, nullable=False),
    clustered=True,
)
