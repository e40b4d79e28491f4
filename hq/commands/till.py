"""`zhanggui-hq till add`: admit a till and print the credential that it will show."""

import argparse

from app.base.ids import StoreId, TillId
from app.console import DONE, Out
from hq import opening, tills

HELP = "登记收银机 / admit a till"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=["add"])
    opening.database_argument(parser)
    parser.add_argument("--store", required=True)
    parser.add_argument("--till", required=True)
    parser.add_argument("--again", action="store_true", help="换新凭证 / replace the credential")


def run(args: argparse.Namespace, out: Out) -> int:
    """Admit the till; its credential is shown once and kept only as a hash."""
    store, till = StoreId(args.store), TillId(args.till)
    with opening.opened(args.db) as shop, shop.database.writing() as connection:
        credential = tills.add(connection, store, till, shop.clock(), again=args.again)
    out.answer({"store": store, "till": till, "credential": credential}, credential, credential)
    return DONE
