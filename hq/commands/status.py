"""`zhanggui-hq status`: what head office holds, in all and per till."""

import argparse

from app.base.money import total
from app.catalogue import products
from app.console import DONE, Out
from app.selling import sales
from app.selling.sales import Sum
from hq import opening, publishing, quarantine

HELP = "看总账 / show what head office holds"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Add up, beside a running server too."""
    with opening.opened(args.db) as shop, shop.database.reading() as connection:
        sums = sales.sums(connection)
        aside = quarantine.count(connection)
        document = {
            "sales": sum(one.sales for one in sums),
            "lines": sum(one.lines for one in sums),
            "total_fen": total(one.total for one in sums).fen,
            "tills": [_of_till(one) for one in sums],
            "quarantined": aside,
            "catalogue": products.count(connection),
            "catalogue_version": publishing.version(connection),
        }
    whole = total(one.total for one in sums).grouped()
    out.answer(
        document,
        f"{document['sales']} 笔，{document['lines']} 行，¥{whole}，待查 {aside} 件",
        f"{document['sales']} sales, {document['lines']} lines, ¥{whole}, {aside} in quarantine",
    )
    return DONE


def _of_till(one: Sum) -> dict[str, object]:
    return {
        "store": one.store,
        "till": one.till,
        "sales": one.sales,
        "lines": one.lines,
        "total_fen": one.total.fen,
    }
