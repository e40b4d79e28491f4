"""`zhanggui report x`, `zhanggui report z N`: the day so far, or a closed one, as it was then."""

import argparse
from pathlib import Path

from app.base.errors import Refusal
from app.closing import closing, papers, report, reviewing, workbook
from app.closing.closed import Reopening, Z
from app.closing.report import Report
from app.console import DONE, Out
from app.settings import LANGUAGES, PAPERS_MM
from devices import drawing, pdf
from pos_ui import folder, opening, paper
from pos_ui.commands.receipt import write
from pos_ui.opening import Opened

HELP = "X 报告、Z 报告 / the X and Z reports"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("kind", choices=("x", "z"))
    parser.add_argument(
        "number", nargs="?", type=int, metavar="N", help="Z 号，默认最近 / the last"
    )
    parser.add_argument("--png", type=Path, metavar="FILE")
    parser.add_argument("--pdf", type=Path, metavar="FILE")
    parser.add_argument("--xlsx", type=Path, metavar="FILE")
    parser.add_argument("--paper", type=int, choices=PAPERS_MM)
    parser.add_argument("--language", choices=LANGUAGES)
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Show it; before the drawer was counted, X tells nobody at a terminal what it holds."""
    with opening.opened(args.data) as it:
        if not it.settings.shifts:
            raise Refusal("shifts_are_off")
        words = papers.words_of(it.settings, args.language or "")
        document: dict[str, object]
        if args.kind == "x":
            x = reviewing.x(it.till)
            said = report.of_x(x, words)
            document = {"business_date": x.shift.business_date, "blind": x.is_blind}
            if not x.is_blind:
                document["figures"] = x.figures
        else:
            z, undone = _z(it, args.number)
            said = report.of_z(z, undone, words)
            document = {"z": z, "reopening": undone}
    profile = paper.profile_of(it.settings, args.paper or 0)
    laid_out = papers.lay_out(said, it.settings, paper_mm=profile.paper_mm)
    if args.png:
        write(args.png, drawing.picture(laid_out, profile))
    if args.pdf:
        write(args.pdf, pdf.pdf(laid_out, profile))
    if args.xlsx:
        write(args.xlsx, workbook.xlsx(said))
    text = drawing.text(laid_out, profile)
    out.answer(document | {"text": text}, text, text)
    return DONE


def lines_of(it: Opened, z: Z) -> str:
    """Write a Z as its paper reads."""
    said: Report = report.of_z(z, None, papers.words_of(it.settings))
    profile = paper.profile_of(it.settings)
    laid_out = papers.lay_out(said, it.settings, paper_mm=profile.paper_mm)
    return drawing.text(laid_out, profile)


def _z(it: Opened, number: int | None) -> tuple[Z, Reopening | None]:
    if number is None:
        last = closing.last_z(it.till)
        number = last.number if last else 0
    return closing.z(it.till, number)
