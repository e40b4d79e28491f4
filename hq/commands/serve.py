"""`zhanggui-hq serve`: answer the tills, in one process."""

import argparse
import contextlib
import gc
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from app.console import DONE, Out
from app.shop import Shop
from app.storage import presence
from hq import logs, opening, works
from hq.server import make_server
from hq.working import Workers

if TYPE_CHECKING:
    from app.payments.journal_hub import JournalHub

HELP = "总部服务 / answer the tills"
GRACE_S = 30  # requests under way are answered before the end
GARBAGE_EVERY = (100_000, 50, 100)  # values made; then rounds of the young, of the older
KEEP_ALIVE_S = 75  # longer than tills pause, so that a poll needs no new connection


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)
    parser.add_argument(
        "--cells", metavar="URL", help="总控库；门店分在各单元 / the control database of many"
    )
    parser.add_argument(
        "--backup-to", type=Path, metavar="DIR", help="每天备份到这里 / back up into it every day"
    )
    parser.add_argument(
        "--channels",
        type=Path,
        metavar="FILE",
        help="代各店收款的支付渠道 / contracts by which HQ takes the tills' payments",
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--tls-cert", metavar="FILE", help="PEM")
    parser.add_argument("--tls-key", metavar="FILE", help="PEM")
    parser.add_argument(
        "--log-requests", action="store_true", help="每个请求记一行 / log each request"
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Serve until told to stop (SIGINT or SIGTERM), then finish what is under way."""
    import uvicorn  # noqa: PLC0415 - the other commands do without

    _look_for_garbage_seldom()
    scheme = "https" if args.tls_cert else "http"
    with opening.opened(args.cells or args.db) as shop, presence.serving(shop.database):
        logs.begin(is_talkative=args.log_requests)
        out.say(
            f"总部在 {scheme}://{args.host}:{args.port} 等收银机，按 Ctrl+C 停止",
            f"HQ listens on {scheme}://{args.host}:{args.port}; Ctrl+C stops it",
        )
        with _application(args, shop) as server, _working(args, shop):
            for one in (signal.SIGINT, signal.SIGTERM):
                signal.signal(one, lambda *_: None)  # uvicorn's own are in place meanwhile
            uvicorn.run(
                server,
                host=args.host,
                port=args.port,
                log_config=None,
                access_log=False,
                ssl_certfile=args.tls_cert,
                ssl_keyfile=args.tls_key,
                server_header=False,
                timeout_graceful_shutdown=GRACE_S,
                timeout_keep_alive=KEEP_ALIVE_S,
            )
    return DONE


@contextlib.contextmanager
def _application(args: argparse.Namespace, shop: Shop) -> Iterator[ASGIApp]:
    if not args.cells:
        with _paying(args.channels, shop) as hub:
            yield make_server(shop, hub=hub)
        return
    from hq.front import Front  # noqa: PLC0415 - only where there are cells

    with contextlib.closing(Front(shop)) as front:
        yield front


@contextlib.contextmanager
def _paying(file: Path | None, shop: Shop) -> Iterator["JournalHub | None"]:
    """Take payments by the contracts of a file meanwhile; raises Refusal for a wrong one."""
    if file is None:
        yield None
        return
    from app.payments import contracts  # noqa: PLC0415 - only where HQ takes payments
    from hq import payment_keys, payments  # noqa: PLC0415
    from sync.transport import Transport  # noqa: PLC0415

    with shop.database.writing() as connection:
        payment_keys.forget(connection, shop.clock())
    found = [contracts.made(name, values) for name, values in contracts.read(file).items()]
    shown = next((it.certificate for it in found if it.certificate), "")
    with contextlib.closing(Transport(shown)) as send:
        channels = {it.channel.name: it.channel for it in found}
        hub = payments.make_hub(shop, channels, send, [it.terms for it in found])
        hub.begin()
        try:
            yield hub
        finally:
            hub.stop()


@contextlib.contextmanager
def _working(args: argparse.Namespace, shop: Shop) -> Iterator[None]:
    """Do head office's jobs meanwhile."""
    all_works = works.all_works(args.backup_to)
    works.begin(shop, all_works)
    workers = Workers(shop, all_works)
    workers.begin()
    try:
        yield
    finally:
        workers.stop()


def _look_for_garbage_seldom() -> None:
    """Leave alone what lives as long as the server: a push makes many values, and hardly a cycle.

    By Python's own thresholds a fifth of a push's time goes into looking for some.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_EVERY)
