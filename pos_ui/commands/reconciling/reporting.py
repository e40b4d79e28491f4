"""`zhanggui reconcile report`: exceptions by channel, kind and state; the runs; is the log whole."""

import argparse

from app.console import DONE, FAILED, Out
from pos_ui import opening
from pos_ui.commands.reconciling.exceptions import EVER
from pos_ui.commands.reconciling.running import days, number

HELP = "对账汇总 / summary"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    days(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Sum up; exit status 1 when somebody altered the log of what was decided."""
    from app.reconciliation import cases, reviewing  # noqa: PLC0415 - loads the database's words

    first = number(args.first) if args.first else 0
    last = number(args.last) if args.last else EVER
    with opening.opened(args.data) as it:
        shop = it.till.shop
        with shop.database.reading() as connection:
            counted = cases.counts(connection, first, last)
            runs = cases.runs(connection)
        faults = reviewing.prove(shop)
    for channel, finding, state, count, stake, difference in counted:
        text = f"{channel:10} {finding:18} {state:12} {count:7} {stake / 100:14,.2f} {difference / 100:14,.2f}"
        if not out.as_json:
            out.say(text, text)
    names = ("channel", "finding", "state", "count", "at_stake_fen", "difference_fen")
    out.answer(
        {
            "by": [dict(zip(names, it, strict=True)) for it in counted],
            "runs": runs,
            "log_is_whole": not faults,
        },
        f"共 {sum(it[3] for it in counted)} 笔；处理日志" + ("完整" if not faults else "被改动过"),
        f"{sum(it[3] for it in counted)} in all; the log is "
        + ("whole" if not faults else "altered"),
    )
    return FAILED if faults else DONE
