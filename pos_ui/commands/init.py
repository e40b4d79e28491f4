"""`zhanggui init`: set a till up in a data folder; HQ need not be there at that moment."""

import argparse

from app.console import DONE, Out
from app.settings import LANGUAGES, PAPERS_MM
from pos_ui import folder
from pos_ui.setup import enrolling
from pos_ui.setup.enrolling import Wish

HELP = "设置一台收银机 / set a till up"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    parser.add_argument("--store", required=True, metavar="S1", help="门店编号 store")
    parser.add_argument("--till", required=True, metavar="T1", help="机号 till")
    parser.add_argument("--hq", metavar="URL", help="总部地址 head office")
    parser.add_argument("--credential", metavar="CODE", help="总部的一次性代码 one-time code")
    parser.add_argument("--printer", metavar="URL", help="tcp://… serial://… file://…")
    parser.add_argument("--paper", type=int, choices=PAPERS_MM, help="纸宽 mm")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--shifts", choices=("on", "off"), help="按班次收银，默认 on / in shifts")
    for name in ("shop-name", "shop-address", "shop-phone", "footer", "cashier"):
        parser.add_argument(f"--{name}")


def run(args: argparse.Namespace, out: Out) -> int:
    """Make the folder, the settings and the database; running it again changes what it names."""
    wish = Wish(
        store=args.store,
        till=args.till,
        hq_url=args.hq or "",
        code=args.credential or "",
        changes=_changes(args),
    )
    ours, place = enrolling.set_up(args.data, wish)
    document = {"store": ours.store, "till": ours.till, "data": str(args.data), "credential": place}
    out.answer(
        document,
        f"收银机 {ours.store} / {ours.till} 已设置在 {args.data}（凭证：{place}）",
        f"till {ours.store} / {ours.till} is set up in {args.data} (credential: {place})",
    )
    return DONE


def _changes(args: argparse.Namespace) -> dict[str, object]:
    given = {
        "hq_url": args.hq,
        "printer": args.printer,
        "paper_mm": args.paper,
        "language": args.language,
        "shop_name": args.shop_name,
        "shop_address": args.shop_address,
        "shop_phone": args.shop_phone,
        "footer": args.footer,
        "cashier": args.cashier,
        "shifts": None if args.shifts is None else args.shifts == "on",
    }
    return {name: value for name, value in given.items() if value is not None}
