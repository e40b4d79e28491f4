"""Characters as dots, from the font that we bring along: each in its cell, as a printer's are."""

from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from devices import raster
from devices.profile import FONT_DOTS

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

GLYPH_DOTS = 24
LINE_DOTS = 32
WIDE = 2  # columns of a Chinese character
ABSENT = "\uffff"  # what no font has


def cells(sign: str) -> int:
    """Count the columns of a character."""
    return 1 if sign.isascii() else WIDE


def line(text: str, *, size: int = 1, bold: bool = False) -> raster.Rows:
    """Draw a line as a printer would, 32 dots high at `size` 1."""
    from PIL import Image  # noqa: PLC0415 - not before somebody wants a picture

    high = LINE_DOTS * size
    image = Image.new("1", (sum(FONT_DOTS * size * cells(sign) for sign in text), high))
    left = 0
    for sign in text:
        drawn = glyph(sign, size, bold=bold)
        image.paste(drawn, (left, 0))
        left += drawn.width
    return raster.rows_of(image)


@lru_cache(maxsize=2048)
def glyph(sign: str, size: int = 1, *, bold: bool = False) -> "Image":
    """Draw one character as the dots of its cell; a letter that is too wide is pressed in."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    face, stroke = font(GLYPH_DOTS * size), size / 2 if bold else 0
    wide, high = FONT_DOTS * size * cells(sign), LINE_DOTS * size
    needs = max(wide, round(face.getlength(sign) + 2 * stroke))
    drawn = Image.new("1", (needs, high))
    canvas = ImageDraw.Draw(drawn)
    canvas.fontmode = "1"  # a thermal head knows no grey
    canvas.text((needs / 2, high // 2), sign, font=face, fill=1, anchor="mm", stroke_width=stroke)
    return drawn if needs == wide else drawn.resize((wide, high))


@lru_cache(maxsize=2048)
def has(sign: str) -> bool:
    """Say whether the font has a picture of this character."""
    return _look(sign) != _look(ABSENT)


def _look(sign: str) -> tuple[tuple[int, int], bytes]:
    mask = font(GLYPH_DOTS).getmask(sign, mode="L")
    return mask.size, bytes(mask)


@cache
def font(px: int) -> "FreeTypeFont":
    """Load the font in one size."""
    from PIL import ImageFont  # noqa: PLC0415

    basic = ImageFont.Layout.BASIC  # no sign may change its neighbours, or lean on a circle
    return ImageFont.truetype(str(file()), px, layout_engine=basic)


@cache
def file() -> Path:
    """Return where the font lies."""
    with resources.as_file(resources.files("pylopdf_fonts_zh_cn")) as folder:
        return next(iter(sorted(folder.rglob("NotoSansSC*.[ot]tf"))))
