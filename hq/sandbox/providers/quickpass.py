"""云闪付's gateway for partners, the provider's half: WeChat, Alipay and UnionPay codes.

Source: the partner interface at partner.95516.com as public projects use it. Closing leaves a paid
order as it is.
"""

import json
from typing import Any

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
    whole,
)
from hq.sandbox.world import World

PREFIX = "/gateway/api/pay"
CALLS = {
    "micropay": "pay",
    "queryOrder": "query",
    "closeOrder": "close",
    "refund": "refund",
    "refundQuery": "refund_query",
}
_WORDS = {
    "system_error": ("99", "系统异常，请查询"),
    "missing": ("34", "订单不存在"),
    "paid": ("05", "订单已支付"),
    "used": ("94", "订单号重复"),
    "gone": ("03", "订单已关闭"),
    "insufficient": ("51", "余额不足"),
    "expired_code": ("77", "付款码已失效"),
    "invalid_code": ("77", "付款码无效"),
    "paying": ("02", "用户支付中"),
    "not_paid": ("22", "原交易状态不正确"),
    "too_much": ("61", "退款金额超限"),
    "bad": ("30", "报文格式错误"),
}
_ORIGINAL = {
    State.SHOWN: "02",
    State.PAYING: "05",
    State.PAID: "00",
    State.CLOSED: "03",
    State.REVOKED: "04",
    State.FAILED: "06",
}


class QuickPass:
    """The gateway for partners."""

    name = "quickpass"

    def opened(self, world: World, came: Came) -> Asked:
        """Check the signature and read the request."""
        try:
            fields = json.loads(came.body)
        except ValueError:
            fields = None
        if not isinstance(fields, dict) or not all(isinstance(it, str) for it in fields.values()):
            raise Rejected(Reply(400, b'{"respCode":"30"}'))
        asked = Asked(
            provider=self.name,
            call=CALLS[came.target.partition("?")[0].rpartition("/")[2]],
            number=fields.get("orderNo", ""),
            facts=fields,
            came=came,
            amount_fen=whole(fields.get("txnAmt")),
        )
        text = signing.line(fields, ("signature",), empty=True)
        public = world.keys.public("merchant_quickpass")
        if not signing.is_signed(public, signing.digested(text), fields.get("signature", "")):
            raise Rejected(self._answer(world, {"respCode": "A0", "respMsg": "验签失败"}, {}))
        merchant = (world.merchant.quick_merchant, world.merchant.quick_partner)
        if (fields.get("merId"), fields.get("serProvId")) != merchant:
            raise Rejected(self.refused(world, asked, "bad", {}))
        return asked

    def act(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        """Do what is asked."""
        found: dict[str, str] = getattr(self, f"_{asked.call}")(world, asked, does)
        return found

    def told(self, world: World, asked: Asked, result: Any, does: Effects) -> Reply:  # noqa: ANN401
        """Write the answer, signed."""
        if asked.call in ("pay", "query") and "bare" in does and result["origRespCode"] != "00":
            result = {"origRespCode": result["origRespCode"]}
        return self._answer(world, {"respCode": "00", "respMsg": "成功"} | result, does)

    def refused(self, world: World, asked: Asked, word: str, does: Effects) -> Reply:
        """Write a refusal, signed."""
        code, said = _WORDS.get(word, _WORDS["bad"])
        return self._answer(
            world, {"respCode": code, "respMsg": said, "orderNo": asked.number}, does
        )

    def notified(
        self, world: World, charge: Charge, refund: Refund | None, does: Effects
    ) -> tuple[dict[str, str], bytes]:
        """Return headers and body of a callback; there is none about refunds."""
        del refund
        reply = self._answer(world, _described(charge, does), does)
        return {"Content-Type": "application/json"}, reply.body

    def thanked(self, status: int, body: bytes) -> bool:
        """Say whether a callback was taken."""
        return status == 200 and body.strip().lower() == b"success"  # noqa: PLR2004 - HTTP

    def _pay(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        facts = asked.facts
        fen, code, kind = (
            whole(facts.get("txnAmt")),
            facts.get("authCode", ""),
            facts.get("orderType"),
        )
        if (
            fen is None
            or not code
            or not asked.number
            or kind not in ("wechat", "alipay", "unionpay")
        ):
            raise No("bad")
        order = Order(
            provider=self.name,
            wire="partner",
            number=asked.number,
            amount_fen=fen,
            wallet=kind,
            code=code,
            subject=facts.get("orderInfo", ""),
            device=facts.get("termId", ""),
            notify_url=facts.get("notifyUrl", ""),
        )
        charge = take(world, order, does)
        if charge.state is State.PAYING:
            raise No("paying")
        return _described(charge, does)

    def _query(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        return _described(seen(world, self.name, asked.number, does), does)

    def _close(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        if close(world, self.name, asked.number, does) is None:
            raise No("missing")
        return {"orderNo": asked.number}

    def _refund(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        facts = asked.facts
        charge = world.books.find(self.name, facts.get("origOrderNo", ""))
        fen = whole(facts.get("txnAmt"))
        if charge is None:
            raise No("missing")
        if fen is None or not asked.number or whole(facts.get("origTxnAmt")) != charge.amount_fen:
            raise No("bad")
        _, refund, _ = give_back(world, charge, asked.number, fen, does)
        return {"orderNo": refund.number, "transIndex": refund.reference}

    def _refund_query(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        found = world.books.find_refund(self.name, asked.number)
        if found is None or "not_exist" in does:
            raise No("missing")
        refund = found[1]
        is_done = refund.done_at <= world.watch.now()
        return {
            "orderNo": refund.number,
            "origOrderNo": found[0].number,
            "origRespCode": "00" if is_done else "02",
            "origRespMsg": "成功" if is_done else "处理中",
            "txnAmt": str(refund.amount_fen + int(does.get("amount", 0))),
            "transIndex": refund.reference,
        }

    def _answer(self, world: World, fields: dict[str, str], does: Effects) -> Reply:
        whole_answer = {**fields, "merId": world.merchant.quick_merchant}
        text = signing.line(whole_answer, ("signature",), empty=True)
        key = world.keys.signer("quickpass", forged="bad_signature" in does)
        whole_answer["signature"] = signing.signed(key, signing.digested(text))
        return Reply(200, json.dumps(whole_answer, ensure_ascii=False).encode())


def _described(charge: Charge, does: Effects) -> dict[str, str]:
    code = _ORIGINAL[charge.state]
    if charge.state is State.PAID and charge.refunds:
        code = "01"
    facts = {
        "orderNo": charge.number,
        "orderType": charge.wallet,
        "origRespCode": code,
        "origRespMsg": str(charge.state),
        "txnAmt": str(fen_shown(charge, does)),
    }
    return facts | ({"transIndex": charge.trade_no} if charge.paid_at else {})
