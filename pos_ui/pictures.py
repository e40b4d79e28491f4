"""Saving what a screen looks like."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget


def save(widget: QWidget, path: Path) -> None:
    """Write a picture of a widget as PNG, once everything that waits was drawn."""
    QApplication.processEvents()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path), "PNG"):
        raise OSError(f"{path} cannot be written")
