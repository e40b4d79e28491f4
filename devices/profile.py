"""What each make of receipt printer can do, as data.

Widths are in dots at 203 dpi; a column is 12 dots wide, a Chinese character takes two.
"""

from dataclasses import dataclass, replace

FONT_DOTS = 12  # font A is 12 dots wide and 24 high; Chinese characters are 24 by 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One make of printer with one width of paper."""

    name: str
    width_dots: int
    paper_mm: int = 80
    four_byte: bool = False  # its ROM has the characters that GB18030 writes in four bytes
    native_qr: bool = False  # it draws QR codes itself (GS ( k)
    has_status: bool = False  # it answers GS r when it reaches the end of a job
    cut: bytes = b"\x1dV\x42\x00"  # GS V 66 0: feed to the knife, cut partly
    drawer_pin: int = 0  # ESC p m: 0 is pin 2 of the plug, 1 is pin 5
    drawer_on_ms: int = 50
    drawer_off_ms: int = 500
    raster_rows: int = 128  # of one GS v 0; some clones lose longer ones

    @property
    def columns(self) -> int:
        """How many narrow characters stand in a line."""
        return self.width_dots // FONT_DOTS


GENERIC_80 = Profile(name="generic", width_dots=576)
GENERIC_58 = Profile(name="generic", width_dots=384, paper_mm=58)
_MAKES = (
    GENERIC_80,
    GENERIC_58,
    replace(GENERIC_80, name="epson_tm", native_qr=True, has_status=True),
    replace(GENERIC_58, name="epson_tm", native_qr=True, has_status=True),
    replace(GENERIC_80, name="epson_tm_512", width_dots=512, native_qr=True, has_status=True),
    replace(GENERIC_80, name="xprinter", native_qr=True),
    replace(GENERIC_58, name="xprinter", native_qr=True),
    replace(GENERIC_80, name="gprinter", native_qr=True, four_byte=True),
    replace(GENERIC_58, name="gprinter", native_qr=True, four_byte=True),
    replace(GENERIC_58, name="sunmi", native_qr=True, four_byte=True),
)


def names() -> tuple[str, ...]:
    """Return the makes that we know, for a list to choose from."""
    return tuple(dict.fromkeys(make.name for make in _MAKES))


def by_name(name: str, paper_mm: int) -> Profile:
    """Return the profile of this make and paper; the generic one when we do not know it."""
    known = {(make.name, make.paper_mm): make for make in _MAKES}
    return known.get(
        (name, paper_mm), GENERIC_58 if paper_mm == GENERIC_58.paper_mm else GENERIC_80
    )
