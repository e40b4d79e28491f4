"""Who signed a request, and that it is the very request that was signed (RFC 9421, RFC 9530)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import HTTPMessageVerifier, InvalidSignature, algorithms
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from http_message_signatures.resolvers import HTTPSignatureKeyResolver

from sync.signing import COVERED, TAG

LONGEST_NONCE = 64
SHORTEST_NONCE = 16

FindKey = Callable[[str], Ed25519PublicKey | None]


class NotSigned(Exception):  # noqa: N818 - no failure of ours
    """There is no signature, or one that does not fit what arrived."""


class WrongClock(Exception):  # noqa: N818 - no failure of ours
    """The signature is good, but made at a time that is not ours."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A good signature: by which key, and the word that makes it good for one time."""

    key: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Message:
    """A request as it arrived; `url` is absolute, as the signer saw path and query."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


def check(message: Message, find: FindKey, now: datetime, slack: timedelta) -> Proof:
    """Prove who sent this; raises NotSigned or WrongClock."""
    verifier = _Verifier(signature_algorithm=algorithms.ED25519, key_resolver=_Keys(find))
    try:
        [result] = verifier.verify(
            message, max_age=None, expect_tag=TAG, require_components=COVERED, body=message.body
        )
    except (InvalidSignature, HTTPMessageSignaturesException, ValueError) as error:
        raise NotSigned(str(error)) from error
    nonce = str(result.parameters.get("nonce") or "")
    if not SHORTEST_NONCE <= len(nonce) <= LONGEST_NONCE or not nonce.isprintable():
        raise NotSigned("the nonce is too short or too long")
    created = result.parameters["created"]
    assert isinstance(created, int), "the library saw to that"
    if abs(created - now.timestamp()) > slack.total_seconds():
        raise WrongClock
    return Proof(str(result.parameters["keyid"]), nonce)


class _Keys(HTTPSignatureKeyResolver):
    """Asks for a key by its name."""

    def __init__(self, find: FindKey) -> None:
        self._find = find

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        return self._find(key_id)


class _Verifier(HTTPMessageVerifier):
    """Leaves the judgement of the time to us: ours is told to whoever has another."""

    def validate_created_and_expires(
        self,
        sig_input: Any,  # noqa: ANN401 - the library's
        max_age: timedelta | None = None,  # noqa: ARG002 - the library's signature
    ) -> None:
        """Insist on a time, whatever it is."""
        created = self._time(sig_input, "created")
        expires = sig_input.params.get("expires")
        if expires is not None and self._time(sig_input, "expires") < datetime.now(UTC):
            raise InvalidSignature(f"good from {created} on, but no longer")

    def _time(self, sig_input: Any, name: str) -> datetime:  # noqa: ANN401 - the library's
        value = sig_input.params.get(name)
        at: datetime = self._parse_integer_timestamp(value, field_name=name)  # type: ignore[no-untyped-call]
        return at
