"""Every defect found in other software: here it must not happen.

SDKs of PyPI as tried (wechatpayv3 2.0.4, python-alipay-sdk 3.4.0, alipay-sdk-python 3.7.1411,
wechatpy 1.8.18, senweaver-pay 0.1.0), peers as read (jeepay, Hyperswitch, Stripe Terminal).
"""

import hashlib
import inspect
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from app.payments import attempt
from app.payments.attempt import Event, State, contradicts, event_of, move
from app.payments.channels import quickpass, wechat_v2
from app.payments.channels.channel import SWEEPS_S
from app.payments.exchange import (
    Back,
    Distrust,
    NoAnswer,
    Response,
    Verdict,
    dead,
    their_time,
)
from tests.app.payments.stage import (
    ALIPAY,
    CODE,
    FORGER,
    MOMENT,
    NUMBER,
    ORDER,
    OURS,
    REFUND,
    STAGES,
    THEIRS,
    UNIONPAY,
    V2,
    V3,
    Stage,
    alipay,
    alipay_trade,
    quickpass_trade,
    signed,
    unionpay_trade,
    v2_trade,
    v3,
    v3_callback,
    v3_trade,
)
from tests.app.payments.test_attempt import an_attempt
from tests.examples import NOON

QUERY = ALIPAY.query(ORDER, MOMENT)
every = pytest.mark.parametrize("stage", STAGES, ids=repr)


def test_wechatpayv3_accepts_an_answer_a_day_old() -> None:
    answer = v3(v3_trade(), at=NOON - timedelta(days=1))
    assert V3.read(V3.query(ORDER, MOMENT), answer, NOON).verdict is Verdict.UNKNOWN


def test_wechatpayv3_accepts_a_callback_thirty_days_old() -> None:
    with pytest.raises(Distrust):
        V3.hear(v3_callback(v3_trade(), at=NOON - timedelta(days=30)), NOON)


def test_wechatpayv3_does_not_tell_a_replayed_callback() -> None:
    callback = v3_callback(v3_trade())
    first, second = V3.hear(callback, NOON), V3.hear(callback, NOON)
    assert first.nonce == second.nonce != ""


def test_wechatpayv3_does_not_verify_errors() -> None:
    """A forged 400 would kill a payment that was made."""
    facts = {"code": "AUTH_CODE_EXPIRED", "message": ""}
    pay = V3.pay(ORDER, CODE, MOMENT)
    assert V3.read(pay, v3(facts, 400, key=FORGER), NOON).verdict is Verdict.UNKNOWN
    unsigned = Response(400, (), b'{"code":"AUTH_CODE_EXPIRED"}')
    assert V3.read(pay, unsigned, NOON).verdict is Verdict.UNKNOWN
    assert V3.read(pay, v3(facts, 400), NOON).verdict is Verdict.DEAD


def test_wechatpayv3_sends_a_field_that_codepay_does_not_have() -> None:
    assert b"notify_url" not in V3.pay(ORDER, CODE, MOMENT).body


@every
def test_wechatpayv3_hides_its_address_in_a_private_name(stage: Stage) -> None:
    moved = replace(stage.channel, base_url="http://localhost:8123/x")  # type: ignore[type-var]
    request = moved.query(ORDER, MOMENT)
    assert request.url.startswith("http://localhost:8123/x")
    assert urlsplit(request.url).port == 8123  # alipay-sdk-python: any port is a TypeError


@pytest.mark.parametrize(
    "name", ["a } b", '"}', "{{{", "}}}}", "\\", '\\"}', "}\n{", '","sign":"x"', "鲜}奶"]
)
def test_python_alipay_sdk_loses_a_paid_order_to_a_brace_in_a_name(name: str) -> None:
    """Its users: "payment succeeded but verification failed"."""
    answer = alipay("alipay_trade_query", alipay_trade(store_name=name, subject=name))
    assert ALIPAY.read(QUERY, answer, NOON).verdict is Verdict.PAID


def test_python_alipay_sdk_stumbles_over_error_response() -> None:
    text = '{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-app-id"}'
    sign = signed(THEIRS, text.encode())
    body = f'{{"error_response":{text},"sign":"{sign}"}}'.encode()
    pay = ALIPAY.pay(ORDER, CODE, MOMENT)
    assert ALIPAY.read(pay, Response(200, (), body), NOON).verdict is Verdict.DEAD
    assert ALIPAY.read(QUERY, Response(200, (), body), NOON).verdict is Verdict.UNKNOWN
    unsigned = f'{{"error_response":{text}}}'.encode()
    assert ALIPAY.read(pay, Response(200, (), unsigned), NOON).verdict is Verdict.UNKNOWN


@every
def test_python_alipay_sdk_puts_the_payment_code_into_an_address(stage: Stage) -> None:
    request = stage.channel.pay(ORDER, CODE, MOMENT)
    assert (request.method, CODE.text in request.url) == ("POST", False)


@every
def test_alipay_sdk_python_raises_a_type_error_on_http_500(stage: Stage) -> None:
    for body in (b"", b"Internal Server Error", "错误".encode("gbk")):
        outcome = stage.channel.read(stage.query(), Response(500, (), body), NOON)
        assert (outcome.verdict, outcome.reason) == (Verdict.UNKNOWN, "HTTP 500")


def test_wechatpy_knows_no_path_but_the_live_one_and_an_old_sandbox() -> None:
    sandbox = replace(V2, base_url="https://api.mch.weixin.qq.com/xdc/apiv2sandbox")
    assert sandbox.pay(ORDER, CODE, MOMENT).url.endswith("/xdc/apiv2sandbox/pay/micropay")
    assert "sandboxnew" not in inspect.getsource(wechat_v2)


def test_senweaver_pay_signs_unionpay_with_a_single_hash() -> None:
    fields = unionpay_trade()
    text = "&".join(f"{name}={fields[name]}" for name in sorted(fields))
    single = signed(THEIRS, text.encode())
    body = f"{'&'.join(f'{k}={v}' for k, v in fields.items())}&signature={single}".encode()
    query = UNIONPAY.query(ORDER, MOMENT)
    assert UNIONPAY.read(query, Response(200, (), body), NOON).verdict is Verdict.UNKNOWN


def test_yansongda_trusts_the_certificate_that_an_answer_brings() -> None:
    answer = unionpay_trade(signPubKeyCert="-----BEGIN CERTIFICATE-----")
    text = "&".join(f"{name}={answer[name]}" for name in sorted(answer))
    hashed = hashlib.sha256(text.encode()).hexdigest().encode()
    fields = answer | {"signature": signed(FORGER, hashed)}
    body = "&".join(f"{k}={v}" for k, v in fields.items()).encode()
    query = UNIONPAY.query(ORDER, MOMENT)
    assert UNIONPAY.read(query, Response(200, (), body), NOON).verdict is Verdict.UNKNOWN


@every
def test_jeepay_fails_a_payment_whose_answer_timed_out(stage: Stage) -> None:
    pay = stage.channel.pay(ORDER, CODE, MOMENT)
    outcome = stage.channel.read(pay, NoAnswer("read timed out"), NOON)
    assert outcome.verdict is Verdict.UNKNOWN
    one = an_attempt(State.SENDING)
    assert one.happened(event_of(one, outcome), NOON).state is State.UNKNOWN


def test_jeepay_fails_what_alipay_calls_unknown() -> None:
    answer = alipay("alipay_trade_pay", {"code": "20000", "sub_code": "isp.unknow-error"})
    pay = ALIPAY.pay(ORDER, CODE, MOMENT)
    assert ALIPAY.read(pay, answer, NOON).verdict is Verdict.UNKNOWN


def test_jeepay_leaves_what_was_never_answered_out_of_its_sweep() -> None:
    """What a crash finds SENDING is unknown, and everything that is not final is swept."""
    assert move(State.SENDING, Event.UNCLEAR) is State.UNKNOWN
    assert SWEEPS_S == (60, 120, 300, 600, 1800, 3600)
    assert {State.CREATED, State.SENDING}.isdisjoint(attempt.TERMINAL)


def test_jeepay_does_not_ask_quickly_while_a_customer_types_a_password() -> None:
    answer = alipay("alipay_trade_pay", {"code": "10003", "msg": "order success pay inprocess"})
    pay = ALIPAY.pay(ORDER, CODE, MOMENT)
    assert ALIPAY.read(pay, answer, NOON).verdict is Verdict.PAYING
    assert ALIPAY.timing(ORDER.mode).every_s <= 6


def test_jeepay_never_reverses_and_closes_orders_without_asking() -> None:
    with pytest.raises(ValueError, match="cannot"):
        move(State.UNKNOWN, Event.NOTHING_LEFT)
    assert move(State.UNKNOWN, Event.GIVE_UP) is State.REVERSING
    assert move(State.UNKNOWN, Event.UNCLEAR) is State.UNKNOWN


def test_jeepay_believes_the_gateway_for_partners_without_a_signature() -> None:
    stage = next(it for it in STAGES if it.channel.name == "quickpass")
    answer = stage.forged(quickpass_trade())
    assert stage.channel.read(stage.query(), answer, NOON).verdict is Verdict.UNKNOWN
    assert '"txnAmt "' not in inspect.getsource(quickpass)


def test_a_reversal_that_says_done_of_another_order_is_not_believed() -> None:
    done = v3({"out_trade_no": REFUND.number})
    assert V3.read_back(V3.reverse(ORDER, MOMENT), done, NOON).back is Back.UNKNOWN
    one = an_attempt(State.REVERSING, given_up_at=NOON, was_undone=True)
    still_paid = V3.read(V3.query(ORDER, MOMENT), v3(v3_trade()), NOON)
    assert one.happened(event_of(one, still_paid), NOON).state is State.REFUNDING


def test_hyperswitch_overwrites_a_terminal_state() -> None:
    """Its issue 9925: a later sync moved what was settled."""
    for state in attempt.TERMINAL:
        for event in Event:
            with pytest.raises(ValueError, match="cannot"):
                move(state, event)
    assert contradicts(an_attempt(State.PAID), dead("CLOSED"))


def test_hyperswitch_prism_fails_a_payment_when_maintenance_comes_as_http_200() -> None:
    body = '{"status":"maintenance","message":"系统维护中，请稍后再试"}'.encode()
    for stage in STAGES:
        for request in (stage.query(), stage.channel.pay(ORDER, CODE, MOMENT)):
            outcome = stage.channel.read(request, Response(200, (), body), NOON)
            assert outcome.verdict is Verdict.UNKNOWN


def test_hyperswitch_fails_what_pends_for_long_without_a_number() -> None:
    """Its change 2380. Here only proof ends a payment, however long it takes."""
    one = an_attempt(State.UNKNOWN)
    for _ in range(1000):
        one = one.happened(Event.UNCLEAR, NOON)
    assert one.state is State.UNKNOWN


@every
def test_stripe_terminal_sends_a_stored_payment_under_a_new_key(stage: Stage) -> None:
    """Its issue 747: 8 orders became 19 charges. Here every try has the number of the first."""
    one = replace(an_attempt(), number=NUMBER)
    order = replace(one.order("milk"), wallet=ORDER.wallet)
    first = stage.channel.pay(order, CODE, MOMENT)
    again = stage.channel.pay(order, CODE, replace(MOMENT, nonce="another"), is_again=True)
    assert NUMBER.encode() in first.body
    assert NUMBER.encode() in again.body
    with pytest.raises(ValueError, match="cannot send"):
        move(State.SENDING, Event.SEND)


@every
def test_stripe_terminal_reports_a_decline_when_its_own_second_try_is_refused(
    stage: Stage,
) -> None:
    """Its issue 470: the first try had charged the customer."""
    again = stage.channel.pay(ORDER, CODE, MOMENT, is_again=True)
    for facts in (stage.dead, stage.paying):
        outcome = stage.channel.read(again, stage.answer({**stage.trade(), **facts}), NOON)
        assert outcome.verdict is not Verdict.DEAD


def test_wechat_v2_is_not_read_by_an_error_that_is_not_signed() -> None:
    body = b"<xml><return_code>FAIL</return_code><return_msg>SIGNERROR</return_msg></xml>"
    outcome = V2.read(V2.pay(ORDER, CODE, MOMENT), Response(200, (), body), NOON)
    assert (outcome.verdict, "SIGNERROR" in outcome.reason) == (Verdict.UNKNOWN, True)


def test_wechat_v2_is_not_signed_by_leaving_the_signature_out() -> None:
    fields = v2_trade()
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in fields.items())
    for more in ("", "<sign></sign>", f"<sign>{V2.signature(fields).lower()}</sign>"):
        answer = Response(200, (), f"<xml>{inner}{more}</xml>".encode())
        assert V2.read(V2.query(ORDER, MOMENT), answer, NOON).verdict is Verdict.UNKNOWN


def test_a_wrong_clock_can_be_told_from_the_answer() -> None:
    answer = v3(v3_trade(), at=NOON + timedelta(minutes=10))
    dated = replace(answer, headers=(*answer.headers, ("Date", "Fri, 02 Jan 2026 12:10:00 GMT")))
    assert V3.read(V3.query(ORDER, MOMENT), dated, NOON).verdict is Verdict.UNKNOWN
    theirs = their_time(dated)
    assert theirs == NOON + timedelta(minutes=10)
    assert V3.read(V3.query(ORDER, MOMENT), dated, theirs).verdict is Verdict.PAID
    assert their_time(answer) is None


def test_a_key_is_never_printed() -> None:
    for stage in STAGES:
        assert str(OURS.private_numbers().d)[:20] not in repr(stage.channel)
    assert "0123456789abcdef" not in repr(V3)
