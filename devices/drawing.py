"""A piece of paper as a picture: what the thermal head would have burnt, dot by dot."""

import io
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from app.selling.receipt import Receipt
from devices import escpos, qr
from devices.paper import Code, Gap, Mark, Paper, Picture, Printed, decode
from devices.profile import FONT_DOTS, Profile

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw as Canvas
    from PIL.ImageFont import FreeTypeFont

GLYPH_DOTS = 24
LINE_DOTS = 32
MARGIN = 32  # of the paper beside what is printed
AROUND = 30  # the paper lies on a table
TOOTH = 10  # of the edge where the paper was torn off
INK, WHITE, TABLE, SHADE = (20, 20, 20), (252, 252, 250), (219, 224, 219), (190, 196, 190)
RULE = "-"


def picture(receipt: Receipt, profile: Profile) -> bytes:
    """Draw what this receipt looks like on this printer's paper, as PNG."""
    return draw(_paper(receipt, profile), profile.width_dots)


def text(receipt: Receipt, profile: Profile) -> str:
    """Write what can be read on the paper, in the columns of a terminal."""
    lines = _paper(receipt, profile).lines
    return "\n".join(_line(line, profile) for line in lines).rstrip()


def draw(paper: Paper, width_dots: int) -> bytes:
    """Draw a piece of paper as PNG."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - not before somebody wants a picture

    high = sum(_height(mark) for mark in paper.marks) + 2 * MARGIN
    wide = width_dots + 2 * MARGIN
    image = Image.new("RGB", (wide + 2 * AROUND, high + 2 * AROUND), TABLE)
    canvas = ImageDraw.Draw(image)
    canvas.fontmode = "1"  # a thermal head knows no grey
    _lay_paper(canvas, wide, high)
    top = AROUND + MARGIN
    for mark in paper.marks:
        match mark:
            case Printed():
                _print(canvas, mark, top, width_dots)
            case Picture():
                _burn(image, _bitmap(mark.rows), top, width_dots, centred=mark.centred)
            case Code():
                _burn(image, _code(mark.data), top, width_dots, centred=mark.centred)
        top += _height(mark)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _paper(receipt: Receipt, profile: Profile) -> Paper:
    return decode(escpos.encode(receipt, profile))[0]


def _line(line: Printed, profile: Profile) -> str:
    if not line.text:
        return ""
    taken = escpos.width(line.text, four_byte=True) * line.size
    if line.size == 1:
        before = (profile.columns - taken) // 2 if line.centred else 0
        return " " * before + line.text
    if line.centred:
        return " " * ((profile.columns - taken // line.size) // 2) + line.text
    left, _, right = line.text.partition("  ")  # big columns have fewer spaces between them
    spare = profile.columns - escpos.width(left + right.strip(), four_byte=True)
    return left + " " * spare + right.strip() if right else left


def _height(mark: Mark) -> int:
    match mark:
        case Printed():
            return LINE_DOTS * mark.size
        case Picture():
            return len(mark.rows)
        case Code():
            return (len(qr.matrix(mark.data)) - 2 * qr.QUIET) * qr.LARGEST_MODULE
        case Gap():
            return mark.dots


def _lay_paper(canvas: "Canvas", wide: int, high: int) -> None:
    """Draw the sheet with its shade, cut above and torn below."""
    left, right, bottom = AROUND, AROUND + wide, AROUND + high
    canvas.rectangle((left - 1, AROUND - 1, right + 2, bottom + 3), fill=SHADE)
    canvas.rectangle((left, AROUND, right, bottom - TOOTH), fill=WHITE)
    for tooth in range(left, right, 2 * TOOTH):
        middle, end = min(tooth + TOOTH, right), min(tooth + 2 * TOOTH, right)
        edge = [(tooth, bottom - TOOTH), (middle, bottom), (end, bottom - TOOTH)]
        canvas.polygon(edge, fill=WHITE)


def _print(canvas: "Canvas", mark: Printed, top: int, width_dots: int) -> None:
    """Place each character in its cell, as a printer does: the columns always line up."""
    cells = [(sign, FONT_DOTS * mark.size * _cells(sign)) for sign in mark.text]
    taken = sum(wide for _, wide in cells)
    left = AROUND + MARGIN + ((width_dots - taken) // 2 if mark.centred else 0)
    middle = top + LINE_DOTS * mark.size // 2
    font = _font(GLYPH_DOTS * mark.size)
    stroke = mark.size / 2 if mark.bold else 0
    is_rule = set(mark.text) == {RULE}
    for sign, wide in cells:
        if is_rule:
            canvas.line((left + 2, middle, left + wide - 3, middle), fill=INK, width=2)
        else:
            glyph = _glyph(sign, font, wide, LINE_DOTS * mark.size, stroke)
            canvas.bitmap((left, top), glyph, fill=INK)
        left += wide


def _glyph(sign: str, font: "FreeTypeFont", wide: int, high: int, stroke: float) -> "Image":
    """Draw one character as the dots of its cell; a letter that is too wide is pressed in."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    needs = max(wide, round(font.getlength(sign) + 2 * stroke))
    glyph = Image.new("1", (needs, high))
    canvas = ImageDraw.Draw(glyph)
    canvas.fontmode = "1"
    at = (needs / 2, high // 2)
    canvas.text(at, sign, font=font, fill=1, anchor="mm", stroke_width=stroke)
    return glyph if needs == wide else glyph.resize((wide, high))


def _cells(sign: str) -> int:
    return 1 if sign.isascii() else escpos.WIDE


def _burn(image: "Image", dots: "Image", top: int, width_dots: int, *, centred: bool) -> None:
    left = AROUND + MARGIN + ((width_dots - dots.width) // 2 if centred else 0)
    image.paste(INK, (left, top), dots)


def _bitmap(rows: tuple[bytes, ...]) -> "Image":
    from PIL import Image  # noqa: PLC0415

    return Image.frombytes("1", (len(rows[0]) * 8, len(rows)), b"".join(rows))


def _code(data: str) -> "Image":
    modules = [row[qr.QUIET : -qr.QUIET] for row in qr.matrix(data)[qr.QUIET : -qr.QUIET]]
    rows = [qr.line(row, qr.LARGEST_MODULE) for row in modules for _ in range(qr.LARGEST_MODULE)]
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
