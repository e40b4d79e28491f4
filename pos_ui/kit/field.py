"""One line to type into, with an icon before and a key's name after it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import LEFT, box, keycap, write

HEIGHT = 48
ICON = 22
CARET_PX = 2
INSIDE = 2  # QLineEdit begins its text this far within its margins
CARET_AT = 5  # where in its cursor rectangle QLineEdit draws the caret


class Field(QLineEdit):
    """A field for codes and amounts: the input method is off, an error outlines it in danger."""

    faulted = Signal(str)  # the sentence of an error, or "" once it is gone

    def __init__(
        self,
        placeholder: str = "",
        icon: str = "",
        key: str = "",
        *,
        px: int = 17,
        height: int = HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._key = icon, key
        self._error = ""
        self.setFont(style.font(px))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFixedHeight(height)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextMargins(47 if icon else 12, 0, 76 if key else 12, 0)

    def error(self, text: str = "") -> None:
        """Say why what stands here will not do, or that it does; a Note shows the sentence."""
        self._error = text
        self.setAccessibleDescription(text)
        self.faulted.emit(text)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the field's height."""
        return QSize(240, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the frame, let Qt draw the text, then the caret in the colour of the focus."""
        painter = QPainter(self)
        self._frame(painter)
        painter.end()
        super().paintEvent(event)
        if self.hasFocus() and not self.isReadOnly():
            self._caret()

    def _frame(self, painter: QPainter) -> None:
        theme = tokens.current()
        if not self.isEnabled():
            box(painter, self.rect(), 8, theme.disabled_bg, theme.border)
        elif self._error:
            box(painter, self.rect(), 8, theme.surface, theme.danger, 2)
        elif self.hasFocus():
            box(painter, self.rect(), 8, theme.surface, theme.focus, 2)
        else:
            box(painter, self.rect(), 8, theme.surface, theme.border_input)
        middle = self.height() // 2
        if self._icon:
            icons.paint(painter, self._icon, QRect(14, middle - ICON // 2, ICON, ICON), theme.text2)
        if self._key:
            keycap(painter, self.width() - 14, middle, self._key, theme.text2)
        if not self.text():
            self._placeholder(painter)

    def _placeholder(self, painter: QPainter) -> None:
        """Write it beside the caret; Qt would write it behind, and too faint to read."""
        margins = self.textMargins()
        room = self.rect().adjusted(margins.left() + INSIDE, 0, -margins.right(), 0)
        room.setLeft(room.left() + (CARET_PX + 3 if self.hasFocus() else 0))
        theme = tokens.current()
        ink = theme.text3 if self.isEnabled() else theme.disabled
        write(painter, room, self.placeholderText(), self.font(), ink, LEFT)

    def _caret(self) -> None:
        """Cover Qt's thin black caret; it stands still, so nothing flashes."""
        place = self.cursorRect()
        high = self.fontMetrics().height()
        top = (self.height() - high) // 2
        caret = QRectF(place.left() + CARET_AT - 0.5, top, CARET_PX, high)  # its x is rounded
        QPainter(self).fillRect(caret, tokens.current().focus)
