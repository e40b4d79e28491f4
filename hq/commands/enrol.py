"""`zhanggui-hq enrol`: a new one-time code for a till that is known, for a new machine or disk."""

import argparse

from app.base.errors import Refusal
from app.base.ids import StoreId, TillId
from app.console import Out
from hq import codes, opening
from hq.commands.till import code_arguments, give_code
from hq.tills import KnownTill

HELP = "重新登记收银机 / a new code for a known till"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    code_arguments(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Give out a code; the old key is good until the code is used."""
    owner = KnownTill(StoreId(args.store), TillId(args.till))
    with opening.opened(args.db) as shop, shop.database.reading() as connection:
        if not codes.is_known(connection, owner):
            raise Refusal("till_unknown", store=owner.store, till=owner.till)
    return give_code(args, out, again=True)
