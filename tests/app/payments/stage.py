"""The other side of every wire: keys, an order, and providers that answer as theirs do."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.base.money import Money
from app.payments import signing
from app.payments.attempt import number_of
from app.payments.channels.alipay import Alipay
from app.payments.channels.channel import Scanning
from app.payments.channels.ecny import Ecny
from app.payments.channels.quickpass import QuickPass
from app.payments.channels.unionpay import UnionPay
from app.payments.channels.wechat_v2 import HMAC, WechatV2
from app.payments.channels.wechat_v3 import WechatV3
from app.payments.exchange import Ask, Callback, Moment, Order, Refund, Request, Response
from app.payments.wallets import Code, Wallet
from tests.examples import NOON

OURS = rsa.generate_private_key(65537, 2048)
THEIRS = rsa.generate_private_key(65537, 2048)
FORGER = rsa.generate_private_key(65537, 2048)
SEAL = b"0123456789abcdef0123456789abcdef"
SERIAL = "PUB_KEY_ID_0110000000001"
V2_KEY = "8934e7d15453e97507ef794cf7b0519d"
NUMBER = number_of("01976f10-0000-7000-8000-000000000001")
REFUND_NUMBER = number_of("01976f10-0000-7000-8000-000000000002")
AMOUNT = Money(1990)
ORDER = Order(
    number=NUMBER,
    amount=AMOUNT,
    made_at=NOON,
    subject="鲜牛奶 1L",
    wallet=Wallet.WECHAT,
    store="a",
    device="t1",
    reference="4200001234202601021234567890",
)
REFUND = Refund(number=REFUND_NUMBER, amount=Money(990), made_at=NOON, reason="坏了")
MOMENT = Moment(now=NOON, nonce="5K8264ILTKCH16CQ2502SI8ZNMTM67VS")
CODE = Code("134567890123456789")

V3 = WechatV3(
    appid="wx8888888888888888",
    mchid="1900000109",
    serial="5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
    key=OURS,
    theirs={SERIAL: THEIRS.public_key()},
    seal=SEAL,
    notify_url="https://shop.example/wechat",
    base_url="http://127.0.0.1:1",
)
V2 = WechatV2(
    appid=V3.appid, mchid=V3.mchid, key=V2_KEY, sign_type=HMAC, base_url="http://127.0.0.1:1"
)
ALIPAY = Alipay(
    app_id="2021000000000001",
    key=OURS,
    theirs=THEIRS.public_key(),
    seller="2088000000000001",
    notify_url="https://shop.example/alipay",
    base_url="http://127.0.0.1:1/gateway.do",
)
UNIONPAY = UnionPay(
    merchant="777290058167151",
    certificate_id="69903319369",
    key=OURS,
    known=(THEIRS.public_key(),),
    notify_url="https://shop.example/unionpay",
    base_url="http://127.0.0.1:1",
)
QUICKPASS = QuickPass(
    merchant="888888888888888",
    partner="14294967",
    key=OURS,
    theirs=THEIRS.public_key(),
    base_url="http://127.0.0.1:1",
)
ECNY = Ecny(
    merchant="3089991701207XN",
    clerk="N003",
    terminal="T0001",
    app_id="8ab74856",
    app_secret="24ef4e7c",
    sign=lambda message: signed(OURS, message),
    fits=lambda message, signature: signing.fits(THEIRS.public_key(), message, signature),
    notify_url="https://shop.example/cmb",
    base_url="http://127.0.0.1:1",
)


def signed(key: rsa.RSAPrivateKey, message: bytes) -> str:
    """Sign as they do, without our code."""
    return base64.b64encode(key.sign(message, padding.PKCS1v15(), SHA256())).decode()


def bare(key: rsa.RSAPrivateKey) -> str:
    """Write the public half as bare base64, as Alipay hands it out."""
    raw = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(raw).decode()


def v3_headers(
    body: bytes, at: datetime = NOON, *, key: rsa.RSAPrivateKey = THEIRS, serial: str = SERIAL
) -> tuple[tuple[str, str], ...]:
    """Sign an answer or callback of WeChat Pay v3."""
    stamp, nonce = str(int(at.timestamp())), hashlib.md5(body).hexdigest()
    message = f"{stamp}\n{nonce}\n".encode() + body + b"\n"
    return (
        ("wechatpay-timestamp", stamp),
        ("Wechatpay-Nonce", nonce),
        ("Wechatpay-Serial", serial),
        ("Wechatpay-Signature", signed(key, message)),
        ("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048"),
        ("Content-Type", "application/json"),
    )


def v3(
    facts: Mapping[str, Any] | bytes,
    status: int = 200,
    at: datetime = NOON,
    *,
    key: rsa.RSAPrivateKey = THEIRS,
    serial: str = SERIAL,
) -> Response:
    """Answer as WeChat Pay v3."""
    body = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
    return Response(status, v3_headers(body, at, key=key, serial=serial), body)


def v3_trade(state: str = "SUCCESS", **changes: object) -> dict[str, Any]:
    """Write a trade of WeChat Pay v3."""
    return {
        "appid": V3.appid,
        "mchid": V3.mchid,
        "out_trade_no": NUMBER,
        "transaction_id": "4200001234202601021234567890",
        "trade_type": "MICROPAY",
        "trade_state": state,
        "payer": {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},
        "amount": {"total": AMOUNT.fen, "payer_total": AMOUNT.fen - 100, "currency": "CNY"},
    } | changes


def v3_callback(
    facts: Mapping[str, Any], at: datetime = NOON, *, seal: bytes = SEAL, event: str = "TRANSACTION"
) -> Callback:
    """Call back as WeChat Pay v3."""
    nonce = "wCq51qZv4Yfg"
    sealed = AESGCM(seal).encrypt(nonce.encode(), json.dumps(facts).encode(), b"transaction")
    body = json.dumps(
        {
            "id": "1",
            "event_type": f"{event}.SUCCESS",
            "resource_type": "encrypt-resource",
            "resource": {
                "algorithm": "AEAD_AES_256_GCM",
                "ciphertext": base64.b64encode(sealed).decode(),
                "associated_data": "transaction",
                "nonce": nonce,
            },
        }
    ).encode()
    return Callback(v3_headers(body, at), body)


def v2(fields: Mapping[str, str], key: str = V2_KEY) -> Response:
    """Answer as WeChat Pay v2, signed with HMAC-SHA256."""
    text = "&".join(f"{k}={fields[k]}" for k in sorted(fields) if fields[k]) + f"&key={key}"
    sign = hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest().upper()
    inner = "".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in {**fields, "sign": sign}.items())
    return Response(200, (), f"<xml>{inner}</xml>".encode())


def v2_trade(**changes: str) -> dict[str, str]:
    """Write a trade of WeChat Pay v2."""
    return {
        "return_code": "SUCCESS",
        "return_msg": "OK",
        "appid": V2.appid,
        "mch_id": V2.mchid,
        "nonce_str": "IITRi8Iabbblz1Jc",
        "result_code": "SUCCESS",
        "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        "trade_state": "SUCCESS",
        "total_fee": str(AMOUNT.fen),
        "fee_type": "CNY",
        "transaction_id": "1008450740201411110005820873",
        "out_trade_no": NUMBER,
    } | changes


def alipay(
    method: str, content: Mapping[str, Any] | str, *, key: rsa.RSAPrivateKey = THEIRS
) -> Response:
    """Answer as Alipay: the signature covers the text exactly as it is sent."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    sign = signed(key, text.encode())
    return Response(200, (), f'{{"{method}_response":{text},"sign":"{sign}"}}'.encode())


def alipay_trade(status: str = "TRADE_SUCCESS", **changes: object) -> dict[str, Any]:
    """Write a trade of Alipay."""
    return {
        "code": "10000",
        "msg": "Success",
        "trade_no": "2026010222001499160501589436",
        "out_trade_no": NUMBER,
        "buyer_logon_id": "159****5620",
        "total_amount": "19.90",
        "receipt_amount": "18.90",
        "trade_status": status,
    } | changes


def alipay_callback(fields: Mapping[str, str], *, key: rsa.RSAPrivateKey = THEIRS) -> Callback:
    """Call back as Alipay."""
    text = "&".join(f"{k}={fields[k]}" for k in sorted(fields) if fields[k])
    sent = {**fields, "sign": signed(key, text.encode()), "sign_type": "RSA2"}
    return Callback((), urlencode(sent).encode())


def acp(fields: Mapping[str, str], key: rsa.RSAPrivateKey = THEIRS) -> dict[str, str]:
    """Sign fields as UnionPay does: SHA-256 in hex, then RSA with SHA-256."""
    text = "&".join(f"{k}={fields[k]}" for k in sorted(fields))
    hashed = hashlib.sha256(text.encode()).hexdigest()
    return {**fields, "signature": signed(key, hashed.encode())}


def unionpay(fields: Mapping[str, str], *, key: rsa.RSAPrivateKey = THEIRS) -> Response:
    """Answer as UnionPay: fields that are not URL-encoded."""
    return Response(200, (), "&".join(f"{k}={v}" for k, v in acp(fields, key).items()).encode())


def unionpay_trade(**changes: str) -> dict[str, str]:
    """Write the answer to a query of UnionPay."""
    return {
        "version": "5.1.0",
        "merId": UNIONPAY.merchant,
        "orderId": NUMBER,
        "txnTime": "20260102200000",
        "txnAmt": str(AMOUNT.fen),
        "currencyCode": "156",
        "queryId": "512209110416475616528",
        "respCode": "00",
        "respMsg": "成功[0000000]",
        "origRespCode": "00",
        "origRespMsg": "成功[0000000]",
        "reserved": "{a=1&b=2}",
    } | changes


def quickpass(fields: Mapping[str, str], *, key: rsa.RSAPrivateKey = THEIRS) -> Response:
    """Answer as the gateway for partners."""
    return Response(200, (), json.dumps(acp(fields, key)).encode())


def quickpass_trade(**changes: str) -> dict[str, str]:
    """Write the answer to a query of the gateway for partners."""
    return {
        "merId": QUICKPASS.merchant,
        "orderNo": NUMBER,
        "txnAmt": str(AMOUNT.fen),
        "transIndex": "20260102000001",
        "respCode": "00",
        "respMsg": "成功",
        "origRespCode": "00",
        "origRespMsg": "",
    } | changes


def ecny(
    content: Mapping[str, Any], *, key: rsa.RSAPrivateKey = THEIRS, **envelope: str
) -> Response:
    """Answer as the bank."""
    fields = {
        "version": "0.0.1",
        "encoding": "UTF-8",
        "signMethod": "01",
        "returnCode": "SUCCESS",
        "respCode": "SUCCESS",
        "biz_content": json.dumps(content, ensure_ascii=False),
    } | envelope
    text = "&".join(f"{k}={fields[k]}" for k in sorted(fields))
    return Response(200, (), json.dumps({**fields, "sign": signed(key, text.encode())}).encode())


def ecny_trade(state: str = "S", **changes: object) -> dict[str, Any]:
    """Write an order of the bank."""
    return {
        "merId": ECNY.merchant,
        "orderId": NUMBER,
        "cmbOrderId": "100426010212000000000001",
        "txnAmt": str(AMOUNT.fen),
        "currencyCode": "156",
        "payType": "EC",
        "tradeState": state,
    } | changes


@dataclass(frozen=True)
class Stage:
    """A channel and how its provider answers a query: facts of a paid trade, signed."""

    channel: Scanning
    trade: Callable[[], Mapping[str, Any]]
    amount: Mapping[str, Any]  # the same fact with a fen more
    other: Mapping[str, Any]  # the same fact of another order
    dead: Mapping[str, Any]
    paying: Mapping[str, Any]
    answer: Callable[[Mapping[str, Any]], Response]
    forged: Callable[[Mapping[str, Any]], Response]

    def query(self, order: Order = ORDER) -> Request:
        """Ask what became of an order."""
        request = self.channel.query(order, MOMENT)
        assert request.ask is Ask.QUERY
        return request

    def __repr__(self) -> str:
        return self.channel.name


STAGES = [
    Stage(
        V3,
        v3_trade,
        {"amount": {"total": AMOUNT.fen + 1, "currency": "CNY"}},
        {"out_trade_no": REFUND_NUMBER},
        {"trade_state": "REVOKED"},
        {"trade_state": "USERPAYING"},
        v3,
        lambda facts: v3(facts, key=FORGER),
    ),
    Stage(
        V2,
        v2_trade,
        {"total_fee": str(AMOUNT.fen + 1)},
        {"out_trade_no": REFUND_NUMBER},
        {"trade_state": "CLOSED"},
        {"trade_state": "USERPAYING"},
        v2,
        lambda facts: v2(facts, key="forged"),
    ),
    Stage(
        ALIPAY,
        alipay_trade,
        {"total_amount": "19.91"},
        {"out_trade_no": REFUND_NUMBER},
        {"trade_status": "TRADE_CLOSED"},
        {"trade_status": "WAIT_BUYER_PAY"},
        lambda facts: alipay("alipay_trade_query", facts),
        lambda facts: alipay("alipay_trade_query", facts, key=FORGER),
    ),
    Stage(
        UNIONPAY,
        unionpay_trade,
        {"txnAmt": str(AMOUNT.fen + 1)},
        {"orderId": REFUND_NUMBER},
        {"origRespCode": "64"},
        {"origRespCode": "05"},
        unionpay,
        lambda facts: unionpay(facts, key=FORGER),
    ),
    Stage(
        QUICKPASS,
        quickpass_trade,
        {"txnAmt": str(AMOUNT.fen + 1)},
        {"orderNo": REFUND_NUMBER},
        {"origRespCode": "04"},
        {"origRespCode": "05"},
        quickpass,
        lambda facts: quickpass(facts, key=FORGER),
    ),
    Stage(
        ECNY,
        ecny_trade,
        {"txnAmt": str(AMOUNT.fen + 1)},
        {"orderId": REFUND_NUMBER},
        {"tradeState": "D"},
        {"tradeState": "P"},
        ecny,
        lambda facts: ecny(facts, key=FORGER),
    ),
]
