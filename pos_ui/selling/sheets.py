"""What stands in the dialogs of F1 and F11: the keys, and how the till looks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_ui.kit.label import Label
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t

LANGUAGES = ("zh_CN", "en")
LANGUAGE_NAMES = ("简体中文", "English")
THEMES = ("light", "dark")


def help_sheet() -> QWidget:
    """List what every key does."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(5)
    for row, (key, line) in enumerate(_keys()):
        name = Label(key, 15, 600, "primary")
        name.setFixedWidth(150)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(line, 15, 400, "text"), row, 1)
    return sheet


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        (t("help.scan"), t("help.scan_line")),
        (t("help.times"), t("help.times_line")),
        ("F2", t("help.f2")),
        (t("help.plus"), t("help.plus_line")),
        (t("help.arrows"), t("help.arrows_line")),
        (t("help.f9"), t("help.f9_line")),
        ("F10", t("help.f10_line")),
        ("F11", t("help.f11_line")),
        ("F12", t("help.f12_line")),
        ("Enter", t("help.enter_line")),
        ("Esc", t("help.esc_line")),
        ("Ctrl+K", t("help.ctrl_k")),
        ("Ctrl+G", t("help.ctrl_g")),
    )


class MoreSheet(QWidget):
    """Language, theme, and what this program is; a choice takes effect at once."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, language: str, *, is_dark: bool) -> None:
        super().__init__()
        self.languages = Segment()
        self.languages.show_items(LANGUAGE_NAMES, LANGUAGES.index(language))
        self.languages.chosen.connect(lambda at: self.language_chosen.emit(LANGUAGES[at]))
        self.themes = Segment()
        self.themes.show_items((t("more.light"), t("more.dark")), int(is_dark))
        self.themes.chosen.connect(lambda at: self.theme_chosen.emit(THEMES[at]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Label(t("more.language"), 14, 600, "text2"))
        layout.addWidget(self.languages)
        layout.addSpacing(8)
        layout.addWidget(Label(t("more.theme"), 14, 600, "text2"))
        layout.addWidget(self.themes)
        layout.addSpacing(8)
        layout.addWidget(Label(t("more.about", version=_version()), 14, 400, "text2"))
        layout.addWidget(Label(t("more.icons"), 13, 400, "text3"))


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 15 ms, rarely asked

    try:
        return version("zhanggui")
    except PackageNotFoundError:
        return "0"


def with_note(body: QWidget, note: str) -> QWidget:
    """Put a line of explanation below what a dialog shows."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    layout.addWidget(body)
    if note:
        layout.addWidget(Label(note, 14, 400, "text2"))
    return whole
