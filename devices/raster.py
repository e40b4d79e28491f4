"""Pictures on paper: rows of dots, eight to a byte, 1 is black."""

import logging
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.errors import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

log = logging.getLogger(__name__)

Rows = tuple[bytes, ...]
LOGO_DOTS = 240  # the most that a logo is high
LARGEST_LOGO = 4_000_000  # pixels; a photograph is no logo
BLACK_BELOW = 128
WHITE = 255


def bands(rows: Rows, most: int) -> list[bytes]:
    """Write a picture as GS v 0, in bands of at most `most` rows."""
    return [_band(rows[at : at + most]) for at in range(0, len(rows), most)]


def line(modules: str, dots: int) -> bytes:
    """Write a row of modules ("1" is black), each `dots` wide, padded to whole bytes."""
    bits = "".join(module * dots for module in modules)
    padded = bits + "0" * (-len(bits) % 8)
    return int(padded, 2).to_bytes(len(padded) // 8, "big")


def rows_of(image: "Image") -> Rows:
    """Return the rows of a picture of mode "1", in which a set dot is black."""
    wide, data = (image.width + 7) // 8, image.tobytes()
    return tuple(data[at : at + wide] for at in range(0, len(data), wide))


def image_of(rows: Rows) -> "Image":
    """Return rows as a picture of mode "1"."""
    from PIL import Image  # noqa: PLC0415 - not before somebody wants a picture

    return Image.frombytes("1", (len(rows[0]) * 8, len(rows)), b"".join(rows))


def logo(path: str, width_dots: int) -> Rows:
    """Read a shop's logo as dots, no wider than this; raises Refusal for what is no picture."""
    try:
        return _logo(path, Path(path).stat().st_mtime_ns, width_dots)
    except OSError as error:
        raise Refusal("bad_logo", file=path, why=error.strerror or error) from error


@lru_cache(maxsize=4)
def _logo(path: str, _changed_ns: int, width_dots: int) -> Rows:
    from PIL import Image, ImageChops  # noqa: PLC0415

    with Image.open(path) as file:
        if file.width * file.height > LARGEST_LOGO:
            raise Refusal("bad_logo", file=path, why=f"{file.width} × {file.height}")
        picture = file.convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    grey = Image.alpha_composite(paper, picture).convert("L")
    scale = min(1.0, width_dots / grey.width, LOGO_DOTS / grey.height)
    size = (max(1, int(grey.width * scale)), max(1, int(grey.height * scale)))
    grey = grey.resize(size, Image.Resampling.LANCZOS) if scale < 1 else grey
    black = ImageChops.invert(grey.point(lambda level: WHITE if level >= BLACK_BELOW else 0))
    return rows_of(black.convert("1", dither=Image.Dither.NONE))


def _band(rows: Rows) -> bytes:
    wide, high = len(rows[0]), len(rows)
    return b"\x1dv0\x00" + wide.to_bytes(2, "little") + high.to_bytes(2, "little") + b"".join(rows)
