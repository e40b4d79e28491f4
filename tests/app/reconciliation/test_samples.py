"""Real statements, where somebody has them: their rows cannot be given away with the project."""

import os
from pathlib import Path

import pytest

from app.reconciliation.standard import sums_of
from app.reconciliation.statements import reading

FOLDER = Path(os.environ.get("ZHANGGUI_STATEMENTS", ""))
SAMPLES = {  # rows, paid, refunded, fee, net
    "wechat_tradebill_ALL.csv": ("wechat_trade_all", (3, 3, 0, 0, 3)),
    "wechat_tradebill_REFUND.csv": ("wechat_trade_refund", (2, 0, 2, 0, -2)),
    "alipay_trade_20170831.csv.zip": ("alipay_trade", (2, 4000, 0, 0, 4000)),
    "meituan_settlement_20260829-31_scrambled.xlsx": ("meituan", (19, 34338, 0, 7146, 20132)),
}


@pytest.mark.skipif(
    "ZHANGGUI_STATEMENTS" not in os.environ, reason="ZHANGGUI_STATEMENTS names no folder"
)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_real_statement_comes_to_what_it_says(name: str) -> None:
    form, expected = SAMPLES[name]
    statement = reading.opened(FOLDER / name)
    sums = sums_of(statement.rows())
    assert statement.format == form
    assert [it.text() for it in statement.problems if not it.is_warning] == []
    found = (sums.rows, sums.paid_fen, sums.refunded_fen, sums.fee_fen, sums.net_fen)
    assert found == expected
