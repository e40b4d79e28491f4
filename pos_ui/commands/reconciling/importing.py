"""`zhanggui reconcile import FILE…`: take statements in, or our own books with --ours."""

import argparse
from pathlib import Path

from app.base.errors import Refusal, Told, Trouble
from app.base.money import Money
from app.console import DONE, FAILED, Out
from app.reconciliation.imported import Imported
from pos_ui import opening

HELP = "导入账单 / take statements in"
SHOWN = 20  # problems of a file, for people


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "--ours",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="自己的账 our own books, CSV",
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Take each file in; one file answers by itself, several under `files`."""
    from app.reconciliation import importing  # noqa: PLC0415 - loads what reads statements
    from app.reconciliation.standard import Side  # noqa: PLC0415
    from app.reconciliation.statements import templates  # noqa: PLC0415

    todo = [(it, Side.OURS) for it in args.ours] + [(it, Side.THEIRS) for it in args.files]
    if not todo:
        raise Refusal("statement_none_named")
    documents: list[dict[str, object]] = []
    with opening.opened(args.data) as it:
        forms = templates.load(it.folder / templates.FILE)
        for path, side in todo:
            try:
                done = importing.take_in(it.till.shop, path, side, forms)
            except Told as told:
                out.warn(told)
                documents.append(_failed(path, told, out.language))
                continue
            documents.append(_told(path, done, out))
    is_good = all(one["status"] == "accepted" for one in documents)
    document = documents[0] if len(documents) == 1 else {"files": documents}
    if out.as_json:
        out.answer(document, "", "")
    return DONE if is_good else FAILED


def _failed(path: Path, told: Told, language: str) -> dict[str, object]:
    why = {"line": 0, "column": "", "why": told.text(language), "code": told.code}
    status = "failed" if isinstance(told, Trouble) else "refused"
    nothing = dict.fromkeys(("rows", "paid_fen", "refunded_fen", "fee_fen", "net_fen"), 0)
    return {"file": str(path), "format": "", "status": status, **nothing, "problems": [why]}


def _told(path: Path, done: Imported, out: Out) -> dict[str, object]:
    """Tell people of one file, and return it for programs."""
    sums = done.sums
    for problem in done.problems[:SHOWN]:
        out.note(f"{path.name} {problem.text(out.language)}")
    if not out.as_json:
        out.say(*_said(path, done))
    return {
        "file": str(path),
        "sha256": done.hash,
        "side": done.side,
        "format": done.format,
        "channel": done.channel,
        "account": done.account,
        "currency": done.currency,
        "status": done.status,
        "first_day": done.first_day,
        "last_day": done.last_day,
        "rows": sums.rows,
        "paid_fen": sums.paid_fen,
        "refunded_fen": sums.refunded_fen,
        "fee_fen": sums.fee_fen,
        "net_fen": sums.net_fen,
        "repeats": done.repeats,
        "was_there": done.was_there,
        "problems": [
            {
                "line": it.line,
                "column": it.column,
                "why": it.why.text(out.language),
                "code": it.why.code,
                "warning": it.is_warning,
            }
            for it in done.problems
        ],
    }


def _said(path: Path, done: Imported) -> tuple[str, str]:
    sums = done.sums
    fens = (sums.paid_fen, sums.refunded_fen, sums.fee_fen, sums.net_fen)
    paid, refunded, fee, net = (Money(it).grouped() for it in fens)
    chinese, english = STATES[done.status]
    if done.was_there:
        chinese += "（以前导入过，没有变动）"
        english += " (was there already, nothing changed)"
    form = done.format or "?"
    return (
        (
            f"{path.name}：{chinese}，{form}，{sums.rows} 条，"
            f"收 {paid}，退 {refunded}，手续费 {fee}，应结 {net}"
        ),
        (
            f"{path.name}: {english}, {form}, {sums.rows} rows, "
            f"paid {paid}, refunded {refunded}, fees {fee}, net {net}"
        ),
    )


STATES = {
    "accepted": ("已导入", "taken in"),
    "refused": ("没有导入", "refused"),
    "quarantined": ("已隔离", "set aside"),
    "storing": ("没有导入完", "not taken in completely"),
}
