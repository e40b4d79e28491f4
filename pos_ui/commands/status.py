"""`zhanggui status`: what a till holds and what HQ has not heard of yet."""

import argparse

from app.catalogue import products
from app.console import DONE, Out
from app.selling import sales
from app.storage import cursors, outbox
from pos_ui import folder, opening

HELP = "看状态 / show what this till holds"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Count, beside an open till too."""
    from sync.identity import Identity  # noqa: PLC0415 - loads the keyring

    with opening.opened(args.data) as it:
        if warning := opening.clock_warning(it.till):
            out.warn(warning)
        with it.till.shop.database.reading() as connection:
            depth = outbox.depth(connection)
            sold = sales.count(connection)
            catalogue = products.count(connection)
            version = cursors.read(connection, "catalogue").version
            refused = outbox.refused(connection)
    place = Identity(args.data).place
    document = {
        "store": it.settings.store,
        "till": it.settings.till,
        "sales": sold,
        "unsent": depth.unsent,
        "oldest_unsent": depth.oldest,
        "refused": [{"fact": fact, "reason": reason} for fact, reason in refused],
        "catalogue": catalogue,
        "catalogue_version": version,
        "hq": it.settings.hq_url or None,
        "credential": place,
    }
    since = f"，最早 {depth.oldest:%Y-%m-%d %H:%M} UTC" if depth.oldest else ""
    out.answer(
        document,
        f"{it.settings.store} / {it.settings.till}：{sold} 笔，未上传 {depth.unsent} 笔{since}，"
        f"总部退回 {depth.refused} 笔，商品 {catalogue} 种（第 {version} 版），凭证在 {place}",
        f"{it.settings.store} / {it.settings.till}: {sold} sales, {depth.unsent} unsent,"
        f" {depth.refused} refused by HQ, {catalogue} products (version {version}),"
        f" credential in: {place}",
    )
    return DONE
