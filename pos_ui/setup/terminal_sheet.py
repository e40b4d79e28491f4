"""Trying the line to a card terminal: whether it answers; nothing is charged."""

import time

from devices.checkup import absent, linked
from devices.terminal.session import Terminal
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.setup.device_sheet import DeviceSheet

ASKED = "LINK-TEST"  # a reference that no payment has
FEN = 1


class TerminalSheet(DeviceSheet):
    """Asks for the last transaction as after a doubtful payment, which charges nobody."""

    name = "card_terminal"
    none = "setup.no_terminal"

    def fill(self) -> None:
        """Say what the test does."""
        self._terminal: Terminal | None = None
        self._asked_at = 0.0
        self.heading("setup.link_test")
        line = Label(t("setup.link_test_line"), 14, 400, "text2", wraps=True)
        line.setMinimumHeight(110)
        self.right.addWidget(line)
        self.right.addStretch(1)
        self.add_action("setup.test_line", "refresh-cw", self._again)

    def start(self) -> None:
        """Open the line and ask."""
        url = self.url
        if not url:
            self.show_result(absent("card_terminal"))
            return
        self.bench.results.pop(self.name, None)
        self._terminal = Terminal(url, show=lambda _: None, told=lambda _: None)
        self._terminal.start()
        self._asked_at = time.monotonic()
        self._terminal.last_result(ASKED, FEN)

    def stop(self) -> None:
        """Let the line go."""
        terminal, self._terminal = self._terminal, None
        if terminal is not None:
            self.let_go(terminal.stop)

    def follow(self) -> None:
        """Say whether it answered."""
        if self._terminal is None:
            return
        health = self._terminal.health
        if health.counters.frames and self.is_ok():
            self.monitor.show_health(health)
        else:
            self.show_live(linked(health, time.monotonic() - self._asked_at), health)

    def _again(self) -> None:
        self.restart()
