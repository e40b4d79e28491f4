"""Taking payments so that each ends in exactly one charge, or in none.

What is about to be sent is on the disk before its first byte leaves. What is not proven is asked
about again and again: by its own number, never by sending it anew. A customer who has had their
time is given up: reversed, and asked about until that is proven. Money that comes when nobody waits
for it any more goes back. What cannot be proven in ten minutes is told to a person.

Every public method but `query` and `wait` returns at once; what happens later is told to those who
`listen`, from a thread of the hub.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from sqlalchemy import Connection

from app.base.money import Money
from app.payments.attempt import Attempt, OrderNo
from app.payments.exchange import Refund
from app.payments.refunds import Returning
from app.payments.wallets import Code

log = logging.getLogger(__name__)

SUBJECT = "购物"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Money that is asked for: the attempt as the till minted it, and all that its sale may take.

    An attempt without a channel lets the hub choose one. `due` is the bill with every part that was
    paid through channels already; `subject` is what the customer reads in their wallet.
    """

    attempt: Attempt
    due: Money
    subject: str = SUBJECT
    ip: str = "127.0.0.1"
    lasts_s: float = 0.0  # a QR code's life, as a pay link has one; 0 for as long as a screen waits


class News(StrEnum):
    """Why somebody is told."""

    MOVED = "moved"
    SHOWN = "shown"  # there is a QR code to show
    ASKED = "asked"  # the provider was asked and nothing changed
    WAITS = "waits"  # it is asked again in `next_s`
    ESCALATED = "escalated"  # a person must look: say number and reference
    DISPUTED = "disputed"  # the provider contradicts what was final
    REFUND = "refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What has just become known of an attempt; it is on the disk already."""

    news: News
    attempt: Attempt
    shows: str = ""  # the text of a QR code
    returning: Returning | None = None
    next_s: float | None = None  # until it is asked about again
    left_s: float = 0.0  # that the customer still has
    asked: int = 0  # how often the provider was asked since it was sent


Listener = Callable[[Update], None]
Also = Callable[[Connection], None]


def nothing_else(_: Connection) -> None:
    """Do nothing more."""


@runtime_checkable
class Hub(Protocol):
    """What takes payments: here, or at HQ."""

    def listen(self, listener: Listener) -> None:
        """Tell this one, too; it is called from a thread of the hub and must be quick."""

    def pay(self, charge: Charge, code: Code) -> Attempt:
        """Take money by the customer's code. Raises Refusal while other money is unproven."""

    def show_qr(self, charge: Charge) -> Attempt:
        """Make a QR code that the customer scans; it comes as news."""

    def query(self, number: OrderNo) -> Attempt:
        """Ask the provider now, in this thread; raises Refusal for a number that is not ours."""

    def ask(self, number: OrderNo) -> None:
        """Ask the provider as soon as a thread is free; the answer comes as news."""

    def reverse(self, number: OrderNo) -> Attempt:
        """Give an attempt up: it ends dead, or its money goes back."""

    def refund(self, number: OrderNo, refund: Refund) -> Returning:
        """Give money of a paid attempt back; the same number on every try."""

    def go_on(self, number: OrderNo) -> None:
        """Give back what is written down to go back of an attempt."""

    def release(
        self, number: OrderNo, *, by: str, reason: str, also: Also = nothing_else
    ) -> Attempt:
        """Let the goods go as if it were paid, as a manager decides; a person looks into it.

        `also` is done in the same transaction. Raises Refusal for what is final or given up.
        """

    def state(self, number: OrderNo) -> Attempt | None:
        """Return what is known, without asking anybody."""

    def shown(self, number: OrderNo) -> str:
        """Return the text of the QR code of an attempt, "" while there is none."""

    def wait(self, number: OrderNo, timeout_s: float) -> Attempt | None:
        """Return the attempt once it is final or escalated, or what it is when time is up."""


class Ears:
    """Those who want to know; one that fails keeps nobody else from hearing."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._heard = threading.Condition()

    def add(self, listener: Listener) -> None:
        """Tell this one, too."""
        self._listeners.append(listener)

    def tell(self, update: Update) -> None:
        """Tell everybody, and wake whoever waits."""
        for listener in tuple(self._listeners):
            try:
                listener(update)
            except Exception:  # a screen's mistake must not stop a payment
                log.exception("somebody who listens to payments failed")
        with self._heard:
            self._heard.notify_all()

    def wait(self, is_so: Callable[[], bool], timeout_s: float) -> bool:
        """Wait until something is so, as far as news can make it so."""
        with self._heard:
            return self._heard.wait_for(is_so, timeout_s)
