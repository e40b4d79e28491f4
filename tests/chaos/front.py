"""Head office's answers without a socket, and a line to it that fails as it is told to.

The real desk, answers, client and engine are at work. Only signatures are left out (a header names
the key): they have tests of their own, and would take most of the time.
"""

import contextlib
import random
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from secrets import token_hex

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from starlette.responses import Response

from app.storage import secrets
from hq import answers
from hq.answers import Answering
from hq.desk import Asked, Desk, Refused, now_ms
from hq.replays import SeenBefore
from hq.signatures import Proof
from hq.tills import KnownKey
from sync import handshake
from sync.signing import Key
from sync.wire import ENROL, FEEDS, HELLO, PUSH, ROTATE, Problem

ENDPOINTS: dict[str, Answering] = {
    ENROL: answers.enrol,
    HELLO: answers.hello,
    PUSH: answers.push,
    ROTATE: answers.rotate,
}
FAULTS = ("refused", "answer lost", "twice", "late", "hq dies", "till dies", "busy")
MOST_LATE = 20


class TillDied(BaseException):
    """The power of a till goes; nothing of ours may catch it."""


class HqDied(BaseException):
    """The power of head office goes."""


class Named(httpx.Auth):
    """Says which key speaks, instead of proving it."""

    def __init__(self, key: Key) -> None:
        self.key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Name the key and a nonce."""
        request.headers["signature"] = f"{self.key.id} {token_hex(8)}"
        request.headers["signature-input"] = "named"
        yield request


@contextlib.contextmanager
def believing() -> Iterator[None]:
    """Let head office believe who a request says it is from, and no keyring be asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "_keyring", lambda: None)
        patch.setattr(answers, "signed_by", _signed_by)
        patch.setattr(answers, "checked", _checked)
        patch.setattr(handshake, "Signature", Named)
        yield


def _proof(asked: Asked) -> Proof:
    key, _, nonce = asked.headers["signature"].partition(" ")
    return Proof(key=key, nonce=nonce)


def _signed_by(desk: Desk, asked: Asked) -> tuple[KnownKey, Proof]:
    proof = _proof(asked)
    known = desk.known_key(proof.key)
    if known is None:
        raise Refused(401, "no till has this key", Problem.UNKNOWN_KEY)
    return known, proof


def _checked(_desk: Desk, asked: Asked, find: Callable[[str], Ed25519PublicKey | None]) -> Proof:
    proof = _proof(asked)
    assert find(proof.key) is not None
    return proof


def answer(desk: Desk, request: httpx.Request) -> httpx.Response:
    """Answer one request as the server does once it has read it whole."""
    asked = Asked(
        method=request.method,
        target=request.url.raw_path.decode(),
        headers=dict(request.headers),
        query=dict(request.url.params),
        body=request.content,
    )
    path = request.url.path

    def feed(desk: Desk, asked: Asked) -> Response:
        return answers.feed(desk, asked, path.removeprefix(FEEDS))

    try:
        said = ENDPOINTS.get(path, feed)(desk, asked)
    except SeenBefore:
        said = _no(desk, Refused(409, "this was answered already", Problem.SEEN_BEFORE))
    except Refused as refused:
        said = _no(desk, refused)
    stream = httpx.ByteStream(bytes(said.body))
    return httpx.Response(said.status_code, headers=said.raw_headers, stream=stream)


def _no(desk: Desk, refused: Refused) -> Response:
    headers = refused.headers(now_ms(desk))
    return Response(refused.text, status_code=refused.status, headers=headers)


@dataclass
class Line(httpx.BaseTransport):
    """Carries requests to whoever answers; `luck` decides what becomes of each.

    `share` of them fail. What comes `late` reaches head office when `deliver_late` is called.
    """

    ask: Callable[[httpx.Request], httpx.Response]
    luck: random.Random = field(default_factory=random.Random)
    share: float = 0.0
    requests: int = 0
    failed: int = 0
    late: list[httpx.Request] = field(default_factory=list)
    kill_hq: Callable[[int], None] = lambda _: None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Carry one request, or fail."""
        self.requests += 1
        if self.luck.random() >= self.share:
            return self._carry(request)
        self.failed += 1
        return self._fail(self.luck.choice(FAULTS), request)

    def deliver_late(self, at: int) -> None:
        """Let a request arrive whose till gave up on it long ago."""
        if self.late:
            with contextlib.suppress(httpx.NetworkError):
                self._carry(self.late.pop(at % len(self.late)))

    def _fail(self, fault: str, request: httpx.Request) -> httpx.Response:
        if fault == "busy":
            return httpx.Response(503, headers={"Retry-After": "5"})
        if fault == "late" and len(self.late) < MOST_LATE:
            self.late.append(request)
        elif fault == "hq dies":
            self.kill_hq(self.luck.randint(1, 2))
        if fault in {"refused", "late"}:
            raise httpx.ConnectError(fault)
        said = self._carry(request)
        if fault == "twice":
            return self._carry(request)
        if fault == "till dies":
            raise TillDied
        if fault == "answer lost":
            raise httpx.ReadError(fault)
        return said

    def _carry(self, request: httpx.Request) -> httpx.Response:
        try:
            return self.ask(request)
        except HqDied as error:
            raise httpx.ReadError("head office died") from error
