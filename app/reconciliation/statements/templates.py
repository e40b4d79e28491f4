"""Templates: what a header means, told once by the shop, for every statement that we do not know.

`statements.toml` in the data folder holds them, and a shop may pass its file on to others:

    [[templates]]
    name = "shouqianba"                     # and of the channel, unless `channel` says otherwise
    header = ["订单号", "金额", "时间", "类型"]   # what a file must have to be of this kind
    columns = { order_no = "订单号", gross_fen = "金额", at = "时间" }
    kind_column = "类型"
    kinds = { "收款" = "pay", "退款" = "refund" }
    unit = "yuan"                           # or "fen"
    number_from_end = 14                    # keep so many signs of channel_no, as Lakala does
    total_line = "合计"                       # a last line that begins so states the sums
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from app.base.errors import Refusal
from app.reconciliation.standard import Entry, Kind
from app.reconciliation.statements import cells
from app.reconciliation.statements.books import OUT, moment
from app.reconciliation.statements.control import Measure, Measured, Totals
from app.reconciliation.statements.dialect import CSV
from app.reconciliation.statements.form import Head
from app.reconciliation.statements.row import Row
from app.reconciliation.statements.source import Line
from app.reconciliation.statements.table import Checks, Table

FILE = "statements.toml"
AMOUNTS = ("gross_fen", "fee_fen", "net_fen")
TEXTS = ("account", "store", "terminal", "batch", "payer", "last4")
NUMBERS = ("channel_no", "order_no", "refund_no", "original_no")
KNOWN = frozenset({*AMOUNTS, *TEXTS, *NUMBERS, "at", "biz_date", "settle_date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """How a statement of one header is read; `columns` maps our fields to its columns."""

    name: str
    header: tuple[str, ...]
    columns: Mapping[str, str]
    channel: str = ""
    kind_column: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    unit: str = "yuan"
    number_from_end: int = 0
    total_line: str = ""

    @property
    def form(self) -> Table:
        """The format that it makes."""
        measures = {
            self.columns[it]: Measure(_summed(it), 2 if self.unit == "yuan" else 0)
            for it in AMOUNTS
            if it in self.columns
        }
        needed = frozenset(measures) if self.total_line else frozenset[str]()
        return Table(
            name=self.name,
            channel=self.channel or self.name,
            columns=self.header,
            needed=frozenset(self.header),
            entry=self.entry,
            cells=self.cells,
            checks=lambda: Checks(Totals(measures, needed)),
            foot=_Foot(self.total_line, self.header),
        )

    def entry(self, row: Row) -> Entry:
        """Read one row as the template says."""
        kind = row.choice(self.kind_column, self.kinds, Kind.PAY) if self.kind_column else Kind.PAY
        gross = self._amount(row, "gross_fen")
        if not self.kind_column and gross < 0:
            kind = Kind.REFUND
        gross = -abs(gross) if kind in OUT else gross
        fee = self._amount(row, "fee_fen")
        net = self._amount(row, "net_fen") if "net_fen" in self.columns else gross - fee
        at = self.columns.get("at", "")
        at_ms = (row.read(at, moment, row.text(at)) or 0) if at else 0
        days = {it: row.day(self.columns[it]) for it in _DAYS if it in self.columns}
        numbers = {it: row.number(self.columns[it]) for it in NUMBERS if it in self.columns}
        if self.number_from_end and "channel_no" in numbers:
            numbers["channel_no"] = numbers["channel_no"][-self.number_from_end :]
        texts = {it: row.text(self.columns[it]) for it in TEXTS if it in self.columns}
        return Entry(
            channel=self.channel or self.name,
            kind=kind,
            gross_fen=gross,
            fee_fen=fee,
            net_fen=-abs(net) if kind in OUT else net,
            fee_milli=fee * 1000,
            at_ms=at_ms,
            biz_date=days.get("biz_date", 0) or cells.china_day(at_ms),
            settle_date=days.get("settle_date", 0),
            line=row.line,
            raw=row.raw,
            **(numbers | texts),  # type: ignore[arg-type]  # they are texts
        )

    def cells(self, it: Entry, _balance: int) -> dict[str, str]:
        """Write one row as the template says."""
        values = {self.columns[name]: self._written(it, name) for name in self.columns}
        words = {kind: word for word, kind in self.kinds.items()}
        if self.kind_column:
            values[self.kind_column] = words.get(it.kind, "")
        return values

    def _amount(self, row: Row, name: str) -> int:
        column = self.columns.get(name, "")
        text = row.text(column)
        if text in cells.EMPTY:
            return 0
        reader = cells.decimal if self.unit == "yuan" else cells.whole
        return row.read(column, reader, text) or 0

    def _written(self, it: Entry, name: str) -> str:
        value: Any = getattr(it, name, "")
        if name == "at":
            return cells.china_text(it.at_ms)
        if name in AMOUNTS:
            return cells.yuan(value) if self.unit == "yuan" else str(value)
        return cells.day_text(value) if name in _DAYS else str(value)


_DAYS = ("biz_date", "settle_date")


@dataclass(frozen=True, slots=True)
class _Foot:
    word: str
    header: tuple[str, ...]

    def starts(self, text: str) -> bool:
        return bool(self.word) and text.lstrip('"').startswith(self.word)

    def read(self, lines: Iterator[Line], totals: Totals) -> None:
        line, text = next(lines)
        for name, value in zip(self.header, CSV.cut(text, 0), strict=False):
            if value and not value.startswith(self.word):
                totals.state(name, value, line)

    def write(self, totals: Totals, _: Head) -> list[str]:
        if not self.word:
            return []
        sums = [totals.text(it) if it in totals.labels else "" for it in self.header]
        return [CSV.join([self.word, *sums[1:]])]


def load(path: Path) -> tuple[Table, ...]:
    """Read the templates of a file, none where there is no file; raises Refusal for a bad one."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise Refusal("bad_template", file=path, why=error) from error
    for it in found.templates:
        wrong = sorted(set(it.columns) - KNOWN) or sorted(set(it.columns.values()) - set(it.header))
        if wrong or "gross_fen" not in it.columns or it.unit not in {"yuan", "fen"}:
            why = "、".join(wrong) or f"gross_fen, unit={it.unit}"
            raise Refusal("bad_template", file=path, why=f"{it.name}: {why}")
    return tuple(it.form for it in found.templates)


class _File(msgspec.Struct):
    templates: tuple[Template, ...] = ()


def _summed(name: str) -> Measured:
    def of(_: Row, entry: Entry) -> int:
        return int(getattr(entry, name))

    return of
