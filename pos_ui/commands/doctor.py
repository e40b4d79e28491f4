"""`zhanggui doctor`: what is wrong with this till, as far as it shows without a person."""

import argparse
from pathlib import Path

from app.base.errors import CHINESE, Told
from app.console import DONE, FAILED, Out
from devices.checkup import State
from pos_ui import folder
from pos_ui.doctor import examining, report, wording
from pos_ui.doctor.report import Report

HELP = "检测这台收银机 / find out what is wrong with this till"
MARKS = {State.OK: "✓", State.WARN: "!", State.FAULT: "✗", State.ABSENT: "–"}
COLUMN = 22


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    parser.add_argument(
        "--deep", action="store_true", help="久一点，也查找网络小票机 / longer; searches, too"
    )
    parser.add_argument(
        "--verify", type=Path, metavar="FILE", help="验证一份报告 / prove a saved report"
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Look at everything, say it and keep it as a signed report; 0 when nothing is at fault."""
    if args.verify is not None:
        return _verify(args, out)
    made = examining.examine(args.data, deep=args.deep)
    path, signer = _keep(args.data, made, out)
    document = {
        "report": report.clean(made),
        "saved": str(path) if path else None,
        "signer": signer,
        "faults": made.faults,
        "warnings": made.warnings,
    }
    out.answer(document, table(made, CHINESE, path), table(made, "en", path))
    return FAILED if made.faults else DONE


def table(made: Report, language: str, path: Path | None) -> str:
    """Write a line for each finding, and how many are at fault."""
    lines = []
    for result in made.results:
        name = wording.name_of(result.name, language)
        said = wording.line_of(result, language)
        lines.append(f"{MARKS[result.state]} {name}{' ' * (COLUMN - _columns(name))}{said}")
    lines += [f"  {it.url}  {it.title}".rstrip() for it in made.found]
    chinese = f"{made.faults} 项有问题，{made.warnings} 项要看一下"
    english = f"{made.faults} at fault, {made.warnings} to look at"
    lines.append(chinese if language == CHINESE else english)
    if path is not None:
        lines.append(f"报告：{path}" if language == CHINESE else f"Report: {path}")
    return "\n".join(lines)


def _keep(place: Path, made: Report, out: Out) -> tuple[Path | None, str]:
    """Keep the report; where nothing can be kept, it is said all the same."""
    if not place.is_dir():
        return None, ""
    try:
        path = report.save(place, made)
        return path, report.signing_key(place).id
    except Told as told:
        out.warn(told)
        return None, ""


def _verify(args: argparse.Namespace, out: Out) -> int:
    proven = report.verify(args.verify, args.data)
    it = proven.report
    document = {
        "valid": True,
        "signer": proven.signer,
        "ours": proven.is_ours,
        "store": it.store,
        "till": it.till,
        "made_at": it.made_at,
        "faults": it.faults,
        "warnings": it.warnings,
    }
    by = ("本机签名", "signed by this till")
    if not proven.is_ours:
        by = ("别的机器签名，请与总部登记的密钥核对", "signed elsewhere: compare the key with HQ's")
    out.answer(
        document,
        f"报告没有改动：{it.store} / {it.till}，{it.made_at:%Y-%m-%d %H:%M} UTC，"
        f"{it.faults} 项有问题；{by[0]}（{proven.signer}）",
        f"The report is unaltered: {it.store} / {it.till}, {it.made_at:%Y-%m-%d %H:%M} UTC,"
        f" {it.faults} at fault; {by[1]} ({proven.signer})",
    )
    return DONE


def _columns(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)
