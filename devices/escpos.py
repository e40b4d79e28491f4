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

# What a Chinese ROM lacks or draws as rubbish, and what it has instead.
_INSTEAD = str.maketrans({
    "¥": "￥", "\u00a0": " ", "•": "·", "−": "-", "–": "-", "\u2002": " ", "\u3000": "  ",
})  # fmt: skip


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


def wrapped(text: str, columns: int, *, four_byte: bool = False) -> list[str]:
    """Break a text where the paper ends; a column is an encoded byte."""
    lines, line, width = [], "", 0
    for sign in unicodedata.normalize("NFC", text).translate(_INSTEAD):
        needs = len(_sign(sign, four_byte=four_byte))
        if width + needs > columns and line:
            lines.append(line)
            line, width = "", 0
        line, width = line + sign, width + needs
    return [*lines, line]


def _block(block: Block, profile: Profile) -> list[bytes]:
    match block:
        case Text():
            lines = wrapped(block.text, profile.columns // block.size, four_byte=profile.four_byte)
            return _styled(lines, block.align, block.size, profile, bold=block.bold)
        case Columns():
            lines = list(_row(block, profile.columns // block.size, profile))
            return _styled(lines, Align.LEFT, block.size, profile, bold=block.bold)
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


def _row(block: Columns, columns: int, profile: Profile) -> Iterator[str]:
    """Put the amount at the right edge; a long label gets lines of its own before it."""
    right = block.right
    room = columns - _width(right, profile) - 1
    labels = wrapped(block.left, max(room, 1) if right else columns, four_byte=profile.four_byte)
    *above, last = labels
    if room < 1:  # an amount as wide as the paper stands alone
        yield from wrapped(block.left, columns, four_byte=profile.four_byte)
        last, above = "", []
    yield from above
    gap = columns - _width(last, profile) - _width(right, profile)
    yield (last + " " * max(gap, 0) + right) if right else last


def _width(text: str, profile: Profile) -> int:
    return len(text_bytes(text, four_byte=profile.four_byte))


def _sign(sign: str, *, four_byte: bool) -> bytes:
    if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return b""
    try:
        code = sign.encode("gbk")
    except UnicodeEncodeError:
        code = sign.encode("gb18030")
    return code if len(code) < 4 or four_byte else b"?"  # noqa: PLR2004 - GB18030's long codes


def _qr(data: str, profile: Profile) -> list[bytes]:
    if profile.native_qr:
        return [qr.native(data)]
    return qr.raster(data, profile.width_dots, profile.raster_rows)
