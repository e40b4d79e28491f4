"""A piece of paper as a picture: what the thermal head would have burnt, dot by dot."""

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from app.selling.receipt import Receipt
from devices import barcode, escpos, lettering, qr, raster
from devices.lettering import LINE_DOTS
from devices.paper import Bars, Code, Gap, Mark, Paper, Picture, Printed, decode
from devices.profile import FONT_DOTS, Profile

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw as Canvas

MARGIN = 32  # of the paper beside what is printed
AROUND = 30  # the paper lies on a table
TOOTH = 10  # of the edge where the paper was torn off
INK, WHITE, TABLE, SHADE = (20, 20, 20), (252, 252, 250), (219, 224, 219), (190, 196, 190)
RULE = "-"


def picture(receipt: Receipt, profile: Profile) -> bytes:
    """Draw what this receipt looks like on this printer's paper, as PNG."""
    return draw(decode(escpos.encode(receipt, profile))[0], profile.width_dots)


def text(receipt: Receipt, profile: Profile) -> str:
    """Write what can be read on the paper, in the columns of a terminal."""
    lines = readable(receipt, profile).lines
    return "\n".join(_line(line, profile) for line in lines).rstrip()


def draw(paper: Paper, width_dots: int) -> bytes:
    """Draw a piece of paper as PNG."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - not before somebody wants a picture

    high = sum(height(mark) for mark in paper.marks) + 2 * MARGIN
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
            case Picture() | Code() | Bars():
                dots = raster.image_of(rows_of(mark))
                _burn(image, dots, top, width_dots, centred=mark.centred)
        top += height(mark)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def readable(receipt: Receipt, profile: Profile) -> Paper:
    """Return the paper with every line as text, also those that the printer is sent as dots."""
    whole_rom = replace(profile, encoding="gb18030", four_byte=True)
    return decode(escpos.encode(receipt, whole_rom))[0]


def rows_of(mark: Picture | Code | Bars) -> raster.Rows:
    """Return the dots of what is no text, without white around."""
    match mark:
        case Picture():
            return mark.rows
        case Bars():
            return barcode.rows(mark.data, mark.symbology, mark.module)
        case Code():
            return qr.rows(mark.data, qr.WIDEST, quiet=0)


def _line(line: Printed, profile: Profile) -> str:
    if not line.text:
        return ""
    taken = escpos.width(line.text) * line.size
    if line.size == 1:
        before = (profile.columns - taken) // 2 if line.centred else 0
        return " " * before + line.text
    if line.centred:
        return " " * ((profile.columns - taken // line.size) // 2) + line.text
    left, _, right = line.text.partition("  ")  # big columns have fewer spaces between them
    spare = profile.columns - escpos.width(left + right.strip())
    return left + " " * spare + right.strip() if right else left


def height(mark: Mark) -> int:
    """Return how many dots of paper it takes."""
    match mark:
        case Printed():
            return LINE_DOTS * mark.size
        case Picture() | Code() | Bars():
            return len(rows_of(mark))
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
    taken = FONT_DOTS * mark.size * escpos.width(mark.text)
    left = AROUND + MARGIN + ((width_dots - taken) // 2 if mark.centred else 0)
    middle = top + LINE_DOTS * mark.size // 2
    is_rule = set(mark.text) == {RULE}
    for sign in mark.text:
        wide = FONT_DOTS * mark.size * lettering.cells(sign)
        if is_rule:
            canvas.line((left + 2, middle, left + wide - 3, middle), fill=INK, width=2)
        else:
            glyph = lettering.glyph(sign, mark.size, bold=mark.bold)
            canvas.bitmap((left, top), glyph, fill=INK)
        left += wide


def _burn(image: "Image", dots: "Image", top: int, width_dots: int, *, centred: bool) -> None:
    left = AROUND + MARGIN + ((width_dots - dots.width) // 2 if centred else 0)
    image.paste(INK, (left, top), dots)
