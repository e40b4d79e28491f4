"""One conversation with a provider: ask, send, read the answer, keep both in the journal.

A provider's own time, told with each answer, is what its requests are signed by and its answers are
judged by, where the computer's clock is wrong by more than a minute.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from app.base.clock import Clock
from app.base.errors import Refusal
from app.payments import redacting
from app.payments.attempts import Exchanged
from app.payments.channels.channel import Channel, Scanning, Showing
from app.payments.exchange import (
    Answer,
    Moment,
    NoAnswer,
    Order,
    Outcome,
    Refund,
    Request,
    Response,
    Undone,
    dead,
    their_time,
)
from app.payments.sending import Send, answer_to
from app.payments.wallets import Code

T = TypeVar("T")

CLOCK_SLACK = timedelta(minutes=1)
LONGEST_OFF = timedelta(days=366)  # a date beyond that is no clock


class Talk:
    """Speaks with every channel that there are keys for."""

    def __init__(self, channels: Mapping[str, Channel], send: Send, clock: Clock) -> None:
        self.channels = channels
        self._send = send
        self._clock = clock
        self._off: dict[str, timedelta] = {}
        self.reached: dict[str, bool] = {}  # whether its last answer came

    def channel(self, name: str) -> Channel:
        """Return a channel; raises Refusal for one that has no keys here."""
        found = self.channels.get(name)
        if found is None:
            raise Refusal("channel_unknown", channel=name)
        return found

    def pay(self, order: Order, channel: Channel, code: Code | None) -> tuple[Outcome, Exchanged]:
        """Ask for the money: by the customer's code, or for a QR code to show."""
        moment = self._moment(channel)
        if code is not None and isinstance(channel, Scanning):
            return self._asked(channel, channel.pay(order, code, moment), channel.read, (code,))
        return self.show(order, channel)

    def show(
        self, order: Order, channel: Channel, *, is_again: bool = False
    ) -> tuple[Outcome, Exchanged]:
        """Ask for a QR code; the same order has the same one."""
        if not isinstance(channel, Showing):
            return dead("this channel cannot do that", never_left=True), Exchanged()
        request = channel.show(order, self._moment(channel), is_again=is_again)
        return self._asked(channel, request, channel.read)

    def query(self, order: Order, channel: Channel) -> tuple[Outcome, Exchanged]:
        """Ask what became of an order."""
        return self._asked(channel, channel.query(order, self._moment(channel)), channel.read)

    def reverse(self, order: Order, channel: Channel) -> tuple[Undone, Exchanged]:
        """Ask for the end of an order."""
        request = channel.reverse(order, self._moment(channel))
        return self._asked(channel, request, channel.read_back)

    def refund(self, order: Order, refund: Refund, channel: Channel) -> tuple[Undone, Exchanged]:
        """Ask for money to go back."""
        request = channel.refund(order, refund, self._moment(channel))
        return self._asked(channel, request, channel.read_back)

    def refund_query(
        self, order: Order, refund: Refund, channel: Channel
    ) -> tuple[Undone, Exchanged]:
        """Ask what became of a refund."""
        request = channel.refund_query(order, refund, self._moment(channel))
        return self._asked(channel, request, channel.read_back)

    def now(self, channel: str) -> datetime:
        """Say what time it is at a provider."""
        return self._clock() + self._off.get(channel, timedelta())

    def _moment(self, channel: Channel) -> Moment:
        return Moment(now=self.now(channel.name), nonce=secrets.token_hex(16))

    def _asked(
        self,
        channel: Channel,
        request: Request,
        read: Callable[[Request, Answer, datetime], T],
        codes: tuple[Code, ...] = (),
    ) -> tuple[T, Exchanged]:
        answer = answer_to(request, self._send)
        self.reached[channel.name] = not isinstance(answer, NoAnswer)
        if isinstance(answer, Response):
            self._learn_time(channel.name, answer)
        told = read(request, answer, self.now(channel.name))
        exchanged = Exchanged(
            asked=redacting.asked(request, codes), answered=redacting.answered(answer, codes)
        )
        return told, exchanged

    def _learn_time(self, channel: str, answer: Response) -> None:
        theirs = their_time(answer)
        if theirs is None:
            return
        off = theirs - self._clock()
        self._off[channel] = off if CLOCK_SLACK < abs(off) < LONGEST_OFF else timedelta()
