"""A till's key, and what it signs: every request but the polls of a feed (RFC 9421, RFC 9530).

Covered are method, path, query, the digest of the body as it travels, a nonce and the time. A till
whose clock is wrong is told HQ's and signs again by it; its own clock stays as it is.
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx

from sync.wire import PROBLEM_HEADER, TIME_HEADER, Problem

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

TAG = "zhanggui"
LONGEST_TIME = 13  # digits: milliseconds until the year 2286
COVERED = ("@method", "@path", "@query", "content-digest")


@dataclass(frozen=True, slots=True)
class Key:
    """An ed25519 key that never leaves its till; `id` is what HQ calls it."""

    private: "Ed25519PrivateKey" = field(repr=False)

    @property
    def public(self) -> str:
        """Its public half, raw, in base64."""
        return base64.b64encode(self.private.public_key().public_bytes_raw()).decode()

    @property
    def id(self) -> str:
        """The name that follows from the public half."""
        return id_of(self.private.public_key().public_bytes_raw())

    @property
    def text(self) -> str:
        """Its private half, for the place where secrets are kept."""
        return base64.b64encode(self.private.private_bytes_raw()).decode()

    def prove(self, of: str) -> str:
        """Sign a few words, to show that one has this key."""
        return base64.b64encode(self.private.sign(of.encode())).decode()


def new_key() -> Key:
    """Make a key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - 30 ms
        Ed25519PrivateKey,
    )

    return Key(Ed25519PrivateKey.generate())


def key_of(text: str) -> Key:
    """Read a key that was kept as text; raises ValueError."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - 30 ms
        Ed25519PrivateKey,
    )

    return Key(Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=True)))


def public_key_of(text: str) -> "Ed25519PublicKey":
    """Read the public half from base64; raises ValueError for anything else."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - 30 ms
        Ed25519PublicKey,
    )

    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))


def id_of(public: bytes) -> str:
    """Name a key by the SHA-256 of its public half, without padding."""
    return base64.urlsafe_b64encode(hashlib.sha256(public).digest()).decode().rstrip("=")


class Signature(httpx.Auth):
    """Signs every request of an HTTP client with one key.

    `offset_s` is what must be added to this computer's clock to get HQ's.
    """

    requires_request_body = True

    def __init__(self, key: Key, clock: Callable[[], float] = time.time) -> None:
        from http_message_signatures import HTTPMessageSigner, algorithms  # noqa: PLC0415 - 80 ms
        from http_message_signatures.resolvers import MappingKeyResolver  # noqa: PLC0415

        self.key = key
        self.offset_s = 0.0
        self._clock = clock
        keys = MappingKeyResolver(public_keys={}, private_keys={key.id: key.private})
        self._signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=keys)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign; where HQ finds our clock wrong, take its time and sign once more."""
        self._sign(request)
        response = yield request
        if response.headers.get(PROBLEM_HEADER) == Problem.WRONG_CLOCK:
            self._learn(response.headers.get(TIME_HEADER, ""))
            self._sign(request)
            yield request

    def _sign(self, request: httpx.Request) -> None:
        from http_message_signatures import HTTPMessageSignaturesException  # noqa: PLC0415

        request.headers.pop("Content-Digest", None)  # of the first time
        try:
            self._signer.sign(
                request,
                key_id=self.key.id,
                created=datetime.fromtimestamp(self._clock() + self.offset_s, UTC),
                nonce=secrets.token_urlsafe(16),
                tag=TAG,
                label="till",
                covered_component_ids=COVERED,
                body=request.content,
            )
        except HTTPMessageSignaturesException as error:
            raise httpx.InvalidURL(str(error)) from error

    def _learn(self, theirs_ms: str) -> None:
        if theirs_ms.isascii() and theirs_ms.isdecimal() and len(theirs_ms) <= LONGEST_TIME:
            self.offset_s = int(theirs_ms) / 1000 - self._clock()
