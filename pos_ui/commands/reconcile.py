"""`zhanggui reconcile WORD`: statements in, matched, and what is left explained."""

import argparse
import importlib
from pathlib import Path
from typing import cast

from app.console import Command, Out
from pos_ui import folder

HELP = "对账 / reconcile statements with our own books"
WORDS = {
    name: f"pos_ui.commands.reconciling.{module}"
    for name, module in {
        "import": "importing",
        "run": "running",
        "exceptions": "exceptions",
        "explain": "explaining",
        "review": "reviewing",
        "report": "reporting",
        "score": "scoring",
    }.items()
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    what = parser.add_subparsers(dest="word", required=True, metavar="WORD")
    for name, path in WORDS.items():
        command = cast(Command, importlib.import_module(path))
        sub = what.add_parser(name, help=command.HELP, description=command.HELP)
        later = argparse.SUPPRESS  # both may also stand behind the word, where people put them
        sub.add_argument("--data", type=Path, default=later, metavar="DIR")
        sub.add_argument("--json", action="store_true", default=later)
        command.arguments(sub)


def run(args: argparse.Namespace, out: Out) -> int:
    """Do what the word says."""
    return cast(Command, importlib.import_module(WORDS[args.word])).run(args, out)
