"""`zhanggui print SALE`: print a stored sale's receipt, once, beside an open till too."""

import argparse

from app.base.errors import Refusal
from app.console import DONE, FAILED, Out
from app.printing import spooling
from app.printing.job import Event, Kind, State
from app.selling import checkout
from app.settings import PAPERS_MM
from devices import printer, transport
from pos_ui import folder, opening, paper
from pos_ui.commands import receipt

HELP = "打印小票 / print a receipt"

_STATES = {
    State.PRINTED: ("已打印", "printed"),
    State.SENT: ("已发给小票机", "sent to the printer"),
    State.UNKNOWN: ("不知道打全了没有", "nobody knows whether it came out"),
    State.SKIPPED: ("没有打印", "not printed"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sale", metavar="SALE", help="单号、编号或 last / number, id or last")
    folder.argument(parser)
    parser.add_argument("--printer", metavar="URL", help="tcp://… serial://… file://…")
    parser.add_argument("--paper", type=int, choices=PAPERS_MM)
    parser.add_argument("--gift", action="store_true", help="礼品小票，没有价格 / without prices")
    parser.add_argument("--drawer", action="store_true", help="同时开钱箱 / open the drawer too")


def run(args: argparse.Namespace, out: Out) -> int:
    """Send one copy as one job; exit status 1 when it did not all leave."""
    with opening.opened(args.data) as it:
        url = args.printer or it.settings.printer
        if not url:
            raise Refusal("printer_not_set")
        transport.check(url)
        sale = receipt.find(it.till, args.sale)
        profile = paper.profile_of(it.settings, args.paper or 0)
        kind = Kind.GIFT if args.gift else Kind.RECEIPT
        job = checkout.reprint(it.till, sale, kind=kind, opens_drawer=args.drawer, starts=True)
        done = printer.send(url, paper.work(it.till, it.settings, job, profile))
        _, state = paper.settle(it.till, job.id, done)
        if done.outcome is printer.Outcome.NOTHING_SENT:  # nobody prints it later unasked
            state = spooling.tell(it.till.shop, job.id, Event.SKIP, str(done.trouble))
    reason = done.trouble.text(out.language) if done.trouble else None
    document = {
        "sale": sale.id,
        "number": sale.number,
        "kind": job.kind,
        "copy": job.copy,
        "state": state,
        "reason": reason,
    }
    out.answer(
        document,
        f"{sale.number}：{_STATES[state][0]}",
        f"{sale.number}: {_STATES[state][1]}",
    )
    if reason:
        out.note(reason)
    return FAILED if reason else DONE
