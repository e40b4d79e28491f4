"""Foreign implementations of the same wires, asked whether ours is right."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import wechatpayv3.utils as foreign
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from wechatpayv3 import WeChatPay, WeChatPayType

from app.payments.channels.wechat_v2 import HMAC, MD5, WechatV2
from app.payments.exchange import Verdict, header
from tests.app.payments.stage import (
    ALIPAY,
    CODE,
    MOMENT,
    ORDER,
    OURS,
    SEAL,
    SERIAL,
    THEIRS,
    V2_KEY,
    V3,
    bare,
    v3_callback,
    v3_trade,
)
from tests.examples import NOON

FIELDS = {"appid": "wx1", "mch_id": "190", "body": "鲜牛奶 & 1L", "nonce_str": "n", "empty": ""}
PACKAGES = ("wechatpay-axios-plugin@0.9.6", "alipay-sdk@4.14.0")
SCRIPT = """
const { Hash, Rsa, Aes } = require('wechatpay-axios-plugin');
const { AlipaySdk } = require('alipay-sdk');
const asked = JSON.parse(require('fs').readFileSync(0, 'utf-8'));
const alipay = new AlipaySdk({
  appId: '1', privateKey: asked.key, keyType: 'PKCS8', alipayPublicKey: asked.public,
});
const answer = (text) => {
  try { alipay.checkResponseSign(text, 'alipay_trade_query_response', JSON.parse(text).sign); }
  catch (error) { return false; }
  return true;
};
const pem = `-----BEGIN PUBLIC KEY-----\\n${asked.public}\\n-----END PUBLIC KEY-----`;
console.log(JSON.stringify({
  md5: Hash.sign('MD5', asked.fields, asked.secret),
  hmac: Hash.sign('HMAC-SHA256', asked.fields, asked.secret),
  signed: Rsa.sign(asked.message, Rsa.fromPkcs8(asked.key)),
  fits: Rsa.verify(asked.message, asked.signature, pem),
  opened: Aes.AesGcm.decrypt(asked.sealed, asked.seal, asked.nonce, asked.associated),
  alipay: alipay.checkNotifySignV2(asked.sent),
  altered: alipay.checkNotifySignV2({ ...asked.sent, app_id: '2' }),
  answer: answer(asked.answer),
}));
"""


def pkcs8() -> str:
    return OURS.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def test_wechatpayv3_signs_the_same_bytes_in_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign.time, "time", NOON.timestamp)
    for request in (V3.pay(ORDER, CODE, MOMENT), V3.query(ORDER, MOMENT)):
        parts = urlsplit(request.url)
        theirs = foreign.build_authorization(
            parts.path + (f"?{parts.query}" if parts.query else ""),
            request.method,
            V3.mchid,
            V3.serial,
            OURS,
            request.body.decode(),
            MOMENT.nonce,
        )
        assert header(request.headers, "Authorization") == theirs


def test_wechatpayv3_opens_the_callbacks_that_we_open() -> None:
    callback = v3_callback(v3_trade())
    client = WeChatPay(
        wechatpay_type=WeChatPayType.NATIVE,
        mchid=V3.mchid,
        private_key=pkcs8(),
        cert_serial_no=V3.serial,
        appid=V3.appid,
        apiv3_key=SEAL.decode(),
        public_key=f"-----BEGIN PUBLIC KEY-----\n{bare(THEIRS)}\n-----END PUBLIC KEY-----",
        public_key_id=SERIAL,
    )
    names = {name.title(): value for name, value in callback.headers}
    theirs = client.callback(names, callback.body)
    heard = V3.hear(callback, NOON)
    assert theirs["resource"] == heard.facts
    assert V3.judge(heard, ORDER).verdict is Verdict.PAID


@pytest.mark.slow
def test_clients_of_npm_sign_verify_and_open_as_we_do(tmp_path: Path) -> None:
    """They come from the registry, and stay in a temporary folder."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("NO NODE HERE: the clients of npm were not asked")
    install = [npm, "install", "--silent", "--no-audit", "--no-fund", *PACKAGES]
    subprocess.run(install, cwd=tmp_path, check=True, timeout=300)
    (tmp_path / "ask.js").write_text(SCRIPT, "utf-8")

    pay = ALIPAY.pay(ORDER, CODE, MOMENT)
    sent = dict(parse_qsl(urlsplit(pay.url).query) + parse_qsl(pay.body.decode()))
    callback = v3_callback(v3_trade())
    resource = json.loads(callback.body)["resource"]
    text = '{"code":"10000","store_name":"a } b","total_amount":"19.90"}'
    answer = f'{{"alipay_trade_query_response":{text},"sign":"{foreign.rsa_sign(OURS, text)}"}}'
    credential = header(V3.query(ORDER, MOMENT).headers, "Authorization")
    parts = urlsplit(V3.query(ORDER, MOMENT).url)
    stamp = int(NOON.timestamp())
    asked = {
        "fields": {name: it for name, it in FIELDS.items() if it},
        "secret": V2_KEY,
        "key": "".join(pkcs8().split("\n")[1:-2]),
        "public": bare(OURS),
        "message": f"GET\n{parts.path}?{parts.query}\n{stamp}\n{MOMENT.nonce}\n\n",
        "signature": credential.split('signature="')[1].split('"')[0],
        "seal": SEAL.decode(),
        "nonce": resource["nonce"],
        "sealed": resource["ciphertext"],
        "associated": resource["associated_data"],
        "sent": sent,
        "answer": answer,
    }
    run = [node, "ask.js"]
    ran = subprocess.run(
        run, cwd=tmp_path, input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    said = json.loads(ran.stdout)
    for name, sign_type in (("md5", MD5), ("hmac", HMAC)):
        ours = WechatV2(appid="", mchid="", key=V2_KEY, sign_type=sign_type)
        assert said[name] == ours.signature(FIELDS)
    assert said["signed"] == asked["signature"]
    assert (said["fits"], said["alipay"], said["altered"], said["answer"]) == (
        True,
        True,
        False,
        True,
    )
    assert json.loads(said["opened"]) == V3.hear(callback, NOON).facts


def test_the_callback_of_another_seal_is_opened_by_nobody() -> None:
    other = v3_callback(v3_trade(), seal=b"x" * 32)
    resource = json.loads(other.body)["resource"]
    opened = foreign.aes_decrypt(
        resource["nonce"], resource["ciphertext"], resource["associated_data"], SEAL.decode()
    )
    assert opened is None
