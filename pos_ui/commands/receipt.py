"""`zhanggui receipt SALE`: show a receipt as text and as a picture, without printing it."""

import argparse
from pathlib import Path

from app.base.errors import Refusal, Trouble
from app.console import DONE, Out
from app.selling import checkout, receipt
from app.selling.sale import Sale
from app.settings import LANGUAGES, PAPERS_MM
from app.till import Till
from devices import drawing
from pos_ui import folder, opening, paper

HELP = "看小票 / show a receipt as text and PNG"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sale", metavar="SALE", help="单号、编号或 last / number, id or last")
    folder.argument(parser)
    parser.add_argument("--png", type=Path, metavar="FILE")
    parser.add_argument("--paper", type=int, choices=PAPERS_MM)
    parser.add_argument("--language", choices=LANGUAGES)


def run(args: argparse.Namespace, out: Out) -> int:
    """Draw what the till's printer would print, beside an open till too."""
    with opening.opened(args.data) as it:
        sale = find(it.till, args.sale)
    profile = paper.profile_of(it.settings, args.paper or 0)
    laid_out = receipt.lay_out(
        sale, it.settings, paper_mm=profile.paper_mm, language=args.language or ""
    )
    png = args.png or args.data / "receipts" / f"{sale.number}.png"
    _write(png, drawing.picture(laid_out, profile))
    text = drawing.text(laid_out, profile)
    document = {"sale": sale.id, "number": sale.number, "text": text, "png": str(png)}
    out.answer(document, f"{text}\n\n图片 {png}", f"{text}\n\npicture {png}")
    return DONE


def find(till: Till, wanted: str) -> Sale:
    """Return the sale with this id or number, or the `last` one; raises Refusal."""
    if wanted != "last":
        return checkout.find(till, wanted)
    newest = checkout.last(till)
    if newest is None:
        raise Refusal("unknown_sale", sale=wanted)
    return newest


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise Trouble("folder_read_only", folder=path.parent, why=error.strerror) from error
