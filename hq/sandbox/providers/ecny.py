"""数字人民币 through a bank's aggregated acquiring, the provider's half (招行聚合收款).

Source: its interface document, 2.2 to 2.4, 4.2 to 4.9, 4.17 and 4.18, as public clients implement
it. The body is signed by RSA ("01"); SM2 is not offered here.
"""

import hashlib
import json
from typing import Any
from urllib.parse import urlencode

from hq.sandbox import signing
from hq.sandbox.books import Charge, Refund, State
from hq.sandbox.effects import Effects
from hq.sandbox.providers.exchange import (
    Asked,
    Came,
    No,
    Order,
    Rejected,
    Reply,
    close,
    fen_shown,
    give_back,
    seen,
    take,
    undo,
    whole,
)
from hq.sandbox.watch import china
from hq.sandbox.world import World

PREFIX = "/polypay/v1.0/mchorders"
CALLS = {
    "/ecny/unifiedPayment": "pay",
    "/ecny/unifiedOrder": "show",
    "/orderquery": "query",
    "/cancel": "reverse",
    "/close": "close",
    "/refund": "refund",
    "/refundquery": "refund_query",
}
_WORDS = {
    "system_error": ("SYSTERM_ERROR", "系统异常"),
    "missing": ("ORDERID_INVALID", "订单不存在"),
    "paid": ("ORDERID_INVALID", "订单已支付"),
    "used": ("ORDERID_INVALID", "订单号重复"),
    "gone": ("ORDERID_INVALID", "订单已关闭"),
    "insufficient": ("NOT_ENOUGH", "余额不足"),
    "expired_code": ("AUTH_CODE_INVALID", "付款码已失效"),
    "invalid_code": ("AUTH_CODE_INVALID", "付款码无效"),
    "not_paid": ("ORDERID_INVALID", "原交易状态不正确"),
    "too_much": ("AMT_INVALID", "退款金额超限"),
    "bad": ("PARAM_ERROR", "参数错误"),
}
_STATES = {
    State.SHOWN: "P",
    State.PAYING: "P",
    State.PAID: "S",
    State.CLOSED: "C",
    State.REVOKED: "D",
    State.FAILED: "F",
}


class Ecny:
    """The bank."""

    name = "ecny"

    def opened(self, world: World, came: Came) -> Asked:
        """Check both signatures and read the request."""
        try:
            fields = json.loads(came.body)
            content = json.loads(fields["biz_content"])
        except (ValueError, KeyError, TypeError) as error:
            raise Rejected(self._failed(world, "bad", {})) from error
        texts = isinstance(fields, dict) and all(isinstance(it, str) for it in fields.values())
        if not texts or not isinstance(content, dict):
            raise Rejected(self._failed(world, "bad", {}))
        merchant, stamp = world.merchant, came.headers.get("timestamp", "")
        secret = (
            f"appid={merchant.ecny_app_id}&secret={merchant.ecny_secret}"
            f"&sign={fields.get('sign', '')}&timestamp={stamp}"
        )
        api = hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest()
        text = signing.line(fields, ("sign",), empty=True).encode("utf-8", "replace")
        public = world.keys.public("merchant_ecny")
        fits = (
            came.headers.get("apisign") == api
            and came.headers.get("appid") == merchant.ecny_app_id
            and fields.get("signMethod") == "01"
            and signing.is_signed(public, text, fields.get("sign", ""))
        )
        if not fits or content.get("merId") != merchant.ecny_merchant:
            raise Rejected(self._failed(world, "bad", {}, "SIGN_INVALID"))
        call = CALLS[came.target.partition("?")[0].removeprefix(PREFIX)]
        amount = content.get("refundAmt", content.get("txnAmt"))
        return Asked(
            provider=self.name,
            call=call,
            number=str(content.get("orderId", "")),
            facts=content,
            came=came,
            amount_fen=whole(amount),
        )

    def act(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        """Do what is asked."""
        found: dict[str, str] = getattr(self, f"_{asked.call}")(world, asked, does)
        return found

    def told(self, world: World, asked: Asked, result: Any, does: Effects) -> Reply:  # noqa: ANN401, ARG002
        """Write the answer, signed."""
        content = {"merId": world.merchant.ecny_merchant, **result}
        said = {"returnCode": "SUCCESS", "respCode": "SUCCESS"}
        return self._sealed(world, {**said, "biz_content": _json(content)}, does)

    def refused(self, world: World, asked: Asked, word: str, does: Effects) -> Reply:
        """Write a refusal, signed; a payment that failed is told as a state."""
        if asked.call == "pay" and word in ("insufficient", "expired_code", "invalid_code"):
            said = {"orderId": asked.number, "tradeState": "F", "errDescription": _WORDS[word][1]}
            return self.told(world, asked, said, does)
        return self._failed(world, word, does)

    def notified(
        self, world: World, charge: Charge, refund: Refund | None, does: Effects
    ) -> tuple[dict[str, str], bytes]:
        """Return headers and body of a callback."""
        fields = {
            "version": "0.0.1",
            "encoding": "UTF-8",
            "signMethod": "01",
            "merId": world.merchant.ecny_merchant,
            "orderId": charge.number,
            "cmbOrderId": charge.trade_no,
            "txnAmt": str(fen_shown(charge, does)),
            "currencyCode": "156",
            "payType": "EC",
        }
        if refund:
            fields |= {
                "orderId": refund.number,
                "cmbOrderId": refund.reference,
                "refundState": "S",
                "refundAmt": str(refund.amount_fen + int(does.get("amount", 0))),
            }
        text = signing.line(fields, ("sign",), empty=True).encode()
        key = world.keys.signer("ecny", forged="bad_signature" in does)
        body = urlencode({**fields, "sign": signing.signed(key, text)}).encode()
        return {"Content-Type": "application/x-www-form-urlencoded"}, body

    def thanked(self, status: int, body: bytes) -> bool:
        """Say whether a callback was taken."""
        return status == 200 and b'"SUCCESS"' in body  # noqa: PLR2004 - HTTP

    def _pay(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        code = asked.facts.get("authCode")
        if not isinstance(code, str) or not code:
            raise No("bad")
        return _described(take(world, self._order(asked, code), does), does)

    def _show(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        charge = take(world, self._order(asked, ""), does)
        return {"orderId": charge.number, "cmbOrderId": charge.trade_no, "qrCode": charge.qr}

    def _query(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        return _described(seen(world, self.name, asked.number, does), does)

    def _reverse(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        if undo(world, self.name, asked.number, does) is None:
            raise No("missing")
        return {"orderId": asked.number, "cancelState": "D"}

    def _close(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        if close(world, self.name, asked.number, does) is None:
            raise No("missing")
        return {"orderId": asked.number, "closeState": "C"}

    def _refund(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        facts = asked.facts
        charge = world.books.find(self.name, str(facts.get("origOrderId", "")))
        fen = whole(facts.get("refundAmt"))
        if charge is None:
            raise No("missing")
        if fen is None or not asked.number or whole(facts.get("txnAmt")) != charge.amount_fen:
            raise No("bad")
        more = {"reason": str(facts.get("refundReason", "")), "notify_url": charge.notify_url}
        _, refund, _ = give_back(world, charge, asked.number, fen, does, **more)
        return self._refund_told(world, refund, does)

    def _refund_query(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        found = world.books.find_refund(self.name, asked.number)
        if found is None or "not_exist" in does:
            raise No("missing")
        return self._refund_told(world, found[1], does)

    def _refund_told(self, world: World, refund: Refund, does: Effects) -> dict[str, str]:
        return {
            "orderId": refund.number,
            "cmbOrderId": refund.reference,
            "refundAmt": str(refund.amount_fen + int(does.get("amount", 0))),
            "tradeState": "S" if refund.done_at <= world.watch.now() else "P",
        }

    def _order(self, asked: Asked, code: str) -> Order:
        facts = asked.facts
        fen = whole(facts.get("txnAmt"))
        if fen is None or not asked.number or facts.get("currencyCode") != "156":
            raise No("bad")
        return Order(
            provider=self.name,
            wire="polypay",
            number=asked.number,
            amount_fen=fen,
            wallet="ecny",
            code=code,
            subject=str(facts.get("goodsName", "")),
            store=str(facts.get("tradePlace", "")),
            device=str(facts.get("terminalNo", "")),
            notify_url=str(facts.get("notifyUrl", "")),
            qr=lambda token: f"https://ecny.cmbchina.com/q/{token}",
        )

    def _failed(self, world: World, word: str, does: Effects, code: str = "") -> Reply:
        known, said = _WORDS.get(word, _WORDS["bad"])
        fields = {"returnCode": "SUCCESS", "respCode": "FAIL", "errCode": code or known}
        return self._sealed(world, {**fields, "respMsg": said}, does)

    def _sealed(self, world: World, fields: dict[str, str], does: Effects) -> Reply:
        envelope = {"version": "0.0.1", "encoding": "UTF-8", "signMethod": "01", **fields}
        text = signing.line(envelope, ("sign",), empty=True).encode()
        key = world.keys.signer("ecny", forged="bad_signature" in does)
        return Reply(200, _json({**envelope, "sign": signing.signed(key, text)}).encode())


def _described(charge: Charge, does: Effects) -> dict[str, str]:
    state = _STATES[charge.state]
    if charge.state is State.PAID and charge.refunds:
        state = "R"
    facts = {
        "orderId": charge.number,
        "cmbOrderId": charge.trade_no,
        "tradeState": state,
        "txnAmt": str(fen_shown(charge, does)),
        "currencyCode": "156",
        "payType": "EC",
    }
    if charge.paid_at:
        facts |= {"openId": charge.payer, "txnTime": china(charge.paid_at, "%Y%m%d%H%M%S")}
    return facts


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
