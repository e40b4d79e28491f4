"""Trying a scanner: what it sends, how fast it types, and which threshold fits it."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout

from app.base.errors import Told
from devices import checkup, scanner_simulator
from devices.checkup import Level, Result, State, fault
from devices.scanner import Framing, Scanned, Scanner
from devices.scanner_simulator import ScannerSimulator
from devices.scanner_trial import Sign, Trial, measure
from devices.worker import DeviceWorker
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling import scans
from pos_ui.setup import addresses
from pos_ui.setup.bench import Bench
from pos_ui.setup.device_sheet import ENTERS, DeviceSheet
from pos_ui.setup.labour import Labour

QUIET_MS = 250  # a scan without an ending is over
SHORTEST = 4
KEY = Qt.Key
ENDS = {KEY.Key_Return: "\r", KEY.Key_Enter: "\r", KEY.Key_Tab: "\t"}
GAPS = (10, 200)
SAMPLE = "6901234567892"
LONGEST_FRAME = 16
FEW_ROWS = 2


class ScannerSheet(DeviceSheet):
    """A keyboard scanner is measured as it types; one on a line is listened to."""

    name = "scanner"
    none = "setup.scanner_types"

    def __init__(self, bench: Bench, labour: Labour, rows: int = 4) -> None:
        self._signs: list[Sign] = []
        self._worker: DeviceWorker[object] | None = None
        self._heard: list[Scanned | Told] = []  # appended in the worker's thread, taken in ours
        self.trial: Trial | None = None
        self.count = 0
        super().__init__(bench, labour, rows)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._end_scan)

    def fill(self) -> None:
        """Show what was scanned, and offer the threshold that fits."""
        self.heading("setup.scanned")
        self.code = Label("—", 22, 700)
        self.facts = Label("", 14, 400, "text2", wraps=True)
        self.facts.setMinimumHeight(90)
        self.right.addWidget(self.code)
        self.right.addWidget(self.facts)
        self.right.addStretch(1)
        self._offer_framing()
        self.use = self.add_action("setup.use_gap", "check", self.use_gap)
        self.use.setEnabled(False)
        self.pretend = self.add_action("setup.pretend_scan", "scan-barcode", self._pretend)

    def _offer_framing(self) -> None:
        """Ask what it was programmed to send beside the codes."""
        ours = self.bench.ours
        self.prefix, self.suffix = Field(px=15, height=44), Field(px=15, height=44)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, (field, word, present) in enumerate(
            (
                (self.prefix, "setup.prefix", ours.scanner_prefix),
                (self.suffix, "setup.suffix", ours.scanner_suffix),
            )
        ):
            field.setText(present)
            field.setMaxLength(LONGEST_FRAME)
            field.setAccessibleName(t(word))
            field.editingFinished.connect(self.keep_framing)
            grid.addWidget(Label(t(word), 13, 600, "text2"), 0, at)
            grid.addWidget(field, 1, at)
        self.right.addLayout(grid)
        if self._rows > FEW_ROWS:  # there is no room for it in a low window
            self.right.addWidget(Label(t("setup.framing_line"), 13, 400, "text3", wraps=True))

    @property
    def framing(self) -> Framing:
        """What is sent beside the codes, as it is set."""
        ours = self.bench.ours
        return Framing(prefix=ours.scanner_prefix, suffix=ours.scanner_suffix)

    def keep_framing(self) -> None:
        """Keep what is typed of it, and listen with that from now on."""
        typed = Framing(prefix=self.prefix.text().strip(), suffix=self.suffix.text().strip())
        if typed != self.framing:
            self.keep(scanner_prefix=typed.prefix, scanner_suffix=typed.suffix)

    def close_down(self) -> None:
        """End, and keep what was typed last."""
        self.keep_framing()
        super().close_down()

    def start(self) -> None:
        """Listen to the line, or wait for keys."""
        url = self.url
        self.pretend.setVisible(url.startswith(addresses.SIMULATED))
        if not url:
            self.show_result(checkup.check_scanner(""), is_new=False)
            self.said.setText(t("setup.scan_now"))
            return
        self.said.setText(t("setup.scan_now"))
        self._worker = DeviceWorker(
            "scanner",
            url,
            Scanner(self._heard.append, self.framing),
            show=lambda _: None,
            open_wire=scanner_simulator.open_url,
        )
        self._worker.start()

    def stop(self) -> None:
        """Let the line go."""
        worker, self._worker = self._worker, None
        if worker is not None:
            self.let_go(worker.stop)

    def follow(self) -> None:
        """Show what came, and how the line is."""
        if self._worker is None:
            return
        health = self._worker.health
        self.monitor.show_health(health)
        if health.trouble is not None:
            self.show_live(fault("scanner", health.trouble), health)
        while self._heard:
            heard = self._heard.pop(0)
            if isinstance(heard, Scanned):
                self._show(heard.code, heard.aim, t("setup.by_line"), "scanner_read")

    def on_key(self, event: QKeyEvent) -> bool:
        """Measure what is typed like a scan; keys of people do what they do."""
        fields = self.own, self.prefix, self.suffix
        if not self.url and not any(it.hasFocus() for it in fields) and self._take(event):
            return True
        if KEY(event.key()) in ENTERS and (self.prefix.hasFocus() or self.suffix.hasFocus()):
            self.keep_framing()
            return True
        return super().on_key(event)

    def use_gap(self) -> None:
        """Tell scans from typing by what was measured."""
        if self.trial is not None and self.trial.gap_ms:
            gap = min(max(self.trial.gap_ms, GAPS[0]), GAPS[1])
            self.bench.keep(scan_gap_ms=gap)
            self.said.setText(t("setup.gap_used", ms=gap))
            self.changed.emit()

    def _take(self, event: QKeyEvent) -> bool:
        key = KEY(event.key())
        sign = ENDS.get(key, event.text())
        if key in ENDS and len(self._signs) < SHORTEST:
            return False
        if len(sign) != 1 or (key not in ENDS and not sign.isprintable()):
            return False
        at_ms = event.timestamp() or time.monotonic() * 1000
        if self._signs and at_ms - self._signs[-1].at_ms > QUIET_MS:
            self._signs.clear()
        self._signs.append(Sign(float(at_ms), sign))
        if key in ENDS:
            self._end_scan()
        else:
            self._quiet.start()
        return True

    def _end_scan(self) -> None:
        """Measure a scan that has ended."""
        self._quiet.stop()
        signs, self._signs = self._signs, []
        if len(signs) < SHORTEST:
            return
        self.trial = trial = measure(signs, self.framing)
        self.count += 1
        self.use.setEnabled(trial.is_good)
        ending = trial.ending or t("setup.no_ending")
        fits = t("setup.gap_is", ms=trial.gap_ms) if trial.gap_ms else t("setup.too_slow")
        facts = t(
            "setup.typed", ending=ending, ms=f"{trial.ms_per_sign:.0f}",
            slowest=f"{trial.slowest_ms:.0f}", fits=fits,
        )  # fmt: skip
        self._show(
            trial.code, trial.aim, facts, "scanner_scanned" if trial.is_good else "scanner_slow"
        )

    def _show(self, code: str, aim: str, facts: str, said: str) -> None:
        hidden = scans.is_like_payment(code)
        self.code.setText(f"{code[:4]}…" if hidden else code[:40])
        self.facts.setText("\n".join(filter(None, (t("setup.aim", aim=aim) if aim else "", facts))))
        ms = round(self.trial.ms_per_sign) if self.trial is not None else 0
        self.show_result(
            Result(
                name="scanner",
                level=Level.INTERACTIVE,
                state=State.WARN if said == "scanner_slow" else State.OK,
                code=said,
                figures={"ms": ms, "length": len(code), "aim": aim or "—"},
            )
        )

    def _pretend(self) -> None:
        ScannerSimulator.named(addresses.SIMULATED.removeprefix("sim://")).scan(SAMPLE, aim="]E0")
