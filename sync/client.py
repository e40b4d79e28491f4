"""HQ as seen from a till: one method for each request; whatever goes wrong is Trouble."""

import email.utils
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeVar

import httpx

from app.base.errors import Refusal, Trouble
from app.storage import facts
from sync import packing
from sync.identity import Identity
from sync.payment_wire import (
    KEY_HEADER,
    PAYMENTS,
    PayAsked,
    PaymentSaid,
    RefundAsked,
    ReleaseAsked,
    ReverseAsked,
)
from sync.signing import Signature
from sync.wire import (
    CLAIMS,
    ENROL,
    FEEDS,
    FEEDS_HEADER,
    HELLO,
    MOST_BYTES,
    PROBLEM_HEADER,
    PROTOCOL,
    PROTOCOL_HEADER,
    PUSH,
    ROTATE,
    SALES,
    ClaimAnswer,
    Enrol,
    Enrolled,
    FeedPage,
    Hello,
    Limits,
    Problem,
    Push,
    Reply,
    ReturnClaim,
    Rotate,
    SoldAnswer,
    Welcome,
)

T = TypeVar("T")

LONGEST_TOLD = 4096  # signs about versions
NUMBER = re.compile(r"[0-9]{1,18}")

TIMEOUT = httpx.Timeout(30, connect=5)
LONGEST_ANSWER_S = 120.0  # an answer that trickles is no answer
LONGEST_WAIT_S = 3600.0  # an HQ that asks for more is asked again sooner
TOKEN_SPARE = 0.7  # of a token's life: then hello is said again
TELLING = {  # what HQ says in one word, in our words
    Problem.BAD_CODE: "code_refused",
    Problem.TWO_MACHINES: "till_elsewhere",
    Problem.OTHER_PROTOCOL: "update_needed",
}


class TooLarge(Trouble):
    """HQ takes no request of this size: send fewer facts at a time."""


class Busy(Trouble):
    """HQ asks to be left alone for `wait_s` seconds."""

    wait_s = 0.0


class FeedGone(Trouble):
    """The place in a feed is too old: read it from its start."""


class NeverLeft(Trouble):
    """No line to HQ came to be: nothing of the request left this machine."""


class NotThere(Trouble):
    """HQ has nothing of this name."""


class NotKnown(Trouble):
    """HQ does not know our key, or takes our token no more."""


class HqClient:
    """Talks to HQ as one till: requests are signed, polls of a feed carry a token."""

    def __init__(self, http: httpx.Client, identity: Identity | None = None) -> None:
        self._http = http
        self.identity = identity
        self.limits = Limits()
        self.batch = self.limits.facts  # how many facts go at a time, as the line bears it
        self.newest: dict[str, int] | None = None  # versions of the feeds, as HQ said last
        self._token = ""
        self._token_until_s = 0.0

    @property
    def is_welcome(self) -> bool:
        """Whether we shook hands lately."""
        return time.monotonic() < self._token_until_s

    def sign_with(self, signature: Signature) -> None:
        """Sign by another key from now on."""
        self._http.auth = signature
        self.forget_welcome()

    def forget_welcome(self) -> None:
        """Shake hands again before anything else."""
        self._token_until_s = 0.0

    def enrol(self, asked: Enrol) -> Enrolled:
        """Become known by a one-time code; raises Refusal when HQ does not take it."""
        return self._ask("POST", ENROL, Enrolled, sent=asked)

    def hello(self, asked: Hello) -> Welcome:
        """Shake hands, and keep the token and the limits that HQ gives."""
        welcome = self._ask("POST", HELLO, Welcome, sent=asked)
        self._token = welcome.token
        self._token_until_s = time.monotonic() + welcome.token_s * TOKEN_SPARE
        self.limits = welcome.limits
        self.batch = min(self.batch, max(1, welcome.limits.facts))
        return welcome

    def rotate(self, asked: Rotate) -> Enrolled:
        """Put a new key in the place of ours."""
        return self._ask("POST", ROTATE, Enrolled, sent=asked)

    def push(self, push: Push) -> Reply:
        """Send facts in order; sending the same fact twice is harmless."""
        return self._ask("POST", PUSH, Reply, sent=push)

    def feed(self, name: str, cursor: str, limit: int) -> FeedPage | None:
        """Fetch what HQ published after this cursor; None for nothing new. Raises FeedGone."""
        params = {"cursor": cursor, "limit": str(limit)}
        token = self._token if self.is_welcome else ""
        return self._request("GET", FEEDS + name, FeedPage, params=params, token=token)

    def sold(self, wanted: str) -> SoldAnswer:
        """Ask for a sale of our store by its id or number, and what came back of it."""
        return self._ask("GET", SALES, SoldAnswer, params={"wanted": wanted})

    def claim(self, wanted: ReturnClaim) -> ClaimAnswer:
        """Ask whether goods may be taken back; they are ours to take back for a while."""
        return self._ask("POST", CLAIMS, ClaimAnswer, sent=wanted)

    def pay(self, asked: PayAsked, key: str) -> PaymentSaid:
        """Ask for money; HQ holds its answer back. The same key never charges twice."""
        return self._ask("POST", PAYMENTS, PaymentSaid, sent=asked, key=key)

    def payment(self, number: str, state: str, wait_s: float) -> PaymentSaid | None:
        """Ask how a payment stands, once it is no longer in this state; None for an unknown one."""
        params = {"state": state, "wait": str(int(wait_s))}
        try:
            return self._ask("GET", f"{PAYMENTS}/{number}", PaymentSaid, params=params)
        except NotThere:
            return None

    def ask_payment(self, number: str) -> PaymentSaid:
        """Let HQ ask the provider now."""
        return self._ask("POST", f"{PAYMENTS}/{number}/query", PaymentSaid)

    def reverse_payment(self, number: str, asked: ReverseAsked) -> PaymentSaid:
        """Give a payment up, whether HQ had it or not."""
        path = f"{PAYMENTS}/{number}/reverse"
        return self._ask("POST", path, PaymentSaid, sent=asked, key=f"{number}-reverse")

    def release_payment(self, number: str, asked: ReleaseAsked, key: str) -> PaymentSaid:
        """Say that the goods went without proof; a refused one is said again under another key."""
        path = f"{PAYMENTS}/{number}/release"
        return self._ask("POST", path, PaymentSaid, sent=asked, key=key)

    def refund_of_payment(self, number: str, refund: str) -> PaymentSaid:
        """Ask how a refund stands."""
        return self._ask("GET", f"{PAYMENTS}/{number}/refund/{refund}", PaymentSaid)

    def refund_payment(self, number: str, asked: RefundAsked) -> PaymentSaid:
        """Give money of a payment back; the refund's number is the key."""
        path = f"{PAYMENTS}/{number}/refund"
        return self._ask("POST", path, PaymentSaid, sent=asked, key=asked.refund.number)

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()

    def _ask(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        sent: object = None,
        params: Mapping[str, str] | None = None,
        key: str = "",
    ) -> T:
        answer = self._request(method, path, kind, sent=sent, params=params, key=key)
        if answer is None:
            raise Trouble("hq_answered_oddly", why="an empty answer")
        return answer

    def _request(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        sent: object = None,
        params: Mapping[str, str] | None = None,
        token: str = "",
        key: str = "",
    ) -> T | None:
        headers = {}
        content = b""
        if sent is not None:
            content, how = packing.pack(facts.encode(sent), ", ".join(self.limits.packings))
            headers = {"Content-Encoding": how} if how else {}
        if key:
            headers[KEY_HEADER] = f'"{key}"'
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            request = self._http.build_request(
                method, path, content=content or None, params=params, headers=headers
            )
            status, body, told = _exchange(self._http, request, is_signed=not token)
            if told is not None:
                self.newest = versions_of(told)
            return None if status == httpx.codes.NO_CONTENT else facts.decode(body, kind)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NeverLeft("hq_unreachable", why=str(error) or type(error).__name__) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Trouble("hq_unreachable", why=str(error) or type(error).__name__) from error
        except NotKnown:
            self.forget_welcome()
            raise
        except ValueError as error:
            raise Trouble("hq_answered_oddly", why=error) from error


def connect(url: str, identity: Identity, ca: str = "", patience_s: float = 0) -> HqClient:
    """Prepare to talk to HQ at this URL; `ca` names a PEM file to trust instead of the system's.

    Who cannot wait says how many seconds HQ has for each step of an answer.
    """
    import ssl  # noqa: PLC0415 - only where there is an HQ

    headers = {
        PROTOCOL_HEADER: str(PROTOCOL),
        "Accept-Encoding": ", ".join(packing.PACKINGS),
    }
    timeout = httpx.Timeout(patience_s) if patience_s else TIMEOUT
    try:
        trust = ssl.create_default_context(cafile=ca or None)
        http = httpx.Client(base_url=url, headers=headers, timeout=timeout, verify=trust)
    except (httpx.InvalidURL, OSError, ValueError) as error:
        raise Trouble("hq_unreachable", why=error) from error
    key = identity.key
    if key is not None:
        http.auth = Signature(key)
    return HqClient(http, identity)


def wait_s_of(text: str | None) -> float:
    """Read Retry-After, seconds or a date (RFC 9110 §10.2.3); 0 when it says nothing useful."""
    if text is None:
        return 0.0
    if text.strip().isdigit():
        return min(float(text), LONGEST_WAIT_S)
    try:
        at = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (at - datetime.now(UTC)).total_seconds()), LONGEST_WAIT_S)


def versions_of(text: str) -> dict[str, int]:
    """Read "catalogue=3,prices=1"; what is no version is passed over."""
    pairs = (one.strip().partition("=") for one in text[:LONGEST_TOLD].split(","))
    return {name: int(number) for name, _, number in pairs if name and NUMBER.fullmatch(number)}


def must_be_fine(response: httpx.Response) -> None:
    """Raise what an answer other than a good one means to a till."""
    status = response.status_code
    if status in {httpx.codes.OK, httpx.codes.ACCEPTED, httpx.codes.NO_CONTENT}:
        return
    problem = response.headers.get(PROBLEM_HEADER, "")
    if problem in TELLING:
        raise Refusal(TELLING[Problem(problem)])
    if problem in {Problem.UNKNOWN_KEY, Problem.OLD_TOKEN}:
        raise NotKnown("hq_refuses_us", status=status)
    if problem == Problem.GONE:
        raise FeedGone("hq_answered_oddly", why=f"HTTP {status}")
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        raise Trouble("hq_refuses_us", status=status)
    why = f"HTTP {status}"
    if status == httpx.codes.NOT_FOUND:
        raise NotThere("hq_answered_oddly", why=why)
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        raise TooLarge("hq_answered_oddly", why=why)
    if wait_s := wait_s_of(response.headers.get("Retry-After")):
        busy = Busy("hq_answered_oddly", why=why)
        busy.wait_s = wait_s
        raise busy
    raise Trouble("hq_answered_oddly", why=why)


def _exchange(
    http: httpx.Client, request: httpx.Request, *, is_signed: bool
) -> tuple[int, bytes, str | None]:
    """Send, and read the answer as it was before it was packed, up to what we can bear.

    The third is what it says about the versions of the feeds; None where it is silent.
    """
    auth = httpx.USE_CLIENT_DEFAULT if is_signed else None
    response = http.send(request, stream=True, auth=auth)
    try:
        must_be_fine(response)
        packed = b"".join(_bounded(response))
        how = response.headers.get("Content-Encoding", "")
        told = response.headers.get(FEEDS_HEADER)
        return response.status_code, packing.unpack(packed, how, MOST_BYTES), told
    finally:
        response.close()


def _bounded(response: httpx.Response) -> list[bytes]:
    """Read what arrives, but neither more nor longer than an answer may be."""
    parts = []
    size = 0
    ends = time.monotonic() + LONGEST_ANSWER_S
    for part in response.iter_raw():
        size += len(part)
        if size > MOST_BYTES:
            raise ValueError(f"more than {MOST_BYTES} bytes")
        if time.monotonic() > ends:
            raise httpx.ReadTimeout("the answer trickles")
        parts.append(part)
    return parts
