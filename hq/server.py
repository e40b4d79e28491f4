"""HQ's HTTP face: how much may come at a time, in which version, and what is logged of it."""

import inspect
import logging
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from app.base.errors import Trouble
from app.payments.attempt import OrderNo
from app.payments.journal_hub import JournalHub
from app.shop import Shop
from app.storage.rows import Unfit
from hq import answers, openapi, payments, web
from hq.answers import Answering
from hq.board import GOOD_FOR_S, Board
from hq.desk import Asked, Desk, Refused, now_ms
from hq.metrics import Metrics
from hq.polling import Polls
from hq.replays import SeenBefore
from sync import packing
from sync.payment_wire import CALLBACKS, KEY_HEADER, LONGEST_HOLD_S, PAYMENTS
from sync.wire import (
    CLAIMS,
    ENROL,
    FEEDS,
    HELLO,
    MOST_BYTES,
    OLDEST_PROTOCOL,
    PROTOCOL,
    PROTOCOL_HEADER,
    PUSH,
    ROTATE,
    SALES,
    Problem,
)

AnsweringLater = Callable[[Desk, Asked], Awaitable[Response]]

log = logging.getLogger(__name__)
access = logging.getLogger("hq.access")

RETRY_AFTER_S = 5  # when the database is away
BUSY_FOR_S = (5, 30)  # when too many wait; spread, so that they do not come back together
MOST_WAITING = 200  # requests at a time
MOST_SMALL = 1024 * 1024  # bytes of any request but a push
NEIGHBOURS = {"127.0.0.1", "::1", "testclient"}  # who may see the figures


class _Server(Starlette):
    """Answers idle polls before anything is routed: they are nearly all that is asked."""

    def __init__(self, desk: Desk, routes: Sequence[BaseRoute]) -> None:
        super().__init__(routes=routes)
        self._polls = Polls(desk)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not await self._polls.answer(scope, send):
            await super().__call__(scope, receive, send)


def make_server(
    shop: Shop,
    *,
    good_for_s: float = GOOD_FOR_S,
    hub: JournalHub | None = None,
    hold_s: float = LONGEST_HOLD_S,
) -> Starlette:
    """Build the ASGI application around the chain's records.

    `good_for_s` is for how long a poll is answered from memory; `hub` takes the tills' payments,
    and whoever made it begins and stops it. `hold_s` is for how long
    an answer about a payment is held back until there is news.
    """
    desk = Desk(shop, Board(shop, good_for_s), Metrics())
    signed: list[tuple[str, str, Answering]] = [
        (HELLO, "POST", answers.hello),
        (ROTATE, "POST", answers.rotate),
        (PUSH, "POST", answers.push),
        (SALES, "GET", answers.sale),
        (CLAIMS, "POST", answers.claim),
        (ENROL, "POST", answers.enrol),
    ]
    routes = [Route(it, _endpoint(desk, it, answer), methods=[how]) for it, how, answer in signed]
    return _Server(
        desk,
        [
            *routes,
            Route(FEEDS + "{feed}", _feed(desk), methods=["GET"]),
            *_payment_routes(desk, hub, hold_s),
            *web.routes(shop),
            *_plain_routes(desk),
        ],
    )


def _endpoint(desk: Desk, path: str, answer: Answering) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        if "signature" not in request.headers:
            refused = Refused(401, "sign this (RFC 9421)", Problem.NOT_SIGNED)
            return _said_no(desk, path, refused)
        return await _guarded(desk, request, path, answer)

    return endpoint


def _feed(desk: Desk) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        name = request.path_params["feed"]

        def answer(desk: Desk, asked: Asked) -> Response:
            return answers.feed(desk, asked, name)

        return await _guarded(desk, request, FEEDS, answer)

    return endpoint


def _payment_routes(desk: Desk, hub: JournalHub | None, hold_s: float) -> list[Route]:
    if hub is None:
        return []
    counter = payments.Counter(desk, hub, payments.Bell(), hold_s)
    counter.hub.listen(counter.bell.ring)
    one = PAYMENTS + "/{number}"

    def endpoint(path: str, answer: payments.Answering) -> Callable[[Request], object]:
        async def at_counter(request: Request) -> Response:
            keys = request.headers.getlist(KEY_HEADER)
            number = OrderNo(request.path_params.get("number", ""))

            async def asynchronous(_: Desk, asked: Asked) -> Response:
                return await answer(counter, asked, number, keys)

            return await _guarded(counter.desk, request, path, asynchronous)

        return at_counter

    async def callback(request: Request) -> Response:
        body = await _body(request, MOST_SMALL)
        return await payments.hear(counter, request, request.path_params["channel"], body)

    return [
        Route(PAYMENTS, endpoint(PAYMENTS, payments.pay), methods=["POST"]),
        Route(one, endpoint(one, payments.look), methods=["GET"]),
        Route(one + "/query", endpoint(one + "/query", payments.query), methods=["POST"]),
        Route(one + "/reverse", endpoint(one + "/reverse", payments.reverse), methods=["POST"]),
        Route(one + "/release", endpoint(one + "/release", payments.release), methods=["POST"]),
        Route(
            one + "/refund/{refund}",
            endpoint(one + "/refund/{refund}", payments.look_at_refund),
            methods=["GET"],
        ),
        Route(one + "/refund", endpoint(one + "/refund", payments.refund), methods=["POST"]),
        Route(CALLBACKS + "{channel}", callback, methods=["POST"]),
    ]


def _plain_routes(desk: Desk) -> list[Route]:
    async def health(_: Request) -> Response:
        return await run_in_threadpool(_health, desk)

    async def metrics(request: Request) -> Response:
        if request.client is None or request.client.host not in NEIGHBOURS:
            return PlainTextResponse("only from this machine", status_code=404)
        return Response(desk.metrics.text(), media_type="text/plain; version=0.0.4")

    async def document(_: Request) -> Response:
        return answers.in_json(openapi.document())

    return [
        Route("/health", health),
        Route("/metrics", metrics),
        Route("/v1/openapi.json", document),
    ]


def _health(desk: Desk) -> Response:
    try:
        desk.board.refresh()
    except Trouble:
        return PlainTextResponse("the database does not answer", status_code=503)
    return PlainTextResponse("ok")


async def _guarded(
    desk: Desk, request: Request, path: str, answer: Answering | AnsweringLater
) -> Response:
    began = time.perf_counter()
    desk.metrics.waiting.inc()
    try:
        response = await _answered(desk, request, path, answer)
    except Refused as refused:
        response = _said_no(desk, path, refused)
    except ClientDisconnect:
        response = PlainTextResponse("the line was cut", status_code=400)
    finally:
        desk.metrics.waiting.dec()
    seconds = time.perf_counter() - began
    desk.metrics.requests.labels(path, response.status_code).inc()
    desk.metrics.seconds.labels(path).observe(seconds)
    access.info(
        "%s %s",
        request.method,
        path,
        extra={"status": response.status_code, "ms": round(seconds * 1000, 1)},
    )
    return response


async def _answered(
    desk: Desk, request: Request, path: str, answer: Answering | AnsweringLater
) -> Response:
    if not _speaks_ours(request):
        text = f"this HQ speaks protocol {OLDEST_PROTOCOL} to {PROTOCOL}"
        raise Refused(400, text, Problem.OTHER_PROTOCOL)
    is_payment = path.startswith(PAYMENTS)  # it waits for others, and the hub has its own bounds
    waiting = desk.metrics.waiting._value.get()  # noqa: SLF001 - it has no other way
    if not is_payment and waiting > MOST_WAITING:
        return _later(random.randint(*BUSY_FOR_S))  # noqa: S311 - spreads the tills
    body = await _body(request, MOST_BYTES if path == PUSH else min(MOST_SMALL, MOST_BYTES))
    asked = Asked(
        method=request.method,
        target=_target(request),
        headers=dict(request.headers),
        query=dict(request.query_params),
        body=body,
    )
    try:
        told = await _in_its_time(desk, asked, answer)
        return await run_in_threadpool(_packed, asked, told) if told.body else told
    except SeenBefore as error:
        raise Refused(409, "this was answered already", Problem.SEEN_BEFORE) from error
    except Unfit as error:
        raise Refused(400, "a number is too large, or a text has an odd character") from error
    except Trouble:
        log.exception("the database did not answer")
        return _later(RETRY_AFTER_S)


async def _in_its_time(desk: Desk, asked: Asked, answer: Answering | AnsweringLater) -> Response:
    if inspect.iscoroutinefunction(answer):
        told: Response = await answer(desk, asked)
        return told
    return await run_in_threadpool(cast("Answering", answer), desk, asked)


def _speaks_ours(request: Request) -> bool:
    spoken = request.headers.get(PROTOCOL_HEADER, str(PROTOCOL))
    return spoken.isdecimal() and OLDEST_PROTOCOL <= int(spoken[:9]) <= PROTOCOL


async def _body(request: Request, most: int) -> bytes:
    """Return the body; raises Refused when it is larger than it may be."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:18]) > most:
        raise Refused(413, f"at most {most} bytes")
    parts = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise Refused(413, f"at most {most} bytes")
        parts.append(part)
    return b"".join(parts)


def _target(request: Request) -> str:
    """Return path and query as they were sent and signed."""
    path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    query: bytes = request.scope["query_string"]
    return (path.partition(b"?")[0] + (b"?" + query if query else b"")).decode("latin-1")


def _packed(asked: Asked, response: Response) -> Response:
    if not response.body:
        return response
    accepted = asked.headers.get("accept-encoding", "")
    body, how = packing.pack(bytes(response.body), accepted)
    if not how:
        return response
    headers = dict(response.headers) | {"content-encoding": how, "vary": "Accept-Encoding"}
    del headers["content-length"]
    return Response(body, response.status_code, headers, response.media_type)


def _said_no(desk: Desk, path: str, refused: Refused) -> Response:
    desk.metrics.problems.labels(str(refused.problem or refused.status)).inc()
    if refused.problem in {Problem.NOT_SIGNED, Problem.SEEN_BEFORE, Problem.TWO_MACHINES}:
        log.warning("%s: %s", path, refused.problem)
    return PlainTextResponse(
        refused.text, status_code=refused.status, headers=refused.headers(now_ms(desk))
    )


def _later(wait_s: int) -> Response:
    headers = {"Retry-After": str(wait_s)}
    return PlainTextResponse("try again later", status_code=503, headers=headers)
