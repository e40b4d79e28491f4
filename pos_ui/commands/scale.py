"""`zhanggui scale export FILE`: write what is weighed for the label scales of the store."""

import argparse
from pathlib import Path

from app.base.errors import Trouble
from app.catalogue import products
from app.console import DONE, Out
from devices.scales import plu_export
from pos_ui import folder, opening

HELP = "导出条码秤商品 / export what is weighed for label scales"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=["export"])
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--format", choices=list(plu_export.FORMS), default="generic-csv")
    folder.argument(parser)


def run(args: argparse.Namespace, out: Out) -> int:
    """Write the file, and say of every item what the scale cannot hold of it."""
    with opening.opened(args.data) as it, it.till.shop.database.reading() as connection:
        listed = products.all_for_sale(connection)
    item_digits = max((text.upper().count("I") for text in it.settings.labels), default=0)
    form = plu_export.FORMS[args.format]
    made = plu_export.export(listed, form, item_digits or form.code_digits)
    for problem in made.problems:
        out.warn(problem)
    try:
        args.file.write_bytes(made.data)
    except OSError as error:
        raise Trouble("folder_read_only", folder=args.file, why=error.strerror) from error
    document = {
        "exported": made.count,
        "problems": [{"code": one.code, "why": one.text(out.language)} for one in made.problems],
    }
    out.answer(
        document,
        f"已导出 {made.count} 种称重商品到 {args.file.name}，{len(made.problems)} 处要看",
        f"{made.count} weighed items written to {args.file.name}, {len(made.problems)} remarks",
    )
    return DONE
