"""`zhanggui-sandbox serve`: be every payment provider, on this machine, without money."""

import argparse
import asyncio
import socket
from datetime import datetime
from pathlib import Path

from app.console import DONE, Out
from hq.sandbox.calling import PORT

HELP = "支付沙箱 / stand-in payment providers"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--port", type=int, default=PORT, help="0: 任意 / any free one")
    parser.add_argument("--keys", type=Path, default=Path("sandbox-keys"), metavar="DIR")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--stand-at",
        type=datetime.fromisoformat,
        metavar="TIME",
        help="虚拟时钟 / a clock that only /sandbox/advance moves (with a zone: …+08:00)",
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Serve until told to stop (SIGINT or SIGTERM)."""
    import uvicorn  # noqa: PLC0415 - the other commands do without

    from hq.sandbox import keys, merchants  # noqa: PLC0415 - cryptography takes a while
    from hq.sandbox.server import make_sandbox  # noqa: PLC0415
    from hq.sandbox.watch import Watch  # noqa: PLC0415
    from hq.sandbox.world import World  # noqa: PLC0415

    world = World(keys.kept_in(args.keys), Watch(args.stand_at), args.seed)
    with socket.create_server(("127.0.0.1", args.port)) as listening:
        # asyncio forgets it for a socket that it did not make: 40 ms on every answer.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        base_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            make_sandbox(world),
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=1,
        )
        text = f"{base_url}\n{args.keys.resolve()}"
        out.answer(merchants.document(base_url, args.keys.resolve()), text, text)
        out.say("没有真钱。按 Ctrl+C 停止", "No real money. Ctrl+C stops it")
        asyncio.run(uvicorn.Server(config).serve([listening]))
    return DONE
