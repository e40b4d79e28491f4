"""`zhanggui import products FILE`: take a catalogue in, all of it or nothing."""

import argparse
from pathlib import Path

from app.console import Out
from pos_ui import folder, opening

HELP = "导入商品 / import products from CSV or XLSX"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=["products"])
    parser.add_argument("file", type=Path, metavar="FILE")
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Import, or say of every bad row where and why."""
    from app.catalogue import importing, reporting  # noqa: PLC0415 - loads spreadsheets

    with opening.opened(args.data) as it:
        return reporting.report(importing.run(it.till.shop, args.file), args.file, out)
