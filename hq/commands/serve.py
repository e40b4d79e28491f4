"""`zhanggui-hq serve`: answer the tills, in one process."""

import argparse

from app.console import DONE, Out
from hq import logs, opening
from hq.server import make_server

HELP = "总部服务 / answer the tills"
GRACE_S = 30  # requests under way are answered before the end
KEEP_ALIVE_S = 75  # longer than tills pause, so that a poll needs no new connection


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    opening.database_argument(parser)
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

    scheme = "https" if args.tls_cert else "http"
    with opening.opened(args.db) as shop:
        logs.begin(is_talkative=args.log_requests)
        out.say(
            f"总部在 {scheme}://{args.host}:{args.port} 等收银机，按 Ctrl+C 停止",
            f"HQ listens on {scheme}://{args.host}:{args.port}; Ctrl+C stops it",
        )
        uvicorn.run(
            make_server(shop),
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
