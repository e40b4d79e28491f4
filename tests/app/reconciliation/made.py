"""Rows that each format can say, and statements written of them."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from app.reconciliation.standard import Entry, Kind, Side, Status
from app.reconciliation.statements import cells, formats, reading
from app.reconciliation.statements.form import Head
from app.reconciliation.statements.source import of_bytes

DAY = 20260301
DAY_MS = cells.china_ms("2026-03-01 00:00:00")
FEN = st.integers(1, 10**9)
NUMBERS = st.from_regex(r"[A-Z][0-9A-Za-z]{5,18}7", fullmatch=True)
WORDS = st.sampled_from(["", "S1", "T-02", "门店一"])
ALL_KINDS = (Kind.PAY, Kind.REFUND)
OUT = frozenset({Kind.REFUND, Kind.FEE, Kind.WITHDRAW, Kind.CHARGEBACK})
LINES = Kind.PAY, Kind.REFUND, Kind.FEE, Kind.FEE_RETURN, Kind.WITHDRAW


@dataclass(frozen=True, kw_only=True)
class Can:
    """What a format can say: which kinds, and which texts beside numbers and amounts."""

    channel: str
    kinds: tuple[Kind, ...] = ALL_KINDS
    texts: tuple[str, ...] = ()
    account: str = ""
    has_refund_channel_no: bool = True
    flow: bool = False
    name: str = "statement.csv"


WECHAT = Can(channel="wechat", account="1601959334", texts=("terminal", "payer"))
DELIVERY = Can(
    channel="", kinds=(Kind.PAY, Kind.REFUND, Kind.ADJUST), texts=("store",), name="a.xlsx"
)
UTC = frozenset({"stripe", "adyen", "square"})
UNIONPAY = Can(channel="unionpay", account="802310048993424", name="x_20260301.zip")
CAN = {
    "wechat_trade_all": WECHAT,
    "wechat_trade_success": replace(WECHAT, kinds=(Kind.PAY,)),
    "wechat_trade_refund": replace(WECHAT, kinds=(Kind.REFUND,)),
    "wechat_trade_old": WECHAT,
    "wechat_fundflow": Can(channel="wechat_account", kinds=LINES, flow=True),
    "alipay_trade": Can(
        channel="alipay",
        account="20880000000000000156",
        texts=("store", "terminal", "payer"),
        has_refund_channel_no=False,
        name="a.zip",
    ),
    "alipay_account": Can(
        channel="alipay_account",
        account="20880000000000000156",
        kinds=LINES,
        flow=True,
        name="a.zip",
    ),
    "books": Can(channel="wechat", account="A1", texts=("store", "terminal", "batch")),
    "mall_ledger": Can(channel="mall", account="A1", texts=("store", "batch")),
    "stored_value_ledger": Can(channel="stored_value", texts=("store", "terminal")),
    "meituan": replace(DELIVERY, channel="meituan"),
    "eleme": replace(DELIVERY, channel="eleme", account="E1"),
    "douyin": Can(channel="douyin", account="D1", kinds=(*ALL_KINDS, Kind.FEE, Kind.WITHDRAW)),
    "allinpay": Can(channel="allinpay", account="A1", texts=("store", "terminal")),
    "lcsw": Can(channel="lcsw", account="852105399000001", texts=("store", "terminal", "payer")),
    "stripe": Can(channel="stripe", texts=("batch",)),
    "adyen": Can(channel="adyen", account="M1", texts=("batch",)),
    "square": Can(channel="square", texts=("batch",)),
    "unionpay_zm": replace(UNIONPAY, texts=("store", "terminal")),
    "unionpay_zme": replace(UNIONPAY, kinds=(Kind.ADJUST, Kind.CHARGEBACK)),
}


@st.composite
def entries_of(draw: st.DrawFn, name: str) -> list[Entry]:
    """Draw a day of rows that the format can say without loss."""
    many = draw(st.integers(0, 12))
    return [draw(_entry(name, CAN[name])) for _ in range(many)]


@st.composite
def _entry(draw: st.DrawFn, name: str, can: Can) -> Entry:
    kind = draw(st.sampled_from(can.kinds))
    fen = draw(FEN)
    fee = draw(st.integers(0, fen // 2))
    texts = {it: draw(WORDS) for it in can.texts}
    sign = -1 if kind in OUT else 1
    it = Entry(
        side=Side.OURS if name == "books" else Side.THEIRS,
        channel=can.channel,
        account=can.account,
        kind=kind,
        channel_no=draw(NUMBERS),
        order_no=draw(NUMBERS),
        gross_fen=fen * sign,
        fee_fen=fee * sign,
        net_fen=(fen - fee) * sign,
        fee_milli=fee * sign * 1000,
        at_ms=DAY_MS + draw(st.integers(0, 86_399)) * 1000,
        biz_date=DAY,
    )
    it = replace(it, **texts)  # type: ignore[arg-type]
    if name == "unionpay_zme":  # it knows rows by trace numbers and times
        at = cells.china_text(it.at_ms, "%m%d%H%M%S")
        trace = draw(st.from_regex(r"[0-9]{6}", fullmatch=True))
        original_no = f"{trace}0228101112"
        it = replace(it, order_no="", channel_no=f"E22{trace}{at}", original_no=original_no)
    if can.name == "a.xlsx":  # what is no order is named after one
        it = replace(it, settle_date=20260304, batch="B1" if name == "meituan" else "")
        if kind is Kind.ADJUST:
            it = replace(it, gross_fen=it.net_fen, fee_fen=0, fee_milli=0)
        described = {Kind.PAY: "", Kind.REFUND: ":退单部分"}.get(kind, ":扣款保险")
        original_no = "" if kind is Kind.PAY else it.order_no
        return replace(it, channel_no=f"{it.order_no}{described}", original_no=original_no)
    it = _flowing(it, name, fen * sign) if can.flow else it
    if name in UTC:
        currency = draw(st.sampled_from(["CNY", "USD", "JPY"]))
        at_ms = it.at_ms + cells.CHINA_MS
        original_no = f"C{it.order_no}" if name != "square" and kind is Kind.REFUND else ""
        original_no = original_no or (it.order_no if name == "stripe" else "")
        return replace(it, at_ms=at_ms, currency=currency, original_no=original_no)
    if name == "douyin":
        it = _flowing(it, name, fen * sign) if kind not in ALL_KINDS else it
        refund_no = f"B{it.order_no}" if kind is Kind.REFUND else ""
        return replace(it, original_no=f"P{it.order_no}", refund_no=refund_no)
    if kind is Kind.REFUND and name in {"allinpay", "lcsw"}:
        return replace(it, order_no="", refund_no=it.order_no, original_no=draw(NUMBERS))
    if kind is Kind.REFUND and not can.flow:
        it = replace(it, refund_no=draw(NUMBERS), original_no=draw(NUMBERS))
        if not can.has_refund_channel_no:
            it = replace(it, channel_no=it.original_no)
        if can.channel == "wechat":
            it = replace(it, status=draw(st.sampled_from([Status.SUCCESS, Status.PENDING])))
    return it


def _flowing(it: Entry, name: str, moved: int) -> Entry:
    """Turn a row into one movement of an account."""
    on_orders, on_fees = it.kind in ALL_KINDS, it.kind in {Kind.FEE, Kind.FEE_RETURN}
    is_back = it.kind in {Kind.REFUND, Kind.FEE_RETURN} and name == "wechat_fundflow"
    return replace(
        it,
        gross_fen=moved if on_orders else 0,
        fee_fen=-moved if on_fees else 0,
        fee_milli=-moved * 1000 if on_fees else 0,
        net_fen=moved,
        original_no=f"O{it.channel_no}",
        refund_no=it.order_no if is_back else "",
        order_no="" if is_back else it.order_no,
    )


def written(name: str, entries: list[Entry]) -> bytes:
    """Write a statement of these rows."""
    can = CAN[name]
    head = Head(account=can.account, first_day=DAY, last_day=DAY + 1, made_at_ms=DAY_MS)
    return formats.BY_NAME[name].write(entries, head)


def read(name: str, content: bytes) -> tuple[str, list[Entry], list[str]]:
    """Read a statement: its format, its rows without line and text, what is wrong."""
    statement = reading.told(of_bytes(CAN[name].name, content))
    rows = [replace(it, line=0, raw="") for it in statement.rows()]
    return statement.format, rows, [it.text() for it in statement.problems]
