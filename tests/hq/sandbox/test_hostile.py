"""What is signed and still makes no sense is refused in the provider's own words."""

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.payments.exchange import Request, Response
from hq.sandbox import signing
from hq.sandbox.keys import MERCHANT
from tests.hq.sandbox.stage import URL, Shop, a_shop

NAMES = ("out_trade_no", "amount", "payer", "appid", "description", "total_amount", "auth_code")
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats()
JUNK = st.dictionaries(
    st.sampled_from((*NAMES, "subject", "out_request_no", "refund_amount", "bill_date", "mchid")),
    LEAVES | st.dictionaries(st.sampled_from(("total", "refund", "currency", "auth_code")), LEAVES),
)
V3 = ("/pay/transactions/codepay", "/pay/transactions/native", "/refund/domestic/refunds")
METHODS = ("pay", "precreate", "query", "cancel", "close", "refund", "fastpay.refund.query")
FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with a_shop() as opened:
        yield opened


def sent(shop: Shop, request: Request) -> Response:
    found = shop.send(request)
    assert isinstance(found, Response)
    return found


@FUZZ
@given(JUNK, st.sampled_from(V3))
def test_wechat_refuses_junk(shop: Shop, junk: dict[str, object], path: str) -> None:
    body = json.dumps(junk).encode()
    url = f"{URL}/v3{path}"
    request = shop.channel("wechat")._signed("pay", "POST", url, body, shop.moment())  # noqa: SLF001
    response = sent(shop, request)
    assert 400 <= response.status < 500
    assert response.header("Wechatpay-Signature")
    assert list(shop.world.books) == []


@FUZZ
@given(JUNK, st.sampled_from(METHODS))
def test_alipay_refuses_junk(shop: Shop, junk: dict[str, object], method: str) -> None:
    fields = {
        "app_id": MERCHANT.alipay_app_id,
        "method": f"alipay.trade.{method}",
        "sign_type": "RSA2",
        "biz_content": json.dumps(junk),
    }
    text = signing.line(fields, ("sign",)).encode()
    fields["sign"] = signing.signed(shop.world.keys.private("merchant_alipay"), text)
    order = shop.order("alipay")
    request = shop.channel("alipay").query(order, shop.moment())
    url = f"{URL}/gateway.do"
    response = sent(shop, replace(request, url=url, body=urlencode(fields).encode()))
    assert response.status == 200
    assert not list(shop.world.books)


@FUZZ
@given(st.binary(max_size=60) | JUNK.map(lambda it: json.dumps(it).encode()))
def test_no_path_falls_over_what_is_not_signed(shop: Shop, body: bytes) -> None:
    request = shop.channel("wechat").query(shop.order("wechat"), shop.moment())
    for path in (
        "/v3/pay/transactions/codepay",
        "/pay/micropay",
        "/gateway.do",
        "/gateway/api/backTransReq.do",
        "/gateway/api/pay/micropay",
        "/polypay/v1.0/mchorders/orderquery",
        "/cgi-bin/message/subscribe/send",
        "/sms/send",
    ):
        bare = replace(request, method="POST", url=URL + path, headers=(), body=body)
        assert sent(shop, bare).status < 500
    assert not list(shop.world.books)


@pytest.mark.parametrize("path", ["plan", "settings", "scan", "advance"])
@pytest.mark.parametrize("body", [b"", b"[1]", b"{}", b'{"seconds":"x"}', b'{"do":5}'])
def test_the_sandbox_s_own_paths_refuse_junk(shop: Shop, path: str, body: bytes) -> None:
    request = shop.channel("wechat").query(shop.order("wechat"), shop.moment())
    url = f"{URL}/sandbox/{path}"
    bare = replace(request, method="POST", url=url, headers=(), body=body)
    assert sent(shop, bare).status in (200, 400)
