"""`zhanggui-hq quarantine`: what tills sent and head office could not take into its books."""

import argparse

from app.base.errors import Refusal
from app.console import DONE, Out
from app.shop import Shop
from hq import acts, opening, quarantine
from hq.acts import Act
from hq.quarantine import Aside

HELP = "待查单据 / what could not be taken into the books"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)
    parser.add_argument("what", nargs="?", choices=["list", "show", "settle"], default="list")
    parser.add_argument("--item", default="", metavar="ID", help="编号 / its id, or how it begins")
    parser.add_argument("--why", default="", help="settle: 处理结果 / what was found")


def run(args: argparse.Namespace, out: Out) -> int:
    """List what waits for a person, show the bytes of one, or say that one was seen to."""
    with opening.opened(args.db) as shop:
        if args.what == "list":
            return _list(shop, out)
        if not args.item or (args.what == "settle" and not args.why.strip()):
            raise Refusal("quarantine_needs_more")
        if args.what == "show":
            return _show(shop, args.item, out)
        return _settle(shop, args.item, args.why.strip(), out)


def _list(shop: Shop, out: Out) -> int:
    with shop.database.reading() as connection:
        found, number = quarantine.waiting(connection), quarantine.count(connection)
    for one in found:
        text = (
            f"{one.id[:8]}  {one.received_at:%Y-%m-%d %H:%M} UTC  {one.store}/{one.till}"
            f"  {one.fact}  {one.reason}"
        )
        out.say(text, text)
    out.answer(
        {"waiting": number, "items": found},
        f"待查 {number} 件。改好后在收银机上执行 zhanggui quarantine retry，或在这里 settle",
        f"{number} waiting. Once mended, `zhanggui quarantine retry` at the till, or settle here",
    )
    return DONE


def _show(shop: Shop, item: str, out: Out) -> int:
    with shop.database.reading() as connection:
        one = _only(quarantine.find(connection, item), item)
        content = quarantine.content(connection, one)
    out.answer({"item": one, "content": content}, content, content)
    return DONE


def _settle(shop: Shop, item: str, why: str, out: Out) -> int:
    with shop.database.writing() as connection:
        one = _only(quarantine.find(connection, item), item)
        quarantine.see_to(connection, one, shop.clock())
        about = f"{one.store}/{one.till} {one.fact}: {why}"
        acts.record(connection, Act.ASIDE_SETTLED, shop.clock(), about=about)
    out.answer({"settled": one.id}, f"已处理：{one.fact}", f"seen to: {one.fact}")
    return DONE


def _only(found: list[Aside], item: str) -> Aside:
    if len(found) != 1:
        raise Refusal("quarantine_unknown", item=item, found=len(found))
    return found[0]
