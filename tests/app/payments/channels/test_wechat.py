"""WeChat Pay, v3 and v2: what is sent, and what each answer means."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from app.base.money import Money
from app.payments import signing
from app.payments.exchange import (
    Ask,
    Back,
    BillLink,
    Callback,
    Distrust,
    Mode,
    Request,
    Response,
    Verdict,
    header,
)
from tests.app.payments.stage import (
    CODE,
    FORGER,
    MOMENT,
    NUMBER,
    ORDER,
    OURS,
    REFUND,
    V2,
    V3,
    v2,
    v2_trade,
    v3,
    v3_callback,
    v3_headers,
    v3_trade,
)
from tests.examples import NOON

PAY = V3.pay(ORDER, CODE, MOMENT)
QUERY = V3.query(ORDER, MOMENT)
SHOWN = replace(ORDER, mode=Mode.SHOWN)


def paid_by(request: Request, answer: Response) -> Verdict:
    return V3.read(request, answer, NOON).verdict


def test_codepay_sends_the_fields_of_its_page_signed_over_path_and_body() -> None:
    body = json.loads(PAY.body)
    assert (PAY.method, PAY.url) == ("POST", "http://127.0.0.1:1/v3/pay/transactions/codepay")
    assert body["payer"] == {"auth_code": CODE.text}
    assert body["amount"] == {"total": 1990, "currency": "CNY"}
    assert body["scene_info"]["store_info"] == {"id": "a"}
    assert (body["out_trade_no"], body["appid"], body["mchid"]) == (NUMBER, V3.appid, V3.mchid)
    credential = header(PAY.headers, "Authorization")
    assert credential.startswith('WECHATPAY2-SHA256-RSA2048 mchid="1900000109",nonce_str="5K8264')
    signature = credential.split('signature="')[1].split('"')[0]
    stamp = int(NOON.timestamp())
    message = f"POST\n/v3/pay/transactions/codepay\n{stamp}\n{MOMENT.nonce}\n".encode()
    assert signing.fits(OURS.public_key(), message + PAY.body + b"\n", signature)


def test_a_query_signs_its_parameters_too() -> None:
    parts = urlsplit(QUERY.url)
    assert parse_qs(parts.query) == {"mchid": [V3.mchid]}
    signature = header(QUERY.headers, "authorization").split('signature="')[1].split('"')[0]
    message = f"GET\n{parts.path}?{parts.query}\n{int(NOON.timestamp())}\n{MOMENT.nonce}\n\n"
    assert signing.fits(OURS.public_key(), message.encode(), signature)


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        ("SUCCESS", Verdict.PAID),
        ("REFUND", Verdict.PAID),
        ("USERPAYING", Verdict.PAYING),
        ("NOTPAY", Verdict.PAYING),
        ("ACCEPT", Verdict.PAYING),
        ("CLOSED", Verdict.DEAD),
        ("REVOKED", Verdict.DEAD),
        ("PAYERROR", Verdict.DEAD),
        ("", Verdict.UNKNOWN),
        ("success", Verdict.UNKNOWN),
        ("INVENTED", Verdict.UNKNOWN),
    ],
)
def test_each_state_of_a_trade(state: str, verdict: Verdict) -> None:
    assert paid_by(QUERY, v3(v3_trade(state))) is verdict
    facts = v2_trade(trade_state=state)
    assert V2.read(V2.query(ORDER, MOMENT), v2(facts), NOON).verdict is verdict


def test_a_bare_userpaying_is_paying() -> None:
    assert paid_by(PAY, v3({"trade_state": "USERPAYING"})) is Verdict.PAYING
    assert paid_by(PAY, v3({"trade_state": "REVOKED"})) is Verdict.UNKNOWN
    assert paid_by(PAY, v3({"trade_state": "USERPAYING"}, 202)) is Verdict.PAYING


def test_a_failed_try_of_a_shown_code_may_be_followed_by_another() -> None:
    query = V3.query(SHOWN, MOMENT)
    assert paid_by(query, v3(v3_trade("PAYERROR"))) is Verdict.PAYING


@pytest.mark.parametrize("code", ["AUTH_CODE_EXPIRED", "NOT_ENOUGH", "RULE_LIMIT", "SIGN_ERROR"])
def test_what_the_page_calls_final_is_dead(code: str) -> None:
    assert paid_by(PAY, v3({"code": code, "message": ""}, 400)) is Verdict.DEAD


@pytest.mark.parametrize(
    "code",
    [
        "SYSTEM_ERROR",
        "BANK_ERROR",
        "ORDER_PAID",
        "OUT_TRADE_NO_USED",  # the first try of it may be paid
        "INVALID_REQUEST",
        "FREQUENCY_LIMITED",
        "ORDER_NOT_EXIST",
        "",
        "INVENTED",
    ],
)
def test_any_other_error_of_a_payment_is_unknown(code: str) -> None:
    assert paid_by(PAY, v3({"code": code, "message": ""}, 400)) is Verdict.UNKNOWN
    assert paid_by(PAY, v3({"code": code, "message": ""}, 200)) is Verdict.UNKNOWN
    answer = v2(v2_trade(result_code="FAIL", err_code=code.replace("_", ""), trade_state=""))
    assert V2.read(V2.pay(ORDER, CODE, MOMENT), answer, NOON).verdict is Verdict.UNKNOWN


def test_a_refusal_of_a_second_try_does_not_speak_of_the_first() -> None:
    again = V3.pay(ORDER, CODE, MOMENT, is_again=True)
    assert paid_by(again, v3({"code": "AUTH_CODE_EXPIRED"}, 400)) is Verdict.UNKNOWN


def test_an_order_that_does_not_exist_is_dead_only_after_a_reversal() -> None:
    """Two things look alike: never arrived, and not arrived yet."""
    gone = v3({"code": "ORDER_NOT_EXIST", "message": ""}, 404)
    before, after = QUERY, V3.query(replace(ORDER, was_undone=True), MOMENT)
    assert V3.read(before, gone, NOON).is_missing
    assert V3.read(before, gone, NOON).verdict is Verdict.UNKNOWN
    assert V3.read(after, gone, NOON).verdict is Verdict.DEAD


def test_a_foreign_currency_is_unknown() -> None:
    facts = v3_trade(amount={"total": 1990, "currency": "USD"})
    assert paid_by(QUERY, v3(facts)) is Verdict.UNKNOWN


def test_the_trade_of_another_merchant_is_unknown() -> None:
    assert paid_by(QUERY, v3(v3_trade(mchid="1900000110"))) is Verdict.UNKNOWN
    assert paid_by(QUERY, v3(v3_trade(appid="wx0"))) is Verdict.UNKNOWN


def test_the_payer_is_masked() -> None:
    assert V3.read(QUERY, v3(v3_trade()), NOON).payer == "oU***6o"


@pytest.mark.parametrize("late_s", [-301, 301, 86_400, -600])
def test_an_answer_signed_too_far_from_now_is_unknown(late_s: int) -> None:
    answer = v3(v3_trade(), at=NOON + timedelta(seconds=late_s))
    outcome = V3.read(QUERY, answer, NOON)
    assert (outcome.verdict, "clocks" in outcome.reason) == (Verdict.UNKNOWN, True)
    near = v3(v3_trade(), at=NOON + timedelta(seconds=300))
    assert paid_by(QUERY, near) is Verdict.PAID


def test_a_probe_with_a_wrong_signature_is_not_believed() -> None:
    """WeChat Pay sends some on purpose, to see who checks."""
    good = v3(v3_trade())
    wrong = tuple(
        (name, f"WECHATPAY/SIGNTEST/{value}" if name == "Wechatpay-Signature" else value)
        for name, value in good.headers
    )
    assert paid_by(QUERY, replace(good, headers=wrong)) is Verdict.UNKNOWN
    assert paid_by(QUERY, v3(v3_trade(), serial="PUB_KEY_ID_0")) is Verdict.UNKNOWN


def test_a_qr_code_is_shown_and_its_order_closed_not_reversed() -> None:
    show = V3.show(SHOWN, MOMENT)
    outcome = V3.read(show, v3({"code_url": "weixin://wxpay/bizpayurl?pr=abc"}), NOON)
    assert (outcome.verdict, outcome.shows) == (Verdict.PAYING, "weixin://wxpay/bizpayurl?pr=abc")
    assert json.loads(show.body)["notify_url"] == V3.notify_url
    close = V3.reverse(SHOWN, MOMENT)
    assert (close.ask, close.url.endswith(f"{NUMBER}/close")) == (Ask.CLOSE, True)
    closed = Response(204, v3_headers(b""), b"")
    assert V3.read_back(close, closed, NOON).back is Back.DONE
    paid_already = v3({"code": "ORDERPAID"}, 400)
    assert V3.read_back(close, paid_already, NOON).back is Back.REFUSED


def test_a_reversal_is_acknowledged_and_proves_nothing_by_itself() -> None:
    reverse = V3.reverse(ORDER, MOMENT)
    assert reverse.url.endswith(f"/out-trade-no/{NUMBER}/reverse")
    done = v3({"appid": V3.appid, "mchid": V3.mchid, "out_trade_no": NUMBER})
    other = v3({"out_trade_no": REFUND.number})
    assert V3.read_back(reverse, done, NOON).back is Back.DONE
    assert V3.read_back(reverse, other, NOON).back is Back.UNKNOWN
    busy = V3.read_back(reverse, v3({"code": "USERPAYING"}, 400), NOON)
    assert (busy.back, busy.again) == (Back.UNKNOWN, True)
    assert paid_by(QUERY, v3(v3_trade("SUCCESS"))) is Verdict.PAID  # it said done, yet it is paid


@pytest.mark.parametrize(
    ("state", "back"),
    [
        ("SUCCESS", Back.DONE),
        ("PROCESSING", Back.UNDERWAY),
        ("CLOSED", Back.REFUSED),
        ("ABNORMAL", Back.UNKNOWN),
        ("INVENTED", Back.UNKNOWN),
    ],
)
def test_each_state_of_a_refund(state: str, back: Back) -> None:
    amount = {"total": 1990, "refund": 990}
    facts = {
        "refund_id": "50300001",
        "out_refund_no": REFUND.number,
        "status": state,
        "amount": amount,
    }
    for request in (V3.refund(ORDER, REFUND, MOMENT), V3.refund_query(ORDER, REFUND, MOMENT)):
        undone = V3.read_back(request, v3(facts), NOON)
        assert (undone.back, undone.amount, undone.reference) == (back, Money(990), "50300001")
        wrong = v3(facts | {"amount": {"refund": 1}})
        assert V3.read_back(request, wrong, NOON).back is Back.UNKNOWN
        other = v3(facts | {"out_refund_no": NUMBER})
        assert V3.read_back(request, other, NOON).back is Back.UNKNOWN


def test_a_refund_without_money_is_asked_for_again_by_the_same_number() -> None:
    request = V3.refund(ORDER, REFUND, MOMENT)
    undone = V3.read_back(request, v3({"code": "NOT_ENOUGH"}, 403), NOON)
    assert (undone.back, undone.again) == (Back.REFUSED, True)
    undone = V3.read_back(request, v3({"code": "FREQUENCY_LIMITED"}, 429), NOON)
    assert (undone.back, undone.again) == (Back.UNKNOWN, True)


def test_a_callback_is_opened_and_judged_by_its_order() -> None:
    heard = V3.hear(v3_callback(v3_trade()), NOON)
    assert (heard.order, heard.refund, len(heard.nonce)) == (NUMBER, "", 32)
    assert V3.judge(heard, ORDER).verdict is Verdict.PAID
    assert V3.judge(heard, replace(ORDER, amount=Money(1))).verdict is Verdict.UNKNOWN
    assert V3.reply(taken=True).status == 204
    assert V3.reply(taken=False).status == 500


def test_a_replayed_callback_has_the_same_nonce_and_an_old_one_is_refused() -> None:
    callback = v3_callback(v3_trade())
    assert V3.hear(callback, NOON).nonce == V3.hear(callback, NOON + timedelta(minutes=4)).nonce
    with pytest.raises(Distrust, match="long ago"):
        V3.hear(callback, NOON + timedelta(days=30))


def test_a_callback_of_a_refund_is_judged_by_its_refund() -> None:
    facts = {
        "mchid": V3.mchid,
        "out_trade_no": NUMBER,
        "out_refund_no": REFUND.number,
        "refund_id": "50300001",
        "refund_status": "SUCCESS",
        "amount": {"total": 1990, "refund": 990},
    }
    heard = V3.hear(v3_callback(facts, event="REFUND"), NOON)
    assert heard.refund == REFUND.number
    assert V3.judge_back(heard, REFUND).back is Back.DONE
    assert V3.judge(heard, ORDER).verdict is Verdict.UNKNOWN


def test_a_callback_sealed_with_another_key_or_signed_by_another_is_refused() -> None:
    with pytest.raises(Distrust, match="sealed"):
        V3.hear(v3_callback(v3_trade(), seal=b"x" * 32), NOON)
    good = v3_callback(v3_trade())
    with pytest.raises(Distrust, match="does not fit"):
        V3.hear(Callback(v3_headers(good.body, key=FORGER), good.body), NOON)


def test_a_statement_is_fetched_from_a_signed_address_and_proven_by_its_hash() -> None:
    text = "﻿交易时间,公众账号ID\n".encode()
    sha1 = hashlib.sha1(text, usedforsecurity=False).hexdigest()
    bill = V3.bill(NOON.date(), MOMENT)
    assert bill.url.endswith("/v3/bill/tradebill?bill_date=2026-01-02&bill_type=ALL")
    url = "http://127.0.0.1:1/v3/billdownload/file?token=x"
    facts = {"download_url": url, "hash_type": "SHA1", "hash_value": sha1.upper()}
    link = V3.read_bill(bill, v3(facts), NOON)
    assert V3.bill_file(link, MOMENT).url == url
    assert "token" not in repr(link)
    assert V3.read_bill_file(link, Response(200, (), text)) == text
    with pytest.raises(Distrust, match="whole"):
        V3.read_bill_file(link, Response(200, (), text[:-1]))
    with pytest.raises(Distrust, match="NO_STATEMENT_EXIST"):
        V3.read_bill(bill, v3({"code": "NO_STATEMENT_EXIST"}, 400), NOON)
    with pytest.raises(Distrust):
        V3.read_bill_file(BillLink("x", ""), Response(404, (), b""))


def test_v2_pays_by_the_result_alone_and_reverses_with_a_certificate() -> None:
    pay = V2.pay(ORDER, CODE, MOMENT)
    answer = v2_trade()
    del answer["trade_state"]
    assert V2.read(pay, v2(answer), NOON).verdict is Verdict.PAID
    assert V2.read(V2.query(ORDER, MOMENT), v2(answer), NOON).verdict is Verdict.UNKNOWN
    assert (pay.needs_certificate, V2.reverse(ORDER, MOMENT).needs_certificate) == (False, True)


def test_v2_reverses_again_while_it_is_asked_to() -> None:
    request = V2.reverse(ORDER, MOMENT)
    common = {"return_code": "SUCCESS", "mch_id": V2.mchid, "appid": V2.appid}
    done = common | {"result_code": "SUCCESS", "recall": "N"}
    again = common | {"result_code": "FAIL", "err_code": "SYSTEMERROR", "recall": "Y"}
    late = common | {"result_code": "FAIL", "err_code": "REVERSE_EXPIRE", "recall": "N"}
    assert V2.read_back(request, v2(done), NOON).back is Back.DONE
    assert V2.read_back(request, v2(done | {"recall": "Y"}), NOON).again
    assert V2.read_back(request, v2(again), NOON).again
    assert V2.read_back(request, v2(late), NOON).back is Back.REFUSED


def test_v2_finds_its_refund_among_several() -> None:
    facts = v2_trade() | {
        "out_refund_no_0": NUMBER,
        "refund_status_0": "REFUNDCLOSE",
        "refund_fee_0": "1",
        "out_refund_no_1": REFUND.number,
        "refund_status_1": "SUCCESS",
        "refund_fee_1": "990",
    }
    request = V2.refund_query(ORDER, REFUND, MOMENT)
    assert V2.read_back(request, v2(facts), NOON).back is Back.DONE
    accepted = v2_trade() | {"out_refund_no": REFUND.number, "refund_fee": "990"}
    assert V2.read_back(V2.refund(ORDER, REFUND, MOMENT), v2(accepted), NOON).back is Back.UNDERWAY


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE xml [<!ENTITY a "SUCCESS">]><xml><return_code>&a;</return_code></xml>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml></xml>',
        b"<xml><a><b>1</b></a></xml>",
        b"<xml><a>1</a><a>2</a></xml>",
        b"<html><a>1</a></html>",
        b'<?xml version="1.0" encoding="utf-7"?><xml></xml>',
    ],
)
def test_xml_with_more_than_fields_is_unknown(body: bytes) -> None:
    query = V2.query(ORDER, MOMENT)
    assert V2.read(query, Response(200, (), body), NOON).verdict is Verdict.UNKNOWN


def test_a_signed_failure_of_the_conversation_is_unknown() -> None:
    answer = v2(v2_trade(return_code="FAIL", return_msg="busy"))
    outcome = V2.read(V2.query(ORDER, MOMENT), answer, NOON)
    assert (outcome.verdict, outcome.reason) == (Verdict.UNKNOWN, "busy")


def test_v2_reads_nothing_about_another_merchant() -> None:
    for change in ({"mch_id": "1900000110"}, {"appid": "wx0"}):
        answer = v2(v2_trade(trade_state="CLOSED") | change)
        assert V2.read(V2.query(ORDER, MOMENT), answer, NOON).verdict is Verdict.UNKNOWN


def test_a_refusal_of_a_query_says_nothing_of_the_payment() -> None:
    for code in ("PARAM_ERROR", "SIGN_ERROR", "NO_AUTH", "USERPAYING"):
        assert paid_by(QUERY, v3({"code": code, "message": ""}, 400)) is Verdict.UNKNOWN
