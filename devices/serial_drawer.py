"""A cash drawer on a serial line of its own: it opens whether a printer lives or not."""

import contextlib
import logging
import threading
from collections.abc import Callable
from queue import Full, Queue

from app.base.errors import Told, Trouble
from devices import transport

log = logging.getLogger(__name__)

SEND_S = 2.0
MOST_ASKED = 4


class SerialDrawer(threading.Thread):
    """Opens a drawer on a line of its own, so that a dead printer keeps nothing shut."""

    def __init__(self, url: str, data: bytes) -> None:
        super().__init__(name="drawer", daemon=True)
        self._url = url
        self._data = data
        self._asked: Queue[tuple[Callable[[Told | None], None], Callable[[], None]] | None]
        self._asked = Queue(MOST_ASKED)

    def open(
        self, told: Callable[[Told | None], None], before: Callable[[], None] = lambda: None
    ) -> None:
        """Open it; `told` hears None once the bytes left, or why not. It is not tried again.

        What must be on record `before` is done in this thread, and without it nothing opens.
        """
        try:
            self._asked.put_nowait((told, before))
        except Full:
            told(Trouble("drawer_away", url=self._url, why="busy"))

    def stop(self, timeout_s: float = 10.0) -> None:
        """End."""
        self._asked.put(None)
        if self.is_alive():
            self.join(timeout_s)

    def run(self) -> None:
        """Open it whenever somebody asks."""
        while (asked := self._asked.get()) is not None:
            told, before = asked
            try:
                told(self._send(before))
            except Exception:  # the top of a thread: a bug here must not keep the drawer shut
                log.exception("opening the drawer failed in a way that nobody foresaw")

    def _send(self, before: Callable[[], None]) -> Told | None:
        try:
            before()
            with contextlib.closing(transport.open_url(self._url, SEND_S)) as wire:
                wire.write_all(self._data, SEND_S)
                wire.finish(SEND_S)
        except Told as told:
            log.warning("drawer %s: %s", self._url, told)
            return Trouble("drawer_away", url=self._url, why=told.values.get("why", told.code))
        return None
