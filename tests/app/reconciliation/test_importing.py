"""Files are taken in whole or not at all, once, and rows that two files share count once."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import Refusal
from app.reconciliation import files, importing, rows
from app.reconciliation.imported import FileStatus, Imported
from app.reconciliation.standard import NAMES, STATUSES, Entry, Kind, Status
from app.reconciliation.statements import unionpay
from app.reconciliation.statements.form import Head
from app.reconciliation.statements.source import of_bytes
from app.shop import Shop
from app.till import Till
from tests.app.reconciliation import made


@pytest.fixture
def shop(till: Till) -> Shop:
    return till.shop


def paid(number: int, fen: int = 1990, **more: object) -> Entry:
    values: dict[str, object] = {
        "channel": "wechat",
        "account": "1601959334",
        "kind": Kind.PAY,
        "channel_no": f"W{number:027}",
        "order_no": f"S{number}",
        "gross_fen": fen,
        "fee_fen": 12,
        "fee_milli": 12_000,
        "net_fen": fen - 12,
        "at_ms": made.DAY_MS + number * 1000,
        "biz_date": made.DAY,
    }
    return Entry(**(values | more))  # type: ignore[arg-type]


def back(number: int, status: Status) -> Entry:
    return replace(
        paid(number),
        kind=Kind.REFUND,
        status=status,
        gross_fen=-990,
        net_fen=-984,
        fee_fen=-6,
        fee_milli=-6000,
        channel_no=f"R{number:027}",
        original_no="W1",
        refund_no=f"B{number}",
    )


def taken(shop: Shop, content: bytes, name: str = "bill.csv") -> Imported:
    return importing.take_in_source(shop, of_bytes(name, content))


def current(shop: Shop) -> list[tuple[object, ...]]:
    with shop.database.reading() as connection:
        return list(rows.current(connection, made.DAY, made.DAY))


def test_a_good_file_is_kept_with_its_sums_and_its_lines(shop: Shop) -> None:
    done = taken(shop, made.written("wechat_trade_all", [paid(1), back(2, Status.SUCCESS)]))
    assert (done.status, done.format, done.account) == (
        FileStatus.ACCEPTED,
        "wechat_trade_all",
        "1601959334",
    )
    sums = done.sums
    assert (sums.rows, sums.paid_fen, sums.refunded_fen) == (2, 1990, 990)
    assert (sums.fee_fen, sums.net_fen) == (6, 994)
    with shop.database.reading() as connection:
        assert files.find(connection, done.number) == done
        assert rows.raw(connection, done.number, 1).startswith("`2026-03-01 00:00:01,`wx")


def test_the_same_bytes_again_change_nothing(shop: Shop) -> None:
    content = made.written("wechat_trade_all", [paid(1)])
    first, again = taken(shop, content), taken(shop, content, "another name.csv")
    assert again == replace(first, was_there=True)
    assert len(current(shop)) == 1


def test_a_payment_that_all_and_success_name_counts_once(shop: Shop) -> None:
    taken(shop, made.written("wechat_trade_all", [paid(1), paid(2)]))
    done = taken(shop, made.written("wechat_trade_success", [paid(2), paid(3)]))
    assert (done.status, done.repeats, len(current(shop))) == (FileStatus.ACCEPTED, 1, 3)


def test_a_pending_refund_makes_way_for_its_success(shop: Shop) -> None:
    taken(shop, made.written("wechat_trade_all", [back(1, Status.PENDING)]))
    taken(shop, made.written("wechat_trade_refund", [back(1, Status.SUCCESS)]))
    (left,) = current(shop)
    assert left[NAMES.index("status")] == STATUSES[Status.SUCCESS]


def test_a_file_that_contradicts_an_accepted_one_is_set_aside(shop: Shop) -> None:
    taken(shop, made.written("wechat_trade_all", [paid(1)]))
    done = taken(shop, made.written("wechat_trade_success", [paid(1, 1890)]))
    assert done.status is FileStatus.QUARANTINED
    assert [it.why.code for it in done.problems] == ["statement_changed"]
    assert len(current(shop)) == 1


def test_a_file_that_does_not_add_up_leaves_no_row(shop: Shop) -> None:
    content = made.written("wechat_trade_all", [paid(1), paid(2)]).replace(b"`0.24000", b"`0.25000")
    done = taken(shop, content)
    assert done.status is FileStatus.REFUSED
    assert [(it.line, it.column, it.why.code) for it in done.problems] == [
        (5, "手续费总金额", "statement_total")
    ]
    assert done.problems[0].text("en").startswith("line 5 “手续费总金额”: The total")
    assert "差 -0.01000" in done.problems[0].text()
    assert current(shop) == []


def test_a_refused_file_may_be_judged_again(shop: Shop) -> None:
    content = made.written("wechat_trade_all", [paid(1)])[:-20]
    first = taken(shop, content)
    again = taken(shop, content)
    assert [it.text() for it in again.problems] == [it.text() for it in first.problems]
    assert (first.status, again.was_there) == (FileStatus.REFUSED, False)


def test_what_a_crash_left_half_is_begun_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    content = made.written("wechat_trade_all", [paid(it) for it in range(1, 8)])
    monkeypatch.setattr(importing, "BATCH", 2)
    add = rows.add

    def dies(connection: object, file: int, place: int, entries: object) -> None:
        if place > 3:
            raise MemoryError
        add(connection, file, place, entries)  # type: ignore[arg-type]

    monkeypatch.setattr(rows, "add", dies)
    with pytest.raises(MemoryError):
        taken(shop, content)
    assert current(shop) == []
    monkeypatch.setattr(rows, "add", add)
    assert taken(shop, content).status is FileStatus.ACCEPTED
    assert len(current(shop)) == 7


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<xml><return_code>FAIL</return_code></xml>", "statement_is_an_answer"),
        (b'{"code":"NO_STATEMENT_EXIST"}', "statement_is_an_answer"),
        (b"a,b,c\n1,2,3\n", "statement_unknown"),
        (b"\x00\x01\x02", "statement_unreadable"),
    ],
)
def test_what_is_no_statement_says_what_it_is(shop: Shop, content: bytes, code: str) -> None:
    done = taken(shop, content)
    assert (done.status, done.problems[0].why.code) == (FileStatus.REFUSED, code)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "statement_empty"), (b"PK\x03\x04 no archive", "statement_archive")],
)
def test_what_cannot_be_opened_is_refused_at_once(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        of_bytes("x", content)
    assert refused.value.code == code


def test_a_spreadsheet_s_traces_are_named(shop: Shop) -> None:
    text = made.written("wechat_trade_all", [paid(1)]).decode().replace("`", "")
    for old, new, code in [
        ("2026-03-01 00:00:01", "2026/3/1 0:00", "statement_resaved"),
        (f"W{1:027}", "4.2E+27", "statement_scientific"),
        (f"W{1:027}", "420000092520210000000000000", "statement_scientific"),
    ]:
        done = taken(shop, text.replace(old, new).encode("utf-8-sig"))
        assert done.status is FileStatus.REFUSED
        assert (done.problems[0].line, done.problems[0].why.code) == (2, code)


def test_columns_may_stand_in_any_order(shop: Shop) -> None:
    lines = made.written("wechat_trade_all", [paid(1)]).decode().splitlines()
    turned = [",".join(reversed(lines[0].split(",")))]
    turned += [",".join(f"`{it}" for it in reversed(lines[1][1:].split(",`"))), *lines[2:]]
    done = taken(shop, "\n".join(turned).encode())
    assert (done.status, done.sums.paid_fen) == (FileStatus.ACCEPTED, 1990)


def test_a_column_named_twice_is_refused(shop: Shop) -> None:
    text = made.written("wechat_trade_all", [paid(1)]).decode().replace("手续费,", "订单金额,", 1)
    assert taken(shop, text.encode()).problems[0].why.code == "statement_header_twice"


def test_one_archive_may_hold_what_went_right_and_what_was_corrected(shop: Shop) -> None:
    it = replace(paid(1), channel="unionpay", account="802310048993424")
    fixed = replace(it, kind=Kind.ADJUST, channel_no="E22123456" + "0301000001", order_no="")
    head = Head(account=it.account, first_day=made.DAY)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("INN26030188ZM_802310048993424", unionpay.ZM.text([it], head))
        archive.writestr("INN26030188ZME_802310048993424", unionpay.ZME.text([fixed], head))
    done = taken(shop, target.getvalue(), "802310048993424_20260301.zip")
    assert (done.status, done.format) == (FileStatus.ACCEPTED, "unionpay_zm+unionpay_zme")
    assert (done.sums.rows, done.sums.net_fen) == (2, 2 * 1978)


def test_a_file_is_found_on_disk(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "bill.csv"
    path.write_bytes(made.written("wechat_trade_all", [paid(1)]))
    assert importing.take_in(shop, path).name == "bill.csv"
    with pytest.raises(Refusal, match="找不到文件"):
        importing.take_in(shop, tmp_path / "none.csv")
