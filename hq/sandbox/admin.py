"""What tests and people ask of the sandbox itself: /sandbox/…, never a provider's own."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hq.sandbox import effects
from hq.sandbox.bills import alipay, unionpay, wechat
from hq.sandbox.books import OPEN, Charge
from hq.sandbox.desk import Desk
from hq.sandbox.effects import Rule
from hq.sandbox.keys import PROVIDERS
from hq.sandbox.providers.exchange import No, behaving
from hq.sandbox.watch import CHINA
from hq.sandbox.world import Rules, World

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Scan:
    """A buyer scans the QR code of this text, and behaves so."""

    qr: str
    do: str = "pays"


@dataclass(frozen=True, slots=True)
class Advance:
    """Let so many seconds pass."""

    seconds: float


def routes(desk: Desk) -> list[Route]:
    """Return the sandbox's own paths."""
    world = desk.world

    async def status(_: Request) -> Response:
        return JSONResponse(summary(world))

    async def books(_: Request) -> Response:
        desk.collect()
        return JSONResponse(document(world))

    async def plan(request: Request) -> Response:
        if request.method == "DELETE":
            world.plan.rules.clear()
        elif request.method == "POST":
            given = await _asked(request, list[Rule] | Rule)
            for rule in given if isinstance(given, list) else [given]:
                world.plan.add(rule)
        return JSONResponse([asdict(it) for it in world.plan.rules])

    async def settings(request: Request) -> Response:
        given = await _asked(request, dict[str, Any])
        world.rules = msgspec.convert({**asdict(world.rules), **given}, Rules)
        return JSONResponse(asdict(world.rules))

    async def scan(request: Request) -> Response:
        given = await _asked(request, Scan)
        charge = scanned(world, given.qr, given.do)
        desk.collect()
        await desk.deliver()
        return JSONResponse(described(charge))

    async def advance(request: Request) -> Response:
        given = await _asked(request, Advance)
        await desk.advance(given.seconds)
        return JSONResponse({"now": world.watch.now().isoformat()})

    async def reset(_: Request) -> Response:
        desk.reset()
        return JSONResponse(summary(world))

    async def callbacks(_: Request) -> Response:
        return JSONResponse(
            {
                "sent": [_plain(asdict(it)) for it in world.notices.sent],
                "waiting": [_plain(asdict(it[2])) for it in sorted(world.notices.waiting)],
            }
        )

    async def inbox(_: Request) -> Response:
        return JSONResponse(world.inbox)

    async def statement(request: Request) -> Response:
        try:
            day = date.fromisoformat(request.query_params["date"])
            content = statements(world, day)[request.path_params["name"]]
        except (KeyError, ValueError):
            return JSONResponse({"error": "no such statement"}, status_code=404)
        return Response(content, media_type="application/octet-stream")

    async def statement_names(request: Request) -> Response:
        try:
            day = date.fromisoformat(request.query_params["date"])
        except (KeyError, ValueError):
            return JSONResponse({"error": "date=YYYY-MM-DD"}, status_code=400)
        return JSONResponse(sorted(statements(world, day)))

    return [
        Route("/sandbox/status", status),
        Route("/sandbox/books", books),
        Route("/sandbox/plan", _forgiving(plan), methods=["GET", "POST", "DELETE"]),
        Route("/sandbox/settings", _forgiving(settings), methods=["POST"]),
        Route("/sandbox/scan", _forgiving(scan), methods=["POST"]),
        Route("/sandbox/advance", _forgiving(advance), methods=["POST"]),
        Route("/sandbox/reset", reset, methods=["POST"]),
        Route("/sandbox/callbacks", callbacks),
        Route("/sandbox/inbox", inbox),
        Route("/sandbox/statements", statement_names),
        Route("/sandbox/statements/{name}", statement),
    ]


async def _asked(request: Request, kind: Any) -> Any:  # noqa: ANN401 - of that kind
    """Read what is asked; raises ValueError for what is not of the kind."""
    return msgspec.json.decode(await request.body(), type=kind)


def _forgiving(endpoint: Endpoint) -> Endpoint:
    """Say what is wrong with a question, where it is that."""

    async def forgiving(request: Request) -> Response:
        try:
            return await endpoint(request)
        except (ValueError, No) as error:
            return JSONResponse({"error": str(error)}, status_code=400)

    return forgiving


def scanned(world: World, qr: str, do: str) -> Charge:
    """Let a buyer scan a QR code; raises ValueError for a code of nobody's, No for one over."""
    charge = next((it for it in world.books if it.qr and it.qr == qr), None)
    if charge is None:
        raise ValueError("no such QR code")
    if charge.state not in OPEN:
        raise No("gone")
    return world.books.put(behaving(world, charge, effects.parsed(do)))


def document(world: World) -> dict[str, Any]:
    """Return the books: every charge in fen, and the sums of each provider."""
    charges = list(world.books)
    return {
        "now": world.watch.now().isoformat(),
        "totals": {it: _sums([c for c in charges if c.provider == it]) for it in PROVIDERS},
        "charges": [described(it) for it in charges],
    }


def described(charge: Charge) -> dict[str, Any]:
    """Return a charge as the books show it."""
    shown = _plain(asdict(charge))
    shown["refunds"] = [_plain(it) for it in asdict(charge)["refunds"]]
    return shown | {"refunded_fen": charge.refunded_fen, "net_fen": charge.net_fen}


def summary(world: World) -> dict[str, Any]:
    """Return how much there is."""
    return {
        "now": world.watch.now().isoformat(),
        "stands": world.watch.stands,
        "calls": world.calls,
        "charges": sum(1 for _ in world.books),
        "paid": sum(1 for it in world.books if it.paid_at),
        "rules": len(world.plan.rules),
        "callbacks_waiting": len(world.notices.waiting),
    }


def statements(world: World, day: date) -> dict[str, bytes]:
    """Return all statements of a day by file name."""
    kinds = ("ALL", "SUCCESS", "REFUND")
    stamp, pid = f"{day:%Y%m%d}", world.merchant.alipay_pid
    found = {f"wechat_tradebill_{it}_{stamp}.csv": wechat.written(world, day, it) for it in kinds}
    found[f"wechat_fundflow_BASIC_{stamp}.csv"] = wechat.written(world, day, "FLOW_BASIC")
    found[f"{pid}0156_{stamp}_trade.csv.zip"] = alipay.written(world, day, "trade")
    found[f"{pid}0156_{stamp}_signcustomer.csv.zip"] = alipay.written(world, day, "signcustomer")
    for provider in ("unionpay", "quickpass"):
        name, content = unionpay.zipped(world, day, provider)
        found[name] = content
    return found


def _sums(charges: list[Charge]) -> dict[str, int]:
    paid = [it for it in charges if it.paid_at]
    back = [it for charge in paid for it in charge.refunds]
    fees = sum(it.fee_fen for it in paid) - sum(it.fee_fen for it in back)
    net = sum(it.net_fen for it in paid)
    return {
        "charges": len(charges),
        "paid": len(paid),
        "paid_fen": sum(it.amount_fen for it in paid),
        "refunded_fen": sum(it.amount_fen for it in back),
        "net_fen": net,
        "fee_fen": fees,
        "settled_fen": net - fees,
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    kept = {it: value for it, value in values.items() if it != "refunds"}
    return {
        it: value.astimezone(CHINA).isoformat() if isinstance(value, datetime) else value
        for it, value in kept.items()
    }
