"""The sandbox as an ASGI application: the providers, the inbox, and its own paths."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email.utils import format_datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from hq.sandbox import admin, links
from hq.sandbox.desk import ALIPAY, TELLERS, Cut, Desk, Post, posted
from hq.sandbox.providers import ecny, quickpass, wechat_v2
from hq.sandbox.providers.exchange import Came, Reply, Wire
from hq.sandbox.providers.wechat_v2 import WechatV2
from hq.sandbox.world import World

MOST_BYTES = 1_000_000
CUT = "sandbox.cut"  # in the scope: why nothing shall be answered


def make_sandbox(world: World, post: Post = posted) -> ASGIApp:
    """Build the application around a world; `post` carries the callbacks."""
    desk = Desk(world, post)

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(desk.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def bill(request: Request) -> Response:
        return _response(ALIPAY.file(world, request.query_params.get("token", "")))

    unionpay = _endpoint(desk, TELLERS["unionpay"])
    routes = [
        *admin.routes(desk),
        *links.routes(world),
        *(_route(desk, it, WechatV2()) for it in wechat_v2.PATHS),
        _route(desk, "/gateway.do", ALIPAY, "GET"),
        Route("/downloadBill", bill),
        Route("/gateway/api/backTransReq.do", unionpay, methods=["POST"]),
        Route("/gateway/api/queryTrans.do", unionpay, methods=["POST"]),
        Route("/", unionpay, methods=["POST"]),  # filedownload.95516.com has no path
        *(_route(desk, f"{quickpass.PREFIX}/{it}", TELLERS["quickpass"]) for it in quickpass.CALLS),
        *(_route(desk, ecny.PREFIX + it, TELLERS["ecny"]) for it in ecny.CALLS),
        _route(desk, "/v3/{rest:path}", TELLERS["wechat"], "GET"),
    ]
    return _Line(Starlette(routes=routes, lifespan=living), world)


def _route(desk: Desk, path: str, wire: Wire, *more: str) -> Route:
    return Route(path, _endpoint(desk, wire), methods=["POST", *more])


def _endpoint(desk: Desk, wire: Wire) -> Any:  # noqa: ANN401 - what Starlette takes
    async def endpoint(request: Request) -> Response:
        body = await request.body()
        if len(body) > MOST_BYTES:
            return Response(status_code=413)
        raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
        query: bytes = request.scope["query_string"]
        came = Came(
            method=request.method,
            target=(raw.partition(b"?")[0] + (b"?" + query if query else b"")).decode("latin-1"),
            headers={name.lower(): text for name, text in request.headers.items()},
            body=body,
            base_url=str(request.base_url).rstrip("/"),
        )
        try:
            return _response(await desk.serve(wire, came))
        except Cut as cut:
            request.scope[CUT].append(cut)
            return Response()  # nobody sees it

    return endpoint


def _response(reply: Reply) -> Response:
    response = Response(reply.body, reply.status)
    for name, text in reply.headers:
        response.headers[name] = text
    if reply.body:
        response.headers["Content-Type"] = reply.kind
    return response


class _Line:
    """The line to the providers: tells their time, and is cut where the plan says so."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cuts: list[Cut] = []

        async def dated(message: Any) -> None:  # noqa: ANN401 - of ASGI
            if cuts:
                return
            if message["type"] == "http.response.start":
                date = format_datetime(self._world.watch.now(), usegmt=True)
                message["headers"] = [*message.get("headers", ()), (b"date", date.encode())]
            await send(message)

        await self._app({**scope, CUT: cuts}, receive, dated)
        if cuts:
            await self._cut(cuts[0], receive, send, getattr(send, "__self__", None))

    async def _cut(self, cut: Cut, receive: Receive, send: Send, cycle: Any) -> None:  # noqa: ANN401
        """Cut the real line under uvicorn; in process, raise Cut to who called."""
        transport = getattr(cycle, "transport", None)
        if transport is None:
            raise cut
        if cut.is_hole:
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        if cut.after is not None:
            await _half(cut.after, send)
            transport.close()  # what was written still leaves
        else:
            transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


async def _half(reply: Reply, send: Send) -> None:
    headers = [(it.lower().encode(), text.encode()) for it, text in reply.headers]
    headers += [(b"content-length", str(len(reply.body)).encode())]
    headers += [(b"content-type", reply.kind.encode())]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    half = reply.body[: len(reply.body) // 2]
    await send({"type": "http.response.body", "body": half, "more_body": True})
