r"""A scale that nobody knows, described by a technician in the till's settings.

Example, for a scale that is asked and answers with its digits reversed::

    [weighing_protocol]
    frame = '\x02(?P<weight>\d{6})\x03'
    decimals = "3"
    reversed = "yes"
    ask = "02 41 4E 03"
    zero = "02 41 5A 03"
    tare = "02 41 54 03"
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from app.base.errors import Refusal
from devices.scales.protocol import LONGEST, Bits, Check, Flag, Meaning, Protocol
from devices.scales.protocols import OWN
from devices.scales.reading import GRAMS

GROUPS = {"weight", "sign", "unit", "tare", "state", "body", "check"}
OPEN_ENDED = re.compile(r"[*+]|\{\d*,\d*\}")  # a frame has one length: a lost byte must show
ASIDE = re.compile(r"\\x[0-9a-fA-F]{2}|\\.|\[(?:\\.|[^\]\\])*\]")
REFERRING = re.compile(r"\(\?(?!P<|:)|\(\?P=")
TEXT = "state"
YES_NO = {"yes": True, "no": False}
FEWEST, MOST = 2, 20  # repeats
SLOWEST_S, FASTEST_S = 1.0, 0.05
UNFLAGGED = 5

T = TypeVar("T")


def protocol(said: Mapping[str, str]) -> Protocol:
    """Make a protocol of its description; raises Refusal that names the field and what is wrong."""
    if unknown := said.keys() - FIELDS:
        raise _bad(min(unknown), "unknown", ", ".join(FIELDS))
    pattern = _pattern(said.get("frame", ""))
    flags = _flags(said, pattern)
    says_stable = any(it.meaning in {Meaning.STABLE, Meaning.MOVING} for it in flags)
    check = _one_of(said, "check", {it.value: it for it in Check}, "none")
    if check is Check.XOR and not {"body", "check"} <= pattern.groupindex.keys():
        raise _bad("check", "xor", "(?P<body>…) (?P<check>.)")
    unit = _one_of(said, "unit", {it: it for it in GRAMS}, "kg")
    return Protocol(
        name=OWN,
        title=OWN,
        pattern=pattern,
        flags=flags,
        units={it.encode(): it for it in GRAMS} | {it.upper().encode(): it for it in GRAMS},
        unit=unit,
        decimals=_decimals(said),
        is_reversed=_one_of(said, "reversed", YES_NO, "no"),
        check=check,
        bits=_one_of(said, "bits", {it.value: it for it in Bits}, "8n1"),
        ask=_hex(said, "ask"),
        zero=_hex(said, "zero"),
        tare=_hex(said, "tare"),
        every_s=_number(said, "every_ms", 150, _between_s) / 1000,
        repeats=_number(said, "repeats", 3 if says_stable else UNFLAGGED, _between),
    )


def _pattern(text: str) -> re.Pattern[bytes]:
    if not text or len(text) > 4 * LONGEST:
        raise _bad("frame", text, r"\x02(?P<weight>[ \d]{6})\x03")
    plain = ASIDE.sub("_", text)
    if OPEN_ENDED.search(plain) or REFERRING.search(plain):
        raise _bad("frame", text, "{6}")
    if any(int(it) > LONGEST for it in re.findall(r"\{(\d{1,9})\}", plain)) or ")" + "{" in plain:
        raise _bad("frame", text, f"< {LONGEST}")
    try:
        pattern = re.compile(text.encode("latin-1"), re.DOTALL)
    except (re.error, UnicodeEncodeError, OverflowError) as error:
        raise _bad("frame", text, str(error)) from error
    if "weight" not in pattern.groupindex or pattern.groupindex.keys() - GROUPS:
        raise _bad("frame", text, "(?P<weight>…) " + " ".join(sorted(GROUPS - {"weight"})))
    if pattern.search(b""):
        raise _bad("frame", text, "> 0")
    return pattern


def _flags(said: Mapping[str, str], pattern: re.Pattern[bytes]) -> tuple[Flag, ...]:
    flags = []
    for meaning in (Meaning.STABLE, Meaning.MOVING, Meaning.NET, Meaning.OVER, Meaning.NEGATIVE):
        if meaning.value not in said:
            continue
        if TEXT not in pattern.groupindex:
            raise _bad(meaning.value, said[meaning.value], "(?P<state>…)")
        values = tuple(it.encode("latin-1", "replace") for it in said[meaning.value].split("|"))
        flags.append(Flag(meaning, TEXT, values))
    return tuple(flags)


def _decimals(said: Mapping[str, str]) -> int | None:
    if "decimals" not in said:
        return None
    return _number(said, "decimals", 0, lambda number: 0 <= number <= 5)  # noqa: PLR2004


def _hex(said: Mapping[str, str], name: str) -> bytes:
    try:
        data = bytes.fromhex(said.get(name, ""))
    except ValueError as error:
        raise _bad(name, said[name], "02 41 4E 03") from error
    if len(data) > LONGEST:
        raise _bad(name, said[name], f"< {LONGEST}")
    return data


def _number(said: Mapping[str, str], name: str, otherwise: int, fits: Callable[[int], bool]) -> int:
    text = said.get(name, str(otherwise))
    if not (text.isascii() and text.isdigit() and len(text) < 6 and fits(int(text))):  # noqa: PLR2004
        raise _bad(name, text, str(otherwise))
    return int(text)


def _one_of(said: Mapping[str, str], name: str, allowed: Mapping[str, T], usual: str) -> T:
    text = said.get(name, usual)
    if text not in allowed:
        raise _bad(name, text, ", ".join(allowed))
    return allowed[text]


def _between(number: int) -> bool:
    return FEWEST <= number <= MOST


def _between_s(number: int) -> bool:
    return FASTEST_S <= number / 1000 <= SLOWEST_S


def _bad(name: str, text: str, hint: str) -> Refusal:
    return Refusal("scale_protocol_bad", field=name, text=text, hint=hint)


FIELDS = (
    "frame",
    "decimals",
    "unit",
    "reversed",
    "check",
    "bits",
    "ask",
    "zero",
    "tare",
    "every_ms",
    "repeats",
    "stable",
    "moving",
    "net",
    "over",
    "negative",
)
