"""`zhanggui-hq publish`: look at what would change, let some have it first, widen, go back."""

import argparse
from collections.abc import Callable
from pathlib import Path

from app.base.errors import Refusal
from app.base.ids import StoreId
from app.console import DONE, Out
from app.shop import Shop
from hq import acts, opening, reading, rolling, tags
from hq.acts import Act
from hq.publications import ALL, Publication
from hq.rolling import Preview, Report
from sync.wire import CATALOGUE_FEED, MODULES_FEED, PRICES_FEED, SETTINGS_FEED, STAFF_FEED

HELP = "发布和分批下发 / publish in stages"
FEEDS = (CATALOGUE_FEED, PRICES_FEED, STAFF_FEED, SETTINGS_FEED, MODULES_FEED)
Answer = tuple[object, str, str]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    _file(_named(what, "preview", "会改什么 / what would change"))
    start = _named(what, "start", "发布，可先给一部分 / publish, to some first if wanted")
    _file(start)
    _stage(start)
    _stage(_named(what, "widen", "扩大范围 / let more tills have it"))
    _named(what, "status", "各机到哪一版 / which tills have it")
    back = _named(what, "rollback", "退回，作为新版本 / go back, as a new version")
    back.add_argument("--to", type=int, metavar="VERSION")
    tag = _sub(what, "tag", "给门店贴标签 / tag a store")
    tag.add_argument("store")
    tag.add_argument("tags", nargs="*", metavar="TAG")


def run(args: argparse.Namespace, out: Out) -> int:
    """Do one of these and answer."""
    todo: dict[str, Callable[[Shop, argparse.Namespace], Answer]] = {
        "preview": _preview,
        "start": _start,
        "widen": _widen,
        "status": _status,
        "rollback": _roll_back,
        "tag": _tag,
    }
    with opening.opened(args.db) as shop:
        out.answer(*todo[args.what](shop, args))
    return DONE


def _preview(shop: Shop, args: argparse.Namespace) -> Answer:
    make = reading.read(shop, args.feed, args.file)
    seen = rolling.preview(shop, args.feed, make, is_complete=args.complete)
    rows = _rows(seen)
    return (
        seen,
        f"新增 {seen.new}，改动 {seen.changed}，去掉 {seen.gone}，不变 {seen.alike}\n{rows}",
        f"{seen.new} new, {seen.changed} changed, {seen.gone} gone, {seen.alike} alike\n{rows}",
    )


def _start(shop: Shop, args: argparse.Namespace) -> Answer:
    new = rolling.start(
        shop,
        args.feed,
        reading.read(shop, args.feed, args.file),
        is_complete=args.complete,
        per_mille=_per_mille(args.percent, default=0 if args.stores else ALL),
        stores=_stores(args.stores),
    )
    return _told(new)


def _widen(shop: Shop, args: argparse.Namespace) -> Answer:
    share = None if args.stores and not args.percent else _per_mille(args.percent, default=ALL)
    return _told(rolling.widen(shop, args.feed, per_mille=share, stores=_stores(args.stores)))


def _roll_back(shop: Shop, args: argparse.Namespace) -> Answer:
    return _told(rolling.roll_back(shop, args.feed, args.to))


def _status(shop: Shop, args: argparse.Namespace) -> Answer:
    seen = rolling.report(shop, args.feed)
    there = sum(it.is_there for it in seen.tills)
    return (
        seen,
        f"{args.feed}：{there} / {len(seen.tills)} 台到位\n{_standings(seen)}",
        f"{args.feed}: {there} of {len(seen.tills)} tills have it\n{_standings(seen)}",
    )


def _tag(shop: Shop, args: argparse.Namespace) -> Answer:
    with shop.database.writing() as connection:
        tags.put(connection, StoreId(args.store), args.tags)
        words = f"{args.store}: {' '.join(args.tags)}"
        acts.record(connection, Act.STORE_TAGGED, shop.clock(), about=words)
    return {"store": args.store, "tags": args.tags}, words, words


def _told(new: Publication) -> Answer:
    far = f"{new.per_mille / 10:g}%" + "".join(f" + {store}" for store in new.stores)
    return (
        new,
        f"{new.feed} 第 {new.version} 版：{far}",
        f"{new.feed} version {new.version}: {far} ({new.stage})",
    )


def _rows(seen: Preview) -> str:
    return "\n".join(
        f"{it.scope or '*'} {it.id}: {it.before or '-'} > {it.body or '-'}" for it in seen.first
    )


def _standings(seen: Report) -> str:
    published = [f"{it.version} {it.stage} {it.per_mille / 10:g}%" for it in seen.published[:5]]
    behind = [
        f"{it.store}/{it.till}: {it.has} < {it.wanted}" for it in seen.tills if not it.is_there
    ]
    return "\n".join((*published, *behind))


def _per_mille(text: str | None, *, default: int) -> int:
    if text is None:
        return default
    try:
        return round(float(text.removesuffix("%")) * 10)
    except (ValueError, OverflowError) as error:
        raise Refusal("rollout_share", text=text) from error


def _stores(text: str | None) -> list[StoreId]:
    return [StoreId(one.strip()) for one in (text or "").split(",") if one.strip()]


def _sub(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
) -> argparse.ArgumentParser:
    sub = what.add_parser(name, help=words, description=words)
    sub.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="answer in JSON"
    )
    opening.database_argument(sub)
    return sub


def _named(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
) -> argparse.ArgumentParser:
    sub = _sub(what, name, words)
    sub.add_argument("feed", choices=FEEDS)
    return sub


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--complete", action="store_true", help="未列出的去掉 / take away what is not listed"
    )


def _stage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--percent", metavar="N", help="先给百分之几 / this share of the tills")
    parser.add_argument("--stores", metavar="A,B", help="先给这些门店 / these stores")
