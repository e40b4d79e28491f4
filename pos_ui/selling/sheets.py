"""What stands in the dialogs of F1 and F11: the keys, and how the till looks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_ui.kit.button import Button
from pos_ui.kit.label import Label
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t

LANGUAGES = ("zh_CN", "en")
LANGUAGE_NAMES = ("简体中文", "English")
THEMES = ("light", "dark")
SCALES = (0.0, 0.9, 1.0, 1.25, 1.5)  # 0 chooses by the width of the screen
SCALE_NAMES = ("90%", "100%", "125%", "150%")


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
    """Language, theme, text size; a choice takes effect at once, the size at the next start."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    scale_chosen = Signal(float)
    about_asked = Signal()

    def __init__(self, language: str, *, is_dark: bool, scale: float) -> None:
        super().__init__()
        self.languages = _choice(LANGUAGE_NAMES, LANGUAGES.index(language))
        self.languages.chosen.connect(lambda at: self.language_chosen.emit(LANGUAGES[at]))
        self.themes = _choice((t("more.light"), t("more.dark")), int(is_dark))
        self.themes.chosen.connect(lambda at: self.theme_chosen.emit(THEMES[at]))
        self.scales = _choice((t("more.auto"), *SCALE_NAMES), nearest_scale(scale))
        self.scales.chosen.connect(lambda at: self.scale_chosen.emit(SCALES[at]))
        self.about = Button(t("more.licences"), icon="info", takes_focus=True)
        self.about.clicked.connect(self.about_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for name, choice in (
            ("more.language", self.languages),
            ("more.theme", self.themes),
            ("more.size", self.scales),
        ):
            layout.addWidget(Label(t(name), 14, 600, "text2"))
            layout.addWidget(choice)
            layout.addSpacing(6)
        layout.addWidget(Label(t("more.size_line"), 13, 400, "text3"))
        layout.addSpacing(6)
        layout.addWidget(self.about)


def _choice(names: Sequence[str], present: int) -> Segment:
    choice = Segment(takes_focus=True)
    choice.show_items(names, present)
    return choice


def nearest_scale(scale: float) -> int:
    """Return which of the sizes that can be chosen is nearest; 0 is the automatic one."""
    if not scale:
        return 0
    return min(range(1, len(SCALES)), key=lambda at: abs(SCALES[at] - scale))


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
