"""Alipay's 业务明细 and 账务明细: a ZIP of CSV in GBK, sums in lines that begin with #.

Source: 「查询对账单下载地址」 of opendocs.alipay.com, and files as they come: names in GBK without
the flag of UTF-8, a TAB behind every number and text, refunds negative, no quoting.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.reconciliation.standard import Entry
from app.reconciliation.statements import cells
from app.reconciliation.statements.cells import clean
from app.reconciliation.statements.control import Totals
from app.reconciliation.statements.dialect import Dialect
from app.reconciliation.statements.form import Found, Head
from app.reconciliation.statements.source import Line, Part
from app.reconciliation.statements.table import Table

ACCOUNT = re.compile(r"^[,\s]*#\s*账号：\[(.*?)\]")
UNIT = re.compile(r"\([+-]?元\)$")
NAME, TIME = 3, 4  # places of 商品名称 and of the time behind it, in both statements
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
RULE = "-" * 41


def fold(name: str) -> str:
    """Put a column's name in one spelling: half-width signs, without its unit."""
    return UNIT.sub("", name.replace("（", "(").replace("）", ")").strip())


def account_in(text: str) -> str:
    """Find the account in a line above the header."""
    found = ACCOUNT.match(text)
    return clean(found.group(1)) if found else ""


def above(title: str, head: Head) -> list[str]:
    """Write the lines above the header."""
    begins, ends = (
        cells.day_text(it, "{:04}年{:02}月{:02}日 00:00:00")
        for it in (head.first_day, head.last_day)
    )
    return [
        f"#支付宝{title}查询",
        f"#账号：[{head.account}]",
        f"#起始日期：[{begins}]   终止日期：[{ends}]",
        f"#{RULE}{title}列表{RULE[1:]}",
    ]


def _cut(line: str, many: int) -> list[str]:
    """Cut at commas; one that a text holds is given back to 商品名称 or to 备注, the last."""
    if '"' in line:
        quoted = [clean(it) for it in next(csv.reader([line]), [])]
        if len(quoted) == many or not many:
            return quoted
    found = [clean(it) for it in line.split(",")]
    extra = len(found) - many
    if extra <= 0 or not many:
        return found
    lead = 0 if found[0] else 1  # a spreadsheet may have put an empty column before the first
    at = next((it for it in range(TIME + lead, len(found)) if MOMENT.fullmatch(found[it])), 0)
    within = min(max(0, at - TIME - lead), extra)
    begin = NAME + lead
    found[begin : begin + within + 1] = [",".join(found[begin : begin + within + 1])]
    if len(found) > many:
        found[many - 1 :] = [",".join(found[many - 1 :])]
    return found


DIALECT = Dialect(_cut, ",".join, end="\r\n", encoding="gbk")


@dataclass(frozen=True, slots=True)
class Foot:
    """Lines that begin with #. `stated` finds sums in them, and says under which names."""

    title: str
    stated: Mapping[re.Pattern[str], tuple[str, ...]]
    written: tuple[str, ...]  # the same lines, with a place for each sum

    def starts(self, text: str) -> bool:
        """Say whether the sums begin here."""
        return text.lstrip(', \t"').startswith("#")

    def read(self, lines: Iterator[Line], totals: Totals) -> None:
        """Read every line to the end; a refund's sum may be written with a sign or without."""
        for line, text in lines:
            for pattern, labels in self.stated.items():
                if found := pattern.search(text):
                    for label, value in zip(labels, found.groups(), strict=True):
                        totals.state(label, value.lstrip("-"), line)

    def write(self, totals: Totals, head: Head) -> list[str]:
        """Write the lines."""
        sums = [
            line.format(*(totals.text(it) for it in labels)).replace("共-0.00元", "共0.00元")
            for line, labels in zip(self.written, self.stated.values(), strict=True)
        ]
        made = cells.china_text(head.made_at_ms, "%Y年%m月%d日 %H:%M:%S")
        end = f"#{RULE}{self.title}列表结束{'-' * 36}"
        return [end, *sums, f"#导出时间：[{made}]"]


class _GbkName(zipfile.ZipInfo):
    """A member whose name is in GBK and says nothing of it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile asks by this name
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Pack members whose names are in GBK, as Alipay does."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = _GbkName(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class Packed:
    """A statement in a ZIP of its own, with what lies beside it; reads it unpacked too."""

    table: Table
    title: str
    beside: Callable[[Sequence[Entry], Head], Mapping[str, bytes]] = lambda _rows, _head: {}

    @property
    def name(self) -> str:
        """What it is called."""
        return self.table.name

    @property
    def channel(self) -> str:
        """Whose statement it is."""
        return self.table.channel

    def sees(self, part: Part) -> bool:
        """Say whether a part is this statement; a summary is none."""
        return self.table.sees(part)

    def read(self, parts: Sequence[Part], found: Found) -> Iterator[Entry]:
        """Read the rows."""
        return self.table.read(parts, found)

    def write(self, entries: Iterable[Entry], head: Head) -> bytes:
        """Write the ZIP, a summary first, as they come."""
        rows = list(entries)
        stem = f"{head.account}_{head.first_day}"
        members = {f"{stem}_{it}.csv": text for it, text in self.beside(rows, head).items()}
        members[f"{stem}_{self.title}.csv"] = self.table.write(rows, head)
        return zipped(members)
