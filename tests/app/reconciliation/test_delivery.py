"""A settlement of 美团外卖 is proved by its bills, day by day, and one that lies is refused."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from app.reconciliation.problem import Problem
from app.reconciliation.standard import Entry, Kind, sums_of
from app.reconciliation.statements import book, cells, formats, reading
from app.reconciliation.statements.form import Head
from app.reconciliation.statements.source import of_bytes
from tests.app.reconciliation import made

Sheets = dict[str, list[list[str]]]


def order(number: int, day: int = made.DAY, **more: object) -> Entry:
    name = f"95312842725169950{number}"
    values: dict[str, object] = {
        "channel": "meituan",
        "store": "10000001",
        "kind": Kind.PAY,
        "channel_no": name,
        "order_no": name,
        "gross_fen": 4521,
        "fee_fen": 967,
        "fee_milli": 967_000,
        "net_fen": 3254,
        "at_ms": made.DAY_MS,
        "biz_date": day,
        "settle_date": 20260304,
        "batch": "20000001",
    }
    return Entry(**(values | more))  # type: ignore[arg-type]


def insured(it: Entry) -> Entry:
    nothing = {"fee_fen": 0, "fee_milli": 0}
    amounts = {"gross_fen": -12, "net_fen": -12} | nothing
    numbers = {"channel_no": f"{it.order_no}:投保扣款", "original_no": it.order_no}
    return replace(it, kind=Kind.ADJUST, **amounts, **numbers)  # type: ignore[arg-type]


ROWS = [order(1), insured(order(1)), order(2, 20260302), order(3, 20260302)]


def looked_at(change: Callable[[Sheets], None]) -> tuple[list[Entry], list[Problem]]:
    part = of_bytes("a.xlsx", made.written("meituan", ROWS)).parts[0]
    sheets: Sheets = {name: [row for _, row in book.sheet(part, name)] for name in book.names(part)}
    change(sheets)
    statement = reading.told(of_bytes("a.xlsx", book.written(sheets)))
    return list(statement.rows()), statement.problems


def told(problems: list[Problem]) -> list[tuple[int, str, str]]:
    return [(it.line, it.column, it.why.code) for it in problems if not it.is_warning]


def test_one_order_may_stand_on_several_rows_and_the_bills_prove_them_all() -> None:
    rows, problems = looked_at(lambda _: None)
    sums = sums_of(rows)
    assert (problems, sums.rows, sums.net_fen) == ([], 4, 3254 * 3 - 12)
    assert (sums.paid_fen, sums.fee_fen) == (4521 * 3, 967 * 3)


def changed(sheet: str, line: int, column: str, text: str) -> Callable[[Sheets], None]:
    def change(sheets: Sheets) -> None:
        rows = sheets[sheet]
        header = next(it for it in rows if column in it)
        rows[line - 1][header.index(column)] = text

    return change


def test_an_amount_that_was_altered_is_named_with_its_row_and_its_day() -> None:
    _, problems = looked_at(changed("订单明细", 4, "商家应收款", "33.54"))
    assert told(problems) == [
        (4, "订单明细 商家应收款", "statement_row"),
        (4, "账单明细 2026-03-02 账单金额", "statement_total"),
    ]
    assert "差 1.00" in problems[1].text()


def test_a_row_that_is_missing_is_missed_by_its_day() -> None:
    _, problems = looked_at(lambda sheets: sheets["订单明细"].pop(2))  # type: ignore[arg-type]
    assert told(problems) == [(3, "账单明细 2026-03-01 账单金额", "statement_total")]


def test_a_day_without_a_bill_is_refused() -> None:
    _, problems = looked_at(lambda sheets: sheets["账单明细"].pop())  # type: ignore[arg-type]
    assert told(problems) == [(0, "账单明细 2026-03-02 账单金额", "statement_total")]


def test_a_balance_that_jumps_is_named() -> None:
    _, problems = looked_at(changed("账户余额流水", 3, "现有余额", "1.00"))
    assert [it[2] for it in told(problems)] == ["statement_balance"]


def test_a_summary_of_more_days_is_told_but_stops_nothing() -> None:
    def change(sheets: Sheets) -> None:
        sheets["汇总信息"][1][1] = "1,747.95元"

    _, problems = looked_at(change)
    assert [(it.why.code, it.is_warning) for it in problems] == [("statement_excerpt", True)]


def test_a_number_that_a_spreadsheet_kept_as_a_number_is_refused() -> None:
    spoiled = book.text(9531284272516995045.0)
    _, problems = looked_at(changed("订单明细", 2, "订单号", spoiled))
    assert (2, "订单号", "statement_scientific") in told(problems)


@pytest.mark.parametrize(
    ("value", "text"),
    [(32.54, "32.54"), (20.0, "20"), (None, ""), ("\t-\u00a0", "-"), (True, "TRUE")],
)
def test_a_cell_is_read_as_it_looks(value: object, text: str) -> None:
    assert book.text(value) == text


def test_an_order_of_taobao_shangou_must_agree_with_itself() -> None:
    it = replace(order(1), channel="eleme", account="E1", batch="")
    more: Mapping[str, str] = {"结算金额": cells.yuan(3255)}
    content = formats.BY_NAME["eleme"].write([it], Head(more=lambda _: more))
    statement = reading.told(of_bytes("a.xlsx", content))
    list(statement.rows())
    assert told(statement.problems) == [(2, "结算金额", "statement_row")]
