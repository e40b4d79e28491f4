"""Many cells behind one address: each request of a till goes to the cell that its store is in.

Only the way is looked up here; who speaks is proved by the cell that answers. A key belongs to one
till for ever, so whose it is is asked once and remembered; where a store is may change.
"""

import logging
import re
import threading
import time
from dataclasses import dataclass

import msgspec
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.base.errors import Told
from app.base.ids import StoreId
from app.shop import Shop
from app.storage import facts, migrate
from app.storage.database import open_url
from hq import cells, publishing, tills, web
from hq.cells import Route
from hq.server import make_server
from sync import packing
from sync.wire import ENROL

log = logging.getLogger(__name__)

READ_EVERY_S = 1.0  # the table
TRY_EVERY_S = 5.0  # a cell that is away
MOST_KNOWN = 500_000  # keys and tokens
LONGEST_TOKEN = 2048
MOST_ENROL = 64 * 1024
LATER_S = 10
KEY_ID = re.compile(r';\s*keyid="([^"]{1,100})"')


class _NoMore(Exception):  # noqa: N818 - the answer is: later, or no
    def __init__(self, status: int, text: str, wait_s: int = 0) -> None:
        super().__init__(text)
        self.status = status
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    store: StoreId


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that is open: its records, and the server that answers from them."""

    shop: Shop
    server: ASGIApp


class Front:
    """An ASGI application around a control database."""

    def __init__(self, control: Shop, read_every_s: float = READ_EVERY_S) -> None:
        self._control = control
        self._read_every_s = read_every_s
        self._turn = threading.Lock()
        self._read_at_s = 0.0
        self._urls: dict[str, str] = {}
        self._routes: dict[StoreId, Route] = {}
        self._open: dict[str, _Cell] = {}
        self._tried_at_s: dict[str, float] = {}
        self._store_of_key: dict[str, StoreId] = {}
        self._store_of_token: dict[str, StoreId] = {}
        self._tokens = URLSafeTimedSerializer("", salt="feeds")  # read, never believed
        self._people = {route.path: route for route in web.routes(control)}
        self._read_table()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on to its cell."""
        if scope["type"] != "http":
            await _lifespan(receive, send)
            return
        try:
            server, receive = await self._server_for(scope, receive)
        except _NoMore as no:
            headers = {"Retry-After": str(no.wait_s)} if no.wait_s else None
            await PlainTextResponse(str(no), no.status, headers)(scope, receive, send)
        except ClientDisconnect:
            return
        else:
            await server(scope, receive, send)

    def close(self) -> None:
        """Let go of every cell."""
        for one in self._open.values():
            one.shop.database.close()
        self._open.clear()

    async def _server_for(self, scope: Scope, receive: Receive) -> tuple[ASGIApp, Receive]:
        path = scope["path"]
        if path in self._people:
            return self._people[path].app, receive
        if path in {"/health", "/metrics", "/v1/openapi.json"}:
            return await self._plainly(scope), receive
        if time.monotonic() - self._read_at_s > self._read_every_s:
            await run_in_threadpool(self._read_table)
        store, receive = await self._store_of(scope, receive)
        name = self._cell_of(store)
        known = self._open.get(name)
        opened = known if known is not None else await run_in_threadpool(self._opened, name)
        return opened.server, receive

    def _cell_of(self, store: StoreId | None) -> str:
        """Name the cell; a stranger is sent to any, which will say so."""
        if store is None:
            name = next(iter(self._open), next(iter(self._urls), ""))
            if not name:
                raise _NoMore(503, "there are no cells", LATER_S)
            return name
        route = self._routes.get(store)
        if route is None:
            raise _NoMore(503, "this store is in no cell yet", LATER_S)
        if route.is_moving:
            raise _NoMore(503, "this store is moving", LATER_S)
        return route.cell

    async def _store_of(self, scope: Scope, receive: Receive) -> tuple[StoreId | None, Receive]:
        headers = Headers(scope=scope)
        if scope["path"] == ENROL:
            body = await _body(Request(scope, receive))
            return _store_in(body, headers.get("content-encoding", "")), _again(body)
        found = KEY_ID.search(headers.get("signature-input", ""))
        if found is not None:
            key = found.group(1)
            store = self._store_of_key.get(key)
            return store or await run_in_threadpool(self._find_key, key), receive
        return self._store_in_token(headers.get("authorization", "")), receive

    def _store_in_token(self, header: str) -> StoreId | None:
        token = header.partition(" ")[2].strip()
        store = self._store_of_token.get(token)
        if store is not None or not 0 < len(token) <= LONGEST_TOKEN:
            return store
        try:
            _, said = self._tokens.loads_unsafe(token)
        except BadData:
            return None
        if not isinstance(said, list) or not said or not isinstance(said[0], str):
            return None
        if len(self._store_of_token) >= MOST_KNOWN:
            self._store_of_token.clear()
        store = self._store_of_token[token] = StoreId(said[0])
        return store

    def _find_key(self, key: str) -> StoreId | None:
        """Ask the cells whose key this is; one that is away is passed over."""
        is_one_away = False
        for name in tuple(self._urls):
            try:
                with self._opened(name).shop.database.reading() as connection:
                    known = tills.key(connection, key)
            except (_NoMore, Told):
                is_one_away = True
                continue
            if known is not None:
                if len(self._store_of_key) >= MOST_KNOWN:
                    self._store_of_key.clear()
                self._store_of_key[key] = known.owner.store
                return known.owner.store
        if is_one_away:  # it may be a till of that cell
            raise _NoMore(503, "a cell does not answer", LATER_S)
        return None

    def _opened(self, name: str) -> _Cell:
        known = self._open.get(name)
        if known is not None:
            return known
        with self._turn:
            if name in self._open:
                return self._open[name]
            if time.monotonic() - self._tried_at_s.get(name, -TRY_EVERY_S) < TRY_EVERY_S:
                raise _NoMore(503, "this cell does not answer", LATER_S)
            try:
                made = self._open[name] = _open(self._urls[name], self._control)
            except (Told, KeyError) as error:
                self._tried_at_s[name] = time.monotonic()
                log.exception("cell %s does not answer", name)
                raise _NoMore(503, "this cell does not answer", LATER_S) from error
            return made

    def _read_table(self) -> None:
        """Read where everybody is; while the control database is away what is known holds."""
        try:
            with self._control.database.reading() as connection:
                self._urls = cells.all_cells(connection)
                self._routes = cells.routes(connection)
        except Told as told:
            log.warning("the table of cells cannot be read: %s", told.code)
        self._read_at_s = time.monotonic()

    async def _plainly(self, scope: Scope) -> ASGIApp:
        """Answer for one cell where ?cell= names it, else for all: well when every one is."""
        wanted = Request(scope).query_params.get("cell", "")
        names = [wanted] if wanted else list(self._urls)
        if wanted and wanted not in self._urls:
            raise _NoMore(404, "no such cell")
        if not names:
            raise _NoMore(503, "there are no cells", LATER_S)
        servers = [(await run_in_threadpool(self._opened, name)).server for name in names]
        if scope["path"] == "/health":
            for name, server in zip(names, servers, strict=True):
                if await _status_of(server, scope) != 200:  # noqa: PLR2004 - OK
                    raise _NoMore(503, f"cell {name} is not well", LATER_S)
        elif scope["path"] == "/metrics" and not wanted:
            raise _NoMore(404, "ask for ?cell=" + ", ".join(names))
        return servers[0]


def _open(url: str, control: Shop) -> _Cell:
    database = open_url(url)
    try:
        migrate.upgrade(database)
        shop = Shop(database=database, clock=control.clock)
        publishing.adopt(shop)
        return _Cell(shop, make_server(shop))
    except BaseException:
        database.close()
        raise


def _store_in(body: bytes, how: str) -> StoreId | None:
    try:
        return facts.decode(packing.unpack(body, how, MOST_ENROL), _Named).store
    except (ValueError, msgspec.MsgspecError):
        return None


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_ENROL:
            raise _NoMore(413, f"at most {MOST_ENROL} bytes")
        parts.append(part)
    return b"".join(parts)


def _again(body: bytes) -> Receive:
    """Let a body that was read be read once more."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


async def _status_of(server: ASGIApp, scope: Scope) -> int:
    status = 0

    async def note(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    await server(dict(scope), _again(b""), note)
    return status


async def _lifespan(receive: Receive, send: Send) -> None:
    """Say yes to starting and stopping (ASGI specification, lifespan)."""
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
