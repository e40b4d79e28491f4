"""A question over the screen: a scrim, a card, its buttons at the right."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_ui.kit import tokens
from pos_ui.kit.button import Button
from pos_ui.kit.card import Card
from pos_ui.kit.label import Label
from pos_ui.kit.paints import shadow

NARROW, WIDE = 480, 720
PADDING = 20
RADIUS = 14
SHADOW = 12
RINGED = "ringed"


class Dialog(QWidget):
    """Covers its window until answered; Enter is yes, Esc is no. No dialog stands on another.

    It holds the focus itself and keeps Tab inside; its yes button wears the ring meanwhile, or
    the no button where it is alone. A body with a ring of its own has the property `RINGED`.
    """

    accepted = Signal()
    rejected = Signal()

    def __init__(
        self,
        window: QWidget,
        title: str,
        body: str | QWidget = "",
        *,
        yes: str = "",
        no: str = "",
        kind: str = "primary",
        width: int = NARROW,
    ) -> None:
        super().__init__(window)
        self._window = window
        for answered in window.findChildren(Dialog):
            if answered is not self and answered.isHidden():
                answered.setParent(None)  # let go of it; not earlier, in the middle of its own key
        self._before = window.focusWidget()
        self._has_ringed_body = isinstance(body, QWidget) and bool(body.property(RINGED))
        self.card = Card(self, radius=RADIUS)
        self.card.setFixedWidth(width)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        layout.setSpacing(16)
        layout.addWidget(Label(title, 20, 700))
        if isinstance(body, QWidget):
            layout.addWidget(body)
        elif body:
            layout.addWidget(Label(body, 15, 400, "text2", wraps=True))
        layout.addLayout(self._buttons(yes, no, kind))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{title} {body if isinstance(body, str) else ''}".strip())
        window.installEventFilter(self)
        _application().focusChanged.connect(self._hold)
        self.setGeometry(window.rect())
        self._place()
        self.show()
        self.raise_()
        (self.no_button if kind == "danger" else self).setFocus()

    def accept(self) -> None:
        """Answer yes; an answered dialog hears no second answer."""
        if not self.isHidden():
            self.close()
            self.accepted.emit()

    def reject(self) -> None:
        """Answer no."""
        if not self.isHidden():
            self.close()
            self.rejected.emit()

    def closeEvent(self, _event: object) -> None:  # noqa: N802
        """Give the focus back; the next dialog of the window lets go of this one."""
        self._window.removeEventFilter(self)
        _application().focusChanged.disconnect(self._hold)
        if self._before is not None and isValid(self._before):  # a tile may be gone by now
            self._before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Answer by key; Tab and space too, for a window that passes every key to its dialog."""
        focus = self.window().focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.reject() if focus is self.no_button else self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        elif event.key() == Qt.Key.Key_Space and focus in {self.no_button, self.yes_button}:
            self.reject() if focus is self.no_button else self.accept()

    def focusInEvent(self, _event: QFocusEvent) -> None:  # noqa: N802
        """Show which button Enter presses."""
        self._ring(on=True)

    def focusOutEvent(self, _event: QFocusEvent) -> None:  # noqa: N802
        """Leave the one ring to what has the focus now."""
        self._ring(on=False)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001, N802 - as Qt calls it
        """Go round inside the dialog; what lies behind the scrim is out of reach."""
        at: QWidget | None = self.window().focusWidget()
        at = self if at is None else at
        for _ in range(len(self.window().findChildren(QWidget)) + 1):
            assert at is not None
            at = at.nextInFocusChain() if forwards else at.previousInFocusChain()
            if at is self or (at is not None and self._may_focus(at)):
                at.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _hold(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Take the focus back from what lies behind the scrim."""
        if now is None or now.window() is not self.window() or not self.isVisible():
            return
        at: QWidget | None = now
        while at is not None and not isinstance(at, Dialog):
            at = at.parentWidget()
        if at is None:
            self.setFocus()

    def _may_focus(self, widget: QWidget) -> bool:
        takes_tab = Qt.FocusPolicy(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        is_ready = widget.isVisible() and widget.isEnabled()
        return takes_tab == Qt.FocusPolicy.TabFocus and is_ready and self.isAncestorOf(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Cover the window when it changes its size."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the scrim and the shadow of the card."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.current().scrim))
        shadow(painter, self.card.geometry(), RADIUS, SHADOW)

    def _ring(self, *, on: bool) -> None:
        pressed = self.yes_button if self.yes_button.text() else self.no_button
        pressed.rings = on and not self._has_ringed_body
        pressed.update()

    def _buttons(self, yes: str, no: str, kind: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        # with a parent from the start: shown without one, a button is a window and takes the focus
        self.no_button = Button(no, key="Esc", takes_focus=True, parent=self.card)
        self.no_button.clicked.connect(self.reject)
        self.no_button.setVisible(bool(no))
        self.yes_button = Button(yes, kind, key="Enter", takes_focus=True, parent=self.card)
        self.yes_button.clicked.connect(self.accept)
        self.yes_button.setVisible(bool(yes))
        row.addWidget(self.no_button)
        row.addWidget(self.yes_button)
        return row

    def _place(self) -> None:
        self.card.adjustSize()
        inside = self.card.layout()  # adjustSize only guesses the height of text that wraps
        if inside is not None and inside.hasHeightForWidth():
            self.card.resize(self.card.width(), inside.totalHeightForWidth(self.card.width()))
        self.card.move(
            (self.width() - self.card.width()) // 2,
            max(12, (self.height() - self.card.height()) // 2),
        )


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
