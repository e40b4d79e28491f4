"""`zhanggui reconcile explain ID`: the cause in words, both sides, and what happened since."""

import argparse

import msgspec

from app.console import DONE, Out
from pos_ui import opening

HELP = "说明一笔差异 / explain an exception"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("case", metavar="ID")


def run(args: argparse.Namespace, out: Out) -> int:
    """Explain it."""
    from app.reconciliation import cases  # noqa: PLC0415 - loads the database's words
    from pos_ui.commands.reconciling import showing  # noqa: PLC0415

    with opening.opened(args.data) as it, it.till.shop.database.reading() as connection:
        case = cases.find(connection, args.case)
        events = list(cases.events(connection, case.id))
    history = [{"act": it.kind, **msgspec.json.decode(it.body)} for it in events]
    if not out.as_json:
        lines = [showing.line(case, out.language), *map(showing.row_line, case.sides)]
        lines += [f"  {it['act']:11} {it['person']} {it.get('reason', '')}" for it in history]
        for text in lines:
            out.say(text, text)
    else:
        out.answer(showing.document(case, out.language) | {"history": history}, "", "")
    return DONE
