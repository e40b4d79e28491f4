"""A receipt as PDF: the same paper, as wide as the roll, with text to search and to copy."""

import io
import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from app.selling.receipt import Receipt
from devices import drawing, escpos, lettering, raster
from devices.lettering import GLYPH_DOTS, LINE_DOTS
from devices.paper import Bars, Code, Gap, Mark, Picture, Printed
from devices.profile import FONT_DOTS, Profile

if TYPE_CHECKING:
    from pylopdf import Font, Page, Shape

PRINTED_MM = {80: 72, 58: 48}  # of the paper, between its margins
POINTS_PER_MM = 72 / 25.4
MARGIN_MM = 4
LONGEST_POINTS = 14_400
BASELINE = 25  # dots below the top of a line
LEFT, CENTRED, RIGHT = 0, 0.5, 1  # how much of a text stands before its place
INDENT = 2  # columns of what stands below its label
PARTS = re.compile(r"\S+(?: \S+)*")  # of a line, with more than one space between them


def pdf(receipt: Receipt, profile: Profile) -> bytes:
    """Write one page, exactly as long as the paper; the font goes with it.

    A paper that is longer than a page of a PDF can be (ISO 32000-1, annex C) goes on on the next.
    """
    import pylopdf  # noqa: PLC0415 - not before somebody wants a PDF

    point = PRINTED_MM[profile.paper_mm] * POINTS_PER_MM / profile.width_dots
    margins = 2 * MARGIN_MM * POINTS_PER_MM
    document = pylopdf.Document()
    marks = drawing.readable(receipt, profile).marks
    for part in _pages(marks, (LONGEST_POINTS - margins) / point):
        high = sum(map(drawing.height, part)) * point + margins
        page = document.new_page(width=profile.paper_mm * POINTS_PER_MM, height=high)
        with page.new_shape() as shape:
            _draw(_Sheet(page, shape, profile, point), part)
    return document.tobytes(deflate=True)


def _pages(marks: Sequence[Mark], most_dots: float) -> list[list[Mark]]:
    pages: list[list[Mark]] = [[]]
    taken = 0
    for mark in marks:
        high = drawing.height(mark)
        if taken + high > most_dots and pages[-1]:
            pages.append([])
            taken = 0
        pages[-1].append(mark)
        taken += high
    return pages


class _Sheet:
    """A page that is measured in the dots of a printer."""

    def __init__(self, page: "Page", shape: "Shape", profile: Profile, point: float) -> None:
        self.page, self.shape, self.wide = page, shape, profile.width_dots
        self._point = point
        self._left = (profile.paper_mm - PRINTED_MM[profile.paper_mm]) / 2 * POINTS_PER_MM
        self._top = MARGIN_MM * POINTS_PER_MM

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where these dots lie on the page."""
        return self._left + x * self._point, self._top + y * self._point

    def write(self, text: str, x: float, y: float, size: int, room: float, ends: float) -> float:
        """Write at `x`, a little smaller where there is not enough room; return the width taken.

        `ends` says which part of the text stands before `x`: 0 none, 0.5 half of it, 1 all.
        """
        points = GLYPH_DOTS * size * self._point
        points *= min(1.0, room * self._point / max(font().text_length(text, points), 1.0))
        left, base = self.at(x, y)
        wide = font().text_length(text, points)
        self.shape.insert_text((left - wide * ends, base), text, fontsize=points, font=font())
        return wide / self._point

    def rule(self, y: float) -> None:
        """Draw a dashed line across."""
        self.shape.draw_line(self.at(0, y), self.at(self.wide, y))
        self.shape.finish(width=self._point, dashes="[2 1.5] 0")

    def burn(self, rows: raster.Rows, y: float) -> None:
        """Put a picture in the middle."""
        left = (self.wide - len(rows[0]) * 8) / 2
        x0, y0 = self.at(left, y)
        x1, y1 = self.at(left + len(rows[0]) * 8, y + len(rows))
        self.page.insert_image((x0, y0, x1, y1), stream=_png(rows))


@cache
def font() -> "Font":
    """Load the font once."""
    import pylopdf  # noqa: PLC0415

    return pylopdf.Font(fontfile=lettering.file())


def _draw(sheet: _Sheet, marks: Sequence[Mark]) -> None:
    top = 0
    for mark in marks:
        match mark:
            case Printed() if mark.text and set(mark.text) == {drawing.RULE}:
                sheet.rule(top + LINE_DOTS / 2)
            case Printed():
                _print(sheet, mark, top)
            case Picture() | Code() | Bars():
                sheet.burn(drawing.rows_of(mark), top)
            case Gap():
                pass
        top += drawing.height(mark)


def _print(sheet: _Sheet, line: Printed, top: int) -> None:
    """Write a line in the middle, or part by part: each in its column, an amount at the edge."""
    text = "".join(sign if font().has_glyph(sign) else escpos.FOR_WANT for sign in line.text)
    base = top + BASELINE * line.size
    if line.centred:
        sheet.write(text, sheet.wide / 2, base, line.size, sheet.wide, CENTRED)
        return
    parts = [(text[it.start() : it.end()], it.start(), it.end()) for it in PARTS.finditer(text)]
    column = [0, *accumulate(FONT_DOTS * line.size * lettering.cells(sign) for sign in line.text)]
    free = 0.0  # where the part before ends
    for at, (part, start, end) in enumerate(parts):
        if start > INDENT and end == len(text):
            room = sheet.wide - free - FONT_DOTS
            sheet.write(part, column[end], base, line.size, room, RIGHT)
            return
        after = column[parts[at + 1][1]] - FONT_DOTS if at + 1 < len(parts) else sheet.wide
        left = column[start]
        free = left + sheet.write(part, left, base, line.size, after - left, LEFT)


def _png(rows: raster.Rows) -> bytes:
    from PIL import ImageChops  # noqa: PLC0415

    out = io.BytesIO()
    ImageChops.invert(raster.image_of(rows).convert("L")).convert("1").save(out, "PNG")
    return out.getvalue()
