from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.reconciliation.matching import loads
from app.reconciliation.matching.engines import DuckDb
from app.reconciliation.standard import COLUMNS, Side
from tests.app.reconciliation.matching.stage import PERIOD, match, ours, theirs

ODD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@settings(max_examples=10, deadline=None)
@given(ODD, ODD)
def test_rows_come_into_the_engine_as_they_are(order_no: str, payer: str) -> None:
    row = loads.coded(replace(ours(1), order_no=order_no, payer=payer), 1, 1)
    engine = DuckDb(None, threads=1)
    loads.take(engine, Side.OURS, [row])
    names = ", ".join(it.name for it in COLUMNS)
    assert engine.rows(f"SELECT {names} FROM entry_ours") == [tuple(row)]
    engine.close()


def test_days_that_are_none_and_amounts_that_are_large_break_nothing() -> None:
    rows = [ours(1, 10**14, biz_date=20260231), theirs(1, 10**14, biz_date=0, fee_fen=0)]
    engine, outcome = match(rows, PERIOD)
    assert sum(outcome.groups.values()) <= 1
    engine.close()


def test_equal_rows_are_told_apart() -> None:
    engine, _ = match([ours(1), ours(1), ours(1)])
    assert engine.rows("SELECT count(DISTINCT id), max(copy) FROM wide_ours") == [(3, 3)]
    engine.close()
