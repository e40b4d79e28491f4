"""Who are you? By a tile and a PIN, by staff number and PIN, or by a badge at any moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import Told
from app.base.ids import PersonId
from app.staff import pins
from app.staff.person import LONGEST_CODE, Person
from pos_ui.kit import words
from pos_ui.kit.button import Button
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling.entry import plain
from pos_ui.selling.services import Services
from pos_ui.staff.checking import Checking
from pos_ui.staff.people_tiles import PeopleTiles
from pos_ui.staff.pin_pad import PinPad

KEY = Qt.Key
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
SECOND_MS = 1000
DIGITS = "0123456789"
WIDE_PAD, PAD = 320, 260
TALL, LOW = 72, 56  # of a tile
LOW_KEY = 52


@dataclass(frozen=True, slots=True)
class Block:
    """No PIN of this staff number is heard until then."""

    code: str
    until: float  # of the monotonic clock
    told: Told

    @property
    def left_s(self) -> int:
        """How many seconds are left."""
        return max(0, round(self.until - monotonic()))


class Identify(QWidget):
    """Asks until somebody has shown who they are: `known` carries the Person.

    A check runs beside the screen, which stays alive; nothing else is taken meanwhile. A badge
    that is nobody's is handed on by `strange`, for it may be goods.
    """

    known = Signal(object)  # the Person
    strange = Signal(str, object)  # the code, the Told
    waiting = Signal(bool)  # whether a check runs

    def __init__(
        self,
        services: Services,
        people: Sequence[Person],
        *,
        on_duty: PersonId | None = None,
        is_large: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._checking = Checking(self)
        self._person: Person | None = None
        self._code = ""
        self._types_code = False
        self._pin = ""
        self._block: Block | None = None
        self._ticking = QTimer(self, interval=SECOND_MS)
        self._ticking.timeout.connect(self._count_down)
        self.tiles = PeopleTiles(
            people, on_duty=on_duty, rows=3 if is_large else 2, tall=TALL if is_large else LOW
        )
        self.pad = PinPad(0 if is_large else LOW_KEY)
        self.name = Label("", 17, 700)
        self.error = Label("", 14, 400, "danger", wraps=True)
        self.other = Button(t("sign_in.other"), icon="keyboard", key="0")
        self._lay_out(WIDE_PAD if is_large else PAD)
        self._connect()
        self._begin(people[0] if len(people) == 1 else None)

    def _lay_out(self, pad_wide: int) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.tiles)
        more = QHBoxLayout()
        more.setSpacing(8)
        more.addWidget(self.tiles.turn)
        more.addWidget(self.other)
        left.addLayout(more)
        left.addStretch(1)
        right.setSpacing(8)
        self.name.setFixedHeight(26)
        self.error.setFixedHeight(44)
        for part in (self.name, self.pad, self.error):
            part.setFixedWidth(pad_wide)
            right.addWidget(part, 1 if part is self.pad else 0)
        self.left = left
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addLayout(left, 1)
        layout.addLayout(right)

    def _connect(self) -> None:
        self.tiles.chosen.connect(self.choose)
        self.other.clicked.connect(self.type_code)
        self.pad.digit.connect(self._type)
        self.pad.erased.connect(self._erase)
        self.pad.confirmed.connect(self.confirm)

    @property
    def is_busy(self) -> bool:
        """Whether a check runs."""
        return self._checking.is_busy

    @property
    def has_pin(self) -> bool:
        """Whether there is something to check."""
        return bool(self._pin)

    @property
    def is_choosing(self) -> bool:
        """Whether nobody is chosen yet."""
        return self._person is None and not self._types_code and not self._code

    # -- asking -----------------------------------------------------------------------------

    def choose(self, person: Person) -> None:
        """Ask this person for the PIN."""
        if not self.is_busy:
            self._begin(person)

    def type_code(self) -> None:
        """Ask for a staff number in place of a tile."""
        if not self.is_busy:
            self._begin(None)
            self._types_code = True
            self._show()

    def on_key(self, event: QKeyEvent) -> bool:
        """Choose, type, correct, confirm or go back; return False for a key of no use here."""
        key, text = Qt.Key(event.key()), plain(event.text())
        if self.is_busy:
            return True
        if key in ENTERS and not self.is_choosing:
            self.confirm()
        elif key == KEY.Key_Backspace:
            self._erase()
        elif key == KEY.Key_Escape:
            return self.step_back()
        elif self.is_choosing:
            return self._on_choosing(key)
        elif self._is_wanted(text):
            self._type(text)
        else:
            return False
        return True

    def step_back(self) -> bool:
        """Forget what was typed, then who was chosen; return False when there is neither."""
        if self._pin:
            self._pin = ""
        elif self.is_choosing or self._is_only_one:
            return False
        else:
            self._begin(None)
        self._show()
        return True

    def confirm(self) -> None:
        """Go from the staff number to the PIN, or check it."""
        if self.is_busy or self.is_choosing:
            return
        if self._types_code:
            self._types_code = not self._code
            self._show()
        elif self._pin and not self._is_blocked:
            code, pin, self._pin = self._present_code, self._pin, ""
            self._check(lambda: self._services.by_pin(code, pin), self._on_pin)

    def scan(self, code: str) -> None:
        """Take a badge, whatever is being typed."""
        if not self.is_busy:
            self._pin = ""
            self._check(
                lambda: self._services.by_badge(code), lambda told: self.strange.emit(code, told)
            )

    def refuse(self, told: Told) -> None:
        """Say why this person will not do, and ask anew."""
        self._begin(self._person if self._is_only_one else None)
        self._say(told.text(words.language()))

    def approve(self, person: Person, what_now: str) -> None:
        """Show that this person has shown who they are, and what comes next; ask no more."""
        self._begin(person)
        self._lock(on=True)
        self.tiles.ring(on=False)
        self.pad.box.ring(on=False)
        self.pad.box.show_text("", what_now)

    def drop(self) -> None:
        """Want no answer any more."""
        self._checking.drop()
        self._ticking.stop()

    # -- answers ----------------------------------------------------------------------------

    def _check(self, check: Callable[[], Person], then: Callable[[Told], None]) -> None:
        self._say("")
        self._checking.send(check, lambda answer: self._answered(answer, then))
        self._lock(on=True)
        self.waiting.emit(True)

    def _answered(self, answer: Person | Told, then: Callable[[Told], None]) -> None:
        self._lock(on=False)
        if isinstance(answer, Person):
            self.known.emit(answer)
        else:
            self._say(answer.text(words.language()))
            then(answer)
        self.waiting.emit(False)  # last: what waits must not overtake this answer

    def _on_pin(self, told: Told) -> None:
        if told.code == "pin_blocked":
            until = monotonic() + int(str(told.values["seconds"]))
            self._block = Block(self._present_code, until, told)
            self._ticking.start()

    def _count_down(self) -> None:
        """Say how long it takes still, and when it is over."""
        if self._block is None or not self._block.left_s:
            self._ticking.stop()
            self._say("")
            self._block = None
        elif self._is_blocked:
            self._say(self._blocked_words())

    def _blocked_words(self) -> str:
        assert self._block is not None
        told = self._block.told
        left = type(told)(told.code, **(told.values | {"seconds": self._block.left_s}))
        return left.text(words.language())

    @property
    def _is_only_one(self) -> bool:
        return len(self.tiles.tiles) == 1 and self.tiles.pages == 1

    @property
    def _is_blocked(self) -> bool:
        block = self._block
        return block is not None and block.code == self._present_code and block.left_s > 0

    # -- typing -----------------------------------------------------------------------------

    @property
    def _present_code(self) -> str:
        return self._person.code if self._person is not None else self._code

    def _begin(self, person: Person | None) -> None:
        self._person, self._code, self._types_code, self._pin = person, "", False, ""
        self._say(self._blocked_words() if self._is_blocked else "")
        self._show()

    def _on_choosing(self, key: Qt.Key) -> bool:
        if key == KEY.Key_0:
            self.type_code()
            return True
        return self.tiles.on_key(key)

    def _is_wanted(self, text: str) -> bool:
        if self._types_code:
            return len(text) == 1 and text.isalnum()
        return len(text) == 1 and text in DIGITS

    def _type(self, sign: str) -> None:
        if self.is_choosing:  # a finger on the digits before anybody was chosen: a staff number
            self.type_code()
        if self._types_code:
            self._code = (self._code + sign)[:LONGEST_CODE]
        else:
            self._pin = (self._pin + sign)[: pins.LONGEST]
        if not self._is_blocked:
            self._say("")
        self._show()

    def _erase(self) -> None:
        if self._types_code:
            self._code = self._code[:-1]
        else:
            self._pin = self._pin[:-1]
        self._show()

    def _lock(self, *, on: bool) -> None:
        self.pad.lock(on=on)
        self.tiles.setEnabled(not on)
        self.other.setEnabled(not on)
        self._show()

    def _say(self, text: str) -> None:
        self.error.setText(text)

    def _show(self) -> None:
        """Show what is typed, and where keys go."""
        named = self._person.name if self._person is not None else self._code
        self.name.setText(named if named and not self._types_code else t("sign_in.who"))
        if self.is_busy:
            self.pad.box.show_text("", t("sign_in.checking"))
        elif self._types_code:
            self.pad.box.show_text(self._code, t("sign_in.type_code"))
        else:
            hint = t("sign_in.choose_first" if self.is_choosing else "sign_in.type_pin")
            self.pad.box.show_dots(len(self._pin), hint)
        self.tiles.choose(self._person)
        self.tiles.ring(on=self.is_choosing and not self.is_busy)
        self.pad.box.ring(on=not self.is_choosing and not self.is_busy)
        self.other.setVisible(not self._is_only_one)
