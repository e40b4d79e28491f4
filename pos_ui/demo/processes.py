"""The other programs of the demo day, started and killed as the day wants it."""

import contextlib
import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from app.base.errors import Trouble

PATIENCE_S = 60.0
IN_MID_SALE_S = 0.006  # a long basket takes three times as long to scan
HOST = "127.0.0.1"


def answer_of(package: str, *args: object) -> Any:  # noqa: ANN401 - whatever the program answers
    """Run one of our programs and return its JSON answer; raises Trouble when it fails."""
    done = subprocess.run(
        _command(package, *args, "--json"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )
    if not done.stdout.strip():
        raise Trouble("demo_program_failed", command=f"{package} {args[0]}", why=done.stderr[-500:])
    return json.loads(done.stdout.splitlines()[-1])


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.create_server((HOST, 0)) as server:
        return int(server.getsockname()[1])


class HeadOffice:
    """Head office's server as a process, which may go away and come back."""

    def __init__(self, db: Path) -> None:
        self.db = f"sqlite:///{db}"
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where tills find it."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> float:
        """Start it; return the seconds until it listened. Raises Trouble when it does not."""
        began = time.monotonic()
        serve = _command("hq", "serve", "--db", self.db, "--host", HOST, "--port", self.port)
        self._process = subprocess.Popen(serve, stdout=subprocess.DEVNULL)
        while time.monotonic() - began < PATIENCE_S:
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), 0.2):
                return time.monotonic() - began
            time.sleep(0.02)
        raise Trouble("demo_program_failed", command="hq serve", why="it does not listen")

    def kill(self) -> None:
        """Let the power go out."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(PATIENCE_S)
            self._process = None


def ring(folder: Path, baskets: list[str], *, kill_after: int = 0) -> list[str]:
    """Sell baskets by `zhanggui ring`; return the sales it answered for.

    With `kill_after`, the till is killed (SIGKILL) right after that many answers, in mid-sale.
    """
    process = subprocess.Popen(
        _command("pos_ui", "ring", "-", "--data", folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    sold: list[str] = []
    with contextlib.suppress(BrokenPipeError):
        for basket in baskets:
            process.stdin.write(basket.rstrip("\n") + "\n")
            process.stdin.flush()
            if kill_after and len(sold) == kill_after:
                time.sleep(IN_MID_SALE_S)
                process.kill()
                break
            sold.append(json.loads(process.stdout.readline())["sale"])
        process.stdin.close()
    process.wait(PATIENCE_S)
    return sold


def _command(package: str, *args: object) -> list[str]:
    return [sys.executable, "-m", package, *map(str, args)]
