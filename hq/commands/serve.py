"""`zhanggui-hq serve`: answer the tills, in one process."""

import argparse

from app.console import DONE, Out
from hq import opening
from hq.server import make_server

HELP = "总部服务 / answer the tills"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--tls-cert", metavar="FILE", help="PEM")
    parser.add_argument("--tls-key", metavar="FILE", help="PEM")


def run(args: argparse.Namespace, out: Out) -> int:
    """Serve until told to stop."""
    import uvicorn  # noqa: PLC0415 - the other commands do without

    with opening.opened(args.db) as shop:
        out.say(
            f"总部在 http://{args.host}:{args.port} 等收银机，按 Ctrl+C 停止",
            f"HQ listens on http://{args.host}:{args.port}; Ctrl+C stops it",
        )
        uvicorn.run(
            make_server(shop),
            host=args.host,
            port=args.port,
            log_level="warning",
            ssl_certfile=args.tls_cert,
            ssl_keyfile=args.tls_key,
            server_header=False,
        )
    return DONE
