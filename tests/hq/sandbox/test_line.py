"""Over a real line: the program itself, cuts that are cuts, and clients of others."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from wechatpayv3 import WeChatPay, WeChatPayType

from hq.sandbox import keys

PACKAGES = ("wechatpay-axios-plugin@0.9.6", "alipay-sdk@4.14.0")
CODES = {
    "cut_before": "131000000000000002",
    "cut_after": "131000000000000003",
    "mid_body": "131000000000000004",
    "black_hole": "131000000000000005",
}
NODE = """
const { AlipaySdk } = require('alipay-sdk');
const { Wechatpay, Formatter } = require('wechatpay-axios-plugin');
const asked = JSON.parse(require('fs').readFileSync(0, 'utf-8'));
const pem = (name) => require('fs').readFileSync(name, 'utf-8');
const bare = (name) => pem(name).replace(/-----.*-----/g, '').replace(/\\s/g, '');
(async () => {
  const said = {};
  const alipay = new AlipaySdk({
    appId: asked.alipay.app_id, privateKey: bare(asked.alipay.key), keyType: 'PKCS8',
    alipayPublicKey: bare(asked.alipay.theirs), gateway: asked.alipay.base_url,
  });
  const exec = (method, bizContent) => alipay.exec(method, { bizContent }, { validateSign: true });
  said.pay = await exec('alipay.trade.pay', {
    outTradeNo: 'NPM0000001', totalAmount: '88.88', subject: '牛奶 } & 1L',
    scene: 'bar_code', authCode: '281234567890123456', productCode: 'FACE_TO_FACE_PAYMENT',
  });
  said.query = await exec('alipay.trade.query', { outTradeNo: 'NPM0000001' });
  said.refund = await exec('alipay.trade.refund', {
    outTradeNo: 'NPM0000001', outRequestNo: 'NPMR000001', refundAmount: '8.88',
  });
  const wechat = asked.wechat;
  const client = new Wechatpay({
    mchid: wechat.mchid, serial: wechat.serial, privateKey: pem(wechat.key),
    certs: { [wechat.their_serial]: pem(wechat.theirs) }, secret: wechat.api_v2_key,
    baseURL: wechat.base_url,
  });
  const paid = await client.v3.pay.transactions.codepay.post({
    appid: wechat.appid, mchid: wechat.mchid, description: '牛奶', out_trade_no: 'NPM0000002',
    payer: { auth_code: '131234567890123456' }, amount: { total: 1990, currency: 'CNY' },
    scene_info: { store_info: { id: 'a' } },
  });
  said.wechat = paid.data;
  const v2 = await client.v2.pay.micropay.post({
    appid: wechat.appid, mch_id: wechat.mchid, nonce_str: Formatter.nonce(), body: '牛奶',
    out_trade_no: 'NPM0000003', total_fee: 1990, spbill_create_ip: '127.0.0.1',
    auth_code: '131234567890123457', sign_type: 'HMAC-SHA256',
  });
  said.v2 = v2.data;
  console.log(JSON.stringify(said));
})().catch((error) => { console.error(error); process.exit(1); });
"""


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[dict[str, Any]]:
    """Run the program and return what it prints."""
    command = [sys.executable, "-m", "hq.sandbox", "serve", "--json", "--port", "0", *more]
    command += ["--keys", str(folder / "keys")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdout is not None
        try:
            yield json.loads(program.stdout.readline())
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(10)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with serving(tmp_path_factory.mktemp("sandbox")) as found:
        yield found


@pytest.fixture(scope="module")
def client(said: dict[str, Any]) -> WeChatPay:
    """A client of WeChat Pay that is not ours."""
    wechat = said["wechat"]
    made = WeChatPay(
        wechatpay_type=WeChatPayType.NATIVE,
        mchid=wechat["mchid"],
        private_key=Path(wechat["key"]).read_text("ascii"),
        cert_serial_no=wechat["serial"],
        appid=wechat["appid"],
        apiv3_key=wechat["api_v3_key"],
        notify_url="http://127.0.0.1:1/nobody",
        public_key=Path(wechat["theirs"]).read_text("ascii"),
        public_key_id=wechat["their_serial"],
        timeout=(2, 2),
    )
    made._core._gate_way = wechat["base_url"]  # noqa: SLF001 - it has no other way
    return made


def plan(said: dict[str, Any], do: str) -> None:
    asked = httpx.post(f"{said['base_url']}/sandbox/plan", json={"do": do, "provider": "wechat"})
    assert asked.status_code == 200


def books(said: dict[str, Any]) -> dict[str, Any]:
    found = httpx.get(f"{said['base_url']}/sandbox/books").json()
    return {it["number"]: it for it in found["charges"]}


def codepay(client: WeChatPay, number: str, code: str) -> tuple[int, dict[str, Any]]:
    status, text = client.pay(
        pay_type=WeChatPayType.CODEPAY,
        description="鲜牛奶 1L",
        out_trade_no=number,
        amount={"total": 1990, "currency": "CNY"},
        payer={"auth_code": code},
        scene_info={"store_info": {"id": "a"}},
    )
    return status, json.loads(text)


def test_wechatpayv3_pays_queries_refunds_and_shows(
    client: WeChatPay, said: dict[str, Any]
) -> None:
    status, paid = codepay(client, "PYPI000001", "131000000000000001")
    assert (status, paid["trade_state"]) == (200, "SUCCESS")
    _, text = client.query(out_trade_no="PYPI000001")
    assert json.loads(text)["transaction_id"] == paid["transaction_id"]
    amount = {"refund": 990, "total": 1990, "currency": "CNY"}
    status, text = client.refund(
        out_refund_no="PYPIR00001", amount=amount, out_trade_no="PYPI000001"
    )
    assert (status, json.loads(text)["status"]) == (200, "PROCESSING")
    status, text = client.pay(
        description="牛奶", out_trade_no="PYPI000002", amount={"total": 1, "currency": "CNY"}
    )
    assert json.loads(text)["code_url"].startswith("weixin://wxpay/")
    assert client.close(out_trade_no="PYPI000002")[0] == 204
    assert books(said)["PYPI000001"]["net_fen"] == 1000


@pytest.mark.parametrize(
    ("do", "is_paid"),
    [("cut_before", 0), ("cut_after", 1), ("mid_body", 1), ("black_hole", 1)],
)
def test_a_cut_is_felt_on_the_line(
    said: dict[str, Any], client: WeChatPay, do: str, is_paid: int
) -> None:
    import requests  # noqa: PLC0415 - what wechatpayv3 speaks with

    plan(said, do)
    number = f"CUT{do.replace('_', '')}01"
    with pytest.raises(requests.RequestException):
        codepay(client, number, CODES[do])
    assert (number in books(said)) == is_paid
    assert codepay(client, "AFTER" + number, "14" + CODES[do][2:])[0] == 200


def test_commands_ask_a_running_sandbox(said: dict[str, Any], tmp_path: Path) -> None:
    def run(*words: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "hq.sandbox", *words, "--json", "--url", said["base_url"]]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    assert run("status")["stands"] is False
    files = run("statements", "--date", "2026-01-02", "--to", str(tmp_path))["files"]
    assert [Path(it).name for it in files] == sorted(it.name for it in tmp_path.iterdir())
    assert len(files) == 8


def test_keys_are_the_same_the_next_time_and_nobody_else_s(said: dict[str, Any]) -> None:
    key = Path(said["alipay"]["key"])
    before = key.read_bytes()
    ring = keys.kept_in(Path(said["keys"]))
    assert ring.private_pem("merchant_alipay").encode() == before == key.read_bytes()
    assert key.stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_clients_of_npm_pay_and_refund(said: dict[str, Any], tmp_path: Path) -> None:
    """They come from the registry, and stay in a temporary folder."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("NO NODE HERE: the clients of npm were not asked")
    install = [npm, "install", "--silent", "--no-audit", "--no-fund", *PACKAGES]
    subprocess.run(install, cwd=tmp_path, check=True, timeout=300)
    (tmp_path / "pay.js").write_text(NODE, "utf-8")
    ran = subprocess.run(
        [node, "pay.js"],
        cwd=tmp_path,
        input=json.dumps(said),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert (told["pay"]["code"], told["query"]["tradeStatus"]) == ("10000", "TRADE_SUCCESS")
    assert (told["refund"]["fundChange"], told["wechat"]["trade_state"]) == ("Y", "SUCCESS")
    assert told["v2"]["result_code"] == "SUCCESS"
    net = {number: books(said)[number]["net_fen"] for number in books(said) if "NPM" in number}
    assert net == {"NPM0000001": 8000, "NPM0000002": 1990, "NPM0000003": 1990}
