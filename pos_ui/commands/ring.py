"""`zhanggui ring FILE.jsonl`: sell baskets without a screen, through the services it uses.

A line of the file is a basket; a line of the answer, written when the sale is safely stored,
names the sale. A refused basket sells nothing and the next one goes on.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.base import money, quantity
from app.base.errors import Refusal, Told
from app.catalogue import labels
from app.closing import beginning
from app.console import DONE, FAILED, Out
from app.selling import altering, checkout
from app.selling.sale import Sale, Tender, TenderKind
from app.staff.person import RING
from pos_ui import folder, opening
from pos_ui.opening import Opened

HELP = "无屏收银 / sell baskets from a file without a screen"


@dataclass(frozen=True, slots=True)
class BasketLine:
    """A code and how much of it."""

    barcode: str
    quantity: str | int | float = "1"
    price: str | int | float | None = None  # of what has no price of its own


@dataclass(frozen=True, slots=True)
class BasketTender:
    """A way of paying and how much in yuan."""

    tender: TenderKind
    amount: str | int | float
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """What one customer buys and hands over."""

    lines: tuple[BasketLine, ...]
    tenders: tuple[BasketTender, ...] = ()
    age_confirmed: int = 0  # somebody looked: the customer is at least so old


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE.jsonl", help="- 表示标准输入 / - for standard input")
    parser.add_argument(
        "--paper", action="store_true", help="排队打印小票 / queue receipts to print"
    )
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Sell every basket and answer for each in one line of JSON."""
    sold = refused = 0
    with opening.opened(args.data, sells=True) as it, ExitStack() as stack:
        if warning := opening.clock_warning(it.till):
            out.warn(warning)
        beginning.ensure(it.till, by=RING)
        for number, text in enumerate(_lines(args.file, stack), start=1):
            if not text.strip():
                continue
            try:
                sale = sell(it, _basket(number, text), paper=args.paper)
            except Refusal as refusal:
                refused += 1
                _write(
                    {"line": number, "refused": refusal.text(out.language), "code": refusal.code}
                )
            except Told as told:  # the world fails: no use going on
                _write({"line": number, "failed": told.text(out.language), "code": told.code})
                raise
            else:
                sold += 1
                _write(_answer(sale))
    print(f"{sold} 笔已收，{refused} 笔拒绝 / {sold} sold, {refused} refused", file=sys.stderr)
    return FAILED if refused else DONE


def sell(opened: Opened, basket: Basket, *, paper: bool = False) -> Sale:
    """Sell one basket as a cashier would: scan, take the money, complete."""
    till = opened.till
    templates = [labels.parse(text) for text in opened.settings.labels]
    cart = checkout.start(till)
    try:
        if basket.age_confirmed:
            cart = altering.confirm_age(till, cart, basket.age_confirmed, by=RING)
        for line in basket.lines:
            amount = quantity.parse(str(line.quantity))
            price = None if line.price is None else money.parse(str(line.price))
            cart = checkout.scan(
                till,
                cart,
                line.barcode,
                amount,
                joins=False,
                templates=templates,
                price=price,
                by=RING,
            )
        tenders = [
            Tender(it.tender, money.parse(str(it.amount)), it.reference) for it in basket.tenders
        ]
        return checkout.complete(till, cart, tenders, paper=paper, by=RING)
    except Refusal:
        altering.clear(till, cart, by=RING)
        raise


def _basket(number: int, text: str) -> Basket:
    try:
        return msgspec.json.decode(text, type=Basket)
    except ValueError as error:
        raise Refusal("bad_basket", line=number, why=error) from error


def _lines(name: str, stack: ExitStack) -> Iterator[str]:
    if name == "-":
        return iter(sys.stdin)
    try:
        return iter(stack.enter_context(Path(name).open(encoding="utf-8-sig")))
    except OSError as error:
        raise Refusal("no_such_file", file=name, why=error.strerror) from error


def _answer(sale: Sale) -> dict[str, object]:
    return {
        "sale": sale.id,
        "number": sale.number,
        "total_fen": sale.total.fen,
        "paid_fen": sale.paid.fen,
        "change_fen": sale.change.fen,
    }


def _write(document: object) -> None:
    sys.stdout.write(msgspec.json.encode(document).decode() + "\n")
    sys.stdout.flush()
