"""Buttons of every kind, painted in their five states."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import (
    CENTRE,
    LEFT,
    SMALLEST,
    box,
    fitted,
    keycap,
    keycap_width,
    ring,
    write,
)
from pos_ui.kit.tokens import Theme

RADIUS = 8
PAY_RADIUS = 10
HEIGHT = 48
PADDING = 16
LEAST_PADDING = 8
PLAIN, HOVER, PRESSED = range(3)
FILLED = {"primary", "danger"}  # kinds without an outline
EDGE, NARROW_EDGE, NARROW_KEY = 10, 4, 72  # of an action key: its margin, and below which width
ROOM_FOR_BOTH = 90  # px; a narrower action key shows its badge in the icon's place


class Button(QAbstractButton):
    """A verb and its object, with an icon before and a key after it.

    Kinds: primary, secondary, tint, ghost, dangerLine, danger, key. Unless it `takes_focus`, a
    click leaves the focus where scans go. A button that `rings` shows that Enter presses it.
    """

    radius = RADIUS

    def __init__(
        self,
        text: str = "",
        kind: str = "secondary",
        icon: str = "",
        key: str = "",
        *,
        px: int = 15,
        height: int = HEIGHT,
        takes_focus: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind, self.icon_name, self.key = kind, icon, key
        self.rings = False
        self._px, self._height = px, height
        self.setText(text)
        policy = Qt.FocusPolicy.StrongFocus if takes_focus else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802
        """Say something else, also to a screen reader."""
        super().setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for room for icon, text and key."""
        wide = QFontMetrics(style.font(self._px, self._weight())).horizontalAdvance(self.text())
        return QSize(wide + 2 * PADDING + self._icon_room() + self._key_room(), self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Accept a target that a finger still hits."""
        return QSize(44, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the button as it is now."""
        painter = QPainter(self)
        fill, line, ink = self._colours(tokens.current())
        if self.hasFocus() or self.rings:  # no fill behind the ring, it would show at the corners
            box(painter, self.rect().adjusted(3, 3, -3, -3), self.radius - 3, fill)
            ring(painter, self.rect(), self.radius)
        else:
            box(painter, self.rect(), self.radius, fill, line)
        self._write(painter, ink)

    def _write(self, painter: QPainter, ink: str) -> None:
        icon_room = self._icon_room() if self._has_room_for_an_icon() else 0
        taken = icon_room + self._key_room()
        room = self.width() - 2 * LEAST_PADDING - taken
        font = fitted(self.text(), self._px, self._weight(), room)
        wide = min(QFontMetrics(font).horizontalAdvance(self.text()) + 1, max(room, 0))
        left = (self.width() - wide - taken) // 2
        middle = self.height() // 2
        if icon_room:
            size = self._icon_px()
            icons.paint(painter, self.icon_name, QRect(left, middle - size // 2, size, size), ink)
            left += icon_room
        write(painter, QRect(left, 0, wide, self.height()), self.text(), font, ink, LEFT)
        if self.key:
            cap = tokens.current().text2 if ink == tokens.current().text else ink
            keycap(painter, left + wide + self._key_room(), middle, self.key, cap)

    def _state(self) -> int:
        if self.isDown() or self.isChecked():
            return PRESSED
        return HOVER if self.underMouse() else PLAIN

    def _colours(self, theme: Theme) -> tuple[str, str, str]:
        """Return fill, outline and ink."""
        if not self.isEnabled():
            has_line = self.kind not in FILLED | {"ghost"}
            return theme.disabled_bg, theme.border if has_line else "", theme.disabled
        state = self._state()
        match self.kind:
            case "primary":
                fills = (theme.primary, theme.primary_hover, theme.primary_pressed)
                return fills[state], "", theme.on_primary
            case "danger":
                fills = (theme.danger, theme.danger_hover, theme.danger_pressed)
                return fills[state], "", theme.on_danger
            case "tint":
                fills = (theme.primary_tint, theme.primary_tint2, theme.primary_tint2)
                lines = (theme.primary_line, theme.primary_line, theme.primary)
                return fills[state], lines[state], theme.primary
            case "dangerLine":
                fills = (theme.surface, theme.danger_tint, theme.danger_tint2)
                return fills[state], theme.danger_line, theme.danger
            case "ghost":
                return ("", theme.hover, theme.pressed)[state], "", theme.text
        fills = (theme.surface, theme.hover, theme.pressed)
        line = theme.border if self.kind == "key" else theme.border_strong
        return fills[state], line, theme.text

    def _weight(self) -> int:
        return 700 if self._px > 15 else 600  # noqa: PLR2004

    def _icon_px(self) -> int:
        return 20 if self._px < 20 else 24  # noqa: PLR2004

    def _icon_room(self) -> int:
        return self._icon_px() + 8 if self.icon_name else 0

    def _has_room_for_an_icon(self) -> bool:
        """Say whether icon and words fit in the smallest size; else the icon gives way."""
        least = QFontMetrics(style.font(SMALLEST, self._weight())).horizontalAdvance(self.text())
        beside = self._icon_room() + self._key_room()
        return not self.text() or least + beside <= self.width() - 2 * LEAST_PADDING

    def _key_room(self) -> int:
        return keycap_width(self.key) + 10 if self.key else 0


class ActionKey(QAbstractButton):
    """A function key: its label and icon above, its name below, and a badge that counts."""

    def __init__(
        self, key: str, icon: str, text: str, badge: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key, self.icon_name, self.badge = key, icon, badge
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802
        """Say something else, also to a screen reader."""
        super().setText(text)
        self.setAccessibleName(f"{self.key} {text}".strip())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for an equal share of the row."""
        return QSize(60, 64)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Shrink alike, so that all keys stay equal."""
        return QSize(48, 64)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the key."""
        painter = QPainter(self)
        theme = tokens.current()
        fill = theme.surface if self.isEnabled() else theme.disabled_bg
        if self.isEnabled():
            fill = theme.pressed if self.isDown() else theme.hover if self.underMouse() else fill
        ink, faint = (theme.text, theme.text2) if self.isEnabled() else (theme.disabled,) * 2
        box(painter, self.rect(), RADIUS, fill, theme.border)
        edge = EDGE if self.width() >= NARROW_KEY else NARROW_EDGE
        write(painter, QRect(edge, 8, 40, 16), self.key, style.font(12, 600), faint, LEFT)
        self._mark(painter, theme, faint, edge)
        room = QRect(edge, 34, self.width() - 2 * edge, 24)
        write(painter, room, self.text(), fitted(self.text(), 15, 700, room.width()), ink, LEFT)

    def _mark(self, painter: QPainter, theme: Theme, ink: str, edge: int) -> None:
        right = self.width() - edge
        if not self.badge or self.width() >= ROOM_FOR_BOTH:
            icons.paint(painter, self.icon_name, QRect(right - 18, 7, 18, 18), ink)
            right -= 22
        if self.badge:
            rect = QRect(right - 20, 6, 20, 20)
            box(painter, rect, 10, theme.warn_solid)
            write(painter, rect, str(self.badge), style.font(12, 700), theme.on_bar_warn, CENTRE)


class PayKey(Button):
    """The one loud key of the selling screen."""

    radius = PAY_RADIUS

    def __init__(self, text: str, icon: str, key: str) -> None:
        super().__init__(text, "primary", icon, key, px=22, height=64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
