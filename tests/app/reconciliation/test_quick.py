"""The quick way gives what the reader gives, fact for fact, or leaves the file alone."""

from dataclasses import astuple, replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.reconciliation import importing
from app.reconciliation.imported import FileStatus
from app.reconciliation.standard import CODED, NAMES, Entry, Kind, Status
from app.reconciliation.statements import quick, reading
from app.reconciliation.statements.table import Table
from app.shop import Shop
from app.till import Till
from tests.app.reconciliation import made

FORMS = sorted(quick.NAMES)
FEW = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a whole file takes minutes
)


def coded(it: Entry, file: int, place: int) -> tuple[object, ...]:
    values = dict(zip((*NAMES[2:], "raw"), astuple(it), strict=True))
    for name, codes in CODED.items():
        values[name] = codes[values[name]]  # type: ignore[index]
    return (file, place, *values.values())


def both(tmp_path: Path, content: bytes) -> tuple[list[tuple[object, ...]] | None, list[str]]:
    """Read both ways: what the quick one brought, and what the reader finds wrong."""
    path = tmp_path / "bill.csv"
    path.write_bytes(content)
    try:
        statement = reading.opened(path)
    except Refusal as refusal:
        return None, [refusal.text()]
    assert isinstance(statement.form, Table)
    with duckdb.connect(config={"threads": 1}) as engine:
        good = quick.load(engine, path, statement.source, statement.form, "quick")
        found = engine.execute("SELECT * FROM quick ORDER BY place").fetchall() if good else None
    slow = [coded(it, statement.source.number, at) for at, it in enumerate(statement.rows(), 1)]
    if found is not None:
        assert found == slow
    return found, [it.text() for it in statement.problems]


@pytest.mark.parametrize("name", FORMS)
@FEW
@given(data=st.data())
def test_both_ways_give_the_same_facts(
    name: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    entries = data.draw(made.entries_of(name))
    found, problems = both(tmp_path_factory.mktemp("a"), made.written(name, entries))
    assert (found is not None, problems) == (True, [])


@pytest.mark.parametrize("name", FORMS)
@FEW
@given(data=st.data())
def test_what_the_reader_refuses_the_quick_way_never_takes(
    name: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(made.written(name, data.draw(made.entries_of(name).filter(len))))
    at = data.draw(st.integers(content.index(b"\n") + 1, len(content) - 1))
    content[at] = data.draw(st.sampled_from(b"0123456789.-`, \tEx\n\x01\xff"))
    found, problems = both(tmp_path_factory.mktemp("a"), bytes(content))
    assert found is None or not problems


@pytest.mark.parametrize("how", [b"\r\n", b"\xef\xbb\xbf", b"\n\n"])
def test_ends_of_lines_and_marks_of_bytes_change_no_fact(tmp_path: Path, how: bytes) -> None:
    content = made.written("wechat_trade_all", [paid(1), paid(2)])
    changed = how + content if how.startswith(b"\xef") else content.replace(b"\n", how)
    both(tmp_path, changed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("`19.90,", "`19.9,"),
        ("`19.90,", "`1e9.90,"),
        ("`SUCCESS,", "`NOTPAY,"),
        ("`S1,", "`4.2E+27,"),
        ("`S1,", "`420000092520210000000000000,"),
        ("`S1,", "` S1,"),
        ("2026-03-01 00:00:01", "2026-02-30 00:00:01"),
        ("2026-03-01 00:00:01", "2026/03/01 00:00:01"),
        (",`0,`0,`0.00,", ",`7,`0,`0.00,"),  # the number of a refund where nothing went back
    ],
)
def test_a_row_that_is_not_as_it_should_be_is_left_to_the_reader(
    tmp_path: Path, old: str, new: str
) -> None:
    text = made.written("wechat_trade_all", [paid(1)]).decode()
    assert old in text
    assert both(tmp_path, text.replace(old, new).encode())[0] is None


def paid(number: int) -> Entry:
    return Entry(
        channel="wechat",
        account="1601959334",
        kind=Kind.PAY,
        channel_no=f"W{number:027}",
        order_no=f"S{number}",
        gross_fen=1990,
        fee_fen=12,
        fee_milli=12_000,
        net_fen=1978,
        at_ms=made.DAY_MS + number * 1000,
        biz_date=made.DAY,
    )


def test_a_large_file_is_kept_the_same_by_either_way(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [paid(it) for it in range(1, 50)]
    back = {"kind": Kind.REFUND, "status": Status.PENDING, "refund_no": "B1"}
    amounts = {"gross_fen": -1990, "net_fen": -1978, "fee_fen": -12, "fee_milli": -12_000}
    entries.append(replace(paid(60), **back, **amounts, original_no="W1"))  # type: ignore[arg-type]
    path = tmp_path / "bill.csv"
    path.write_bytes(made.written("wechat_trade_all", entries))
    slow = importing.take_in(till.shop, path)
    kept = kept_rows(till.shop)
    forget(till.shop)
    monkeypatch.setattr(quick, "FROM_BYTES", 0)
    assert importing.take_in(till.shop, path) == slow
    assert (slow.status, kept_rows(till.shop)) == (FileStatus.ACCEPTED, kept)


def kept_rows(shop: Shop) -> list[tuple[object, ...]]:
    with shop.database.reading() as connection:
        return sorted(map(tuple, connection.exec_driver_sql("SELECT * FROM statement_row")))


def forget(shop: Shop) -> None:
    with shop.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM statement_row")
        connection.exec_driver_sql("DELETE FROM statement_file")
