"""Where the customer's display stands: on a screen of its own, as long as there is one.

It is never put over the cashier's screen: not when cables are pulled, not when both screens show
the same picture.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pos_ui.display.screen import CustomerDisplay

OFF, AUTO = "off", "auto"


@dataclass(frozen=True, slots=True)
class Place:
    """A screen: its name and the part of the desktop that it shows."""

    name: str
    area: QRect


def chosen(setting: str, screens: Iterable[Place], cashier: Place) -> Place | None:
    """Choose the customer's screen: "off" none, "auto" the first other one, or one by its name."""
    others = [it for it in screens if it.name != cashier.name and not _is_same(it, cashier)]
    if setting == OFF:
        return None
    return next((it for it in others if setting in {AUTO, it.name}), None)


def _is_same(one: Place, other: Place) -> bool:
    """Say whether two screens show the same part of the desktop: a mirrored picture."""
    return one.area.intersects(other.area)


class SecondScreen(QObject):
    """Shows the display on its screen; makes it when a screen is there for the first time."""

    def __init__(
        self, cashier: QWidget, setting: str, make: Callable[[], "CustomerDisplay"]
    ) -> None:
        super().__init__(cashier)
        self._cashier, self._setting, self._make = cashier, setting, make
        self.display: CustomerDisplay | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._on_added)
        application.screenRemoved.connect(self._on_removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._on_moved)
        cashier.winId()  # there is no window handle before
        cashier.windowHandle().screenChanged.connect(self._on_moved)
        self.settle()

    def use(self, setting: str) -> None:
        """Follow another setting from now on."""
        self._setting = setting
        self.settle()

    def settle(self, gone: QScreen | None = None) -> None:
        """Show the display where it belongs now, or nowhere; `gone` is a screen just pulled out."""
        screens = [screen for screen in QGuiApplication.screens() if screen != gone]
        cashier = self._cashier.screen()
        if cashier not in screens:  # its window is about to move: wait where to
            self._hide()
            return
        place = chosen(self._setting, map(_place, screens), _place(cashier))
        self._show(next((it for it in screens if _place(it) == place), None))

    def close(self) -> None:
        """Take the display away for good."""
        self._setting = OFF
        self._hide()

    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_moved)
        self.settle()

    def _on_removed(self, screen: QScreen) -> None:
        """Go away before Qt moves the windows of this screen to another one."""
        self.settle(screen)

    def _on_moved(self, _where: object) -> None:
        self.settle()

    def _hide(self) -> None:
        if self.display is not None:
            self.display.hide()

    def _show(self, screen: QScreen | None) -> None:
        if screen is None:
            self._hide()
            return
        if self.display is None:
            self.display = self._make()
        self.display.stand_on(screen)


def _place(screen: QScreen) -> Place:
    return Place(screen.name(), screen.geometry())
