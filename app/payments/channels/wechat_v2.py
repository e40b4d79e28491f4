"""WeChat Pay v2: 付款码 in XML, signed with MD5 or HMAC-SHA256; for merchants without v3.

Sources, of pay.weixin.qq.com: 「付款码支付」 doc/v2/merchant/4011937125, 「撤销订单」
wiki/doc/api/wxpay/ch/pay/QuickPay/chapter3_4, 「签名算法」.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.payments import signing
from app.payments.channels import bodies, wechat_states
from app.payments.channels.bodies import fen_of
from app.payments.channels.channel import Timing
from app.payments.exchange import (
    Answer,
    Ask,
    Back,
    Distrust,
    Mode,
    Moment,
    Order,
    Outcome,
    Refund,
    Request,
    Undone,
    about,
    answered,
    cut,
    returning,
    settled,
    undone,
    unknown,
)
from app.payments.wallets import Code

HOST = "https://api.mch.weixin.qq.com"
MD5, HMAC = "MD5", "HMAC-SHA256"
_BACK = {
    "SUCCESS": Back.DONE,
    "PROCESSING": Back.UNDERWAY,
    "REFUNDCLOSE": Back.REFUSED,
    "CHANGE": Back.UNKNOWN,  # the customer's bank sent it back: a person must choose another way
}
_BACK_REFUSED = frozenset({"TRADE_OVERDUE", "INVALID_TRANSACTIONID", "PARAM_ERROR", "ERROR"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WechatV2:
    """A merchant of WeChat Pay with an API key of v2."""

    appid: str
    mchid: str
    key: str = field(repr=False)
    sign_type: str = HMAC
    base_url: str = HOST
    name: str = "wechat_v2"

    modes = frozenset({Mode.SCANNED})

    def timing(self, mode: Mode) -> Timing:
        """Return when to ask."""
        return wechat_states.TIMINGS[mode]

    def pay(self, order: Order, code: Code, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for money by the customer's code."""
        fields = {
            "body": cut(order.subject, 127),
            "out_trade_no": order.number,
            "total_fee": str(order.amount.fen),
            "spbill_create_ip": order.ip,
            "device_info": cut(order.device, 32),
            "auth_code": code.text,
        }
        return self._post(Ask.PAY, "/pay/micropay", fields, moment, order, is_again=is_again)

    def query(self, order: Order, moment: Moment) -> Request:
        """Ask what became of an order."""
        fields = {"out_trade_no": order.number}
        return self._post(Ask.QUERY, "/pay/orderquery", fields, moment, order)

    def may_reverse(self, order: Order) -> bool:
        """Our own number is enough."""
        return bool(order.number)

    def reverse(self, order: Order, moment: Moment) -> Request:
        """Revoke an order: unpaid it is closed, paid the money goes back."""
        fields = {"out_trade_no": order.number}
        return self._post(Ask.REVERSE, "/secapi/pay/reverse", fields, moment, order)

    def refund(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask for money to go back; accepted is not done."""
        fields = {
            "out_trade_no": order.number,
            "out_refund_no": refund.number,
            "total_fee": str(order.amount.fen),
            "refund_fee": str(refund.amount.fen),
            "refund_desc": cut(refund.reason, 80),
        }
        return self._post(Ask.REFUND, "/secapi/pay/refund", fields, moment, order, refund)

    def refund_query(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask what became of a refund."""
        fields = {"out_refund_no": refund.number}
        return self._post(Ask.REFUND_QUERY, "/pay/refundquery", fields, moment, order, refund)

    def read(self, request: Request, answer: Answer, now: datetime) -> Outcome:  # noqa: ARG002 - v2 has no time
        """Say what an answer to pay or query means."""
        try:
            outcome = self._outcome(request.ask, about(request), self._proven(answer))
        except Distrust as error:
            outcome = unknown(str(error))
        return settled(request, answer, outcome)

    def read_back(self, request: Request, answer: Answer, now: datetime) -> Undone:  # noqa: ARG002
        """Say what an answer to reverse, refund or refund query means."""
        try:
            facts = self._proven(answer)
            if request.ask is Ask.REVERSE:
                return _reversed(facts)
            if request.ask is Ask.REFUND:
                return _accepted(returning(request), facts)
            return _returned(returning(request), facts)
        except Distrust as error:
            return undone(Back.UNKNOWN, str(error), again=True)

    def signature(self, fields: Mapping[str, str]) -> str:
        """Sign fields: sorted, empty ones left out, the key at the end; upper hex."""
        text = signing.joined(fields, without=("sign",)) + f"&key={self.key}"
        if self.sign_type == MD5:
            return signing.md5(text.encode()).upper()
        return signing.hmac_sha256(self.key, text.encode()).upper()

    def _outcome(self, ask: Ask, order: Order, facts: dict[str, str]) -> Outcome:
        if facts.get("result_code") != "SUCCESS":
            return wechat_states.of_code(
                facts.get("err_code", ""), order, to_pay=ask is not Ask.QUERY
            )
        ours = facts.get("out_trade_no") == order.number and facts.get("mch_id") == self.mchid
        said = "SUCCESS" if ask is Ask.PAY else ""  # then the result is the payment's
        state = facts.get("trade_state", said)
        known = wechat_states.of_state(state, order, is_ours=ours)
        if known is not None:
            return known
        return wechat_states.proven(
            order,
            fen_of(facts.get("total_fee")),
            facts.get("fee_type", ""),
            facts.get("transaction_id", ""),
            facts.get("openid", ""),
            refunded=state == "REFUND",
        )

    def _proven(self, answer: Answer) -> dict[str, str]:
        response = answered(answer)
        facts = bodies.xml_fields(response.body)
        if "sign" not in facts:
            raise Distrust(f"not signed: {facts.get('return_msg', '')}".strip(": "))
        if not signing.same(self.signature(facts), facts["sign"]):
            raise Distrust("the signature does not fit")
        if facts.get("return_code") != "SUCCESS":
            raise Distrust(facts.get("return_msg") or "return_code")
        if facts.get("mch_id") != self.mchid or facts.get("appid", self.appid) != self.appid:
            raise Distrust("about another merchant")
        return facts

    def _post(
        self,
        ask: Ask,
        path: str,
        fields: dict[str, str],
        moment: Moment,
        order: Order,
        refund: Refund | None = None,
        *,
        is_again: bool = False,
    ) -> Request:
        fields |= {
            "appid": self.appid,
            "mch_id": self.mchid,
            "nonce_str": moment.nonce,
            "sign_type": self.sign_type,
        }
        fields = {name: text for name, text in fields.items() if text}
        return Request(
            ask=ask,
            method="POST",
            url=self.base_url + path,
            headers=(("Content-Type", "text/xml; charset=utf-8"),),
            body=bodies.xml_body(fields | {"sign": self.signature(fields)}),
            order=order,
            refund=refund,
            is_again=is_again,
            needs_certificate=path.startswith("/secapi/"),
        )


def _reversed(facts: Mapping[str, str]) -> Undone:
    code = facts.get("err_code", "")
    if facts.get("recall") == "Y":
        return undone(Back.UNKNOWN, code or "recall", again=True)
    if facts.get("result_code") == "SUCCESS":
        return undone(Back.DONE, "acknowledged")
    if code == "REVERSE_EXPIRE":  # refund it instead
        return undone(Back.REFUSED, code)
    return undone(Back.UNKNOWN, code or "an error without a code", again=True)


def _accepted(refund: Refund, facts: Mapping[str, str]) -> Undone:
    if facts.get("result_code") != "SUCCESS":
        code = facts.get("err_code", "")
        if code == "NOTENOUGH":  # of the merchant's own money: works by the same number later
            return undone(Back.REFUSED, code, again=True)
        refused = code in _BACK_REFUSED
        return undone(Back.REFUSED if refused else Back.UNKNOWN, code, again=not refused)
    if facts.get("out_refund_no") != refund.number:
        return undone(Back.UNKNOWN, "about another refund", again=True)
    if fen_of(facts.get("refund_fee")) != refund.amount:
        return undone(Back.UNKNOWN, "amount differs")
    return Undone(
        back=Back.UNDERWAY,
        reference=facts.get("refund_id", ""),
        amount=refund.amount,
        reason="accepted",
        again=True,
    )


def _returned(refund: Refund, facts: Mapping[str, str]) -> Undone:
    if facts.get("result_code") != "SUCCESS":
        return undone(Back.UNKNOWN, facts.get("err_code", ""), again=True)
    at = next((at for at in range(50) if facts.get(f"out_refund_no_{at}") == refund.number), None)
    if at is None:
        return undone(Back.UNKNOWN, "about another refund", again=True)
    if fen_of(facts.get(f"refund_fee_{at}")) != refund.amount:
        return undone(Back.UNKNOWN, "amount differs")
    state = facts.get(f"refund_status_{at}", "")
    back = _BACK.get(state, Back.UNKNOWN)
    return Undone(
        back=back,
        reference=facts.get(f"refund_id_{at}", ""),
        amount=refund.amount,
        reason=state,
        again=back is Back.UNDERWAY,
    )
