"""`reconcile import` says of each file what it is, what it comes to, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.reconciliation.standard import Side
from app.reconciliation.statements import templates
from tests.app.reconciliation import made
from tests.app.reconciliation.test_importing import paid

Zhanggui = Callable[..., Any]
SUMS = ("rows", "paid_fen", "refunded_fen", "fee_fen", "net_fen")


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.csv"
    path.write_bytes(made.written("wechat_trade_all", [paid(1), paid(2)]))
    return path


def test_a_file_answers_by_itself_and_again_changes_nothing(
    zhanggui: Zhanggui, folder: Path, bill: Path
) -> None:
    assert folder.exists()
    done = zhanggui("reconcile", "import", bill)
    assert (done["format"], done["status"], done["problems"]) == (
        "wechat_trade_all",
        "accepted",
        [],
    )
    assert [done[it] for it in SUMS] == [2, 3980, 0, 24, 3956]
    again = zhanggui("reconcile", "import", bill)
    assert again == done | {"was_there": True}


def test_several_files_answer_together_and_one_bad_one_fails(
    zhanggui: Zhanggui, folder: Path, bill: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(bill.read_bytes().replace(b"`39.80", b"`39.81"))
    files = zhanggui("reconcile", "import", bill, bad, folder / "none.csv", status=1)["files"]
    assert [it["status"] for it in files] == ["accepted", "refused", "refused"]
    first, *_ = files[1]["problems"]
    assert (first["line"], first["column"], first["code"]) == (
        5,
        "应结订单总金额",
        "statement_total",
    )


def test_our_own_books_come_in_with_ours_only(
    zhanggui: Zhanggui, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        "at,order_no,channel,gross_fen,kind\n"
        "2026-03-01 10:00:00,A1,wechat,1990,\n"
        "2026-03-01T11:00:00+08:00,A2,wechat,990,refund\n"
        "1772334000000,A3,meituan,-5,adjust\n",
        "utf-8",
    )
    done = zhanggui("reconcile", "import", "--ours", path)
    assert (done["side"], done["paid_fen"], done["refunded_fen"]) == (Side.OURS, 1990, 990)
    other = tmp_path / "again.csv"
    other.write_text(path.read_text("utf-8") + "\n", "utf-8")
    refused = zhanggui("reconcile", "import", other, status=1)
    assert refused["problems"][0]["code"] == "statement_is_ours"
    assert folder.exists()


def test_a_statement_of_nobody_is_taken_in_by_a_template(
    zhanggui: Zhanggui, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("单号,金额,时间\nA1,20.00,2026-03-01 10:00:00\n", "gbk")
    refused = zhanggui("reconcile", "import", path, status=1)
    assert refused["problems"][0]["code"] == "statement_unknown"
    (folder / templates.FILE).write_text(
        '[[templates]]\nname = "youzan"\nheader = ["单号", "金额", "时间"]\n'
        'columns = { order_no = "单号", gross_fen = "金额", at = "时间" }\n',
        "utf-8",
    )
    done = zhanggui("reconcile", "import", path)
    assert (done["format"], done["channel"], done["paid_fen"]) == ("youzan", "youzan", 2000)
