"""Alipay 当面付: scanned codes and QR codes; RSA2 over the raw text of the answer.

Sources: 「alipay.trade.pay / precreate / query / cancel / refund / fastpay.refund.query」 and
「异步通知」 of opendocs.alipay.com; 10000 done, 10003 waiting, 20000 unknown, 40001 to 40006 not
done. Of the codes under 40004 only those are dead that the pages call final.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec

from app.payments import signing
from app.payments.channels import bodies, huabei
from app.payments.channels.bodies import text_of, yuan_of, yuan_text
from app.payments.channels.channel import Timing
from app.payments.exchange import (
    CHINA,
    Answer,
    Ask,
    Back,
    BillLink,
    Callback,
    Distrust,
    Heard,
    Mode,
    Moment,
    Order,
    Outcome,
    Refund,
    Request,
    Response,
    Undone,
    about,
    answered,
    cut,
    dead,
    masked,
    missing,
    paid,
    paying,
    returning,
    settled,
    undone,
    unknown,
)
from app.payments.wallets import Code

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

GATEWAY = "https://openapi.alipay.com/gateway.do"
TIMINGS = {
    Mode.SCANNED: Timing(first_query_s=5, every_s=4, stop_s=60),
    Mode.SHOWN: Timing(first_query_s=0, every_s=2, stop_s=60),
}
DONE, WAITING, UNCLEAR, REFUSED = "10000", "10003", "20000", "40004"
NOT_EXECUTED = frozenset({"40001", "40002", "40003", "40005", "40006", "20001"})
NO_TRADE = "ACQ.TRADE_NOT_EXIST"
FINAL = frozenset(
    f"ACQ.{it}"
    for it in (
        "ACCESS_FORBIDDEN",
        "BEYOND_PAY_RESTRICTION",
        "BEYOND_PER_RECEIPT_RESTRICTION",
        "BUYER_BALANCE_NOT_ENOUGH",
        "BUYER_BANKCARD_BALANCE_NOT_ENOUGH",
        "BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR",
        "BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR",
        "BUYER_SELLER_EQUAL",
        "ERROR_BALANCE_PAYMENT_DISABLE",
        "ERROR_BUYER_CERTIFY_LEVEL_LIMIT",
        "EXIST_FORBIDDEN_WORD",
        "INVALID_PARAMETER",
        "NO_PAYMENT_INSTRUMENTS_AVAILABLE",
        "PARTNER_ERROR",
        "PAYMENT_AUTH_CODE_INVALID",
        "PAYMENT_FAIL",
        "PAYMENT_REQUEST_HAS_RISK",
        "PULL_MOBILE_CASHIER_FAIL",
        "SELLER_BALANCE_NOT_ENOUGH",
        "SELLER_BEEN_BLOCKED",
        "SUB_MERCHANT_CREATE_FAIL",
        "SUB_MERCHANT_TYPE_INVALID",
        "TOTAL_FEE_EXCEED",
        "TRADE_BUYER_NOT_MATCH",
        "TRADE_HAS_CLOSE",
        "USER_FACE_PAYMENT_SWITCH_OFF",
    )
)
_METHODS = {
    Ask.PAY: "alipay.trade.pay",
    Ask.SHOW: "alipay.trade.precreate",
    Ask.QUERY: "alipay.trade.query",
    Ask.REVERSE: "alipay.trade.cancel",
    Ask.REFUND: "alipay.trade.refund",
    Ask.REFUND_QUERY: "alipay.trade.fastpay.refund.query",
    Ask.BILL: "alipay.data.dataservice.bill.downloadurl.query",
}
_NO_CANCEL = frozenset({"ACQ.TRADE_CANCEL_TIME_OUT", "ACQ.TRADE_HAS_FINISHED"})  # refund instead
_NO_REFUND = frozenset(
    f"ACQ.{it}"
    for it in (
        "INVALID_PARAMETER",
        "REASON_TRADE_REFUND_FEE_ERR",
        "REFUND_AMT_NOT_EQUAL_TOTAL",
        "TRADE_HAS_FINISHED",
        "TRADE_NOT_EXIST",
        "TRADE_STATUS_ERROR",
    )
)
_NO_MONEY = "ACQ.SELLER_BALANCE_NOT_ENOUGH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alipay:
    """A merchant of Alipay, in the mode of public keys. `seller` is the PID, "2088…"."""

    app_id: str
    key: "RSAPrivateKey" = field(repr=False)
    theirs: "RSAPublicKey" = field(repr=False)
    seller: str = ""
    notify_url: str = ""
    base_url: str = GATEWAY
    name: str = "alipay"

    modes = frozenset({Mode.SCANNED, Mode.SHOWN})

    def timing(self, mode: Mode) -> Timing:
        """Return when to ask."""
        return TIMINGS[mode]

    def pay(self, order: Order, code: Code, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for money by the customer's code, or by their face."""
        face = code.text.startswith("fp")
        content = self._trade_of(order) | {
            "scene": "security_code" if face else "bar_code",
            "auth_code": code.text,
            "product_code": "FACE_TO_FACE_PAYMENT",
        }
        return self._post(Ask.PAY, content, moment, order=order, is_again=is_again)

    def show(self, order: Order, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for a QR code; it is good for two hours."""
        content = self._trade_of(order)
        return self._post(Ask.SHOW, content, moment, order=order, is_again=is_again)

    def query(self, order: Order, moment: Moment) -> Request:
        """Ask what became of an order."""
        return self._post(Ask.QUERY, {"out_trade_no": order.number}, moment, order=order)

    def may_reverse(self, order: Order) -> bool:
        """Our own number is enough."""
        return bool(order.number)

    def reverse(self, order: Order, moment: Moment) -> Request:
        """Cancel an order, right after the last query: closed if unpaid, paid back if paid."""
        return self._post(Ask.REVERSE, {"out_trade_no": order.number}, moment, order=order)

    def refund(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask for money to go back; instalments go back against the same trade."""
        content = {
            "out_trade_no": order.number,
            "out_request_no": refund.number,
            "refund_amount": yuan_text(refund.amount),
        }
        if refund.reason:
            content["refund_reason"] = cut(refund.reason, 256)
        return self._post(Ask.REFUND, content, moment, order=order, refund=refund)

    def refund_query(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask what became of a refund."""
        content = {"out_trade_no": order.number, "out_request_no": refund.number}
        return self._post(Ask.REFUND_QUERY, content, moment, order=order, refund=refund)

    def bill(self, day: date, moment: Moment) -> Request:
        """Ask where the trades of a day lie."""
        return self._post(Ask.BILL, {"bill_type": "trade", "bill_date": day.isoformat()}, moment)

    def bill_file(self, link: BillLink, moment: Moment) -> Request:  # noqa: ARG002 - the link is enough
        """Ask for the statement, a ZIP of CSV in GBK; its address is good for 30 s."""
        return Request(ask=Ask.BILL_FILE, method="GET", url=link.url, headers=())

    def read(self, request: Request, answer: Answer, now: datetime) -> Outcome:  # noqa: ARG002 - no time is signed
        """Say what an answer to pay, show or query means."""
        try:
            facts = self._proven(request, answer)
            outcome = self._outcome(request.ask, about(request), facts)
        except Distrust as error:
            outcome = unknown(str(error))
        return settled(request, answer, outcome)

    def read_back(self, request: Request, answer: Answer, now: datetime) -> Undone:  # noqa: ARG002
        """Say what an answer to cancel, refund or refund query means."""
        try:
            facts = self._proven(request, answer)
            if request.ask is Ask.REVERSE:
                return _cancelled(about(request), facts)
            if request.ask is Ask.REFUND:
                return _refunded(about(request), facts)
            return _refund_found(returning(request), about(request), facts)
        except Distrust as error:
            return undone(Back.UNKNOWN, str(error), again=True)

    def read_bill(self, request: Request, answer: Answer, now: datetime) -> BillLink:  # noqa: ARG002
        """Return where the statement lies."""
        facts = self._proven(request, answer)
        url = text_of(facts, "bill_download_url")
        if text_of(facts, "code") != DONE or not url:
            raise Distrust(_reason(facts))
        return BillLink(url)

    def read_bill_file(self, link: BillLink, answer: Answer) -> bytes:  # noqa: ARG002
        """Return the ZIP; raises Distrust where it is none (an expired address says so in XML)."""
        response = answered(answer)
        if response.status != 200 or not response.body.startswith(b"PK\x03\x04"):  # noqa: PLR2004
            raise Distrust(f"HTTP {response.status}, no ZIP")
        return response.body

    def hear(self, callback: Callback, now: datetime) -> Heard:  # noqa: ARG002 - sent for 25 hours
        """Take a notification in; the same one has the same notify_id for ever."""
        fields = bodies.form_fields(callback.body)
        message = signing.joined(fields, without=("sign", "sign_type")).encode()
        if not signing.fits(self.theirs, message, fields.get("sign", "")):
            raise Distrust("the signature does not fit")
        if fields.get("app_id") != self.app_id:
            raise Distrust("about another app")
        if self.seller and fields.get("seller_id", self.seller) != self.seller:
            raise Distrust("about another seller")
        if not fields.get("notify_id"):
            raise Distrust("without a number of its own")
        is_refund = bool(fields.get("refund_fee"))
        return Heard(
            order=fields.get("out_trade_no", ""),
            nonce=fields["notify_id"],
            refund=fields.get("out_biz_no", "") if is_refund else "",
            facts=fields,
        )

    def judge(self, heard: Heard, order: Order) -> Outcome:
        """Say what a notification means for its order."""
        return _trade(order, heard.facts)

    def judge_back(self, heard: Heard, refund: Refund) -> Undone:
        """Say only whether to ask: a notification gives no more than the sum of all refunds."""
        mine = heard.refund == refund.number
        return undone(Back.UNDERWAY if mine else Back.UNKNOWN, "ask", again=True)

    def reply(self, *, taken: bool) -> Response:
        """Thank with the one word that counts, or ask for it to be sent again."""
        return Response(200, (("Content-Type", "text/plain"),), b"success" if taken else b"fail")

    def _trade_of(self, order: Order) -> dict[str, object]:
        content: dict[str, object] = {
            "out_trade_no": order.number,
            "subject": cut(order.subject, 256),
            "total_amount": yuan_text(order.amount),
            "store_id": cut(order.store, 32),
            "terminal_id": cut(order.device, 32),
        }
        if order.instalments is not None:
            content["extend_params"] = huabei.fields(order.amount, order.instalments)
        return content

    def _outcome(self, ask: Ask, order: Order, facts: dict[str, Any]) -> Outcome:
        code, sub = text_of(facts, "code"), text_of(facts, "sub_code")
        if code == DONE and ask is Ask.SHOW:
            qr = text_of(facts, "qr_code")
            ours = facts.get("out_trade_no") == order.number
            return paying("shown", shows=qr) if qr and ours else unknown("no qr_code of ours")
        if code == DONE:
            said = "TRADE_SUCCESS" if ask is Ask.PAY else ""  # then the result is the payment's
            return _trade(order, {"trade_status": said} | facts)
        if code == WAITING and ask is Ask.PAY:
            return paying(_reason(facts), reference=text_of(facts, "trade_no"))
        if code == REFUSED and sub == NO_TRADE and ask is Ask.QUERY:
            return missing(order, sub)
        if ask is not Ask.QUERY and (code in NOT_EXECUTED or (code == REFUSED and sub in FINAL)):
            return dead(_reason(facts))
        return unknown(_reason(facts))

    def _proven(self, request: Request, answer: Answer) -> dict[str, Any]:
        """Return the answer once its signature fits the very text that came."""
        response = answered(answer)
        if response.status != 200:  # noqa: PLR2004 - HTTP
            raise Distrust(f"HTTP {response.status}")
        parts = bodies.json_parts(response.body)
        name = _METHODS[request.ask].replace(".", "_") + "_response"
        raw = parts.get(name, parts.get("error_response"))
        if raw is None:
            raise Distrust("an answer to something else")
        if not signing.fits(self.theirs, bytes(raw), bodies.json_text(parts.get("sign"))):
            code = text_of(bodies.json_object(raw), "sub_code")
            raise Distrust(f"the signature does not fit {code}".strip())
        return bodies.json_object(raw)

    def _post(
        self,
        ask: Ask,
        content: Mapping[str, object],
        moment: Moment,
        *,
        order: Order | None = None,
        refund: Refund | None = None,
        is_again: bool = False,
    ) -> Request:
        fields = {
            "app_id": self.app_id,
            "method": _METHODS[ask],
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": f"{moment.now.astimezone(CHINA):%Y-%m-%d %H:%M:%S}",
            "version": "1.0",
        }
        if ask in (Ask.PAY, Ask.SHOW) and self.notify_url:
            fields["notify_url"] = self.notify_url
        biz = {"biz_content": msgspec.json.encode(content).decode()}
        message = signing.joined(fields | biz, without=("sign",)).encode()
        fields["sign"] = signing.sign(self.key, message)
        return Request(
            ask=ask,
            method="POST",
            url=f"{self.base_url}?{urlencode(fields)}",
            headers=(("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),),
            body=urlencode(biz).encode(),
            order=order,
            refund=refund,
            is_again=is_again,
        )


def _trade(order: Order, facts: Mapping[str, Any]) -> Outcome:
    state = text_of(facts, "trade_status")
    if facts.get("out_trade_no") != order.number:
        return unknown(f"{state or 'an answer'} about another order")
    if state == "WAIT_BUYER_PAY":
        return paying(state, reference=text_of(facts, "trade_no"))
    if state == "TRADE_CLOSED":  # unpaid in time, cancelled, or all of it paid back
        was_paid = text_of(facts, "send_pay_date") or text_of(facts, "gmt_payment")
        return replace(dead(state), has_returned=bool(was_paid))
    if state not in ("TRADE_SUCCESS", "TRADE_FINISHED"):
        return unknown(f"state {state or 'missing'}")
    total = yuan_of(facts.get("total_amount"))
    if total != order.amount or facts.get("trans_currency", "CNY") != "CNY":
        return unknown(f"amount differs: {total.text() if total else 'none'}")
    if not text_of(facts, "trade_no"):
        return unknown("paid without a trade number")
    payer = text_of(facts, "buyer_logon_id") or text_of(facts, "buyer_user_id")
    returned = yuan_of(facts.get("refund_fee", "0.00"))
    return paid(
        total,
        text_of(facts, "trade_no"),
        payer=payer if "*" in payer else masked(payer),
        has_returned=returned is None or returned.fen > 0,
    )


def _cancelled(order: Order, facts: Mapping[str, Any]) -> Undone:
    code, sub = text_of(facts, "code"), text_of(facts, "sub_code")
    if code == DONE and facts.get("out_trade_no", order.number) == order.number:
        if text_of(facts, "retry_flag") == "Y":
            return undone(Back.UNKNOWN, "retry_flag", again=True)
        return undone(Back.DONE, text_of(facts, "action") or "acknowledged")
    if code == REFUSED and sub in _NO_CANCEL:
        return undone(Back.REFUSED, sub)
    return undone(Back.UNKNOWN, _reason(facts), again=True)


def _refunded(order: Order, facts: Mapping[str, Any]) -> Undone:
    code, sub = text_of(facts, "code"), text_of(facts, "sub_code")
    if code == DONE:
        if facts.get("out_trade_no") != order.number:
            return undone(Back.UNKNOWN, "about another order", again=True)
        # What it names is the sum of all refunds; whether this one is in it, the query says.
        return undone(Back.UNDERWAY, f"fund_change={text_of(facts, 'fund_change')}", again=True)
    if code == REFUSED and sub == _NO_MONEY:
        return undone(Back.REFUSED, sub, again=True)
    if (code == REFUSED and sub in _NO_REFUND) or code in NOT_EXECUTED:
        return undone(Back.REFUSED, _reason(facts))
    return undone(Back.UNKNOWN, _reason(facts), again=True)


def _refund_found(refund: Refund, order: Order, facts: Mapping[str, Any]) -> Undone:
    """Success needs the record of this refund: 10000 alone only says that the question was fine."""
    if text_of(facts, "code") != DONE:
        return undone(Back.UNKNOWN, _reason(facts), again=True)
    if (facts.get("out_trade_no"), facts.get("out_request_no")) != (order.number, refund.number):
        return undone(Back.UNKNOWN, "no record of it", again=True)
    amount = yuan_of(facts.get("refund_amount"))
    state = text_of(facts, "refund_status")
    if amount is None or state not in ("", "REFUND_SUCCESS"):
        return undone(Back.UNDERWAY, state or "no amount", again=True)
    if amount != refund.amount:
        return undone(Back.UNKNOWN, "amount differs")
    return Undone(back=Back.DONE, reference=text_of(facts, "trade_no"), amount=amount)


def _reason(facts: Mapping[str, Any]) -> str:
    said = (text_of(facts, "code"), text_of(facts, "sub_code") or text_of(facts, "msg"))
    return " ".join(it for it in said if it) or "an answer without a code"
