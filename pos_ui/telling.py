"""What the till says of its own state: the line to HQ, the devices, and one banner."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.base.errors import Told
from app.settings import Settings
from pos_ui.kit import words
from pos_ui.kit.status_bar import Device, StatusBar
from pos_ui.kit.words import t
from pos_ui.printing.papers import Papers, Said
from pos_ui.selling.questions import Questions
from pos_ui.selling.screen import SellingScreen

if TYPE_CHECKING:
    from sync.engine import Status

NO_HQ = {"hq_not_set", "needs_credential"}


class Telling(QObject):
    """Hears what changes, and shows it in the status bar and below the scan box."""

    def __init__(
        self, settings: Settings, bar: StatusBar, selling: SellingScreen, papers: Papers
    ) -> None:
        super().__init__(selling)
        self.settings = settings
        self._bar, self._selling, self._papers = bar, selling, papers
        self._status: Status | None = None
        self._warnings: list[Told] = []
        self._scanner: Told | None = None
        self._away: dict[str, Told] = {}  # scale and pole, while they are

    # -- news

    def on_synced(self, status: "Status") -> None:
        """Hear how the line to HQ is."""
        self._status = status
        self.show()

    def on_scanner(self, trouble: Told | None) -> None:
        """Hear that the serial scanner is away, or there again."""
        self._scanner = trouble
        self.show()

    def on_away(self, name: str, trouble: Told | None) -> None:
        """Hear that scale or pole is away, or there again."""
        if trouble is not None:
            self._away[name] = trouble
        else:
            self._away.pop(name, None)
        self.show()

    def on_warned(self, warning: Told) -> None:
        """Hear what stays until somebody has read it."""
        self._warnings.append(warning)
        self.show()

    # -- showing

    @property
    def speaks_of_set_aside(self) -> bool:
        """Whether the banner is about what head office set aside, and nothing more urgent."""
        is_urgent = (
            self._warnings or self._papers.banner() or self._scanner or "scale" in self._away
        )
        status = self._status
        if status is None or is_urgent:
            return False
        return status.is_online and status.trouble is None and status.depth.refused > 0

    def show(self) -> None:
        """Show what is so now."""
        if self.settings.is_training:
            self._bar.line(t("training.line"), "neutral")
        else:
            self._bar.line(*line_words(self._status, has_hq=bool(self.settings.hq_url)))
        self._bar.devices(*self._devices())
        self._selling.warn(self._banner())

    def explain(self, questions: Questions) -> None:
        """Say in full what the banner says; a warning that was read is gone."""
        found = self._banner()
        if found is None:
            return
        if found == self._papers.banner():
            self._papers.explain()
            return
        _, title, body, _ = found
        questions.tell(title, body)
        if self._warnings:
            self._warnings.pop(0)
            self.show()

    def _devices(self) -> list[Device]:
        devices = []
        if self.settings.printer:
            broken = self._papers.trouble is not None or self._papers.unknown > 0
            text = self._papers.word() if broken else t("status.printer")
            devices.append(Device("printer", text, broken))
        is_away = self._scanner is not None
        word = t("status.scanner_fault" if is_away else "status.scanner")
        devices.append(Device("scan-barcode", word, is_away))
        if self.settings.weighing_scale:
            is_away = "scale" in self._away
            word = t("status.scale_fault" if is_away else "status.scale")
            devices.append(Device("scale", word, is_away))
        if "pole" in self._away:
            devices.append(Device("circle-alert", t("status.pole_fault"), is_fault=True))
        return devices

    def _banner(self) -> Said | None:
        """Choose the one state to speak of: what was warned of, printer and drawer, the line."""
        language = words.language()
        if self._warnings:
            first = self._warnings[0]
            title = t("banner.clock" if first.code == "clock_set_back" else "banner.warning")
            return "warn", title, first.text(language), "triangle-alert"
        if (said := self._papers.banner()) is not None:
            return said
        if self._scanner is not None:
            return "warn", t("banner.scanner"), self._scanner.text(language), "scan-barcode"
        if "scale" in self._away:
            return "warn", t("banner.scale"), self._away["scale"].text(language), "scale"
        return self._offline(language)

    def _offline(self, language: str) -> Said | None:
        """Say that HQ is away or refuses us; selling goes on either way."""
        status = self._status
        if status is None or line_words(status, has_hq=True)[1] != "warn":
            return None
        if self.speaks_of_set_aside:
            title = t("banner.set_aside", count=status.depth.refused)
            return "warn", title, t("banner.set_aside_line"), "cloud-off"
        if status.is_online and status.trouble is not None:
            return "warn", t("banner.refused"), status.trouble.text(language), "cloud-off"
        return "warn", t("banner.offline"), t("banner.offline_line"), "cloud-off"


def line_words(status: "Status | None", *, has_hq: bool) -> tuple[str, str]:
    """Say how the line to HQ is, and whether that is ok, warn or neutral."""
    if status is None:
        return t("status.connecting" if has_hq else "status.no_hq"), "neutral"
    waiting, trouble = status.depth.unsent, status.trouble
    if trouble is not None and trouble.code in NO_HQ:
        return t("status.no_hq_waiting", count=waiting) if waiting else t("status.no_hq"), "neutral"
    if status.depth.refused:
        return t("status.refused", count=status.depth.refused), "warn"
    if not status.is_online or trouble is not None:
        return t("status.offline", count=waiting), "warn"
    return t("status.online_waiting", count=waiting) if waiting else t("status.online"), "ok"


def day_words(now: datetime) -> str:
    """Write the day as on the wall: "11月22日 周日", "Sun 22 Nov"."""
    weekday = t("status.weekdays").split()[now.weekday()]
    month = t("status.months").split()[now.month - 1]
    return t("status.day", weekday=weekday, day=now.day, month=month)
