"""The window of the technician: steps at the left, one page, a footer that goes on and back."""

import time
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.base import clock
from app.base.errors import Told
from devices.checkup import State
from pos_ui.doctor import report, wording
from pos_ui.kit import words
from pos_ui.kit.button import Button
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.label import Label
from pos_ui.kit.paints import RIGHT
from pos_ui.kit.status_bar import StatusBar
from pos_ui.kit.toast import Toast
from pos_ui.kit.words import t
from pos_ui.setup.bench import Bench
from pos_ui.setup.check_page import CheckPage
from pos_ui.setup.database_page import DatabasePage
from pos_ui.setup.device_sheet import DeviceSheet
from pos_ui.setup.devices_page import DevicesPage
from pos_ui.setup.display_sheet import DisplaySheet
from pos_ui.setup.done_page import DonePage
from pos_ui.setup.drawer_sheet import DrawerSheet
from pos_ui.setup.enrol_page import EnrolPage
from pos_ui.setup.labour import STOP_S, Labour
from pos_ui.setup.network_page import NetworkPage
from pos_ui.setup.page import Page
from pos_ui.setup.printer_sheet import PrinterSheet
from pos_ui.setup.scale_sheet import ScaleSheet
from pos_ui.setup.scanner_sheet import ScannerSheet
from pos_ui.setup.step_list import StepList
from pos_ui.setup.terminal_sheet import TerminalSheet
from pos_ui.telling import day_words

SECOND_MS, LOOK_MS = 1000, 50
MARGIN = 28
SHEET_WIDE, HELP_WIDE = 960, 640
LOW = 720  # px; a lower window shows fewer rows in a dialog
ENROL = 1
KEY = Qt.Key
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
CONTROL = Qt.KeyboardModifier.ControlModifier
HELP = (
    ("Enter", "setup.help_enter"),
    ("Ctrl+1…6", "setup.help_steps"),
    ("PgUp", "setup.help_back"),
    ("F5", "setup.help_again"),
    ("Tab", "setup.help_tab"),
    ("Esc", "setup.help_esc"),
    ("F2…", "setup.help_tests"),
)
SHEETS: dict[str, type[DeviceSheet]] = {
    "printer": PrinterSheet,
    "drawer": DrawerSheet,
    "scanner": ScannerSheet,
    "scale": ScaleSheet,
    "display": DisplaySheet,
    "card_terminal": TerminalSheet,
}


class SetupWindow(QWidget):
    """Every step can be come back to; from the third on there must be a till."""

    finished = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bench = Bench(folder)
        self.labour = Labour(self)
        self.bar, self.steps, self.toast = StatusBar(), StepList(), Toast(self)
        self.stack = QStackedWidget()
        self.dialog: Dialog | None = None
        self.sheet: DeviceSheet | None = None
        self.passed = 0  # how many steps were gone through
        self._ends_at = 0.0  # once it closes
        self.back = Button("", icon="undo-2", height=52, takes_focus=True)
        self.again = Button("", icon="refresh-cw", height=52, takes_focus=True)
        self.note = Label("", 14, 400, "text2", RIGHT)
        self.next = Button("", "primary", key="Enter", px=17, height=52, takes_focus=True)
        self.pages: list[Page] = [
            kind(self.bench, self.labour)
            for kind in (CheckPage, EnrolPage, DevicesPage, NetworkPage, DatabasePage, DonePage)
        ]
        self._ticking = QTimer(self, interval=SECOND_MS)
        self._lay_out()
        self._connect()
        self.retitle()

    def _lay_out(self) -> None:
        self.setObjectName("screen")
        self.setMinimumSize(1024, 640)
        for page in self.pages:
            self.stack.addWidget(page)
        footer = QHBoxLayout()
        footer.setSpacing(12)
        footer.addWidget(self.back)
        footer.addWidget(self.again)
        footer.addWidget(self.note, 1)
        footer.addWidget(self.next)
        self.next.setMinimumWidth(200)
        content = QVBoxLayout()
        content.setContentsMargins(MARGIN, 24, MARGIN, 20)
        content.setSpacing(16)
        content.addWidget(self.stack, 1)
        content.addLayout(footer)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self.steps)
        columns.addLayout(content, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(columns, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.again.clicked.connect(self._again)
        self.next.clicked.connect(self.go_on)
        self.steps.chosen.connect(self.go_to)
        self.steps.helped.connect(self.help)
        self._ticking.timeout.connect(self._tick)
        for page in self.pages:
            page.changed.connect(self._show_footer)
            page.passed.connect(self._pass)
            page.asked.connect(self.try_device)
            page.told.connect(self._tell)
            page.said.connect(self.toast.say)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Listen for keys from now on, and begin."""
        super().showEvent(event)
        handle = self.windowHandle()
        assert handle is not None
        handle.installEventFilter(self)
        self._ticking.start()
        self.page.enter()
        self._focus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close once what runs has ended: a device that is waited for must be let go first."""
        if self.sheet is not None:
            self._close_dialog()
        self.labour.cancel()
        if self.labour.is_busy and not self._may_close():
            event.ignore()
            self.note.setText(t("setup.ending"))
            QTimer.singleShot(LOOK_MS, self, self.close)
            return
        self._ticking.stop()
        super().closeEvent(event)
        self.finished.emit()

    def _may_close(self) -> bool:
        """Say whether what still runs was waited for long enough."""
        now = time.monotonic()
        self._ends_at = self._ends_at or now + STOP_S
        return now > self._ends_at

    # -- steps

    @property
    def page(self) -> Page:
        """The step in front."""
        return self.pages[self.stack.currentIndex()]

    @property
    def reach(self) -> int:
        """The last step that may be gone to: without a till, activating it."""
        return ENROL if self.bench.settings is None else len(self.pages) - 1

    def go_on(self) -> None:
        """Do what the loud button says."""
        if self.page.may_go_on:
            self.page.go_on()

    def _again(self) -> None:
        self.page.again()

    def go_back(self) -> None:
        """Go to the step before."""
        self.go_to(self.stack.currentIndex() - 1)

    def go_to(self, step: int) -> None:
        """Go to a step, if it may be gone to."""
        if not 0 <= step <= self.reach or step == self.stack.currentIndex():
            return
        self.page.cancel()
        self.stack.setCurrentIndex(step)
        self.page.retitle()
        self._focus()
        self.page.enter()
        self._show_footer()

    def _pass(self) -> None:
        at = self.stack.currentIndex()
        self.passed = max(self.passed, at + 1)
        if at + 1 == len(self.pages):
            self.close()
            return
        self._name()
        self.go_to(at + 1)
        self._show_footer()

    # -- keys

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See every key of the window once, before fields and buttons do."""
        if event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self.on_key(event)
        return False

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; return False where the focused widget may have it."""
        if self.dialog is not None:
            return self._on_dialog_key(event)
        key = KEY(event.key())
        if event.modifiers() & CONTROL and KEY.Key_1 <= key <= KEY.Key_6:
            self.go_to(key - KEY.Key_1)
        elif key == KEY.Key_F1:
            self.help()
        elif key == KEY.Key_F5 and self.page.again_word:
            self.page.again()
        elif key == KEY.Key_PageUp:
            self.go_back()
        elif key in ENTERS:
            self._enter()
        elif key == KEY.Key_Escape:
            self.page.cancel()
        else:
            return False
        return True

    def _enter(self) -> None:
        focus = self.focusWidget()
        if isinstance(focus, Button) and focus is not self.next:
            focus.click()
        else:
            self.go_on()

    def _on_dialog_key(self, event: QKeyEvent) -> bool:
        assert self.dialog is not None
        if self.sheet is not None and self.sheet.on_key(event):
            return True
        key = KEY(event.key())
        focus = self.focusWidget()
        if key in ENTERS and isinstance(focus, Button) and focus is not self.dialog.no_button:
            focus.click()
            return True
        if key in ENTERS and self.sheet is not None and focus is not self.dialog.no_button:
            return False
        if key in ENTERS or key == KEY.Key_Escape:
            self.dialog.keyPressEvent(event)
            return True
        return False

    # -- dialogs

    def try_device(self, name: str) -> None:
        """Open the dialog of a device."""
        if self.bench.settings is None or self.dialog is not None:
            return
        self.page.cancel()
        rows = 4 if self.height() >= LOW else 2
        sheet = SHEETS[name](self.bench, self.labour, rows)
        sheet.changed.connect(self._on_device)
        wide = min(SHEET_WIDE, self.width() - 2 * MARGIN)
        self.dialog = Dialog(
            self,
            wording.name_of(name, words.language()),
            sheet,
            no=t("close"),
            width=wide,
        )
        self.sheet = sheet
        self.dialog.rejected.connect(self._close_dialog)
        self.dialog.accepted.connect(self._close_dialog)
        sheet.open()

    def help(self) -> None:
        """Say what this step is for, and what the keys do."""
        if self.dialog is not None:
            return
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(Label(t(f"setup.{self.page.name}_help"), 15, 400, "text2", wraps=True))
        for key, word in HELP:
            line = QHBoxLayout()
            name = Label(key, 14, 600, "primary")
            name.setFixedWidth(90)
            line.addWidget(name)
            line.addWidget(Label(t(word), 14), 1)
            lines.addLayout(line)
        self._ask(t(f"setup.{self.page.name}"), body, HELP_WIDE)

    def _tell(self, told: Told) -> None:
        if self.dialog is None:
            self._ask(t("banner.warning"), told.text(words.language()), HELP_WIDE)

    def _ask(self, title: str, body: QWidget | str, wide: int) -> None:
        self.dialog = Dialog(self, title, body, no=t("close"), width=wide)
        self.dialog.rejected.connect(self._close_dialog)
        self.dialog.accepted.connect(self._close_dialog)

    def _close_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            sheet.close_down()
        if dialog is not None:
            dialog.deleteLater()
        self._on_device()
        if self.focusWidget() is None:
            self._focus()

    def _on_device(self) -> None:
        page = self.pages[2]
        assert isinstance(page, DevicesPage)
        page.show_all()

    # -- words

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self.setWindowTitle(f"掌柜 · {t('setup.title')}")
        names = [t(f"setup.{page.name}_step") for page in self.pages]
        version = t("setup.version", version=report.program_version() or "—")
        self.steps.name(t("setup.title"), version, names, t("setup.help"))
        for page in self.pages:
            page.retitle()
        self.back.setText(t("setup.back"))
        self._name()
        self._show_footer()
        self._tick()

    def _name(self) -> None:
        ours = self.bench.settings
        if ours is None:
            self.bar.name(t("setup.nobody"), "")
        else:
            shop = ours.shop_name or ours.store
            self.bar.name(shop, t("status.till", till=ours.till))

    def _show_footer(self) -> None:
        at, page = self.stack.currentIndex(), self.page
        self.steps.show_step(at, self.passed, self.reach)
        self.back.setVisible(at > 0)
        self.again.setVisible(bool(page.again_word))
        self.again.setText(page.again_word)
        self.note.setText(page.note)
        self.next.setText(page.next_word)
        self.next.setEnabled(page.may_go_on)
        self._show_line()
        self._show_environment()

    def _show_line(self) -> None:
        known = self.bench.results.get("hq")
        ours = self.bench.settings
        if known is None and ours is not None and ours.hq_url:
            self.bar.line(t("status.connecting"), "neutral")
        elif known is None or known.state is State.ABSENT:
            self.bar.line(t("status.no_hq"), "neutral")
        elif known.state is State.FAULT:
            self.bar.line(t("setup.offline"), "warn")
        else:
            self.bar.line(t("setup.online"), "ok")

    def _show_environment(self) -> None:
        first, second = self.pages[0], self.pages[1]
        assert isinstance(first, CheckPage)
        assert isinstance(second, EnrolPage)
        second.show_environment(*first.summary)

    def _tick(self) -> None:
        zone = self.bench.settings.time_zone if self.bench.settings else "Asia/Shanghai"
        now = clock.now().astimezone(ZoneInfo(zone))
        self.bar.time(day_words(now), f"{now:%H:%M}")

    def _focus(self) -> None:
        self.next.setFocus()
