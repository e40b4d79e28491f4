"""Stripe's payout reconciliation, Adyen's settlement details, Square's payout entries.

Sources: docs.stripe.com/reports/payout-reconciliation (itemized, automatic payouts),
docs.adyen.com 「settlement details report」 (debit and credit apart), developer.squareup.com
ListPayoutEntries (a day ends at 17:00 Pacific). A payout is what its rows come to; Stripe and
Square state it in no row, so there each row must agree with itself; Adyen's MerchantPayout must.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from app.base.errors import Refusal
from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import cells
from app.reconciliation.statements.control import Totals, differs
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.table import Checks, NoFoot, Table

_WHOLE = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF"
WHOLE = frozenset(_WHOLE.split())
THREE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
STRIPE = (
    "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,"
    "reporting_category,source_id,description,automatic_payout_id,"
    "automatic_payout_effective_at_utc,payment_intent_id,charge_id,payment_metadata[order_id]"
)
STRIPE_KINDS = {
    "charge": Kind.PAY,
    "payment": Kind.PAY,
    "refund": Kind.REFUND,
    "partial_capture_reversal": Kind.REFUND,
    "dispute": Kind.CHARGEBACK,
    "fee": Kind.FEE,
    "payout": Kind.PAYOUT,
}
ADYEN = (
    "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,"
    "Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),"
    "Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),"
    "Markup (NC),Scheme Fees (NC),Interchange (NC),Batch Number"
)
ADYEN_FEES = ("Commission (NC)", "Markup (NC)", "Scheme Fees (NC)", "Interchange (NC)")
ADYEN_KINDS = {
    "Settled": Kind.PAY,
    "Refunded": Kind.REFUND,
    "RefundedReversed": Kind.ADJUST,
    "Chargeback": Kind.CHARGEBACK,
    "ChargebackReversed": Kind.ADJUST,
    "Fee": Kind.FEE,
    "MerchantPayout": Kind.PAYOUT,
}
SQUARE = "id,payout_id,effective_at,type,currency,gross_amount,fee_amount,net_amount,payment_id"
SQUARE_KINDS = {
    "CHARGE": Kind.PAY,
    "REFUND": Kind.REFUND,
    "DISPUTE": Kind.CHARGEBACK,
    "FEE": Kind.FEE,
}
ZONES_MS = {"UTC": 0, "GMT": 0, "CET": 3_600_000, "CEST": 7_200_000, "CST": 8 * 3_600_000}


def places(currency: str) -> int:
    """Say how many decimals a currency has (ISO 4217)."""
    return 0 if currency in WHOLE else 3 if currency in THREE else 2


def stripe(row: Row) -> Entry:
    """Read one balance transaction."""
    currency = row.text("currency").upper()
    gross, fee, net = (_minor(row, it, currency) for it in ("gross", "fee", "net"))
    if gross - fee != net:
        row.note("net", differs(net, gross - fee))
    kind = STRIPE_KINDS.get(row.text("reporting_category"), Kind.ADJUST)
    at_ms = row.read("created_utc", cells.utc_ms, row.text("created_utc")) or 0
    return Entry(
        channel="stripe",
        kind=kind,
        channel_no=row.number("balance_transaction_id"),
        order_no=row.text("payment_metadata[order_id]") or row.number("payment_intent_id"),
        original_no=row.number("charge_id") or row.number("source_id"),
        gross_fen=gross,
        fee_fen=fee,
        net_fen=net,
        fee_milli=fee * 1000,
        currency=currency,
        at_ms=at_ms,
        biz_date=_day(row, "created_utc"),
        settle_date=_day(row, "automatic_payout_effective_at_utc"),
        batch=row.number("automatic_payout_id"),
        line=row.line,
        raw=row.raw,
    )


def stripe_written(it: Entry, _balance: int) -> Mapping[str, str]:
    """Write one balance transaction."""
    words = {kind: word for word, kind in reversed(STRIPE_KINDS.items())}
    decimals = places(it.currency)
    day = cells.day_text(it.settle_date)
    return {
        "balance_transaction_id": it.channel_no,
        "created_utc": cells.utc_text(it.at_ms),
        "available_on_utc": cells.utc_text(it.at_ms),
        "currency": it.currency.lower(),
        "gross": cells.yuan(it.gross_fen, decimals),
        "fee": cells.yuan(it.fee_fen, decimals),
        "net": cells.yuan(it.net_fen, decimals),
        "reporting_category": words.get(it.kind, "other_adjustment"),
        "source_id": it.original_no,
        "charge_id": it.original_no,
        "payment_metadata[order_id]": it.order_no,
        "automatic_payout_id": it.batch,
        "automatic_payout_effective_at_utc": f"{day} 00:00:00" if day else "",
    }


def adyen(row: Row) -> Entry:
    """Read one row; what goes out stands under Debit, what comes in under Credit."""
    currency = row.text("Net Currency") or row.text("Gross Currency")
    gross = _minor(row, "Gross Credit (GC)", currency) - _minor(row, "Gross Debit (GC)", currency)
    net = _minor(row, "Net Credit (NC)", currency) - _minor(row, "Net Debit (NC)", currency)
    fee = sum(_minor(row, it, currency) for it in ADYEN_FEES)
    kind = ADYEN_KINDS.get(row.text("Type"), Kind.ADJUST)
    is_one = row.text("Gross Currency") in {currency, ""}
    if kind in {Kind.PAY, Kind.REFUND} and is_one and gross - fee != net:
        row.note("Net Credit (NC)", differs(net, gross - fee))
    zone = row.choice("TimeZone", ZONES_MS, 0)
    at_ms = row.read(
        "Creation Date", lambda it: cells.utc_ms(it, offset_ms=zone), row.text("Creation Date")
    )
    psp, change = row.number("Psp Reference"), row.number("Modification Reference")
    is_back = kind is not Kind.PAY
    return Entry(
        channel="adyen",
        account=row.text("Merchant Account"),
        kind=kind,
        channel_no=(change or psp) if is_back else psp,
        order_no=row.number("Merchant Reference"),
        original_no=psp if is_back else "",
        gross_fen=gross,
        fee_fen=fee,
        net_fen=net,
        fee_milli=fee * 1000,
        currency=currency,
        at_ms=at_ms or 0,
        biz_date=_day(row, "Creation Date"),
        batch=row.text("Batch Number"),
        line=row.line,
        raw=row.raw,
    )


def adyen_written(it: Entry, _balance: int) -> Mapping[str, str]:
    """Write one row."""
    words = {kind: word for word, kind in reversed(ADYEN_KINDS.items())}
    decimals = places(it.currency)

    def written(fen: int) -> str:
        return cells.yuan(fen, decimals) if fen else ""

    return {
        "Merchant Account": it.account,
        "Psp Reference": it.original_no or it.channel_no,
        "Modification Reference": it.channel_no if it.kind is not Kind.PAY else "",
        "Merchant Reference": it.order_no,
        "Creation Date": cells.utc_text(it.at_ms),
        "TimeZone": "UTC",
        "Type": words.get(it.kind, "MiscCosts"),
        "Gross Currency": it.currency,
        "Gross Debit (GC)": written(max(-it.gross_fen, 0)),
        "Gross Credit (GC)": written(max(it.gross_fen, 0)),
        "Exchange Rate": "1",
        "Net Currency": it.currency,
        "Net Debit (NC)": written(max(-it.net_fen, 0)),
        "Net Credit (NC)": written(max(it.net_fen, 0)),
        "Commission (NC)": written(it.fee_fen),
        "Batch Number": it.batch,
    }


class Batches:
    """Adyen's sums: a batch that was paid out is 0 with its MerchantPayout."""

    def __init__(self) -> None:
        self._sums: Counter[tuple[str, str]] = Counter()
        self._paid: dict[tuple[str, str], int] = {}

    def row(self, row: Row, entry: Entry) -> None:
        """Add a row."""
        batch = entry.batch, entry.currency
        self._sums[batch] += entry.net_fen
        if entry.kind is Kind.PAYOUT:
            self._paid[batch] = row.line

    def end(self) -> Iterator[Problem]:
        """Return which batch was not paid out as it stands."""
        for batch, line in self._paid.items():
            if gap := self._sums[batch]:
                why = Refusal(
                    "statement_payout", batch=batch[0], differs=cells.yuan(gap, places(batch[1]))
                )
                yield Problem(line=line, column="Batch Number", why=why)


def square(row: Row) -> Entry:
    """Read one entry of a payout."""
    currency = row.text("currency")
    gross, fee, net = (_minor(row, f"{it}_amount", currency) for it in ("gross", "fee", "net"))
    if gross - fee != net:
        row.note("net_amount", differs(net, gross - fee))
    at_ms = row.read("effective_at", cells.utc_ms, row.text("effective_at")) or 0
    return Entry(
        channel="square",
        kind=SQUARE_KINDS.get(row.text("type"), Kind.ADJUST),
        channel_no=row.number("id"),
        order_no=row.number("payment_id"),
        gross_fen=gross,
        fee_fen=fee,
        net_fen=net,
        fee_milli=fee * 1000,
        currency=currency,
        at_ms=at_ms,
        biz_date=_day(row, "effective_at"),
        batch=row.number("payout_id"),
        line=row.line,
        raw=row.raw,
    )


def square_written(it: Entry, _balance: int) -> Mapping[str, str]:
    """Write one entry of a payout."""
    words = {kind: word for word, kind in SQUARE_KINDS.items()}
    decimals = places(it.currency)
    return {
        "id": it.channel_no,
        "payout_id": it.batch,
        "effective_at": cells.utc_text(it.at_ms, "%Y-%m-%dT%H:%M:%SZ"),
        "type": words.get(it.kind, "ADJUSTMENT"),
        "currency": it.currency,
        "gross_amount": cells.yuan(it.gross_fen, decimals),
        "fee_amount": cells.yuan(it.fee_fen, decimals),
        "net_amount": cells.yuan(it.net_fen, decimals),
        "payment_id": it.order_no,
    }


def _minor(row: Row, name: str, currency: str) -> int:
    text = row.text(name)
    if not text:
        return 0
    return row.read(name, lambda it: cells.decimal(it, places(currency)), text) or 0


def _day(row: Row, name: str) -> int:
    text = row.text(name)[:10]
    return row.read(name, cells.day, text) or 0


def _table(name: str, columns: str, needed: str, **how: object) -> Table:
    return Table(
        name=name,
        channel=name,
        columns=tuple(columns.split(",")),
        needed=frozenset(needed.split(",")),
        foot=NoFoot(),
        **how,  # type: ignore[arg-type]
    )


def _no_sums() -> Checks:
    return Checks(Totals({}, frozenset()))


FORMS = (
    _table(
        "stripe",
        STRIPE,
        "balance_transaction_id,gross,fee,net,reporting_category",
        entry=stripe,
        cells=stripe_written,
        checks=_no_sums,
    ),
    _table(
        "adyen",
        ADYEN,
        "Psp Reference,Merchant Reference,Type,Net Debit (NC),Net Credit (NC),Batch Number",
        entry=adyen,
        cells=adyen_written,
        checks=lambda: Checks(Totals({}, frozenset()), Batches()),
    ),
    _table(
        "square",
        SQUARE,
        "id,payout_id,type,gross_amount,fee_amount,net_amount",
        entry=square,
        cells=square_written,
        checks=_no_sums,
    ),
)
