"""What this program is made of, and the licences that ask to be shown."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from pos_ui.kit import style
from pos_ui.kit.label import Label
from pos_ui.kit.words import t

RESOURCES = Path(__file__).parents[2] / "resources"
HEIGHT = 360
PARTS = """\
Qt, Qt for Python — The Qt Company — LGPL-3.0-only (replaceable beside the program)
Python — Python Software Foundation — PSF-2.0
SQLite — public domain
SQLAlchemy, Alembic, Mako — MIT
msgspec, uuid-utils, httpx, httpcore, idna — BSD-3-Clause
anyio, h11, keyring, tomli-w, pypinyin, python-calamine, pysqlite3 — MIT, Zlib
pyserial, python-qrcode — BSD
Pillow — MIT-CMU
certifi — MPL-2.0
tzdata — Apache-2.0
Noto Sans SC — SIL OFL-1.1
Inter — SIL OFL-1.1, below
Lucide icons — ISC, below
"""
TEXTS = (("Inter", "fonts/inter/OFL.txt"), ("Lucide", "icons/LICENSE"))


class AboutSheet(QWidget):
    """Names the version and every part with its licence; the arrows scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit(notices())
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setFont(style.font(13))
        self.text.setFixedHeight(HEIGHT)
        self.text.setAccessibleName(t("more.licences"))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(Label(t("more.about", version=version_text()), 15, 400, "text"))
        layout.addWidget(self.text)

    def turn(self, key: Qt.Key) -> bool:
        """Scroll by a line or a page; return False for keys that mean something else."""
        bar = self.text.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        bar.setValue(bar.value() + steps.get(key, 0))
        return key in steps


def notices() -> str:
    """Return the list of parts, then the licence texts that we ship."""
    texts = (f"{name}\n\n{(RESOURCES / file).read_text('utf-8')}" for name, file in TEXTS)
    return "\n\n——————\n\n".join((PARTS, *texts))


def version_text() -> str:
    """Return the version of this program, "0" where it was never installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 15 ms, rarely asked

    try:
        return version("zhanggui")
    except PackageNotFoundError:
        return "0"
