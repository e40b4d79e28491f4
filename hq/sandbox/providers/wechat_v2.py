"""WeChat Pay v2, the provider's half: 付款码 in XML, signed by MD5 or HMAC-SHA256.

Sources: 「付款码支付」 pay.weixin.qq.com/doc/v2/merchant/4011937125, 「撤销订单」, 「申请退款」,
「查询退款」. The client's certificate that /secapi/ wants in the handshake is not asked for here.
"""

from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from hq.sandbox import signing
from hq.sandbox.books import Charge, State
from hq.sandbox.effects import Effects
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
    whole,
)
from hq.sandbox.providers.wechat_v3 import NUMBER, too_soon
from hq.sandbox.watch import china
from hq.sandbox.world import World

SANDBOX = "/xdc/apiv2sandbox"  # WeChat's own sandbox has the same paths behind it
CALLS = {
    "/pay/micropay": "pay",
    "/pay/orderquery": "query",
    "/secapi/pay/reverse": "reverse",
    "/secapi/pay/refund": "refund",
    "/pay/refundquery": "refund_query",
}
PATHS = (*CALLS, *(SANDBOX + it for it in CALLS))
_WORDS = {
    "system_error": ("SYSTEMERROR", "接口返回错误"),
    "missing": ("ORDERNOTEXIST", "订单不存在"),
    "no_refund": ("REFUNDNOTEXIST", "退款订单查询失败"),
    "used": ("OUT_TRADE_NO_USED", "商户订单号重复"),
    "paid": ("ORDERPAID", "订单已支付"),
    "gone": ("ORDERREVERSED", "订单已撤销"),
    "insufficient": ("NOTENOUGH", "余额不足"),
    "expired_code": ("AUTHCODEEXPIRE", "二维码已过期，请用户在微信上刷新后再试"),
    "invalid_code": ("AUTH_CODE_INVALID", "付款码检验错误"),
    "paying": ("USERPAYING", "用户支付中，需要输入密码"),
    "not_paid": ("TRADE_STATE_ERROR", "订单状态错误"),
    "too_much": ("INVALID_REQUEST", "累计退款金额大于支付金额"),
    "too_often": ("FREQUENCY_LIMITED", "频率限制"),
    "bad": ("PARAM_ERROR", "参数错误"),
}
_STATES = {
    State.SHOWN: "NOTPAY",
    State.PAYING: "USERPAYING",
    State.PAID: "SUCCESS",
    State.CLOSED: "CLOSED",
    State.REVOKED: "REVOKED",
    State.FAILED: "PAYERROR",
}


class WechatV2:
    """The interface that signs with a shared key; its books are those of v3."""

    name = "wechat"

    def opened(self, world: World, came: Came) -> Asked:
        """Check the signature and read the request."""
        fields = _read(came.body)
        how = fields.get("sign_type", "MD5")
        digest = signing.v2_digest(fields, world.merchant.api_v2_key, how)
        if fields.get("sign") != digest:
            raise Rejected(_plain("签名错误"))
        if (fields.get("appid"), fields.get("mch_id")) != (
            world.merchant.appid,
            world.merchant.mchid,
        ):
            raise Rejected(_plain("appid和mch_id不匹配"))
        call = CALLS[came.target.partition("?")[0].removeprefix(SANDBOX)]
        number = fields.get("out_refund_no" if call.startswith("refund") else "out_trade_no", "")
        fen = whole(fields.get("refund_fee", fields.get("total_fee")))
        return Asked(
            provider=self.name, call=call, number=number, facts=fields, came=came, amount_fen=fen
        )

    def act(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        """Do what is asked."""
        found: dict[str, str] = getattr(self, f"_{asked.call}")(world, asked, does)
        return found

    def told(self, world: World, asked: Asked, result: Any, does: Effects) -> Reply:  # noqa: ANN401
        """Write the answer, signed."""
        if result.get("trade_state") == "USERPAYING" and "bare" in does:
            result = {"trade_state": "USERPAYING"}
        return self._sealed(world, asked, {"result_code": "SUCCESS", **result}, does)

    def refused(self, world: World, asked: Asked, word: str, does: Effects) -> Reply:
        """Write a refusal, signed."""
        code, said = _WORDS.get(word, _WORDS["bad"])
        fields = {"result_code": "FAIL", "err_code": code, "err_code_des": said}
        if asked.call == "reverse":
            fields["recall"] = "Y" if word == "system_error" else "N"
        return self._sealed(world, asked, fields, does)

    def _pay(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        facts = asked.facts
        fen, code = whole(facts.get("total_fee")), facts.get("auth_code", "")
        if fen is None or not NUMBER.fullmatch(asked.number) or not (code and facts.get("body")):
            raise No("bad")
        order = Order(
            provider=self.name,
            wire="v2",
            number=asked.number,
            amount_fen=fen,
            wallet="wechat",
            code=code,
            subject=facts["body"],
            attach=facts.get("attach", ""),
            device=facts.get("device_info", ""),
        )
        charge = take(world, order, does)
        if charge.state is State.PAYING:
            raise No("paying")
        return _paid(charge, does)

    def _query(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        by_trade = world.books.find_trade(self.name, asked.facts.get("transaction_id", ""))
        number = by_trade.number if by_trade else asked.number
        charge = seen(world, self.name, number, does)
        state = _STATES[charge.state]
        if charge.state is State.PAID and charge.refunds:
            state = "REFUND"
        facts = {"out_trade_no": charge.number, "trade_state": state}
        return facts | (_paid(charge, does) if charge.paid_at else {})

    def _reverse(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        undo(world, self.name, asked.number, does)
        return {"recall": "N"}

    def _refund(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        facts = asked.facts
        charge = world.books.find(self.name, facts.get("out_trade_no", ""))
        fen = whole(facts.get("refund_fee"))
        if charge is None:
            raise No("missing")
        if fen is None or whole(facts.get("total_fee")) != charge.amount_fen or not asked.number:
            raise No("bad")
        too_soon(world, charge, asked.number)
        more = {"reason": facts.get("refund_desc", ""), "notify_url": facts.get("notify_url", "")}
        charge, refund, _ = give_back(world, charge, asked.number, fen, does, **more)
        return {
            "transaction_id": charge.trade_no,
            "out_trade_no": charge.number,
            "out_refund_no": refund.number,
            "refund_id": refund.reference,
            "refund_fee": str(refund.amount_fen + int(does.get("amount", 0))),
            "total_fee": str(charge.amount_fen),
            "cash_fee": str(charge.amount_fen),
        }

    def _refund_query(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        found = world.books.find_refund(self.name, asked.number)
        if found is None or "not_exist" in does:
            raise No("no_refund")
        charge, refund = found
        is_done = refund.done_at <= world.watch.now()
        return {
            "transaction_id": charge.trade_no,
            "out_trade_no": charge.number,
            "total_fee": str(charge.amount_fen),
            "cash_fee": str(charge.amount_fen),
            "refund_count": "1",
            "out_refund_no_0": refund.number,
            "refund_id_0": refund.reference,
            "refund_channel_0": "ORIGINAL",
            "refund_fee_0": str(refund.amount_fen + int(does.get("amount", 0))),
            "refund_status_0": "SUCCESS" if is_done else "PROCESSING",
            "refund_recv_accout_0": "支付用户零钱",
        }

    def _sealed(self, world: World, asked: Asked, fields: dict[str, str], does: Effects) -> Reply:
        merchant, how = world.merchant, asked.facts.get("sign_type", "MD5")
        whole_answer = {
            "return_code": "SUCCESS",
            "return_msg": "OK",
            "appid": merchant.appid,
            "mch_id": merchant.mchid,
            "nonce_str": world.books.token(32),
            **fields,
        }
        secret = "forged" if "bad_signature" in does else merchant.api_v2_key
        whole_answer["sign"] = signing.v2_digest(whole_answer, secret, how)
        return Reply(200, _xml(whole_answer), "text/xml; charset=utf-8")


def _paid(charge: Charge, does: Effects) -> dict[str, str]:
    fen = str(fen_shown(charge, does))
    return {
        "openid": charge.payer,
        "is_subscribe": "N",
        "trade_type": "NATIVE" if charge.is_shown else "MICROPAY",
        "bank_type": "OTHERS",
        "fee_type": "CNY",
        "total_fee": fen,
        "cash_fee": fen,
        "transaction_id": charge.trade_no,
        "out_trade_no": charge.number,
        "attach": charge.attach,
        "time_end": china(charge.paid_at, "%Y%m%d%H%M%S") if charge.paid_at else "",
    }


def _read(body: bytes) -> dict[str, str]:
    if b"<!" in body.replace(b"<![CDATA[", b""):
        raise Rejected(_plain("XML格式错误"))
    try:
        root = ET.fromstring(body)  # noqa: S314 - no document type gets here
    except ET.ParseError as error:
        raise Rejected(_plain("XML格式错误")) from error
    return {it.tag: (it.text or "").strip() for it in root}


def _plain(said: str) -> Reply:
    body = _xml({"return_code": "FAIL", "return_msg": said})
    return Reply(200, body, "text/xml; charset=utf-8")


def _xml(fields: dict[str, str]) -> bytes:
    inner = "".join(f"<{it}>{escape(text)}</{it}>\n" for it, text in fields.items() if text != "")
    return f"<xml>{inner}</xml>".encode()
