"""What every answer of the server has to hand: records, board, figures, and what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.base import clock
from app.shop import Shop
from hq import signatures, tills
from hq.board import Board
from hq.metrics import Metrics
from hq.replays import CLOCK_SLACK
from hq.signatures import FindKey, Message, NotSigned, Proof, WrongClock
from hq.tills import KnownKey
from sync import packing, signing
from sync.wire import MOST_BYTES, PROBLEM_HEADER, TIME_HEADER, Problem


@dataclass(frozen=True, slots=True)
class Desk:
    """What belongs to one server."""

    shop: Shop
    board: Board
    metrics: Metrics

    def known_key(self, key_id: str) -> KnownKey | None:
        """Look a key up; None when it is nobody's, or was revoked."""
        with self.shop.database.reading() as connection:
            known = tills.key(connection, key_id)
        return None if known is None or known.is_revoked else known


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrived: its body still packed, its path and query as they were signed."""

    method: str
    target: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes

    @property
    def is_signed(self) -> bool:
        """Whether it claims to be."""
        return "signature" in self.headers and "signature-input" in self.headers

    @property
    def token(self) -> str:
        """The token that it shows; empty for none."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""


class Refused(Exception):  # noqa: N818 - the answer is no
    """The answer is a status, a text for people, and a word that the till understands."""

    def __init__(self, status: int, text: str, problem: Problem | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.problem = problem

    def headers(self, now_ms: int) -> dict[str, str]:
        """Say the word, and what time it is here."""
        if self.problem is None:
            return {}
        return {PROBLEM_HEADER: str(self.problem), TIME_HEADER: str(now_ms)}


def opened(asked: Asked) -> bytes:
    """Return the body as it was before it was packed; raises Refused."""
    try:
        return packing.unpack(asked.body, asked.headers.get("content-encoding", ""), MOST_BYTES)
    except packing.TooLarge as error:
        raise Refused(413, str(error)) from error
    except ValueError as error:
        raise Refused(400, str(error)) from error


def signed_by(desk: Desk, asked: Asked) -> tuple[KnownKey, Proof]:
    """Say whose key signed this; raises Refused."""
    found: list[KnownKey] = []

    def find(key_id: str) -> Ed25519PublicKey | None:
        known = desk.known_key(key_id)
        if known is None:
            raise Refused(401, "no till has this key", Problem.UNKNOWN_KEY)
        found.append(known)
        return signing.public_key_of(known.public)

    proof = checked(desk, asked, find)
    return found[0], proof


def checked(desk: Desk, asked: Asked, find: FindKey) -> Proof:
    """Check a signature by the key that `find` finds; raises Refused."""
    message = Message(asked.method, f"http://hq{asked.target}", asked.headers, asked.body)
    try:
        return signatures.check(message, find, desk.shop.clock(), CLOCK_SLACK)
    except WrongClock as error:
        raise Refused(401, "the clock is wrong", Problem.WRONG_CLOCK) from error
    except NotSigned as error:
        cause = error.__cause__
        while cause is not None:
            if isinstance(cause, Refused):
                raise cause from error
            cause = cause.__cause__
        raise Refused(401, "the signature does not fit", Problem.NOT_SIGNED) from error


def now_ms(desk: Desk) -> int:
    """Read the server's clock."""
    return clock.to_ms(desk.shop.clock())
