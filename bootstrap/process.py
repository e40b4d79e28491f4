"""Runs tools, shows their lines as they come, and replaces this process by another."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bootstrap.console import write

Command = Sequence[str | Path]


class Failed(Exception):  # noqa: N818 - named for what happened to the tool
    """A tool ended with an error; `output` is all that it printed."""

    def __init__(self, output: str) -> None:
        super().__init__(output)
        self.output = output


def clean_environment() -> dict[str, str]:
    """Copy the environment without what would bend Python or stop its byte code."""
    bending = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
    kept = {key: value for key, value in os.environ.items() if key not in bending}
    return kept | {"PYTHONIOENCODING": "utf-8"}  # which a Windows console may not be


def run(command: Command, extra: Mapping[str, str] | None = None) -> str:
    """Run a tool to its end and return its output; raises Failed."""
    with subprocess.Popen(
        [str(part) for part in command],
        env=clean_environment() | dict(extra or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as tool:
        output = _echo(tool)
    if tool.returncode:
        raise Failed(output)
    return output


def _echo(tool: subprocess.Popen[str]) -> str:
    lines = []
    for line in tool.stdout or ():
        lines.append(line)
        if not line.startswith((" + ", " - ", " ~ ")):  # eighty packages by name
            write("       " + line.rstrip())
    return "".join(lines)


def ask(command: Command, extra: Mapping[str, str] | None = None) -> str:
    """Run a tool quietly and return what it answers; raises Failed."""
    tool = subprocess.run(
        [str(part) for part in command],
        env=clean_environment() | dict(extra or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if tool.returncode:
        raise Failed(tool.stdout + tool.stderr)
    return tool.stdout


def become(command: Command, environment: Mapping[str, str]) -> int:
    """Go on as another program; where that cannot be, wait for it."""
    words = [str(part) for part in command]
    if sys.platform == "win32":  # exec there would detach from the console
        return subprocess.call(words, env=environment)
    return os.execve(words[0], words, dict(environment))  # noqa: S606
