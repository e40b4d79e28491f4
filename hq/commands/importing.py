"""`zhanggui-hq import products FILE`: publish a catalogue to every till."""

import argparse
from pathlib import Path

from app.console import DONE, FAILED, Out
from hq import opening, publishing

HELP = "发布商品 / publish products to the tills"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=["products"])
    parser.add_argument("file", type=Path, metavar="FILE")
    opening.database_argument(parser)
    parser.add_argument(
        "--complete", action="store_true", help="未列出的下架 / withdraw what is not listed"
    )
