"""One line to type into, with an icon before and a key's name after it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import box, keycap

HEIGHT = 48


class Field(QLineEdit):
    """A field for codes and amounts: the input method is off, an error outlines it in danger."""

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
        self._has_error = False
        self.setFont(style.font(px))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFixedHeight(height)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextMargins(52 if icon else 14, 0, 76 if key else 14, 0)

    def error(self, *, on: bool) -> None:
        """Show that what stands here will not do."""
        self._has_error = on
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the field's height."""
        return QSize(240, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the frame, then let Qt draw the text."""
        theme = tokens.current()
        painter = QPainter(self)
        if not self.isEnabled():
            box(painter, self.rect(), 8, theme.disabled_bg, theme.border)
        elif self._has_error:
            box(painter, self.rect(), 8, theme.surface, theme.danger, 2)
        elif self.hasFocus():
            box(painter, self.rect(), 8, theme.surface, theme.focus, 2)
        else:
            box(painter, self.rect(), 8, theme.surface, theme.border_input)
        middle = self.height() // 2
        if self._icon:
            icons.paint(painter, self._icon, QRect(14, middle - 11, 22, 22), theme.text2)
        if self._key:
            keycap(painter, self.width() - 14, middle, self._key, theme.text2)
        painter.end()
        super().paintEvent(event)
