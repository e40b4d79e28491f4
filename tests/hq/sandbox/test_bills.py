"""Statements are what the books say, to the fen, in the shape of the real files."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.payments.exchange import CHINA, BillLink, Distrust, Response
from app.reconciliation.standard import sums_of
from app.reconciliation.statements import reading
from app.reconciliation.statements.source import of_bytes
from app.reconciliation.statements.unionpay import WIDTHS
from hq.sandbox.bills import alipay, unionpay, wechat
from tests.hq.sandbox.stage import Shop, a_shop, refund_of

NAMES = ("wechat", "alipay", "unionpay")
AMOUNTS = (1990, 1, 99_999, 83, 4_200)
DAY_S = 86_400


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A day of five payments at each, one refund in part and one reversal."""
    with a_shop() as opened:
        for name in ("wechat", "alipay", "unionpay"):
            _a_day(opened, name)
        yield opened


def _a_day(shop: Shop, name: str) -> None:
    orders = [shop.order(name, fen) for fen in AMOUNTS]
    for order in orders:
        shop.pay(name, order)
    first, *_, last = (replace(it, reference=shop.query(name, it).reference) for it in orders)
    shop.refund(name, first, refund_of(first, f"R{first.number}", 990))
    shop.reverse(name, last)


def day_of(shop: Shop) -> date:
    return shop.world.watch.now().astimezone(CHINA).date()


def sums(shop: Shop, name: str) -> dict[str, int]:
    found: dict[str, int] = shop.get("/sandbox/books").json()["totals"][name]
    return found


def fen(text: str) -> int:
    return round(float(text.strip().strip("`")) * 100)


def zipfile_has_rows(content: bytes) -> bool:
    """UnionPay's file of a day without payments is empty."""
    if not content.startswith(b"PK"):
        return True
    archive = zipfile.ZipFile(io.BytesIO(content))
    return any(it.file_size for it in archive.infolist())


def rows(text: str) -> tuple[list[str], list[list[str]], dict[str, str]]:
    lines = text.splitlines()
    body = [line[1:].split(",`") for line in lines[1:-2]]
    totals = dict(zip(lines[-2].split(","), lines[-1][1:].split(",`"), strict=True))
    return lines[0].split(","), body, totals


@pytest.mark.parametrize(("kind", "columns", "many"), [("ALL", 27, 7), ("SUCCESS", 20, 5)])
def test_wechat_s_trades_add_up(shop: Shop, kind: str, columns: int, many: int) -> None:
    head, body, totals = rows(wechat.written(shop.world, day_of(shop), kind).decode())
    assert (len(head), {len(it) for it in body}) == (columns, {columns})
    assert (len(body), int(totals["总交易单数"])) == (many, many)
    books = sums(shop, "wechat")
    assert fen(totals["应结订单总金额"]) == books["paid_fen"]
    assert fen(totals["订单总金额"]) == sum(fen(it[head.index("订单金额")]) for it in body)
    if kind == "ALL":
        assert fen(totals["退款总金额"]) == books["refunded_fen"] == 990 + 4200
        assert fen(totals["手续费总金额"]) == books["fee_fen"]
        assert sum(fen(it[head.index("手续费")]) for it in body) == books["fee_fen"]


def test_wechat_s_refunds_have_29_columns(shop: Shop) -> None:
    head, body, totals = rows(wechat.written(shop.world, day_of(shop), "REFUND").decode())
    assert (len(head), {len(it) for it in body}, len(body)) == (29, {29}, 2)
    assert fen(totals["申请退款总金额"]) == 5190


def test_wechat_s_fund_flow_is_a_chain(shop: Shop) -> None:
    _, body, totals = rows(wechat.written(shop.world, day_of(shop), "FLOW_BASIC").decode())
    balance = 0
    for row in body:
        balance += fen(row[6]) if row[5] == "收入" else -fen(row[6])
        assert fen(row[7]) == balance
    assert balance == sums(shop, "wechat")["settled_fen"]
    assert fen(totals["收入金额"]) - fen(totals["支出金额"]) == balance
    assert int(totals["资金流水总笔数"]) == len(body)


def test_alipay_s_trades_add_up_and_look_like_theirs(shop: Shop) -> None:
    archive = zipfile.ZipFile(io.BytesIO(alipay.written(shop.world, day_of(shop), "trade")))
    names = [it.filename.encode("cp437").decode("gbk") for it in archive.infolist()]
    assert [it.split("_")[-1] for it in names] == ["业务明细(汇总).csv", "业务明细.csv"]
    assert not any(it.flag_bits & 0x800 for it in archive.infolist())
    lines = archive.read(archive.infolist()[1]).decode("gbk").split("\r\n")
    body = [it.split(",") for it in lines[5:] if it and not it.startswith("#")]
    assert (lines[4].count(","), {len(it) for it in body}) == (24, {25})
    assert all(it[0].endswith("\t") and it[1].endswith("\t") for it in body)
    books = sums(shop, "alipay")
    assert sum(fen(it[11]) for it in body) == books["net_fen"]
    assert sum(fen(it[22]) for it in body) == -books["fee_fen"]
    assert "#交易合计：5笔，商家实收共1062.73元，商家优惠共0.00元" in lines
    assert "#退款合计：2笔，商家实收退款共-51.90元，商家优惠退款共0.00元" in lines


def test_alipay_s_account_is_a_chain(shop: Shop) -> None:
    archive = zipfile.ZipFile(io.BytesIO(alipay.written(shop.world, day_of(shop), "signcustomer")))
    lines = archive.read(archive.infolist()[0]).decode("gbk").split("\r\n")
    body = [it.split(",") for it in lines[5:] if it and not it.startswith("#")]
    balance = 0
    for row in body:
        balance += fen(row[6]) + fen(row[7])
        assert fen(row[8]) == balance
    assert balance == sums(shop, "alipay")["settled_fen"]


def test_unionpay_s_lines_are_cut_on_bytes(shop: Shop) -> None:
    lines = unionpay.written(shop.world, day_of(shop)).split(b"\r\n")[:-1]
    width = sum(WIDTHS) + len(WIDTHS) - 1
    assert ({len(it) for it in lines}, len(lines), len(WIDTHS)) == ({width}, 7, 42)
    starts = [sum(WIDTHS[:at]) + at for at in range(42)]

    def field(line: bytes, at: int) -> str:
        return line[starts[at - 1] :][: WIDTHS[at - 1]].decode("gbk").strip()

    def signed(text: str) -> int:
        return int(text[1:]) * (1 if text[0] == "C" else -1)

    books = sums(shop, "unionpay")
    assert sum(signed(field(it, 17)) for it in lines) == books["settled_fen"]
    assert sum(signed(field(it, 16)) for it in lines) == -books["fee_fen"]
    assert sum(int(field(it, 7)) for it in lines if field(it, 1) == "S22") == books["paid_fen"]


@pytest.mark.parametrize("name", ["wechat", "alipay"])
def test_our_client_fetches_the_statement_the_next_day(shop: Shop, name: str) -> None:
    channel, day = shop.channel(name), day_of(shop)

    def link() -> BillLink:
        request = channel.bill(day, shop.moment())
        found = channel.read_bill(request, shop.send(request), shop.world.watch.now())
        assert isinstance(found, BillLink)
        return found

    with pytest.raises(Distrust):
        link()
    shop.advance(DAY_S)
    found = link()
    answer = shop.send(channel.bill_file(found, shop.moment()))
    content = channel.read_bill_file(found, answer)
    if name == "wechat":
        assert hashlib.sha1(content, usedforsecurity=False).hexdigest() == found.sha1
        assert content == wechat.written(shop.world, day, "ALL")
    shop.advance(timedelta(minutes=6).total_seconds())
    late = shop.send(channel.bill_file(found, shop.moment()))
    assert isinstance(late, Response)
    assert late.status != 200


def test_our_readers_find_the_books_in_every_statement(shop: Shop) -> None:
    for name in shop.get(f"/sandbox/statements?date={day_of(shop)}").json():
        content = shop.get(f"/sandbox/statements/{name}?date={day_of(shop)}").content
        if "quickpass" in name or not zipfile_has_rows(content):
            continue
        statement = reading.told(of_bytes(name, content))
        found = sums_of(statement.rows())
        assert statement.problems == []
        books = sums(shop, next(it for it in NAMES if statement.form.channel.startswith(it)))
        if "success" not in statement.format and "refund" not in statement.format:
            assert found.net_fen == books["settled_fen"]
            assert (found.paid_fen, found.refunded_fen, found.fee_fen) == (
                books["paid_fen"],
                books["refunded_fen"],
                books["fee_fen"],
            )


def test_all_statements_of_a_day_are_named(shop: Shop) -> None:
    names = shop.get(f"/sandbox/statements?date={day_of(shop)}").json()
    assert len(names) == 8
    for name in names:
        assert shop.get(f"/sandbox/statements/{name}?date={day_of(shop)}").content
    assert shop.get("/sandbox/statements/passwd?date=2026-01-01").status_code == 404
