"""`zhanggui-hq cells`: which stores live in which database, and moving one of them."""

import argparse
from collections.abc import Callable
from pathlib import Path

from app.base.errors import Refusal
from app.base.ids import StoreId
from app.console import DONE, FAILED, Out
from app.shop import Shop
from hq import cells, moving, opening, publishing
from hq.cells import Route

HELP = "分库 / the databases that stores live in"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=list(DOING))
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="publish: 商品 / goods")
    parser.add_argument(
        "--cells", required=True, dest="db", metavar="URL", help="总控库 / the control database"
    )
    parser.add_argument("--cell", default="", help="单元 / its name")
    parser.add_argument("--url", default="", help="add: 单元的数据库 / where it is")
    parser.add_argument("--store", default="", help="assign, move: 门店 / which")
    parser.add_argument(
        "--complete", action="store_true", help="publish: 未列出的下架 / all there is"
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Do one of these."""
    with opening.opened(args.db) as control:
        return DOING[args.what](control, args, out)


def _add(control: Shop, args: argparse.Namespace, out: Out) -> int:
    _must_have(args.cell, args.url)
    with opening.opened(args.url):  # it answers, and its tables are there
        pass
    with control.database.writing() as connection:
        cells.add(connection, args.cell, args.url)
    out.answer({"cell": args.cell}, args.cell, args.cell)
    return DONE


def _assign(control: Shop, args: argparse.Namespace, out: Out) -> int:
    _must_have(args.cell, args.store)
    store = StoreId(args.store)
    with control.database.writing() as connection:
        known = cells.routes(connection).get(store)
        if known is not None and known.cell != args.cell:
            raise Refusal("store_in_cell", store=store, cell=known.cell)
        cells.put(connection, Route(store=store, cell=args.cell))
    out.answer({"store": store, "cell": args.cell}, *[f"{store}: {args.cell}"] * 2)
    return DONE


def _list(control: Shop, _: argparse.Namespace, out: Out) -> int:
    with control.database.reading() as connection:
        names, routes = list(cells.all_cells(connection)), cells.routes(connection)
    document = {"cells": names, "stores": list(routes.values())}
    lines = [f"{it.store}: {it.cell}" + _arrow(it) for it in routes.values()]
    text = "\n".join(lines or names)
    out.answer(document, text, text)
    return DONE


def _move(control: Shop, args: argparse.Namespace, out: Out) -> int:
    _must_have(args.cell, args.store)
    done = moving.move(control, StoreId(args.store), args.cell)
    if not done.is_catalogue_alike:
        out.note(
            "两个单元发布的商品不一样：请用 cells publish 重新发布。"
            " The cells publish different goods: publish them again with cells publish."
        )
    out.answer(
        done,
        f"{done.store} 在 {done.target}，{done.rows} 行，已核对",
        f"{done.store} is in {done.target}: {done.rows} rows, compared",
    )
    return DONE


def _check(control: Shop, _: argparse.Namespace, out: Out) -> int:
    found = moving.elsewhere(control)
    text = "\n".join(f"{cell}: {store}" for cell, store in found)
    out.answer([{"cell": cell, "store": store} for cell, store in found], text, text)
    return FAILED if found else DONE


def _publish(control: Shop, args: argparse.Namespace, out: Out) -> int:
    from app.catalogue import importing, reporting  # noqa: PLC0415 - loads spreadsheets

    _must_have(args.file)
    read_in = importing.read(args.file)
    if not read_in.is_good:
        return reporting.report(read_in, args.file, out)
    with control.database.reading() as connection:
        urls = cells.all_cells(connection)
    versions = {}
    for name, url in urls.items():
        with opening.opened(url) as shop:
            versions[name] = publishing.publish(shop, read_in.products, is_complete=args.complete)
    text = ", ".join(f"{name}: {version}" for name, version in versions.items())
    out.answer(versions, text, text)
    return DONE


DOING: dict[str, Callable[[Shop, argparse.Namespace, Out], int]] = {
    "list": _list,
    "add": _add,
    "assign": _assign,
    "move": _move,
    "check": _check,
    "publish": _publish,
}


def _must_have(*given: object) -> None:
    if not all(given):
        raise Refusal("cells_needs_more")


def _arrow(route: Route) -> str:
    return f" > {route.moving_to}" if route.is_moving else ""
