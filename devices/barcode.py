"""Barcodes on paper: as the printer's own command, or drawn by us as dots."""

from functools import lru_cache

from app.selling.receipt import Symbology
from devices import raster

HIGH = 80  # dots: a centimetre
MODULES = (3, 2)  # dots of the narrowest bar; one dot is too fine for most scanners
GAP_DOTS = 8
GAP = b"\x1bJ" + bytes([GAP_DOTS])  # ESC J: white above and below
EAN13_DIGITS = 13
FUNCTION = {Symbology.EAN13: 67, Symbology.CODE128: 73}  # of GS k
_START = {104: b"{B", 105: b"{C"}  # code sets (ISO/IEC 15417, table 1)
_SHIFT = {100: b"{B", 99: b"{C"}
_BLANK = 32  # the first sign of code set B


def module_dots(data: str, symbology: Symbology, width_dots: int) -> int:
    """Say how wide the narrowest bar can be on this paper; 0 where this is no code for it."""
    modules = len(pattern(data, symbology)) or width_dots
    return next((dots for dots in MODULES if modules * dots <= width_dots), 0)


def native(data: str, symbology: Symbology, dots: int) -> bytes:
    """Let the printer draw it: GS h, GS w, GS H and GS k."""
    body = _code_sets(data) if symbology is Symbology.CODE128 else data.encode("ascii")
    look = b"\x1dh" + bytes([HIGH]) + b"\x1dw" + bytes([dots]) + b"\x1dH\x00"
    return b"".join([GAP, look, b"\x1dk", bytes([FUNCTION[symbology], len(body)]), body, GAP])


def rows(data: str, symbology: Symbology, dots: int) -> raster.Rows:
    """Draw it as dots; the margin of the paper is its quiet zone."""
    return (raster.line(pattern(data, symbology), dots),) * HIGH


@lru_cache(maxsize=32)
def pattern(data: str, symbology: Symbology) -> str:
    """Return the bars of a code, "1" for a black module; nothing for what it cannot say."""
    import barcode  # noqa: PLC0415 - loaded at the first receipt that has one

    if not data or not data.isascii() or not data.isprintable():
        return ""
    if symbology is Symbology.CODE128:
        return "".join(barcode.Code128(data).build())
    if len(data) != EAN13_DIGITS or not data.isdigit():
        return ""
    code = barcode.EAN13(data)
    return "".join(code.build()) if code.get_fullcode() == data else ""


def text_of(body: bytes) -> str:
    """Read what GS k was given for a CODE128: signs, digit pairs, and changes of code set."""
    text, code_set, at = "", b"{B", 0
    while at < len(body):
        if body[at : at + 2] in {b"{A", b"{B", b"{C"}:
            code_set = body[at : at + 2]
            at += 2
        elif code_set == b"{C":
            text += f"{body[at]:02d}"
            at += 1
        else:
            text += chr(body[at])
            at += 2 if body[at : at + 2] == b"{{" else 1
    return text


def _code_sets(data: str) -> bytes:
    """Write what GS k takes: the signs, and where the code set changes."""
    import barcode  # noqa: PLC0415

    start, *codes = barcode.Code128(data).encoded
    now = _START[start]
    out = [now]
    for code in codes:
        if code in _SHIFT and _SHIFT[code] != now:
            now = _SHIFT[code]
            out.append(now)
        elif now == b"{C":
            out.append(bytes([code]))
        else:
            sign = bytes([code + _BLANK])
            out.append(sign * 2 if sign == b"{" else sign)
    return b"".join(out)
