"""`zhanggui-hq audit`: what people did at head office, newest first, and whether it is whole."""

import argparse

from app.console import DONE, FAILED, Out
from hq import acts, opening
from hq.acts import Done

HELP = "操作日志 / what people did here, and its proof"
MOST = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)
    parser.add_argument("--limit", type=int, default=MOST, metavar="N", help="条数 / how many")


def run(args: argparse.Namespace, out: Out) -> int:
    """List the newest acts and follow their chain; exit status 1 when it is broken."""
    with opening.opened(args.db) as shop:
        with shop.database.reading() as connection:
            kept = acts.newest(connection, max(0, args.limit))
        followed, faults = acts.prove(shop)
    for done in kept:
        text = _line(done)
        out.say(text, text)
    for fault in faults:
        out.note(f"{fault.kind}: {fault.epoch} {fault.sequence}")
    document = {"acts": kept, "followed": followed, "whole": not faults, "faults": faults}
    out.answer(
        document,
        f"核对 {followed} 条操作：" + (f"有 {len(faults)} 处不对" if faults else "完整，没有改动"),
        f"{followed} acts followed: " + (f"{len(faults)} faults" if faults else "all whole"),
    )
    return FAILED if faults else DONE


def _line(done: Done) -> str:
    who = done.name or "zhanggui-hq"
    return f"{done.at:%Y-%m-%d %H:%M:%S} UTC  {done.act:<16}  {who}  {done.what}".rstrip()
