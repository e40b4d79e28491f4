"""WeChat Pay v3, the provider's half: 付款码, Native, refunds, bills, sealed callbacks.

Sources: 「付款码支付」 pay.weixin.qq.com/doc/v3/merchant/4012382150, 「如何生成签名」,
「申请退款」, 「申请交易账单」 and 「支付成功回调通知」 of the same site.
"""

import gzip
import hashlib
import json
import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, unquote

from cryptography.hazmat.primitives.serialization import Encoding

from hq.sandbox import signing
from hq.sandbox.bills import wechat as bills
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
from hq.sandbox.watch import CHINA
from hq.sandbox.world import World

TRADES = "/v3/pay/transactions"
SCHEME = "WECHATPAY2-SHA256-RSA2048"
BILL_GOOD_S = 300
NUMBER = re.compile(r"[0-9A-Za-z_\-|*@]{6,32}")
_CREDENTIAL = re.compile(r'(\w+)="([^"]*)"')
_WORDS = {
    "system_error": (500, "SYSTEM_ERROR", "系统异常，请用相同参数重新调用"),
    "missing": (404, "ORDER_NOT_EXIST", "订单不存在"),
    "no_refund": (404, "RESOURCE_NOT_EXISTS", "退款单不存在"),
    "used": (403, "OUT_TRADE_NO_USED", "商户订单号重复"),
    "paid": (400, "ORDERPAID", "订单已支付"),
    "gone": (400, "ORDER_CLOSED", "订单已关闭"),
    "insufficient": (403, "NOT_ENOUGH", "余额不足"),
    "expired_code": (400, "AUTH_CODE_EXPIRED", "付款码已过期，请刷新再试"),
    "invalid_code": (400, "AUTH_CODE_INVALID", "付款码无效"),
    "not_paid": (400, "INVALID_REQUEST", "订单未支付"),
    "too_much": (400, "INVALID_REQUEST", "累计退款金额大于支付金额"),
    "too_often": (429, "FREQUENCY_LIMITED", "频率限制"),
    "no_bill": (400, "NO_STATEMENT_EXIST", "账单文件不存在"),
    "bill_later": (400, "STATEMENT_CREATING", "账单生成中"),
    "bad": (400, "PARAM_ERROR", "参数错误"),
}
_STATES = {
    State.SHOWN: ("NOTPAY", "订单未支付"),
    State.PAYING: ("USERPAYING", "需要用户输入支付密码"),
    State.PAID: ("SUCCESS", "支付成功"),
    State.CLOSED: ("CLOSED", "订单已关闭"),
    State.REVOKED: ("REVOKED", "订单已撤销"),
    State.FAILED: ("PAYERROR", "支付失败"),
}


def time_of(at: Any) -> str:  # noqa: ANN401 - a datetime or None
    """Write a moment in RFC 3339, in China's time."""
    return at.astimezone(CHINA).isoformat(timespec="seconds") if at else ""


class WechatV3:
    """The interface that signs with RSA."""

    name = "wechat"

    def opened(self, world: World, came: Came) -> Asked:
        """Check the signature and read the request."""
        self._check(world, came)
        path, _, query = came.target.partition("?")
        facts: dict[str, Any] = {it: texts[0] for it, texts in parse_qs(query).items()}
        if came.body:
            try:
                body = json.loads(came.body)
            except ValueError:
                body = None
            if not isinstance(body, dict):
                raise Rejected(self._error(world, came, "bad"))
            facts |= body
        call, number = self._call(came.method, path, facts)
        if not call:
            raise Rejected(self._error(world, came, "missing"))
        amount = facts.get("amount")
        fen = amount.get("refund", amount.get("total")) if isinstance(amount, dict) else None
        return Asked(
            provider=self.name,
            call=call,
            number=number,
            facts=facts,
            came=came,
            amount_fen=whole(fen),
        )

    def act(self, world: World, asked: Asked, does: Effects) -> Any:  # noqa: ANN401
        """Do what is asked."""
        return getattr(self, f"_{asked.call}")(world, asked, does)

    def told(self, world: World, asked: Asked, result: Any, does: Effects) -> Reply:  # noqa: ANN401
        """Write the answer, signed."""
        if result is None:
            return self._sealed(world, asked.came, 204, b"", does)
        if isinstance(result, bytes):
            return Reply(200, result, "text/plain; charset=utf-8")
        status = 200
        if result.get("trade_state") == "USERPAYING" and "bare" in does:
            result = {"trade_state": "USERPAYING"}
            status = 202 if asked.call == "pay" else 200
        text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
        return self._sealed(world, asked.came, status, text.encode(), does)

    def refused(self, world: World, asked: Asked, word: str, does: Effects) -> Reply:
        """Write a refusal, signed."""
        return self._error(world, asked.came, word, does)

    def notified(
        self, world: World, charge: Charge, refund: Refund | None, does: Effects
    ) -> tuple[dict[str, str], bytes]:
        """Return headers and body of a callback."""
        facts: dict[str, Any]
        if refund is None:
            facts, event, kind = (
                self.trade(world, charge, does),
                "TRANSACTION.SUCCESS",
                "transaction",
            )
        else:
            facts, event, kind = (
                self._refund_told(world, charge, refund, does),
                "REFUND.SUCCESS",
                "refund",
            )
            facts["refund_status"] = facts.pop("status")
            facts["mchid"] = world.merchant.mchid
        nonce = world.books.token(12)
        text = json.dumps(facts, ensure_ascii=False).encode()
        secret = world.merchant.api_v3_key.encode()
        body = {
            "id": f"EV-{charge.trade_no}{refund.reference if refund else ''}",
            "create_time": time_of(world.watch.now()),
            "resource_type": "encrypt-resource",
            "event_type": event,
            "summary": "退款成功" if refund else "支付成功",
            "resource": {
                "original_type": kind,
                "algorithm": "AEAD_AES_256_GCM",
                "ciphertext": signing.sealed(secret, nonce, kind, text),
                "associated_data": kind,
                "nonce": nonce,
            },
        }
        raw = json.dumps(body, ensure_ascii=False).encode()
        headers = self._signature(world, raw, world.merchant.wechat_serial, does)
        return {**headers, "Content-Type": "application/json"}, raw

    def thanked(self, status: int, body: bytes) -> bool:  # noqa: ARG002 - the status counts
        """Say whether a callback was taken: the status alone counts."""
        return status in (200, 204)

    def trade(self, world: World, charge: Charge, does: Effects) -> dict[str, Any]:
        """Return an order as WeChat Pay describes it."""
        state, said = _STATES[charge.state]
        if charge.state is State.PAID and charge.refunds:
            state, said = "REFUND", "订单发生过退款"
        facts: dict[str, Any] = {
            "appid": world.merchant.appid,
            "mchid": world.merchant.mchid,
            "out_trade_no": charge.number,
            "trade_state": state,
            "trade_state_desc": said,
            "attach": charge.attach,
            "amount": {"total": fen_shown(charge, does), "currency": "CNY"},
        }
        if charge.paid_at:
            fen = fen_shown(charge, does)
            facts |= {
                "transaction_id": charge.trade_no,
                "trade_type": "NATIVE" if charge.is_shown else "MICROPAY",
                "bank_type": "OTHERS",
                "success_time": time_of(charge.paid_at),
                "payer": {"openid": charge.payer},
                "amount": {
                    "total": fen,
                    "payer_total": fen,
                    "currency": "CNY",
                    "payer_currency": "CNY",
                },
            }
        return facts

    def _pay(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        payer = asked.facts.get("payer")
        code = payer.get("auth_code") if isinstance(payer, dict) else None
        if not isinstance(code, str) or not re.fullmatch(r"1[0-9]{17}", code):
            raise No("invalid_code" if code else "bad")
        charge = take(world, self._order(world, asked, code), does)
        return self.trade(world, charge, does)

    def _show(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        charge = take(world, self._order(world, asked, ""), does)
        return {"code_url": charge.qr}

    def _query(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        if asked.facts.get("mchid") != world.merchant.mchid:
            raise No("bad")
        charge = world.books.find_trade(self.name, asked.number)
        number = charge.number if charge else asked.number
        return self.trade(world, seen(world, self.name, number, does), does)

    def _reverse(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        undo(world, self.name, asked.number, does)
        merchant = world.merchant
        return {"appid": merchant.appid, "mchid": merchant.mchid, "out_trade_no": asked.number}

    def _close(self, world: World, asked: Asked, does: Effects) -> None:
        close(world, self.name, asked.number, does)

    def _refund(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        facts, amount = asked.facts, asked.facts.get("amount")
        if not isinstance(amount, dict) or amount.get("currency") != "CNY":
            raise No("bad")
        charge = world.books.find(self.name, str(facts.get("out_trade_no", "")))
        if charge is None and "transaction_id" in facts:
            charge = world.books.find_trade(self.name, str(facts["transaction_id"]))
        fen = whole(amount.get("refund"))
        if charge is None:
            raise No("no_refund")
        if (
            fen is None
            or amount.get("total") != charge.amount_fen
            or not NUMBER.fullmatch(asked.number)
        ):
            raise No("bad")
        too_soon(world, charge, asked.number)
        more = {
            "reason": str(facts.get("reason", "")),
            "notify_url": str(facts.get("notify_url", "")),
        }
        charge, refund, _ = give_back(world, charge, asked.number, fen, does, **more)
        return self._refund_told(world, charge, refund, does)

    def _refund_query(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:
        found = world.books.find_refund(self.name, asked.number)
        if found is None or "not_exist" in does:
            raise No("no_refund")
        return self._refund_told(world, *found, does)

    def _certificates(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:  # noqa: ARG002
        pem = world.keys.wechat.public_bytes(Encoding.PEM)
        secret, nonce = world.merchant.api_v3_key.encode(), world.books.token(12)
        sealed = {
            "algorithm": "AEAD_AES_256_GCM",
            "nonce": nonce,
            "associated_data": "certificate",
            "ciphertext": signing.sealed(secret, nonce, "certificate", pem),
        }
        shown = {
            "serial_no": f"{world.keys.wechat.serial_number:X}",
            "effective_time": time_of(world.keys.wechat.not_valid_before_utc),
            "expire_time": time_of(world.keys.wechat.not_valid_after_utc),
            "encrypt_certificate": sealed,
        }
        return {"data": [shown]}

    def _bill(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:  # noqa: ARG002
        return self._link(world, asked, str(asked.facts.get("bill_type", "ALL")), is_flow=False)

    def _fund_bill(self, world: World, asked: Asked, does: Effects) -> dict[str, Any]:  # noqa: ARG002
        return self._link(world, asked, str(asked.facts.get("account_type", "BASIC")), is_flow=True)

    def _bill_file(self, world: World, asked: Asked, does: Effects) -> bytes:  # noqa: ARG002
        day, kind, until = world.links.get(str(asked.facts.get("token", "")), ("", "", 0.0))
        if not day or world.watch.now().timestamp() > until:
            raise No("no_bill")
        text = bills.written(world, date.fromisoformat(day), kind)
        return gzip.compress(text, mtime=0) if asked.facts.get("tartype") == "gzip" else text

    def _link(self, world: World, asked: Asked, kind: str, *, is_flow: bool) -> dict[str, Any]:
        kind = f"FLOW_{kind}" if is_flow else kind
        try:
            day = date.fromisoformat(str(asked.facts.get("bill_date", "")))
        except ValueError as error:
            raise No("bad") from error
        if kind not in bills.KINDS:
            raise No("bad")
        may_see(world, day)
        text = bills.written(world, day, kind)
        if not bills.rows_in(text):
            raise No("no_bill")
        token = world.books.token(32)
        world.links[token] = (day.isoformat(), kind, world.watch.now().timestamp() + BILL_GOOD_S)
        packed = "&tartype=gzip" if asked.facts.get("tar_type") == "GZIP" else ""
        return {
            "hash_type": "SHA1",
            "hash_value": hashlib.sha1(text, usedforsecurity=False).hexdigest(),
            "download_url": f"{asked.came.base_url}/v3/billdownload/file?token={token}{packed}",
        }

    def _refund_told(
        self, world: World, charge: Charge, refund: Refund, does: Effects
    ) -> dict[str, Any]:
        is_done = refund.done_at <= world.watch.now()
        fen = refund.amount_fen + int(does.get("amount", 0))
        facts: dict[str, Any] = {
            "refund_id": refund.reference,
            "out_refund_no": refund.number,
            "transaction_id": charge.trade_no,
            "out_trade_no": charge.number,
            "channel": "ORIGINAL",
            "user_received_account": "支付用户零钱",
            "create_time": time_of(refund.made_at),
            "status": "SUCCESS" if is_done else "PROCESSING",
            "funds_account": "AVAILABLE",
            "amount": {
                "total": charge.amount_fen,
                "refund": fen,
                "payer_total": charge.amount_fen,
                "payer_refund": fen,
                "settlement_refund": fen,
                "settlement_total": charge.amount_fen,
                "discount_refund": 0,
                "currency": "CNY",
            },
        }
        return facts | ({"success_time": time_of(refund.done_at)} if is_done else {})

    def _order(self, world: World, asked: Asked, code: str) -> Order:
        facts = asked.facts
        amount = facts.get("amount")
        if not isinstance(amount, dict) or amount.get("currency", "CNY") != "CNY":
            raise No("bad")
        ours = (facts.get("appid"), facts.get("mchid")) == (
            world.merchant.appid,
            world.merchant.mchid,
        )
        fen = whole(amount.get("total"))
        if (
            not ours
            or fen is None
            or not NUMBER.fullmatch(asked.number)
            or not facts.get("description")
        ):
            raise No("bad")
        if not code and not facts.get("notify_url"):
            raise No("bad")
        scene = facts.get("scene_info")
        place = scene if isinstance(scene, dict) else {}
        store = place.get("store_info")
        return Order(
            provider=self.name,
            wire="v3",
            number=asked.number,
            amount_fen=fen,
            wallet="wechat",
            code=code,
            subject=str(facts["description"]),
            attach=str(facts.get("attach", "")),
            store=str(store.get("id", "")) if isinstance(store, dict) else "",
            device=str(place.get("device_id", "")),
            notify_url=str(facts.get("notify_url", "")),
            qr=lambda token: f"weixin://wxpay/bizpayurl?pr={token}",
        )

    def _call(self, method: str, path: str, facts: dict[str, Any]) -> tuple[str, str]:
        order = str(facts.get("out_trade_no", ""))
        fixed = {
            ("POST", f"{TRADES}/codepay"): ("pay", order),
            ("POST", f"{TRADES}/native"): ("show", order),
            ("POST", "/v3/refund/domestic/refunds"): (
                "refund",
                str(facts.get("out_refund_no", "")),
            ),
            ("GET", "/v3/certificates"): ("certificates", ""),
            ("GET", "/v3/bill/tradebill"): ("bill", ""),
            ("GET", "/v3/bill/fundflowbill"): ("fund_bill", ""),
            ("GET", "/v3/billdownload/file"): ("bill_file", ""),
        }
        if (method, path) in fixed:
            return fixed[method, path]
        shapes = (
            ("GET", rf"{TRADES}/(?:out-trade-no|id)/([^/]+)", "query"),
            ("POST", rf"{TRADES}/out-trade-no/([^/]+)/reverse", "reverse"),
            ("POST", rf"{TRADES}/out-trade-no/([^/]+)/close", "close"),
            ("GET", r"/v3/refund/domestic/refunds/([^/]+)", "refund_query"),
        )
        for wanted, shape, call in shapes:
            found = re.fullmatch(shape, path)
            if found and method == wanted:
                return call, unquote(found[1])
        return "", ""

    def _check(self, world: World, came: Came) -> None:
        scheme, _, rest = came.headers.get("authorization", "").partition(" ")
        said = dict(_CREDENTIAL.findall(rest))
        stamp = said.get("timestamp", "")
        message = f"{came.method}\n{came.target}\n{stamp}\n{said.get('nonce_str', '')}\n".encode()
        merchant = world.merchant
        fits = (
            scheme == SCHEME
            and said.get("mchid") == merchant.mchid
            and said.get("serial_no") == merchant.mch_serial
            and re.fullmatch(r"[0-9]{1,12}", stamp)
            and abs(world.watch.now().timestamp() - int(stamp)) <= world.rules.clock_window_s
            and signing.is_signed(
                world.keys.public("merchant_wechat"),
                message + came.body + b"\n",
                said.get("signature", ""),
            )
        )
        if not fits:
            body = json.dumps({"code": "SIGN_ERROR", "message": "签名错误"}, ensure_ascii=False)
            raise Rejected(self._sealed(world, came, 401, body.encode(), {}))

    def _error(self, world: World, came: Came, word: str, does: Effects | None = None) -> Reply:
        status, code, said = _WORDS.get(word, _WORDS["bad"])
        body = json.dumps({"code": code, "message": said}, ensure_ascii=False).encode()
        return self._sealed(world, came, status, body, does or {})

    def _sealed(self, world: World, came: Came, status: int, body: bytes, does: Effects) -> Reply:
        of_certificate = f"{world.keys.wechat.serial_number:X}"
        wanted = came.headers.get("wechatpay-serial", "")
        serial = of_certificate if wanted == of_certificate else world.merchant.wechat_serial
        headers = self._signature(world, body, serial, does)
        return Reply(status, body, headers=tuple(headers.items()))

    def _signature(self, world: World, body: bytes, serial: str, does: Effects) -> dict[str, str]:
        stamp = int(world.watch.now().timestamp() - does.get("stale", 0))
        nonce = world.books.token(32)
        key = world.keys.signer("wechat", forged="bad_signature" in does)
        return {
            "Wechatpay-Timestamp": str(stamp),
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Serial": serial,
            "Wechatpay-Signature": signing.signed(
                key, f"{stamp}\n{nonce}\n".encode() + body + b"\n"
            ),
            "Wechatpay-Signature-Type": SCHEME,
        }


def too_soon(world: World, charge: Charge, number: str) -> None:
    """Refuse two refunds of one order within a minute, and more than fifty of them."""
    others = [it for it in charge.refunds if it.number != number]
    if len(others) == len(charge.refunds) and others:
        pause = timedelta(seconds=world.rules.refund_pause_s)
        if world.watch.now() - others[-1].made_at < pause or len(others) >= 50:  # noqa: PLR2004
            raise No("too_often")


def may_see(world: World, day: date) -> None:
    """Refuse a statement before nine o'clock of the next day."""
    now = world.watch.now().astimezone(CHINA)
    if not world.rules.bills_at_once and (now - timedelta(hours=9)).date() <= day:
        raise No("bill_later")
