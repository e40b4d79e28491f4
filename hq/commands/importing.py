"""`zhanggui-hq import products FILE`: publish a catalogue to every till."""

import argparse
from dataclasses import replace
from pathlib import Path

from app.console import Out
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


def run(args: argparse.Namespace, out: Out) -> int:
    """Publish the file as the next version, or say of every bad row where and why."""
    from app.catalogue import importing, reporting  # noqa: PLC0415 - loads spreadsheets

    read_in = importing.read(args.file)
    if read_in.is_good:
        with opening.opened(args.db) as shop:
            published = publishing.publish(shop, read_in.products, is_complete=args.complete)
        read_in = replace(read_in, imported=len(read_in.products))
        out.note(f"catalogue version {published}")
    return reporting.report(read_in, args.file, out)
