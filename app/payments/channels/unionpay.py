"""UnionPay ACP 5.1.0 (全渠道): QR codes both ways, in forms, signed over a doubled hash.

Sources, of open.unionpay.com: APIs 798 (被扫), 793 (主扫), 792 (query), 800 (cancel), 799 (refund)
of service 468. `respCode` 00 means taken in: only the query's `origRespCode` 00 means paid; 03, 04
and 05 ask for a query; 34 knows no such order. An answer brings its certificate along, so that is
trusted only when it is one we know or an authority of ours issued it to UnionPay.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from app.payments import signing
from app.payments.channels import bodies
from app.payments.channels.bodies import fen_of
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
    from cryptography.x509 import Certificate

GATEWAY = "https://gateway.95516.com"
BACK = "/gateway/api/backTransReq.do"
THEIR_NAME = "中国银联股份有限公司"  # in the common name of their certificates
OK, NO_ORDER = "00", "34"
ASK = frozenset({"03", "04", "05"})
REFUSED = frozenset(  # 10 to 14 malformed, 31 to 39 the merchant's contract, 60 to 79 the card's
    {"10", "11", "13", "14", "31", "32", "33", "35", "36", "37", "38", "39"}
    | {"60", "61", "62", "63", "64", "65", "66", "67", "68", "70", "71", "72", "73", "77"}
)
TIMINGS = {
    Mode.SCANNED: Timing(first_query_s=1, every_s=5, stop_s=60),  # 00 is not paid: ask at once
    Mode.SHOWN: Timing(first_query_s=0, every_s=2, stop_s=60),
}
_TYPES = {
    Ask.PAY: ("01", "06"),
    Ask.SHOW: ("01", "07"),
    Ask.QUERY: ("00", "00"),
    Ask.REVERSE: ("31", "00"),
    Ask.REFUND: ("04", "00"),
    Ask.REFUND_QUERY: ("00", "00"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionPay:
    """A merchant of UnionPay. `known` are their certificates, `authorities` who issues them."""

    merchant: str
    certificate_id: str  # the serial number of our certificate, in decimal digits
    key: "RSAPrivateKey" = field(repr=False)
    known: tuple["RSAPublicKey", ...] = field(default=(), repr=False)
    authorities: tuple["Certificate", ...] = field(default=(), repr=False)
    notify_url: str = ""
    base_url: str = GATEWAY
    name: str = "unionpay"

    modes = frozenset({Mode.SCANNED, Mode.SHOWN})

    def timing(self, mode: Mode) -> Timing:
        """Return when to ask."""
        return TIMINGS[mode]

    def pay(self, order: Order, code: Code, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for money by the customer's code."""
        fields = _of_order(order) | {
            "txnAmt": str(order.amount.fen),
            "currencyCode": "156",
            "qrNo": code.text,
            "termId": cut(order.device, 8),
            "orderDesc": cut(order.subject, 32),
        }
        return self._post(Ask.PAY, fields, moment, order, is_again=is_again)

    def show(self, order: Order, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for a QR code."""
        fields = _of_order(order) | {"txnAmt": str(order.amount.fen), "currencyCode": "156"}
        return self._post(Ask.SHOW, fields, moment, order, is_again=is_again)

    def query(self, order: Order, moment: Moment) -> Request:
        """Ask what became of an order; once it was cancelled, of the cancellation.

        A cancelled payment goes on to be a payment that was done.
        """
        fields = _of_order(order)
        if order.was_undone:
            fields["orderId"] = _cancellation(order)
        return self._post(Ask.QUERY, fields, moment, order)

    def may_reverse(self, order: Order) -> bool:
        """Only what UnionPay has given a number; until then there is nothing but asking."""
        return bool(order.reference)

    def reverse(self, order: Order, moment: Moment) -> Request:
        """Cancel a payment of the same day; raises ValueError without UnionPay's number of it.

        The cancellation is an order of its own, of the same number with C behind it.
        """
        if not order.reference:
            raise ValueError(f"{order.number} has no queryId")
        fields = {
            "orderId": _cancellation(order),
            "txnTime": _time(order.made_at),
            "txnAmt": str(order.amount.fen),
            "origQryId": order.reference,
        }
        return self._post(Ask.REVERSE, fields, moment, order)

    def refund(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask for money to go back; raises ValueError without UnionPay's number of the payment."""
        if not order.reference:
            raise ValueError(f"{order.number} has no queryId")
        fields = {
            "orderId": refund.number,
            "txnTime": _time(refund.made_at),
            "txnAmt": str(refund.amount.fen),
            "origQryId": order.reference,
        }
        return self._post(Ask.REFUND, fields, moment, order, refund)

    def refund_query(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask what became of a refund, which is an order of its own."""
        fields = {"orderId": refund.number, "txnTime": _time(refund.made_at)}
        return self._post(Ask.REFUND_QUERY, fields, moment, order, refund)

    def read(self, request: Request, answer: Answer, now: datetime) -> Outcome:
        """Say what an answer to pay, show or query means."""
        try:
            facts = self._proven(answer, now)
            outcome = _outcome(request.ask, about(request), facts)
        except Distrust as error:
            outcome = unknown(str(error))
        return settled(request, answer, outcome)

    def read_back(self, request: Request, answer: Answer, now: datetime) -> Undone:
        """Say what an answer to cancel, refund or refund query means."""
        try:
            facts = self._proven(answer, now)
            if request.ask is Ask.REFUND_QUERY:
                return _returned(returning(request), facts)
            return _accepted(request, facts)
        except Distrust as error:
            return undone(Back.UNKNOWN, str(error), again=True)

    def hear(self, callback: Callback, now: datetime) -> Heard:
        """Take a notification in."""
        facts = bodies.form_fields(callback.body)
        self._must_be_theirs(facts, now)
        query_id, order = facts.get("queryId", ""), facts.get("orderId", "")
        if not query_id:
            raise Distrust("without a number of its own")
        is_refund = facts.get("txnType") == "04"
        return Heard(
            order="" if is_refund else order,
            nonce=query_id,
            refund=order if is_refund else "",
            facts=facts,
        )

    def judge(self, heard: Heard, order: Order) -> Outcome:
        """Say what a notification means for its order."""
        facts = {name: str(value) for name, value in heard.facts.items()}
        if facts.get("txnType") != "01":
            return unknown("about something else")
        return _result(order, facts, facts.get("respCode", ""))

    def judge_back(self, heard: Heard, refund: Refund) -> Undone:
        """Say what a notification means for its refund."""
        facts = {name: str(value) for name, value in heard.facts.items()}
        return _returned(refund, facts | {"origRespCode": facts.get("respCode", "")})

    def reply(self, *, taken: bool) -> Response:
        """Thank, or ask for it to be sent again."""
        return Response(200 if taken else 500, (("Content-Type", "text/plain"),), b"ok")

    def _proven(self, answer: Answer, now: datetime) -> dict[str, str]:
        response = answered(answer)
        if response.status != 200:  # noqa: PLR2004 - HTTP
            raise Distrust(f"HTTP {response.status}")
        facts = bodies.bare_fields(response.body)
        self._must_be_theirs(facts, now)
        return facts

    def _must_be_theirs(self, facts: Mapping[str, str], now: datetime) -> None:
        message = signing.joined(facts, without=("signature",), keep_empty=True).encode()
        hashed, signature = signing.hashed_twice(message), facts.get("signature", "")
        keys = [*self.known, *self._introduced(facts.get("signPubKeyCert", ""), now)]
        if not any(signing.fits(key, hashed, signature) for key in keys):
            raise Distrust("the signature does not fit, or is by a key that we do not know")
        if facts.get("merId") != self.merchant:
            raise Distrust("about another merchant")

    def _introduced(self, pem: str, now: datetime) -> list["RSAPublicKey"]:
        """Return the key of a certificate that came along, if an authority of ours vouches."""
        from cryptography import x509  # noqa: PLC0415 - 30 ms
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415

        if not (pem and self.authorities):
            return []
        try:
            found = x509.load_pem_x509_certificate(pem.encode())
            names = found.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
            is_theirs = any(THEIR_NAME in str(name.value).split("@") for name in names)
            is_now = found.not_valid_before_utc <= now <= found.not_valid_after_utc
            key = signing.public_key(pem)
        except (ValueError, UnicodeError):
            return []
        if not (is_theirs and is_now):
            return []
        for authority in self.authorities:
            try:
                found.verify_directly_issued_by(authority)
            except (ValueError, TypeError, InvalidSignature):
                continue
            return [key]
        return []

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
        kind, sub = _TYPES[ask]
        fields |= {
            "version": "5.1.0",
            "encoding": "UTF-8",
            "certId": self.certificate_id,
            "signMethod": "01",
            "txnType": kind,
            "txnSubType": sub,
            "bizType": "000000",
            "channelType": "08",
            "accessType": "0",
            "merId": self.merchant,
        }
        if self.notify_url and ask not in (Ask.QUERY, Ask.REFUND_QUERY):
            fields["backUrl"] = self.notify_url
        fields = {name: text for name, text in fields.items() if text}
        message = signing.joined(fields, without=("signature",)).encode()
        fields["signature"] = signing.sign(self.key, signing.hashed_twice(message))
        return Request(
            ask=ask,
            method="POST",
            url=self.base_url + BACK,
            headers=(("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),),
            body=urlencode(fields).encode(),
            order=order,
            refund=refund,
            is_again=is_again,
        )


def _of_order(order: Order) -> dict[str, str]:
    return {"orderId": order.number, "txnTime": _time(order.made_at)}


def _cancellation(order: Order) -> str:
    return f"{order.number}C"


def _time(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y%m%d%H%M%S}"


def _outcome(ask: Ask, order: Order, facts: Mapping[str, str]) -> Outcome:
    code = facts.get("respCode", "")
    said = f"{code} {facts.get('respMsg', '')}".strip()
    if ask is Ask.QUERY:
        if order.was_undone:
            return _cancelled(order, facts)
        if code == NO_ORDER:
            return missing(order, said)
        if code != OK:
            return unknown(said)
        return _result(order, facts, facts.get("origRespCode", ""))
    if code == OK and ask is Ask.SHOW:
        shows = facts.get("qrCode", "")
        return paying("shown", shows=shows) if shows else unknown("no qrCode")
    if code == OK:
        return paying("taken in", reference=facts.get("queryId", ""))
    return dead(said) if code in REFUSED else unknown(said)


def _result(order: Order, facts: Mapping[str, str], code: str) -> Outcome:
    """Say what became of a payment by its own code: 00 paid, 03 to 05 underway."""
    if facts.get("orderId") != order.number:
        return unknown("about another order")
    if code == OK:
        amount = fen_of(facts.get("txnAmt"))
        if amount != order.amount or facts.get("currencyCode", "156") != "156":
            return unknown(f"amount differs: {amount.text() if amount else 'none'}")
        if not facts.get("queryId"):
            return unknown("paid without a queryId")
        return paid(amount, facts["queryId"], payer=masked(facts.get("accNo", "")))
    said = f"{code} {facts.get('origRespMsg', '')}".strip()
    if code in ASK:
        return paying(said)
    return dead(said) if code in REFUSED else unknown(said)


def _cancelled(order: Order, facts: Mapping[str, str]) -> Outcome:
    """Say what a query of a cancellation means for the payment: dead once it is done."""
    codes = (facts.get("respCode", ""), facts.get("origRespCode", ""))
    if facts.get("orderId") != _cancellation(order) or codes != (OK, OK):
        return unknown(f"not cancelled: {' '.join(codes)}")
    if fen_of(facts.get("txnAmt")) != order.amount:
        return unknown("amount differs")
    return dead("cancelled")


def _accepted(request: Request, facts: Mapping[str, str]) -> Undone:
    code = facts.get("respCode", "")
    said = f"{code} {facts.get('respMsg', '')}".strip()
    if code == OK:
        back = Back.DONE if request.ask is Ask.REVERSE else Back.UNDERWAY
        return Undone(
            back=back,
            reference=facts.get("queryId", ""),
            reason="taken in",
            again=back != Back.DONE,
        )
    if code in REFUSED:
        return undone(Back.REFUSED, said)
    return undone(Back.UNKNOWN, said, again=True)


def _returned(refund: Refund, facts: Mapping[str, str]) -> Undone:
    if facts.get("respCode") != OK or facts.get("orderId") != refund.number:
        return undone(Back.UNKNOWN, facts.get("respMsg", "no record of it"), again=True)
    code = facts.get("origRespCode", "")
    if code in REFUSED:
        return undone(Back.REFUSED, code)
    if code != OK:
        return undone(Back.UNDERWAY if code in ASK else Back.UNKNOWN, code, again=True)
    amount = fen_of(facts.get("txnAmt"))
    if amount != refund.amount:
        return undone(Back.UNKNOWN, "amount differs")
    return Undone(back=Back.DONE, reference=facts.get("queryId", ""), amount=amount)
