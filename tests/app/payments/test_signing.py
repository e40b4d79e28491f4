"""Vectors of providers and of independent implementations."""

import base64
import textwrap
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.money import Money
from app.payments import signing
from app.payments.channels.alipay import Alipay
from app.payments.channels.unionpay import UnionPay
from app.payments.channels.wechat_v2 import HMAC, MD5, WechatV2
from app.payments.channels.wechat_v3 import WechatV3
from app.payments.exchange import Callback, Distrust, Order, Response, Verdict
from tests.app.payments import vectors
from tests.app.payments.stage import FORGER, MOMENT, OURS, bare

# wechatpay-go, utils/aes_test.go
AES = ("testAPIv3Key0000", "wCq51qZv4Yfg", "Dl56FrqWQJF1t9LtC3vEUsniZKvbqdR8")
SEALED = "FsdXzxryWfKwvLJKf8LG/ToRPTRh8RN9wROC"
THEN = datetime(2022, 9, 11, 4, 16, 47, tzinfo=UTC)


def pem(der: str) -> str:
    inner = "\n".join(textwrap.wrap(der, 64))
    return f"-----BEGIN CERTIFICATE-----\n{inner}\n-----END CERTIFICATE-----"


def test_rsa_signs_as_wechatpay_go_does() -> None:
    key = signing.public_key(vectors.WECHAT_KEY)
    assert signing.fits(key, b"source", vectors.WECHAT_SIGNED)
    assert not signing.fits(key, b"Source", vectors.WECHAT_SIGNED)


def test_a_signature_is_the_only_one_of_its_key_and_message() -> None:
    once, again = signing.sign(OURS, b"source"), signing.sign(OURS, b"source")
    assert once == again
    assert signing.fits(OURS.public_key(), b"source", once)
    assert not signing.fits(FORGER.public_key(), b"source", once)


def test_aes_gcm_opens_what_wechatpay_go_opens() -> None:
    key, nonce, associated = AES
    assert signing.open_sealed(key.encode(), nonce, associated, SEALED) == b"Hello World"


@pytest.mark.parametrize(
    ("key", "sealed"),
    [
        ("testAPIv3Key0000", "invalid cipher"),
        ("testAPIv3Key0000", "SGVsbG8gV29ybGQK"),
        ("not a aes key", SEALED),
        ("testAPIv3Key1111", SEALED),
    ],
)
def test_aes_gcm_refuses_what_wechatpay_go_refuses(key: str, sealed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
        signing.open_sealed(key.encode(), AES[1], AES[2], sealed)


def test_a_real_notification_of_wechat_pay_is_opened_in_its_time_only() -> None:
    headers = (
        ("Wechatpay-Nonce", "EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz"),
        ("Wechatpay-Timestamp", "1624523846"),
        ("Wechatpay-Serial", "D7CE59D1F522D701"),
        ("Wechatpay-Signature", vectors.WECHAT_NOTIFY_SIGNATURE),
    )
    key = signing.public_key(vectors.WECHAT_KEY)
    merchant = WechatV3(
        appid="054aa7d7a2a54ab5898df65bd96f001c",
        mchid="1234567890",
        serial="",
        key=OURS,
        theirs={"D7CE59D1F522D701": key},
        seal=b"testMchAPIv3Key0",
    )
    callback = Callback(headers, vectors.WECHAT_NOTIFY_BODY)
    heard = merchant.hear(callback, datetime.fromtimestamp(1624523846 + 299, UTC))
    assert heard.facts["out_contract_code"] == "21640bdbd08e473e828f3206a2741c6e"
    with pytest.raises(Distrust, match="long ago"):
        merchant.hear(callback, datetime.fromtimestamp(1624523846 + 301, UTC))


def test_unionpay_is_signed_over_a_doubled_hash_and_not_a_single_one() -> None:
    key = signing.public_key(vectors.UNIONPAY_MERCHANT_KEY)
    message = signing.joined(vectors.UNIONPAY_SENT, without=("signature",)).encode()
    assert signing.fits(key, signing.hashed_twice(message), vectors.UNIONPAY_SIGNED)
    assert not signing.fits(key, message, vectors.UNIONPAY_SIGNED)


def unionpay_answer() -> Response:
    certificate = pem(vectors.UNIONPAY_CERTIFICATE_DER).replace("\n", "\r\n")
    fields = vectors.UNIONPAY_ANSWER | {
        "accNo": vectors.UNIONPAY_ACCOUNT,
        "signPubKeyCert": certificate,
        "signature": vectors.UNIONPAY_ANSWER_SIGNATURE,
    }
    return Response(200, (), "&".join(f"{k}={v}" for k, v in fields.items()).encode())


def test_a_real_answer_of_unionpay_is_paid_only_where_its_key_is_known() -> None:
    known = signing.public_key(pem(vectors.UNIONPAY_CERTIFICATE_DER))
    order = Order(number="pay20220911041647", amount=Money(1), made_at=THEN, subject="")
    merchant = UnionPay(merchant="777290058167151", certificate_id="1", key=OURS, known=(known,))
    stranger = UnionPay(merchant="777290058167151", certificate_id="1", key=OURS)
    query = merchant.query(order, MOMENT)
    outcome = merchant.read(query, unionpay_answer(), THEN)
    assert (outcome.verdict, outcome.paid) == (Verdict.PAID, Money(1))
    assert outcome.reference == "512209110416475616528"
    assert stranger.read(query, unionpay_answer(), THEN).verdict is Verdict.UNKNOWN


def test_a_real_notification_of_alipay_with_a_plus_in_it_is_proven() -> None:
    fields = vectors.ALIPAY_NOTIFIED | {"sign": vectors.ALIPAY_NOTIFY_SIGNATURE}
    merchant = Alipay(
        app_id="9021000122682882",
        key=OURS,
        theirs=signing.public_key(vectors.ALIPAY_KEY),
        seller="2088721003899159",
    )
    heard = merchant.hear(Callback((), urlencode(fields).encode()), THEN)
    order = Order(number="1703147160", amount=Money(1), made_at=THEN, subject="")
    outcome = merchant.judge(heard, order)
    assert (outcome.verdict, outcome.paid) == (Verdict.PAID, Money(1))
    assert outcome.reference == "2023122122001499160501589436"


def test_v2_signs_as_the_page_of_wechat_pay_shows() -> None:
    """The worked example of 「签名算法」 (doc/v2, chapter 4.3)."""
    fields = {
        "appid": "wxd930ea5d5a258f4f",
        "mch_id": "10000100",
        "device_info": "1000",
        "body": "test",
        "nonce_str": "ibuaiVcKdpRxkhJA",
        "sign": "is left out",
        "empty": "",
    }
    key = "192006250b4c09247ec02edce69f6a2d"
    by_md5 = WechatV2(appid="", mchid="", key=key, sign_type=MD5)
    by_hmac = WechatV2(appid="", mchid="", key=key, sign_type=HMAC)
    assert by_md5.signature(fields) == "9A0A8659F005D6984697E2CA0A9CF3B7"
    expected = "6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6"
    assert by_hmac.signature(fields) == expected


def test_keys_are_read_in_every_form_that_providers_give_them() -> None:
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    for form in (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL):
        text = OURS.private_bytes(Encoding.PEM, form, NoEncryption()).decode()
        raw = OURS.private_bytes(Encoding.DER, form, NoEncryption())
        wrapped = "\n".join(textwrap.wrap(base64.b64encode(raw).decode(), 64))
        assert signing.private_key(text).private_numbers() == OURS.private_numbers()
        assert signing.private_key(wrapped).private_numbers() == OURS.private_numbers()
    assert signing.public_key(bare(OURS)).public_numbers() == OURS.public_key().public_numbers()


@given(st.text(max_size=30))
def test_what_is_no_key_is_a_value_error(text: str) -> None:
    for read in (signing.private_key, signing.public_key):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
            read(text)


@given(st.text(max_size=400))
def test_a_signature_that_is_none_does_not_fit_and_does_not_raise(text: str) -> None:
    assert not signing.fits(OURS.public_key(), b"source", text)
