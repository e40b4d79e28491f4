"""Who is on duty at the screen: signing in, locking, handing over, and locking by itself."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import Refusal, Told
from app.staff.person import NOBODY, OWNER, Actor, Person
from pos_ui.kit.words import t
from pos_ui.selling.asking import Asking
from pos_ui.selling.register import Register
from pos_ui.selling.services import Services
from pos_ui.staff.sign_in_screen import SignInScreen

MINUTE_S = 60
ACTIVE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
}
CONTROL = Qt.KeyboardModifier.ControlModifier


class Duty(QObject):
    """Covers the screen until somebody has shown who they are, where staff was set up.

    Whoever locks stays on duty: their bill is kept, and only another person's signing in takes
    them off. While it is locked scans wait and no question opens.
    """

    said = Signal(str)  # for a toast
    told = Signal(object)  # a Told
    unlocked = Signal()

    def __init__(self, window: QWidget, register: Register, asking: Asking) -> None:
        super().__init__(window)
        self._window, self._register, self._asking = window, register, asking
        self._active_at = monotonic()
        self.screen: SignInScreen | None = None

    @property
    def is_locked(self) -> bool:
        """Whether nobody may use the till now."""
        return self.screen is not None

    @property
    def person(self) -> Person | None:
        """Who signed in; nobody where none was asked to, or has."""
        it = self._register.actor
        return None if it in (OWNER, NOBODY) else it.person

    def begin(self, services: Services) -> None:
        """Open the register; where staff was set up, no scan is taken before somebody signs in."""
        is_staffed = bool(services.staff())
        if is_staffed:
            self._register.man(NOBODY)
            self._register.lock(on=True)
        self._register.open(services)
        if is_staffed:
            self._cover()

    def watch(self) -> None:
        """Notice keys and touches, once the window is on the screen."""
        handle = self._window.windowHandle()
        assert handle is not None
        handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep when somebody was last active."""
        if event.type() in ACTIVE:
            self._active_at = monotonic()
        return False

    def tick(self, lock_after_min: int) -> None:
        """Lock once nobody was active for so long; 0 is never."""
        idle_s = monotonic() - self._active_at
        is_due = bool(lock_after_min) and idle_s >= lock_after_min * MINUTE_S
        if is_due and self.person is not None and not self._register.is_completing:
            self._cover()

    # -- keys and scans ---------------------------------------------------------------------

    def on_key(self, event: QKeyEvent) -> bool:
        """Lock by Ctrl+L; take every key while it is locked."""
        if self.screen is not None:
            self.screen.on_key(event)
            return True
        is_lock = event.key() == Qt.Key.Key_L and bool(event.modifiers() & CONTROL)
        if is_lock:
            self.lock()
        return is_lock

    def scan(self, code: str) -> bool:
        """Take a badge while it is locked; return False for a scan that others may have."""
        self._active_at = monotonic()
        if self.screen is not None:
            self.screen.scan(code)
            return True
        return False

    def badge_of(self, code: str) -> Person | None:
        """Return whose badge a code is, where people sign in: it is never goods."""
        services = self._register.services
        if services is None or self.person is None:
            return None
        try:
            return services.by_badge(code)
        except Told:
            return None

    # -- locking ----------------------------------------------------------------------------

    def lock(self) -> None:
        """Cover the screen until somebody shows who they are; the bill stays as it is."""
        services = self._register.services
        if self.screen is not None or services is None:
            return
        if self._register.is_completing:
            self.told.emit(Refusal("still_paying"))
        elif not services.staff():
            self.said.emit(t("lock.no_staff"))
        else:
            self._cover()

    def sign_out(self) -> None:
        """Take whoever is on duty off it, and ask who sells now."""
        services = self._register.services
        if services is None or self.person is None:
            self.said.emit(t("lock.nobody"))
        elif self._register.is_completing:
            self.told.emit(Refusal("still_paying"))
        else:
            try:
                services.sign_out(self._register.actor)
            except Told as told:
                self.told.emit(told)
                return
            self._register.man(NOBODY)
            self._cover()

    def end(self) -> None:
        """Take whoever is on duty off it, as the till closes; what fails now changes nothing."""
        services = self._register.services
        if services is not None and self.person is not None:
            try:
                services.sign_out(self._register.actor)
            except Told:
                return
            self._register.actor = NOBODY

    def focus(self) -> None:
        """Take the focus, unless a dialog below would take it back."""
        if self.screen is not None and self._asking.dialog is None:
            self.screen.setFocus()

    def retitle(self) -> None:
        """Say everything in the language of now."""
        if self.screen is not None:
            self.screen.retitle()

    def _cover(self) -> None:
        services = self._register.services
        if services is None or self.screen is not None:
            return
        self._register.lock(on=True)
        self._asking.hold(on=True)
        cart = self._register.cart
        has_bill = cart is not None and not cart.is_empty
        people = services.staff()
        self.screen = SignInScreen(self._window, services, people, self.person, has_bill=has_bill)
        self.screen.known.connect(self._on_known)
        self.screen.goods.connect(self._register.scan)
        focused = self._window.focusWidget()
        if focused is not None:
            focused.clearFocus()  # an input method must not go on typing below
        self.focus()

    def _on_known(self, person: Person) -> None:
        services, screen = self._register.services, self.screen
        assert services is not None
        assert screen is not None
        before = self.person
        try:
            if before is not None and before.id == person.id:
                actor = Actor(person=person)  # the same one comes back: with the rights of now
            else:
                instead_of = self._register.actor if before is not None else None
                actor = services.sign_in(person, instead_of=instead_of)
        except Told as told:
            screen.say(told)
            return
        self._uncover(screen)
        self._register.man(actor)
        if before is not None and before.id != person.id and self._asking.dialog is not None:
            self._asking.dialog.reject()  # it was somebody else's question
        QTimer.singleShot(0, self, self._go_on)  # once the key that confirmed is over

    def _uncover(self, screen: SignInScreen) -> None:
        self.screen = None
        self._active_at = monotonic()
        for code in screen.leave():
            self._register.scan(code)

    def _go_on(self) -> None:
        if self.screen is not None:
            return
        self._asking.hold(on=False)
        if self._asking.dialog is None:
            self.unlocked.emit()
        else:
            self._asking.dialog.setFocus()
        self._register.lock(on=False)
