"""Trying the cash drawer: what opens it, and which level its wire has while it is open."""

import time

from app.base.errors import Refusal, Told
from devices import checkup, drawer, printer
from devices.checkup import Level, Result, State
from devices.drawer import Calibration, Sense
from devices.overheard import Hear
from pos_ui.kit.label import Label
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t
from pos_ui.setup import addresses, bench
from pos_ui.setup.choice_list import Choice
from pos_ui.setup.device_sheet import DeviceSheet

SENSES = (Sense.UNKNOWN, Sense.LOW, Sense.HIGH)
OPENS_S = 1.0


class DrawerSheet(DeviceSheet):
    """Opens it on record; the calibration reads its wire shut and then open."""

    name = "drawer"

    def fill(self) -> None:
        """Offer how its wire is read."""
        self.sense = Segment(height=44, takes_focus=True)
        self.heading("setup.sense")
        self.right.addWidget(self.sense)
        self.right.addWidget(Label(t("setup.sense_line"), 13, 400, "text3", wraps=True))
        self.right.addStretch(1)
        self.sense.chosen.connect(lambda at: self.keep(drawer_sense=str(SENSES[at])))
        self.add_action("setup.open_once", "archive", self.open_once)
        self.add_action("setup.calibrate", "route", self.calibrate)

    def offer(self) -> None:
        """Offer the printer's plug, lines of its own, and none."""
        present = self.url
        listed = addresses.choices(self.bench.found, set(self.kinds), present, "")
        plug = Choice("", t("setup.by_printer"), t("setup.by_printer_line"))
        ports = [it for it in listed[1:-1] if it.value not in {"", drawer.NONE}]
        none = Choice(drawer.NONE, t("setup.no_drawer"))
        self.list.offer([plug, *ports, none], present)
        self.baud.setVisible(False)
        words = [t("setup.sense_none"), t("setup.sense_low"), t("setup.sense_high")]
        self.sense.show_items(words, SENSES.index(Sense(self.bench.ours.drawer_sense)))

    def start(self) -> None:
        """Look whether it can open; it stays shut."""
        it, hear = self.bench.ours, self.overhear()
        self.work(
            lambda *_: checkup.check_drawer(
                it.drawer, it.printer, it.drawer_bytes, it.drawer_sense, hear=hear
            )
        )

    def open_once(self) -> None:
        """Open it, on record."""
        folder, it, hear = self.bench.folder, self.bench.ours, self.overhear()
        self.work(lambda *_: bench.open_drawer(folder, it, t("setup.drawer_reason"), hear))

    def calibrate(self) -> None:
        """Find out which level the wire has while the drawer is open."""
        hear = self.overhear()
        self.work(lambda *_: self._calibrate(hear), "setup.calibrating")

    def _calibrate(self, hear: Hear) -> Result:
        it = self.bench.ours
        try:
            if it.drawer or not it.printer:
                raise Refusal("drawer_not_sensed")
            shut = Calibration().read(printer.drawer_level(it.printer, hear), while_open=False)
            opened = bench.open_drawer(self.bench.folder, it, t("setup.drawer_reason"), hear)
            if opened.state is State.FAULT:
                return opened
            time.sleep(OPENS_S)
            both = shut.read(printer.drawer_level(it.printer, hear), while_open=True)
            sense = both.sense
        except Told as told:
            return checkup.fault("drawer", told, state=State.WARN)
        self.bench.keep(drawer_sense=str(sense))
        return Result(
            name="drawer",
            level=Level.INTERACTIVE,
            state=State.OK,
            code="drawer_calibrated",
            figures={"level": str(sense)},
        )
