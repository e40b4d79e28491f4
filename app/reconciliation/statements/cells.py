"""Cells of statements: texts to whole numbers and back, exactly or not at all."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from app.base import clock
from app.base.errors import Refusal
from app.base.money import MAX_FEN

CHINA = timezone(timedelta(hours=8))  # without summer time
CHINA_MS = 8 * 3_600_000
EMPTY = frozenset({"", "-", "--", "—", "/"})  # how platforms write nothing
MEMORY = 1 << 16  # amounts and days repeat

_DECIMAL = re.compile(r"([+-]?)([0-9]{1,15})(?:\.([0-9]{1,6}))?")
_EXCEL_DAY = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
EXACT_DIGITS = 15  # as many as a spreadsheet keeps of a number
LONG = 18  # digits: a number that no spreadsheet can keep
COMPACT, SECONDS = 14, 19  # lengths of 20260131235959 and 2026-01-31 23:59:59


def clean(text: str) -> str:
    """Take off what exports put around a value: back-tick, TAB, blanks of any kind, BOM."""
    return text.strip(" \t\r\n\u00a0\u3000\ufeff").removeprefix("`").strip(" \t\u00a0\u3000")


@lru_cache(MEMORY)
def decimal(text: str, places: int = 2) -> int:
    """Read a decimal as whole units of its last place, exactly; raises Refusal."""
    found = _DECIMAL.fullmatch(text)
    if not found:
        raise Refusal("statement_amount", text=text)
    sign, whole, part = found.groups()
    part = (part or "").rstrip("0")
    if len(part) > places:
        raise Refusal("statement_precise", text=text, places=places)
    value = int(whole + part.ljust(places, "0"))
    if value > MAX_FEN * 10 ** max(0, places - 2):
        raise Refusal("statement_amount", text=text)
    return -value if sign == "-" else value


def fen(text: str) -> int:
    """Read yuan as fen; nothing, as platforms write it, is 0. Raises Refusal."""
    return 0 if text in EMPTY else decimal(text)


def yuan(value: int, places: int = 2) -> str:
    """Write whole units as a decimal: 1999 is "19.99"."""
    digits = f"{abs(value):0{places + 1}}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def whole(text: str) -> int:
    """Read a whole number, such as fen or a count; raises Refusal."""
    return decimal(text, 0)


def to_fen(milli: int) -> int:
    """Round thousandths of a fen to fen, half away from zero."""
    rounded = (abs(milli) + 500) // 1000
    return rounded if milli >= 0 else -rounded


def china_ms(text: str) -> int:
    """Read China's time, "2026-01-31 23:59:59" or with no signs; raises Refusal."""
    if len(text) == SECONDS and text[10] == " ":
        at = _day_ms(text[:10]) + _clock_ms(text[11:])
    elif len(text) == COMPACT and text.isdigit():
        at = _day_ms(f"{text[:4]}-{text[4:6]}-{text[6:8]}")
        at += _clock_ms(f"{text[8:10]}:{text[10:12]}:{text[12:]}")
    else:
        raise _odd_time(text)
    return at - CHINA_MS


def utc_ms(text: str, *, offset_ms: int = 0) -> int:
    """Read "2026-01-31 23:59:59" of a zone that is this far before UTC; raises Refusal."""
    return china_ms(text.replace("T", " ").removesuffix("Z")) + CHINA_MS - offset_ms


def china_text(at_ms: int, style: str = "%Y-%m-%d %H:%M:%S") -> str:
    """Write a moment in China's time."""
    return clock.from_ms(at_ms).astimezone(CHINA).strftime(style)


def utc_text(at_ms: int, style: str = "%Y-%m-%d %H:%M:%S") -> str:
    """Write a moment in UTC."""
    return clock.from_ms(at_ms).strftime(style)


def china_day(at_ms: int) -> int:
    """Return the day in China of a moment, as 20260131."""
    return int(china_text(at_ms, "%Y%m%d")) if at_ms else 0


@lru_cache(MEMORY)
def day(text: str) -> int:
    """Read a day, "2026-01-31" or "20260131", as 20260131; nothing is 0. Raises Refusal."""
    if text in EMPTY:
        return 0
    try:
        return int(f"{datetime.strptime(text.replace('-', ''), '%Y%m%d').date():%Y%m%d}")  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise _odd_time(text) from error


def day_text(value: int, style: str = "{:04}-{:02}-{:02}") -> str:
    """Write 20260131 as "2026-01-31"; 0 is nothing."""
    if not value:
        return ""
    return style.format(value // 10_000, value // 100 % 100, value % 100)


@lru_cache(MEMORY)
def number(text: str) -> str:
    """Return an order's or transaction's number; raises Refusal where a spreadsheet spoiled it."""
    if _SCIENTIFIC.fullmatch(text):
        raise Refusal("statement_scientific", text=text)
    if len(text) >= LONG and text.isdigit() and not text[EXACT_DIGITS:].strip("0"):
        raise Refusal("statement_scientific", text=text)
    if _CONTROL.search(text):
        raise Refusal("statement_control")
    return text


@lru_cache(MEMORY)
def _day_ms(text: str) -> int:
    if len(text) != len("2026-01-31") or text[4] != "-" or text[7] != "-":
        raise _odd_time(text)
    try:
        return clock.to_ms(datetime.fromisoformat(text).replace(tzinfo=UTC))
    except ValueError as error:
        raise _odd_time(text) from error


@lru_cache(MEMORY)
def _clock_ms(text: str) -> int:
    hours, minutes, seconds = text[:2], text[3:5], text[6:]
    good = (hours + minutes + seconds).isascii() and (hours + minutes + seconds).isdigit()
    if not good or text[2] != ":" or text[5] != ":" or len(seconds) != len("59"):
        raise _odd_time(text)
    if hours > "23" or minutes > "59" or seconds > "59":
        raise _odd_time(text)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000


def _odd_time(text: str) -> Refusal:
    if _EXCEL_DAY.fullmatch(text):
        return Refusal("statement_resaved", text=text)
    return Refusal("statement_time", text=text)
