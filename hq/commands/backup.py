"""`zhanggui-hq backup`: a checked copy of head office's database, made while it serves."""

import argparse
from pathlib import Path

from app.console import DONE, Out
from hq import opening, restoring

HELP = "备份总部 / copy head office's database"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)
    parser.add_argument("--to", required=True, type=Path, metavar="DIR", help="另一块盘 / a folder")
    parser.add_argument(
        "--keep", type=int, default=restoring.KEPT, help="保留份数 / how many copies stay"
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Copy, check, and say where the copy is."""
    with opening.opened(args.db) as shop:
        made = restoring.back_up(shop, args.to, max(1, args.keep))
    size = made.stat().st_size
    out.answer({"file": str(made), "bytes": size}, f"已备份：{made}", f"backed up: {made}")
    return DONE
