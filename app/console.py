"""What every command line of ours does alike: arguments, answers, refusals, exit status.

Human words by default; with --json exactly one JSON document on stdout and all else on stderr.
Exit status: 0 done, 1 refused or failed, 2 wrong usage.
"""

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol, cast

import msgspec

from app.base.errors import CHINESE, Refusal, Told

DONE, FAILED, WRONG_USAGE = 0, 1, 2


class Command(Protocol):
    """A module of a program's `commands` package."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say what the command takes."""

    def run(self, args: argparse.Namespace, out: "Out") -> int:
        """Do it and return the exit status."""


class Out:
    """Where a command answers."""

    def __init__(self, *, as_json: bool, language: str) -> None:
        self.as_json = as_json
        self.language = language

    def say(self, chinese: str, english: str) -> None:
        """Tell people something on the way; never part of the JSON answer."""
        text = chinese if self.language == CHINESE else english
        print(text, file=sys.stderr if self.as_json else sys.stdout, flush=True)

    def note(self, text: str) -> None:
        """Tell people something on stderr, beside the answer."""
        print(text, file=sys.stderr, flush=True)

    def warn(self, told: Told) -> None:
        """Tell people on stderr what went wrong, in their language."""
        self.note(told.text(self.language))

    def answer(self, document: object, chinese: str, english: str) -> None:
        """Give the one answer of a command."""
        if self.as_json:
            print(msgspec.json.encode(document).decode(), flush=True)
        else:
            self.say(chinese, english)


def main(program: str, commands: Mapping[str, str], argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; `commands` are module paths by name."""
    given = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    name = next((it for it in given if it in commands), None)
    args = _parser(program, commands, name).parse_args(given)
    out = Out(as_json=args.json, language=language())
    try:
        return cast(Command, importlib.import_module(commands[args.command])).run(args, out)
    except Told as told:
        out.warn(told)
        if out.as_json:
            key = "refused" if isinstance(told, Refusal) else "failed"
            out.answer({key: told.text(out.language), "code": told.code}, "", "")
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return FAILED


def language() -> str:
    """Choose the language of a terminal: English where it is asked for, else Chinese."""
    wanted = next(
        (os.environ[it] for it in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(it)), ""
    )
    return "en" if wanted.startswith("en") else CHINESE


def _parser(
    program: str, commands: Mapping[str, str], chosen: str | None
) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, path in commands.items():
        if name != chosen and chosen is not None:
            subparsers.add_parser(name)
            continue
        command = cast(Command, importlib.import_module(path))
        sub = subparsers.add_parser(name, help=command.HELP, description=command.HELP)
        sub.add_argument("--json", action="store_true", help="answer in JSON")
        command.arguments(sub)
    return parser


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
