"""How long the machine itself keeps a process waiting: what no program can be blamed for."""

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

IDLER = """
import os, sys, threading, time
done = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()
kept = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)
longest, beats = 0.0, 0
while not done.is_set():
    began = time.monotonic()
    if not beats % 10:
        os.pwrite(kept, bytes(4096), 0)
        os.fsync(kept)
    done.wait(0.005)
    longest, beats = max(longest, time.monotonic() - began - 0.005), beats + 1
print(longest * 1000)
"""


class Noise:
    """A process that looks at the clock as often as the window's heart beats, and saves a page."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "noise"
        self.longest_ms = 0.0

    def __enter__(self) -> Self:
        self._idler = subprocess.Popen(
            [sys.executable, "-c", IDLER, str(self._file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        said, _ = self._idler.communicate(timeout=30)
        self.longest_ms = float(said)
