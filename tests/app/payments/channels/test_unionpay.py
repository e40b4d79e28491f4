"""UnionPay ACP, the gateway for partners, e-CNY through a bank, and a card by hand."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from app.base.money import Money
from app.payments import signing
from app.payments.channels import card
from app.payments.channels.card import Slip
from app.payments.exchange import Back, Callback, Distrust, Mode, Request, Verdict
from app.payments.wallets import Wallet
from tests.app.payments.stage import (
    CODE,
    ECNY,
    FORGER,
    MOMENT,
    NUMBER,
    ORDER,
    OURS,
    QUICKPASS,
    REFUND,
    THEIRS,
    UNIONPAY,
    acp,
    ecny,
    ecny_trade,
    quickpass,
    quickpass_trade,
    signed,
    unionpay,
    unionpay_trade,
)
from tests.examples import NOON

THEIR_SUBJECT = "041@8310000000083040@中国银联股份有限公司@00016495"


def fields(request: Request) -> dict[str, str]:
    return dict(parse_qsl(request.body.decode()))


def test_each_transaction_has_its_type_and_is_signed() -> None:
    shown = replace(ORDER, mode=Mode.SHOWN)
    for request, kind in (
        (UNIONPAY.pay(ORDER, CODE, MOMENT), ("01", "06")),
        (UNIONPAY.show(shown, MOMENT), ("01", "07")),
        (UNIONPAY.query(ORDER, MOMENT), ("00", "00")),
        (UNIONPAY.reverse(ORDER, MOMENT), ("31", "00")),
        (UNIONPAY.refund(ORDER, REFUND, MOMENT), ("04", "00")),
    ):
        sent = fields(request)
        assert (sent["txnType"], sent["txnSubType"]) == kind
        assert (sent["version"], sent["bizType"], sent["channelType"]) == ("5.1.0", "000000", "08")
        signature = sent.pop("signature")
        message = "&".join(f"{name}={sent[name]}" for name in sorted(sent)).encode()
        assert signing.fits(OURS.public_key(), signing.hashed_twice(message), signature)
        assert not signing.fits(OURS.public_key(), message, signature)


def test_taken_in_is_not_paid_and_unknown_codes_are_not_dead() -> None:
    pay = UNIONPAY.pay(ORDER, CODE, MOMENT)
    for code, verdict in (
        ("00", Verdict.PAYING),
        ("03", Verdict.UNKNOWN),
        ("04", Verdict.UNKNOWN),
        ("05", Verdict.UNKNOWN),
        ("12", Verdict.UNKNOWN),  # a number used before
        ("98", Verdict.UNKNOWN),
        ("99", Verdict.UNKNOWN),
        ("64", Verdict.DEAD),  # no funds
    ):
        answer = unionpay(unionpay_trade(respCode=code))
        assert UNIONPAY.read(pay, answer, NOON).verdict is verdict


def test_a_query_without_the_order_is_missing() -> None:
    answer = unionpay(unionpay_trade(respCode="34", origRespCode=""))
    outcome = UNIONPAY.read(UNIONPAY.query(ORDER, MOMENT), answer, NOON)
    assert (outcome.verdict, outcome.is_missing) == (Verdict.UNKNOWN, True)


def test_nothing_is_cancelled_or_refunded_without_their_number() -> None:
    order = replace(ORDER, reference="")
    assert not UNIONPAY.may_reverse(order)
    with pytest.raises(ValueError, match="queryId"):
        UNIONPAY.reverse(order, MOMENT)
    with pytest.raises(ValueError, match="queryId"):
        UNIONPAY.refund(order, REFUND, MOMENT)


def test_a_cancellation_is_proven_by_a_query_of_itself() -> None:
    """The payment that it cancels goes on to be one that was done."""
    query = UNIONPAY.query(replace(ORDER, was_undone=True), MOMENT)
    assert fields(query)["orderId"] == f"{NUMBER}C"
    done = unionpay_trade(orderId=f"{NUMBER}C")
    assert UNIONPAY.read(query, unionpay(done), NOON).verdict is Verdict.DEAD
    for change in ({"origRespCode": "05"}, {"orderId": NUMBER}, {"txnAmt": "1"}):
        answer = unionpay(done | change)
        assert UNIONPAY.read(query, answer, NOON).verdict is Verdict.UNKNOWN


def test_a_refund_is_an_order_of_its_own() -> None:
    query = UNIONPAY.refund_query(ORDER, REFUND, MOMENT)
    done = unionpay_trade(orderId=REFUND.number, txnAmt="990")
    assert UNIONPAY.read_back(query, unionpay(done), NOON).back is Back.DONE
    assert UNIONPAY.read_back(query, unionpay(done | {"txnAmt": "991"}), NOON).back is Back.UNKNOWN
    waiting = done | {"origRespCode": "05"}
    assert UNIONPAY.read_back(query, unionpay(waiting), NOON).back is Back.UNDERWAY


def test_a_notification_is_judged_by_its_own_code() -> None:
    sent = unionpay_trade(txnType="01")
    heard = UNIONPAY.hear(Callback((), urlencode(acp(sent)).encode()), NOON)
    assert UNIONPAY.judge(heard, ORDER).verdict is Verdict.PAID
    refund = unionpay_trade(txnType="04", orderId=REFUND.number, txnAmt="990")
    heard = UNIONPAY.hear(Callback((), urlencode(acp(refund)).encode()), NOON)
    assert (heard.order, heard.refund) == ("", REFUND.number)
    assert UNIONPAY.judge_back(heard, REFUND).back is Back.DONE
    assert UNIONPAY.judge(heard, ORDER).verdict is Verdict.UNKNOWN


def authority() -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "CFCA TEST OCA1")])
    return certificate(THEIRS, name, THEIRS, name)


def certificate(
    key: rsa.RSAPrivateKey, name: x509.Name, issuer: rsa.RSAPrivateKey, issued_by: x509.Name
) -> x509.Certificate:
    made = x509.CertificateBuilder(issued_by, name, key.public_key(), 1)
    made = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    return made.not_valid_after(datetime(2030, 1, 1, tzinfo=UTC)).sign(issuer, SHA256())


def brought(subject: str, issuer: rsa.RSAPrivateKey = THEIRS) -> dict[str, str]:
    """Answer with a certificate that comes along, for a key that nobody here knows."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, subject)])
    made = certificate(FORGER, name, issuer, authority().subject)
    return unionpay_trade(signPubKeyCert=made.public_bytes(Encoding.PEM).decode())


def test_a_certificate_that_comes_along_needs_an_authority_and_their_name() -> None:
    merchant = replace(UNIONPAY, known=(), authorities=(authority(),))
    query = merchant.query(ORDER, MOMENT)

    def verdict(answer: dict[str, str], now: datetime = NOON) -> Verdict:
        return merchant.read(query, unionpay(answer, key=FORGER), now).verdict

    assert verdict(brought(THEIR_SUBJECT)) is Verdict.PAID
    assert verdict(brought(THEIR_SUBJECT, issuer=FORGER)) is Verdict.UNKNOWN
    assert verdict(brought("041@1@某某超市@1")) is Verdict.UNKNOWN
    assert verdict(brought(THEIR_SUBJECT), NOON + timedelta(days=3650)) is Verdict.UNKNOWN
    assert verdict(unionpay_trade(signPubKeyCert="-----BEGIN…")) is Verdict.UNKNOWN


def test_the_gateway_for_partners_carries_three_wallets_and_no_other() -> None:
    for wallet in (Wallet.WECHAT, Wallet.ALIPAY, Wallet.UNIONPAY):
        sent = json.loads(QUICKPASS.pay(replace(ORDER, wallet=wallet), CODE, MOMENT).body)
        assert (sent["orderType"], sent["authCode"]) == (str(wallet), CODE.text)
        assert all(name == name.strip() for name in sent)  # a peer sends "txnAmt "
    with pytest.raises(ValueError, match="ecny"):
        QUICKPASS.pay(replace(ORDER, wallet=Wallet.ECNY), CODE, MOMENT)


def test_its_payment_is_paid_only_where_it_names_order_and_amount() -> None:
    pay = QUICKPASS.pay(ORDER, CODE, MOMENT)
    taken = {"merId": QUICKPASS.merchant, "respCode": "00", "respMsg": ""}
    assert QUICKPASS.read(pay, quickpass(taken), NOON).verdict is Verdict.PAYING
    full = quickpass_trade()
    assert QUICKPASS.read(pay, quickpass(full), NOON).verdict is Verdict.PAID
    for code in ("12", "99", "01", "06", "98", ""):
        answer = quickpass(quickpass_trade(respCode=code))
        assert QUICKPASS.read(pay, answer, NOON).verdict is Verdict.UNKNOWN
    waiting = quickpass(quickpass_trade(respCode="02"))
    assert QUICKPASS.read(pay, waiting, NOON).verdict is Verdict.PAYING


def test_its_closing_is_acknowledged_and_its_refund_found() -> None:
    close, refund = QUICKPASS.reverse(ORDER, MOMENT), QUICKPASS.refund(ORDER, REFUND, MOMENT)
    fine = quickpass({"respCode": "00"})
    assert QUICKPASS.read_back(close, fine, NOON).back is Back.DONE
    assert QUICKPASS.read_back(refund, fine, NOON).back is Back.UNDERWAY
    query = QUICKPASS.refund_query(ORDER, REFUND, MOMENT)
    for code, back in (("00", Back.DONE), ("01", Back.REFUSED), ("02", Back.UNDERWAY)):
        facts = {"respCode": "00", "origRespCode": code, "orderNo": REFUND.number, "txnAmt": "990"}
        assert QUICKPASS.read_back(query, quickpass(facts), NOON).back is back


def test_its_notification_is_proven() -> None:
    body = json.dumps(acp(quickpass_trade())).encode()
    heard = QUICKPASS.hear(Callback((), body), NOON)
    assert QUICKPASS.judge(heard, ORDER).verdict is Verdict.PAID
    with pytest.raises(Distrust):
        QUICKPASS.hear(Callback((), json.dumps(acp(quickpass_trade(), FORGER)).encode()), NOON)


def test_ecny_signs_its_envelope_and_its_header() -> None:
    request = ECNY.pay(ORDER, CODE, MOMENT)
    sent = json.loads(request.body)
    signature = sent.pop("sign")
    message = "&".join(f"{name}={sent[name]}" for name in sorted(sent)).encode()
    assert signing.fits(OURS.public_key(), message, signature)
    headers = dict(request.headers)
    told = f"appid=8ab74856&secret=24ef4e7c&sign={signature}&timestamp={headers['timestamp']}"
    assert headers["apisign"] == signing.md5(told.encode())
    assert json.loads(sent["biz_content"])["txnAmt"] == "1990"


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        ("S", Verdict.PAID),
        ("R", Verdict.PAID),
        ("P", Verdict.PAYING),
        ("C", Verdict.DEAD),
        ("D", Verdict.DEAD),
        ("F", Verdict.DEAD),
        ("", Verdict.UNKNOWN),
        ("X", Verdict.UNKNOWN),
    ],
)
def test_each_state_of_ecny(state: str, verdict: Verdict) -> None:
    query = ECNY.query(ORDER, MOMENT)
    assert ECNY.read(query, ecny(ecny_trade(state)), NOON).verdict is verdict


def test_a_system_error_of_the_bank_is_unknown_as_it_is_spelt() -> None:
    pay = ECNY.pay(ORDER, CODE, MOMENT)
    answer = ecny(ecny_trade("F"), respCode="FAIL", errCode="SYSTERM_ERROR")
    outcome = ECNY.read(pay, answer, NOON)
    assert (outcome.verdict, outcome.reason) == (Verdict.UNKNOWN, "SYSTERM_ERROR")
    refused = ecny(ecny_trade("F"), respCode="FAIL", errCode="AUTH_CODE_INVALID")
    assert ECNY.read(pay, refused, NOON).verdict is Verdict.UNKNOWN  # the query says


def test_ecny_shows_a_code_reverses_and_refunds() -> None:
    shown = replace(ORDER, mode=Mode.SHOWN)
    facts = {"merId": ECNY.merchant, "orderId": NUMBER, "qrCode": "https://qr.example/1"}
    outcome = ECNY.read(ECNY.show(shown, MOMENT), ecny(facts), NOON)
    assert (outcome.verdict, outcome.shows) == (Verdict.PAYING, "https://qr.example/1")
    failed = ECNY.read(ECNY.query(shown, MOMENT), ecny(ecny_trade("F")), NOON)
    assert failed.verdict is Verdict.PAYING
    cancelled = ECNY.read_back(ECNY.reverse(ORDER, MOMENT), ecny({"orderId": NUMBER}), NOON)
    assert cancelled.back is Back.DONE
    for state, back in (("S", Back.DONE), ("P", Back.UNDERWAY), ("F", Back.REFUSED)):
        facts = {"orderId": REFUND.number, "refundAmt": "990", "tradeState": state}
        query = ECNY.refund_query(ORDER, REFUND, MOMENT)
        assert ECNY.read_back(query, ecny(facts), NOON).back is back


def test_a_notification_of_the_bank_is_a_form() -> None:
    sent = {name: str(value) for name, value in ecny_trade().items()}
    message = "&".join(f"{name}={sent[name]}" for name in sorted(sent)).encode()
    body = urlencode(sent | {"sign": signed(THEIRS, message)}).encode()
    heard = ECNY.hear(Callback((), body), NOON)
    assert ECNY.judge(heard, ORDER).verdict is Verdict.PAID
    reply = json.loads(ECNY.reply(taken=True).body)
    signature = reply.pop("sign")
    told = "&".join(f"{name}={reply[name]}" for name in sorted(reply)).encode()
    assert signing.fits(OURS.public_key(), told, signature)


def test_a_slip_proves_its_own_amount_and_never_holds_a_card_number() -> None:
    good = Slip(reference="123456789012", amount=Money(1990), last_digits="0128")
    outcome = card.outcome(ORDER, good)
    assert (outcome.verdict, outcome.paid, outcome.payer) == (Verdict.PAID, Money(1990), "***0128")
    for change in (
        {"amount": Money(1991)},
        {"reference": ""},
        {"reference": "4111111111111111"},
        {"reference": "12 34; DROP"},
        {"last_digits": "12345"},
    ):
        assert card.outcome(ORDER, replace(good, **change)).verdict is Verdict.UNKNOWN


def test_nothing_is_read_about_another_merchant() -> None:
    query = UNIONPAY.query(ORDER, MOMENT)
    for facts in (unionpay_trade(merId="1"), unionpay_trade(merId="1", origRespCode="64")):
        assert UNIONPAY.read(query, unionpay(facts), NOON).verdict is Verdict.UNKNOWN
    for state in ("S", "D"):
        answer = ecny(ecny_trade(state, merId="1"))
        assert ECNY.read(ECNY.query(ORDER, MOMENT), answer, NOON).verdict is Verdict.UNKNOWN
    answer = quickpass(quickpass_trade(merId="1"))
    assert QUICKPASS.read(QUICKPASS.query(ORDER, MOMENT), answer, NOON).verdict is Verdict.UNKNOWN
