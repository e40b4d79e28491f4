"""`zhanggui reconcile run --from D --to D`: match what was taken in, and keep what is left."""

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from app.console import DONE, FAILED, Out
from pos_ui import opening

HELP = "开始对账 / match both books"
BACK_DAYS = 14


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    days(parser)
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="DAY",
        help="已过完的最后一天 the last day that is over (昨天 yesterday)",
    )
    parser.add_argument("--memory-mb", type=int, default=1024, metavar="MB")


def days(parser: argparse.ArgumentParser) -> None:
    """Add the period."""
    for name, dest in (("--from", "first"), ("--to", "last")):
        parser.add_argument(name, dest=dest, type=date.fromisoformat, metavar="YYYY-MM-DD")


def period_of(args: argparse.Namespace, today: date) -> tuple[int, int]:
    """Return the period as numbers such as 20260131: up to yesterday where nobody says."""
    last = args.last or today - timedelta(days=1)
    return number(args.first or last - timedelta(days=BACK_DAYS - 1)), number(last)


def number(day: date) -> int:
    """Write a day as a number such as 20260131."""
    return day.year * 10000 + day.month * 100 + day.day


def run(args: argparse.Namespace, out: Out) -> int:
    """Reconcile; Ctrl+C breaks it off, the next run goes on. Exit 1 where money is unexplained."""
    from app.reconciliation import running  # noqa: PLC0415 - loads the engine
    from app.reconciliation.matching import terms  # noqa: PLC0415
    from app.reconciliation.matching.engines import DuckDb  # noqa: PLC0415
    from app.reconciliation.matching.matching import Cancelled, Period  # noqa: PLC0415

    with opening.opened(args.data) as it:
        shop = it.till.shop
        today = shop.day_of(shop.clock())
        first, last = period_of(args, today)
        as_of = number(args.as_of or today - timedelta(days=1))
        engine = DuckDb(it.folder / running.CACHE, memory_mb=args.memory_mb)
        try:
            with _interrupted() as asked:

                def progress(at: int, of: int) -> None:
                    if asked:
                        raise Cancelled
                    if not out.as_json and at % 10 == 0:
                        out.note(f"{at * 100 // of}%")

                agreed = terms.load(it.folder / terms.FILE)
                period = Period(first_day=first, last_day=last, as_of=as_of)
                done = running.run(shop, engine, agreed, period, progress)
        finally:
            engine.close()
    outcome = done.outcome
    rows = sum(outcome.groups.values())
    out.answer(
        {
            "run": done.id,
            "from": first,
            "to": last,
            "as_of": as_of,
            "auto_match_pct": round(outcome.auto_match_pct, 4),
            "groups": outcome.groups,
            "ours_fen": sum(outcome.ours_fen.values()),
            "theirs_fen": sum(outcome.theirs_fen.values()),
            "difference_by_finding_fen": {
                name: outcome.ours_fen[name] - outcome.theirs_fen[name] for name in outcome.groups
            },
            "unexplained_fen": done.unexplained_fen,
            "exceptions": done.cases,
            "new": done.new,
            "changed": done.changed,
            "gone": done.gone,
        },
        f"{rows} 笔，自动匹配 {outcome.auto_match_pct:.2f}%，差异 {done.cases} 笔（新增 {done.new}，"
        f"消除 {done.gone}），未说明的差额 {done.unexplained_fen} 分",
        f"{rows} payments, {outcome.auto_match_pct:.2f}% matched automatically, {done.cases} exceptions "
        f"({done.new} new, {done.gone} gone), {done.unexplained_fen} fen unexplained",
    )
    return FAILED if done.unexplained_fen else DONE


@contextmanager
def _interrupted() -> Iterator[list[int]]:
    """Note Ctrl+C instead of stopping in the middle of a write."""
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
