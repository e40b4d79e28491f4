"""What each make of receipt printer can do, as data.

Widths are in dots; a column is 12 dots wide, a Chinese character takes two. From the makers'
specifications (Epson TM-T88VI and TM-T82III, Xprinter XP-80 and XP-58, Gprinter GP-L80160 and
GP-5890, Sunmi) where they say it, and the cautious choice where they do not.
"""

from dataclasses import dataclass, replace

from app.base.errors import Refusal

FONT_DOTS = 12  # font A is 12 dots wide and 24 high; Chinese characters are 24 by 24
TEAR = b"\x1bd\x03\x1dV\x42\x00"  # ESC d 3: up to the edge where a printer without a knife tears


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One make of printer with one width of paper."""

    name: str
    width_dots: int
    paper_mm: int = 80
    encoding: str = "gb18030"  # or "gbk": without the few signs that GB18030 added in two bytes
    four_byte: bool = False  # its ROM has the characters that GB18030 writes in four bytes
    draws_rare: bool = True  # a line with a character that the ROM lacks goes out as dots
    kanji_on: bytes = b"\x1c&"  # FS &; some export models have it off when they start
    native_qr: bool = False  # it draws QR codes itself (GS ( k)
    native_barcode: bool = False  # it draws EAN-13 and CODE128 itself (GS k)
    raster_rows: int = 128  # of one GS v 0; some clones lose longer ones
    has_status: bool = False  # it answers GS r when it reaches the end of a job
    cut: bytes = b"\x1dV\x42\x00"  # GS V 66 0: feed to the knife, cut partly
    drawer_pin: int = 0  # ESC p m: 0 is pin 2 of the plug, 1 is pin 5
    drawer_on_ms: int = 50
    drawer_off_ms: int = 500
    is_open_high: bool = True  # the level of the drawer's sense line while it is open

    @property
    def columns(self) -> int:
        """How many narrow characters stand in a line."""
        return self.width_dots // FONT_DOTS


GENERIC_80 = Profile(name="generic", width_dots=576)
GENERIC_58 = Profile(name="generic", width_dots=384, paper_mm=58)
_EPSON = replace(
    GENERIC_80,
    native_qr=True,
    native_barcode=True,
    has_status=True,
    raster_rows=255,
    drawer_on_ms=100,
)
_CLONE_80 = replace(GENERIC_80, native_qr=True, native_barcode=True)
_CLONE_58 = replace(GENERIC_58, native_qr=True, native_barcode=True)
_MAKES = (
    GENERIC_80,
    GENERIC_58,
    replace(_EPSON, name="epson_tm_t82"),
    replace(_EPSON, name="epson_tm_t82", width_dots=420, paper_mm=58),
    replace(_EPSON, name="epson_tm_t88", width_dots=512),  # 180 dots to the inch
    replace(_EPSON, name="epson_tm_t88", width_dots=360, paper_mm=58),
    replace(_CLONE_80, name="xprinter_xp80"),
    replace(_CLONE_58, name="xprinter_xp58", cut=TEAR),
    replace(_CLONE_80, name="gprinter_l80160"),
    replace(_CLONE_58, name="gprinter_5890", cut=TEAR),
    replace(_CLONE_80, name="sunmi"),
    replace(_CLONE_58, name="sunmi", cut=TEAR),
)
_OTHER = {GENERIC_80.paper_mm: GENERIC_80, GENERIC_58.paper_mm: GENERIC_58}


def names() -> tuple[str, ...]:
    """Return the makes that we know, for a list to choose from."""
    return tuple(dict.fromkeys(make.name for make in _MAKES))


def by_name(name: str, paper_mm: int) -> Profile:
    """Return the profile of this make and paper; raises Refusal for a make that we do not know.

    A make that is not built for this paper prints, or is looked at, as on any printer for it.
    """
    papers = {make.paper_mm: make for make in _MAKES if make.name == name}
    if not papers:
        raise Refusal("unknown_printer_profile", name=name, known=", ".join(names()))
    return papers.get(paper_mm, _OTHER[paper_mm])
