"""What the hub may ask of any channel, and the times by which it asks.

A channel is a frozen value: who the merchant is there, and the keys. Its methods are functions of
what they are given: whoever calls brings the moment, sends the request, and hands the answer in.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, runtime_checkable

from app.payments.exchange import (
    Answer,
    BillLink,
    Callback,
    Heard,
    Mode,
    Moment,
    Order,
    Outcome,
    Refund,
    Request,
    Response,
    Undone,
)
from app.payments.wallets import Code

SWEEPS_S = (60, 120, 300, 600, 1800, 3600)  # after the screen gave up; then the day's statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When to ask, in seconds after a payment was sent.

    `reverse_after_s` is how long a reversal must wait, `reverse_within` how long it works; beyond
    it, refund. `refund_pause_s` lies between two refunds of one order.
    """

    first_query_s: float
    every_s: float
    stop_s: float
    reverse_after_s: float = 0.0
    reverse_within: timedelta = timedelta(days=1)
    refund_within: timedelta = timedelta(days=365)
    refund_pause_s: float = 0.0
    refunds_at_most: int = 50

    def may_reverse(self, sent_at: datetime, now: datetime) -> bool:
        """Say whether a reversal is neither too early nor too late."""
        age = now - sent_at
        return timedelta(seconds=self.reverse_after_s) <= age <= self.reverse_within


@runtime_checkable
class Channel(Protocol):
    """What every channel can do."""

    @property
    def name(self) -> str:
        """What routing, journal and settings call it."""

    @property
    def modes(self) -> frozenset[Mode]:
        """How a customer may pay through it."""

    def timing(self, mode: Mode) -> Timing:
        """Return when to ask."""

    def query(self, order: Order, moment: Moment) -> Request:
        """Ask what became of an order."""

    def may_reverse(self, order: Order) -> bool:
        """Say whether enough is known of an order to reverse it here."""

    def reverse(self, order: Order, moment: Moment) -> Request:
        """Ask for the end of an order: closed if unpaid, paid back if paid where that exists.

        Whatever is answered, query next: only that proves anything.
        """

    def refund(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask for money to go back; the same number on every try."""

    def refund_query(self, order: Order, refund: Refund, moment: Moment) -> Request:
        """Ask what became of a refund."""

    def read(self, request: Request, answer: Answer, now: datetime) -> Outcome:
        """Say what an answer to pay, show or query means; never raises."""

    def read_back(self, request: Request, answer: Answer, now: datetime) -> Undone:
        """Say what an answer to reverse, close, refund or refund query means; never raises."""


@runtime_checkable
class Scanning(Channel, Protocol):
    """A channel that takes money by the customer's code."""

    def pay(self, order: Order, code: Code, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for money by the code that the customer shows."""


@runtime_checkable
class Showing(Channel, Protocol):
    """A channel that makes QR codes; its link is also the pay link."""

    def show(self, order: Order, moment: Moment, *, is_again: bool = False) -> Request:
        """Ask for a QR code that the customer scans."""


@runtime_checkable
class Telling(Channel, Protocol):
    """A channel that sends results by itself."""

    def hear(self, callback: Callback, now: datetime) -> Heard:
        """Take a callback in; raises Distrust when it is not proven to be the provider's."""

    def judge(self, heard: Heard, order: Order) -> Outcome:
        """Say what a callback means for the order that it names."""

    def judge_back(self, heard: Heard, refund: Refund) -> Undone:
        """Say what a callback means for the refund that it names."""

    def reply(self, *, taken: bool) -> Response:
        """Return what the provider wants to hear; `taken` only after the commit."""


@runtime_checkable
class Billing(Channel, Protocol):
    """A channel whose daily statements can be fetched."""

    def bill(self, day: date, moment: Moment) -> Request:
        """Ask where the statement of a day lies."""

    def read_bill(self, request: Request, answer: Answer, now: datetime) -> BillLink:
        """Return where it lies; raises Distrust with the reason."""

    def bill_file(self, link: BillLink, moment: Moment) -> Request:
        """Ask for the statement itself."""

    def read_bill_file(self, link: BillLink, answer: Answer) -> bytes:
        """Return the statement as it is stored; raises Distrust when it is not whole."""
