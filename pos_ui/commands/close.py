"""`zhanggui close`: count the drawer blind, then close the shift and the day.

What should be in the drawer is said once the count is kept, and not before. A count that differs
too much stays: the next call closes with it, and with a reason.
"""

import argparse
import sys

from app.base import money
from app.base.errors import Refusal
from app.base.money import Money
from app.closing import closing, counting
from app.closing.closed import Why, Z
from app.closing.closing import Closed, Ending
from app.closing.count import DENOMINATIONS_FEN, Count, Pile
from app.console import DONE, Out
from app.staff.person import TECHNICIAN
from app.till import Till
from pos_ui import folder, opening
from pos_ui.commands.report import lines_of
from pos_ui.opening import Opened

HELP = "点数、交接班、日结 / count the drawer, hand over, close the day"
BUNDLE = "b"  # "100=2b+11": two bundles and eleven loose ones


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--count", metavar="100=11,50=7,0.5=22", help="实点张数；2b+3 是两捆又三张 / pieces of each"
    )
    parser.add_argument("--handover", action="store_true", help="交接班，不日结 / the day goes on")
    parser.add_argument("--why", choices=[str(it) for it in Why], help="长短款原因 / reason")
    parser.add_argument("--note", default="", help="说明 / a note")
    parser.add_argument("--keep", metavar="YUAN", help="留在钱箱 / stays in the drawer")
    parser.add_argument(
        "--reopen", type=int, metavar="N", help="冲回第 N 号 Z / reverse Z number N"
    )
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Count where something was counted, then close; beside an open till too."""
    with opening.opened(args.data) as it:
        if not it.settings.shifts:
            raise Refusal("shifts_are_off")
        if args.reopen is not None:
            return _reopen(args, out, it.till)
        count = _count(args, out, it.till)
        ending = Ending(
            is_handover=args.handover,
            why=Why(args.why) if args.why else None,
            note=args.note,
            kept=money.parse(args.keep) if args.keep else None,
            tolerance=Money(it.settings.tolerance_fen),
            paper=bool(it.settings.printer),
        )
        closed = closing.close(it.till, ending, by=TECHNICIAN)
        _answer(out, it, closed, count)
    return DONE


def parse(text: str) -> tuple[Pile, ...]:
    """Read "100=11,50=2b+7": how many of each note or coin; raises Refusal for what is none."""
    return tuple(_pile(*part.partition("=")[::2]) for part in text.split(",") if part.strip())


def _pile(worth: str, pieces: str) -> Pile:
    loose = bundles = 0
    for number in pieces.replace(" ", "").split("+"):
        digits = number.removesuffix(BUNDLE)
        if not digits.isdecimal():
            raise Refusal("count_is_odd")
        if number.endswith(BUNDLE):
            bundles += int(digits)
        else:
            loose += int(digits)
    return Pile(money.parse(worth), loose, bundles)


def _count(args: argparse.Namespace, out: Out, till: Till) -> Count | None:
    if args.count is not None:
        return counting.submit(till, parse(args.count), by=TECHNICIAN)
    kept = counting.counts(till)
    if kept or not sys.stdin.isatty():
        return kept[-1] if kept else None  # closing says what it lacks
    piles = []
    for fen in DENOMINATIONS_FEN:
        worth = Money(fen).text()
        out.note(f"{worth} 元 ×")
        piles.append(_pile(worth, input().strip() or "0"))
    return counting.submit(till, tuple(piles), by=TECHNICIAN)


def _reopen(args: argparse.Namespace, out: Out, till: Till) -> int:
    undone = closing.reopen(till, args.reopen, args.note, by=TECHNICIAN)
    number = undone.number
    document = {"reopening": undone.id, "z": undone.z, "number": number}
    out.answer(document, f"Z {number} 已冲回", f"Z {number} is reversed")
    return DONE


def _answer(out: Out, it: Opened, closed: Closed, count: Count | None) -> None:
    ended = closed.close
    document = {
        "shift": ended.shift,
        "handover": ended.is_handover,
        "counted_fen": ended.counted.fen,
        "expected_fen": ended.expected.fen,
        "over_fen": ended.over.fen,
        "kept_fen": ended.kept.fen,
        "deposit_fen": ended.deposit.fen,
        "counts": count.place if count else 0,
        "z": [_of(z) for z in closed.zs],
    }
    text = "\n\n".join(lines_of(it, z) for z in closed.zs)
    over = ended.over.grouped()
    out.answer(
        document,
        f"{text}\n\n已关班，长短款 {over} 元" if text else f"已交接，长短款 {over} 元",
        f"{text}\n\nclosed, over/short {over}" if text else f"handed over, over/short {over}",
    )


def _of(z: Z) -> dict[str, object]:
    return {
        "id": z.id,
        "number": z.number,
        "business_date": z.business_date,
        "bills": z.figures.bills,
        "net_fen": z.figures.net.fen,
        "over_fen": z.figures.over.fen,
        "tenders": {one.kind: one.amount.fen for one in z.figures.tenders},
        "seal": z.seal,
        "loose_ends": z.loose_ends,
    }
