"""数字人民币 through a bank: the aggregated acquiring of China Merchants Bank (招行聚合收款).

Sources: its interface document, 2.2 to 2.4 (envelope, two signatures), 4.2 (query), 4.4 and 4.5
(refund), 4.7 (close), 4.9 (cancel), 4.17 and 4.18 (e-CNY), as public clients implement it. States:
C closed, D revoked, P underway, F failed, S paid, R paid back. SYSTERM_ERROR, spelt so, must be
queried. The body is signed as the contract says, by RSA ("01") or SM2 ("02"): the caller brings it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

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
    Declined,
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
    paid,
    paying,
    returning,
    settled,
    undone,
    unknown,
)
from app.payments.wallets import Code

HOST = "https://api.cmbchina.com"
PREFIX = "/polypay/v1.0/mchorders"
GOOD_FOR = timedelta(minutes=5)
RSA, SM2 = "01", "02"
TIMINGS = {
    Mode.SCANNED: Timing(first_query_s=2, every_s=5, stop_s=60),
    Mode.SHOWN: Timing(first_query_s=0, every_s=2, stop_s=60),
}
_PATHS = {
    Ask.PAY: "/ecny/unifiedPayment",
    Ask.SHOW: "/ecny/unifiedOrder",
    Ask.QUERY: "/orderquery",
    Ask.REVERSE: "/cancel",
    Ask.CLOSE: "/close",
    Ask.REFUND: "/refund",
    Ask.REFUND_QUERY: "/refundquery",
}
_BACK = {"S": Back.DONE, "P": Back.UNDERWAY, "F": Back.REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecny:
    """A merchant of the bank. `sign` returns base64, `fits` says whether a signature is theirs."""

    merchant: str
    clerk: str  # userId
    terminal: str
    app_id: str
    app_secret: str = field(repr=False)
    sign: Callable[[bytes], str] = field(repr=False)
    fits: Callable[[bytes, str], bool] = field(repr=False)
    sign_method: str = RSA
    notify_url: str = ""
    base_url: str = HOST
    name: str = "ecny"

    modes = frozenset({Mode.SCANNED, Mode.SHOWN})

    def timing(self, mode: Mode) -> Timing:
        """Return when to ask."""
        return TIMINGS[mode]

    def pay(self, order: Order, code: Code, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for money by the customer's code."""
        content = self._trade_of(order) | {"authCode": code.text}
        return self._post(Ask.PAY, content, moment, order, is_again=is_again)

    def show(self, order: Order, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for a QR code."""
        return self._post(Ask.SHOW, self._trade_of(order), moment, order, is_again=is_again)

    def query(self, order: Order, moment: Moment) -> Request:
        """Ask what became of an order."""
        return self._post(Ask.QUERY, {"orderId": order.number}, moment, order)

    def may_reverse(self, order: Order) -> bool:
        """Our own number is enough."""
        return bool(order.number)

    def reverse(self, order: Order, moment: Moment) -> Request:
        """Cancel what was scanned, close what was shown."""
        ask = Ask.CLOSE if order.mode is Mode.SHOWN else Ask.REVERSE
        return self._post(ask, {"orderId": order.number}, moment, order)

    def refund(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask for money to go back."""
        content = {
            "orderId": refund.number,
            "origOrderId": order.number,
            "refundAmt": str(refund.amount.fen),
            "txnAmt": str(order.amount.fen),
            "refundReason": cut(refund.reason, 64),
        }
        return self._post(Ask.REFUND, content, moment, order, refund)

    def refund_query(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask what became of a refund."""
        return self._post(Ask.REFUND_QUERY, {"orderId": refund.number}, moment, order, refund)

    def read(self, request: Request, answer: Answer, now: datetime) -> Outcome:  # noqa: ARG002
        """Say what an answer to pay, show or query means."""
        try:
            facts = self._proven(answer)
            outcome = self._outcome(request.ask, about(request), facts)
        except Distrust as error:
            outcome = unknown(error)
        return settled(request, answer, outcome)

    def read_back(self, request: Request, answer: Answer, now: datetime) -> Undone:  # noqa: ARG002
        """Say what an answer to cancel, close, refund or refund query means."""
        try:
            facts = self._proven(answer)
            if request.ask in (Ask.REVERSE, Ask.CLOSE):
                ours = facts.get("orderId", about(request).number) == about(request).number
                return undone(Back.DONE if ours else Back.UNKNOWN, "acknowledged", again=not ours)
            return _returned(returning(request), facts)
        except Distrust as error:
            return undone(Back.UNKNOWN, str(error), again=True)

    def hear(self, callback: Callback, now: datetime) -> Heard:  # noqa: ARG002 - no time is signed
        """Take a notification in: a form, signed over its decoded fields."""
        fields = bodies.form_fields(callback.body)
        if not self.fits(_message(fields), fields.get("sign", "")):
            raise Distrust("the signature does not fit")
        if fields.get("merId") != self.merchant or not fields.get("cmbOrderId"):
            raise Distrust("about another merchant, or without a number of its own")
        is_refund = "refundState" in fields
        number = fields.get("orderId", "")
        return Heard(
            order="" if is_refund else number,
            nonce=f"{fields['cmbOrderId']}:{'refund' if is_refund else 'pay'}",
            refund=number if is_refund else "",
            facts=fields,
        )

    def judge(self, heard: Heard, order: Order) -> Outcome:
        """Say what a notification means for its order; it comes for what is paid."""
        return self._result(order, {"tradeState": "S"} | dict(heard.facts))

    def judge_back(self, heard: Heard, refund: Refund) -> Undone:
        """Say what a notification means for its refund."""
        return _returned(refund, heard.facts)

    def reply(self, *, taken: bool) -> Response:
        """Thank, signed as the bank wants it, or ask for it to be sent again."""
        fields = {
            "version": "0.0.1",
            "encoding": "UTF-8",
            "signMethod": self.sign_method,
            "returnCode": "SUCCESS" if taken else "FAIL",
            "respCode": "SUCCESS" if taken else "FAIL",
        }
        body = msgspec.json.encode(fields | {"sign": self.sign(_message(fields))})
        return Response(200, (("Content-Type", "application/json"),), body)

    def _trade_of(self, order: Order) -> dict[str, str]:
        until = (order.made_at + GOOD_FOR).astimezone(CHINA)
        return {
            "orderId": order.number,
            "notifyUrl": self.notify_url,
            "currencyCode": "156",
            "transactionType": "TT01",
            "txnAmt": str(order.amount.fen),
            "terminalNo": self.terminal,
            "terminalIp": order.ip,
            "goodsName": cut(order.subject, 64),
            "tradePlace": cut(order.store, 32),
            "orderTimeExpire": f"{until:%Y-%m-%dT%H:%M:%S}",
        }

    def _outcome(self, ask: Ask, order: Order, facts: Mapping[str, Any]) -> Outcome:
        if ask is Ask.SHOW:
            qr, ours = text_of(facts, "qrCode"), facts.get("orderId") == order.number
            return paying("shown", shows=qr) if qr and ours else unknown("no qrCode of ours")
        return self._result(order, facts)

    def _result(self, order: Order, facts: Mapping[str, Any]) -> Outcome:
        if facts.get("orderId") != order.number or facts.get("merId") != self.merchant:
            return unknown("about another order")
        state, said = text_of(facts, "tradeState"), text_of(facts, "errDescription")
        if state == "P":
            return paying(state, reference=text_of(facts, "cmbOrderId"))
        if state in ("C", "D", "F"):  # a QR code may be tried again after a failure
            final = state != "F" or order.mode is Mode.SCANNED
            return dead(f"{state} {said}".strip()) if final else paying(state)
        if state not in ("S", "R"):
            return unknown(f"state {state or 'missing'}")
        amount, reference = fen_of(facts.get("txnAmt")), text_of(facts, "cmbOrderId")
        if amount != order.amount or facts.get("currencyCode", "156") != "156":
            return unknown(f"amount differs: {amount.text() if amount else 'none'}")
        if not reference:
            return unknown("paid without a number")
        payer = masked(text_of(facts, "openId"))
        return paid(amount, reference, payer=payer, has_returned=state == "R")

    def _proven(self, answer: Answer) -> Mapping[str, Any]:
        """Return the content once the signature over the texts that came fits."""
        response = answered(answer)
        if response.status != 200:  # noqa: PLR2004 - HTTP
            raise Distrust(f"HTTP {response.status}")
        fields = {name: _plain(raw) for name, raw in bodies.json_parts(response.body).items()}
        if not self.fits(_message(fields), fields.get("sign", "")):
            raise Distrust(f"the signature does not fit {fields.get('errCode', '')}".strip())
        if (fields.get("returnCode"), fields.get("respCode")) != ("SUCCESS", "SUCCESS"):
            raise Declined(fields.get("errCode") or fields.get("respMsg") or "returnCode")
        return bodies.json_object(fields.get("biz_content", "{}").encode())

    def _post(
        self,
        ask: Ask,
        content: dict[str, str],
        moment: Moment,
        order: Order,
        refund: Refund | None = None,
        *,
        is_again: bool = False,
    ) -> Request:
        content |= {"merId": self.merchant, "userId": self.clerk}
        kept = {name: text for name, text in content.items() if text}
        fields = {
            "version": "0.0.1",
            "encoding": "UTF-8",
            "signMethod": self.sign_method,
            "biz_content": msgspec.json.encode(kept).decode(),
        }
        signature = self.sign(_message(fields))
        stamp = str(int(moment.now.timestamp()))
        secret = f"appid={self.app_id}&secret={self.app_secret}&sign={signature}&timestamp={stamp}"
        return Request(
            ask=ask,
            method="POST",
            url=self.base_url + PREFIX + _PATHS[ask],
            headers=(
                ("Content-Type", "application/json"),
                ("appid", self.app_id),
                ("timestamp", stamp),
                ("apisign", signing.md5(secret.encode())),
            ),
            body=msgspec.json.encode(fields | {"sign": signature}),
            order=order,
            refund=refund,
            is_again=is_again,
        )


def _message(fields: Mapping[str, str]) -> bytes:
    return signing.joined(fields, without=("sign",), keep_empty=True).encode("utf-8", "replace")


def _plain(raw: msgspec.Raw) -> str:
    """Return a string's text, or the text of anything else as it was written."""
    written = bytes(raw)
    return bodies.json_text(raw) if written.startswith(b'"') else written.decode("utf-8", "replace")


def _returned(refund: Refund, facts: Mapping[str, Any]) -> Undone:
    if facts.get("orderId") != refund.number:
        return undone(Back.UNKNOWN, "about another refund", again=True)
    state = text_of(facts, "tradeState") or text_of(facts, "refundState")
    back = _BACK.get(state, Back.UNKNOWN)
    amount = fen_of(facts.get("refundAmt"))
    if back is Back.DONE and amount != refund.amount:
        return undone(Back.UNKNOWN, "amount differs")
    return Undone(
        back=back,
        reference=text_of(facts, "cmbOrderId"),
        amount=amount,
        reason=state,
        again=back in (Back.UNDERWAY, Back.UNKNOWN),
    )
