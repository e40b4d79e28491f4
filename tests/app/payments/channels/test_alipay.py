"""Alipay 当面付 and 花呗分期: what is sent, and what each answer means."""

import json
from dataclasses import replace
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from app.base.errors import Refusal
from app.base.money import Money
from app.payments import signing
from app.payments.channels import huabei
from app.payments.channels.huabei import Contract
from app.payments.exchange import Ask, Back, BillLink, Distrust, Mode, Request, Response, Verdict
from app.payments.wallets import Code
from tests.app.payments.stage import (
    ALIPAY,
    CODE,
    FORGER,
    MOMENT,
    NUMBER,
    ORDER,
    OURS,
    REFUND,
    THEIRS,
    alipay,
    alipay_callback,
    alipay_trade,
    signed,
)
from tests.examples import NOON

PAY = ALIPAY.pay(ORDER, CODE, MOMENT)
QUERY = ALIPAY.query(ORDER, MOMENT)
CONTRACT = Contract(fee_bps={3: 230, 6: 450})
NOTIFIED = {
    "app_id": ALIPAY.app_id,
    "seller_id": ALIPAY.seller,
    "notify_id": "2026010201222",
    "out_trade_no": NUMBER,
    "trade_no": "20260102",
    "trade_status": "TRADE_SUCCESS",
    "total_amount": "19.90",
    "buyer_logon_id": "159****5620",
    "subject": "a+b & c = 鲜牛奶",
}


def content(request: Request) -> dict[str, object]:
    return dict(json.loads(parse_qs(request.body.decode())["biz_content"][0]))


def said(code: str, sub: str = "", method: str = "alipay_trade_pay") -> Response:
    return alipay(method, {"code": code, "msg": "", "sub_code": sub})


def verdict(request: Request, answer: Response) -> Verdict:
    return ALIPAY.read(request, answer, NOON).verdict


def test_what_is_sent_is_signed_over_every_field_sorted() -> None:
    fields = dict(parse_qsl(urlsplit(PAY.url).query) + parse_qsl(PAY.body.decode()))
    signature = fields.pop("sign")
    message = "&".join(f"{name}={fields[name]}" for name in sorted(fields))
    assert signing.fits(OURS.public_key(), message.encode(), signature)
    assert fields["timestamp"] == "2026-01-02 20:00:00"  # in China
    assert content(PAY)["total_amount"] == "19.90"
    assert content(PAY)["scene"] == "bar_code"
    assert content(ALIPAY.pay(ORDER, Code("fp0c1d2e3f4a5b6c"), MOMENT))["scene"] == "security_code"


@pytest.mark.parametrize(
    ("code", "sub", "expected"),
    [
        ("10003", "", Verdict.PAYING),
        ("20000", "aop.unknow-error", Verdict.UNKNOWN),
        ("20000", "ACQ.SYSTEM_ERROR", Verdict.UNKNOWN),
        ("40004", "ACQ.SYSTEM_ERROR", Verdict.UNKNOWN),
        ("40004", "ACQ.TRADE_HAS_SUCCESS", Verdict.UNKNOWN),  # the first try was paid
        ("40004", "ACQ.CONTEXT_INCONSISTENT", Verdict.UNKNOWN),
        ("40004", "ACQ.INVENTED", Verdict.UNKNOWN),
        ("40004", "", Verdict.UNKNOWN),
        ("40004", "ACQ.BUYER_BALANCE_NOT_ENOUGH", Verdict.DEAD),
        ("40004", "ACQ.PAYMENT_AUTH_CODE_INVALID", Verdict.DEAD),
        ("40002", "isv.invalid-signature", Verdict.DEAD),
        ("", "", Verdict.UNKNOWN),
    ],
)
def test_each_code_of_a_payment(code: str, sub: str, expected: Verdict) -> None:
    assert verdict(PAY, said(code, sub)) is expected


def test_a_payment_of_ten_thousand_is_paid_with_its_amount() -> None:
    done = alipay_trade()
    del done["trade_status"]
    outcome = ALIPAY.read(PAY, alipay("alipay_trade_pay", done), NOON)
    assert (outcome.verdict, outcome.paid) == (Verdict.PAID, Money(1990))
    assert outcome.payer == "159****5620"
    assert verdict(QUERY, alipay("alipay_trade_query", done)) is Verdict.UNKNOWN


@pytest.mark.parametrize("total", ["19.9", "19.90"])
def test_yuan_are_read_to_the_fen(total: str) -> None:
    answer = alipay("alipay_trade_query", alipay_trade(total_amount=total))
    assert ALIPAY.read(QUERY, answer, NOON).paid == Money(1990)


@pytest.mark.parametrize("total", ["1990", "19.900", "+19.90", "1.99e1", "019.90", "", 19.9, None])
def test_yuan_in_any_other_form_are_not_believed(total: object) -> None:
    answer = alipay("alipay_trade_query", alipay_trade(total_amount=total))
    assert verdict(QUERY, answer) is Verdict.UNKNOWN


def test_a_trade_that_does_not_exist_is_dead_only_after_a_cancellation() -> None:
    """A shown code makes no trade before it is scanned."""
    gone = said("40004", "ACQ.TRADE_NOT_EXIST", "alipay_trade_query")
    assert verdict(QUERY, gone) is Verdict.UNKNOWN
    assert verdict(ALIPAY.query(replace(ORDER, was_undone=True), MOMENT), gone) is Verdict.DEAD


def test_a_closed_trade_says_whether_it_had_been_paid() -> None:
    closed = alipay_trade("TRADE_CLOSED")
    returned = closed | {"send_pay_date": "2026-01-02 20:00:01"}
    assert not ALIPAY.read(QUERY, alipay("alipay_trade_query", closed), NOON).has_returned
    assert ALIPAY.read(QUERY, alipay("alipay_trade_query", returned), NOON).has_returned


def test_an_answer_to_another_question_is_unknown() -> None:
    assert verdict(QUERY, alipay("alipay_trade_pay", alipay_trade())) is Verdict.UNKNOWN


def test_a_qr_code_is_shown() -> None:
    shown = replace(ORDER, mode=Mode.SHOWN)
    request = ALIPAY.show(shown, MOMENT)
    facts = {"code": "10000", "out_trade_no": NUMBER, "qr_code": "https://qr.alipay.com/bavh4wjlxf"}
    outcome = ALIPAY.read(request, alipay("alipay_trade_precreate", facts), NOON)
    assert (outcome.verdict, outcome.shows) == (Verdict.PAYING, "https://qr.alipay.com/bavh4wjlxf")
    other = alipay("alipay_trade_precreate", facts | {"out_trade_no": REFUND.number})
    assert verdict(request, other) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "back", "again"),
    [
        ({"code": "10000", "retry_flag": "N", "action": "close"}, Back.DONE, False),
        ({"code": "10000", "retry_flag": "N", "action": "refund"}, Back.DONE, False),
        ({"code": "10000"}, Back.DONE, False),  # it never existed
        ({"code": "10000", "retry_flag": "Y"}, Back.UNKNOWN, True),
        ({"code": "20000"}, Back.UNKNOWN, True),
        ({"code": "40004", "sub_code": "ACQ.SYSTEM_ERROR"}, Back.UNKNOWN, True),
        ({"code": "40004", "sub_code": "ACQ.TRADE_CANCEL_TIME_OUT"}, Back.REFUSED, False),
        ({"code": "10000", "out_trade_no": REFUND.number}, Back.UNKNOWN, True),
    ],
)
def test_each_answer_to_a_cancellation(facts: dict[str, str], back: Back, *, again: bool) -> None:
    undone = ALIPAY.read_back(
        ALIPAY.reverse(ORDER, MOMENT), alipay("alipay_trade_cancel", facts), NOON
    )
    assert (undone.back, undone.again) == (back, again)


def test_a_refund_is_done_only_when_its_record_is_found() -> None:
    asked, found = ALIPAY.refund(ORDER, REFUND, MOMENT), ALIPAY.refund_query(ORDER, REFUND, MOMENT)
    assert content(asked)["refund_amount"] == "9.90"
    for change in ("Y", "N"):  # N: the same number was refunded before
        answer = {"code": "10000", "out_trade_no": NUMBER, "fund_change": change}
        undone = ALIPAY.read_back(asked, alipay("alipay_trade_refund", answer), NOON)
        assert (undone.back, undone.again) == (Back.UNDERWAY, True)
    method = "alipay_trade_fastpay_refund_query"
    empty = ALIPAY.read_back(found, alipay(method, {"code": "10000", "msg": "Success"}), NOON)
    assert empty.back is Back.UNKNOWN
    record = {
        "code": "10000",
        "out_trade_no": NUMBER,
        "out_request_no": REFUND.number,
        "refund_amount": "9.90",
        "refund_status": "REFUND_SUCCESS",
    }
    assert ALIPAY.read_back(found, alipay(method, record), NOON).back is Back.DONE
    other = alipay(method, record | {"refund_amount": "9.91"})
    assert ALIPAY.read_back(found, other, NOON).back is Back.UNKNOWN


def test_a_refund_that_is_refused_says_whether_to_try_again() -> None:
    asked = ALIPAY.refund(ORDER, REFUND, MOMENT)
    poor = said("40004", "ACQ.SELLER_BALANCE_NOT_ENOUGH", "alipay_trade_refund")
    final = said("40004", "ACQ.TRADE_HAS_FINISHED", "alipay_trade_refund")
    assert ALIPAY.read_back(asked, poor, NOON).again
    assert not ALIPAY.read_back(asked, final, NOON).again


def test_a_notification_is_proven_and_judged() -> None:
    heard = ALIPAY.hear(alipay_callback(NOTIFIED), NOON)
    assert (heard.order, heard.nonce) == (NUMBER, "2026010201222")
    assert ALIPAY.judge(heard, ORDER).verdict is Verdict.PAID
    assert ALIPAY.judge(heard, replace(ORDER, amount=Money(1))).verdict is Verdict.UNKNOWN
    assert ALIPAY.reply(taken=True).body == b"success"
    assert ALIPAY.reply(taken=False).body != b"success"


def test_a_notification_after_a_refund_says_that_some_has_gone_back() -> None:
    fields = NOTIFIED | {"refund_fee": "9.90", "out_biz_no": REFUND.number}
    heard = ALIPAY.hear(alipay_callback(fields), NOON)
    assert heard.refund == REFUND.number
    assert ALIPAY.judge(heard, ORDER).has_returned
    assert ALIPAY.judge_back(heard, REFUND).back is Back.UNDERWAY


@pytest.mark.parametrize(
    "change", [{"app_id": "1"}, {"seller_id": "2088"}, {"notify_id": ""}], ids=str
)
def test_a_notification_for_somebody_else_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(Distrust):
        ALIPAY.hear(alipay_callback(NOTIFIED | change), NOON)
    with pytest.raises(Distrust, match="signature"):
        ALIPAY.hear(alipay_callback(NOTIFIED, key=FORGER), NOON)


def test_a_notification_with_a_field_twice_is_refused() -> None:
    good = alipay_callback(NOTIFIED)
    with pytest.raises(Distrust, match="twice"):
        ALIPAY.hear(replace(good, body=good.body + b"&total_amount=0.01"), NOON)


def test_a_statement_is_a_zip_from_an_address_that_soon_expires() -> None:
    bill = ALIPAY.bill(NOON.date(), MOMENT)
    assert content(bill) == {"bill_type": "trade", "bill_date": "2026-01-02"}
    method = "alipay_data_dataservice_bill_downloadurl_query"
    facts = {"code": "10000", "bill_download_url": "http://127.0.0.1:1/bill?token=x"}
    link = ALIPAY.read_bill(bill, alipay(method, facts), NOON)
    request = ALIPAY.bill_file(link, MOMENT)
    assert (request.method, request.ask) == ("GET", Ask.BILL_FILE)
    archive = b"PK\x03\x04 and the rest"
    assert ALIPAY.read_bill_file(link, Response(200, (), archive)) == archive
    with pytest.raises(Distrust, match="no ZIP"):
        ALIPAY.read_bill_file(BillLink(""), Response(200, (), b"<xml>expired</xml>"))
    with pytest.raises(Distrust, match="isp"):
        ALIPAY.read_bill(bill, said("40004", "isp.bill_not_exist", method), NOON)


def test_the_signature_covers_the_text_as_it_was_sent() -> None:
    """Blanks, escapes and the order of names: nothing is written anew before it is checked."""
    text = '{ "code":"10000","trade_no":"1" ,"out_trade_no":"%s",' % NUMBER  # noqa: UP031
    text += '"trade_status":"TRADE_SUCCESS","total_amount":"19.90","x":"\\u9c9c\\/ } {"}'
    assert verdict(QUERY, alipay("alipay_trade_query", text)) is Verdict.PAID
    rewritten = json.dumps(json.loads(text)).encode()
    sign = signed(THEIRS, rewritten)
    body = f'{{"alipay_trade_query_response":{text},"sign":"{sign}"}}'.encode()
    assert verdict(QUERY, Response(200, (), body)) is Verdict.UNKNOWN


def test_instalments_begin_at_a_hundred_yuan_and_only_as_contracted() -> None:
    assert huabei.offers(Money(9_999), CONTRACT) == ()
    offered = huabei.offers(Money(10_000), CONTRACT)
    assert [(it.months, it.fee) for it in offered] == [(3, Money(230)), (6, Money(450))]
    with pytest.raises(Refusal, match=r"满 100\.00 元"):
        huabei.chosen(Money(9_999), 3, CONTRACT)
    for months in (12, 9, 0):
        with pytest.raises(Refusal, match="没有签约"):
            huabei.chosen(Money(10_000), months, CONTRACT)


@pytest.mark.parametrize(("merchant", "percent"), [(True, "100"), (False, "0")])
def test_instalments_are_sent_with_who_bears_the_fee(*, merchant: bool, percent: str) -> None:
    contract = replace(CONTRACT, merchant_bears=merchant)
    chosen = huabei.chosen(Money(100_000), 6, contract)
    order = replace(ORDER, amount=Money(100_000), instalments=chosen)
    expected = {"hb_fq_num": "6", "hb_fq_seller_percent": percent}
    assert content(ALIPAY.pay(order, CODE, MOMENT))["extend_params"] == expected
    assert content(ALIPAY.show(order, MOMENT))["extend_params"] == expected
    owed = 100_000 if merchant else 104_500
    assert sum(it.fen for it in huabei.monthly(order.amount, chosen)) == owed


def test_instalments_are_refunded_against_the_same_trade() -> None:
    chosen = huabei.chosen(Money(100_000), 3, CONTRACT)
    order = replace(ORDER, amount=Money(100_000), instalments=chosen)
    sent = content(ALIPAY.refund(order, replace(REFUND, amount=Money(30_000)), MOMENT))
    assert (sent["out_trade_no"], sent["refund_amount"]) == (NUMBER, "300.00")
    assert "extend_params" not in sent
