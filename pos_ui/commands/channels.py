"""`zhanggui channels`: through whom this till takes payments; keys go to the system's keyring."""

import argparse
import contextlib
import secrets
from pathlib import Path

from app import settings
from app.base import clock
from app.base.errors import Refusal
from app.base.money import Money
from app.console import DONE, FAILED, Out
from app.payments import contracts, keeping
from app.payments.attempt import new_number
from app.payments.contracts import Contracted
from app.payments.exchange import Moment, NoAnswer, Order
from app.payments.sending import answer_to
from pos_ui import folder

HELP = "支付渠道 / channels that take payments"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    what = ("list", "import", "remove", "test")
    parser.add_argument("what", choices=what, nargs="?", default="list")
    parser.add_argument("name", nargs="?", default="", metavar="FILE|NAME")
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Show, take in, forget or try the till's contracts."""
    settings.load(args.data)
    if args.what == "import":
        return _take_in(args.data, Path(args.name), out)
    if args.what == "remove":
        keeping.forget(args.data, args.name)
    elif args.what == "test":
        return _test(args.data, args.name, out)
    return _show(args.data, keeping.all_of(args.data), out)


def _take_in(data: Path, path: Path, out: Out) -> int:
    tables = contracts.read(path)
    if not tables:
        raise Refusal("bad_settings", file=path, why="no channel in it")
    made = [contracts.made(name, values) for name, values in tables.items()]
    for name, values in tables.items():  # only now: all of them, or none
        keeping.keep(data, name, values)
    return _show(data, made, out)


def _show(data: Path, found: list[Contracted], out: Out) -> int:
    rows = [_row(data, one) for one in found]
    text = "\n".join("  ".join(map(str, row.values())) for row in rows)
    out.answer({"channels": rows}, text or "还没有支付渠道", text or "No channels yet")
    return DONE


def _row(data: Path, one: Contracted) -> dict[str, object]:
    return {
        "name": one.channel.name,
        "wallets": ",".join(sorted(one.terms.instruments)),
        "modes": ",".join(sorted(one.terms.modes)),
        "fee_bps": one.terms.fee_bps,
        "huabei": ",".join(map(str, one.huabei.fee_bps)) if one.huabei else "",
        "secrets": str(keeping.place(data, one.channel.name)),
    }


def _test(data: Path, name: str, out: Out) -> int:
    """Ask each channel about an order that cannot be: a signed no proves line and keys."""
    from sync.transport import Transport  # noqa: PLC0415 - the other words do without httpx

    rows = []
    with contextlib.closing(Transport()) as send:
        for one in keeping.all_of(data):
            if name not in ("", one.channel.name):
                continue
            moment = Moment(now=clock.now(), nonce=secrets.token_hex(16))
            order = Order(
                number=new_number(),
                amount=Money(1),
                made_at=moment.now,
                subject="test",
                wallet=min(one.terms.instruments),
            )
            request = one.channel.query(order, moment)
            answer = answer_to(request, send)
            outcome = one.channel.read(request, answer, clock.now())
            is_well = outcome.is_unpaid and not isinstance(answer, NoAnswer)
            rows.append({"name": one.channel.name, "is_well": is_well, "told": outcome.reason})
    text = "\n".join(f"{it['name']}  {'✓' if it['is_well'] else '✗'}  {it['told']}" for it in rows)
    out.answer({"channels": rows}, text, text)
    return DONE if rows and all(it["is_well"] for it in rows) else FAILED
