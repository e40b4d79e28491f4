"""UnionPay's statements for merchants: ZM (what went right) and ZME (差错, corrections).

Source: the development kit of ACP 5.1.0, 「对账文件说明」: GBK, fixed widths with a blank between,
cut on bytes; amounts in fen; C is to the merchant's credit, D to his debit. There is no year in
the times: it comes from the file's name, so a file keeps its name. Older files end in one reserve.
The names of ZME's amounts are taken from ZM, where they have the same widths.
"""

import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.base.errors import Refusal
from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import cells
from app.reconciliation.statements.control import differs
from app.reconciliation.statements.form import Found, Head
from app.reconciliation.statements.source import Part


def _named(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NAMES = _named(
    "交易代码 代理机构 发送机构 系统跟踪号 交易传输时间 账号 交易金额 商户类别 终端类型"
    " 查询流水号 支付方式旧 商户订单号 卡类型 原系统跟踪号 原交易时间 商户手续费 结算金额"
    " 支付方式 集团商户 交易类型 交易子类 业务类型 账号类型 账单类型 账单号码 交互方式"
    " 原查询流水号 商户代码 分账入账方式 二级商户 二级商户简称 分账金额 清算净额 终端号"
    " 自定义域 优惠金额 发票金额 分期手续费 期数 交易介质 原始订单号 保留"
)
WIDTHS = (
    *(3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21),
    *(15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98),
)
OLD_WIDTHS = (*WIDTHS[:40], 131)
ERROR_NAMES = _named(
    "交易代码 代理机构 发送机构 系统跟踪号 交易传输时间 账号 交易金额 商户类别 终端类型"
    " 交易介质 原系统跟踪号 原交易时间 差错原因 原交易金额 商户手续费 结算金额 商户代码"
    " 二级商户 入账方式 差错金额 标志 保留"
)
ERROR_WIDTHS = (3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135)
DAY = re.compile(r"(?:INN|_)(?:20)?(\d{6})(?:88ZM|\D|$)")
KINDS = {
    "01": Kind.PAY,
    "02": Kind.PAY,
    "03": Kind.PAY,
    "04": Kind.REFUND,
    "31": Kind.REFUND,
    "32": Kind.REFUND,
    "33": Kind.REFUND,
}
SIGNS = {"C": 1, "D": -1}


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one line by name; what is wrong in them is noted."""

    fields: Mapping[str, str]
    line: int
    raw: str
    day: int
    found: Found

    def fen(self, name: str) -> int:
        """Read an amount that is written as fen."""
        return self._whole(name, self.fields[name])

    def signed(self, name: str) -> int:
        """Read an amount behind C or D: positive is to the merchant's credit."""
        text = self.fields[name]
        if not text:
            return 0
        if text[0] not in SIGNS:
            self.note(name, Refusal("statement_amount", text=text))
            return 0
        return SIGNS[text[0]] * self._whole(name, text[1:])

    def time(self, name: str) -> int:
        """Read MMDDhhmmss of the year that the file's day gives; a day after it was last year."""
        text = self.fields[name]
        if not text:
            return 0
        year = self.day // 10_000 - (text[:4] > f"{self.day % 10_000:04}")
        try:
            return cells.china_ms(f"{year:04}{text}")
        except Refusal as refusal:
            self.note(name, refusal)
            return 0

    def note(self, name: str, why: Refusal) -> None:
        """Write down what is wrong."""
        self.found.add(Problem(line=self.line, column=name, why=why))

    def _whole(self, name: str, text: str) -> int:
        if text.isascii() and text.isdigit():
            return int(text)
        self.note(name, Refusal("statement_amount", text=text))
        return 0


@dataclass(frozen=True, slots=True)
class Fixed:
    """One of the two files; `shapes` are the widths that it may have, the newest first."""

    name: str
    names: Sequence[str]
    shapes: tuple[tuple[int, ...], ...]
    mark: str
    channel: str = "unionpay"

    def sees(self, part: Part) -> bool:
        """Say whether every line at the beginning has the length and the blanks of this file."""
        if part.is_book:
            return False
        lines = part.head.split(b"\n")
        whole = [it.rstrip(b"\r") for it in lines[:-1] or lines]
        full = [it for it in whole if it.strip()][:20]
        return bool(full) and all(self._shape(it) for it in full[:1])

    def read(self, parts: Sequence[Part], found: Found) -> Iterator[Entry]:
        """Read the rows of every part of this kind; each row's amounts must agree."""
        for part in parts:
            if self.sees(part):
                yield from self._read(part, found)

    def _read(self, part: Part, found: Found) -> Iterator[Entry]:
        day = _day(part.name)
        for line, raw in enumerate(part.raw_lines(), 1):
            text = raw.rstrip(b"\r\n")
            if not text.strip(b" \x1a"):
                continue
            widths = self._shape(text)
            if widths is None:
                why = Refusal("statement_width", found=len(text), expected=_length(self.shapes[0]))
                found.add(Problem(line=line, why=why))
                continue
            shown = text.decode("gb18030", "replace")
            record = Record(_fields(text, widths, self.names), line, shown, day, found)
            yield _entry(record) if self.mark == "ZM" else _correction(record)

    def _shape(self, line: bytes) -> tuple[int, ...] | None:
        for widths in self.shapes:
            if len(line) == _length(widths) and all(
                line[at : at + 1] == b" " for at in _blanks(widths)
            ):
                return widths
        return None

    def write(self, entries: Iterable[Entry], head: Head) -> bytes:
        """Write the ZIP with the one file that these rows make."""
        name = f"INN{head.first_day % 1_000_000:06}88{self.mark}_{head.account}"
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, self.text(entries, head))
        return target.getvalue()

    def text(self, entries: Iterable[Entry], head: Head) -> bytes:
        """Write the lines alone."""
        cells_of = _cells if self.mark == "ZM" else _corrected
        return b"".join(
            _line({**cells_of(it), **head.more(it)}, self.names, self.shapes[0]) for it in entries
        )


def file_name(merchant: str, day: int) -> str:
    """Name the archive that a merchant downloads."""
    return f"{merchant}_{day}.zip"


def _entry(record: Record) -> Entry:
    it = record.fields
    settled, fee = record.signed("结算金额"), -record.signed("商户手续费")
    kind = KINDS.get(it["交易类型"])
    if kind is None:
        kind = Kind.PAY if settled >= 0 else Kind.REFUND
    sign = 1 if kind is Kind.PAY else -1
    gross = sign * record.fen("交易金额")
    _must_agree(record, gross, fee, settled)
    at_ms = record.time("交易传输时间")
    is_refund = kind is Kind.REFUND
    return Entry(
        channel="unionpay",
        account=it["商户代码"],
        store=it["二级商户"],
        terminal=it["终端号"],
        kind=kind,
        channel_no=it["查询流水号"],
        order_no=it.get("原始订单号", "") if is_refund else it["商户订单号"],
        refund_no=it["商户订单号"] if is_refund else "",
        original_no=it["原查询流水号"] if is_refund else "",
        gross_fen=gross,
        fee_fen=fee,
        net_fen=settled,
        fee_milli=fee * 1000,
        at_ms=at_ms,
        biz_date=record.day,
        last4=_last4(it["账号"]),
        line=record.line,
        raw=record.raw,
    )


def _must_agree(record: Record, gross: int, fee: int, settled: int) -> None:
    """Note a row whose settled amount is not the amount less what lies between them."""
    less = (
        record.signed("优惠金额"),
        record.fen("分期手续费") if record.fields["分期手续费"] else 0,
    )
    between = {0, *less, sum(less), *(-it for it in less), -sum(less)}
    gap = settled - (gross - fee)
    if gap not in between:
        record.note("结算金额", differs(settled, gross - fee))


def _correction(record: Record) -> Entry:
    it = record.fields
    settled, fee = record.signed("结算金额"), -record.signed("商户手续费")
    return Entry(
        channel="unionpay",
        account=it["商户代码"],
        store=it["二级商户"],
        kind=Kind.ADJUST if settled >= 0 else Kind.CHARGEBACK,
        channel_no=f"{it['交易代码']}{it['系统跟踪号']}{it['交易传输时间']}",
        original_no=f"{it['原系统跟踪号']}{it['原交易时间']}",
        gross_fen=record.fen("交易金额") * (1 if settled >= 0 else -1),
        fee_fen=fee,
        net_fen=settled,
        fee_milli=fee * 1000,
        at_ms=record.time("交易传输时间"),
        biz_date=record.day,
        last4=_last4(it["账号"]),
        line=record.line,
        raw=record.raw,
    )


def _cells(it: Entry) -> dict[str, str]:
    is_refund = it.kind is Kind.REFUND
    at = cells.china_text(it.at_ms, "%m%d%H%M%S")
    return {
        "交易代码": "S30" if is_refund else "S22",
        "代理机构": "00010000",
        "发送机构": "00010000",
        "系统跟踪号": it.channel_no[-6:],
        "交易传输时间": at,
        "账号": f"622848*********{it.last4}" if it.last4 else "",
        "交易金额": f"{abs(it.gross_fen):012}",
        "商户类别": "5411",
        "终端类型": "08",
        "查询流水号": it.channel_no,
        "商户订单号": it.refund_no if is_refund else it.order_no,
        "卡类型": "01",
        "原系统跟踪号": it.original_no[-6:],
        "商户手续费": _signed(-it.fee_fen, "C" if is_refund else "D"),
        "结算金额": _signed(it.net_fen, "D" if is_refund else "C"),
        "支付方式": "1101",
        "交易类型": "04" if is_refund else "01",
        "交易子类": "00" if is_refund else "06",
        "业务类型": "000000",
        "账号类型": "01",
        "交互方式": "0",
        "原查询流水号": it.original_no,
        "商户代码": it.account,
        "二级商户": it.store,
        "分账金额": _signed(0, "C"),
        "清算净额": _signed(it.net_fen, "D" if is_refund else "C"),
        "终端号": it.terminal,
        "优惠金额": _signed(0, "C"),
        "发票金额": _signed(0, "C"),
        "分期手续费": f"{0:012}",
        "原始订单号": it.order_no if is_refund else "",
    }


def _corrected(it: Entry) -> dict[str, str]:
    return {
        "交易代码": it.channel_no[:3],
        "代理机构": "00010000",
        "发送机构": "00010000",
        "系统跟踪号": it.channel_no[3:9],
        "交易传输时间": cells.china_text(it.at_ms, "%m%d%H%M%S"),
        "账号": f"622848*********{it.last4}" if it.last4 else "",
        "交易金额": f"{abs(it.gross_fen):012}",
        "商户类别": "5411",
        "终端类型": "08",
        "原系统跟踪号": it.original_no[:6],
        "原交易时间": it.original_no[6:],
        "差错原因": "4502",
        "原交易金额": f"{abs(it.gross_fen):012}",
        "商户手续费": _signed(-it.fee_fen, "C"),
        "结算金额": _signed(it.net_fen, "C"),
        "商户代码": it.account,
        "二级商户": it.store,
        "差错金额": f"{abs(it.net_fen):012}",
    }


def _day(name: str) -> int:
    """Find the day in a file's name; raises Refusal without one, for the times have no year."""
    found = DAY.search(name)
    if not found:
        raise Refusal("statement_no_year", file=name)
    return cells.day(f"20{found.group(1)}")


def _fields(line: bytes, widths: Sequence[int], names: Sequence[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    start = 0
    for name, width in zip(names, widths, strict=False):
        fields[name] = line[start : start + width].decode("gb18030", "replace").strip()
        start += width + 1
    return fields


def _line(fields: Mapping[str, str], names: Sequence[str], widths: Sequence[int]) -> bytes:
    pairs = zip(names, widths, strict=True)
    return b" ".join(_cell(fields.get(name, ""), width) for name, width in pairs) + b"\r\n"


def _cell(text: str, width: int) -> bytes:
    """Fill or cut to a width in bytes; no character is halved."""
    raw = text.encode("gbk", "replace")[:width]
    return raw.decode("gbk", "ignore").encode("gbk").ljust(width)


def _signed(fen: int, zero: str) -> str:
    return f"{'C' if fen > 0 else 'D' if fen < 0 else zero}{abs(fen):012}"


def _last4(card: str) -> str:
    return card[-4:] if card[-4:].isdigit() else ""


def _length(widths: Sequence[int]) -> int:
    return sum(widths) + len(widths) - 1


def _blanks(widths: Sequence[int]) -> list[int]:
    """Return where the blanks between the fields stand."""
    return [end + place for place, end in enumerate(itertools.accumulate(widths[:-1]))]


ZM = Fixed("unionpay_zm", NAMES, (WIDTHS, OLD_WIDTHS), "ZM")
ZME = Fixed("unionpay_zme", ERROR_NAMES, (ERROR_WIDTHS,), "ZME")
