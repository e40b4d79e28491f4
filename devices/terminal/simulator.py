"""A card terminal that is not there: it charges as it is told, and can fail in every way.

As a process: ``python -m devices.terminal.simulator --port 4020 --fault lost_answer``.
"""

import argparse
import contextlib
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from devices.serving import TcpServed
from devices.terminal.framing import ACK, NAK, Frame, Reader, Sign, frame
from devices.terminal.messages import Answer, Ask, Code, Kind
from devices.wire import CutOff

CARD = "621483******4417"
SHORT_OF_MONEY = "51"  # the declining code of ISO 8583 for insufficient funds
LATE_S = 10.0
MIDWAY_S = 0.5
GARBAGE = b"\x02\x00\x15\xff\x06\x02\x13\x99"


class Fault(StrEnum):
    """How it misbehaves, once for each time it is told to."""

    NO_ACK = "no_ack"  # it works, but the ACK is lost
    DEAF = "deaf"  # a frame never arrives
    NAK = "nak"  # it did not understand
    LATE = "late"  # the answer takes long
    LOST_ANSWER = "lost_answer"  # it charges, the answer is lost
    RESTART = "restart"  # it restarts before it charges
    RESTART_CHARGED = "restart_charged"  # it restarts once it has charged
    GARBAGE = "garbage"  # noise before an answer
    TWICE = "twice"  # an answer comes twice
    DECLINE = "decline"
    WRONG_AMOUNT = "wrong_amount"


@dataclass(slots=True)
class _Doing:
    """What the customer is at."""

    ask: Ask
    ends: float
    fault: Fault | None


class SimTerminal:
    """Charges for each request it begins; `journal` is what the bank knows. For any thread."""

    named_ones: ClassVar[dict[str, "SimTerminal"]] = {}

    def __init__(self, customer_s: float = 0.2) -> None:
        self.customer_s = customer_s
        self.faults: list[Fault] = []  # the next frame or answer takes the first that fits
        self.is_away = False
        self.journal: list[Answer] = []
        self._lock = threading.RLock()
        self._reader = Reader()
        self._heard_at = 0.0
        self._doing: _Doing | None = None
        self._says = bytearray()

    @classmethod
    def named(cls, name: str) -> "SimTerminal":
        """Return the terminal of this name in this process."""
        return cls.named_ones.setdefault(name, cls())

    def charges(self, reference: str) -> int:
        """Count how often money was taken for this."""
        return sum(
            it.code == Code.APPROVED and it.reference == reference and it.kind is Kind.SALE
            for it in self.journal
        )

    def hear(self, data: bytes, now: float) -> None:
        """Take in what the till sends."""
        with self._lock:
            if now - self._heard_at > MIDWAY_S:
                self._reader.clear()  # a frame that stopped in its middle
            self._heard_at = now
            for one in self._reader.feed(data):
                if one is Sign.BROKEN:
                    self._says.append(NAK)
                elif isinstance(one, Frame):
                    self._obey(one, now)

    def say(self, now: float) -> bytes:
        """Return what it sends by this moment."""
        with self._lock:
            if self._doing is not None and now >= self._doing.ends:
                self._finish(self._doing)
            data = bytes(self._says)
            self._says.clear()
            return data

    def wire(self) -> "SimTerminalWire":
        """Return a line to it."""
        return SimTerminalWire(self)

    def _obey(self, one: Frame, now: float) -> None:
        if self._fails(Fault.DEAF):
            return
        ask = Ask.decode(one.data)
        if ask is None or self._fails(Fault.NAK):
            self._says.append(NAK)
            return
        if not self._fails(Fault.NO_ACK):
            self._says.append(ACK)
        if ask.kind is Kind.LAST:
            self._tell_last(ask)
        elif self._doing is None:
            self._begin(ask, now)

    def _begin(self, ask: Ask, now: float) -> None:
        fault = next((it for it in self.faults if it in LATER), None)
        if fault is not None:
            self.faults.remove(fault)
        if fault is Fault.RESTART:
            return
        takes_s = LATE_S if fault is Fault.LATE else self.customer_s
        self._doing = _Doing(ask, now + takes_s, fault)

    def _finish(self, doing: _Doing) -> None:
        self._doing = None
        ask, fault = doing.ask, doing.fault
        answer = Answer(
            code=SHORT_OF_MONEY if fault is Fault.DECLINE else Code.APPROVED,
            kind=ask.kind,
            reference=ask.reference,
            amount_fen=ask.amount_fen + (fault is Fault.WRONG_AMOUNT),
            number=f"{260_000_000_000 + len(self.journal)}",
            voucher=f"{len(self.journal) + 1:06}",
            bank="0308",
            card=CARD,
            text="余额不足" if fault is Fault.DECLINE else "交易成功",
            check=ask.check,
        )
        self.journal.append(answer)
        if fault not in {Fault.LOST_ANSWER, Fault.RESTART_CHARGED}:
            self._answer(answer)

    def _tell_last(self, ask: Ask) -> None:
        if self._doing is not None:
            doing = self._doing.ask
            last = Answer(code=Code.WORKING, kind=doing.kind, reference=doing.reference)
        elif self.journal:
            last = self.journal[-1]
        else:
            last = Answer(code=Code.NOTHING, kind=Kind.LAST)
        fields = {name: getattr(last, name) for name in last.widths}
        self._answer(Answer(**(fields | {"check": ask.check})))

    def _answer(self, answer: Answer) -> None:
        if self._fails(Fault.GARBAGE):
            self._says += GARBAGE
        self._says += frame(answer.encode()) * (2 if self._fails(Fault.TWICE) else 1)

    def _fails(self, fault: Fault) -> bool:
        if self.faults and self.faults[0] is fault:
            del self.faults[0]
            return True
        return False


LATER = {
    Fault.LATE, Fault.LOST_ANSWER, Fault.RESTART, Fault.RESTART_CHARGED, Fault.DECLINE,
    Fault.WRONG_AMOUNT,
}  # fmt: skip


class SimTerminalWire:
    """The till's end of the line; see `devices.wire.Transport`."""

    answers = True

    def __init__(self, terminal: SimTerminal, now: Callable[[], float] = time.monotonic) -> None:
        self._terminal = terminal
        self._now = now
        self._unread = bytearray()

    def write_all(self, data: bytes, _deadline_s: float) -> None:
        """Say it to the terminal."""
        self._must_be_there()
        self._terminal.hear(data, self._now())

    def read(self, count: int, deadline_s: float) -> bytes:
        """Return what it says, waiting for it."""
        ends = time.monotonic() + deadline_s
        while True:
            self._must_be_there()
            self._unread += self._terminal.say(self._now())
            if self._unread or time.monotonic() >= ends:
                break
            time.sleep(min(0.01, max(0.0, ends - time.monotonic())))
        some = bytes(self._unread[:count])
        del self._unread[:count]
        return some

    def finish(self, _deadline_s: float) -> None:
        """Have nothing to wait for."""

    def close(self) -> None:
        """Hang up."""

    def _must_be_there(self) -> None:
        if self._terminal.is_away:
            raise CutOff("printer_cut_off", url="sim://terminal", why="unplugged")


def main() -> int:
    """Serve a terminal until interrupted."""
    parser = argparse.ArgumentParser(prog="devices.terminal.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=4020)
    parser.add_argument("--customer-s", type=float, default=3.0)
    parser.add_argument("--fault", action="append", type=Fault, default=[], choices=list(Fault))
    args = parser.parse_args()
    terminal = SimTerminal(args.customer_s)
    terminal.faults = list(args.fault)
    with TcpServed(terminal.wire, args.port) as served, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"{served.url}\n")
        sys.stdout.flush()
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
