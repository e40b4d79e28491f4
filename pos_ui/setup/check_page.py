"""Step 1: whether this computer can be a till."""

from threading import Event

from app.base.errors import Told
from devices.checkup import Result, State
from pos_ui.doctor import environment
from pos_ui.doctor.findings import good, warning
from pos_ui.kit import scaling
from pos_ui.kit.banner import Banner
from pos_ui.kit.words import t
from pos_ui.setup.finding_list import FindingList
from pos_ui.setup.labour import Progress
from pos_ui.setup.page import Page, card

ROW = 44
LEAST = (1024, 640)


class CheckPage(Page):
    """Looks at once, and again when asked."""

    name = "check"

    def fill(self) -> None:
        """Show a line for each finding, and what they come to."""
        self.list = FindingList(ROW)
        self.banner = Banner()
        made, inside = card()
        inside.addWidget(self.list)
        inside.addStretch(1)
        inside.addWidget(self.banner)
        self.body.addWidget(made, 1)

    def enter(self) -> None:
        """Look, the first time."""
        if not self.list.results:
            self.again()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        super().retitle()
        self._show(self.list.results)

    @property
    def again_word(self) -> str:
        """Look again."""
        return t("setup.all_again")

    @property
    def is_good(self) -> bool:
        """Whether it was looked at and nothing is at fault."""
        results = self.list.results
        return bool(results) and all(it.state is not State.FAULT for it in results)

    def again(self) -> None:
        """Look at everything."""
        self.labour.begin(self._look, self._answered)

    def _look(self, _over: Event, _tell: Progress) -> list[Result]:
        return environment.look(self.bench.folder)

    def _answered(self, answer: list[Result] | Told) -> None:
        if isinstance(answer, Told):
            self.told.emit(answer)
            return
        self._show([*answer, self._screen()])
        for result in self.list.results:
            self.bench.note(result)
        self.changed.emit()

    @property
    def summary(self) -> tuple[str, str, str]:
        """What it comes to: a kind, a title, a line."""
        results = self.list.results
        if not results:
            return "info", t("setup.check_busy"), ""
        faults = sum(it.state is State.FAULT for it in results)
        warnings = sum(it.state is State.WARN for it in results)
        kind = "danger" if faults else "warn" if warnings else "ok"
        good = len(results) - faults - warnings
        line = t("setup.sums", good=good, warnings=warnings, bad=faults)
        return kind, t(f"setup.check_{kind}"), line

    def _show(self, results: list[Result] | tuple[Result, ...]) -> None:
        self.list.say(results)
        self.banner.say(*self.summary)

    def _screen(self) -> Result:
        size = self.screen().geometry()
        percent = round(scaling.of_now(self.screen()).os_ratio * 100)
        figures = {"width": size.width(), "height": size.height(), "percent": percent}
        if size.width() < LEAST[0] or size.height() < LEAST[1]:
            return warning("screen", "screen_small", figures)
        return good("screen", "screen_is", figures)
