"""Alipay's statements: 业务明细 (trade) and 账务明细 (signcustomer), a ZIP of CSV in GBK.

Source: 「查询对账单下载地址」 of opendocs.alipay.com, and files as they come: names in GBK without
the flag of UTF-8, a TAB behind every number and text, refunds negative.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hq.sandbox.books import Charge, Refund
from hq.sandbox.money import yuan
from hq.sandbox.watch import CHINA, china

if TYPE_CHECKING:
    from hq.sandbox.world import World

KINDS = ("trade", "signcustomer")
TRADE = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
    "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
    "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"
)
ACCOUNT = (
    "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,"
    "账户余额（元）,交易渠道,业务类型,备注"
)
SUMMARY = (
    "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,"
    "卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）"
)
Event = tuple[datetime, Charge, Refund | None]


class _GbkName(zipfile.ZipInfo):
    """A member whose name is in GBK and says nothing of it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile asks by this name
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def written(world: "World", day: date, kind: str) -> bytes:
    """Return the statement of a day."""
    name = f"{world.merchant.alipay_pid}0156_{day:%Y%m%d}"
    events = sorted(_events(world), key=lambda it: it[0])
    if kind == "signcustomer":
        members = {f"{name}_账务明细.csv": _account(world, events, day)}
    else:
        today = [it for it in events if it[0].astimezone(CHINA).date() == day]
        members = {
            f"{name}_业务明细(汇总).csv": _summary(world, today, day),
            f"{name}_业务明细.csv": _trade(world, today, day),
        }
    return _zipped(members)


def _trade(world: "World", events: list[Event], day: date) -> str:
    paid = [charge for _, charge, refund in events if refund is None]
    back = [refund for _, _, refund in events if refund]
    came, went = (yuan(sum(it.amount_fen for it in paid)), yuan(-sum(it.amount_fen for it in back)))
    rule = "-" * 41
    lines = [
        *_head(world, day, "业务明细"),
        f"#{rule}业务明细列表{rule[1:]}",
        TRADE,
        *(_trade_row(*it) for it in events),
        f"#{rule}业务明细列表结束{'-' * 36}",
        f"#交易合计：{len(paid)}笔，商家实收共{came}元，商家优惠共0.00元",
        f"#退款合计：{len(back)}笔，商家实收退款共{went}元，商家优惠退款共0.00元",
        f"#导出时间：[{china(world.watch.now(), '%Y年%m月%d日 %H:%M:%S')}]",
    ]
    return _joined(lines)


def _trade_row(at: datetime, charge: Charge, refund: Refund | None) -> str:
    fen = yuan(-refund.amount_fen if refund else charge.amount_fen)
    fee = yuan(refund.fee_fen if refund else -charge.fee_fen)
    cells = [
        f"{charge.trade_no}\t",
        f"{charge.number}\t",
        "退款" if refund else "交易",
        _plain(charge.subject),
        china(charge.made_at),
        china(at),
        f"{charge.store}\t",
        "\t",
        "\t",
        f"{charge.device}\t",
        "*某(159****5620)\t",
        *(fen, fen, "0.00", "0.00", "0.00", "0.00", "0.00", "", "0.00\t", "0.00"),
        f"{refund.number if refund else ''}\t",
        *(fee, "0.00", _plain(refund.reason if refund else charge.subject)),
    ]
    return ",".join(cells)


def _summary(world: "World", events: list[Event], day: date) -> str:
    def row(store: str, of: list[Event]) -> str:
        paid = [it for _, it, refund in of if refund is None]
        back = [refund for _, _, refund in of if refund]
        fen = sum(it.amount_fen for it in paid) - sum(it.amount_fen for it in back)
        fee = sum(it.fee_fen for it in back) - sum(it.fee_fen for it in paid)
        numbers = (str(len(paid)), str(len(back)), yuan(fen), yuan(fen), "0.00", "0.00", "0.00")
        return ",".join((f"{store}\t", "\t", *numbers, yuan(fee), "0.00", yuan(fen + fee)))

    stores = sorted({charge.store for _, charge, _ in events})
    rule = "-" * 41
    lines = [
        *_head(world, day, "业务汇总"),
        f"#{rule}业务汇总列表{rule[1:]}",
        SUMMARY,
        *(row(it, [event for event in events if event[1].store == it]) for it in stores),
        row("合计", events),
        f"#{rule}业务汇总列表结束{'-' * 36}",
        f"#导出时间：[{china(world.watch.now(), '%Y年%m月%d日 %H:%M:%S')}]",
    ]
    return _joined(lines)


def _account(world: "World", events: list[Event], day: date) -> str:
    balance = 0
    rows: list[str] = []
    came: list[int] = []
    went: list[int] = []
    for at, fen, kind, charge, back, channel in _movements(events):
        balance += fen
        if at.astimezone(CHINA).date() != day:
            continue
        (came if fen > 0 else went).append(abs(fen))
        flow = f"{at.astimezone(CHINA):%Y%m%d}{len(rows) + 1:012}"
        note = _plain(back.number if back else charge.subject)
        cells = [f"{flow}\t", f"{charge.trade_no}\t", f"{charge.number}\t", _plain(charge.subject)]
        cells += [china(at), "*某(159****5620)\t", yuan(max(fen, 0)), yuan(min(fen, 0))]
        rows.append(",".join([*cells, yuan(balance), channel, kind, note]))
    rule = "-" * 41
    lines = [
        *_head(world, day, "账务明细"),
        f"#{rule}账务明细列表{rule[1:]}",
        ACCOUNT,
        *rows,
        f"#{rule}账务明细列表结束{'-' * 36}",
        f"#支出合计：{len(went)}笔，共{yuan(-sum(went))}元",
        f"#收入合计：{len(came)}笔，共{yuan(sum(came))}元",
        f"#导出时间：[{china(world.watch.now(), '%Y年%m月%d日 %H:%M:%S')}]",
    ]
    return _joined(lines)


def _movements(
    events: list[Event],
) -> Iterator[tuple[datetime, int, str, Charge, Refund | None, str]]:
    for at, charge, refund in events:
        if refund is None:
            yield at, charge.amount_fen, "在线支付", charge, None, "支付宝"
            if charge.fee_fen:
                yield at, -charge.fee_fen, "收费", charge, None, "支付宝"
        else:
            yield at, -refund.amount_fen, "交易退款", charge, refund, "支付宝"
            if refund.fee_fen:
                yield at, refund.fee_fen, "退费", charge, refund, "支付宝"


def _events(world: "World") -> Iterator[Event]:
    for charge in world.books:
        if charge.provider == "alipay" and charge.paid_at:
            yield charge.paid_at, charge, None
            for refund in charge.refunds:
                yield refund.made_at, charge, refund


def _head(world: "World", day: date, name: str) -> list[str]:
    end = day + timedelta(days=1)
    style = "%Y年%m月%d日 00:00:00"
    return [
        f"#支付宝{name}查询",
        f"#账号：[{world.merchant.alipay_pid}0156]",
        f"#起始日期：[{day.strftime(style)}]   终止日期：[{end.strftime(style)}]",
    ]


def _joined(lines: list[str]) -> str:
    return "".join(f"{it}\r\n" for it in lines)


def _plain(text: str) -> str:
    return "".join(it if it.isprintable() else " " for it in text)


def _zipped(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            info = _GbkName(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("gbk", "replace"))
    return target.getvalue()
