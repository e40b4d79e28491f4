"""`zhanggui receipt SALE`: a receipt as text, as a picture and as PDF, without printing it."""

import argparse
from pathlib import Path

from app.base.errors import Refusal, Trouble
from app.console import DONE, Out
from app.printing.job import Kind
from app.selling import checkout, receipt
from app.selling.sale import Sale
from app.settings import LANGUAGES, PAPERS_MM
from app.till import Till
from devices import drawing, pdf
from pos_ui import folder, opening, paper

HELP = "看小票 / show a receipt as text, PNG and PDF"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sale", metavar="SALE", help="单号、编号或 last / number, id or last")
    folder.argument(parser)
    parser.add_argument("--png", type=Path, metavar="FILE")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="电子小票 / the copy to send")
    parser.add_argument("--gift", action="store_true", help="礼品小票，没有价格 / without prices")
    parser.add_argument("--paper", type=int, choices=PAPERS_MM)
    parser.add_argument("--language", choices=LANGUAGES)


def run(args: argparse.Namespace, out: Out) -> int:
    """Draw what the till's printer would print, beside an open till too."""
    with opening.opened(args.data) as it:
        sale = find(it.till, args.sale)
    profile = paper.profile_of(it.settings, args.paper or 0)
    kind = Kind.GIFT if args.gift else Kind.RECEIPT
    checkout.must_have(sale, kind)
    laid_out = receipt.lay_out(
        sale, it.settings, kind=kind, paper_mm=profile.paper_mm, language=args.language or ""
    )
    name = f"{sale.number}-gift" if args.gift else sale.number
    files = {"png": args.png or args.data / "receipts" / f"{name}.png", "pdf": args.pdf}
    written = {form: str(path) for form, path in files.items() if path}
    write(files["png"], drawing.picture(laid_out, profile))
    if args.pdf:
        write(args.pdf, pdf.pdf(laid_out, profile))
    text = drawing.text(laid_out, profile)
    document = {"sale": sale.id, "number": sale.number, "text": text, **written}
    names = "\n".join(written.values())
    out.answer(document, f"{text}\n\n已存 {names}", f"{text}\n\nsaved {names}")
    return DONE


def find(till: Till, wanted: str) -> Sale:
    """Return the sale with this id or number, or the `last` one; raises Refusal."""
    if wanted != "last":
        return checkout.find(till, wanted)
    newest = checkout.last(till)
    if newest is None:
        raise Refusal("unknown_sale", sale=wanted)
    return newest


def write(path: Path, data: bytes) -> None:
    """Write a file, with its folder; raises Trouble."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise Trouble("folder_read_only", folder=path.parent, why=error.strerror) from error
