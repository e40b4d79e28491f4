"""The letters: our own Inter for Latin and digits, the system's Chinese font behind it.

A system without any Chinese font gets the Noto Sans SC that we ship, and a notice.
"""

from importlib import resources
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

INTER = "Inter"
FOLDER = Path(__file__).parents[2] / "resources" / "fonts" / "inter"
KNOWN_CHINESE = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
)
BUNDLED = "pylopdf_fonts_zh_cn"


def load() -> tuple[list[str], bool]:
    """Load our fonts; return the families to use in order, and whether Chinese is our own."""
    for path in sorted(FOLDER.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    system = _system_chinese()
    if system:
        return [INTER, system], False
    return [INTER, *_bundled_chinese()], True


def _system_chinese() -> str:
    families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    present = [family for family in families if family != INTER]
    known = (family for family in KNOWN_CHINESE if family in present)
    return next(known, "") or next(filter(_writes_chinese, present), "")


def _writes_chinese(family: str) -> bool:
    """Ask the font itself: some only say so."""
    font = QFont(family)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return QFontMetrics(font).inFontUcs4(ord("中"))


def _bundled_chinese() -> list[str]:
    found: list[str] = []
    for name in bundled_files():
        number = QFontDatabase.addApplicationFont(str(name))
        found += QFontDatabase.applicationFontFamilies(number)
    return found


def bundled_files() -> list[Path]:
    """Name the files of the Chinese sans-serif font that we ship."""
    folder = Path(str(resources.files(BUNDLED)))
    return sorted(folder.rglob("NotoSansSC*.*tf"))
