"""A serial scanner on a pseudo-terminal: its cable can be pulled, and it may dawdle or stammer."""

import contextlib
import os
import random
import threading
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, sleep

END = b"\r\n"
STAMMER_S = 0.02  # between two pieces of one code


class Cable:
    """Always under the same name in its folder, whatever the system calls it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "scanner"
        self.url = f"serial://{self.path}?baud=115200"
        self.ended: list[float] = []  # when the last byte of each scan was sent
        self._ends: tuple[int, int] | None = None
        self.plug_in()

    def plug_in(self) -> None:
        """Plug it in."""
        import pty  # noqa: PLC0415 - Windows has none
        import tty  # noqa: PLC0415

        self._ends = pty.openpty()
        tty.setraw(self._ends[1])
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(self._ends[1]))

    def unplug(self) -> None:
        """Pull it out; what was not read yet is lost."""
        assert self._ends is not None
        for end in reversed(self._ends):
            with contextlib.suppress(OSError):
                os.close(end)
        self._ends = None
        self.path.unlink(missing_ok=True)

    def send(self, data: bytes) -> None:
        """Send any bytes."""
        assert self._ends is not None
        while data:
            data = data[os.write(self._ends[0], data) :]

    def scan(self, code: str, chooser: random.Random | None = None) -> None:
        """Send a code, in one piece or as a stammering line would."""
        data = code.encode("gb18030") + END
        if chooser is not None and chooser.random() < 0.5:
            cut = chooser.randint(1, len(data) - 1)
            self.send(data[:cut])
            sleep(chooser.uniform(0, STAMMER_S))
            data = data[cut:]
        self.send(data)
        self.ended.append(perf_counter())

    def play(
        self, codes: Sequence[str], pause_s: float, chooser: random.Random | None = None
    ) -> threading.Thread:
        """Scan in real time from a thread of its own, each so long after the one before began."""

        def work() -> None:
            began = perf_counter()
            for number, code in enumerate(codes):
                sleep(max(0.0, began + number * pause_s - perf_counter()))
                self.scan(code, chooser)

        player = threading.Thread(target=work, name="hand with a scanner", daemon=True)
        player.start()
        return player
