"""UnionPay ACP 5.1.0, the provider's half: 被扫 01/06, 主扫 01/07, query 00/00, cancel, refund.

Source: 「二维码支付」 of open.unionpay.com and the development kit of 全渠道 5.1.0. Answers are
bare `k=v&k=v` with their certificate in them; 00 to a payment only means that it was taken in.
"""

import base64
import re
import zlib
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from cryptography.hazmat.primitives.serialization import Encoding

from hq.sandbox import signing
from hq.sandbox.bills import unionpay as bills
from hq.sandbox.books import Charge, Refund, State
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
from hq.sandbox.providers.wechat_v3 import may_see
from hq.sandbox.watch import CHINA, china
from hq.sandbox.world import World

CALLS = {
    ("01", "06"): "pay",
    ("01", "07"): "show",
    ("00", "00"): "query",
    ("31", "00"): "reverse",
    ("04", "00"): "refund",
    ("76", "01"): "bill",
}
_WORDS = {
    "system_error": ("04", "交易状态未明，请查询"),
    "missing": ("34", "查无此交易"),
    "used": ("12", "重复交易"),
    "paid": ("12", "重复交易"),
    "gone": ("12", "重复交易"),
    "insufficient": ("64", "卡上的余额不足"),
    "expired_code": ("77", "二维码已失效"),
    "invalid_code": ("77", "二维码已失效"),
    "not_paid": ("36", "原交易状态不正确"),
    "too_much": ("36", "交易金额超限"),
    "no_bill": ("98", "文件不存在"),
    "bill_later": ("98", "文件不存在"),
    "bad": ("10", "报文格式错误"),
}
_ORIGINAL = {
    State.SHOWN: ("05", "交易已受理，请稍后查询"),
    State.PAYING: ("05", "交易已受理，请稍后查询"),
    State.PAID: ("00", "成功"),
    State.REVOKED: ("00", "成功"),  # the cancellation is a transaction of its own
    State.CLOSED: ("60", "交易失败"),
    State.FAILED: ("65", "输入的密码有误"),
}
Found = tuple[Charge, Refund | None]


class UnionPay:
    """The gateway for all channels."""

    name = "unionpay"

    def opened(self, world: World, came: Came) -> Asked:
        """Check the signature and read the request."""
        try:
            pairs = parse_qsl(came.body.decode(), keep_blank_values=True, strict_parsing=True)
        except ValueError as error:
            raise Rejected(Reply(400, b"Invalid request.", "text/plain")) from error
        fields = dict(pairs)
        merchant = world.merchant
        text = signing.line(fields, ("signature",))
        fits = fields.get("certId") == merchant.union_cert_id and signing.is_signed(
            world.keys.public("merchant_unionpay"),
            signing.digested(text),
            fields.get("signature", ""),
        )
        call = CALLS.get((fields.get("txnType", ""), fields.get("txnSubType", "")), "")
        asked = Asked(
            provider=self.name,
            call=call or "query",
            number=fields.get("orderId", ""),
            facts=fields,
            came=came,
            amount_fen=whole(fields.get("txnAmt")),
        )
        if not fits:
            raise Rejected(
                self._answer(world, asked, {"respCode": "11", "respMsg": "验签失败"}, {})
            )
        if not call or fields.get("merId") != merchant.union_merchant:
            raise Rejected(self.refused(world, asked, "bad", {}))
        return asked

    def act(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        """Do what is asked."""
        found: dict[str, str] = getattr(self, f"_{asked.call}")(world, asked, does)
        return found

    def told(self, world: World, asked: Asked, result: Any, does: Effects) -> Reply:  # noqa: ANN401
        """Write the answer, signed."""
        return self._answer(world, asked, {"respCode": "00", "respMsg": "成功"} | result, does)

    def refused(self, world: World, asked: Asked, word: str, does: Effects) -> Reply:
        """Write a refusal, signed."""
        code, said = _WORDS.get(word, _WORDS["bad"])
        return self._answer(world, asked, {"respCode": code, "respMsg": said}, does)

    def notified(
        self, world: World, charge: Charge, refund: Refund | None, does: Effects
    ) -> tuple[dict[str, str], bytes]:
        """Return headers and body of a callback."""
        fen = refund.amount_fen if refund else charge.amount_fen
        fields = self._basics(world) | {
            "txnType": "04" if refund else "01",
            "txnSubType": "00" if refund else ("07" if charge.is_shown else "06"),
            "orderId": refund.number if refund else charge.number,
            "queryId": refund.reference if refund else charge.trade_no,
            "txnTime": charge.txn_time,
            "txnAmt": str(fen + int(does.get("amount", 0))),
            "settleAmt": str(fen),
            "settleDate": china(charge.paid_at or charge.made_at, "%m%d"),
            "currencyCode": "156",
            "accNo": "6228****0018",
            "respCode": "00",
            "respMsg": "成功",
        }
        body = urlencode(self._signed(world, fields, does)).encode()
        return {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}, body

    def thanked(self, status: int, body: bytes) -> bool:  # noqa: ARG002 - the status counts
        """Say whether a callback was taken."""
        return status == 200  # noqa: PLR2004 - HTTP

    def _pay(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        code = asked.facts.get("qrNo", "")
        if not code:
            raise No("bad")
        charge = take(world, self._order(asked, code), does)
        return {"queryId": charge.trade_no}

    def _show(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        return {"qrCode": take(world, self._order(asked, ""), does).qr}

    def _query(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        number = asked.number
        known = world.books.find_refund(self.name, number)
        if known is None and world.books.find(self.name, number) is None and number.endswith("C"):
            return self._cancellation(world, number)
        charge, refund = known or (seen(world, self.name, number, does), None)
        if refund is None and asked.facts.get("txnTime") != charge.txn_time:
            raise No("missing")
        code, said = _ORIGINAL[charge.state]
        fen = fen_shown(charge, does)
        if refund is not None:
            is_done = refund.done_at <= world.watch.now()
            code, said = ("00", "成功") if is_done else ("05", "交易已受理，请稍后查询")
            fen = refund.amount_fen + int(does.get("amount", 0))
        return {
            "origRespCode": code,
            "origRespMsg": said,
            "queryId": refund.reference if refund else charge.trade_no,
            "txnAmt": str(fen),
            "currencyCode": "156",
            "accNo": "6228****0018",
        }

    def _cancellation(self, world: World, number: str) -> dict[str, str]:
        charge = world.books.find(self.name, number[:-1])
        if charge is None or charge.state is not State.REVOKED:
            raise No("missing")
        back = charge.refunds[-1].reference if charge.refunds else charge.trade_no
        return {
            "origRespCode": "00",
            "origRespMsg": "成功",
            "queryId": back,
            "txnAmt": str(charge.amount_fen),
            "currencyCode": "156",
        }

    def _reverse(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        charge = world.books.find_trade(self.name, asked.facts.get("origQryId", ""))
        if charge is None or whole(asked.facts.get("txnAmt")) != charge.amount_fen:
            raise No("missing" if charge is None else "bad")
        lies = "reverse_lies" in does or charge.lies
        today = world.watch.now().astimezone(CHINA).date()
        if not lies and charge.state not in (State.PAID, State.REVOKED, State.PAYING):
            raise No("not_paid")
        if charge.paid_at and charge.paid_at.astimezone(CHINA).date() != today:
            raise No("not_paid")
        undo(world, self.name, charge.number, does)
        return {"queryId": charge.trade_no, "origQryId": charge.trade_no}

    def _refund(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:
        charge = world.books.find_trade(self.name, asked.facts.get("origQryId", ""))
        fen = whole(asked.facts.get("txnAmt"))
        if charge is None or fen is None or not asked.number:
            raise No("missing" if charge is None else "bad")
        if charge.number == asked.number:
            raise No("used")
        more = {"notify_url": asked.facts.get("backUrl", "")}
        _, refund, _ = give_back(world, charge, asked.number, fen, does, **more)
        return {"queryId": refund.reference, "origQryId": charge.trade_no}

    def _bill(self, world: World, asked: Asked, does: Effects) -> dict[str, str]:  # noqa: ARG002
        wanted = asked.facts.get("settleDate", "")
        if not re.fullmatch(r"[0-9]{4}", wanted):
            raise No("bad")
        now = world.watch.now().astimezone(CHINA).date()
        try:
            day = date(now.year, int(wanted[:2]), int(wanted[2:]))
            day = day if day <= now else day.replace(year=now.year - 1)
        except ValueError as error:
            raise No("bad") from error
        may_see(world, day)
        name, content = bills.zipped(world, day)
        return {"fileName": name, "fileContent": base64.b64encode(zlib.compress(content)).decode()}

    def _order(self, asked: Asked, code: str) -> Order:
        facts = asked.facts
        fen = whole(facts.get("txnAmt"))
        fits = re.fullmatch(r"[0-9A-Za-z]{8,40}", asked.number)
        fits = fits and re.fullmatch(r"[0-9]{14}", facts.get("txnTime", ""))
        if fen is None or not fits or facts.get("currencyCode") != "156":
            raise No("bad")
        return Order(
            provider=self.name,
            wire="acp",
            number=asked.number,
            amount_fen=fen,
            wallet="unionpay",
            code=code,
            subject=facts.get("orderDesc", ""),
            device=facts.get("termId", ""),
            txn_time=facts["txnTime"],
            notify_url=facts.get("backUrl", ""),
            qr=lambda token: f"https://qr.95516.com/00010000/{token}",
        )

    def _answer(
        self, world: World, asked: Asked, fields: Mapping[str, str], does: Effects
    ) -> Reply:
        echoed = ("txnType", "txnSubType", "orderId", "txnTime", "txnAmt", "reqReserved")
        said = {it: asked.facts[it] for it in echoed if asked.facts.get(it)}
        whole_answer = self._signed(world, {**self._basics(world), **said, **fields}, does)
        body = "&".join(f"{it}={text}" for it, text in sorted(whole_answer.items()))
        return Reply(200, body.encode(), "text/html;charset=UTF-8")

    def _signed(self, world: World, fields: Mapping[str, str], does: Effects) -> dict[str, str]:
        pem = world.keys.unionpay.public_bytes(Encoding.PEM).decode()
        kept = {**fields, "signPubKeyCert": pem}
        text = signing.line(kept, ("signature",), empty=True)
        key = world.keys.signer("unionpay", forged="bad_signature" in does)
        return {**kept, "signature": signing.signed(key, signing.digested(text))}

    def _basics(self, world: World) -> dict[str, str]:
        return {
            "version": "5.1.0",
            "encoding": "UTF-8",
            "signMethod": "01",
            "bizType": "000000",
            "accessType": "0",
            "merId": world.merchant.union_merchant,
        }
