"""`zhanggui sync`: send everything that waits and pull what is new, beside an open till too."""

import argparse
import contextlib

from app.base.errors import Told
from app.console import DONE, FAILED, Out
from app.storage import outbox
from pos_ui import folder, hq_line, opening
from sync import engine
from sync.push import Pushed

HELP = "上传 / send everything to head office"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    parser.add_argument(
        "--retry-refused", action="store_true", help="重送总部退回的 / send again what HQ refused"
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Drain the outbox; exit status 0 when nothing is unsent, 1 otherwise."""
    sent = 0
    trouble: Told | None = None

    def tell(pushed: Pushed) -> None:
        nonlocal sent
        sent += pushed.settled
        out.say(f"已上传 {sent} 笔", f"{sent} sent")

    with opening.opened(args.data) as it:
        if args.retry_refused:
            with it.till.shop.database.writing() as connection:
                outbox.retry_refused(connection)
        try:
            with contextlib.closing(hq_line.connect(args.data, it.settings)) as hq:
                engine.drain(it.till, hq, args.data, tell)
        except Told as told:
            trouble = told
            out.warn(told)
        left = engine.depth(it.till)
    document = {
        "sent": sent,
        "unsent": left.unsent,
        "refused": left.refused,
        "trouble": trouble.code if trouble else None,
    }
    out.answer(
        document,
        f"已上传 {sent} 笔，未上传 {left.unsent} 笔，总部退回 {left.refused} 笔",
        f"{sent} sent, {left.unsent} unsent, {left.refused} refused by HQ",
    )
    return DONE if trouble is None and not left.unsent and not left.refused else FAILED
