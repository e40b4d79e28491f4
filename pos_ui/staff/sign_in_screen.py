"""Covers the till while nobody has shown who they are: the bill is kept, and hidden."""

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import Told
from app.staff.person import Person
from pos_ui.kit import status_bar, tokens
from pos_ui.kit.card import Card
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.selling.services import Services
from pos_ui.staff.identify import Identify

WIDE, HIGH = 920, 600
MARGIN, MARGIN_OUT = 24, 12


class SignInScreen(QWidget):
    """Asks who sells; `known` carries the Person, `goods` a code that is no badge but goods.

    Its parts take no focus: keys reach it through the window, before anything below.
    """

    known = Signal(object)
    goods = Signal(str)

    def __init__(
        self,
        window: QWidget,
        services: Services,
        people: Sequence[Person],
        on_duty: Person | None,
        *,
        has_bill: bool,
    ) -> None:
        super().__init__(window)
        self._window, self._services = window, services
        self._on_duty, self._has_bill = on_duty, has_bill
        self._later: deque[str] = deque()
        self._goods = 0
        self.ask = Identify(
            services, people, on_duty=on_duty.id if on_duty else None, is_large=True
        )
        self.title, self.line = Label("", 22, 700), Label("", 15, 400, "text2", wraps=True)
        self.note = Label("", 15, 600, "info")
        self._lay_out()
        self.ask.known.connect(self._on_known)
        self.ask.strange.connect(self._on_strange)
        self.ask.waiting.connect(self._take_later)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.installEventFilter(self)
        self.retitle()
        self._place()
        self.show()
        self.raise_()

    def _lay_out(self) -> None:
        card = self._card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(MARGIN, 16, MARGIN, 16)
        inside.setSpacing(8)
        for part in (self.title, self.line, self.note):
            inside.addWidget(part)
        inside.addSpacing(8)
        inside.addWidget(self.ask, 1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_OUT, MARGIN_OUT, MARGIN_OUT, MARGIN_OUT)
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(1)

    def retitle(self) -> None:
        """Say everything in the language of now."""
        if self._on_duty is not None:
            self.title.setText(t("sign_in.locked", name=self._on_duty.name))
        else:
            self.title.setText(t("sign_in.title"))
        line = t("sign_in.line")
        if self._has_bill:
            line = f"{t('sign_in.bill_kept')} {line}"
        self.line.setText(line)
        self.setAccessibleName(f"{self.title.text()} {line}")

    def on_key(self, event: QKeyEvent) -> None:
        """Take every key: none reaches what lies below."""
        self.ask.on_key(event)

    def scan(self, code: str) -> None:
        """Take a badge; what comes while another is checked waits its turn."""
        if self.ask.is_busy:
            self._later.append(code)
        else:
            self.note.setText("")
            self.ask.scan(code)

    def say(self, told: Told) -> None:
        """Say why this person cannot sign in."""
        self.ask.refuse(told)

    def leave(self) -> Sequence[str]:
        """Go away, for good; return the scans that nobody has looked at."""
        self._window.removeEventFilter(self)
        self.ask.drop()
        self.hide()
        self.deleteLater()
        return tuple(self._later)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Cover the window however large it gets, and whatever opens in it."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Hide all that lies below."""
        QPainter(self).fillRect(self.rect(), tokens.current().app)

    def _on_known(self, person: Person) -> None:
        self.known.emit(person)

    def _on_strange(self, code: str, _told: Told) -> None:
        """Let goods wait for whoever signs in; of anything else say only that it is no badge."""
        try:
            found = self._services.find(code)
        except Told:
            return
        if found is None:
            return
        self._goods += 1
        self.goods.emit(code)
        self.ask.error.setText("")
        self.note.setText(t("sign_in.goods_wait", name=found[0].name, count=self._goods))

    def _take_later(self, is_busy: bool) -> None:  # noqa: FBT001 - a signal carries it
        if not is_busy and self._later and not self.isHidden():
            self.ask.scan(self._later.popleft())

    def _place(self) -> None:
        top = status_bar.HEIGHT
        self.setGeometry(0, top, self._window.width(), self._window.height() - top)
        self._card.setFixedSize(WIDE, min(HIGH, self.height() - 2 * MARGIN_OUT))
