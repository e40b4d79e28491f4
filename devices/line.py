"""A conversation with one printer over an open wire: a job, questions, and its answers."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from app.base.errors import Trouble
from devices import status
from devices.status import Answer, InTurn, Reader, RealTime, Status, Unasked
from devices.transport import open_url
from devices.wire import CutOff, Transport, Unsent

SLOWEST_BYTES_S = 800  # a serial line at 9600 baud
PATIENCE_S = 10.0  # for an answer to the end of a job, beside the time that its bytes take
FINISH_S = 1.0  # for the last bytes to leave, or for a reset to arrive
ASK_S = 1.0
FIRST_ASK_S = 0.3  # of a make of which we do not know that it answers
LOOK_S = 1.0  # between two questions while an answer is awaited
MOUTHFUL = 4096
ASKED_BEFORE = (status.PAPER, status.OFFLINE, status.ERROR)  # beside DLE EOT 1
MIDWAY = {"printer_no_paper", "printer_cover_open", "printer_offline"}  # it may go on by itself

Watcher = Callable[[Trouble | None], None]


class Silent(CutOff):
    """Everything left and nothing came back, but the line still stands: it may yet answer."""


@dataclass(slots=True)
class Capability:
    """Which questions (the n of DLE EOT) a printer answered so far, and which it did not."""

    answered: set[int] = field(default_factory=set)
    unanswered: set[int] = field(default_factory=set)
    acknowledges: bool | None = None  # whether it answers GS r

    @property
    def talks(self) -> bool:
        """Whether it ever answered anything."""
        return bool(self.answered) or self.acknowledges is True


class Line:
    """An open wire to one printer; what the printer says of itself gathers in `status`."""

    def __init__(self, url: str, wire: Transport, capability: Capability | None = None) -> None:
        self.url = url
        self.status = Status()
        self.capability = capability or Capability()
        self._wire = wire
        self._reader = Reader()
        self._acknowledgements: deque[InTurn] = deque()

    @classmethod
    def open(cls, url: str, capability: Capability | None = None) -> Self:
        """Open the line to the printer at this URL; raises Unsent, or Refusal for a wrong URL."""
        return cls(url, open_url(url), capability)

    @property
    def answers(self) -> bool:
        """Whether anything can come back on this wire."""
        return self._wire.answers

    @property
    def is_noisy(self) -> bool:
        """Whether bytes came that no printer of ours says: nothing it says can be believed."""
        return self._reader.noise > 0

    @property
    def trouble(self) -> Trouble | None:
        """Why it cannot print, as far as it has said."""
        code = self.status.trouble
        return Trouble(code, url=self.url) if code else None

    def close(self) -> None:
        """Let go of the printer."""
        self._wire.close()

    def write(self, data: bytes, deadline_s: float) -> None:
        """Send bytes as they are; raises Unsent or CutOff."""
        self._wire.write_all(data, deadline_s)

    def ask(self, number: int, patience_s: float | None = None) -> bool:
        """Ask DLE EOT n and learn from the answer; return False when none came in time."""
        self.listen(0)  # what was said before is no answer to this
        self._wire.write_all(status.question(number), ASK_S)
        heard = self._hear(RealTime, ASK_S if patience_s is None else patience_s)
        if isinstance(heard, RealTime):
            self.status = self.status.after(heard.read(number))
            self.capability.answered.add(number)
            self.capability.unanswered.discard(number)
        return heard is not None

    def look(self, patience_s: float | None = None) -> bool:
        """Ask all that this printer answers; return False when it says nothing now."""
        if not self.ask(status.PRINTER, patience_s):
            return False
        for number in ASKED_BEFORE:
            if number in self.capability.unanswered or self.ask(number, patience_s):
                continue
            if not self.ask(status.PRINTER, patience_s):
                return False  # it went away meanwhile
            self.capability.unanswered.add(number)
        return True

    def echo(self, deadline_s: float | None = None) -> bool:
        """Send GS r 1 and say whether it is answered, which is when all before it is printed."""
        self._wire.write_all(status.ACKNOWLEDGE, ASK_S)
        said = self.acknowledged(ASK_S if deadline_s is None else deadline_s)
        self.capability.acknowledges = said
        return said

    def ask_drawer(self) -> bool | None:
        """Return the level of the drawer's wire (pin 3), by DLE EOT 1 or else GS r 2."""
        if not self.ask(status.PRINTER):
            self.forget()
            self._wire.write_all(status.ASK_DRAWER, ASK_S)
            heard = self._hear(InTurn, ASK_S)
            if isinstance(heard, InTurn):
                self.status = self.status.after(heard.read_drawer())
        return self.status.drawer_level

    def forget(self) -> None:
        """Begin anew: whatever acknowledged something until now was not asked by what comes."""
        self.listen(0)
        self._acknowledgements.clear()

    def acknowledged(self, deadline_s: float) -> bool:
        """Say whether the answer to a GS r came, waiting this long.

        It is believed of a clean line only, and of a printer that still says how it is if it did
        before: one that is switched off may send a zero. Raises CutOff when the line is over, or
        when what comes is not a printer's.
        """
        if not self._acknowledgements:
            self._hear(InTurn, deadline_s)
        if self.is_noisy:
            raise CutOff("printer_garbled", url=self.url)
        if not self._acknowledgements:
            return False
        self.status = self.status.after(self._acknowledgements.popleft().read_paper())
        return not self.capability.answered or self.ask(status.PRINTER)

    def listen(self, deadline_s: float) -> None:
        """Learn from what comes unasked."""
        self._hear(None, deadline_s)

    def finish(self, deadline_s: float = FINISH_S) -> None:
        """Wait for the last byte to leave; raises CutOff."""
        self._wire.finish(deadline_s)

    def _hear(self, kind: type[Answer] | None, patience_s: float) -> Answer | None:
        """Take in what comes until an answer of this kind does, or the time is over."""
        if not self._wire.answers:
            return None
        ends = time.monotonic() + patience_s
        while True:
            left_s = max(0.0, ends - time.monotonic())
            found = self._take_in(self._wire.read(MOUTHFUL, left_s), kind)
            if found is not None or not left_s:
                return found

    def _take_in(self, some: bytes, kind: type[Answer] | None) -> Answer | None:
        found: Answer | None = None
        for answer in self._reader.feed(some):
            if isinstance(answer, Unasked):
                self.status = self.status.after(answer.read())
            elif isinstance(answer, InTurn):
                self._acknowledgements.append(answer)
            if kind is not None and isinstance(answer, kind):
                found = answer
        return found


def must_be_ready(line: Line, *, acknowledges: bool) -> None:
    """Raise Unsent unless the printer can print, as far as it says.

    One that never answers may print all the same; one that promised answers, or gave some before,
    and is silent now would swallow the job.
    """
    if not line.answers:
        return
    try:
        code = _unready(line, acknowledges=acknowledges)
    except CutOff as told:  # nothing of the job has left yet
        if told.code == "printer_garbled":
            raise Unsent(told.code, **told.values) from told
        why = told.values.get("why", "the line was closed")
        raise Unsent("printer_away", url=line.url, why=why) from told
    if code:
        raise Unsent(code, url=line.url)


def _unready(line: Line, *, acknowledges: bool) -> str:
    """Return our word for why this printer would not print; empty when it would."""
    known = line.capability
    is_mute = status.PRINTER in known.unanswered
    if is_mute and not (acknowledges or known.talks):
        return ""
    hears = not is_mute and line.look(ASK_S if acknowledges or known.talks else FIRST_ASK_S)
    if line.is_noisy and acknowledges:
        return "printer_garbled"
    if hears:
        return line.status.trouble
    if acknowledges and line.echo():
        known.unanswered.add(status.PRINTER)
        return ""
    if acknowledges or known.talks:
        return "printer_mute"
    known.unanswered.add(status.PRINTER)
    return ""


def deliver(line: Line, data: bytes, *, acknowledges: bool, watch: Watcher) -> bool:
    """Send a job that the printer is ready for; return whether it acknowledged it.

    Raises Unsent, CutOff, or Silent when an answer may still come; `watch` hears meanwhile what
    the printer lacks.
    """
    deadline_s = PATIENCE_S + len(data) / SLOWEST_BYTES_S
    if line.answers:
        _forget(line)
    line.write(data, deadline_s)
    if acknowledges and line.answers:
        _await_acknowledgement(line, deadline_s, watch)
        return True
    if line.capability.answered and line.answers and not line.is_noisy:
        _await_any_answer(line, deadline_s)
    else:
        line.finish(deadline_s)
    return False


def _forget(line: Line) -> None:
    try:
        line.forget()
    except CutOff as told:
        why = told.values.get("why", "the line was closed")
        raise Unsent("printer_away", url=line.url, why=why) from told


def _await_acknowledgement(line: Line, deadline_s: float, watch: Watcher) -> None:
    ends = time.monotonic() + deadline_s
    while (left_s := ends - time.monotonic()) > 0:
        if line.acknowledged(min(LOOK_S, left_s)):
            return
        if line.capability.answered:
            line.look()
            watch(line.trouble)
            if told := line.trouble:
                raise Silent(midway(told.code), url=line.url)
    raise Silent("printer_silent", url=line.url)


def _await_any_answer(line: Line, deadline_s: float) -> None:
    """Ask once more behind the job: who answers has read it all, for bytes keep their order."""
    ends = time.monotonic() + deadline_s
    while not line.look():
        if time.monotonic() > ends:
            raise Silent("printer_silent", url=line.url)
    if told := line.trouble:
        raise Silent(midway(told.code), url=line.url)


def midway(code: str) -> str:
    """Say of a trouble that it came in the middle of a job."""
    return f"{code}_midway" if code in MIDWAY else code
