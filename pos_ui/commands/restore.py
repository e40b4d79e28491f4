"""`zhanggui restore`: put the newest good copy, or a named one, in the database's place."""

import argparse
import contextlib
from pathlib import Path

from app import settings
from app.console import DONE, Out
from app.storage import backup, lock
from pos_ui import folder

HELP = "恢复备份 / put a backup in the database's place"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    parser.add_argument("--backup", type=Path, metavar="FILE")


def run(args: argparse.Namespace, out: Out) -> int:
    """Restore with the till closed; the damaged file is kept aside."""
    settings.load(args.data)
    with contextlib.closing(lock.hold_seller(args.data)):
        used = backup.restore(args.data / folder.DATABASE, args.backup)
    out.answer(
        {"restored": str(used)},
        f"已从 {used} 恢复，坏文件留在旁边",
        f"restored from {used}; the damaged file was kept beside it",
    )
    return DONE
