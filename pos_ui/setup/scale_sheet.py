"""Trying a scale: how it speaks, what it weighs now, zero and tare, and its bytes."""

from datetime import timedelta

from app.base import clock
from app.base.errors import Told
from devices.checkup import absent, fault, weighed
from devices.scales import protocols
from devices.scales import session as scales
from devices.scales.acceptance import Verdict
from devices.scales.session import Scale
from devices.scales.simulator import SimScale
from devices.scales.weighing import Command
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.setup import addresses
from pos_ui.setup.bench import Bench
from pos_ui.setup.choice_list import Choice, ChoiceList
from pos_ui.setup.device_sheet import DeviceSheet
from pos_ui.setup.labour import Labour

SPEAKS_WITHIN = timedelta(seconds=2)
PRETENDED_G = (0, 500, 1250)


class ScaleSheet(DeviceSheet):
    """Listens as long as it is open; a weight is shown with what may not be sold by, too."""

    name = "scale"
    none = "setup.no_scale"

    def __init__(self, bench: Bench, labour: Labour, rows: int = 4) -> None:
        self.protocols = ChoiceList(rows)
        self._scale: Scale | None = None
        self._pretended = 0
        super().__init__(bench, labour, rows)

    def fill(self) -> None:
        """Offer protocols, and show the weight large."""
        self.heading("setup.protocol")
        self.right.addWidget(self.protocols)
        self.weight = Label("—", 28, 700)
        self.right.addWidget(self.weight)
        self.right.addStretch(1)
        self.protocols.chosen.connect(
            lambda name: (
                self.choose(addresses.with_query(self.url, protocol=name)) if self.url else None
            )
        )
        self.zero = self.add_action("setup.zero", "scale", lambda: self._ask(Command.ZERO))
        self.tare = self.add_action("setup.tare", "minus", lambda: self._ask(Command.TARE))
        self.pretend = self.add_action("setup.pretend_load", "package-search", self._pretend)

    def asked(self) -> dict[str, str]:
        """Keep the protocol that is set when the port is another one."""
        url = self.url
        return {"protocol": addresses.query_of(url).get("protocol", scales.BY_NAME)}

    def offer(self) -> None:
        """Offer ports and protocols."""
        super().offer()
        listed = [Choice(it.name, it.title) for it in protocols.PROTOCOLS.values()]
        if self.bench.ours.weighing_protocol:
            listed.append(Choice(protocols.OWN, t("setup.own_protocol")))
        self.protocols.offer(listed, self.asked()["protocol"])

    def start(self) -> None:
        """Begin to listen."""
        url = self.url
        self.pretend.setVisible(url.startswith(addresses.SIMULATED))
        if not url:
            self.show_result(absent("scale"))
            return
        try:
            known = scales.setup(url, self.bench.ours.weighing_protocol)
        except Told as told:
            self.show_result(fault("scale", told))
            return
        self._scale = Scale(known, show=lambda _: None)
        self._scale.start()
        self._title = known.protocol.title
        self._waits = True

    def stop(self) -> None:
        """Let the line go."""
        scale, self._scale = self._scale, None
        self.weight.setText("—")
        if scale is not None:
            self.let_go(scale.stop)

    def follow(self) -> None:
        """Show what lies there."""
        if self._scale is None:
            return
        now, health = self._scale.weighing(), self._scale.health
        self.zero.setEnabled(now.may_zero)
        self.tare.setEnabled(now.may_tare)
        is_silent = now.verdict is Verdict.SILENT
        self.weight.setText("—" if is_silent else f"{now.grams / 1000:.3f} kg")
        is_new = clock.now() - health.since < SPEAKS_WITHIN  # it has not had time to speak
        if is_silent and is_new and self._waits and health.trouble is None:
            self.monitor.show_health(health)
            return
        self._waits = False
        self.show_live(weighed(now, health, self._title), health)

    def _ask(self, command: Command) -> None:
        if self._scale is not None:
            try:
                self._scale.ask(command)
            except Told as told:
                self.show_result(fault("scale", told))

    def _pretend(self) -> None:
        self._pretended = (self._pretended + 1) % len(PRETENDED_G)
        name = addresses.SIMULATED.removeprefix("sim://")
        SimScale.named(name).put(PRETENDED_G[self._pretended])
