"""A receipt as ESC/POS bytes for Chinese printers: one job, made whole before it is sent.

The command set is Epson's (ESC/POS Application Programming Guide); Chinese text is GBK in
"kanji mode", switched on once because some clones change it at the start of a line only.
"""

import unicodedata
from collections.abc import Iterator

from app.selling.receipt import Align, Block, Columns, Cut, Feed, Qr, Receipt, Rule, Text
from devices import qr
from devices.profile import Profile

RESET = b"\x1b@"
CHINESE_ON = b"\x1c&"
ACKNOWLEDGE = b"\x1dr\x01"  # GS r 1: answered when everything before it is printed
ALIGN = {Align.LEFT: b"\x1ba\x00", Align.CENTRE: b"\x1ba\x01"}
BOLD = {False: b"\x1bE\x00", True: b"\x1bE\x01"}
SIZE = {1: b"\x1d!\x00\x1c!\x00", 2: b"\x1d!\x11\x1c!\x0c"}  # narrow and Chinese characters apart
WIDE = 2  # columns of a Chinese character, however many bytes name it

# What a Chinese ROM lacks or draws as rubbish, and what it has instead.
_INSTEAD = str.maketrans({
    "¥": "￥", "•": "·", "−": "-", "–": "-", "\u3000": "  ",
    "\u00a0": " ", "\u2002": " ", "\t": " ", "\n": " ", "\u2028": " ", "\u2029": " ",
})  # fmt: skip
_LEFT_OUT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, and what has no picture
_ACCENTS = {"Mn", "Me"}  # drawn on the character before, which a receipt printer cannot do


def encode(receipt: Receipt, profile: Profile, *, open_drawer: bool = False) -> bytes:
    """Write a receipt as one job; the drawer's kick goes first, so that nobody waits for paper."""
    parts = [RESET, CHINESE_ON]
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


def text_bytes(text: str, *, four_byte: bool = False) -> bytes:
    """Write a text for a Chinese ROM; what it cannot draw becomes "?".

    Control characters are left out: a product's name must never become a command.
    """
    folded = unicodedata.normalize("NFC", text).translate(_INSTEAD)
    return b"".join(_sign(sign, four_byte=four_byte) for sign in folded)


def width(text: str, *, four_byte: bool = False) -> int:
    """Count the columns that a text takes on paper."""
    folded = unicodedata.normalize("NFC", text).translate(_INSTEAD)
    return sum(_columns(sign, four_byte=four_byte) for sign in folded)


def wrapped(text: str, columns: int, *, four_byte: bool = False) -> list[str]:
    """Break a text where the paper ends, between two characters."""
    lines, line, taken = [], "", 0
    for sign in unicodedata.normalize("NFC", text).translate(_INSTEAD):
        needs = _columns(sign, four_byte=four_byte)
        if taken + needs > columns and line:
            lines.append(line)
            line, taken = "", 0
        line, taken = line + sign, taken + needs
    return [*lines, line]


def _block(block: Block, profile: Profile) -> list[bytes]:
    match block:
        case Text():
            lines = wrapped(block.text, profile.columns // block.size, four_byte=profile.four_byte)
            return _styled(lines, block.align, block.size, profile, bold=block.bold)
        case Columns():
            size = block.size if _fits(block.right, block.size, profile) else 1
            lines = list(_row(block, profile.columns // size, four_byte=profile.four_byte))
            return _styled(lines, Align.LEFT, size, profile, bold=block.bold)
        case Rule():
            return [b"-" * profile.columns + b"\n"]
        case Qr():
            return [ALIGN[Align.CENTRE], *_qr(block.data, profile), ALIGN[Align.LEFT]]
        case Feed():
            return [b"\n" * block.lines]
        case Cut():
            return [b"\n", profile.cut]


def _styled(
    lines: list[str], align: Align, size: int, profile: Profile, *, bold: bool
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
    body = [text_bytes(line, four_byte=profile.four_byte) + b"\n" for line in lines]
    return [*on, *body, *off]


def _row(block: Columns, columns: int, *, four_byte: bool) -> Iterator[str]:
    """Put the amount at the right edge, behind the label or, where both are long, below it."""
    *above, last = wrapped(block.left, columns, four_byte=four_byte)
    yield from above
    if not block.right:
        yield last
        return
    taken = width(last, four_byte=four_byte)
    if taken and taken + 1 + width(block.right, four_byte=four_byte) > columns:
        yield last
        last, taken = "", 0
    for part in wrapped(block.right, columns, four_byte=four_byte):
        yield last + " " * (columns - taken - width(part, four_byte=four_byte)) + part
        last, taken = "", 0


def _fits(amount: str, size: int, profile: Profile) -> bool:
    return width(amount, four_byte=profile.four_byte) <= profile.columns // size


def _columns(sign: str, *, four_byte: bool) -> int:
    return min(len(_sign(sign, four_byte=four_byte)), WIDE)


def _sign(sign: str, *, four_byte: bool) -> bytes:
    category = unicodedata.category(sign)
    if category in _LEFT_OUT:
        return b""
    try:
        code = sign.encode("gbk")
    except UnicodeEncodeError:
        code = sign.encode("gb18030")
    if len(code) <= WIDE or (four_byte and category not in _ACCENTS):
        return code
    return b"" if category in _ACCENTS else b"?"


def _qr(data: str, profile: Profile) -> list[bytes]:
    if profile.native_qr:
        return [qr.native(data)]
    return qr.raster(data, profile.width_dots, profile.raster_rows)
