"""Showing the technician's window, alone or in the place of the till's."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_ui.program import is_offscreen
from pos_ui.setup.window import SetupWindow


def show(application: QApplication, folder: Path, *, windowed: bool) -> None:
    """Show the window until it is closed; whoever calls holds the lock of the seller."""
    window = SetupWindow(folder)
    window.resize(1366, 768)
    if windowed or is_offscreen():
        window.show()
    else:
        window.showMaximized()
    window.finished.connect(application.quit)
    application.exec()
    window.close()
    window.deleteLater()
