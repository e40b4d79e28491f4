"""The till's program: Qt, the window, and the till that opens behind it.

The window is painted before the database library is loaded: it takes scans into its queue
while another thread opens the till.
"""

import logging
import os
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app.base.errors import Told, Trouble
from app.settings import Settings
from pos_ui.sounds.player import Sounds

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.printing.job import Job
    from app.selling.sale import Sale
    from pos_ui.backstage import Backstage
    from pos_ui.bound import Bound, Catalogue
    from pos_ui.opening import Opened
    from pos_ui.payment_line import PaymentLine

LOG = "till.log"
FIRST_SALE_S = 0.3  # the screen has the processor to itself while the first scans appear
OWN_FONT = "own_font"  # of the application: the system had no Chinese one

log = logging.getLogger(__name__)


def start_qt(folder: Path, ours: Settings) -> "QApplication":
    """Start Qt with our scale, fonts and theme; the screen is remembered in the till's folder."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - the other commands do without Qt
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from pos_ui.kit import scaling, style  # noqa: PLC0415
    from pos_ui.window import theme_of  # noqa: PLC0415

    factor = scaling.factor(scaling.remembered(folder), ours.scale)
    os.environ.setdefault(scaling.VARIABLE, str(factor))
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("掌柜 Zhanggui")
    application.setProperty(OWN_FONT, style.start(application, theme_of(ours.theme)))
    screen = application.primaryScreen()
    if not is_offscreen():
        scaling.remember(folder, scaling.of_now(screen))
    return application


class Program:
    """A window and the till behind it: opened in a thread of its own, closed in order."""

    def __init__(self, folder: Path, ours: Settings) -> None:
        from PySide6.QtCore import Qt  # noqa: PLC0415
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        from pos_ui.window import TillWindow  # noqa: PLC0415

        self.window: TillWindow = TillWindow(ours)
        self.sounds = Sounds(ours.volume)
        self.failure: Told | None = None
        self.turns = False  # from selling to training, or back, once it has closed
        self.sets_up = False  # the technician's page comes, once it has closed
        self._folder = folder
        self._stack = ExitStack()
        self._backstage: Backstage | None = None
        self._opening: threading.Thread | None = None
        self._closing = threading.Event()
        self._unknown: list[Job] = []
        self._catalogue: Catalogue
        self._bound: Bound | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self.window.news.opened.connect(self._on_opened, queued)
        self.window.news.pays.connect(self._on_pays, queued)
        self.window.register.completed.connect(self._on_sold)
        self.window.papers.retried.connect(self._retry_printing)
        self.window.papers.drawer_wanted.connect(self._open_drawer)
        self.window.paper_wanted.connect(self.wake)
        self.window.register.sounded.connect(self.sounds.play)
        self.window.volume_chosen.connect(self.sounds.try_out)
        self.window.turn_wanted.connect(self._turn)
        self.window.setup_wanted.connect(self._set_up)
        self._is_training = ours.is_training
        application = QApplication.instance()
        if application is not None and application.property(OWN_FONT):
            self.window.news.warned.emit(Trouble("no_chinese_font"))
        sys.excepthook = self._on_bug

    @property
    def is_ready(self) -> bool:
        """Whether it sells, sends and prints."""
        return self._backstage is not None

    def open(self) -> None:
        """Open the till behind the window; it sells as soon as that is done."""
        self._opening = threading.Thread(target=self._open, name="opening", daemon=True)
        self._opening.start()

    def wake(self) -> None:
        """Send and print now what waits."""
        if self._backstage is not None:
            self._backstage.wake()

    def close(self) -> None:
        """Stop what runs beside the screen and let the database go."""
        self._closing.set()
        if self._opening is not None:
            self._opening.join()
        if self._backstage is not None:
            self._backstage.stop()
        self.sounds.stop()
        self._stack.close()
        sys.excepthook = sys.__excepthook__

    def _open(self) -> None:
        try:
            from app.printing import spooling  # noqa: PLC0415
            from pos_ui import opening  # noqa: PLC0415 - SQLAlchemy takes longer than a window

            if self._is_training:
                from pos_ui import training  # noqa: PLC0415

                training.refresh(self._folder)
            opened = self._stack.enter_context(opening.opened(self._folder, has_lock=True))
            self._unknown = spooling.recover(opened.till.shop)  # before anything prints
            from pos_ui import bound  # noqa: PLC0415 - load it here, not in the screen's thread

            self._catalogue = bound.Catalogue()
        except Told as told:
            self.window.news.opened.emit(told)
        except Exception:  # the top of a thread: whatever it is, the cashier must hear of it
            log.exception("the till cannot be opened")
            self.window.news.opened.emit(Trouble("our_bug", log=self._folder / LOG))
        else:
            self.window.news.opened.emit(opened)
            if not self._closing.wait(FIRST_SALE_S):
                self.sounds.start()
                self._start_backstage(opened)

    def _start_backstage(self, opened: "Opened") -> None:
        """Load what sends and prints, once the first scans are on the screen, and start it."""
        from pos_ui.backstage import Backstage  # noqa: PLC0415 - httpx takes as long as a window

        backstage = Backstage(opened, self._catalogue, self.window.news)
        backstage.start(self._unknown)
        self._backstage = backstage

    def _on_opened(self, opened: "Opened | Told") -> None:
        if isinstance(opened, Told):
            self.failure = opened
            self.window.fail(opened, leave_at_once=is_offscreen())
            return
        from pos_ui.bound import Bound  # noqa: PLC0415
        from pos_ui.returning.head_office import HeadOffice  # noqa: PLC0415

        has_hq = bool(opened.settings.hq_url) and not self._is_training
        hq = HeadOffice(opened) if has_hq else None
        self._bound = Bound(opened=opened, catalogue=self._catalogue)
        self.window.open(self._bound, hq)

    def _on_pays(self, line: "PaymentLine") -> None:
        assert self._bound is not None  # what runs behind the screen begins after it is open
        self._bound.hub, self._bound.huabei = line.hub, line.huabei
        self._bound.wallets, self._bound.fees_bps = line.payable, line.fees_bps
        self.window.news.paying.emit(line.payable)

    def _turn(self) -> None:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        self.turns = True
        QApplication.quit()

    def _set_up(self) -> None:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        self.sets_up = True
        QApplication.quit()

    def _on_sold(self, sale: "Sale") -> None:
        if self._backstage is not None:
            self._backstage.sold(sale)

    def _retry_printing(self, url: str) -> None:
        if self._backstage is not None:
            self._backstage.retry_printing(url)

    def _open_drawer(self) -> None:
        if self._backstage is not None:
            self._backstage.open_drawer()

    def _on_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.critical("a mistake of ours", exc_info=(kind, error, trace))
        self.window.news.warned.emit(Trouble("our_bug", log=self._folder / LOG))


def is_offscreen() -> bool:
    """Say whether nobody can see the screen."""
    return os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal"))


def has_screen() -> bool:
    """Say whether there is a screen that somebody looks at."""
    if is_offscreen():
        return False
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def show_alone(text: str) -> None:
    """Say why there will be no window, in a box of its own."""
    from PySide6.QtWidgets import QApplication, QMessageBox  # noqa: PLC0415

    application = QApplication.instance() or QApplication(sys.argv[:1])
    QMessageBox.critical(None, "掌柜 Zhanggui", text)
    del application
