"""A receipt as ESC/POS bytes for Chinese printers: one job, made whole before it is sent.

The command set is Epson's (ESC/POS Application Programming Guide); Chinese text is GBK in
"kanji mode", switched on once because some clones change it at the start of a line only.
"""

import logging
import unicodedata
from collections.abc import Iterator, Sequence

from app.base.errors import Refusal
from app.selling.receipt import (
    Align,
    Barcode,
    Block,
    Columns,
    Cut,
    Dots,
    Feed,
    Logo,
    Qr,
    Receipt,
    Rule,
    Text,
)
from devices import barcode, lettering, qr, raster
from devices.profile import Profile

log = logging.getLogger(__name__)

RESET = b"\x1b@"
ACKNOWLEDGE = b"\x1dr\x01"  # GS r 1: answered when everything before it is printed
ALIGN = {Align.LEFT: b"\x1ba\x00", Align.CENTRE: b"\x1ba\x01"}
BOLD = {False: b"\x1bE\x00", True: b"\x1bE\x01"}
SIZE = {1: b"\x1d!\x00\x1c!\x00", 2: b"\x1d!\x11\x1c!\x0c"}  # narrow and Chinese characters apart
LONGEST_SIGN = 2  # bytes of a character that every Chinese ROM has
FOR_WANT = "?"  # instead of what cannot be shown

# What a Chinese ROM lacks or draws as rubbish, and what it has instead.
_INSTEAD = str.maketrans({
    "¥": "￥", "•": "·", "−": "-", "–": "-", "\u3000": "  ",
    "\u00a0": " ", "\u2002": " ", "\t": " ", "\n": " ", "\u2028": " ", "\u2029": " ",
})  # fmt: skip
_LEFT_OUT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, and what has no picture
_ACCENTS = {"Mn", "Me"}  # drawn on the character before, which a receipt printer cannot do
_CODECS = {"gb18030": ("gbk", "gb18030"), "gbk": ("gbk",)}  # in the order of trying


def encode(receipt: Receipt, profile: Profile, *, open_drawer: bool = False) -> bytes:
    """Write a receipt as one job; the drawer's kick goes first, so that nobody waits for paper."""
    parts = [RESET, profile.kanji_on]
    if open_drawer:
        parts.append(kick(profile))
    for block in receipt.blocks:
        parts += _block(block, profile)
    if profile.has_status:
        parts.append(ACKNOWLEDGE)
    return b"".join(parts)


def kick(profile: Profile) -> bytes:
    """Open the cash drawer on the printer's plug (ESC p; times in units of 2 ms)."""
    on, off = profile.drawer_on_ms // 2, profile.drawer_off_ms // 2
    return b"\x1bp" + bytes([profile.drawer_pin, on, off])


def fold(text: str, profile: Profile) -> str:
    """Write a text in the characters that this printer can show, "?" for the others.

    Control characters are left out: a product's name must never become a command.
    """
    folded = unicodedata.normalize("NFC", text).translate(_INSTEAD)
    return "".join(_shown(sign, profile) for sign in folded)


def width(folded: str) -> int:
    """Count the columns that a folded text takes on paper."""
    return sum(map(lettering.cells, folded))


def wrapped(folded: str, columns: int) -> list[str]:
    """Break a folded text where the paper ends, between two characters."""
    lines, line, taken = [], "", 0
    for sign in folded:
        needs = lettering.cells(sign)
        if taken + needs > columns and line:
            lines.append(line)
            line, taken = "", 0
        line, taken = line + sign, taken + needs
    return [*lines, line]


def _shown(sign: str, profile: Profile) -> str:
    if sign.isascii():
        return sign if sign.isprintable() else ""
    category = unicodedata.category(sign)
    if category in _LEFT_OUT:
        return ""
    if _code(sign, profile):
        return sign
    if category in _ACCENTS:
        return ""
    return sign if profile.draws_rare and lettering.has(sign) else FOR_WANT


def _code(sign: str, profile: Profile) -> bytes:
    """Return the bytes that make the printer's ROM show this character; none where it cannot."""
    if sign.isascii():
        return sign.encode("ascii")
    for codec in _CODECS[profile.encoding]:
        code = sign.encode(codec, "ignore")
        if code and (len(code) <= LONGEST_SIGN or _has_long_codes(sign, profile)):
            return code
    return b""


def _has_long_codes(sign: str, profile: Profile) -> bool:
    return profile.four_byte and unicodedata.category(sign) not in _ACCENTS


# -- blocks


def _block(block: Block, profile: Profile) -> list[bytes]:
    match block:
        case Text():
            lines = wrapped(fold(block.text, profile), profile.columns // block.size)
            return _styled(lines, block.align, block.size, profile, bold=block.bold)
        case Columns():
            return _columns(block, profile)
        case Rule():
            return [b"-" * profile.columns + b"\n"]
        case Qr():
            return _in_the_middle(_qr(block.data, profile))
        case Barcode():
            return _in_the_middle(_barcode(block, profile))
        case Logo():
            return _in_the_middle(_logo(block.file, profile))
        case Dots():
            return _in_the_middle(raster.bands(block.rows, profile.raster_rows))
        case Feed():
            return [b"\n" * block.lines]
        case Cut():
            return [b"\n", profile.cut]


def _styled(
    lines: Sequence[str], align: Align, size: int, profile: Profile, *, bold: bool
) -> list[bytes]:
    on, off = [], []
    if align is not Align.LEFT:
        on.append(ALIGN[align])
        off.append(ALIGN[Align.LEFT])
    if bold:
        on.append(BOLD[True])
        off.append(BOLD[False])
    if size != 1:
        on.append(SIZE[size])
        off.append(SIZE[1])
    body = [part for line in lines for part in _line(line, size, profile, bold=bold)]
    return [*on, *body, *off]


def _line(line: str, size: int, profile: Profile, *, bold: bool) -> list[bytes]:
    """Write a line as text, or as dots where the ROM lacks one of its characters."""
    codes = [_code(sign, profile) for sign in line]
    if all(codes):
        return [b"".join(codes) + b"\n"]
    return raster.bands(lettering.line(line, size=size, bold=bold), profile.raster_rows)


def _columns(block: Columns, profile: Profile) -> list[bytes]:
    left, right = fold(block.left, profile), fold(block.right, profile)
    size = block.size if width(right) <= profile.columns // block.size else 1
    lines = list(_row(left, right, profile.columns // size))
    return _styled(lines, Align.LEFT, size, profile, bold=block.bold)


def _row(left: str, right: str, columns: int) -> Iterator[str]:
    """Put the amount at the right edge, behind the label or, where both are long, below it."""
    *above, last = wrapped(left, columns)
    yield from above
    if not right:
        yield last
        return
    taken = width(last)
    if taken and taken + 1 + width(right) > columns:
        yield last
        last, taken = "", 0
    for part in wrapped(right, columns):
        yield last + " " * (columns - taken - width(part)) + part
        last, taken = "", 0


def _in_the_middle(parts: list[bytes]) -> list[bytes]:
    return [ALIGN[Align.CENTRE], *parts, ALIGN[Align.LEFT]] if parts else []


def _qr(data: str, profile: Profile) -> list[bytes]:
    if profile.native_qr:
        return [qr.native(data)]
    return raster.bands(qr.rows(data, profile.width_dots), profile.raster_rows)


def _barcode(block: Barcode, profile: Profile) -> list[bytes]:
    dots = barcode.module_dots(block.data, block.symbology, profile.width_dots)
    if not dots:
        return _qr(block.data, profile)
    if profile.native_barcode:
        return [barcode.native(block.data, block.symbology, dots)]
    rows = barcode.rows(block.data, block.symbology, dots)
    return [barcode.GAP, *raster.bands(rows, profile.raster_rows), barcode.GAP]


def _logo(file: str, profile: Profile) -> list[bytes]:
    """Write the logo; a receipt without it is better than none."""
    try:
        return raster.bands(raster.logo(file, profile.width_dots), profile.raster_rows)
    except Refusal as told:
        log.warning("%s", told)
        return []
