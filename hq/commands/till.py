"""`zhanggui-hq till add`: admit a till and print the one-time code by which it enrols."""

import argparse
from datetime import timedelta

from app.base.ids import StoreId, TillId
from app.console import DONE, Out
from hq import acts, codes, opening
from hq.acts import Act
from hq.tills import KnownTill

HELP = "登记收银机 / admit a till"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=["add"])
    code_arguments(parser)
    parser.add_argument("--again", action="store_true", help="重新登记 / enrol it anew")


def code_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what every command takes that gives out a code."""
    opening.database_argument(parser)
    parser.add_argument("--store", required=True)
    parser.add_argument("--till", required=True)
    parser.add_argument(
        "--minutes", type=int, default=15, help="代码有效分钟数 / how long the code is good"
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Give out a code; it is shown once and kept only as a hash."""
    return give_code(args, out, again=args.again)


def give_code(args: argparse.Namespace, out: Out, *, again: bool) -> int:
    """Give out a code for one till and print it."""
    owner = KnownTill(StoreId(args.store), TillId(args.till))
    valid_for = timedelta(minutes=args.minutes)
    with opening.opened(args.db) as shop, shop.database.writing() as connection:
        now = shop.clock()
        code = codes.issue(connection, owner, now, again=again, valid_for=valid_for)
        acts.record(connection, Act.CODE_ISSUED, now, about=f"{owner.store}/{owner.till}")
    document = {
        "store": owner.store,
        "till": owner.till,
        "credential": code,
        "valid_until": now + valid_for,
    }
    out.answer(document, code, code)
    return DONE
