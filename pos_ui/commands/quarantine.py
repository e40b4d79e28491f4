"""`zhanggui quarantine`: what HQ did not take into its books, and sending it again."""

import argparse

from app.console import DONE, FAILED, Out
from app.storage import outbox
from app.storage.outbox import SetAside
from pos_ui import folder, opening

HELP = "总部退回的 / what head office set aside"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    parser.add_argument("what", nargs="?", choices=["list", "retry"], default="list")
    parser.add_argument("--fact", action="append", default=[], help="只重送这一笔 / only this one")


def run(args: argparse.Namespace, out: Out) -> int:
    """List what was set aside with its reasons, or let it wait to be sent again."""
    with opening.opened(args.data) as it:
        database = it.till.shop.database
        if args.what == "retry":
            with database.writing() as connection:
                again = outbox.retry_refused(connection, args.fact)
            out.answer({"retried": again}, f"{again} 笔将再上传", f"{again} will be sent again")
            return DONE if again else FAILED
        with database.reading() as connection:
            aside = outbox.set_aside(connection)
    for one in aside:
        text = f"{one.made_at:%Y-%m-%d %H:%M} UTC  {one.kind}  {one.id}  {one.reason}"
        out.say(text, text)
    document = {"quarantined": [_of(one) for one in aside]}
    out.answer(document, f"总部退回 {len(aside)} 笔", f"{len(aside)} set aside by HQ")
    return DONE


def _of(one: SetAside) -> dict[str, object]:
    return {"fact": one.id, "kind": one.kind, "reason": one.reason, "made_at": one.made_at}
