"""HQ's HTTP face: who may speak, how much at a time, and what is answered."""

import logging
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from app.base.errors import Trouble
from app.shop import Shop
from app.storage import facts
from hq import claims, ingest, publishing, tills
from hq.tills import KnownTill
from sync.wire import (
    CATALOGUE,
    CLAIMS,
    MOST_BYTES,
    MOST_FACTS,
    PROTOCOL,
    PROTOCOL_HEADER,
    PUSH,
    SALES,
    ReturnClaim,
)

log = logging.getLogger(__name__)

RETRY_AFTER_S = 5  # when the database is away
LARGEST_PAGE = 2000
LONGEST_NAME = 64
MOST_CLAIMED = 1000

Answering = Callable[[Shop, KnownTill, Request, bytes], Response]


def make_server(shop: Shop) -> Starlette:
    """Build the ASGI application around the chain's records."""

    def route(path: str, method: str, answer: Answering) -> Route:
        async def endpoint(request: Request) -> Response:
            return await _guarded(shop, request, answer)

        return Route(path, endpoint, methods=[method])

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(
        routes=[
            route(PUSH, "POST", _push),
            route(CATALOGUE, "GET", _catalogue),
            route(SALES, "GET", _sale),
            route(CLAIMS, "POST", _claim),
            Route("/health", health),
        ]
    )


async def _guarded(shop: Shop, request: Request, answer: Answering) -> Response:
    if request.headers.get(PROTOCOL_HEADER, str(PROTOCOL)) != str(PROTOCOL):
        return PlainTextResponse(f"this HQ speaks protocol {PROTOCOL}", status_code=400)
    try:
        body = await _body(request)
        if body is None:
            return PlainTextResponse(f"at most {MOST_BYTES} bytes", status_code=413)
        return await run_in_threadpool(_answered, shop, request, body, answer)
    except ClientDisconnect:
        return PlainTextResponse("the line was cut", status_code=400)


async def _body(request: Request) -> bytes | None:
    """Return the body; None when it is larger than a push may be."""
    parts = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


def _answered(shop: Shop, request: Request, body: bytes, answer: Answering) -> Response:
    try:
        till = _who(shop, request)
        if till is None:
            return PlainTextResponse("no till has this credential", status_code=401)
        return answer(shop, till, request, body)
    except Trouble:
        log.exception("the database did not answer")
        later = {"Retry-After": str(RETRY_AFTER_S)}
        return PlainTextResponse("try again later", status_code=503, headers=later)


def _who(shop: Shop, request: Request) -> KnownTill | None:
    scheme, _, credential = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not credential:
        return None
    with shop.database.reading() as connection:
        return tills.known_by(connection, credential.strip())


def _push(shop: Shop, till: KnownTill, _: Request, body: bytes) -> Response:
    try:
        push = ingest.read_push(body)
    except ValueError as error:
        return PlainTextResponse(str(error), status_code=400)
    if (push.store, push.till) != (till.store, till.till):
        return PlainTextResponse("a till speaks only for itself", status_code=403)
    if len(push.facts) > MOST_FACTS:
        return PlainTextResponse(f"at most {MOST_FACTS} facts", status_code=413)
    return _json(ingest.take(shop, till, push))


def _catalogue(shop: Shop, _till: KnownTill, request: Request, _: bytes) -> Response:
    try:
        limit = min(max(int(request.query_params.get("limit", "500")), 1), LARGEST_PAGE)
        with shop.database.reading() as connection:
            page = publishing.page(connection, request.query_params.get("cursor", ""), limit)
    except ValueError:
        return PlainTextResponse("this cursor or limit is not ours", status_code=400)
    return _json(page)


def _sale(shop: Shop, till: KnownTill, request: Request, _: bytes) -> Response:
    wanted = request.query_params.get("wanted", "")[:LONGEST_NAME]
    with shop.database.reading() as connection:
        return _json(claims.find(connection, till.store, wanted, shop.clock()))


def _claim(shop: Shop, till: KnownTill, _: Request, body: bytes) -> Response:
    try:
        wanted = facts.decode(body, ReturnClaim)
    except ValueError as error:
        return PlainTextResponse(str(error), status_code=400)
    if len(wanted.lines) > MOST_CLAIMED:
        return PlainTextResponse(f"at most {MOST_CLAIMED} lines", status_code=413)
    with shop.database.writing() as connection:
        return _json(claims.take(connection, till, wanted, shop.clock()))


def _json(value: object) -> Response:
    return Response(facts.encode(value), media_type="application/json")
