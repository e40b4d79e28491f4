"""What stands in the dialog of a device: where it is, what it can do, what it says, what to try."""

from collections import deque
from collections.abc import Callable, Sequence
from threading import Event

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import Told
from devices.checkup import Result, State, fault
from devices.detecting import Found, Kind
from devices.overheard import Hear
from devices.worker import MOST_KEPT, Chunk, Direction, Health
from pos_ui.doctor import wording
from pos_ui.kit import words
from pos_ui.kit.button import Button
from pos_ui.kit.chip import Chip
from pos_ui.kit.dialog import RINGED
from pos_ui.kit.field import Field
from pos_ui.kit.label import Label
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t
from pos_ui.setup import addresses
from pos_ui.setup.bench import SETTING, Bench
from pos_ui.setup.choice_list import ChoiceList
from pos_ui.setup.device_card import CHIPS
from pos_ui.setup.labour import Job, Labour, Progress
from pos_ui.setup.monitor import LINES, Monitor, lines_of

LOOK_MS = 150
KEY = Qt.Key
FUNCTION_KEYS = range(KEY.Key_F2, KEY.Key_F9)
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
LEFT_WIDE = 440
Live = Callable[[], None]


class DeviceSheet(QWidget):
    """Whatever is chosen is kept at once, and tried at once.

    Those who inherit say which device it is, add what else can be chosen, and its tests.
    """

    changed = Signal()  # a result, or a setting
    name = ""
    kinds: frozenset[Kind] = frozenset({Kind.SERIAL})
    none = "setup.no_printer"
    where = "setup.address"

    def __init__(self, bench: Bench, labour: Labour, rows: int = 4) -> None:
        super().__init__()
        self.bench, self.labour, self._rows = bench, labour, rows
        self.setProperty(RINGED, True)
        self.chip, self.said = Chip(), Label("", 15, 400, "text", wraps=True)
        self.said.setMinimumHeight(46)  # two lines: what stands below must not jump
        self.list = ChoiceList(rows)
        self.own = Field(t("setup.own_address"), px=15, height=44)
        self.baud = Segment(height=44, takes_focus=True)
        self.monitor = Monitor()
        self.tries: list[Button] = []
        self.right = QVBoxLayout()
        self.right.setSpacing(8)
        self._job: Job | None = None
        self._is_stale = False  # what was begun is of no use: try anew after it
        self._overheard: deque[Chunk] = deque(maxlen=MOST_KEPT)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._lay_out()
        self.list.chosen.connect(self.choose)
        self.baud.chosen.connect(
            lambda at: self.choose(addresses.with_query(self.url, baud=addresses.BAUDS[at]))
        )
        self._looking.timeout.connect(self.follow)
        self.fill()
        self.offer()
        known = bench.results.get(self.name)
        if known is not None:
            self.show_result(known, is_new=False)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        verdict = QHBoxLayout()
        verdict.setSpacing(12)
        verdict.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self.said, 1)
        layout.addLayout(verdict)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Label(t(self.where), 14, 600, "text2"))
        left.addWidget(self.list)
        left.addWidget(self.own)
        left.addWidget(self.baud)
        left.addStretch(1)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(LEFT_WIDE)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(side)
        columns.addLayout(self.right, 1)
        layout.addLayout(columns)
        layout.addWidget(self.monitor)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        layout.addLayout(self._bar)

    # -- for those who inherit

    def fill(self) -> None:
        """Add what else can be chosen to `right`, and tests by `add_action`."""

    def follow(self) -> None:
        """Look at what is listened to, or was overheard while it was asked."""
        heard = tuple(self._overheard)
        if heard:
            self.monitor.say(self.wire_word(heard), lines_of(heard)[-LINES:])

    def wire_word(self, heard: Sequence[Chunk]) -> str:
        """Say of what was overheard how much it was."""
        sent = sum(len(it.data) for it in heard if it.direction is Direction.OUT)
        got = sum(len(it.data) for it in heard) - sent
        return t("setup.bytes", sent=sent, got=got)

    def start(self) -> None:
        """Begin to listen, and try the device where that needs nobody."""

    def stop(self) -> None:
        """Listen no more; what is slow about it goes through `let_go`."""

    def asked(self) -> dict[str, str]:
        """Return what every address of this device asks for."""
        return {}

    # -- choosing

    @property
    def url(self) -> str:
        """The address that is set."""
        return self.bench.address(self.name)

    def offer(self) -> None:
        """Offer what was found."""
        present = self.url
        found = self.bench.found
        self.list.offer(
            addresses.choices(found, set(self.kinds), present, t(self.none), **self.asked()),
            present,
        )
        is_serial = addresses.is_serial(present)
        self.baud.setVisible(is_serial)
        if is_serial:
            present_baud = addresses.query_of(present).get("baud", addresses.BAUD)
            at = addresses.BAUDS.index(present_baud) if present_baud in addresses.BAUDS else 2
            self.baud.show_items(addresses.BAUDS, at)

    def choose(self, url: str) -> None:
        """Use this address from now on, and try it."""
        self.keep(**{SETTING[self.name]: url})

    def keep(self, **changes: object) -> None:
        """Set something for good, and try the device again."""
        try:
            self.bench.keep(**changes)
        except Told as told:
            self.show_result(fault(self.name, told))
            return
        self.restart()
        self.changed.emit()

    def restart(self) -> None:
        """Forget what was found out, and try the device anew once nobody has it open any more."""
        self.stop()
        self.bench.results.pop(self.name, None)
        self.say_untried()
        self.offer()
        self._is_stale = self._job is not None
        if not self._is_stale:
            self.start()

    def let_go(self, stop: Callable[[], None]) -> None:
        """End elsewhere what listens; a line that is still open could not be opened anew."""
        self._job = self.labour.begin(lambda *_: stop(), self._let_go)

    def _let_go(self, _answer: object) -> None:
        self._job = None
        if self._is_stale:
            self._is_stale = False
            self.start()

    # -- testing

    def add_action(self, word: str, icon: str, do: Callable[[], None]) -> Button:
        """Add a test, which has the next function key."""
        key = f"F{len(self.tries) + 2}"
        button = Button(t(word), icon=icon, key=key, takes_focus=True)
        button.clicked.connect(do)
        self.tries.append(button)
        self._bar.addWidget(button)
        return button

    def work(
        self,
        do: Callable[[Event, Progress], Result],
        doing: str = "setup.testing",
        tell: Progress | None = None,
    ) -> None:
        """Do something slow; one thing at a time."""
        if self._job is not None:
            return
        self.chip.say(t("setup.busy"), "info", "refresh-cw")
        self.said.setText(t(doing))
        for button in self.tries:
            button.setEnabled(False)
        self._job = self.labour.begin(do, self._answered, tell)

    def overhear(self) -> Hear:
        """Show from now on what whoever gets this hears of a wire, in any thread."""
        self._overheard = deque(maxlen=MOST_KEPT)
        return self._overheard.append

    def _answered(self, answer: Result | Told) -> None:
        self._job = None
        for button in self.tries:
            button.setEnabled(True)
        if self._is_stale:  # it is the answer of what was chosen before
            self._let_go(answer)
            return
        self.show_result(answer if isinstance(answer, Result) else fault(self.name, answer))
        self.follow()
        self.offer()

    def show_result(self, result: Result, *, is_new: bool = True) -> None:
        """Say what came of it."""
        kind, icon = CHIPS[result.state]
        language = words.language()
        self.chip.say(wording.state_of(result.state, language), kind, icon)
        self.said.setText(wording.line_of(result, language))
        if is_new:
            self.bench.note(result)
            self.changed.emit()

    def say_untried(self) -> None:
        """Say that nobody knows yet."""
        self.chip.say(t("setup.untried"), "neutral", "minus")
        self.said.setText(t("setup.untried_line"))
        self._overheard.clear()
        self.monitor.say("")

    def show_live(self, result: Result, health: Health) -> None:
        """Say what is heard now; told only where it is another state or code than before."""
        self.monitor.show_health(health)
        known = self.bench.results.get(result.name)
        is_new = known is None or (known.state, known.code) != (result.state, result.code)
        self.show_result(result, is_new=False)
        self.bench.note(result)
        if is_new:
            self.changed.emit()

    # -- keys

    def open(self) -> None:
        """Begin, once the dialog is on the screen."""
        self.list.setFocus()
        self._looking.start()
        if self.bench.results.get(self.name) is None:
            self.say_untried()
        self.start()

    def close_down(self) -> None:
        """End, once the dialog is answered."""
        self._looking.stop()
        if self._job is not None:
            self._job.cancel()
        self.stop()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Look no more at what nobody sees."""
        self._looking.stop()
        super().hideEvent(event)

    def on_key(self, event: QKeyEvent) -> bool:
        """Take function keys, and Enter where an address is typed; leave the rest."""
        key = KEY(event.key())
        if key in FUNCTION_KEYS:
            at = key - KEY.Key_F2
            if at < len(self.tries) and self.tries[at].isEnabled():
                self.tries[at].click()
            return True
        if key in ENTERS and self.own.hasFocus():
            self._take_own()
            return True
        if key in ENTERS and self.list.hasFocus():
            self.list.keyPressEvent(event)
            return True
        return False

    def scan(self, _code: str) -> None:
        """Take a scan that was typed by a keyboard scanner."""

    def _take_own(self) -> None:
        typed = self.own.text().strip()
        if typed:
            self.choose(typed)
            self.own.clear()

    def heading(self, word: str) -> None:
        """Put a heading into the right column."""
        self.right.addWidget(Label(t(word), 14, 600, "text2"))

    def is_ok(self) -> bool:
        """Say whether the last test went well."""
        known = self.bench.results.get(self.name)
        return known is not None and known.state is State.OK


def found_with(found: Sequence[Found], more: Sequence[Found]) -> tuple[Found, ...]:
    """Add what was found later; the same address is listed once."""
    known = {it.url: it for it in (*found, *more)}
    return tuple(known.values())
