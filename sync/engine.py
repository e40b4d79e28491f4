"""The sync rounds: push what waits, pull what is new, at our own pace, from one thread.

There is no flag that says "online": every round simply tries, and its outcome is told.
"""

import contextlib
import hashlib
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from app.base.errors import Refusal, Told, Trouble
from app.storage import cursors, lock, outbox
from app.storage.outbox import Depth
from app.till import Till
from sync.client import Busy, HqClient
from sync.handshake import greet
from sync.pull import FEED, pull_news
from sync.push import NOTHING, Pushed, push_once

log = logging.getLogger(__name__)

LONGEST_PAUSE_S = 300.0
ANOTHER_SENDER = "another_sender"
MOST_IN_VAIN = 2
LOCK_TRIES = 60  # of half a second each: another sender finishes its round meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a screen shows: how much waits, whether HQ answered, and why not."""

    depth: Depth
    is_online: bool
    trouble: Told | None = None
    catalogue_changed: int = 0
    catalogue_version: int = 0
    last_contact: datetime | None = None


def drain(
    till: Till, hq: HqClient, folder: Path, tell: Callable[[Pushed], None] = lambda _: None
) -> int:
    """Send everything that waits and pull what is new; return how many facts were settled.

    Progress is kept batch by batch. Raises Trouble when HQ is away, Refusal when another
    program goes on sending for half a minute.
    """
    settled = 0
    with contextlib.closing(_sender(folder)):
        last = NOTHING
        for pushed in _pushes(till, hq):
            settled += pushed.settled
            tell(pushed)
            last = pushed
        pull_news(till.shop, hq, last.feeds)
    return settled


def _pushes(till: Till, hq: HqClient) -> Iterator[Pushed]:
    """Shake hands and send batch after batch, as long as something is settled by it."""
    greet(till, hq)
    in_vain = 0
    while (pushed := push_once(till, hq)).settled or pushed.lacks:
        in_vain = 0 if pushed.settled else in_vain + 1
        if in_vain > MOST_IN_VAIN:  # never ask the same question again and again
            raise Trouble("hq_answered_oddly", why="it lacks a fact that it proves to have")
        yield pushed
        greet(till, hq)  # a gap, or a token that grew old, asks for it


def depth(till: Till) -> Depth:
    """Say how much HQ has not heard of yet."""
    with till.shop.database.reading() as connection:
        return outbox.depth(connection)


def _phase_of(till: Till) -> float:
    """Give every till its own moment, between 0 and 1, that stays the same."""
    name = hashlib.sha256(f"{till.store}/{till.id}".encode()).digest()
    return int.from_bytes(name[:4], "big") / 2**32


def _sender(folder: Path) -> IO[bytes]:
    for left in range(LOCK_TRIES, -1, -1):
        try:
            return lock.hold_sender(folder)
        except Refusal:
            if not left:
                raise
            time.sleep(0.5)
    raise AssertionError


class SyncThread(threading.Thread):
    """Runs rounds until stopped; `wake` asks for one now.

    `connect` makes the client at the first round, in this thread, because its libraries take
    long to load; it returns None while the till has no HQ.
    """

    def __init__(
        self,
        till: Till,
        folder: Path,
        connect: Callable[[], HqClient | None],
        tell: Callable[[Status], None],
        pause_s: float,
    ) -> None:
        super().__init__(name="sync", daemon=True)
        self._till = till
        self._folder = folder
        self._connect = connect
        self._tell = tell
        self._pause_s = pause_s
        self._nudge = threading.Event()
        self._stopping = False
        self._hq: HqClient | None = None
        self._last_contact: datetime | None = None
        self._phase = _phase_of(till)

    def wake(self) -> None:
        """Sync soon; safe to call from any thread."""
        self._nudge.set()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Finish the current round and end."""
        self._stopping = True
        self._nudge.set()
        self.join(timeout_s)

    def run(self) -> None:
        """Keep syncing, waiting longer each time that HQ cannot be reached."""
        failures = 0
        while not self._stopping:
            status, wait_s = self._round()
            if status.is_online != (failures == 0):
                log.info("HQ is %s", "back" if status.is_online else f"away: {status.trouble}")
            failures = 0 if status.is_online else failures + 1
            self._tell(status)
            self._nudge.wait(max(wait_s, self._pause(failures)))
            self._nudge.clear()
        if self._hq is not None:
            self._hq.close()

    def _pause(self, failures: int) -> float:
        if not failures:  # at our own moment of each pause, so that no two tills ask together
            return self._pause_s - (time.time() - self._phase * self._pause_s) % self._pause_s
        longest = min(LONGEST_PAUSE_S, self._pause_s * 2 ** min(failures, 10))
        return random.uniform(min(self._pause_s, 1.0), longest)  # noqa: S311 - spreads the tills

    def _round(self) -> tuple[Status, float]:
        trouble: Told | None = None
        wait_s = 0.0
        changed = 0
        try:
            changed = self._sync()
        except Busy as busy:
            trouble, wait_s = busy, busy.wait_s
        except (Trouble, Refusal) as told:
            trouble = None if told.code == ANOTHER_SENDER else told  # it sends for us
        except Exception:  # the top of a thread: a bug here must not end syncing for the day
            log.exception("a sync round failed in a way that nobody foresaw")
            trouble = Trouble("hq_answered_oddly", why="?")
        is_online = trouble is None or isinstance(trouble, Refusal)
        if is_online:
            self._last_contact = self._till.shop.clock()
        status = replace(
            self._status(), is_online=is_online, trouble=trouble, catalogue_changed=changed
        )
        return status, wait_s

    def _status(self) -> Status:
        with self._till.shop.database.reading() as connection:
            return Status(
                depth=outbox.depth(connection),
                is_online=True,
                catalogue_version=cursors.read(connection, FEED).version,
                last_contact=self._last_contact,
            )

    def _sync(self) -> int:
        if self._hq is None:
            self._hq = self._connect()
        if self._hq is None:
            raise Trouble("hq_not_set")
        with contextlib.closing(lock.hold_sender(self._folder)):
            last = NOTHING
            for pushed in _pushes(self._till, self._hq):
                last = pushed
                self._tell(self._status())
                if self._stopping:
                    break
            return pull_news(self._till.shop, self._hq, last.feeds)
