"""What stays true for a while, said under the scan box: at most one at a time."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import icons, tokens
from pos_ui.kit.button import Button
from pos_ui.kit.paints import LEFT, box, fitted

ICONS = {"info": "info", "warn": "triangle-alert", "danger": "circle-alert", "ok": "circle-check"}
HEIGHT = 64
ONE_LINE = 42  # without body and button


class Banner(QWidget):
    """A title and one line about what is safe to do, with at most one button."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind, self._title, self._body, self._icon = "info", "", "", ""
        self._button = Button("", parent=self, height=44)
        self._button.clicked.connect(self.pressed)
        self._button.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def text(self) -> str:
        """Return all that it says."""
        return f"{self._title} {self._body}".strip()

    def say(self, kind: str, title: str, body: str = "", button: str = "", icon: str = "") -> None:
        """Say this until it is no longer so."""
        self._kind, self._title, self._body = kind, title, body
        self._icon = icon or ICONS[kind]
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self._place()
        self.show()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for two lines, or for one where one is all there is to say."""
        has_more = bool(self._body or self._button.text())
        return QSize(300, HEIGHT if has_more else ONE_LINE)

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802
        """Keep the button at the right."""
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the banner."""
        theme = tokens.current()
        kind = "primary" if self._kind == "ok" else self._kind
        fill, line = getattr(theme, f"{kind}_tint"), getattr(theme, f"{kind}_line")
        ink = getattr(theme, kind)
        painter = QPainter(self)
        box(painter, self.rect(), 10, fill, line)
        icons.paint(painter, self._icon, QRect(14, (self.height() - 22) // 2, 22, 22), ink)
        right = self._button.width() + 20 if self._button.isVisible() else 12
        room = self.width() - 48 - right
        middle = self.height() // 2
        has_body = bool(self._body)
        title = QRect(48, middle - 25 if has_body else 0, room, 24 if has_body else self.height())
        painter.setFont(fitted(self._title, 15, 600, room))
        painter.setPen(ink)
        painter.drawText(title, LEFT | Qt.TextFlag.TextSingleLine, self._title)
        if has_body:
            painter.setFont(fitted(self._body, 14, 400, room))
            painter.setPen(theme.text)
            painter.drawText(QRect(48, middle, room, 22), LEFT, self._body)

    def _place(self) -> None:
        hint = self._button.sizeHint()
        self._button.setGeometry(
            self.width() - hint.width() - 10, (self.height() - 44) // 2, hint.width(), 44
        )
