"""`zhanggui-hq revoke`: listen to a till no more, at once."""

import argparse

from app.base.errors import Refusal
from app.base.ids import StoreId, TillId
from app.console import DONE, Out
from hq import acts, codes, opening, tills
from hq.acts import Act
from hq.tills import KnownTill

HELP = "吊销收银机 / listen to a till no more"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)
    parser.add_argument("--store", required=True)
    parser.add_argument("--till", required=True)
    parser.add_argument("--why", default="revoked", help="原因 / the reason")


def run(args: argparse.Namespace, out: Out) -> int:
    """End the till's key and any code that was given out; what it sent stays."""
    owner = KnownTill(StoreId(args.store), TillId(args.till))
    with opening.opened(args.db) as shop, shop.database.writing() as connection:
        if not codes.is_known(connection, owner):
            raise Refusal("till_unknown", store=owner.store, till=owner.till)
        ended = tills.revoke(connection, owner, shop.clock(), args.why)
        codes.withdraw(connection, owner)
        about = f"{owner.store}/{owner.till}: {args.why}"
        acts.record(connection, Act.TILL_REVOKED, shop.clock(), about=about)
    document = {"store": owner.store, "till": owner.till, "revoked": ended}
    name = f"{owner.store} / {owner.till}"
    out.answer(document, f"{name} 已吊销", f"{name} is revoked")
    return DONE
