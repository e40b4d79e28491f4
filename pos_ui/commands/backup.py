"""`zhanggui backup`: copy the database now, while the till sells."""

import argparse

from app.base import clock
from app.console import DONE, Out
from app.storage import backup
from pos_ui import folder, opening

HELP = "备份 / back the database up"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Make a checked copy and say where it is."""
    with opening.opened(args.data) as it:
        made = backup.make(it.till.shop.database, clock.now(), "asked")
    out.answer({"backup": str(made)}, f"已备份到 {made}", f"backed up to {made}")
    return DONE
