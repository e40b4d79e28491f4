"""What to see to and what to consider, one below the other; more of them scroll."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pos_ui.assurance.wording import Matter
from pos_ui.kit import icons, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.paints import LEFT, fitted, ring, write
from pos_ui.kit.words import t

ROW, ICON, TEXT_AT = 66, 20, 48


class MatterList(QScrollArea):
    """One is marked by arrows; Enter or its button opens the payment that it is about."""

    opened = Signal(str)  # an order number

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[MatterRow] = []
        self._marked = -1
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def show_matters(self, matters: Sequence[Matter]) -> None:
        """Show these; the mark stays on the one that it was on."""
        if [row.matter for row in self.rows] == list(matters):
            return
        for row in self.rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [MatterRow(matter) for matter in matters]
        for at, row in enumerate(self.rows):
            row.button.clicked.connect(lambda _=False, at=at: self._open(at))
            self._layout.insertWidget(at, row)
        self.mark(min(self._marked, len(self.rows) - 1))

    def mark(self, at: int) -> None:
        """Mark one of those that open, -1 for none."""
        self._marked = at
        for number, row in enumerate(self.rows):
            row.is_marked = number == at
            row.update()
        if 0 <= at < len(self.rows):
            self.ensureWidgetVisible(self.rows[at])

    def step(self, by: int) -> None:
        """Mark the next or the one before."""
        if self.rows:
            self.mark(min(max(self._marked + by, 0), len(self.rows) - 1))

    def open_marked(self) -> None:
        """Open what is marked."""
        self._open(self._marked)

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.rows) and self.rows[at].matter.number:
            self.opened.emit(self.rows[at].matter.number)


class MatterRow(Card):
    """Icon, title, one line, and a button where there is something to open."""

    def __init__(self, matter: Matter) -> None:
        super().__init__()
        self.matter, self.is_marked = matter, False
        self.button = Button(t("assure.look"), height=44, parent=self)
        self.button.setVisible(bool(matter.number))
        self.setFixedHeight(ROW)
        self.setAccessibleName(f"{matter.title}, {matter.line}")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the button at the right."""
        super().resizeEvent(event)
        wide = self.button.sizeHint().width()
        self.button.setGeometry(self.width() - wide - 10, (ROW - 44) // 2, wide, 44)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        super().paintEvent(event)
        theme, painter, it = tokens.current(), QPainter(self), self.matter
        if self.is_marked:
            ring(painter, self.rect(), 10)
        ink = {"danger": theme.danger, "warn": theme.warn}.get(it.kind, theme.info)
        icons.paint(painter, it.icon, QRect(14, (ROW - ICON) // 2, ICON, ICON), ink)
        right = self.button.x() - 8 if it.number else self.width() - 12
        room = right - TEXT_AT
        title = QRect(TEXT_AT, 9, room, 26)
        write(painter, title, it.title, fitted(it.title, 15, 600, room), theme.text, LEFT)
        line = QRect(TEXT_AT, 36, room, 20)
        write(painter, line, it.line, fitted(it.line, 13, 400, room), theme.text2, LEFT)
