"""The card terminal of a till: one transaction at a time, in a thread of its own.

Nothing here outlives the program: whoever asks for money writes its reference down first, and
after a restart asks for the last result by it.
"""

import itertools
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from app.base.errors import Refusal, Told
from devices import ports
from devices.terminal import conversation
from devices.terminal.conversation import Talk
from devices.terminal.framing import Frame, Heard, Reader
from devices.terminal.messages import Answer, Ask, Kind, must_be_ours
from devices.terminal.outcome import Approved, Declined, Outcome, Unknown, Waiting
from devices.terminal.simulator import SimTerminal
from devices.wire import Transport
from devices.worker import DeviceWorker, Direction, Health, Wire

LISTEN_S = 0.1
REST_S = 0.5  # between two looks for late news
MIDWAY_S = 0.5  # a frame that stops in its middle has lost a byte
SEND_S = 2.0
MOUTHFUL = 512
MOST_REMEMBERED = 100
MOST_WAITING = 4
HIDDEN = bytes.maketrans(b"0123456789", b"*" * 10)


class Terminal:
    """Starts and follows card payments; safe to ask from any thread, and quick.

    `told` hears every outcome that is not waiting any more, in the terminal's thread: also an
    unknown one that became known, and a late approval of what seemed declined.
    """

    def __init__(
        self, url: str, *, show: Callable[[Health], None], told: Callable[[Outcome], None]
    ) -> None:
        self._session = TerminalSession(told)
        self._worker: DeviceWorker[Ask] = DeviceWorker(
            "card terminal",
            url,
            self._session,
            show=show,
            queue_size=MOST_WAITING,
            open_wire=open_terminal,
        )

    def start(self) -> None:
        """Begin to look after it."""
        self._worker.start()

    def stop(self) -> None:
        """End; a payment that is under way becomes unknown."""
        self._worker.stop()

    @property
    def health(self) -> Health:
        """How the line is; digits of cards and amounts are hidden."""
        return self._worker.health

    def begin(self, reference: str, amount_fen: int) -> Outcome:
        """Have the customer pay; a reference that was used returns what is known of it.

        Raises Refusal while another payment is under way or in doubt: only the last one can be
        asked for, so a new one would make the doubt last for ever.
        """
        if amount_fen <= 0:
            raise Refusal("terminal_bad_reference", reference=f"{reference} {amount_fen}")
        return self._ask(Ask(kind=Kind.SALE, reference=reference, amount_fen=amount_fen))

    def void(self, reference: str, approved: Approved) -> Outcome:
        """Have a payment of today taken back, under a reference of its own; as `begin`."""
        return self._ask(
            Ask(
                kind=Kind.VOID,
                reference=reference,
                amount_fen=approved.amount_fen,
                original=approved.number,
            )
        )

    def poll(self, reference: str) -> Outcome | None:
        """Return what is known of a transaction; None where nobody asked for it here."""
        return self._session.known(reference)

    def last_result(self, reference: str, amount_fen: int, kind: Kind = Kind.SALE) -> Outcome:
        """Ask the terminal what became of it, and return Waiting; it is never charged again."""
        ask = Ask(kind=kind, reference=reference, amount_fen=amount_fen)
        return self._session.inquire(ask, self._worker.ask)

    def set_aside(self, reference: str) -> None:
        """Allow the next payment though this one is in doubt; it stays unknown."""
        self._session.set_aside(reference)

    def _ask(self, ask: Ask) -> Outcome:
        return self._session.begin(ask, self._worker.ask)


class TerminalSession:
    """What is said on a terminal's line; see `devices.worker.Session`."""

    away = "terminal_away"

    def __init__(
        self, told: Callable[[Outcome], None], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._told = told
        self._now = now
        self._lock = threading.Lock()
        self._talks: OrderedDict[str, Talk] = OrderedDict()  # by reference; waiting ones included
        self._inquiries: set[str] = set()  # waiting to be asked for, never to be charged
        self._aside: set[str] = set()
        self._active = ""  # the reference on the line now
        self._reader = Reader()
        self._heard_at = 0.0
        self._checks = itertools.count(7, 37)

    # -- from any thread

    def known(self, reference: str) -> Outcome | None:
        """Return what is known of a transaction."""
        with self._lock:
            talk = self._talks.get(reference)
            return talk.outcome if talk is not None else None

    def begin(self, ask: Ask, pass_on: Callable[[Ask], None]) -> Outcome:
        """Begin a transaction unless its reference was used or another one is in the way."""
        must_be_ours(ask.reference, ask.amount_fen)
        with self._lock:
            if (before := self._talks.get(ask.reference)) is not None:
                return before.outcome
            self._must_be_free()
            self._expect(ask)
        return self._pass(ask, pass_on)

    def inquire(self, ask: Ask, pass_on: Callable[[Ask], None]) -> Outcome:
        """Have it asked for, unless it is approved or under way."""
        must_be_ours(ask.reference, ask.amount_fen)
        with self._lock:
            known = self._talks.get(ask.reference)
            if known is not None and isinstance(known.outcome, Approved | Waiting):
                return known.outcome
            self._must_be_free(but=ask.reference)
            self._inquiries.add(ask.reference)
            before = known.before if known is not None else None
            self._expect(known.ask if known is not None else ask, before)
            ask = self._talks[ask.reference].ask
        return self._pass(ask, pass_on)

    def set_aside(self, reference: str) -> None:
        """Stop waiting for news of a doubtful one."""
        with self._lock:
            self._aside.add(reference)

    # -- in the worker's thread

    @property
    def idle_s(self) -> float:
        """Listen without a pause while somebody pays."""
        return 0.0 if self._active else REST_S

    def opened(self, wire: Wire) -> None:
        """Ask what became of a payment in which the line was cut."""
        self._reader.clear()
        wire.read(MOUTHFUL, 0)
        with self._lock:
            doubts = [it for it in self._talks.values() if self._is_in_doubt(it)]
        if doubts:
            self._inquire(wire, doubts[-1].ask, doubts[-1].before)

    def step(self, wire: Wire, request: Ask | None) -> None:
        """Begin what is asked for, or go on with what is under way."""
        if request is not None:
            with self._lock:
                is_inquiry = request.reference in self._inquiries
                self._inquiries.discard(request.reference)
                before = self._talks[request.reference].before
            if is_inquiry:
                self._inquire(wire, request, before)
            else:
                self._start(wire, *conversation.begin(request, self._now()))
            return
        self._listen(wire)

    def failed(self, request: Ask, told: Told) -> None:
        """Say of what never reached the line that nothing was charged."""
        with self._lock:
            talk = self._talks[request.reference]
            is_inquiry = request.reference in self._inquiries
            self._inquiries.discard(request.reference)
        if talk.is_over:  # it was cut, and is said to be unknown already
            return
        reference = request.reference
        outcome: Outcome = Declined(reference=reference, reason=told.code)
        if is_inquiry:
            outcome = Unknown(reference=reference, reason=told.code)
        self._keep(replace(talk, phase=conversation.Phase.OVER, outcome=outcome))

    def closed(self) -> None:
        """Whatever is under way is cut."""
        self._reader.clear()
        with self._lock:
            talk = self._talks.get(self._active)
        if talk is not None:
            self._keep(conversation.cut(talk, self._now()))

    def kept(self, _direction: Direction, data: bytes) -> bytes:
        """Hide every digit: a card number may come in two pieces."""
        return data.translate(HIDDEN)

    # -- how

    def _listen(self, wire: Wire) -> None:
        began = self._now()
        data = wire.read(MOUTHFUL, LISTEN_S)
        now = self._now()
        if data:
            self._heard_at = now
        elif self._reader.is_midway and now - self._heard_at > MIDWAY_S:
            self._reader.clear()
            wire.count(dropped=1)
        if not data and now - began < LISTEN_S / 2:
            time.sleep(LISTEN_S / 2)  # a line that never waits
        heard = self._reader.feed(data)
        wire.count(frames=sum(isinstance(it, Frame) for it in heard))
        with self._lock:
            talk = self._talks.get(self._active)
        if talk is None:
            self._hear_late(wire, heard)
            return
        talk, sends = conversation.run(talk, heard, now)
        self._keep(talk)
        for send in sends:
            wire.write_all(send, SEND_S)

    def _hear_late(self, wire: Wire, heard: list[Heard]) -> None:
        """Take news of what is over: an unknown one may become known, or paid after all."""
        for one in heard:
            answer = Answer.decode(one.data) if isinstance(one, Frame) else None
            if answer is None:
                continue
            wire.write_all(conversation.YES, SEND_S)
            with self._lock:
                talk = self._talks.get(answer.reference)
            if talk is not None:
                outcome = conversation.settle(talk.outcome, talk.ask, answer)
                self._keep(replace(talk, outcome=outcome))

    def _start(self, wire: Wire, talk: Talk, sends: list[bytes]) -> None:
        self._active = talk.ask.reference
        self._keep(talk)
        for send in sends:
            wire.write_all(send, SEND_S)

    def _inquire(self, wire: Wire, ask: Ask, before: str | None) -> None:
        talk, sends = conversation.inquire(ask, self._now(), before)
        self._start(wire, talk, sends)

    def _keep(self, talk: Talk) -> None:
        """Remember it, and tell what has become known."""
        reference = talk.ask.reference
        with self._lock:
            old = self._talks.get(reference)
            self._talks[reference] = talk
            if talk.is_over and self._active == reference:
                self._active = ""
        if not isinstance(talk.outcome, Waiting) and (old is None or old.outcome != talk.outcome):
            self._told(talk.outcome)

    def _expect(self, ask: Ask, before: str | None = None) -> None:
        check = f"{next(self._checks) % 1000:03}"
        now = self._now()
        talk, _ = conversation.inquire(replace(ask, check=check), now, before)
        self._talks[ask.reference] = talk
        self._talks.move_to_end(ask.reference)
        while len(self._talks) > MOST_REMEMBERED:
            self._talks.popitem(last=False)

    def _pass(self, ask: Ask, pass_on: Callable[[Ask], None]) -> Outcome:
        with self._lock:
            ask = self._talks[ask.reference].ask
        try:
            pass_on(ask)
        except Refusal as told:
            self.failed(ask, told)
        known = self.known(ask.reference)
        assert known is not None
        return known

    def _must_be_free(self, but: str = "") -> None:
        for reference, talk in self._talks.items():
            if reference == but:
                continue
            if not talk.is_over:
                raise Refusal("terminal_busy")
            if self._is_in_doubt(talk):
                raise Refusal("terminal_doubt", reference=reference)

    def _is_in_doubt(self, talk: Talk) -> bool:
        return talk.is_doubtful and talk.ask.reference not in self._aside


def open_terminal(url: str) -> Transport:
    """Open a terminal's line, or one to the simulated terminal of this name in this process."""
    parts = urlsplit(url)
    if parts.scheme == "sim":
        return SimTerminal.named(parts.netloc).wire()
    return ports.open_url(url)
