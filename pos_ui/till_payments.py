"""Payments at the window: news of them, those that a restart finds, and looking one up."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from app.base.errors import Told
from app.payments.attempt import Attempt, State
from pos_ui.news import News
from pos_ui.selling.asking import Asking
from pos_ui.selling.register import Register

if TYPE_CHECKING:
    from app.payments.hub import Update
    from pos_ui.selling.payment import PaymentScreen
    from pos_ui.selling.success import SuccessScreen


class Pages(Protocol):
    """The screens of a window, each made when it is first wanted."""

    @property
    def payment(self) -> "PaymentScreen":
        """The payment screen."""

    @property
    def success(self) -> "SuccessScreen":
        """What is shown when the money was taken."""

    def begin_payment(self, goes_on: bool) -> None:  # noqa: FBT001 - as HQ's answer is taken
        """Ask for the money of the open bill, or go on with what is under way for it."""


class TillPayments(QObject):
    """Hears of every payment of this till and passes on what concerns the screen of now."""

    told = Signal(str)  # what a cashier should know of another bill's payment

    def __init__(self, asking: Asking, register: Register, news: News, pages: Pages) -> None:
        super().__init__(asking)
        self._asking, self._register, self._news, self._pages = asking, register, news, pages
        queued = Qt.ConnectionType.QueuedConnection
        news.payment.connect(self._hear, queued)
        news.paying.connect(self._offer, queued)

    def resume(self) -> None:
        """Come back to a payment that was under way when the till was closed or killed."""
        services, cart = self._register.services, self._register.cart
        if services is None or cart is None or cart.is_empty:
            return
        bound = {one.reference for one in cart.tenders}
        try:
            known = services.payments_of(cart)
        except Told as told:
            self._register.told.emit(told)
            return
        if any(one.number not in bound and _may_still_count(one) for one in known):
            self._pages.begin_payment(goes_on=True)

    def look_up(self, number: str = "") -> None:
        """Look a payment up by its order number, or by the provider's."""
        from pos_ui.selling.lookup import Lookup  # noqa: PLC0415 - seldom wanted

        lookup = Lookup(self._register, self._news.payment)
        self._asking.ask(lookup.question())
        if number:
            lookup.scan(number)

    def _hear(self, update: "Update") -> None:
        """Tell the payment screen; of a bill that waits or is over, say what matters."""
        from app.payments.refunds import Stage  # noqa: PLC0415 - the hub has loaded it

        if update.returning is not None:
            stage = {Stage.DONE: "done", Stage.REFUSED: "refused"}.get(update.returning.stage)
            self._pages.success.show_refund(update.attempt.number, stage or "going")
        collecting = self._pages.payment.collecting
        is_ours = update.attempt.number == collecting.number
        collecting.hear(update)
        if not is_ours:
            self._tell_elsewhere(update)

    def _tell_elsewhere(self, update: "Update") -> None:
        from pos_ui.payment import wording  # noqa: PLC0415 - not before the first scans

        said = wording.elsewhere(update, self._held())
        if said:
            self.told.emit(said)
            self._register.sounded.emit("attention")

    def _held(self) -> AbstractSet[str]:
        services = self._register.services
        return {held.id for held, _ in services.held()} if services is not None else set()

    def _offer(self, _payable: object) -> None:
        """Offer what can be taken now."""
        self._pages.payment.refresh()


def _may_still_count(one: Attempt) -> bool:
    return one.state is State.PAID or not (one.is_final or one.is_trusted)
