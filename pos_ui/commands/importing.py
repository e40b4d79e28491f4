"""`zhanggui import products FILE`: take a catalogue in, all of it or nothing."""

import argparse
from pathlib import Path

from app.console import DONE, FAILED, Out
from pos_ui import opening

HELP = "导入商品 / import products from CSV or XLSX"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=["products"])
    parser.add_argument("file", type=Path, metavar="FILE")
    opening.folder_argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Import, or say of every bad row where and why."""
    from app.catalogue import importing  # noqa: PLC0415 - loads pinyin and spreadsheets

    with opening.opened(args.data) as it:
        report = importing.run(it.till.shop, args.file)
    return answer(report, out)


def answer(report: "importing.Import", out: Out) -> int:  # type: ignore[name-defined] # noqa: F821
    """Tell what was imported, or why nothing was."""
    raise NotImplementedError
