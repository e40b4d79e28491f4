"""WeChat Pay v3: 付款码 and Native, signed with RSA, callbacks sealed with AES-GCM.

Sources, all of pay.weixin.qq.com: 「付款码支付」 doc/v3/merchant/4012382150, 「商户订单号查询订单」
4013070356, 「签名」 and 「回调报文解密」; answers are proven by their signature over the raw bytes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from app.payments import signing
from app.payments.channels import bodies, wechat_states
from app.payments.channels.bodies import fen_of, object_of, text_of
from app.payments.channels.channel import Timing
from app.payments.exchange import (
    Answer,
    Ask,
    Back,
    BillLink,
    Callback,
    Distrust,
    Headers,
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
    header,
    paying,
    returning,
    settled,
    undone,
    unknown,
)
from app.payments.wallets import Code

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

HOST = "https://api.mch.weixin.qq.com"
SECOND_HOST = "https://api2.mch.weixin.qq.com"  # for when the first is away
WINDOW_S = 300  # between their clock and ours
SCHEME = "WECHATPAY2-SHA256-RSA2048"
TRADES = "/v3/pay/transactions"
REFUNDS = "/v3/refund/domestic/refunds"
_BACK = {
    "SUCCESS": Back.DONE,
    "PROCESSING": Back.UNDERWAY,
    "CLOSED": Back.REFUSED,
    "ABNORMAL": Back.UNKNOWN,  # the customer's bank sent it back: a person must choose another way
}
_BACK_REFUSED = frozenset(
    {"INVALID_REQUEST", "MCH_NOT_EXISTS", "NO_AUTH", "PARAM_ERROR", "RESOURCE_NOT_EXISTS"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WechatV3:
    """A merchant of WeChat Pay. `theirs` holds their public keys by the serial they sign with."""

    appid: str
    mchid: str
    serial: str  # of the merchant's own certificate
    key: "RSAPrivateKey" = field(repr=False)
    theirs: Mapping[str, "RSAPublicKey"] = field(repr=False)
    seal: bytes = field(repr=False)  # the APIv3 key, 32 bytes
    notify_url: str = ""
    base_url: str = HOST
    name: str = "wechat"

    modes = frozenset({Mode.SCANNED, Mode.SHOWN})

    def timing(self, mode: Mode) -> Timing:
        """Return when to ask."""
        return wechat_states.TIMINGS[mode]

    def pay(self, order: Order, code: Code, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for money by the customer's code. There is no notify_url in this one's fields."""
        place = {"device_id": cut(order.device, 32), "device_ip": order.ip}
        body = {
            "appid": self.appid,
            "mchid": self.mchid,
            "description": cut(order.subject, 127),
            "out_trade_no": order.number,
            "payer": {"auth_code": code.text},
            "amount": {"total": order.amount.fen, "currency": "CNY"},
            "scene_info": place | {"store_info": {"id": cut(order.store, 32)}},
        }
        path = f"{TRADES}/codepay"
        return self._post(Ask.PAY, path, body, moment, order=order, is_again=is_again)

    def show(self, order: Order, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for a QR code; the same order may be asked for again."""
        body = {
            "appid": self.appid,
            "mchid": self.mchid,
            "description": cut(order.subject, 127),
            "out_trade_no": order.number,
            "notify_url": self.notify_url,
            "amount": {"total": order.amount.fen, "currency": "CNY"},
        }
        path = f"{TRADES}/native"
        return self._post(Ask.SHOW, path, body, moment, order=order, is_again=is_again)

    def query(self, order: Order, moment: Moment) -> Request:
        """Ask what became of an order."""
        path = f"{TRADES}/out-trade-no/{order.number}?mchid={self.mchid}"
        return self._get(Ask.QUERY, path, moment, order=order)

    def may_reverse(self, order: Order) -> bool:
        """Our own number is enough."""
        return bool(order.number)

    def reverse(self, order: Order, moment: Moment) -> Request:
        """Revoke what was scanned (paid money goes back), close what was shown."""
        of_order = f"{TRADES}/out-trade-no/{order.number}"
        if order.mode is Mode.SHOWN:
            body = {"mchid": self.mchid}
            return self._post(Ask.CLOSE, f"{of_order}/close", body, moment, order=order)
        body = {"appid": self.appid, "mchid": self.mchid}
        return self._post(Ask.REVERSE, f"{of_order}/reverse", body, moment, order=order)

    def refund(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask for money to go back; accepted is not done."""
        body = {
            "out_trade_no": order.number,
            "out_refund_no": refund.number,
            "amount": {
                "refund": refund.amount.fen,
                "total": order.amount.fen,
                "currency": "CNY",
            },
        }
        if refund.reason:
            body["reason"] = cut(refund.reason, 80)
        return self._post(Ask.REFUND, REFUNDS, body, moment, order=order, refund=refund)

    def refund_query(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask what became of a refund."""
        path = f"{REFUNDS}/{refund.number}"
        return self._get(Ask.REFUND_QUERY, path, moment, order=order, refund=refund)

    def bill(self, day: date, moment: Moment) -> Request:
        """Ask where the trades of a day lie; there from ten o'clock the next morning."""
        path = f"/v3/bill/tradebill?bill_date={day.isoformat()}&bill_type=ALL"
        return self._get(Ask.BILL, path, moment)

    def bill_file(self, link: BillLink, moment: Moment) -> Request:
        """Ask for the statement; its address is good for five minutes."""
        return self._signed(Ask.BILL_FILE, "GET", link.url, b"", moment)

    def read(self, request: Request, answer: Answer, now: datetime) -> Outcome:
        """Say what an answer to pay, show or query means."""
        try:
            response, facts = self._proven(answer, now)
            outcome = self._outcome(request.ask, about(request), response, facts)
        except Distrust as error:
            outcome = unknown(str(error))
        return settled(request, answer, outcome)

    def read_back(self, request: Request, answer: Answer, now: datetime) -> Undone:
        """Say what an answer to reverse, close, refund or refund query means."""
        try:
            response, facts = self._proven(answer, now)
            if request.ask in (Ask.REFUND, Ask.REFUND_QUERY):
                return self._returned(returning(request), response, facts)
            return _reversed(about(request), response, facts)
        except Distrust as error:
            return undone(Back.UNKNOWN, str(error), again=True)

    def read_bill(self, request: Request, answer: Answer, now: datetime) -> BillLink:
        """Return where the statement lies."""
        _, facts = self._proven(answer, now)
        url, sha1 = text_of(facts, "download_url"), text_of(facts, "hash_value").lower()
        if not url or text_of(facts, "hash_type") != "SHA1":
            raise Distrust(text_of(facts, "code") or f"no address in the answer to {request.ask}")
        return BillLink(url, sha1)

    def read_bill_file(self, link: BillLink, answer: Answer) -> bytes:
        """Return the statement; it carries no signature, so its hash must fit."""
        response = answered(answer)
        if response.status != 200:  # noqa: PLR2004 - HTTP
            raise Distrust(f"HTTP {response.status}")
        found = hashlib.sha1(response.body, usedforsecurity=False).hexdigest()
        if not signing.same(found, link.sha1):
            raise Distrust("the statement is not whole")
        return response.body

    def hear(self, callback: Callback, now: datetime) -> Heard:
        """Take a callback in and open it."""
        self._must_be_theirs(callback.headers, callback.body, now)
        resource = object_of(bodies.json_object(callback.body), "resource")
        if text_of(resource, "algorithm") != "AEAD_AES_256_GCM":
            raise Distrust("sealed in another way")
        nonce, associated = text_of(resource, "nonce"), text_of(resource, "associated_data")
        try:
            opened = signing.open_sealed(
                self.seal, nonce, associated, text_of(resource, "ciphertext")
            )
        except ValueError as error:
            raise Distrust(str(error)) from error
        facts = bodies.json_object(opened)
        return Heard(
            order=text_of(facts, "out_trade_no"),
            nonce=header(callback.headers, "Wechatpay-Nonce"),
            refund=text_of(facts, "out_refund_no"),
            facts=facts,
        )

    def judge(self, heard: Heard, order: Order) -> Outcome:
        """Say what a callback means for its order."""
        return self._trade(order, heard.facts)

    def judge_back(self, heard: Heard, refund: Refund) -> Undone:
        """Say what a callback means for its refund; there the state is `refund_status`."""
        facts = dict(heard.facts)
        return self._refund_of(refund, facts | {"status": facts.get("refund_status")})

    def reply(self, *, taken: bool) -> Response:
        """Thank, or ask for it to be sent again."""
        if taken:
            return Response(204)
        body = b'{"code":"FAIL","message":"try again"}'
        return Response(500, (("Content-Type", "application/json"),), body)

    def _outcome(
        self, ask: Ask, order: Order, response: Response, facts: dict[str, Any]
    ) -> Outcome:
        if response.status >= 400:  # noqa: PLR2004 - HTTP
            code = text_of(facts, "code")
            return wechat_states.of_code(code, order, to_pay=ask is not Ask.QUERY)
        if ask is Ask.SHOW:
            url = text_of(facts, "code_url")
            return paying("shown", shows=url) if url else unknown("no code_url")
        return self._trade(order, facts)

    def _trade(self, order: Order, facts: Mapping[str, Any]) -> Outcome:
        ours = (
            facts.get("out_trade_no") == order.number
            and facts.get("mchid") == self.mchid
            and facts.get("appid", self.appid) == self.appid
        )
        state = text_of(facts, "trade_state")
        known = wechat_states.of_state(state, order, is_ours=ours)
        if known is not None:
            return known
        amount = object_of(facts, "amount")
        return wechat_states.proven(
            order,
            fen_of(amount.get("total")),
            str(amount.get("currency", "")),
            text_of(facts, "transaction_id"),
            text_of(object_of(facts, "payer"), "openid"),
            refunded=state == "REFUND",
        )

    def _returned(self, refund: Refund, response: Response, facts: dict[str, Any]) -> Undone:
        if response.status < 400:  # noqa: PLR2004 - HTTP
            return self._refund_of(refund, facts)
        code = text_of(facts, "code")
        if code in _BACK_REFUSED:
            return undone(Back.REFUSED, code)
        if code == "NOT_ENOUGH":  # of the merchant's own money: works by the same number later
            return undone(Back.REFUSED, code, again=True)
        return undone(Back.UNKNOWN, code or f"HTTP {response.status}", again=True)

    def _refund_of(self, refund: Refund, facts: Mapping[str, Any]) -> Undone:
        if facts.get("out_refund_no") != refund.number:
            return undone(Back.UNKNOWN, "about another refund", again=True)
        amount = fen_of(object_of(facts, "amount").get("refund"))
        if amount != refund.amount:
            return undone(Back.UNKNOWN, "amount differs")
        state = text_of(facts, "status")
        back = _BACK.get(state, Back.UNKNOWN)
        return Undone(
            back=back,
            reference=text_of(facts, "refund_id"),
            amount=amount,
            reason=state,
            again=back is Back.UNDERWAY,
        )

    def _proven(self, answer: Answer, now: datetime) -> tuple[Response, dict[str, Any]]:
        """Return what came once its signature fits; every status is signed."""
        response = answered(answer)
        self._must_be_theirs(response.headers, response.body, now)
        return response, bodies.json_object(response.body) if response.body.strip() else {}

    def _must_be_theirs(self, headers: Headers, body: bytes, now: datetime) -> None:
        stamp, nonce = header(headers, "Wechatpay-Timestamp"), header(headers, "Wechatpay-Nonce")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):  # noqa: PLR2004
            raise Distrust("not signed")
        if abs(now.timestamp() - int(stamp)) > WINDOW_S:
            raise Distrust("signed long ago, or one of the clocks is wrong")
        key = self.theirs.get(header(headers, "Wechatpay-Serial"))
        if key is None:
            raise Distrust("signed by a key that we do not know")
        message = f"{stamp}\n{nonce}\n".encode("utf-8", "replace") + body + b"\n"
        if not signing.fits(key, message, header(headers, "Wechatpay-Signature")):
            raise Distrust("the signature does not fit")

    def _post(
        self,
        ask: Ask,
        path: str,
        body: object,
        moment: Moment,
        *,
        order: Order | None = None,
        refund: Refund | None = None,
        is_again: bool = False,
    ) -> Request:
        return self._signed(
            ask,
            "POST",
            self.base_url + path,
            msgspec.json.encode(body),
            moment,
            order=order,
            refund=refund,
            is_again=is_again,
        )

    def _get(
        self,
        ask: Ask,
        path: str,
        moment: Moment,
        *,
        order: Order | None = None,
        refund: Refund | None = None,
    ) -> Request:
        url = self.base_url + path
        return self._signed(ask, "GET", url, b"", moment, order=order, refund=refund)

    def _signed(
        self,
        ask: Ask,
        method: str,
        url: str,
        body: bytes,
        moment: Moment,
        *,
        order: Order | None = None,
        refund: Refund | None = None,
        is_again: bool = False,
    ) -> Request:
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        stamp = int(moment.now.timestamp())
        message = f"{method}\n{target}\n{stamp}\n{moment.nonce}\n".encode() + body + b"\n"
        signature = signing.sign(self.key, message)
        credential = (
            f'{SCHEME} mchid="{self.mchid}",nonce_str="{moment.nonce}",signature="{signature}",'
            f'timestamp="{stamp}",serial_no="{self.serial}"'
        )
        headers = [("Authorization", credential), ("Accept", "application/json")]
        if body:
            headers.append(("Content-Type", "application/json"))
        headers += [("Wechatpay-Serial", it) for it in self.theirs if it.startswith("PUB_KEY_ID_")]
        return Request(
            ask=ask,
            method=method,
            url=url,
            headers=tuple(headers),
            body=body,
            order=order,
            refund=refund,
            is_again=is_again,
        )


def _reversed(order: Order, response: Response, facts: Mapping[str, Any]) -> Undone:
    if response.status < 400:  # noqa: PLR2004 - HTTP
        if facts.get("out_trade_no", order.number) != order.number:
            return undone(Back.UNKNOWN, "about another order", again=True)
        return undone(Back.DONE, "acknowledged")
    code = text_of(facts, "code")
    plain = code.replace("_", "")
    if plain in ("ORDERPAID", "REVERSEEXPIRE"):  # refund it instead
        return undone(Back.REFUSED, code)
    return undone(Back.UNKNOWN, code or f"HTTP {response.status}", again=True)
