"""`zhanggui reconcile exceptions`: what is left to decide, what is due first at the head."""

import argparse

from app.console import DONE, Out
from pos_ui import opening
from pos_ui.commands.reconciling.running import days, number

HELP = "差异列表 / exceptions"
EVER = 99_999_999


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    days(parser)
    parser.add_argument("--all", action="store_true", help="含已处理的 decided ones, too")
    parser.add_argument("--finding", default="", metavar="CODE")
    parser.add_argument("--channel", default="", metavar="NAME")
    parser.add_argument("--limit", type=int, default=200, metavar="N")


def run(args: argparse.Namespace, out: Out) -> int:
    """List them."""
    from app.reconciliation import cases  # noqa: PLC0415 - loads the database's words
    from app.reconciliation.case import WAITING, CaseState, total_at_stake  # noqa: PLC0415
    from pos_ui.commands.reconciling import showing  # noqa: PLC0415

    states = () if args.all else (*sorted(WAITING), CaseState.PROPOSED, CaseState.DISPUTED)
    with opening.opened(args.data) as it, it.till.shop.database.reading() as connection:
        found = cases.listed(
            connection,
            states=states,
            first_day=number(args.first) if args.first else 0,
            last_day=number(args.last) if args.last else EVER,
            finding=args.finding,
            channel=args.channel,
            limit=max(0, args.limit),
        )
    if not out.as_json:
        for case in found:
            text = showing.line(case, out.language)
            out.say(text, text)
    stake = total_at_stake(found)
    out.answer(
        {
            "exceptions": [showing.document(it, out.language) for it in found],
            "count": len(found),
            "at_stake_fen": stake,
        },
        f"{len(found)} 笔差异，涉及 {stake / 100:,.2f} 元",
        f"{len(found)} exceptions, {stake / 100:,.2f} yuan at stake",
    )
    return DONE
