"""The thread that works a queue of print jobs: one printer and those that stand in for it.

A job goes to another printer only when nothing of it has left. One that left without an answer
stays with its printer: the line is kept and listened to, for with new paper it may still come out.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, Full, Queue

from app.base.errors import Refusal, Told, Trouble
from devices import drawer, line
from devices.drawer import DrawerState, Sense
from devices.line import Capability, Line, Silent
from devices.printer import Done, Outcome, Work
from devices.wire import CutOff, Unsent

log = logging.getLogger(__name__)

PAUSES_S = (1.0, 2.0, 5.0, 9.0)  # a printer is found again within ten seconds
HELD_LOOK_S = 0.5  # between two looks at a printer that owes an answer
MUTE_S = 5.0  # then a printer that owes an answer and says nothing is given up
READY_S = 6.0  # then one that could print and does not say that it did
KICK_S = 5.0  # a drawer that opens later opens for nobody
MOST_KICKS = 4
DRAWER_LOOK_S = 1.0


def _nothing() -> None:
    """Do nothing first."""


@dataclass(slots=True)
class _Held:
    """A job that left without an answer, and the line on which one may still come."""

    job: str
    line: Line
    heard_at: float
    ready_at: float | None = None


@dataclass(slots=True)
class _Station:
    """One printer of the group: how it is doing, and what it still owes."""

    url: str
    capability: Capability = field(default_factory=Capability)
    failures: int = 0
    due_at: float = 0.0  # not to be tried earlier
    held: _Held | None = None


@dataclass(frozen=True, slots=True)
class _Kick:
    data: bytes
    at_once: bytes
    told: Callable[[Told | None], None]
    before: Callable[[], None]
    until: float


class PrinterWorker(threading.Thread):
    """Works the queue of one printer, and of those that stand in for it, in its own thread.

    `take` returns the next job or None; `tell` hears what became of each, perhaps twice: an
    answer may come late. `show` hears the trouble of the moment, or None when all is well;
    `drawer` hears when a drawer whose wire is read opens, stays open and closes. All are called
    in this thread.
    """

    def __init__(
        self,
        url: str,
        take: Callable[[], Work | None],
        tell: Callable[[str, Done], None],
        show: Callable[[Told | None], None],
        *,
        backups: Sequence[str] = (),
        sense: Sense = Sense.UNKNOWN,
        alarm_s: float = drawer.ALARM_S,
        drawer: Callable[[DrawerState], None] | None = None,
    ) -> None:
        super().__init__(name="printer", daemon=True)
        self._stations = [_Station(it) for it in dict.fromkeys((url, *backups))]
        self._home = self._stations[0]  # where the drawer is plugged in
        self._take = take
        self._tell = tell
        self._show = show
        self._watch = _make_watch(sense, alarm_s, drawer)
        self._nudge = threading.Event()
        self._stopping = False
        self._wanted: str | None = None  # the printer that somebody chose
        self._kicks: Queue[_Kick] = Queue(MOST_KICKS)
        self._trips = 0  # mistakes of ours, and a database that is away
        self._owed: tuple[str, Done] | None = None  # an outcome that is not recorded yet
        self._shown: str | None = ""  # neither a trouble nor none: nothing was shown so far

    # -- from any thread

    def wake(self) -> None:
        """Look at the queue now."""
        self._nudge.set()

    def retry(self, url: str = "") -> None:
        """Try again at once, and from now on first at this printer of the group."""
        self._wanted = url or self._wanted
        for station in self._stations:
            station.due_at = 0.0
        self._nudge.set()

    def kick(
        self,
        data: bytes,
        told: Callable[[Told | None], None],
        before: Callable[[], None] = _nothing,
        at_once: bytes = b"",
    ) -> None:
        """Open the drawer that the first printer drives; `told` hears None once the bytes left.

        One that waits for paper opens it with what it does `at_once`, past all that it holds.
        What must be on record `before` is done in this thread, and without it nothing opens. It is
        not tried again: a drawer must not spring open when nobody stands by.
        """
        try:
            self._kicks.put_nowait(
                _Kick(data, at_once or data, told, before, time.monotonic() + KICK_S)
            )
        except Full:
            told(Trouble("drawer_by_printer"))
        self._nudge.set()

    def stop(self, timeout_s: float = 30.0) -> None:
        """Finish the present job and end."""
        self._stopping = True
        self._nudge.set()
        if self.is_alive():
            self.join(timeout_s)

    @property
    def urls(self) -> tuple[str, ...]:
        """The printers of the group, the one that is tried first at the head."""
        return tuple(station.url for station in self._in_turn())

    # -- in this thread

    def run(self) -> None:
        """Print whatever waits; while a printer is away, try again ever more rarely."""
        while not self._stopping:
            self._nudge.clear()
            self._guarded(self._work)
            self._nudge.wait(self._pause())
        for station in self._stations:
            self._release(station)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Told as told:  # the database is away: the jobs are safe in it
            self._trip(told)
        except Exception:  # the top of a thread: a bug here must not end printing for the day
            log.exception("printing failed in a way that nobody foresaw")
            self._trips += 1
        else:
            self._trips = 0

    def _work(self) -> None:
        self._pay_up()
        self._open_drawer()
        for station in self._stations:
            self._listen(station)
        while not self._stopping and self._ready() and (work := self._take()) is not None:
            self._open_drawer()
            self._print(work)
        self._look_after()

    def _print(self, work: Work) -> None:
        """Send a job to the first printer that takes it; the next ones while nothing has left."""
        done = Done(Outcome.NOTHING_SENT, Trouble("printer_busy"))
        for station in self._ready():
            done = self._try(station, work)
            if done.outcome is not Outcome.NOTHING_SENT:
                break
        self._owed = work.job, done
        self._pay_up()
        self._show_state(done.trouble)

    def _try(self, station: _Station, work: Work) -> Done:
        kept: Line | None = None
        try:
            it = kept = Line.open(station.url, station.capability)
            line.must_be_ready(it, acknowledges=work.acknowledges)
            said = line.deliver(it, work.data, acknowledges=work.acknowledges, watch=self._hint)
        except (Unsent, Refusal) as told:
            return self._fail(station, Done(Outcome.NOTHING_SENT, told, station.url))
        except Silent as told:
            assert kept is not None
            station.held = _Held(work.job, kept, time.monotonic())
            kept = None
            return self._fail(station, Done(Outcome.CUT_OFF, told, station.url))
        except CutOff as told:
            return self._fail(station, Done(Outcome.CUT_OFF, told, station.url))
        finally:
            if kept is not None:
                kept.close()
        self._succeed(station)
        return Done(Outcome.ACKNOWLEDGED if said else Outcome.ALL_SENT, None, station.url)

    def _listen(self, station: _Station) -> None:
        """Hear whether a job that left came out after all, and what its printer lacks."""
        held = station.held
        if held is None:
            return
        try:
            if held.line.acknowledged(0):
                self._owed = held.job, Done(Outcome.ACKNOWLEDGED, None, station.url)
                self._release(station)
                self._succeed(station)
                self._pay_up()
                self._show_state(None)
            elif self._is_given_up(held):
                self._release(station)
        except (CutOff, Unsent) as told:  # the line is over: only a person can say what came out
            log.info("printer %s: %s", station.url, told)
            self._release(station)

    def _is_given_up(self, held: _Held) -> bool:
        now = time.monotonic()
        if held.line.look():
            held.heard_at = now
            if told := held.line.trouble:
                held.ready_at = None
                self._hint(Trouble(line.midway(told.code), **told.values))
                return False
            held.ready_at = held.ready_at or now
            return now - held.ready_at > READY_S
        return now - held.heard_at > MUTE_S

    def _look_after(self) -> None:
        """Between jobs, see whether a printer is back, and whether the drawer is shut."""
        for station in self._stations:
            if station.failures and station.held is None and self._is_due(station):
                self._check(station)
        if self._watch is not None and self._watch.is_watching:
            self._watch.see(self._drawer_level(), time.monotonic())

    def _check(self, station: _Station) -> None:
        try:
            with contextlib.closing(Line.open(station.url, station.capability)) as it:
                line.must_be_ready(it, acknowledges=False)
        except (Unsent, CutOff, Refusal) as told:
            self._fail(station, Done(Outcome.NOTHING_SENT, told))
            self._show_state(told)
        else:
            self._succeed(station)
            self._show_state(None)
            self._nudge.set()  # what waited for it

    # -- the drawer

    def _open_drawer(self) -> None:
        with contextlib.suppress(Empty):
            while True:
                self._do_kick(self._kicks.get_nowait())

    def _do_kick(self, kick: _Kick) -> None:
        try:
            if time.monotonic() > kick.until:
                raise Unsent("drawer_by_printer")
            kick.before()
            held = self._home.held
            if held is not None:
                held.line.write(kick.at_once, line.ASK_S)
            else:
                with contextlib.closing(Line.open(self._home.url)) as it:
                    it.write(kick.data, line.ASK_S)
                    it.finish()
        except Told as told:
            log.warning("the drawer stays shut: %s", told)
            kick.told(Trouble("drawer_by_printer"))
        else:
            kick.told(None)
            if self._watch is not None:
                self._watch.kicked(time.monotonic())

    def _drawer_level(self) -> bool | None:
        held = self._home.held
        try:
            if held is not None:
                return held.line.status.drawer_level
            with contextlib.closing(Line.open(self._home.url, self._home.capability)) as it:
                return it.ask_drawer()
        except Told:
            return None

    # -- keeping count

    def _pay_up(self) -> None:
        """Tell what became of the last job, again until it is heard: it must not be guessed."""
        if self._owed:
            try:
                self._tell(*self._owed)
            except Told:  # the disk is full, say: tell it again
                raise
            except Exception:
                self._owed = None  # it will never be heard, and must not stop the others
                raise
            self._owed = None

    def _in_turn(self) -> list[_Station]:
        return sorted(self._stations, key=lambda it: it.url != self._wanted)

    def _ready(self) -> list[_Station]:
        return [it for it in self._in_turn() if it.held is None and self._is_due(it)]

    def _is_due(self, station: _Station) -> bool:
        return station.due_at <= time.monotonic()

    def _fail(self, station: _Station, done: Done) -> Done:
        if not station.failures:
            log.warning("printer %s: %s", station.url, done.trouble)
        station.failures += 1
        station.due_at = time.monotonic() + PAUSES_S[min(station.failures, len(PAUSES_S)) - 1]
        return done

    def _succeed(self, station: _Station) -> None:
        if station.failures:
            log.info("printer %s is back", station.url)
        station.failures, station.due_at = 0, 0.0

    def _trip(self, told: Told) -> None:
        if not self._trips:
            log.warning("printing: %s", told)
        self._trips += 1
        self._hint(told)

    def _release(self, station: _Station) -> None:
        if station.held is not None:
            station.held.line.close()
            station.held = None

    def _show_state(self, trouble: Told | None) -> None:
        """Show what is wrong, or that another printer does it instead."""
        ailing = [it for it in self._in_turn() if it.failures]
        if not ailing:
            self._hint(None)
        elif trouble is not None:
            self._hint(trouble)
        elif (well := next((it for it in self._in_turn() if not it.failures), None)) is not None:
            self._hint(Trouble("printer_stands_in", url=well.url, away=ailing[0].url))

    def _hint(self, told: Told | None) -> None:
        said = None if told is None else str(told)
        if said != self._shown:
            self._shown = said
            self._show(told)

    def _pause(self) -> float | None:
        now = time.monotonic()
        pauses = [max(0.0, it.due_at - now) for it in self._stations if it.failures and not it.held]
        if any(it.held for it in self._stations):
            pauses.append(HELD_LOOK_S)
        if self._trips or self._owed:
            pauses.append(PAUSES_S[min(max(self._trips, 1), len(PAUSES_S)) - 1])
        if self._watch is not None and self._watch.is_watching:
            pauses.append(DRAWER_LOOK_S)
        return min(pauses, default=None)


def _make_watch(
    sense: Sense, alarm_s: float, tell: Callable[[DrawerState], None] | None
) -> "drawer.Watch | None":
    return drawer.Watch(sense, alarm_s, tell) if sense is not Sense.UNKNOWN and tell else None
