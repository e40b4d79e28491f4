"""Alipay's 业务明细 (bill_type=trade), with its 汇总 held against the rows.

A refund has no number of Alipay's own: 退款批次号/请求号 is ours, and names it.
"""

import re
from collections.abc import Mapping, Sequence

from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import alipay, cells
from app.reconciliation.statements.alipay import Foot, Packed
from app.reconciliation.statements.control import Measure, Totals
from app.reconciliation.statements.form import Head
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.source import Part
from app.reconciliation.statements.table import Checks, Table

COLUMNS = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
    "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
    "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"
)
SUMMARY = (
    "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,"
    "卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）"
)
ALIASES = {
    "交易号": "支付宝交易号",
    "红包": "支付宝红包",
    "退款批次号": "退款批次号/请求号",
    "门店编码": "门店编号",
    "对方账号": "对方账户",
    "服务费金额": "服务费",
}
KINDS = {"交易": Kind.PAY, "退款": Kind.REFUND}
ALL = "合计"


def entry(row: Row) -> Entry:
    """Read one row; a fee costs on payments and comes back on refunds, however it is signed."""
    kind = row.choice("业务类型", KINDS, Kind.PAY)
    fee = abs(row.fen("服务费")) * (1 if kind is Kind.PAY else -1)
    at_ms = row.time("完成时间") or row.time("创建时间")
    trade_no = row.number("支付宝交易号")
    is_refund = kind is Kind.REFUND
    return Entry(
        channel="alipay",
        account=row.account,
        store=row.text("门店编号"),
        terminal=row.text("终端号"),
        kind=kind,
        channel_no=trade_no,
        order_no=row.number("商户订单号").removeprefix("T200P"),
        refund_no=row.number("退款批次号/请求号") if is_refund else "",
        original_no=trade_no if is_refund else "",
        gross_fen=row.fen("订单金额"),
        fee_fen=fee,
        net_fen=row.fen("商家实收") - fee + row.fen("分润"),
        fee_milli=fee * 1000,
        at_ms=at_ms,
        biz_date=cells.china_day(at_ms),
        payer=row.text("对方账户"),
        line=row.line,
        raw=row.raw,
    )


def written(it: Entry, _balance: int) -> Mapping[str, str]:
    """Write one row."""
    at = cells.china_text(it.at_ms)
    nothing = ("支付宝红包", "集分宝", "支付宝优惠", "商家优惠", "券核销金额", "卡消费金额", "分润")
    return {
        "支付宝交易号": f"{it.channel_no}\t",
        "商户订单号": f"{it.order_no}\t",
        "业务类型": "退款\t" if it.kind is Kind.REFUND else "交易\t",
        "创建时间": at,
        "完成时间": at,
        "门店编号": f"{it.store}\t",
        "门店名称": "\t",
        "操作员": "\t",
        "终端号": f"{it.terminal}\t",
        "对方账户": f"{it.payer}\t",
        "订单金额": cells.yuan(it.gross_fen),
        "商家实收": cells.yuan(it.net_fen + it.fee_fen),
        **dict.fromkeys(nothing, "0.00"),
        "商家红包消费金额": "0.00\t",
        "退款批次号/请求号": f"{it.refund_no}\t",
        "服务费": cells.yuan(-it.fee_fen),
    }


def _on(kind: Kind, column: str = "") -> Measure:
    def of(row: Row, entry: Entry) -> int:
        if entry.kind is not kind:
            return 0
        fen = row.fen(column) if column else 0
        return (fen if kind is Kind.PAY else -fen) if column else 1

    return Measure(of, 2 if column else 0)


_PAID = ("交易笔数", "交易商家实收", "交易商家优惠")
_BACK = ("退款笔数", "退款商家实收", "退款商家优惠")
_STATED = {
    re.compile(r"#交易合计：(\d+)笔，商家实收共(-?[\d.,]+)元，商家优惠共(-?[\d.,]+)元"): _PAID,
    re.compile(
        r"#退款合计：(\d+)笔，商家实收退款共(-?[\d.,]+)元，商家优惠退款共(-?[\d.,]+)元"
    ): _BACK,
}
_WRITTEN = (
    "#交易合计：{}笔，商家实收共{}元，商家优惠共{}元",
    "#退款合计：{}笔，商家实收退款共-{}元，商家优惠退款共-{}元",
)
_MEASURES = {
    "交易笔数": _on(Kind.PAY),
    "交易商家实收": _on(Kind.PAY, "商家实收"),
    "交易商家优惠": _on(Kind.PAY, "商家优惠"),
    "退款笔数": _on(Kind.REFUND),
    "退款商家实收": _on(Kind.REFUND, "商家实收"),
    "退款商家优惠": _on(Kind.REFUND, "商家优惠"),
    "汇总 交易订单总笔数": _on(Kind.PAY),
    "汇总 退款订单总笔数": _on(Kind.REFUND),
    "汇总 订单金额": Measure(lambda _, it: it.gross_fen),
    "汇总 商家实收": Measure(lambda row, _: row.fen("商家实收")),
    "汇总 服务费": Measure(lambda _, it: -it.fee_fen),
    "汇总 实收净额": Measure(lambda _, it: it.net_fen),
}
_NEEDED = frozenset({"交易笔数", "交易商家实收", "退款笔数", "退款商家实收"})


def summarised(parts: Sequence[Part], totals: Totals) -> None:
    """Hold the line 合计 of a 汇总 that lies beside the rows against them."""
    for part in parts:
        names: list[str] = []
        for line, text in part.lines():
            values = [alipay.fold(cells.clean(it)) for it in text.split(",")]
            if "交易订单总笔数" in values:
                names = values
            elif names and ALL in values[:2]:
                for name, value in zip(names, values, strict=False):
                    totals.state(f"汇总 {name}", value, line)


def summary(entries: Sequence[Entry], head: Head) -> Mapping[str, bytes]:
    """Write the 汇总 of these rows: a line for each store and one for all."""
    stores = sorted({it.store for it in entries})
    title = "业务汇总"
    lines = [
        *alipay.above(title, head),
        SUMMARY,
        *(_summed(it, [entry for entry in entries if entry.store == it]) for it in stores),
        _summed(ALL, entries),
        f"#{alipay.RULE}{title}列表结束{'-' * 36}",
    ]
    text = "".join(f"{it}\r\n" for it in lines)
    return {"业务明细(汇总)": text.encode("gbk", "replace")}


def _summed(store: str, entries: Sequence[Entry]) -> str:
    paid = sum(it.kind is Kind.PAY for it in entries)
    gross = sum(it.gross_fen for it in entries)
    fee = -sum(it.fee_fen for it in entries)
    net = sum(it.net_fen for it in entries)
    fens = (gross, net - fee, 0, 0, 0, fee, 0, net)
    counts = (str(paid), str(len(entries) - paid))
    return ",".join((f"{store}\t", "\t", *counts, *(cells.yuan(it) for it in fens)))


FORM = Packed(
    Table(
        name="alipay_trade",
        channel="alipay",
        columns=tuple(COLUMNS.split(",")),
        needed=frozenset({"支付宝交易号", "商户订单号", "业务类型", "订单金额", "商家实收"}),
        aliases=ALIASES,
        fold=alipay.fold,
        entry=entry,
        cells=written,
        checks=lambda: Checks(Totals(_MEASURES, _NEEDED)),
        foot=Foot("业务明细", _STATED, _WRITTEN),
        above=lambda head: alipay.above("业务明细", head),
        account_in=alipay.account_in,
        beside=summarised,
        dialect=alipay.DIALECT,
    ),
    "业务明细",
    summary,
)
