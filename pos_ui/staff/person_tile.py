"""A person to choose: the name, the staff number and role, and the digit that chooses."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.staff.person import Person
from pos_ui.kit import tokens
from pos_ui.kit.paints import LEFT, box, fitted, keycap, keycap_width, ring, write
from pos_ui.staff.naming import role_word

RADIUS = 8
LEAST = 56
NAME_PX = 17


class PersonTile(QAbstractButton):
    """Marked by the ring, chosen by tint and outline; it leaves the focus where it is."""

    def __init__(self, person: Person, digit: str, note: str = "") -> None:
        super().__init__()
        self.person, self.digit = person, digit
        self._note = " · ".join(filter(None, (person.code, role_word(person.role), note)))
        self.is_marked = self.is_chosen = False
        self.setText(person.name)
        self.setShortcut(QKeySequence())
        self.setAccessibleName(f"{digit} {person.name} {self._note}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def mark(self, *, is_marked: bool, is_chosen: bool) -> None:
        """Show whether Enter chooses it, and whether it was chosen."""
        if (is_marked, is_chosen) != (self.is_marked, self.is_chosen):
            self.is_marked, self.is_chosen = is_marked, is_chosen
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for an equal share of the grid."""
        return QSize(160, LEAST)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Stay a target."""
        return QSize(90, LEAST)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the tile."""
        theme = tokens.current()
        painter = QPainter(self)
        fill = theme.surface
        if self.isDown() or self.underMouse():
            fill = theme.pressed if self.isDown() else theme.hover
        if self.is_chosen:
            box(painter, self.rect(), RADIUS, theme.primary_tint, theme.primary, 2)
        else:
            box(painter, self.rect(), RADIUS, fill, theme.border_strong)
        if self.is_marked:
            ring(painter, self.rect(), RADIUS)
        self._write(painter)

    def _write(self, painter: QPainter) -> None:
        theme = tokens.current()
        room = self.width() - 24
        middle = self.height() // 2
        beside = keycap_width(self.digit) + 8 if self.digit else 0
        name = QRect(12, middle - 24, room - beside, 26)
        font = fitted(self.text(), NAME_PX, 600, name.width())
        write(painter, name, self.text(), font, theme.text, LEFT)
        if self.digit:
            keycap(painter, self.width() - 12, name.center().y(), self.digit, theme.text2)
        line = QRect(12, middle + 3, room, 20)
        font = fitted(self._note, 13, 400, room)
        write(painter, line, self._note, font, theme.text2, LEFT)
