"""`zhanggui reconcile review ID ACT --by NAME`: decide about an exception."""

import argparse

from app.console import DONE, Out
from pos_ui import opening

HELP = "处理差异 / decide about an exception"
ACTS = (
    *("assign", "comment", "timing", "match", "adjust", "record_sale", "dispute"),
    *("approve", "reject", "unmatch"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("case", metavar="ID")
    parser.add_argument("act", choices=ACTS)
    parser.add_argument("--by", required=True, metavar="NAME", help="谁处理 who decides")
    parser.add_argument("--reason", default="", metavar="TEXT", help="原因 why")
    parser.add_argument("--to", default="", metavar="NAME", help="交给谁 who gets it (assign)")
    parser.add_argument("--with", dest="others", nargs="*", default=[], metavar="ID")


def run(args: argparse.Namespace, out: Out) -> int:
    """Do it, or keep it for a second person."""
    from app.reconciliation import cases, reviewing  # noqa: PLC0415 - loads the database's words
    from app.reconciliation.case import Act  # noqa: PLC0415
    from pos_ui.commands.reconciling import showing  # noqa: PLC0415

    with opening.opened(args.data) as it:
        shop = it.till.shop
        with shop.database.reading() as connection:
            case, *others = (cases.find(connection, one) for one in (args.case, *args.others))
        match args.act:
            case "assign":
                done = reviewing.assign(shop, case, person=args.by, to=args.to or args.by)
            case "comment":
                done = reviewing.comment(shop, case, person=args.by, text=args.reason)
            case "approve":
                done = reviewing.approve(shop, case, person=args.by)
            case "reject":
                done = reviewing.reject(shop, case, person=args.by, reason=args.reason)
            case "unmatch":
                done = reviewing.unmatch(shop, case, person=args.by, reason=args.reason)
            case _:
                done = reviewing.decide(
                    shop, case, Act(args.act), person=args.by, reason=args.reason, others=others
                )
    state = done.case.state
    out.answer(
        showing.document(done.case, out.language) | {"needs_second": done.needs_second},
        f"已记录，现在是 {state}" + ("，金额超过上限，等另一人复核" if done.needs_second else ""),
        f"on record; it is {state} now"
        + (" and waits for a second person" if done.needs_second else ""),
    )
    return DONE
