"""`zhanggui shift`: open a shift, move cash, and see which shift is open; never what it holds."""

import argparse

from app.base import money
from app.base.errors import Refusal
from app.closing import beginning, counting
from app.console import DONE, Out
from app.shifts import moving, opening
from app.shifts.shift import MoveKind, Shift
from app.staff.person import TECHNICIAN
from app.till import Till
from pos_ui import folder
from pos_ui import opening as tills

HELP = "班次 / open a shift, cash in, cash out, safe drop"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=("open", "in", "out", "drop", "status"))
    parser.add_argument("amount", nargs="?", default="", help="金额，元 / in yuan")
    parser.add_argument("--float", dest="opening_float", default="", help="备用金 / in yuan")
    parser.add_argument("--reason", default="", help="原因")
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Do it as whoever has a terminal here, beside an open till too."""
    with tills.opened(args.data) as it:
        if not it.settings.shifts:
            raise Refusal("shifts_are_off")
        till = it.till
        if args.what == "open":
            wanted = args.opening_float or args.amount or "0"
            shift = beginning.begin(till, money.parse(wanted), by=TECHNICIAN)
            _answer(out, till, shift, "已开班", "shift open")
        elif args.what == "status":
            current = opening.current(till)
            if current is None:
                out.answer({"shift": None}, "没有开着的班", "no shift is open")
            else:
                _answer(out, till, current, "班次", "shift")
        else:
            _move(args, out, till, paper=bool(it.settings.printer))
    return DONE


def _move(args: argparse.Namespace, out: Out, till: Till, *, paper: bool) -> None:
    kind, amount = MoveKind(args.what), money.parse(args.amount or "0")
    moved = moving.move(till, kind, amount, args.reason, paper=paper, by=TECHNICIAN)
    document = {"id": moved.id, "kind": kind, "amount_fen": amount.fen, "shift": moved.shift}
    chinese = {MoveKind.IN: "补入", MoveKind.OUT: "支出", MoveKind.DROP: "缴款"}[kind]
    english = {MoveKind.IN: "put in", MoveKind.OUT: "paid out", MoveKind.DROP: "dropped"}[kind]
    out.answer(document, f"{chinese} {amount.grouped()} 元", f"{english}: {amount.grouped()}")


def _answer(out: Out, till: Till, shift: Shift, chinese: str, english: str) -> None:
    counts = counting.counts(till)
    document = {
        "shift": shift.id,
        "business_date": shift.business_date,
        "place": shift.place,
        "opened_at": shift.opened_at,
        "float_fen": shift.opening_float.fen,
        "person": shift.name or shift.person,
        "counts": len(counts),
    }
    at = f"{shift.opened_at.astimezone(till.shop.zone):%H:%M}"
    amount = shift.opening_float.grouped()
    out.answer(
        document,
        f"{chinese}：{shift.business_date} 第 {shift.place} 班，{at} 起，备用金 {amount} 元，"
        f"点数 {len(counts)} 次",
        f"{english}: {shift.business_date}, number {shift.place}, since {at}, float {amount},"
        f" counted {len(counts)} times",
    )
