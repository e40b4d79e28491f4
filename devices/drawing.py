"""A piece of paper as a picture: what the thermal head would have burnt, dot by dot."""

import io
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from app.selling.receipt import Receipt
from devices import escpos, qr
from devices.paper import Code, Paper, Picture, Printed, decode
from devices.profile import FONT_DOTS, Profile

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

LINE_DOTS = 32
GLYPH_DOTS = 24
MARGIN = 28
PAPER, INK = 252, 20


def picture(receipt: Receipt, profile: Profile) -> bytes:
    """Draw what this receipt looks like on this printer's paper, as PNG."""
    [paper, *_] = decode(escpos.encode(receipt, profile))
    return draw(paper, profile.width_dots)


def text(receipt: Receipt, profile: Profile) -> str:
    """Write what can be read on the paper, with the QR code's content in its place."""
    [paper, *_] = decode(escpos.encode(receipt, profile))
    return "\n".join(
        mark.text.center(profile.columns).rstrip() if mark.centred else mark.text
        for mark in paper.marks
        if isinstance(mark, Printed)
    )


def draw(paper: Paper, width_dots: int) -> bytes:
    """Draw a piece of paper as PNG."""
    from PIL import Image  # noqa: PLC0415 - not before somebody wants a picture
    from PIL import ImageDraw as Drawing  # noqa: PLC0415

    height = sum(_height(mark) for mark in paper.marks) + 2 * MARGIN
    image = Image.new("L", (width_dots + 2 * MARGIN, height), PAPER)
    canvas = Drawing.Draw(image)
    canvas.fontmode = "1"  # a thermal head knows no grey
    top = MARGIN
    for mark in paper.marks:
        match mark:
            case Printed():
                _print(canvas, mark, top, width_dots)
            case Picture():
                _paste(image, _bitmap(mark.rows), top, width_dots, centred=mark.centred)
            case Code():
                _paste(image, _code(mark.data), top, width_dots, centred=mark.centred)
        top += _height(mark)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _height(mark: Printed | Picture | Code) -> int:
    match mark:
        case Printed():
            return LINE_DOTS * mark.size
        case Picture():
            return len(mark.rows) + 8
        case Code():
            return len(qr.matrix(mark.data)) * qr.LARGEST_MODULE + 8


def _print(canvas: "ImageDraw", mark: Printed, top: int, width_dots: int) -> None:
    """Place each character in its cell, as a printer does: the columns always line up."""
    cells = [(sign, FONT_DOTS * mark.size * _cells(sign)) for sign in mark.text]
    left = MARGIN + ((width_dots - sum(wide for _, wide in cells)) // 2 if mark.centred else 0)
    font = _font(GLYPH_DOTS * mark.size)
    for sign, wide in cells:
        if sign == "-" and set(mark.text) == {"-"}:
            canvas.line((left + 2, top + 16, left + wide - 3, top + 16), fill=INK, width=2)
        else:
            at = (left + wide / 2, top + LINE_DOTS * mark.size // 2)
            for shift in (0, 1) if mark.bold else (0,):  # a head burns bold twice, a dot apart
                canvas.text((at[0] + shift, at[1]), sign, font=font, fill=INK, anchor="mm")
        left += wide


def _cells(sign: str) -> int:
    return 1 if sign.isascii() else 2


def _paste(image: "Image", what: "Image", top: int, width_dots: int, *, centred: bool) -> None:
    left = MARGIN + ((width_dots - what.width) // 2 if centred else 0)
    image.paste(what, (left, top))


def _bitmap(rows: tuple[bytes, ...]) -> "Image":
    from PIL import Image, ImageOps  # noqa: PLC0415

    size = (len(rows[0]) * 8, len(rows))
    return ImageOps.invert(Image.frombytes("1", size, b"".join(rows)).convert("L"))


def _code(data: str) -> "Image":
    rows = [
        qr.line(row, qr.LARGEST_MODULE) for row in qr.matrix(data) for _ in range(qr.LARGEST_MODULE)
    ]
    return _bitmap(tuple(rows))


@cache
def _font(px: int) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415

    folder = resources.files("pylopdf_fonts_zh_cn")
    file = next(it for it in _walk(folder) if it.name.startswith("NotoSansSC"))
    with resources.as_file(file) as path:
        return ImageFont.truetype(str(path), px)


def _walk(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for item in folder.iterdir():
        found += _walk(item) if item.is_dir() else [item]
    return sorted(found, key=lambda it: it.name)
