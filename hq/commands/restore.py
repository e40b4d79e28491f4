"""`zhanggui-hq restore`: a backup in the place of head office's database."""

import argparse
from pathlib import Path

from app.console import DONE, Out
from hq import opening, restoring

HELP = "恢复总部 / put a backup in place"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)
    parser.add_argument(
        "--from",
        dest="source",
        required=True,
        type=Path,
        metavar="FILE",
        help="备份文件 / a backup",
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Restore; the tills send again what the backup lacks."""
    done = restoring.restore(args.db, args.source)
    if not done.are_keys_kept:
        out.note(
            "原来的数据库读不出：收银机登记、吊销和用户以备份为准，请核对。"
            " The database that was replaced could not be read: tills, revocations and people are"
            " those of the backup. Check them."
        )
    out.answer(
        {"restored": str(done.source), "are_keys_kept": done.are_keys_kept},
        f"已恢复 {done.source}。启动总部服务后，各收银机会补传备份里没有的销售。",
        f"restored {done.source}; once head office serves, tills send again what it lacks",
    )
    return DONE
