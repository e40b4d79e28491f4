"""The devices on the counter beside printer, drawer and scanner: the scale and the line display.

The card terminal is ready in `devices.terminal`; it joins them when payments keep its references.
"""

import logging
from collections.abc import Callable

from app.base.errors import Told
from app.settings import Settings
from devices.displays import session as displays
from devices.displays.session import Pole
from devices.scales import session as scales
from devices.scales.session import Scale
from devices.worker import Health

log = logging.getLogger(__name__)

Tell = Callable[[str, object], None]  # a device's name, and the Told while it is in trouble


class Counter:
    """Starts and stops them; a setting that cannot be used is told and leaves its device out."""

    def __init__(self, settings: Settings, tell: Tell) -> None:
        self._tell = tell
        self.scale: Scale | None = None
        self.pole: Pole | None = None
        if settings.weighing_scale:
            self._guarded("scale", lambda: self._make_scale(settings))
        if settings.pole:
            self._guarded("pole", lambda: self._make_pole(settings))

    def start(self) -> None:
        """Begin to look after them."""
        if self.scale is not None:
            self.scale.start()
        if self.pole is not None:
            self.pole.start()

    def stop(self) -> None:
        """Let them go."""
        if self.scale is not None:
            self.scale.stop()
        if self.pole is not None:
            self.pole.stop()

    def _make_scale(self, settings: Settings) -> None:
        known = scales.setup(settings.weighing_scale, settings.weighing_protocol)
        self.scale = Scale(known, show=lambda health: self._on_health("scale", health))

    def _make_pole(self, settings: Settings) -> None:
        known = displays.setup(settings.pole)
        self.pole = Pole(known, show=lambda health: self._on_health("pole", health))

    def _on_health(self, name: str, health: Health) -> None:
        self._tell(name, health.trouble)

    def _guarded(self, name: str, make: Callable[[], None]) -> None:
        try:
            make()
        except Told as told:
            log.warning("%s: %s", name, told)
            self._tell(name, told)
