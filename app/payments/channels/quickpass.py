"""云闪付's gateway for partners: WeChat, Alipay and UnionPay codes through one door.

That makes it the other way for a wallet whose own door is shut. Requests are JSON, signed like ACP
5.1.0 with empty fields kept. Source: the partner interface at partner.95516.com as public projects
use it (micropay, queryOrder, closeOrder, refund, refundQuery); `respCode` 00 taken, 02, 12 and 99
ask for a query, 34 no such order; `origRespCode` 00 paid, 01 paid back, 02 unpaid, 03 closed, 04
revoked, 05 paying, 06 failed. A refusal of a payment is documented by no page that we have read, so
the query decides: refused and then unknown there, it is dead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from app.payments import signing
from app.payments.channels import bodies
from app.payments.channels.bodies import fen_of, text_of
from app.payments.channels.channel import Timing
from app.payments.exchange import (
    CHINA,
    Answer,
    Ask,
    Back,
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
    missing,
    paid,
    paying,
    returning,
    settled,
    undone,
    unknown,
)
from app.payments.wallets import Code, Wallet

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

HOST = "https://partner.95516.com"
TIMINGS = {
    # Closing leaves a paid order as it is: then it is refunded.
    Mode.SCANNED: Timing(first_query_s=1, every_s=5, stop_s=60, reverse_after_s=15),
}
WALLETS = frozenset({Wallet.WECHAT, Wallet.ALIPAY, Wallet.UNIONPAY})
OK, MISSING = "00", "34"
_PATHS = {
    Ask.PAY: "/gateway/api/pay/micropay",
    Ask.QUERY: "/gateway/api/pay/queryOrder",
    Ask.CLOSE: "/gateway/api/pay/closeOrder",
    Ask.REFUND: "/gateway/api/pay/refund",
    Ask.REFUND_QUERY: "/gateway/api/pay/refundQuery",
}
ASK = frozenset({"", "12", "99"})
_PAYING = frozenset({"02", "05"})
_DEAD = frozenset({"03", "04", "06"})
_BACK = {"00": Back.DONE, "01": Back.REFUSED, "02": Back.UNDERWAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickPass:
    """A merchant of a partner of 云闪付; `partner` is its serProvId."""

    merchant: str
    partner: str
    key: "RSAPrivateKey" = field(repr=False)
    theirs: "RSAPublicKey" = field(repr=False)
    base_url: str = HOST
    name: str = "quickpass"

    modes = frozenset({Mode.SCANNED})

    def timing(self, mode: Mode) -> Timing:
        """Return when to ask."""
        return TIMINGS[mode]

    def pay(self, order: Order, code: Code, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for money by the customer's code; raises ValueError for a wallet not carried."""
        fields = _of_order(order) | {
            "orderTime": f"{order.made_at.astimezone(CHINA):%Y%m%d%H%M%S}",
            "txnAmt": str(order.amount.fen),
            "currencyCode": "156",
            "orderInfo": cut(order.subject, 64),
            "authCode": code.text,
            "termId": cut(order.device, 8),
            "termInfo": msgspec.json.encode({"ip": order.ip}).decode(),
        }
        return self._post(Ask.PAY, fields, moment, order, is_again=is_again)

    def query(self, order: Order, moment: Moment) -> Request:
        """Ask what became of an order."""
        return self._post(Ask.QUERY, _of_order(order), moment, order)

    def may_reverse(self, order: Order) -> bool:
        """Our own number is enough."""
        return bool(order.number)

    def reverse(self, order: Order, moment: Moment) -> Request:
        """Close an order that is not paid; a paid one stays and must be refunded."""
        return self._post(Ask.CLOSE, _of_order(order), moment, order)

    def refund(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask for money to go back."""
        fields = {
            "origOrderNo": order.number,
            "origTxnAmt": str(order.amount.fen),
            "orderNo": refund.number,
            "txnAmt": str(refund.amount.fen),
            "orderType": _kind(order),
        }
        return self._post(Ask.REFUND, fields, moment, order, refund)

    def refund_query(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask what became of a refund."""
        fields = {"orderNo": refund.number, "origOrderNo": order.number}
        return self._post(Ask.REFUND_QUERY, fields, moment, order, refund)

    def read(self, request: Request, answer: Answer, now: datetime) -> Outcome:  # noqa: ARG002
        """Say what an answer to pay or query means."""
        try:
            facts, order = self._proven(answer), about(request)
            if request.ask is Ask.PAY:
                outcome = _taken(order, facts)
            elif text_of(facts, "respCode") == OK:
                outcome = _result(order, facts)
            elif text_of(facts, "respCode") == MISSING:
                outcome = missing(order, _said(facts))
            else:
                outcome = unknown(_said(facts))
        except Distrust as error:
            outcome = unknown(str(error))
        return settled(request, answer, outcome)

    def read_back(self, request: Request, answer: Answer, now: datetime) -> Undone:  # noqa: ARG002
        """Say what an answer to close, refund or refund query means."""
        try:
            facts = self._proven(answer)
            if request.ask is Ask.REFUND_QUERY:
                return _returned(returning(request), facts)
            if text_of(facts, "respCode") != OK:
                return undone(Back.UNKNOWN, _said(facts), again=True)
            if request.ask is Ask.CLOSE:
                return undone(Back.DONE, "acknowledged")
            return undone(Back.UNDERWAY, "taken in", again=True)
        except Distrust as error:
            return undone(Back.UNKNOWN, str(error), again=True)

    def hear(self, callback: Callback, now: datetime) -> Heard:  # noqa: ARG002 - no time is signed
        """Take a notification in."""
        facts = self._theirs(bodies.json_object(callback.body))
        number = text_of(facts, "transIndex")
        if not number:
            raise Distrust("without a number of its own")
        return Heard(order=text_of(facts, "orderNo"), nonce=number, facts=facts)

    def judge(self, heard: Heard, order: Order) -> Outcome:
        """Say what a notification means: it comes for what is paid, but ask where it is vague."""
        return _result(order, heard.facts)

    def judge_back(self, heard: Heard, refund: Refund) -> Undone:  # noqa: ARG002
        """Ask for the refund: no notification is about one."""
        return undone(Back.UNKNOWN, "ask", again=True)

    def reply(self, *, taken: bool) -> Response:
        """Thank, or ask for it to be sent again."""
        return Response(200, (("Content-Type", "text/plain"),), b"success" if taken else b"ERROR")

    def _proven(self, answer: Answer) -> dict[str, Any]:
        response = answered(answer)
        if response.status != 200:  # noqa: PLR2004 - HTTP
            raise Distrust(f"HTTP {response.status}")
        return self._theirs(bodies.json_object(response.body))

    def _theirs(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the facts once their signature fits; a value that is no text is not theirs."""
        if not all(isinstance(value, str) for value in facts.values()):
            raise Distrust("not fields of theirs")
        message = signing.joined(facts, without=("signature",), keep_empty=True)
        hashed = signing.hashed_twice(message.encode("utf-8", "replace"))
        if not signing.fits(self.theirs, hashed, text_of(facts, "signature")):
            raise Distrust("the signature does not fit")
        if facts.get("merId", self.merchant) != self.merchant:
            raise Distrust("about another merchant")
        return facts

    def _post(
        self,
        ask: Ask,
        fields: dict[str, str],
        moment: Moment,  # noqa: ARG002 - the times are the orders'
        order: Order,
        refund: Refund | None = None,
        *,
        is_again: bool = False,
    ) -> Request:
        fields |= {"serProvId": self.partner, "merId": self.merchant}
        message = signing.joined(fields, without=("signature",), keep_empty=True).encode()
        fields["signature"] = signing.sign(self.key, signing.hashed_twice(message))
        return Request(
            ask=ask,
            method="POST",
            url=self.base_url + _PATHS[ask],
            headers=(("Content-Type", "application/json; charset=utf-8"),),
            body=msgspec.json.encode(fields),
            order=order,
            refund=refund,
            is_again=is_again,
        )


def _of_order(order: Order) -> dict[str, str]:
    return {"orderNo": order.number, "orderType": _kind(order)}


def _kind(order: Order) -> str:
    if order.wallet not in WALLETS:
        raise ValueError(f"no way for {order.wallet} here")
    return str(order.wallet)


def _taken(order: Order, facts: Mapping[str, Any]) -> Outcome:
    """Say what the answer to a payment means: paid only where it names order and amount."""
    code = text_of(facts, "respCode")
    if code == OK:
        named = _result(order, {"origRespCode": OK} | dict(facts))
        return named if named.paid is not None else paying("taken in")
    if code == "02":
        return paying(_said(facts))
    is_refused = code not in ASK and facts.get("orderNo") == order.number
    return replace(unknown(_said(facts)), is_theirs=True, is_refused=is_refused)


def _result(order: Order, facts: Mapping[str, Any]) -> Outcome:
    if facts.get("orderNo") != order.number:
        return unknown("about another order")
    code = text_of(facts, "origRespCode")
    if code in ("00", "01"):
        amount, reference = fen_of(facts.get("txnAmt")), text_of(facts, "transIndex")
        if amount != order.amount:
            return unknown(f"amount differs: {amount.text() if amount else 'none'}")
        if not reference:
            return unknown("paid without a number")
        return paid(amount, reference, has_returned=code == "01")
    if code in _PAYING:
        return paying(code)
    return (
        dead(f"{code} {text_of(facts, 'origRespMsg')}".strip()) if code in _DEAD else unknown(code)
    )


def _returned(refund: Refund, facts: Mapping[str, Any]) -> Undone:
    if text_of(facts, "respCode") != OK or facts.get("orderNo", refund.number) != refund.number:
        return undone(Back.UNKNOWN, _said(facts), again=True)
    back = _BACK.get(text_of(facts, "origRespCode"), Back.UNKNOWN)
    amount = fen_of(facts.get("txnAmt", str(refund.amount.fen)))
    if back is Back.DONE and amount != refund.amount:
        return undone(Back.UNKNOWN, "amount differs")
    return Undone(
        back=back,
        amount=amount,
        reason=text_of(facts, "origRespMsg"),
        again=back in (Back.UNDERWAY, Back.UNKNOWN),
    )


def _said(facts: Mapping[str, Any]) -> str:
    return f"{text_of(facts, 'respCode')} {text_of(facts, 'respMsg')}".strip() or "no respCode"
