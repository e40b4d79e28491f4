"""`zhanggui-sandbox reset`: let a running sandbox forget all but its keys."""

import argparse

from app.console import DONE, Out
from hq.sandbox.calling import call, url_argument

HELP = "清空沙箱 / forget all but the keys"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    url_argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Tell it."""
    found = call(args.url, "/sandbox/reset", body=b"{}")
    out.answer(found, "沙箱已清空", "The sandbox is empty")
    return DONE
