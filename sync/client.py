"""HQ as seen from a till: one method for each request; whatever goes wrong is Trouble."""

import email.utils
from datetime import UTC, datetime
from typing import TypeVar

import httpx

from app.base.errors import Trouble
from app.storage import facts
from sync.wire import (
    CATALOGUE,
    CLAIMS,
    PROTOCOL,
    PROTOCOL_HEADER,
    PUSH,
    SALES,
    CataloguePage,
    ClaimAnswer,
    Push,
    Reply,
    ReturnClaim,
    SoldAnswer,
)

T = TypeVar("T")

TIMEOUT = httpx.Timeout(30, connect=5)
LONGEST_WAIT_S = 3600.0  # an HQ that asks for more is asked again sooner


class TooLarge(Trouble):
    """HQ takes no request of this size: send fewer facts at a time."""


class Busy(Trouble):
    """HQ asks to be left alone for `wait_s` seconds."""

    wait_s = 0.0


class HqClient:
    """Talks to HQ as one till."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def push(self, push: Push) -> Reply:
        """Send facts in order; sending the same fact twice is harmless."""
        body = facts.encode(push)
        return self._ask("POST", PUSH, Reply, content=body)

    def catalogue(self, cursor: str, limit: int) -> CataloguePage:
        """Fetch what HQ published after this cursor."""
        params = {"cursor": cursor, "limit": str(limit)}
        return self._ask("GET", CATALOGUE, CataloguePage, params=params)

    def sold(self, wanted: str) -> SoldAnswer:
        """Ask for a sale of our store by its id or number, and what came back of it."""
        return self._ask("GET", SALES, SoldAnswer, params={"wanted": wanted})

    def claim(self, wanted: ReturnClaim) -> ClaimAnswer:
        """Ask whether goods may be taken back; they are ours to take back for a while."""
        return self._ask("POST", CLAIMS, ClaimAnswer, content=facts.encode(wanted))

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()

    def _ask(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        content: bytes | None = None,
        params: dict[str, str] | None = None,
    ) -> T:
        try:
            response = self._http.request(method, path, content=content, params=params)
            _must_be_fine(response)
            return facts.decode(response.content, kind)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Trouble("hq_unreachable", why=str(error) or type(error).__name__) from error
        except ValueError as error:
            raise Trouble("hq_answered_oddly", why=error) from error


def connect(url: str, credential: str, ca: str = "") -> HqClient:
    """Prepare to talk to HQ at this URL; `ca` names a PEM file to trust instead of the system's."""
    import ssl  # noqa: PLC0415 - only where there is an HQ

    headers = {"Authorization": f"Bearer {credential}", PROTOCOL_HEADER: str(PROTOCOL)}
    try:
        trust = ssl.create_default_context(cafile=ca or None)
        http = httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT, verify=trust)
    except (httpx.InvalidURL, OSError, ValueError) as error:
        raise Trouble("hq_unreachable", why=error) from error
    return HqClient(http)


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


def _must_be_fine(response: httpx.Response) -> None:
    status = response.status_code
    if status == httpx.codes.OK:
        return
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        raise Trouble("hq_refuses_us", status=status)
    why = f"HTTP {status}"
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        raise TooLarge("hq_answered_oddly", why=why)
    if wait_s := wait_s_of(response.headers.get("Retry-After")):
        busy = Busy("hq_answered_oddly", why=why)
        busy.wait_s = wait_s
        raise busy
    raise Trouble("hq_answered_oddly", why=why)
