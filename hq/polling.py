"""Polls of tills that have everything, answered from memory before anything is routed.

A hundred thousand tills ask all day whether there is news, and nearly always there is none. Each
asks in the same bytes again and again, so what they mean is worked out once.
"""

import asyncio
import logging
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Scope, Send

from app.base.errors import Told
from hq.board import Notice
from hq.desk import Desk
from hq.tills import KnownTill
from hq.tokens import Bearer
from sync.wire import FEEDS, FEEDS_HEADER, OLDEST_PROTOCOL, PROTOCOL, PROTOCOL_HEADER

log = logging.getLogger(__name__)

MOST_REMEMBERED = 200_000  # polls; beyond, all are worked out anew
LONGEST = 2048  # bytes of a poll that is remembered
VERSION = PROTOCOL_HEADER.lower().encode()
SPOKEN = {b"", *(str(it).encode() for it in range(OLDEST_PROTOCOL, PROTOCOL + 1))}
NO_MORE: Message = {"type": "http.response.body", "body": b""}

Asked = tuple[str, bytes, bytes]  # path, query, authorization


@dataclass(frozen=True, slots=True)
class _Poll:
    bearer: Bearer
    feed: str
    cursor: str


class Polls:
    """The polls of one server."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[Asked, _Poll] = {}
        self._answers: tuple[Notice | None, dict[KnownTill, Message]] = (None, {})
        self._looking: asyncio.Task[None] | None = None

    async def answer(self, scope: Scope, send: Send) -> bool:
        """Say "nothing new" where that is sure; return whether anything was said."""
        if scope["type"] != "http" or not scope["path"].startswith(FEEDS):
            return False
        if scope["method"] != "GET" or not self._desk.board.is_usable:
            return False
        poll = self._read(scope)
        if poll is None or not self._has_all(poll):
            return False
        if not self._desk.board.is_fresh:
            self._look_again()
        await send(self._nothing_new(poll.bearer.till))
        await send(NO_MORE)
        return True

    def _read(self, scope: Scope) -> _Poll | None:
        authorization = version = b""
        for name, value in scope["headers"]:
            if name == b"authorization":
                authorization = value
            elif name == VERSION:
                version = value
            elif name == b"signature":
                return None
        if version not in SPOKEN:
            return None
        asked = (scope["path"], scope["query_string"], authorization)
        known = self._known.get(asked)
        return known if known is not None else self._work_out(asked)

    def _work_out(self, asked: Asked) -> _Poll | None:
        path, query, authorization = asked
        scheme, _, token = authorization.decode("latin-1").partition(" ")
        if scheme != "Bearer" or sum(map(len, asked)) > LONGEST:
            return None
        cursor = dict(parse_qsl(query.decode("latin-1"))).get("cursor", "")
        bearer = self._desk.board.tokens.read(token, self._now_s())
        if bearer is None or not cursor:
            return None
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        poll = self._known[asked] = _Poll(bearer, path.removeprefix(FEEDS), cursor)
        return poll

    def _has_all(self, poll: _Poll) -> bool:
        board, bearer = self._desk.board, poll.bearer
        notice = board.notice
        if bearer.key in notice.revoked or self._now_s() >= bearer.until_s:
            return False
        scopes = notice.scopes_of(bearer.till, poll.feed)
        if not notice.is_at_end(poll.feed, scopes, poll.cursor):
            return False
        return board.has_noted(bearer.till, poll.feed, poll.cursor)

    def _nothing_new(self, till: KnownTill) -> Message:
        notice = self._desk.board.notice
        if self._answers[0] is not notice:
            self._answers = (notice, {})
        known = self._answers[1].get(till)
        if known is None:
            newest = (FEEDS_HEADER.lower().encode(), notice.words_of(till).encode("latin-1"))
            known = {"type": "http.response.start", "status": 204, "headers": [newest]}
            self._answers[1][till] = known
        return known

    def _look_again(self) -> None:
        """Have the notice renewed, once at a time, while it is still good to answer from."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        try:
            await run_in_threadpool(self._desk.board.refresh)
        except Told as told:  # soon the notice is too old, and tills are asked to come later
            log.warning("the board cannot be renewed: %s", told.code)

    def _now_s(self) -> float:
        return self._desk.shop.clock().timestamp()
