"""Our own books and ledgers as CSV: one header for whatever program writes them.

Columns by name, in any order: channel, order_no, gross_fen (or amount, in yuan) and at are
needed; kind (pay, refund, …; "pay" where it is empty), refund_no, channel_no, original_no,
fee_fen, net_fen, biz_date, settle_date, store, terminal, status, account, currency, batch, last4
may be there. `at` is China's time, ISO 8601 with a zone, or milliseconds since 1970. Amounts of
refunds may be written with a sign or without. A last line may begin with TOTAL and give the
number of rows (under `kind`), gross_fen, fee_fen and net_fen under their columns. A ledger of
stored value has balance_fen too, the balance of all accounts behind each row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.base import clock
from app.base.errors import Refusal
from app.reconciliation.standard import Entry, Kind, Side, Status
from app.reconciliation.statements import cells
from app.reconciliation.statements.control import Chain, Measure, Totals, counted
from app.reconciliation.statements.dialect import CSV
from app.reconciliation.statements.form import Head
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.source import Line
from app.reconciliation.statements.table import Checks, Table

COLUMNS = (
    "channel,kind,order_no,refund_no,channel_no,original_no,gross_fen,fee_fen,net_fen,at,"
    "biz_date,settle_date,store,terminal,status,account,currency,batch,last4"
)
ALIASES = {
    "amount_fen": "gross_fen",
    "order": "order_no",
    "order_id": "order_no",
    "out_trade_no": "order_no",
    "transaction_id": "channel_no",
    "time": "at",
    "paid_at": "at",
}
TOTAL = "TOTAL"
SUMMED = ("kind", "gross_fen", "fee_fen", "net_fen")
KINDS = {"": Kind.PAY} | {it.value: it for it in Kind}
STATUSES = {"": Status.SUCCESS} | {it.value: it for it in Status}
OUT = frozenset({Kind.REFUND, Kind.CHARGEBACK, Kind.PAYOUT, Kind.WITHDRAW})


def moment(text: str) -> int:
    """Read China's time, a time with its zone, or milliseconds since 1970; raises Refusal."""
    if len(text) == cells.SECONDS and text[10] in " T":
        return cells.china_ms(text.replace("T", " "))
    if text.isascii() and text.isdigit() and len(text) != cells.COMPACT:
        return int(text)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal("statement_time", text=text) from error
    return clock.to_ms(at if at.tzinfo else at.replace(tzinfo=cells.CHINA))


def entry(row: Row) -> Entry:
    """Read one row of our books."""
    return _entry(row, Side.OURS)


def ledger_entry(row: Row) -> Entry:
    """Read one row of a ledger that is held against our books, as a channel's statement is."""
    return _entry(row, Side.THEIRS)


def _entry(row: Row, side: Side) -> Entry:
    kind = row.choice("kind", KINDS, Kind.PAY)
    gross = _fen(row, "gross_fen") if row.has("gross_fen") else row.fen("amount")
    fee = _fen(row, "fee_fen")
    gross = -abs(gross) if kind in OUT else gross
    net = _fen(row, "net_fen") if row.text("net_fen") else gross - fee
    at_ms = row.read("at", moment, row.text("at")) or 0
    return Entry(
        side=side,
        channel=row.text("channel"),
        account=row.text("account"),
        store=row.text("store"),
        terminal=row.text("terminal"),
        kind=kind,
        status=row.choice("status", STATUSES, Status.SUCCESS),
        channel_no=row.number("channel_no"),
        order_no=row.number("order_no"),
        refund_no=row.number("refund_no"),
        original_no=row.number("original_no"),
        gross_fen=gross,
        fee_fen=fee,
        net_fen=-abs(net) if kind in OUT else net,
        fee_milli=fee * 1000,
        currency=row.text("currency") or "CNY",
        at_ms=at_ms,
        biz_date=row.day("biz_date") or cells.china_day(at_ms),
        settle_date=row.day("settle_date"),
        batch=row.text("batch"),
        last4=row.text("last4"),
        line=row.line,
        raw=row.raw,
    )


def written(it: Entry, balance: int) -> Mapping[str, str]:
    """Write one row."""
    return {
        "channel": it.channel,
        "kind": it.kind,
        "order_no": it.order_no,
        "refund_no": it.refund_no,
        "channel_no": it.channel_no,
        "original_no": it.original_no,
        "gross_fen": str(it.gross_fen),
        "fee_fen": str(it.fee_fen),
        "net_fen": str(it.net_fen),
        "at": cells.china_text(it.at_ms),
        "biz_date": str(it.biz_date),
        "settle_date": str(it.settle_date or ""),
        "store": it.store,
        "terminal": it.terminal,
        "status": it.status,
        "account": it.account,
        "currency": it.currency,
        "batch": it.batch,
        "last4": it.last4,
        "balance_fen": str(balance),
    }


def _fen(row: Row, name: str) -> int:
    text = row.text(name)
    return row.read(name, cells.whole, text) or 0 if text else 0


@dataclass(frozen=True, slots=True)
class Foot:
    """A last line with sums under their columns."""

    columns: tuple[str, ...]

    def starts(self, text: str) -> bool:
        """Say whether the sums stand here."""
        return text.startswith(TOTAL)

    def read(self, lines: Iterator[Line], totals: Totals) -> None:
        """Read the line; nothing may follow. Raises Refusal."""
        line, text = next(lines)
        values = dict(zip(self.columns, CSV.cut(text, 0), strict=False))
        for label in SUMMED:
            totals.state(label, values.get(label, ""), line)
        for more, left in lines:
            if left.strip(", \t"):
                raise Refusal("statement_after_footer", line=more)

    def write(self, totals: Totals, _: Head) -> list[str]:
        """Write the line."""
        sums = {it: totals.text(it) for it in SUMMED}
        texts = {"channel": TOTAL} | sums
        return [CSV.join([texts.get(it, "") for it in self.columns])]


_MEASURES = {
    "kind": counted(),
    "gross_fen": Measure(lambda _, it: it.gross_fen, 0),
    "fee_fen": Measure(lambda _, it: it.fee_fen, 0),
    "net_fen": Measure(lambda _, it: it.net_fen, 0),
}
_NEEDED = frozenset({"channel", "order_no", "at"})


def _ledger(name: str, channel: str, columns: str, marks: str, never: str, chain: str) -> Table:
    names = tuple(columns.split(","))
    is_ours = name == "books"
    needed = frozenset() if is_ours else frozenset(_MEASURES)

    def checks() -> Checks:
        balance = Chain(chain, lambda _, it: it.net_fen, _fen) if chain else None
        return Checks(Totals(_MEASURES, needed), balance)

    return Table(
        name=name,
        channel=channel,
        columns=names,
        needed=_NEEDED | frozenset(filter(None, marks.split(","))),
        never=frozenset(filter(None, never.split(","))),
        aliases=ALIASES,
        entry=entry if is_ours else ledger_entry,
        cells=written,
        checks=checks,
        foot=Foot(names),
    )


BOOKS = _ledger("books", "", COLUMNS, "", "balance_fen,mall_order", "")
MALL = _ledger("mall_ledger", "mall", f"{COLUMNS},mall_order", "mall_order", "balance_fen", "")
STORED_VALUE = _ledger(
    "stored_value_ledger",
    "stored_value",
    f"{COLUMNS},balance_fen",
    "balance_fen",
    "",
    "balance_fen",
)
