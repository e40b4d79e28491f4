"""`zhanggui-sandbox statements`: fetch every provider's statement of a day into a folder."""

import argparse
from datetime import date
from pathlib import Path
from urllib.parse import quote

import msgspec

from app.console import DONE, Out
from hq.sandbox.calling import fetch, url_argument

HELP = "下载对账单 / fetch the statements of a day"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    url_argument(parser)
    parser.add_argument("--date", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR")


def run(args: argparse.Namespace, out: Out) -> int:
    """Fetch them, today's too."""
    asked = f"?date={args.date.isoformat()}"
    names = msgspec.json.decode(fetch(args.url, f"/sandbox/statements{asked}"), type=list[str])
    args.to.mkdir(parents=True, exist_ok=True)
    for name in names:
        path = args.to / Path(name).name
        path.write_bytes(fetch(args.url, f"/sandbox/statements/{quote(name)}{asked}"))
    text = "\n".join(str(args.to / it) for it in names)
    out.answer({"files": [str(args.to / it) for it in names]}, text, text)
    return DONE
