"""The bar at the top: where we are, who sells, and how line and devices are."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_ui.kit import icons, style, tokens
from pos_ui.kit.paints import CENTRE, LEFT, box, write

HEIGHT = 44
MARGIN = 16
LEAST_SHOP = 60  # a long name gives way to till and cashier, this far


@dataclass(frozen=True, slots=True)
class Device:
    """A device and its state: its icon and word turn amber when it is at fault."""

    icon: str
    text: str
    is_fault: bool = False


class StatusBar(QWidget):
    """Painted as one; only what changed is drawn again. `pressed` says which device was touched."""

    pressed = Signal(str)  # its icon

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self._shop = self._till = self._cashier = self._shift = ""
        self._line, self._line_kind = "", "ok"
        self._devices: tuple[Device, ...] = ()
        self._places: list[tuple[QRect, Device]] = []
        self._day = self._clock = ""

    def name(self, shop: str, till: str, cashier: str = "", shift: str = "") -> None:
        """Say which shop and till this is, and who sells."""
        self._shop, self._till, self._cashier, self._shift = shop, till, cashier, shift
        self._speak()

    def line(self, text: str, kind: str) -> None:
        """Say how the line to head office is: ok, warn or neutral."""
        self._line, self._line_kind = text, kind
        self._speak()

    def line_text(self) -> str:
        """Return what is said of the line."""
        return self._line

    def devices(self, *devices: Device) -> None:
        """Say how the devices are."""
        self._devices = devices
        self._speak()

    def device_texts(self) -> tuple[str, ...]:
        """Return what is said of the devices."""
        return tuple(device.text for device in self._devices)

    def time(self, day: str, clock: str) -> None:
        """Show the time."""
        if (day, clock) != (self._day, self._clock):
            self._day, self._clock = day, clock
            self.update(self.width() - 220, 0, 220, HEIGHT)

    def _speak(self) -> None:
        """Let a screen reader say all but the time."""
        said = (self._shop, self._till, self._cashier, self._shift, self._line)
        self.setAccessibleName(", ".join(filter(None, (*said, *self.device_texts()))))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Say which device is touched, where one is at fault."""
        for place, device in self._places:
            if device.is_fault and place.contains(event.position().toPoint()):
                self.pressed.emit(device.icon)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the bar."""
        theme = tokens.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.bar)
        right = self._right(painter)
        self._left(painter, right - 12)

    def _left(self, painter: QPainter, limit: int) -> None:
        theme = tokens.current()
        logo = QRect(MARGIN, 10, 24, 24)
        box(painter, logo, 6, theme.bar_ok)
        write(painter, logo, "掌", style.font(14, 700), theme.on_bar_warn, CENTRE)
        kept = self._wide(self._till, 400, 29) + self._wide(self._cashier, 600, 53)
        shop_limit = max(limit - kept, MARGIN + 34 + LEAST_SHOP)
        at = self._word(painter, MARGIN + 34, self._shop, style.font(14, 600), shop_limit)
        if self._till:
            at = self._rule(painter, at + 14)
            at = self._word(painter, at + 14, self._till, style.font(14), limit)
        if self._cashier and at + 53 < limit:
            at = self._rule(painter, at + 14)
            icons.paint(painter, "user", QRect(at + 14, 13, 18, 18), theme.bar_text2)
            at = self._word(painter, at + 38, self._cashier, style.font(14, 600), limit)
            self._word(painter, at + 10, self._shift, style.font(13), limit, theme.bar_text2)

    def _wide(self, text: str, weight: int, before: int) -> int:
        """Say how much room a word takes with what stands before it: none without a word."""
        return before + QFontMetrics(style.font(14, weight)).horizontalAdvance(text) if text else 0

    def _right(self, painter: QPainter) -> int:
        theme = tokens.current()
        at = self._word_before(painter, self.width() - MARGIN, self._clock, 16, 700, theme.bar_text)
        at = self._word_before(painter, at - 10, self._day, 13, 400, theme.bar_text2)
        self._places.clear()
        for device in reversed(self._devices):
            ink, edge = theme.bar_warn if device.is_fault else theme.bar_text2, at
            at = self._rule(painter, at - 14) if device is self._devices[-1] else at
            at = self._word_before(painter, at - 14, device.text, 13, 400, ink)
            icons.paint(painter, device.icon, QRect(at - 24, 13, 18, 18), ink)
            self._places.append((QRect(at - 31, 0, edge - at + 31, HEIGHT), device))
            at -= 24
        return self._chip(painter, at - 28 if self._devices else at - 14) if self._line else at

    def _chip(self, painter: QPainter, right: int) -> int:
        theme = tokens.current()
        font = style.font(13, 600)
        wide = QFontMetrics(font).horizontalAdvance(self._line) + 42
        rect = QRect(right - wide, 8, wide, 28)
        is_warn = self._line_kind == "warn"
        ink = {"warn": theme.on_bar_warn, "ok": theme.bar_ok}.get(self._line_kind, theme.bar_text2)
        box(painter, rect, 6, theme.bar_warn if is_warn else "", "" if is_warn else theme.bar_line)
        icon = {"warn": "cloud-off", "ok": "cloud-check"}.get(self._line_kind, "cloud")
        icons.paint(painter, icon, QRect(rect.left() + 10, 14, 16, 16), ink)
        write(painter, rect.adjusted(32, 0, -6, 0), self._line, font, ink, LEFT)
        if self._devices:
            self._rule(painter, right + 14)
        return rect.left()

    def _rule(self, painter: QPainter, at: int) -> int:
        painter.fillRect(QRect(at, 14, 1, 16), tokens.current().bar_line)
        return at

    def _word(
        self, painter: QPainter, left: int, text: str, font: QFont, limit: int, ink: str = ""
    ) -> int:
        wide = min(QFontMetrics(font).horizontalAdvance(text) + 1, max(0, limit - left))
        rect = QRect(left, 0, wide, HEIGHT)
        write(painter, rect, text, font, ink or tokens.current().bar_text, LEFT)
        return left + wide

    def _word_before(
        self, painter: QPainter, right: int, text: str, px: int, weight: int, ink: str
    ) -> int:
        font = style.font(px, weight)
        wide = QFontMetrics(font).horizontalAdvance(text) + 1
        write(painter, QRect(right - wide, 0, wide, HEIGHT), text, font, ink, LEFT)
        return right - wide
