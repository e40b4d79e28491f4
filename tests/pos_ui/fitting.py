"""Watches every text that is painted: where it stands, what is cut off it, and in which widget."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget

ROWS = {  # names and details, which end with dots where a row ends
    "CartTable.QWidget",
    "HeldList",
    "SearchPopup",
    "TenderTile",
    "Toast",
    "RowList",
    "SalesList",
    "SoldTable",
    "PaperList",
}
MONEY = re.compile(r"^-?¥?[0-9,]+\.[0-9]*…$")
SLACK = 1.5  # pixels: ink passes its advance, and halves are rounded
DOTS = "…"


@dataclass(frozen=True, slots=True)
class Painted:
    """A text as it was painted, and what is wrong with it."""

    text: str
    where: str  # the class of the widget
    is_elided: bool
    is_wrapped: bool
    fault: str = ""


@contextmanager
def watched() -> Iterator[list[Painted]]:
    """Note every text that is painted from here on."""
    seen: list[Painted] = []
    plain: Any = QPainter.drawText

    def draw(painter: QPainter, *args: Any) -> object:  # noqa: ANN401 - all forms of drawText
        judged = _judged(painter, args)
        if judged.text:
            seen.append(judged)
        return plain(painter, *args)

    QPainter.drawText = draw  # type: ignore[assignment,method-assign]
    try:
        yield seen
    finally:
        QPainter.drawText = plain  # type: ignore[method-assign]


def faults(seen: list[Painted]) -> set[str]:
    """Say of each text that does not fit what it is and where."""
    return {f"{it.where}: {it.text!r} {it.fault}" for it in seen if it.fault}


def cut(seen: list[Painted]) -> set[str]:
    """Say of each text that ends with dots where it is: money, and whatever is no row."""
    return {
        f"{it.where}: {it.text!r} is shortened"
        for it in seen
        if it.is_elided and (it.where not in ROWS or MONEY.search(it.text))
    }


def outside(window: QWidget) -> set[str]:
    """Say of each button that is not wholly inside its window, unless it may be scrolled there."""
    found = set()
    for button in window.findChildren(QAbstractButton):
        place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
        if button.isVisible() and not _is_scrolled(button) and not window.rect().contains(place):
            found.add(f"{type(button).__name__} {button.text()!r} passes the edge of the window")
    return found


def _is_scrolled(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None and not isinstance(at, QAbstractScrollArea):
        at = at.parentWidget()
    return at is not None


def _judged(painter: QPainter, args: tuple[Any, ...]) -> Painted:
    text, ink, room, is_wrapped = _measured(painter, args)
    device = painter.device()
    where = _name(device)
    faults = []
    if room is not None and ink.width() > room.width() + SLACK:
        faults.append(f"is {ink.width() - room.width():.0f} px too wide")
    if room is not None and is_wrapped and ink.height() > room.height() + SLACK:
        faults.append(f"is {ink.height() - room.height():.0f} px too high")
    if isinstance(device, QWidget):
        shown = painter.combinedTransform().mapRect(ink)
        body = QRectF(device.rect()).adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if _is_beside(body, shown):
            faults.append(f"passes the edge of its widget: {_box(shown)} of {_box(body)}")
    return Painted(text, where, text.endswith(DOTS), is_wrapped, "; ".join(faults))


def _measured(painter: QPainter, args: tuple[Any, ...]) -> tuple[str, QRectF, QRectF | None, bool]:
    """Return the text, the room of its ink, the room it was given, and whether it may wrap."""
    metrics = QFontMetricsF(painter.font())
    first = args[0]
    if isinstance(first, QRect | QRectF):
        room, flags, text = QRectF(first), int(args[1]), str(args[2])
        is_wrapped = bool(flags & int(Qt.TextFlag.TextWordWrap))
        ink = metrics.boundingRect(room, flags, text)
        if not is_wrapped:  # the letters themselves: lines of Chinese fonts are high
            high = metrics.tightBoundingRect(text).height()
            ink = QRectF(ink.left(), ink.center().y() - high / 2, ink.width(), high)
        return text, ink, room, is_wrapped
    at, text = (first, args[1]) if isinstance(first, QPoint | QPointF) else (args[:2], args[2])
    point = QPointF(at) if isinstance(at, QPoint | QPointF) else QPointF(*at)
    tight = metrics.tightBoundingRect(str(text))
    return str(text), tight.translated(point), None, False


def _is_beside(body: QRectF, shown: QRectF) -> bool:
    """Say whether ink passes an edge, unless it is a row that has scrolled there."""
    is_out = not body.contains(shown)
    is_scrolled = shown.bottom() > body.bottom() or shown.top() < body.top()
    return is_out and not (is_scrolled and body.width() > 0 and _fits_across(body, shown))


def _fits_across(body: QRectF, shown: QRectF) -> bool:
    return shown.left() >= body.left() and shown.right() <= body.right()


def _name(device: object) -> str:
    if not isinstance(device, QWidget):
        return type(device).__name__
    names = [type(device).__name__]
    parent = device.parentWidget()
    if type(device) is QWidget and parent is not None:  # the viewport of a table
        names.insert(0, type(parent).__name__)
    return ".".join(names)


def _box(of: QRectF) -> str:
    return f"{of.left():.0f},{of.top():.0f} {of.width():.0f}x{of.height():.0f}"
