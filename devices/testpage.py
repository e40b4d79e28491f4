"""A page that shows a technician what a printer can do, and whether its profile fits."""

from app.selling.receipt import (
    Align,
    Barcode,
    Block,
    Columns,
    Cut,
    Dots,
    Qr,
    Receipt,
    Rule,
    Symbology,
    Text,
)
from devices.profile import Profile

EAN13 = "6901234567892"
CODE128 = "T1-20260102-0001"
SIGNS = "（：，。、；！？） 《》“”‘’ ——…… ￥12.50 ¥12.50 €1 ×÷±℃№"
RARE = "〇 㐀 龦 𠮷 镕 喆 堃 犇 é 😀 ABC abc 123"
CHECK_DOTS = 8  # of a square of the picture
CHECK_HIGH = 48


def lay_out(profile: Profile) -> Receipt:
    """Lay the page out for this printer: what stands below "测试页" must look as it says."""
    blocks: tuple[Block, ...] = (
        Text("测试页 TEST", Align.CENTRE, 2, bold=True),
        Text(f"{profile.name} · {profile.paper_mm} mm · {profile.columns} 列", Align.CENTRE),
        Rule(),
        *_ruler(profile.columns),
        Rule(),
        Text("标点 signs", bold=True),
        Text(SIGNS),
        Text("生僻字 rare", bold=True),
        Text(RARE),
        Rule(),
        Text("大小 sizes", bold=True),
        Text("小 small 12.50"),
        Text("粗 bold 12.50", bold=True),
        Text("大 12.50", size=2),
        Text("大粗 12.50", size=2, bold=True),
        Columns("右边对齐 right", "¥99,999.99"),
        Columns("应付", "¥99,999.99", 2, bold=True),
        Rule(),
        Text("二维码 QR", Align.CENTRE),
        Qr(CODE128),
        Text(f"EAN-13 {EAN13}", Align.CENTRE),
        Barcode(EAN13, Symbology.EAN13),
        Text(f"CODE128 {CODE128}", Align.CENTRE),
        Barcode(CODE128),
        Text("图案 raster", Align.CENTRE),
        Dots(_checks(profile.width_dots)),
        Text("切纸 cut", Align.CENTRE),
        Cut(),
    )
    return Receipt(blocks, profile.paper_mm)


def _ruler(columns: int) -> list[Block]:
    """Count the columns: the last digit must be the last sign of the first line."""
    tens = "".join(f"{at // 10:>10}" for at in range(10, columns + 1, 10))
    ones = "".join(str(at % 10) for at in range(1, columns + 1))
    return [Text(ones), Text(tens), Text("汉" * (columns // 2))]


def _checks(width_dots: int) -> tuple[bytes, ...]:
    """Draw black and white squares from edge to edge: a row that is missing shows."""
    dark, light = b"\xff\x00", b"\x00\xff"
    pairs = width_dots // (2 * CHECK_DOTS)
    return tuple((dark if row // CHECK_DOTS % 2 else light) * pairs for row in range(CHECK_HIGH))
