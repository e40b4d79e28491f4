"""Cutting the power of a till that sells on a disk which loses what was not synced."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.chaos import disk
from tests.programs import ENVIRONMENT, ROOT

MOST_S = 10


def why_not() -> str:
    """Say why this machine cannot do it; empty when it can."""
    if sys.platform != "linux":
        return "FUSE is of Linux"
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "/dev/fuse is missing or not ours to open"
    try:
        import mfusepy  # noqa: F401, PLC0415
    except (ImportError, OSError) as error:
        return f"libfuse cannot be loaded: {error}"
    return ""


@contextlib.contextmanager
def powered(mount: Path, image: Path) -> Iterator[None]:
    """Have the disk there until the block ends; its power may be cut meanwhile."""
    mount.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.chaos.disk", str(mount), str(image)], cwd=ROOT
    )
    try:
        began = time.monotonic()
        while not mount.is_mount():
            assert process.poll() is None, "the file system has ended"
            assert time.monotonic() - began < MOST_S, "the file system does not come"
            time.sleep(0.005)
        yield
    finally:
        subprocess.run(["fusermount3", "-u", "-z", mount], check=False, stderr=subprocess.DEVNULL)
        try:
            process.wait(MOST_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def cut(mount: Path, seed: int) -> None:
    """Cut the power; from here on the disk answers nothing."""
    with (mount / disk.CUT[1:]).open("wb", buffering=0) as file:
        file.write(str(seed).encode())


def cut_in_mid_ring(command: list[str], mount: Path, *, delay_s: float, seed: int) -> set[str]:
    """Let a till sell, cut the power after a while; return the sales it had answered for."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(delay_s)
    cut(mount, seed)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    whole = [json.loads(line) for line in (first + rest).split(b"\n")[:-1] if line]
    return {line["sale"] for line in whole if "sale" in line}  # its last word may be a complaint
