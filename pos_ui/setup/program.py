"""Showing the technician's window, alone or in the place of the till's."""

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from pos_ui.program import is_offscreen
from pos_ui.setup.window import SetupWindow

log = logging.getLogger(__name__)


def show(application: QApplication, folder: Path, *, windowed: bool) -> bool:
    """Show the window until it is closed; whoever calls holds the lock of the seller.

    Say whether somebody closed it, rather than the system the whole application.
    """
    sys.excepthook = _on_bug
    window = SetupWindow(folder)
    window.resize(1366, 768)
    if windowed or is_offscreen():
        window.show()
    else:
        window.showMaximized()
    closed: list[bool] = []
    window.finished.connect(lambda: closed.append(True))
    window.finished.connect(application.quit)
    application.exec()
    is_closed = bool(closed)
    window.labour.stop()  # the system may have ended it before its time
    window.close()
    window.deleteLater()
    sys.excepthook = sys.__excepthook__
    return is_closed


def _on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("a mistake of ours", exc_info=(kind, error, trace))
