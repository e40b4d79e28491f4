"""`zhanggui demo`: a whole day in half a minute, on real baskets, with the real window.

Head office is stopped and started, the till is killed in mid-sale, and at the end the books of
both are compared sale by sale. Pictures and `summary.json` go to the folder demo-out.
"""

import argparse
import os
import sys
from dataclasses import asdict
from pathlib import Path

from app.base.errors import Refusal
from app.console import DONE, FAILED, Out
from pos_ui.program import has_screen

HELP = "演示一天 / live through a demo day"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--out", type=Path, default=Path("demo-out"), metavar="DIR")


def run(args: argparse.Namespace, out: Out) -> int:
    """Run the day; exit status 0 when every sale is at head office exactly once."""
    if getattr(sys, "frozen", False):
        raise Refusal("demo_needs_source")
    is_watched = has_screen()
    if not is_watched:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from pos_ui.demo.day import Day, words_of  # noqa: PLC0415 - loads Qt

    args.out.mkdir(parents=True, exist_ok=True)
    summary = Day(args.out.resolve(), out).run(stays_open=is_watched)
    out.answer(asdict(summary), *words_of(summary))
    out.note(str(args.out / "summary.json"))
    return DONE if summary.is_good else FAILED
