"""Reading what providers send, strictly: JSON, flat XML, forms, amounts.

Everything raises Distrust for what is not exactly as it should be; nothing else escapes.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl
from xml.parsers import expat

import msgspec

from app.base.money import MAX_FEN, Money
from app.payments.exchange import Distrust

MOST_BYTES = 1_000_000  # no answer about one payment is longer
Facts = Mapping[str, Any]
T = TypeVar("T")
_YUAN = re.compile(r"(?:0|[1-9][0-9]{0,10})(?:\.[0-9]{1,2})?")
_FEN = re.compile(r"0|[1-9][0-9]{0,12}")


def json_object(body: bytes | msgspec.Raw) -> dict[str, Any]:
    """Read an object of JSON."""
    return _decoded(body, dict[str, Any])


def json_parts(body: bytes) -> dict[str, msgspec.Raw]:
    """Read an object of JSON, each value left exactly as it was written."""
    return _decoded(body, dict[str, msgspec.Raw])


def json_text(value: msgspec.Raw | None) -> str:
    """Read a string of JSON; "" for nothing."""
    return "" if value is None else _decoded(value, str)


def xml_fields(body: bytes) -> dict[str, str]:
    """Read `<xml>` with one level of text in it; entities and a DTD are refused.

    One name twice is refused as well: two readers could see two answers.
    """
    reader = _FlatXml()
    if len(body) > MOST_BYTES:
        raise Distrust("too long")
    try:
        reader.parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Distrust(f"not XML of theirs: {error}") from error
    return reader.fields


def xml_body(fields: Mapping[str, str]) -> bytes:
    """Write `<xml>` with one level of text in it."""
    inner = "".join(f"<{name}>{_escaped(text)}</{name}>" for name, text in sorted(fields.items()))
    return f"<xml>{inner}</xml>".encode()


def form_fields(body: bytes) -> dict[str, str]:
    """Read a form, URL-encoded in UTF-8; one name twice is refused."""
    if len(body) > MOST_BYTES:
        raise Distrust("too long")
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, strict_parsing=True, errors="strict"
        )
    except ValueError as error:
        raise Distrust(f"not a form: {error}") from error
    return _once(pairs)


def bare_fields(body: bytes) -> dict[str, str]:
    """Read `k=v&k=v` that is not URL-encoded, where `{…}` and `[…]` may hold more of it.

    That is how UnionPay answers (ACP 5.1.0).
    """
    if len(body) > MOST_BYTES:
        raise Distrust("too long")
    try:
        text = body.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise Distrust("not UTF-8") from error
    pairs = [part.partition("=") for part in _parts(text)]
    if not all(equals and name.isidentifier() for name, equals, _ in pairs):
        raise Distrust("not fields of theirs")
    return _once([(name, value) for name, _, value in pairs])


def text_of(facts: Facts, name: str) -> str:
    """Return a text; "" where there is none or it is something else."""
    value = facts.get(name)
    return value if isinstance(value, str) else ""


def object_of(facts: Facts, name: str) -> Facts:
    """Return an object within; an empty one where there is none."""
    value = facts.get(name)
    return value if isinstance(value, dict) else {}


def fen_of(value: object) -> Money | None:
    """Read whole fen, a number or its digits; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_FEN:
        return Money(value)
    if isinstance(value, str) and _FEN.fullmatch(value):
        return Money(int(value))
    return None


def yuan_of(value: object) -> Money | None:
    """Read yuan as Alipay writes them, "88.88"; None for anything else."""
    if not isinstance(value, str) or not _YUAN.fullmatch(value):
        return None
    whole, _, part = value.partition(".")
    return Money(int(whole) * 100 + int(part.ljust(2, "0") or 0))


def yuan_text(money: Money) -> str:
    """Write yuan with two decimals."""
    return f"{money.fen // 100}.{money.fen % 100:02}"


class _FlatXml:
    """Collects the fields of `<xml>`; any other shape is an error."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self._path: list[str] = []
        self._text: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refused
        self.parser.EntityDeclHandler = self._refused
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append

    def _refused(self, *_: object) -> None:
        raise ValueError("it declares a document type")

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._path.append(name)
        if self._path[0] != "xml" or len(self._path) > 2:  # noqa: PLR2004 - one level
            raise ValueError("it is nested")
        self._text.clear()

    def _end(self, name: str) -> None:
        self._path.pop()
        if self._path:
            if name in self.fields:
                raise ValueError(f"it has {name} twice")
            self.fields[name] = "".join(self._text).strip()


def _decoded(body: bytes | msgspec.Raw, kind: type[T]) -> T:
    if len(memoryview(body)) > MOST_BYTES:
        raise Distrust("too long")
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Distrust(f"not JSON of theirs: {error}") from error


def _once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Distrust("it has a field twice")
    return found


def _parts(text: str) -> list[str]:
    """Split at `&`, but not within braces or brackets."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in "{[") - (sign in "}]")
        if sign == "&" and depth <= 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
