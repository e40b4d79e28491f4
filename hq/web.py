"""Signing in and out by browser, and what every page for people asks first: who, and may they.

The session is a cookie that scripts cannot read and other sites cannot send (RFC 6265bis: HttpOnly,
SameSite=Strict, the __Host- prefix under TLS); what changes something must also bring the session's
own word in a header, and come from our own pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from app.base.errors import Refusal, Trouble
from app.shop import Shop
from app.storage import facts
from hq import passwords, sessions, signing_in
from hq.people import RIGHTS, Right
from hq.sessions import Session
from hq.signing_in import MustWait

T = TypeVar("T")

LOGIN, LOGOUT, SESSION = "/console/login", "/console/logout", "/console/session"
COOKIE, SECURE_COOKIE = "zhanggui", "__Host-zhanggui"
CSRF_HEADER = "X-CSRF-Token"
MOST_BYTES = 16 * 1024
SAFE = {"GET", "HEAD"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What somebody types."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who is signed in."""

    shop: Shop
    session: Session
    request: Request
    body: bytes


Answering = Callable[[Visit], Response]


class _No(Exception):  # noqa: N818 - the answer is no
    def __init__(self, status: int, code: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = headers or {}


def routes(shop: Shop) -> list[Route]:
    """Return what people reach by browser."""
    passwords.warm()
    return [
        Route(LOGIN, _login(shop), methods=["POST"]),
        Route(LOGOUT, page(shop, None, _sign_out), methods=["POST"]),
        Route(SESSION, page(shop, None, _who), methods=["GET"]),
    ]


def page(shop: Shop, right: Right | None, answer: Answering) -> Callable[[Request], object]:
    """Make an endpoint that only people with this right reach; None for whoever is signed in."""

    def answered(request: Request, body: bytes) -> Response:
        session = _signed_in(shop, request)
        if session is None:
            raise _No(401, "sign_in_first")
        if request.method not in SAFE:
            _must_be_our_page(request)
            if not session.is_word_of(request.headers.get(CSRF_HEADER, "")):
                raise _No(403, "csrf")
        if right is not None and not session.person.may(right):
            raise _No(403, "may_not")
        return answer(Visit(shop, session, request, body))

    return _endpoint(answered)


def read(body: bytes, kind: type[T]) -> T:
    """Read what a page sends as JSON; the answer is 400 when it is something else."""
    try:
        return facts.decode(body, kind)
    except ValueError as error:
        raise _No(400, "unreadable") from error


def in_json(value: object, status: int = 200) -> Response:
    """Write a value as the answer to a page."""
    return Response(msgspec.json.encode(value), status, HEADERS, "application/json")


def _login(shop: Shop) -> Callable[[Request], object]:
    def answered(request: Request, body: bytes) -> Response:
        # No other site may send this kind without asking us first, and we never allow it.
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise _No(415, "json_only")
        _must_be_our_page(request)
        typed = read(body, Login)
        address = request.client.host if request.client else ""
        old = request.cookies.get(_cookie_of(request), "")[: sessions.LONGEST_WORD]
        session = signing_in.sign_in(shop, typed.name, typed.password, address, old)
        response = in_json(_shown(session))
        response.set_cookie(
            _cookie_of(request),
            session.word,
            max_age=int(sessions.LONGEST.total_seconds()),
            path="/",
            secure=_is_tls(request),
            httponly=True,
            samesite="strict",
        )
        return response

    return _endpoint(answered)


def _sign_out(visit: Visit) -> Response:
    signing_in.sign_out(visit.shop, visit.session)
    response = in_json({})
    name = _cookie_of(visit.request)
    secure = _is_tls(visit.request)
    response.delete_cookie(name, "/", secure=secure, httponly=True, samesite="strict")
    return response


def _who(visit: Visit) -> Response:
    return in_json(_shown(visit.session))


def _shown(session: Session) -> dict[str, object]:
    who = session.person
    return {
        "name": who.name,
        "role": who.role,
        "rights": sorted(RIGHTS[who.role]),
        "csrf": session.csrf,
    }


def _endpoint(answered: Callable[[Request, bytes], Response]) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        try:
            body = await _body(request)
            return await run_in_threadpool(answered, request, body)
        except _No as no:
            return _said_no(no)
        except MustWait as must:
            seconds = str(int(must.wait.total_seconds()) + 1)
            return _said_no(_No(429, "try_later", {"Retry-After": seconds}))
        except Refusal as refusal:
            status = 401 if refusal.code == "sign_in_refused" else 400
            return _said_no(_No(status, refusal.code))
        except Trouble:
            return _said_no(_No(503, "try_later", {"Retry-After": "5"}))
        except ClientDisconnect:
            return _said_no(_No(400, "cut"))

    return endpoint


def _said_no(no: _No) -> Response:
    response = in_json({"code": no.code}, no.status)
    response.headers.update(no.headers)
    return response


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            raise _No(413, "too_large")
        parts.append(part)
    return b"".join(parts)


def _signed_in(shop: Shop, request: Request) -> Session | None:
    word = request.cookies.get(_cookie_of(request), "")
    now = shop.clock()
    with shop.database.reading() as connection:
        session = sessions.find(connection, word, now)
        is_stale = session is not None and sessions.is_stale(connection, word, now)
    if is_stale:
        with shop.database.writing() as connection:
            sessions.note(connection, word, now)
    return session


def _must_be_our_page(request: Request) -> None:
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    is_ours = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if site not in {"same-origin", "none"} or not is_ours:
        raise _No(403, "other_site")


def _is_tls(request: Request) -> bool:
    return request.url.scheme == "https"


def _cookie_of(request: Request) -> str:
    return SECURE_COOKIE if _is_tls(request) else COOKIE
