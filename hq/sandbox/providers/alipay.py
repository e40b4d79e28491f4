"""Alipay's gateway.do, the provider's half: pay, precreate, query, cancel, refund, bills, notify.

Sources: 「alipay.trade.*」, 「公共错误码」 and 「异步通知」 of opendocs.alipay.com. An order
that is only shown is no trade yet: a query does not find it until somebody scans it.
"""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hq.sandbox import signing
from hq.sandbox.bills import alipay as bills
from hq.sandbox.books import Charge, Refund, State
from hq.sandbox.effects import Effects
from hq.sandbox.money import yuan
from hq.sandbox.providers.exchange import (
    Asked,
    Came,
    No,
    Order,
    Rejected,
    Reply,
    fen_shown,
    give_back,
    seen,
    take,
    undo,
)
from hq.sandbox.providers.wechat_v3 import may_see
from hq.sandbox.watch import china
from hq.sandbox.world import World

BILL_GOOD_S = 30
CALLS = {
    "alipay.trade.pay": "pay",
    "alipay.trade.precreate": "show",
    "alipay.trade.query": "query",
    "alipay.trade.cancel": "reverse",
    "alipay.trade.close": "close",
    "alipay.trade.refund": "refund",
    "alipay.trade.fastpay.refund.query": "refund_query",
    "alipay.data.dataservice.bill.downloadurl.query": "bill",
}
_AMOUNT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
_NUMBER = re.compile(r"[0-9A-Za-z_]{1,64}")
_WORDS = {
    "missing": ("ACQ.TRADE_NOT_EXIST", "交易不存在"),
    "used": ("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改"),
    "paid": ("ACQ.TRADE_HAS_SUCCESS", "交易已被支付"),
    "gone": ("ACQ.TRADE_HAS_CLOSE", "交易已经关闭"),
    "insufficient": ("ACQ.BUYER_BALANCE_NOT_ENOUGH", "买家余额不足"),
    "expired_code": ("ACQ.PAYMENT_AUTH_CODE_INVALID", "支付授权码无效"),
    "invalid_code": ("ACQ.PAYMENT_AUTH_CODE_INVALID", "支付授权码无效"),
    "not_paid": ("ACQ.TRADE_STATUS_ERROR", "交易状态不合法"),
    "too_much": ("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限"),
    "no_bill": ("isp.bill_not_exist", "账单不存在"),
    "bill_later": ("isp.bill_not_exist", "账单不存在"),
    "bad": ("ACQ.INVALID_PARAMETER", "参数无效"),
}
_STATES = {
    State.SHOWN: "WAIT_BUYER_PAY",
    State.PAYING: "WAIT_BUYER_PAY",
    State.PAID: "TRADE_SUCCESS",
    State.CLOSED: "TRADE_CLOSED",
    State.REVOKED: "TRADE_CLOSED",
    State.FAILED: "WAIT_BUYER_PAY",  # a buyer who fails may try again until it is cancelled
}


class Alipay:
    """The gateway, in the mode of public keys."""

    name = "alipay"

    def opened(self, world: World, came: Came) -> Asked:
        """Check the signature and read the request."""
        try:
            query = came.target.partition("?")[2]
            text = came.body.decode("utf-8")
            pairs = parse_qsl(query, keep_blank_values=True) + parse_qsl(
                text, keep_blank_values=True
            )
        except ValueError as error:
            raise Rejected(self._odd(world, "isv.invalid-encoding")) from error
        fields = dict(pairs)
        method = fields.get("method", "")
        public = world.keys.public("merchant_alipay")
        message = signing.line(fields, ("sign",)).encode("utf-8", "replace")
        if fields.get("app_id") != world.merchant.alipay_app_id:
            raise Rejected(self._odd(world, "isv.invalid-app-id"))
        if fields.get("sign_type") != "RSA2" or not signing.is_signed(
            public, message, fields.get("sign", "")
        ):
            raise Rejected(self._odd(world, "isv.invalid-signature"))
        if method not in CALLS:
            raise Rejected(self._odd(world, "isv.invalid-method"))
        try:
            content = json.loads(fields.get("biz_content", "{}"))
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise Rejected(self._odd(world, "isv.invalid-parameter"))
        call = CALLS[method]
        name = "out_request_no" if call.startswith("refund") else "out_trade_no"
        number = content.get(name) or content.get("out_trade_no", "")
        amount = content.get("refund_amount", content.get("total_amount"))
        facts = {**content, "method": method, "notify_url": fields.get("notify_url", "")}
        return Asked(
            provider=self.name,
            call=call,
            number=str(number),
            facts=facts,
            came=came,
            amount_fen=_fen(amount),
        )

    def act(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        """Do what is asked."""
        found: dict[str, Any] = getattr(self, f"_{asked.call}")(world, asked, does)
        return found

    def told(self, world: World, asked: Asked, result: Any, does: Effects) -> Reply:  # noqa: ANN401
        """Write the answer, signed over its own text."""
        return self._sealed(world, asked, {"code": "10000", "msg": "Success"} | result, does)

    def refused(self, world: World, asked: Asked, word: str, does: Effects) -> Reply:
        """Write a refusal, signed."""
        if word == "system_error":
            unclear = {
                "code": "20000",
                "msg": "Service Currently Unavailable",
                "sub_code": "isp.unknow-error",
                "sub_msg": "系统繁忙",
            }
            return self._sealed(world, asked, unclear, does)
        sub, said = _WORDS.get(word, _WORDS["bad"])
        facts = {"code": "40004", "msg": "Business Failed", "sub_code": sub, "sub_msg": said}
        if asked.number and not asked.call.startswith("refund"):
            facts["out_trade_no"] = asked.number
        return self._sealed(world, asked, facts, does)

    def file(self, world: World, token: str) -> Reply:
        """Return a statement by its address, while that is good."""
        day, kind, until = world.links.get(token, ("", "", 0.0))
        if not day or world.watch.now().timestamp() > until:
            return Reply(403, b"<Error><Code>AccessDenied</Code></Error>", "application/xml")
        return Reply(200, bills.written(world, date.fromisoformat(day), kind), "application/zip")

    def notified(
        self, world: World, charge: Charge, refund: Refund | None, does: Effects
    ) -> tuple[dict[str, str], bytes]:
        """Return headers and body of a callback."""
        kept = [it for it in charge.refunds if it.done_at <= world.watch.now()]
        closed = sum(it.amount_fen for it in kept) == charge.amount_fen
        fen = yuan(fen_shown(charge, does))
        fields = {
            "notify_time": china(world.watch.now()),
            "notify_type": "trade_status_sync",
            "notify_id": f"{charge.trade_no}{len(kept) if refund else 0:02}notify",
            "app_id": world.merchant.alipay_app_id,
            "charset": "utf-8",
            "version": "1.0",
            "sign_type": "RSA2",
            "trade_no": charge.trade_no,
            "out_trade_no": charge.number,
            "seller_id": world.merchant.alipay_pid,
            "buyer_logon_id": "159****5620",
            "buyer_id": "2088102100000001",
            "trade_status": "TRADE_CLOSED" if closed else "TRADE_SUCCESS",
            "total_amount": fen,
            "receipt_amount": fen,
            "buyer_pay_amount": fen,
            "invoice_amount": fen,
            "point_amount": "0.00",
            "subject": charge.subject,
            "gmt_create": china(charge.made_at),
            "gmt_payment": china(charge.paid_at) if charge.paid_at else "",
            "fund_bill_list": json.dumps([{"amount": fen, "fundChannel": "ALIPAYACCOUNT"}]),
        }
        if refund:
            fields |= {
                "out_biz_no": refund.number,
                "refund_fee": yuan(sum(it.amount_fen for it in kept)),
                "gmt_refund": china(refund.done_at, "%Y-%m-%d %H:%M:%S.000"),
            }
        key = world.keys.signer("alipay", forged="bad_signature" in does)
        text = signing.line(fields, ("sign", "sign_type")).encode()
        body = urlencode({**fields, "sign": signing.signed(key, text)}).encode()
        return {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}, body

    def thanked(self, status: int, body: bytes) -> bool:
        """Say whether a callback was taken: one word counts."""
        return status == 200 and body.strip() == b"success"  # noqa: PLR2004 - HTTP

    def _pay(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        code = asked.facts.get("auth_code")
        if not isinstance(code, str) or not code:
            raise No("bad")
        charge = take_again(world, self._order(asked, code), does)
        if charge.state is not State.PAID:
            return {"code": "10003", "msg": "order success pay inprocess", **_basics(charge, does)}
        return _paid(charge, does)

    def _show(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        charge = take(world, self._order(asked, ""), does)
        return {"out_trade_no": charge.number, "qr_code": charge.qr}

    def _query(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        charge = self._found(world, asked, does)
        if charge.state is State.SHOWN:
            raise No("missing")
        state = _STATES[charge.state]
        if charge.paid_at and charge.net_fen == 0:
            state = "TRADE_CLOSED"
        facts = _basics(charge, does) | {"trade_status": state, "buyer_user_id": "2088102100000001"}
        if charge.paid_at:
            facts |= {"send_pay_date": china(charge.paid_at)}
        return facts

    def _reverse(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        before = world.books.find(self.name, asked.number)
        charge = undo(world, self.name, asked.number, does)
        facts = {"out_trade_no": asked.number, "retry_flag": "N"}
        if before is None or charge is None:
            return facts
        action = "refund" if charge.paid_at else "close"
        return facts | {"trade_no": charge.trade_no, "action": action}

    def _close(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        charge = self._found(world, asked, does)
        if charge.state is State.SHOWN:
            raise No("missing")
        if charge.state is not State.PAYING:
            raise No("not_paid")
        world.books.end(charge, State.CLOSED)
        return {"out_trade_no": charge.number, "trade_no": charge.trade_no}

    def _refund(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        number = str(asked.facts.get("out_trade_no", ""))
        charge = world.books.find(self.name, number)
        fen = _fen(asked.facts.get("refund_amount"))
        if charge is None:
            raise No("missing")
        request = asked.facts.get("out_request_no")
        if fen is None or (not request and fen != charge.amount_fen):
            raise No("bad")
        more = {
            "reason": str(asked.facts.get("refund_reason", "")),
            "notify_url": charge.notify_url,
        }
        does = {"refund_after": 0.0} | dict(does)
        charge, refund, is_new = give_back(
            world, charge, str(request or charge.number), fen, does, **more
        )
        return {
            "trade_no": charge.trade_no,
            "out_trade_no": charge.number,
            "buyer_logon_id": "159****5620",
            "fund_change": "Y" if is_new else "N",
            "refund_fee": yuan(charge.refunded_fen + int(does.get("amount", 0))),
            "gmt_refund_pay": china(refund.done_at),
        }

    def _refund_query(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        self._found(world, replace(asked, number=str(asked.facts.get("out_trade_no", ""))), {})
        found = world.books.find_refund(self.name, asked.number)
        if found is None or "not_exist" in does or found[1].done_at > world.watch.now():
            return {}  # the question was fine, and that is all that it says
        charge, refund = found
        return {
            "trade_no": charge.trade_no,
            "out_trade_no": charge.number,
            "out_request_no": refund.number,
            "refund_amount": yuan(refund.amount_fen + int(does.get("amount", 0))),
            "total_amount": yuan(charge.amount_fen),
            "refund_status": "REFUND_SUCCESS",
        }

    def _bill(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:  # noqa: ARG002
        kind = asked.facts.get("bill_type")
        try:
            day = date.fromisoformat(str(asked.facts.get("bill_date", "")))
        except ValueError as error:
            raise No("bad") from error
        if kind not in bills.KINDS:
            raise No("bad")
        may_see(world, day)
        token = world.books.token(32)
        until = world.watch.now().timestamp() + BILL_GOOD_S
        world.links[token] = (day.isoformat(), str(kind), until)
        return {"bill_download_url": f"{asked.came.base_url}/downloadBill?token={token}"}

    def _found(self, world: World, asked: Asked, does: Effects) -> Charge:
        by_trade = world.books.find_trade(self.name, str(asked.facts.get("trade_no", "")))
        number = by_trade.number if by_trade else asked.number
        return seen(world, self.name, number, does)

    def _order(self, asked: Asked, code: str) -> Order:
        facts = asked.facts
        fen = _fen(facts.get("total_amount"))
        if fen is None or not _NUMBER.fullmatch(asked.number) or not facts.get("subject"):
            raise No("bad")
        terms = facts.get("extend_params")
        instalments = ""
        if isinstance(terms, dict) and "hb_fq_num" in terms:
            months, percent = str(terms["hb_fq_num"]), str(terms.get("hb_fq_seller_percent", ""))
            if months not in ("3", "6", "12") or percent not in ("0", "100"):
                raise No("bad")
            instalments = f"{months}/{percent}"
        return Order(
            provider=self.name,
            wire="gateway",
            number=asked.number,
            amount_fen=fen,
            wallet="alipay",
            code=code,
            subject=str(facts["subject"]),
            store=str(facts.get("store_id", "")),
            device=str(facts.get("terminal_id", "")),
            notify_url=str(facts.get("notify_url", "")),
            instalments=instalments,
            qr=lambda token: f"https://qr.alipay.com/bax{token}",
        )

    def _sealed(self, world: World, asked: Asked, facts: dict[str, Any], does: Effects) -> Reply:
        name = str(asked.facts["method"]).replace(".", "_") + "_response"
        return self._answer(world, name, facts, forged="bad_signature" in does)

    def _odd(self, world: World, sub: str) -> Reply:
        facts = {
            "code": "40002",
            "msg": "Invalid Arguments",
            "sub_code": sub,
            "sub_msg": "无效参数",
        }
        return self._answer(world, "error_response", facts, forged=False)

    def _answer(self, world: World, name: str, facts: dict[str, Any], *, forged: bool) -> Reply:
        text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
        signature = signing.signed(world.keys.signer("alipay", forged=forged), text.encode())
        body = f'{{"{name}":{text},"sign":"{signature}"}}'
        return Reply(200, body.encode(), "text/html;charset=utf-8")


def take_again(world: World, order: Order, does: Effects) -> Charge:
    """Take an order in; the same one, paid already, is told as it stands."""
    try:
        return take(world, order, does)
    except No as no:
        charge = world.books.find(order.provider, order.number)
        if no.word == "paid" and charge is not None:
            return charge
        raise


def _basics(charge: Charge, does: Effects) -> dict[str, Any]:
    return {
        "trade_no": charge.trade_no,
        "out_trade_no": charge.number,
        "buyer_logon_id": "159****5620",
        "total_amount": yuan(fen_shown(charge, does)),
    }


def _paid(charge: Charge, does: Effects) -> dict[str, Any]:
    fen = yuan(fen_shown(charge, does))
    return _basics(charge, does) | {
        "receipt_amount": fen,
        "buyer_pay_amount": fen,
        "point_amount": "0.00",
        "invoice_amount": fen,
        "gmt_payment": china(charge.paid_at) if charge.paid_at else "",
        "fund_bill_list": [{"amount": fen, "fund_channel": "ALIPAYACCOUNT"}],
        "buyer_user_id": "2088102100000001",
    }


def _fen(value: object) -> int | None:
    text = str(value) if isinstance(value, str | int | float) else ""
    if not _AMOUNT.fullmatch(text):
        return None
    units, _, part = text.partition(".")
    return int(units) * 100 + int(part.ljust(2, "0")) or None
