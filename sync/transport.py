"""The only HTTP that goes to payment providers; says exactly whether anything may have left.

A connection that never came to be carried nothing. From the moment a connection is there, a request
counts as sent: no library can prove that its first byte did not leave.
"""

import ssl
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from app.payments.channels.bodies import MOST_BYTES
from app.payments.exchange import Request, Response
from app.payments.sending import CutOff, Unsent

CONNECT_S = 2.0
READ_S = 8.0
LONGEST_S = 15.0  # of a whole answer, however it trickles
POOL_S = 2.0  # for a free connection
KEEP_ALIVE_S = 50.0  # shorter than servers close idle lines
NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    httpx.LocalProtocolError,
)


class Transport:
    """Sends requests over lines that are kept open; call it from any thread.

    `certificate` is the merchant's own with its key, PEM, for providers that want to see it in the
    handshake. Each thread has lines of its own: with hundreds in one pool, finding a free one costs
    more than all the rest of a request.
    """

    def __init__(
        self,
        certificate: str = "",
        ca: str = "",
        read_s: float = READ_S,
        connect_s: float = CONNECT_S,
    ) -> None:
        self._certificate = certificate
        self._ca = ca
        self._timeout = httpx.Timeout(read_s, connect=connect_s, pool=POOL_S)
        self._trust: dict[bool, ssl.SSLContext] = {}
        self._mine = threading.local()
        self._lines: list[httpx.Client] = []
        self._turn = threading.Lock()

    def __call__(self, request: Request) -> Response:
        """Send and return what came back; nothing is followed or retried.

        Raises Unsent or CutOff.
        """
        is_sealed = request.url.startswith("https:")
        line = self._line(with_certificate=request.needs_certificate and is_sealed)
        try:
            ready = line.build_request(
                request.method, request.url, headers=request.headers, content=request.body or None
            )
            return _exchanged(line, ready)
        except NEVER_LEFT as error:
            raise Unsent("provider_unreachable", why=_why(error)) from error
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise CutOff("provider_cut_off", why=_why(error)) from error

    def close(self) -> None:
        """Let all lines go, of every thread."""
        with self._turn:
            for line in self._lines:
                line.close()
            self._lines.clear()
            self._mine = threading.local()

    def _line(self, *, with_certificate: bool) -> httpx.Client:
        name = "proven" if with_certificate else "plain"
        found: httpx.Client | None = getattr(self._mine, name, None)
        if found is None:
            found = self._new(with_certificate=with_certificate)
            setattr(self._mine, name, found)
        return found

    def _new(self, *, with_certificate: bool) -> httpx.Client:
        with self._turn:
            trust = self._trust.get(with_certificate)
            if trust is None:
                trust = self._trust[with_certificate] = self._trusting(with_certificate)
            limits = httpx.Limits(keepalive_expiry=KEEP_ALIVE_S)
            line = httpx.Client(verify=trust, timeout=self._timeout, limits=limits)
            self._lines.append(line)
        return line

    def _trusting(self, with_certificate: bool) -> ssl.SSLContext:  # noqa: FBT001
        try:
            trust = ssl.create_default_context(cafile=self._ca or None)
            if with_certificate:
                if not self._certificate:
                    raise Unsent("provider_unreachable", why="no certificate of the merchant")
                _show_with(trust, self._certificate)
        except OSError as error:  # of reading the files; an SSLError is one, too
            raise Unsent("provider_unreachable", why=_why(error)) from error
        return trust


def _show_with(trust: ssl.SSLContext, certificate: str) -> None:
    """Let a certificate be shown; the library reads only files, so that there is one meanwhile."""
    with TemporaryDirectory() as folder:  # that only we may read
        file = Path(folder) / "certificate.pem"
        file.write_text(certificate, "ascii")
        trust.load_cert_chain(file)


def _exchanged(line: httpx.Client, request: httpx.Request) -> Response:
    """Send, and read the whole answer, but neither more nor longer than an answer may be."""
    ends = time.monotonic() + LONGEST_S
    response = line.send(request, stream=True)
    try:
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > MOST_BYTES:
                raise CutOff("provider_cut_off", why="an answer without end")
            if time.monotonic() > ends:
                raise CutOff("provider_cut_off", why="the answer trickles")
            parts.append(part)
    finally:
        response.close()
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw
    )
    return Response(response.status_code, headers, b"".join(parts))


def _why(error: BaseException) -> str:
    return str(error) or type(error).__name__
