"""What stands in the dialogs of help and "more": the keys, further actions, how the till looks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.settings import Settings
from pos_ui.kit.button import Button
from pos_ui.kit.label import Label
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t
from pos_ui.selling.keymap import KEYS, PRESETS, Keymap
from pos_ui.selling.tender_grid import WAYS

LANGUAGES = ("zh_CN", "en")
LANGUAGE_NAMES = ("简体中文", "English")
THEMES = ("light", "dark")
SCALES = (0.0, 0.9, 1.0, 1.25, 1.5)  # 0 chooses by the width of the screen
SCALE_NAMES = ("90%", "100%", "125%", "150%")
VOLUMES = {"off": 0, "volume_low": 30, "volume_normal": 70, "volume_loud": 100}
PRESET_NAMES = tuple(PRESETS)
ACROSS = 7  # further actions in a row
OF_SHIFTS = {"move_cash", "close_day"}
FURTHER = (  # what has no key of its own below the cart
    ("lock", "Ctrl+L", "hand"),
    ("sign_out", "", "user"),
    ("move_cash", "Ctrl+M", "banknote"),
    ("close_day", "Ctrl+E", "calendar-check"),
    ("papers", "Ctrl+P", "printer"),
    ("drawer", "Ctrl+D", "archive"),
    ("find_payment", "", "search"),
    ("assurance", "", "activity"),
    ("note", "Ctrl+N", "receipt-text"),
    ("void_sale", "Ctrl+Del", "trash-2"),
    ("keys", "", "list-checks"),
    ("training", "", "hand"),
    ("setup", "", "wrench"),
    ("licences", "", "info"),
)
PAYMENT_KEYS = (("F9", "split"), ("F10", "round_off"), ("F12", "exact"))


def help_sheet(keymap: Keymap) -> QWidget:
    """List what every key does, the function keys at the left."""
    lines = [(key, t(f"help.{keymap.action(key)}")) for key in KEYS]
    return _two_columns(lines, _other_keys())


def payment_help_sheet(*, is_refund: bool) -> QWidget:
    """List what the keys do at the payment screen, or where money goes back."""
    if is_refund:
        lines = [("F4", t("refund.original")), ("F1", t("refund.all_cash"))]
        others = [("Enter", t("help_pay.confirm_refund")), ("Esc", t("help_pay.esc_line"))]
    else:
        lines = [(way.key, t(f"tender.{way.name}")) for way in WAYS]
        lines += [(key, t(f"help_pay.{name}")) for key, name in PAYMENT_KEYS]
        others = [
            (t("help_pay.digits"), t("help_pay.digits_line")),
            (t("help.scan"), t("help_pay.scan_line")),
            ("Enter", t("help_pay.confirm")),
            ("Esc", t("help_pay.esc_line")),
            (t("help.arrows"), t("help_pay.arrows_line")),
            ("Ctrl+Delete", t("help_pay.undo")),
        ]
    others += [("Ctrl+L", t("help.lock")), ("Shift+F1", t("help.help"))]
    return _two_columns(lines, others)


def _two_columns(lines: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> QWidget:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)  # all of it fits on the smallest window
    for column, listed in ((0, lines), (2, others)):
        for row, (key, line) in enumerate(listed):
            name = Label(key, 14, 600, "primary")
            name.setFixedWidth(44 if column == 0 else 110)
            grid.addWidget(name, row, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(line, 14, 400, "text", wraps=True), row, column + 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return sheet


def _other_keys() -> tuple[tuple[str, str], ...]:
    return (
        (t("help.scan"), t("help.scan_line")),
        (t("help.times"), t("help.times_line")),
        ("Enter", t("help.enter_line")),
        ("Esc", t("help.esc_line")),
        (t("help.arrows"), t("help.arrows_line")),
        (t("help.plus"), t("help.plus_line")),
        (t("help.dot"), t("help.dot_line")),
        ("Delete", t("help.void")),
        ("Ctrl+Delete", t("help.void_sale")),
        ("Ctrl+N", t("help.note")),
        ("Ctrl+G", t("help.ctrl_g")),
        ("Ctrl+K", t("help.ctrl_k")),
        ("Ctrl+L", t("help.lock")),
        ("Ctrl+P", t("help.papers")),
        ("Ctrl+D", t("help.drawer")),
        ("Ctrl+M", t("help.move_cash")),
        ("Ctrl+E", t("help.close_day")),
        ("Ctrl+Z", t("help.undo")),
    )


class MoreSheet(QWidget):
    """Further actions, and the look: a choice takes effect at once, the size at the next start.

    `changed` carries the name of a setting and its value, `asked` the name of an action.
    """

    changed = Signal(str, object)
    asked = Signal(str)

    def __init__(self, settings: Settings, language: str, *, is_dark: bool) -> None:
        super().__init__()
        self._shown = [it for it in FURTHER if settings.shifts or it[0] not in OF_SHIFTS]
        self.further = {name: Button(t(f"more.{name}"), icon=icon) for name, _, icon in self._shown}
        if settings.is_training:
            self.further["training"].setText(t("more.training_end"))
            self.further["setup"].setEnabled(False)  # it is the other till's
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)  # all of it fits on the smallest window
        self._layout.addLayout(self._further())
        self.languages = self._choice(
            "language", LANGUAGES, LANGUAGE_NAMES, LANGUAGES.index(language)
        )
        themes = (t("more.light"), t("more.dark"))
        self.themes = self._choice("theme", THEMES, themes, int(is_dark))
        sizes = (t("more.auto"), *SCALE_NAMES)
        self.scales = self._choice("scale", SCALES, sizes, nearest_scale(settings.scale))
        presets = [t(f"more.keys_{name}") for name in PRESET_NAMES]
        self.presets = self._choice(
            "keys", PRESET_NAMES, presets, PRESET_NAMES.index(settings.keys)
        )
        self.volumes = self._choice(
            "volume",
            tuple(VOLUMES.values()),
            [t(f"more.{name}") for name in VOLUMES],
            nearest_volume(settings.volume),
        )
        switches = (t("more.on"), t("more.off"))
        on_off = (True, False)
        self.paper = self._choice("paper", on_off, switches, on_off.index(settings.paper))
        self.motion = self._choice(
            "reduced_motion", on_off, switches, on_off.index(settings.reduced_motion)
        )

    def _further(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (name, key, _) in enumerate(self._shown):
            button = self.further[name]
            button.key = key
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            grid.addWidget(button, at // ACROSS, at % ACROSS)
            grid.setColumnStretch(at % ACROSS, 1)
            grid.setColumnMinimumWidth(at % ACROSS, 44)
        return grid

    def _choice(
        self, setting: str, values: Sequence[object], names: Sequence[str], present: int
    ) -> Segment:
        choice = Segment(height=44, takes_focus=True)
        choice.show_items(names, present)
        choice.chosen.connect(lambda at: self.changed.emit(setting, values[at]))
        line = QHBoxLayout()
        line.setSpacing(12)
        name = Label(t(f"more.{setting}"), 14, 600, "text2")
        name.setFixedWidth(120)
        line.addWidget(name)
        line.addWidget(choice, 1)
        self._layout.addLayout(line)
        return choice


def nearest_scale(scale: float) -> int:
    """Return which of the sizes that can be chosen is nearest; 0 is the automatic one."""
    if not scale:
        return 0
    return min(range(1, len(SCALES)), key=lambda at: abs(SCALES[at] - scale))


def nearest_volume(volume: int) -> int:
    """Return which of the volumes that can be chosen is nearest; only 0 is none."""
    if not volume:
        return 0
    volumes = tuple(VOLUMES.values())
    return min(range(1, len(volumes)), key=lambda at: abs(volumes[at] - volume))


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
