"""`zhanggui-sandbox status`: say what a running sandbox has seen."""

import argparse

from app.console import DONE, Out
from hq.sandbox.calling import call, url_argument

HELP = "沙箱里有什么 / what a running sandbox has seen"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    url_argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Ask it."""
    found = call(args.url, "/sandbox/status")
    text = "\n".join(f"{it}: {value}" for it, value in found.items())
    out.answer(found, text, text)
    return DONE
