"""The box that always listens: for a scanner, and for whoever types a code or a name."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import box, keycap, ring

HEIGHT = 52
RADIUS = 10
KEY = "Ctrl+K"


class ScanBox(QWidget):
    """A line to type into, with the input method off: codes and initials need none."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line(self)
        self.line.setFont(style.font(17))
        self.line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.line.setMaxLength(80)
        self.line.textChanged.connect(self.typed)
        self.setFocusProxy(self.line)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(46, 2, 70, 2)
        layout.addWidget(self.line)

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what is typed."""
        self.line.clear()

    def say(self, placeholder: str) -> None:
        """Say what to do here."""
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.update()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Take the focus wherever the box is touched."""
        self.line.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the box, its icon, its key and the ring."""
        theme = tokens.current()
        painter = QPainter(self)
        has_focus = self.line.hasFocus()
        box(painter, self.rect(), RADIUS, theme.surface, theme.border_input)
        if has_focus:
            ring(painter, self.rect(), RADIUS, inner=False)
        icons.paint(painter, "scan-barcode", QRect(14, 16, 20, 20), theme.text2)
        keycap(painter, self.width() - 14, HEIGHT // 2, KEY, theme.text2)


class _Line(QLineEdit):
    """Tells the box around it when the ring comes or goes."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the ring."""
        super().focusInEvent(event)
        self.parentWidget().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Hide the ring."""
        super().focusOutEvent(event)
        self.parentWidget().update()
