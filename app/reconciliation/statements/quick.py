"""Reading large 交易账单 of WeChat Pay by DuckDB: the same facts as the reader, in less time.

It takes a file only whole and only where every row is exactly as the provider writes it and the
sums agree; anything else is left to `reading`, which says what is odd and where.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.reconciliation.imported import Tally
from app.reconciliation.standard import COLUMNS, KINDS, SIDES, STATUSES, Kind, Side, Status
from app.reconciliation.statements import cells
from app.reconciliation.statements.dialect import TICKED
from app.reconciliation.statements.reading import Statement
from app.reconciliation.statements.source import Part, Source
from app.reconciliation.statements.table import Table
from app.reconciliation.statements.wechat import ALIASES, REFUND_STATES, TOTALS

if TYPE_CHECKING:
    import duckdb

NAMES = frozenset({"wechat_trade_all", "wechat_trade_success", "wechat_trade_refund"})
FROM_BYTES = 8 << 20  # smaller files are read as quickly without it
MEMORY = "700MB"  # beyond it, it spills to the disk
PIECE = 1 << 22
FETCHED = 10_000
_MONEY = ("应结订单金额", "代金券金额", "退款金额", "充值券退款金额", "订单金额", "申请退款金额")
_TEXTS = (
    *("商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识", "微信退款单号"),
    *("商户退款单号", "货币种类"),
)
# Between 0x1f: what no text holds, blanks around one, a number that a spreadsheet spoiled.
_ODD = (
    "[\\x00-\\x1e\\x7f\\x{a0}\\x{3000}\\x{feff}`]|\\x1f | \\x1f"
    "|\\x1f([0-9]{15}000+|[0-9](\\.[0-9]+)?[eE]\\+[0-9]+)\\x1f"
)


def load(
    engine: "duckdb.DuckDBPyConnection", path: Path, file: Source, form: Table, table: str
) -> bool:
    """Bring a statement into a new table with our `COLUMNS` and `raw`; False where it is odd."""
    import duckdb  # noqa: PLC0415 - only for large files

    part = file.parts[0]
    header = _header(part, form)
    if header is None or len(file.parts) > 1 or part.encoding != "utf-8" or _is_packed(path):
        return False
    try:
        _read(engine, path, header)
        good = _is_exact(engine, header, _lines(path))
        if good:
            engine.execute(f"CREATE OR REPLACE TABLE {table} AS {_rows(file.number, header)}")
    except duckdb.Error:
        return False
    finally:
        engine.execute("DROP TABLE IF EXISTS as_written")
    return good


@contextmanager
def opened(path: Path, statement: Statement) -> Iterator["Bulk | None"]:
    """Read a large file whole into an engine of its own; None where it is small or odd."""
    form = statement.form
    if not isinstance(form, Table) or form.name not in NAMES or not _is_large(path):
        yield None
        return
    import duckdb  # noqa: PLC0415 - only for large files

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as spill:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": spill,
        }
        with duckdb.connect(":memory:", config=config) as engine:
            is_good = load(engine, path, statement.source, form, "quick")
            yield Bulk(engine) if is_good else None


@dataclass(frozen=True, slots=True)
class Bulk:
    """A statement within an engine, verified."""

    engine: "duckdb.DuckDBPyConnection"

    def batches(self) -> Iterator[list[tuple[object, ...]]]:
        """Read the rows: tuples in the order of `COLUMNS`, with `raw` behind."""
        found = self.engine.execute("SELECT * FROM quick ORDER BY place")
        while batch := found.fetchmany(FETCHED):
            yield batch

    def tally(self) -> Tally:
        """Add the rows up."""
        pay, back = KINDS[Kind.PAY], KINDS[Kind.REFUND]
        moved = f"status NOT IN ({STATUSES[Status.FAILED]}, {STATUSES[Status.CLOSED]})"
        found = self.engine.execute(
            f"""SELECT count(*),
            coalesce(sum(gross_fen) FILTER (kind = {pay} AND {moved}), 0)::BIGINT,
            coalesce(-sum(gross_fen) FILTER (kind = {back} AND {moved}), 0)::BIGINT,
            coalesce(sum(fee_fen) FILTER ({moved}), 0)::BIGINT,
            coalesce(sum(net_fen) FILTER ({moved}), 0)::BIGINT,
            list(DISTINCT biz_date), list(DISTINCT account), list(DISTINCT currency)
            FROM quick"""
        ).fetchone()
        assert found is not None
        many, paid, refunded, fee, net, days, accounts, currencies = found
        return Tally(
            many,
            paid,
            refunded,
            fee,
            net,
            days=set(days or []),
            accounts=set(accounts or []),
            currencies=set(currencies or []),
            channels={"wechat"},
        )


def _header(part: Part, form: Table) -> list[str] | None:
    first = next(iter(part.first_lines(1)), "")
    names = [ALIASES.get(it, it) for it in TICKED.cut(first, 0)]
    is_plain = form.needed <= set(names) and len(set(names)) == len(names)
    return names if is_plain and "订单金额" in names else None


def _is_large(path: Path) -> bool:
    return path.stat().st_size >= FROM_BYTES


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) in {b"PK", b"\x1f\x8b"}


def _lines(path: Path) -> int:
    count, last = 0, b"\n"
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            count += piece.count(b"\n")
            last = piece[-1:]
    return count + (last != b"\n")


def _read(engine: "duckdb.DuckDBPyConnection", path: Path, header: list[str]) -> None:
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(header)))
    engine.execute(
        rf"""CREATE OR REPLACE TEMP TABLE as_written AS SELECT * FROM read_csv(?, header=false,
        skip=1, auto_detect=false, delim=',`', quote='', escape='', null_padding=true,
        nullstr='\x1bnothing',
        columns={{{columns}}})""",
        [str(path)],
    )


def _is_exact(engine: "duckdb.DuckDBPyConnection", header: list[str], lines: int) -> bool:
    """Say whether every row is as the provider writes it, and the stated sums are theirs."""
    last = f"c{len(header) - 1}"
    sums = ", ".join(f"CAST(sum({_fen(header, it)}) AS BIGINT)" for it in _MONEY)
    found = engine.execute(
        f"""SELECT count(*), count(*) FILTER (NOT ({_exact(header)})),
        CAST(sum({_milli(header)}) AS BIGINT), {sums}
        FROM as_written WHERE {last} IS NOT NULL"""
    ).fetchone()
    assert found is not None
    many, odd, milli, *fens = (it or 0 for it in found)
    foot = engine.execute(
        f"SELECT * FROM as_written WHERE {last} IS NULL AND c0 IS NOT NULL"
    ).fetchall()
    if odd or len(foot) != 2 or lines != many + 3:  # noqa: PLR2004 - names, sums, and the header
        return False
    names = TICKED.cut(foot[0][0], 0)
    stated = [it.removeprefix("`") for it in foot[1] if it is not None]
    by_name = dict(zip(names, stated, strict=False))
    computed = {"总交易单数": str(many), "手续费总金额": cells.yuan(milli, 5)}
    for name, fen in zip(_MONEY, fens, strict=True):
        label = next((it for it in TOTALS if it.replace("总金额", "金额") == name), "")
        computed |= {label: cells.yuan(fen, 2)}
    known = set(names) & set(computed)
    needed = {"总交易单数", "手续费总金额"}
    return needed <= known and all(by_name.get(it) == computed[it] for it in known)


def _exact(header: list[str]) -> str:
    """Say in SQL that a row is as the provider writes it."""
    moment = _cell(header, "交易时间")
    tests = ["c0[1] = '`'", _is_moment(moment)]
    if "退款申请时间" in header:
        tests.append(_is_moment(_cell(header, "退款申请时间")))
    tests += [_is_decimal(_cell(header, it), 2) for it in _MONEY if it in header]
    tests.append(_is_decimal(_cell(header, "手续费"), 5))
    texts = [_cell(header, it) for it in _TEXTS if it in header]
    joined = ", chr(31), ".join(texts)
    tests.append(f"NOT regexp_matches(concat(chr(31), {joined}, chr(31)), '{_ODD}')")
    tests.append(f"{_cell(header, '交易状态')} IN ('SUCCESS', 'REFUND', 'REVOKED')")
    known = ", ".join(f"'{it}'" for it in REFUND_STATES)
    tests.append(f"{_cell(header, '退款状态')} IN ({known})")
    settled, gross = _fen(header, "应结订单金额"), _fen(header, "订单金额")
    coupon, back = _fen(header, "代金券金额"), _fen(header, "退款金额")
    paid = f"{settled} BETWEEN {gross} - {coupon} AND {gross}"
    asked = _asked(header)
    returned = f"{asked} > 0 AND {back} BETWEEN 0 AND {asked}"
    tests.append(f"CASE WHEN {_is_back(header)} THEN {returned} ELSE {paid} END")
    return " AND ".join(f"coalesce({it}, false)" for it in tests)


def _rows(number: int, header: list[str]) -> str:
    """Write the standard form of every row in SQL; `line` follows from the order of the file."""
    back = _is_back(header)
    asked = "退款申请时间" if "退款申请时间" in header else "交易时间"
    moment = f"CASE WHEN {back} THEN {_cell(header, asked)} ELSE {_cell(header, '交易时间')} END"
    fee = f"CAST(sign({_milli(header)}) * ((abs({_milli(header)}) + 500) // 1000) AS BIGINT)"
    sub, main = _number(header, "特约商户号"), _number(header, "商户号")
    states = " ".join(f"WHEN '{word}' THEN {STATUSES[it]}" for word, it in REFUND_STATES.items())
    refund_no, order_no = _number(header, "微信退款单号"), _number(header, "微信订单号")
    settled, returned = _fen(header, "应结订单金额"), _fen(header, "退款金额")
    values = {
        "file": f"CAST({number} AS BIGINT)",
        "place": "CAST(rowid + 1 AS INTEGER)",
        "side": f"CAST({SIDES[Side.THEIRS]} AS TINYINT)",
        "channel": "'wechat'",
        "account": f"CASE WHEN {sub} <> '' THEN {sub} ELSE {main} END",
        "terminal": _cell(header, "设备号"),
        "kind": f"CAST(CASE WHEN {back} THEN {KINDS[Kind.REFUND]} ELSE {KINDS[Kind.PAY]} END"
        " AS TINYINT)",
        "status": f"CAST(CASE WHEN NOT ({back}) THEN {STATUSES[Status.SUCCESS]} ELSE"
        f" CASE {_cell(header, '退款状态')} {states} END END AS TINYINT)",
        "channel_no": f"CASE WHEN {back} THEN {refund_no} ELSE {order_no} END",
        "order_no": _number(header, "商户订单号"),
        "refund_no": f"CASE WHEN {back} THEN {_number(header, '商户退款单号')} ELSE '' END",
        "original_no": f"CASE WHEN {back} THEN {order_no} ELSE '' END",
        "gross_fen": f"CASE WHEN {back} THEN -{_asked(header)} ELSE {_fen(header, '订单金额')} END",
        "fee_fen": fee,
        "net_fen": f"{settled} - CASE WHEN {back} THEN {returned} ELSE 0 END - {fee}",
        "fee_milli": _milli(header),
        "currency": f"coalesce(nullif({_cell(header, '货币种类')}, ''), 'CNY')",
        "at_ms": f"epoch_ms(strptime({moment}, '%Y-%m-%d %H:%M:%S')) - 28800000",
        "biz_date": f"CAST(replace(left({moment}, 10), '-', '') AS INTEGER)",
        "settle_date": "CAST(0 AS INTEGER)",
        "payer": _cell(header, "用户标识"),
        "line": "CAST(rowid + 2 AS INTEGER)",
    }
    chosen = ", ".join(f"{values.get(it.name, _NOTHING)} AS {it.name}" for it in COLUMNS)
    raw = ", ".join(f"c{at}" for at in range(len(header)))
    last = f"c{len(header) - 1}"
    raw = f"concat_ws(',`', {raw}) AS raw"
    return f"SELECT {chosen}, {raw} FROM as_written WHERE {last} IS NOT NULL"


_NOTHING = "''"


def _cell(header: list[str], name: str) -> str:
    if name not in header:
        return "''"
    at = header.index(name)
    return f"substr(c{at}, 2)" if at == 0 else f"c{at}"


def _number(header: list[str], name: str) -> str:
    it = _cell(header, name)
    return f"CASE WHEN {it} IN ('0', '-', '--') THEN '' ELSE {it} END"


def _fen(header: list[str], name: str) -> str:
    return f"coalesce(TRY_CAST(replace({_cell(header, name)}, '.', '') AS BIGINT), 0)"


def _milli(header: list[str]) -> str:
    return _fen(header, "手续费")


def _asked(header: list[str]) -> str:
    return _fen(header, "申请退款金额" if "申请退款金额" in header else "退款金额")


def _is_back(header: list[str]) -> str:
    is_state = f"{_cell(header, '交易状态')} IN ('REFUND', 'REVOKED')"
    return f"({is_state} OR {_number(header, '微信退款单号')} <> '')"


def _is_moment(cell: str) -> str:
    """Say in SQL that a cell is a time, written in just one way."""
    return f"CAST(try_strptime({cell}, '%Y-%m-%d %H:%M:%S') AS VARCHAR) = {cell}"


def _is_decimal(cell: str, places: int) -> str:
    """Say in SQL that a cell is a decimal with just so many places, of at most 13 digits before."""
    dot = f"{cell}[-{places + 1}] = '.' AND length(replace({cell}, '.', '')) = length({cell}) - 1"
    digits = f"translate({cell}, '-0123456789.', '') = '' AND length({cell}) <= 14 + {places}"
    is_one = f"{dot} AND {digits} AND TRY_CAST(replace({cell}, '.', '') AS BIGINT) IS NOT NULL"
    return f"({cell} = '0.{'0' * places}' OR {is_one})"
