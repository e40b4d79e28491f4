"""A header that the shop explained once is a format like any other."""

from pathlib import Path

import pytest

from app.base.errors import Refusal
from app.reconciliation.standard import Kind
from app.reconciliation.statements import acquirers, reading, templates
from app.reconciliation.statements.form import Head
from app.reconciliation.statements.source import of_bytes
from app.reconciliation.statements.table import Table

TOML = """
[[templates]]
name = "shouqianba"
header = ["订单号", "流水", "金额", "手续费", "时间", "类型"]
kind_column = "类型"
kinds = { "收款" = "pay", "退款" = "refund" }
number_from_end = 14
total_line = "合计"

[templates.columns]
order_no = "订单号"
channel_no = "流水"
gross_fen = "金额"
fee_fen = "手续费"
at = "时间"
"""
TEXT = """门店账单
订单号,流水,金额,手续费,时间,类型
A1,66202603010000000001,20.00,0.12,2026-03-01 10:00:00,收款
A2,66202603010000000002,5.00,0.00,2026-03-01 11:00:00,退款
合计,,15.00,0.12,,
"""


def forms(tmp_path: Path, text: str = TOML) -> tuple[Table, ...]:
    path = tmp_path / templates.FILE
    path.write_text(text, "utf-8")
    return templates.load(path)


def test_a_known_header_is_read_as_it_was_explained(tmp_path: Path) -> None:
    made = forms(tmp_path)
    statement = reading.told(of_bytes("x.csv", TEXT.encode("gbk")), made)
    first, second = statement.rows()
    assert statement.problems == []
    assert (statement.format, first.channel, first.gross_fen, first.net_fen) == (
        "shouqianba",
        "shouqianba",
        2000,
        1988,
    )
    assert first.channel_no == acquirers.lakala_log_no("66202603010000000001")
    assert (second.kind, second.gross_fen, second.line) == (Kind.REFUND, -500, 4)
    again = reading.told(of_bytes("x.csv", made[0].write([first, second], Head())), made)
    assert [it.gross_fen for it in again.rows()] == [2000, -500]
    assert again.problems == []


def test_its_total_line_is_held_against_the_rows(tmp_path: Path) -> None:
    for bad, code in [("15.00", "statement_total"), ("合计", "statement_no_footer")]:
        text = TEXT.replace(bad, "16.00") if bad == "15.00" else TEXT.partition("合计")[0]
        statement = reading.told(of_bytes("x.csv", text.encode()), forms(tmp_path))
        list(statement.rows())
        assert [it.why.code for it in statement.problems] == [code]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("order_no =", "ordre_no ="),
        ('gross_fen = "金额"', 'gross_fen = "金 额"'),
        ('"refund"', '"refunds"'),
        ("[[templates]]", "[[templates]"),
        ('total_line = "合计"', 'unit = "jiao"'),
    ],
)
def test_a_template_that_is_wrong_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(Refusal) as refused:
        forms(tmp_path, TOML.replace(old, new))
    assert refused.value.code == "bad_template"


def test_no_file_means_no_templates(tmp_path: Path) -> None:
    assert templates.load(tmp_path / "none.toml") == ()
