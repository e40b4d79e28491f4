"""The line to head office: how far it is, what gets lost, whose certificate, and what time it is.

Nothing is signed and nothing sent but a question for HQ's health, which needs no key.
"""

import contextlib
import email.utils
import logging
import math
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from app.base import clock
from devices.checkup import Result
from pos_ui.doctor.findings import Figures, absent, bad, good, warning

log = logging.getLogger(__name__)

HEALTH = "/health"
KNOCKS, DEEP_KNOCKS = 20, 60
PAUSE_S, DEEP_PAUSE_S = 0.05, 1.0
PATIENCE_S = 2.0
HOPELESS = 3  # of the first knocks: then nobody is there
SLOW_MS = 500
SOME_LOST, MANY_LOST = 1.0, 20.0  # per cent
ODD_S, WRONG_S = 30, 300
SOON_DAYS = 30
AWAY, ODD, LATE = 404, 502, 408
WHOLE_S = 0.5  # a Date ends at the whole second, on average this much too early
PORTS = {"http": 80, "https": 443}

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Address:
    """Where HQ is."""

    host: str
    port: int
    is_secret: bool


def look(
    url: str,
    ca: str = "",
    *,
    deep: bool = False,
    is_over: Callable[[], bool] = lambda: False,
    tell: Tell = lambda _done, _whole: None,
) -> list[Result]:
    """Measure the line; a deep look takes a minute, an ordinary one two seconds."""
    if not url:
        return [absent("hq")]
    address = _address(url)
    if address is None:
        return [bad("hq", "hq_address_odd", {"url": url}, 400)]
    knocks = DEEP_KNOCKS if deep else KNOCKS
    times_ms, tried = _knock(address, knocks, DEEP_PAUSE_S if deep else PAUSE_S, is_over, tell)
    if not times_ms:
        return [bad("hq", "hq_away", {"host": address.host, "port": address.port}, AWAY)]
    lost = 100 * (tried - len(times_ms)) / tried
    results = [*_ask(url, ca, address), _loss(lost, tried)]
    if address.is_secret:
        results.append(_certificate(address, ca))
    return results


def clock_result(offset_s: float) -> Result:
    """Say how far this computer's clock is from HQ's; positive is fast."""
    seconds = round(abs(offset_s))
    code = "clock_right" if not seconds else "clock_fast" if offset_s > 0 else "clock_slow"
    figures = {"seconds": seconds}
    if seconds > WRONG_S:
        return bad("clock", code, figures, ODD)
    return warning("clock", code, figures) if seconds > ODD_S else good("clock", code, figures)


def _address(url: str) -> Address | None:
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        if parts.scheme in PORTS and parts.hostname:
            port = parts.port or PORTS[parts.scheme]
            return Address(parts.hostname, port, parts.scheme == "https")
    return None


def _knock(
    address: Address, knocks: int, pause_s: float, is_over: Callable[[], bool], tell: Tell
) -> tuple[list[float], int]:
    """Connect again and again; return the milliseconds of what came through, and the tries."""
    times: list[float] = []
    tried = 0
    while tried < knocks and not is_over():
        began = time.monotonic()
        with contextlib.suppress(OSError):
            socket.create_connection((address.host, address.port), PATIENCE_S).close()
            times.append((time.monotonic() - began) * 1000)
        tried += 1
        tell(tried, knocks)
        if tried >= HOPELESS and not times:
            break
        time.sleep(pause_s)
    return times, tried


def _ask(url: str, ca: str, address: Address) -> list[Result]:
    """Ask HQ for its health, twice over one line: the second answer shows the round trip."""
    import httpx  # noqa: PLC0415 - only where there is an HQ

    try:
        trust = ssl.create_default_context(cafile=ca or None)
        with httpx.Client(base_url=url, verify=trust, timeout=PATIENCE_S * 2) as http:
            http.get(HEALTH)
            sent = clock.now()
            answer = http.get(HEALTH)
            heard = clock.now()
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        log.info("HQ is there but does not answer: %s", error)
        why = type(error).__name__
        return [bad("hq", "hq_odd", {"host": address.host, "why": why}, ODD)]
    results = [_answered(address, answer.status_code, (heard - sent) / timedelta(milliseconds=1))]
    theirs = _date(answer.headers.get("Date", ""))
    if theirs is not None:
        ours = sent + (heard - sent) / 2
        offset_s = (ours - theirs).total_seconds() - WHOLE_S
        results.append(clock_result(offset_s if abs(offset_s) > WHOLE_S else 0.0))
    return results


def _answered(address: Address, status: int, ms: float) -> Result:
    figures: dict[str, int | float | str] = {"host": address.host, "ms": max(1, round(ms))}
    if status != 200:  # noqa: PLR2004 - HTTP's own
        return bad("hq", "hq_odd", figures | {"why": f"HTTP {status}"}, ODD)
    if ms > SLOW_MS:
        return warning("hq", "hq_slow", figures, LATE)
    return good("hq", "hq_answers", figures)


def _loss(lost: float, tried: int) -> Result:
    figures: Figures = {"percent": f"{lost:.1f}", "tries": tried}
    if lost > MANY_LOST:
        return bad("loss", "loss_is", figures, LATE)
    say = warning if lost > SOME_LOST else good
    return say("loss", "loss_is", figures)


def _certificate(address: Address, ca: str) -> Result:
    try:
        trust = ssl.create_default_context(cafile=ca or None)
        with (
            socket.create_connection((address.host, address.port), PATIENCE_S) as line,
            trust.wrap_socket(line, server_hostname=address.host) as secret,
        ):
            ends = str((secret.getpeercert() or {}).get("notAfter", ""))
    except (OSError, ValueError) as error:
        reason = getattr(error, "verify_message", "") or type(error).__name__
        return bad("certificate", "certificate_bad", {"why": reason}, 495)
    left = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC) - clock.now()
    figures = {"days": math.floor(left / timedelta(days=1))}
    if left < timedelta(days=SOON_DAYS):
        return warning("certificate", "certificate_ends", figures)
    return good("certificate", "certificate_ends", figures)


def _date(text: str) -> datetime | None:
    try:
        at = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
