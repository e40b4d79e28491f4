"""Tenders one below the other: those that were taken already, or those that go back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.selling.tender import Tender, TenderKind
from pos_ui.kit import icons, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.paints import LEFT, RIGHT, fitted, write
from pos_ui.kit.words import t
from pos_ui.payment.wording import tail
from pos_ui.selling.entry import masked
from pos_ui.selling.tender_grid import ICONS

ROW, ICON, CROSS, CROSS_ICON = 62, 20, 44, 18
NAME_AT = 45  # px from the left edge
EDGE = 15

Describe = Callable[[Tender], str]


class TenderList(QScrollArea):
    """A row for each tender, with × where it may be taken back; more of them scroll."""

    given_up = Signal(int)  # counted from 0

    def __init__(self, describe: Describe, *, may_go: bool) -> None:
        super().__init__()
        self._describe, self._may_go = describe, may_go
        self.rows: list[TenderRow] = []
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._show_newest)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)

    def show_tenders(self, tenders: Sequence[Tender]) -> None:
        """Show these, the newest last and in view."""
        for row in self.rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [
            TenderRow(tender, self._describe(tender), may_go=self._may_go, has_rule=at > 0)
            for at, tender in enumerate(tenders)
        ]
        for at, row in enumerate(self.rows):
            row.cross.clicked.connect(lambda _=False, at=at: self.given_up.emit(at))
            self._layout.insertWidget(at, row)

    def put_below(self, other: QWidget) -> None:
        """Show something else below the rows, whatever they are."""
        self._layout.insertWidget(self._layout.count() - 1, other)

    def let_go(self, *, may_go: bool) -> None:
        """Offer × on the rows, or not while something is under way."""
        for row in self.rows:
            row.let_go(may_go=may_go and self._may_go)

    def _show_newest(self, _least: int, most: int) -> None:
        self.verticalScrollBar().setValue(most)


class TenderRow(QWidget):
    """Icon, name, one line about it, and the amount, which is never clipped."""

    def __init__(self, tender: Tender, line: str, *, may_go: bool, has_rule: bool) -> None:
        super().__init__()
        self.name, self.line = t(f"tender.{tender.kind}"), line
        self.amount = tender.amount.grouped()
        self._has_rule = has_rule  # above it
        self._icon = ICONS[tender.kind]
        self.cross = Cross(self)
        self.cross.setAccessibleName(t("pay.give_up", name=self.name, amount=self.amount))
        self._right = EDGE
        self.let_go(may_go=may_go)
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self.name} {line} {self.amount}")

    def let_go(self, *, may_go: bool) -> None:
        """Offer ×, or leave its room to the amount."""
        self.cross.setVisible(may_go)
        self._right = CROSS + 12 if may_go else EDGE
        self.update()

    def resizeEvent(self, _event: object) -> None:  # noqa: N802
        """Keep × at the right."""
        self.cross.move(self.width() - CROSS - 3, (ROW - CROSS) // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the row; the name gives way to the amount."""
        painter, theme = QPainter(self), tokens.current()
        if self._has_rule:
            painter.fillRect(0, 0, self.width(), 1, theme.border)
        icons.paint(painter, self._icon, QRect(13, (ROW - ICON) // 2, ICON, ICON), theme.text2)
        right = self.width() - self._right
        most = right - NAME_AT
        font = fitted(self.amount, 17, 700, most)
        wide = min(QFontMetrics(font).horizontalAdvance(self.amount) + 1, most)
        write(painter, QRect(right - wide, 0, wide, ROW), self.amount, font, theme.text, RIGHT)
        room = most - wide - 8
        name = QRect(NAME_AT, 8 if self.line else 0, room, 26 if self.line else ROW)
        write(painter, name, self.name, fitted(self.name, 15, 600, room), theme.text, LEFT)
        below = QRect(NAME_AT, 34, room, 18)
        write(painter, below, self.line, fitted(self.line, 13, 400, room), theme.text2, LEFT)


class Cross(Button):
    """×: takes something back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "ghost", "x", height=CROSS, parent=parent)
        self.setFixedSize(QSize(CROSS, CROSS))

    def _write(self, painter: QPainter, ink: str) -> None:
        edge = (CROSS - CROSS_ICON) // 2
        icons.paint(painter, self.icon_name, QRect(edge, edge, CROSS_ICON, CROSS_ICON), ink)


def taken_line(tender: Tender) -> str:
    """Say how a tender that was taken is found again."""
    if tender.kind is TenderKind.CASH:
        return ""
    if tender.kind.is_channel:
        return t("pay.order_line", number=tail(tender.reference))
    return t(f"pay.code_line.{tender.kind}", number=masked(tender.reference))


def back_line(tender: Tender) -> str:
    """Say what to do so that the money of a tender goes back."""
    if tender.kind.is_channel:
        return t("refund.channel", number=tail(tender.reference))
    return t(f"refund.{tender.kind}", number=masked(tender.reference))
