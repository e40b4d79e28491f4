"""Running our programs as their users do: as processes, with real files and real ports."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ENVIRONMENT = os.environ | {
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    "QT_QPA_PLATFORM": "offscreen",
    "LC_ALL": "C.UTF-8",
}
MOST_S = 60


def zhanggui(*args: object) -> list[str]:
    """Name the till's program and its arguments."""
    return [sys.executable, "-m", "pos_ui", *map(str, args)]


def zhanggui_hq(*args: object) -> list[str]:
    """Name head office's program and its arguments."""
    return [sys.executable, "-m", "hq", *map(str, args)]


def run(command: list[str], *, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    return subprocess.run(
        command,
        input=text,
        capture_output=True,
        text=True,
        timeout=MOST_S,
        env=ENVIRONMENT,
        cwd=ROOT,
        check=False,
    )


def answer(command: list[str], *, status: int = 0) -> Any:  # noqa: ANN401 - any JSON
    """Run with --json and return the one document it answers."""
    done = run([*command, "--json"])
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def serving(db: str, port: int) -> Iterator[str]:
    """Run head office until the block ends, killed like a power cut."""
    process = subprocess.Popen(
        zhanggui_hq("serve", "--db", db, "--port", port), env=ENVIRONMENT, cwd=ROOT
    )
    try:
        until_listening(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait(MOST_S)


def until_listening(port: int) -> float:
    """Wait until somebody listens on this port; return how many seconds it took."""
    began = time.monotonic()
    while time.monotonic() - began < MOST_S:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return time.monotonic() - began
        time.sleep(0.02)
    raise TimeoutError(port)


def a_basket(*lines: tuple[str, str], cash: str) -> str:
    """Write one line of a ring file."""
    return json.dumps(
        {
            "lines": [{"barcode": code, "quantity": quantity} for code, quantity in lines],
            "tenders": [{"tender": "cash", "amount": cash}],
        }
    )
