"""A provider with honest books and bad manners, a wire of plain JSON, and time that tests turn.

It takes money as a real one would, and does to each exchange what it is told: loses the request or
the answer, answers late, garbled, with an error page, or says that it did what it did not do.
"""

# ruff: noqa: ARG002 - a channel has these arguments, needed or not

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from app.base.money import Money
from app.payments.channels.channel import Timing
from app.payments.exchange import (
    Answer,
    Ask,
    Back,
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
    dead,
    missing,
    paid,
    paying,
    returning,
    settled,
    undone,
    unknown,
)
from app.payments.sending import CutOff, Unsent
from app.payments.wallets import Code
from tests.examples import NOON

WINDOW_S = 300


class Fault(StrEnum):
    """What happens to one exchange."""

    NONE = "none"
    UNSENT = "unsent"
    LOST = "lost"  # it left and never arrived
    LATE = "late"  # it left and arrives half a minute later
    NO_ANSWER = "no_answer"  # it was done; the answer is lost
    HALF = "half"  # it was done; half of the answer comes
    ERROR = "error"  # it was done; HTTP 502
    HTML = "html"  # it was not done; a login page
    FORGED = "forged"  # an answer that is not signed by them, and says that it is paid
    STALE = "stale"  # an answer of an hour ago
    OTHER_AMOUNT = "other_amount"  # the answer names another amount
    SYSTEM = "system"  # it was done; "system error"
    LIES = "lies"  # a reversal says done, and nothing was done


class VirtualTime:
    """A steady clock that tests move, and a wall clock that may be wrong."""

    def __init__(self) -> None:
        self.at_s = 0.0
        self.skew = timedelta()

    def steady(self) -> float:
        """Read the steady clock."""
        return self.at_s

    def wall(self) -> datetime:
        """Read the computer's clock."""
        return self.true() + self.skew

    def true(self) -> datetime:
        """Say what time it really is."""
        return NOON + timedelta(milliseconds=round(self.at_s * 1000))


@dataclass(slots=True)
class Trade:
    """A row of the provider's books."""

    fen: int
    pays_at_s: float | None  # when the customer is done; None for never
    taken: int = 0
    is_closed: bool = False
    is_declined: bool = False
    refunds: dict[str, int] = field(default_factory=dict)

    @property
    def net(self) -> int:
        """What the shop has of it."""
        return self.taken - sum(self.refunds.values())


@dataclass(slots=True)
class Buyer:
    """What the customer does: seconds until they have paid; None for never."""

    pays_after_s: float | None = 0.0
    declines: bool = False


class Provider:
    """The books and the bad manners; `send` is what a hub sends by."""

    def __init__(self, time: VirtualTime) -> None:
        self.time = time
        self.books: dict[str, Trade] = {}
        self.buyer = Buyer()
        self.fault: Callable[[Request], Fault] = lambda _: Fault.NONE
        self.answers_s = 0.3
        self.takes_unknown_reversals = True
        self.hides_refunds = False  # as UnionPay, whose query of a payment tells nothing of them
        self.late: list[tuple[float, Request]] = []
        self.heard: list[Request] = []

    def send(self, request: Request) -> Response:
        """Answer, or not."""
        self.heard.append(request)
        fault = self.fault(request)
        self.arrive()
        if fault is Fault.UNSENT:
            raise Unsent("provider_unreachable", why="no route")
        self.time.at_s += self.answers_s
        if fault is Fault.LATE:
            self.late.append((self.time.at_s + 30, request))
        if fault in (Fault.LOST, Fault.LATE):
            self.time.at_s += 5
            raise CutOff("provider_cut_off", why="read timeout")
        if fault is Fault.HTML:
            return Response(200, (), b"<html>Please log in</html>")
        if fault is Fault.LIES and request.ask in (Ask.REVERSE, Ask.CLOSE):
            return self._response({"done": True, "order": about(request).number})
        facts = self.do(request)
        if fault is Fault.NO_ANSWER:
            self.time.at_s += 5
            raise CutOff("provider_cut_off", why="read timeout")
        return self._spoilt(fault, request, facts)

    def _spoilt(self, fault: Fault, request: Request, facts: dict[str, Any]) -> Response:
        whole = self._response(facts)
        if fault is Fault.HALF:
            return Response(200, whole.headers, whole.body[: len(whole.body) // 2])
        if fault is Fault.ERROR:
            return Response(502, (), b"bad gateway")
        if fault is Fault.SYSTEM:
            return self._response({"state": "system error"})
        if fault is Fault.FORGED:
            lie = {
                "state": "paid",
                "order": about(request).number,
                "fen": about(request).amount.fen,
            }
            return Response(200, (("Signed", "forger"),), json.dumps(lie).encode())
        if fault is Fault.STALE:
            return self._response(facts, self.time.true() - timedelta(hours=1))
        if fault is Fault.OTHER_AMOUNT and "fen" in facts:
            return self._response(facts | {"fen": facts["fen"] + 1})
        return whole

    def do(self, request: Request) -> dict[str, Any]:
        """Do what is asked, and say what came of it."""
        order = about(request)
        if request.ask in (Ask.PAY, Ask.SHOW):
            return self._pay(order, request)
        if request.ask in (Ask.REVERSE, Ask.CLOSE):
            return self._reverse(order)
        if request.ask is Ask.REFUND:
            return self._refund(order, returning(request))
        if request.ask is Ask.REFUND_QUERY:
            trade = self.books.get(order.number)
            done = trade is not None and returning(request).number in trade.refunds
            return {"done": done, "order": order.number, "refund": returning(request).number}
        return self.facts_of(order.number)

    def arrive(self) -> None:
        """Let what was late arrive, and customers finish."""
        now_s = self.time.at_s
        due = [it for at_s, it in self.late if at_s <= now_s]
        self.late = [it for it in self.late if it[0] > now_s]
        for request in due:
            self.do(request)
        for trade in self.books.values():
            waits = not (trade.taken or trade.is_closed or trade.is_declined)
            if waits and trade.pays_at_s is not None and trade.pays_at_s <= now_s:
                trade.taken = trade.fen

    def facts_of(self, number: str) -> dict[str, Any]:
        """Say how an order stands."""
        self.arrive()
        trade = self.books.get(number)
        if trade is None:
            return {"state": "missing", "order": number}
        if trade.taken:
            is_back = trade.net < trade.taken and not self.hides_refunds
            state = "refunded" if is_back else "paid"
        elif trade.is_closed or trade.is_declined:
            state = "closed"
        else:
            state = "paying"
        return {"state": state, "order": number, "fen": trade.fen, "reference": f"r{number}"}

    def _pay(self, order: Order, request: Request) -> dict[str, Any]:
        trade = self.books.get(order.number)
        if trade is None:
            after_s = self.buyer.pays_after_s
            trade = self.books[order.number] = Trade(
                fen=order.amount.fen,
                pays_at_s=None if after_s is None else self.time.at_s + after_s,
                is_declined=self.buyer.declines and request.ask is Ask.PAY,
            )
        shows = {"shows": f"qr:{order.number}"} if request.ask is Ask.SHOW else {}
        return self.facts_of(order.number) | shows

    def _reverse(self, order: Order) -> dict[str, Any]:
        trade = self.books.get(order.number)
        if trade is None:
            if not self.takes_unknown_reversals:
                return {"done": False, "again": True, "order": order.number}
            self.books[order.number] = Trade(fen=order.amount.fen, pays_at_s=None, is_closed=True)
        elif trade.taken:
            if order.mode is Mode.SHOWN:  # a close takes nothing back
                return {"done": False, "order": order.number}
            trade.refunds.setdefault("reversal", trade.net)
        else:
            trade.is_closed = True
        return {"done": True, "order": order.number}

    def _refund(self, order: Order, refund: Refund) -> dict[str, Any]:
        trade = self.books.get(order.number)
        if trade is None or not trade.taken:
            return {"done": False, "order": order.number, "refund": refund.number}
        if refund.number not in trade.refunds:
            if refund.amount.fen > trade.net:
                return {"done": False, "order": order.number, "refund": refund.number}
            trade.refunds[refund.number] = refund.amount.fen
        return {"done": True, "order": order.number, "refund": refund.number}

    def _response(self, facts: Mapping[str, Any], at: datetime | None = None) -> Response:
        stamp = str(int((at or self.time.true()).timestamp()))
        date = self.time.true().strftime("%a, %d %b %Y %H:%M:%S GMT")
        headers: Headers = (("Signed", "theirs"), ("At", stamp), ("Date", date))
        return Response(200, headers, json.dumps(facts).encode())

    def callback(self, number: str, nonce: str) -> Callback:
        """Tell by ourselves how an order stands."""
        response = self._response(self.facts_of(number) | {"nonce": nonce})
        return Callback(response.headers, response.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A channel that speaks plain JSON; its times are a real provider's."""

    name: str
    times: Callable[[Mode], Timing]
    modes = frozenset({Mode.SCANNED, Mode.SHOWN})

    def timing(self, mode: Mode) -> Timing:
        """Return when to ask."""
        return self.times(mode)

    def pay(self, order: Order, code: Code, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for money by the customer's code."""
        return _request(Ask.PAY, order, is_again=is_again, secret=code.text)

    def show(self, order: Order, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for a QR code."""
        return _request(Ask.SHOW, order, is_again=is_again)

    def query(self, order: Order, moment: Moment) -> Request:
        """Ask what became of an order."""
        return _request(Ask.QUERY, order)

    def may_reverse(self, order: Order) -> bool:
        """Our own number is enough."""
        return True

    def reverse(self, order: Order, moment: Moment) -> Request:
        """Ask for the end of an order."""
        return _request(Ask.CLOSE if order.mode is Mode.SHOWN else Ask.REVERSE, order)

    def refund(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask for money to go back."""
        return _request(Ask.REFUND, order, refund)

    def refund_query(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask what became of a refund."""
        return _request(Ask.REFUND_QUERY, order, refund)

    def read(self, request: Request, answer: Answer, now: datetime) -> Outcome:
        """Say what an answer means."""
        try:
            outcome = _outcome(about(request), _proven(answer, now))
        except Distrust as error:
            outcome = unknown(str(error))
        return settled(request, answer, outcome)

    def read_back(self, request: Request, answer: Answer, now: datetime) -> Undone:
        """Say what an answer to a reversal or refund means."""
        try:
            facts = _proven(answer, now)
        except Distrust as error:
            return undone(Back.UNKNOWN, str(error), again=True)
        if "done" not in facts:
            return undone(Back.UNKNOWN, "no word of it", again=True)
        is_done = facts["done"]
        return undone(Back.DONE if is_done else Back.REFUSED, again=bool(facts.get("again")))

    def hear(self, callback: Callback, now: datetime) -> Heard:
        """Take a callback in."""
        facts = _proven(Response(200, callback.headers, callback.body), now)
        return Heard(order=str(facts["order"]), nonce=str(facts["nonce"]), facts=facts)

    def judge(self, heard: Heard, order: Order) -> Outcome:
        """Say what a callback means."""
        return _outcome(order, heard.facts)

    def judge_back(self, heard: Heard, refund: Refund) -> Undone:
        """Nothing is told of refunds."""
        return undone(Back.UNKNOWN)

    def reply(self, *, taken: bool) -> Response:
        """Thank, or ask for it again."""
        return Response(204 if taken else 500)


def _request(
    ask: Ask,
    order: Order,
    refund: Refund | None = None,
    *,
    is_again: bool = False,
    secret: str = "",
) -> Request:
    return Request(
        ask=ask,
        method="POST",
        url=f"plain://{ask}/{order.number}",
        headers=(),
        body=secret.encode(),
        order=order,
        refund=refund,
        is_again=is_again,
    )


def _proven(answer: Answer, now: datetime) -> Mapping[str, Any]:
    response = answered(answer)
    if response.header("Signed") != "theirs":
        raise Distrust("not theirs")
    if abs(now.timestamp() - int(response.header("At"))) > WINDOW_S:
        raise Distrust("signed long ago, or one of the clocks is wrong")
    try:
        facts = json.loads(response.body)
    except ValueError as error:
        raise Distrust("not whole") from error
    assert isinstance(facts, dict)
    return facts


def _outcome(order: Order, facts: Mapping[str, Any]) -> Outcome:
    state = facts.get("state")
    if facts.get("order") != order.number and state != "paying":
        return unknown("about another order")
    if state == "missing":
        return missing(order, "missing")
    if state in ("paid", "refunded"):
        if facts["fen"] != order.amount.fen:
            return unknown("amount differs")
        reference = str(facts["reference"])
        return paid(Money(facts["fen"]), reference, has_returned=state == "refunded")
    if state == "closed":
        return dead("closed")
    if state == "paying":
        return paying("paying", shows=str(facts.get("shows", "")))
    return unknown(str(state))
