"""Taking money through a channel: from the customer's code or ours to a tender of the open bill.

The hub decides what is true; here its news is shown, and what the cashier wants is passed on. As
long as a result is missing nothing else can be charged, and nobody leaves but by setting the bill
aside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from app.base import clock
from app.base.clock import Clock
from app.base.errors import Refusal, Told
from app.base.money import Money
from app.payments.attempt import Attempt, State
from app.payments.channels import huabei
from app.payments.exchange import Instalments, Mode
from app.payments.hub import News, Update
from app.payments.wallets import Wallet
from app.selling.cart import Cart
from pos_ui.kit.words import t
from pos_ui.payment import progress as progresses
from pos_ui.payment import stages, wording
from pos_ui.payment.progress import Phase, Progress
from pos_ui.payment.stages import Around
from pos_ui.selling.channel_side import ChannelSide
from pos_ui.selling.choice_panel import Choice
from pos_ui.selling.owing import Owing
from pos_ui.selling.register import Register
from pos_ui.selling.services import Services

SECOND_MS = 1000
LONGEST_CODE = 64
WAYS = {"F1": "cash", "F2": "customer_code", "F3": "payment_qr"}
SOUNDS = {Phase.PAID: "result", Phase.UNKNOWN: "unknown", Phase.DEAD: "refused"}


class Step(StrEnum):
    """What is asked before an attempt begins."""

    SCAN = "scan"
    WALLET = "choose_wallet"
    MONTHS = "choose_months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the cashier is about to take."""

    step: Step
    amount: Money
    typed: str = field(default="", repr=False)  # a code typed by hand: never shown
    wallets: tuple[Wallet, ...] = ()
    offers: tuple[Instalments, ...] = ()
    instalments: Instalments | None = None


class Collecting(QObject):
    """Holds the wish or the attempt of now; `is_open` while its side stands before the ways to pay.

    An attempt that is being given up may be left `aside`, for cash to be taken meanwhile.
    """

    changed = Signal()  # it opened, closed, or moved
    said = Signal(str, str, str)  # kind, title and line of a banner
    told = Signal(object)  # a Told
    way_wanted = Signal(str)  # the name of a way to pay
    ended = Signal()  # the attempt of now is dead, or is a tender
    release_wanted = Signal(object)  # the Attempt that somebody must answer for
    parked = Signal()
    shown = Signal(object, str, int)  # the amount, a code for the customer, and seconds for it

    def __init__(
        self, register: Register, owing: Callable[[], Owing | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._register, self._owing = register, owing
        self.side = ChannelSide()
        self.wish: Wish | None = None
        self.progress: Progress | None = None
        self.is_aside = False
        self.has_display: Callable[[], bool] = lambda: False
        self.now: Clock = clock.now
        self._ticking = QTimer(self, interval=SECOND_MS)
        self._ticking.timeout.connect(self.draw)
        self.side.asked.connect(self.do)
        self.side.chosen.connect(self._choose)

    @property
    def is_open(self) -> bool:
        """Whether it stands in place of the ways to pay."""
        return self.wish is not None or (self.progress is not None and not self.is_aside)

    @property
    def is_locked(self) -> bool:
        """Whether nobody may go back to the bill."""
        return self.is_open and self.progress is not None and self.progress.phase is not Phase.DEAD

    @property
    def number(self) -> str:
        """The order number of the attempt of now, "" for none."""
        return self.progress.attempt.number if self.progress is not None else ""

    @property
    def is_unknown(self) -> bool:
        """Whether the result of the attempt of now is missing."""
        return self.progress is not None and self.progress.phase is Phase.UNKNOWN

    # -- beginning and ending ---------------------------------------------------------------

    def begin(self, cart: Cart) -> None:
        """Go on with what is under way for this bill, as after a restart or when it is recalled."""
        self.close()
        services = self._services()
        try:
            known = services.payments_of(cart)
        except Told as told:
            self.told.emit(told)
            return
        bound = {one.reference for one in cart.tenders}
        if any(one.state is State.PAID and one.number not in bound for one in known):
            self._take_paid()
        under_way = [one for one in known if not one.is_final and not one.is_trusted]
        if under_way and self._owing() is not None:
            newest = under_way[-1]
            shows = services.payment_shown(newest.number)
            self._watch(progresses.begun(newest, self.now(), shows))

    def close(self) -> None:
        """Watch nothing any more; the hub goes on by itself."""
        self.wish = self.progress = None
        self.is_aside = False
        self._ticking.stop()
        self.changed.emit()

    # -- wishes -----------------------------------------------------------------------------

    def scan_customer(
        self,
        amount: Money,
        instalments: Instalments | None = None,
        wallets: Sequence[Wallet] = (),
    ) -> None:
        """Ask for the customer's code."""
        self._want(
            Wish(step=Step.SCAN, amount=amount, instalments=instalments, wallets=tuple(wallets))
        )

    def show_code(self, amount: Money, instalments: Instalments | None = None) -> None:
        """Show our code; where several wallets have one, ask whose."""
        wallets = self._showing()
        if instalments is not None:
            wallets = tuple(it for it in wallets if it is Wallet.ALIPAY)
        if len(wallets) == 1:
            self._begin_shown(wallets[0], amount, instalments)
        elif wallets:
            self._want(
                Wish(step=Step.WALLET, amount=amount, wallets=wallets, instalments=instalments)
            )
        else:
            self.told.emit(Refusal("payments_not_ready"))

    def pay_in_parts(self, amount: Money) -> None:
        """Ask in how many months the customer pays."""
        offers = tuple(self._services().instalment_offers(amount))
        if offers:
            self._want(Wish(step=Step.MONTHS, amount=amount, offers=offers))
        else:
            self.said.emit("info", t("pay.no_instalments"), "")

    def take(self, code: str, amount: Money) -> None:
        """Charge the wallet of this code; an unknown one is refused in words."""
        instalments = self.wish.instalments if self.wish is not None else None
        self._start(
            lambda it, cart, due: it.pay_by_code(
                cart, code, amount=amount, due=due, instalments=instalments
            )
        )

    def type_in(self, signs: str) -> None:
        """Type a customer's code by hand; what is typed is only counted on the screen."""
        if self.wish is not None and self.wish.step is Step.SCAN:
            typed = (self.wish.typed + "".join(it for it in signs if it.isalnum()))[:LONGEST_CODE]
            self._want(replace(self.wish, typed=typed))

    def erase(self) -> None:
        """Take back the last typed sign."""
        if self.wish is not None:
            self._want(replace(self.wish, typed=self.wish.typed[:-1]))

    def scan(self, code: str) -> None:
        """Take a scan: the customer's code where one is asked for; nothing else adds anything."""
        if self.wish is not None and self.wish.step is Step.SCAN:
            self.take(code, self.wish.amount)
        else:
            self._register.sounded.emit("refused")
            self.said.emit("warn", t("pay.no_scans_now"), "")

    def confirm_typed(self) -> bool:
        """Charge by the code that was typed; return whether one was."""
        if self.wish is None or not self.wish.typed:
            return False
        typed, amount = self.wish.typed, self.wish.amount
        self._want(replace(self.wish, typed=""))
        self.take(typed, amount)
        return True

    # -- what is pressed ----------------------------------------------------------------------

    def do(self, name: str) -> None:
        """Do what a button of the side asks for."""
        if name in WAYS:
            self._go_another_way(name)
            return
        todo: dict[str, Callable[[], None]] = {
            stages.BACK: self._back,
            stages.CANCEL: self._give_up,
            stages.CHANGE: self._change_way,
            stages.REVERSE: self._give_up,
            stages.QUERY: self._ask,
            stages.CASH_FIRST: self._put_aside,
            stages.RELEASE: self._want_release,
            stages.PARK: self._park,
        }
        todo[name]()

    def release(self, reason: str) -> None:
        """Count the money as taken, without proof, for a reason that a manager gives."""
        owing, it = self._owing(), self.progress
        if owing is not None and it is not None:
            self._register.release_payment(it.attempt.number, owing.due, reason)

    def _back(self) -> None:
        self.close()

    def _go_another_way(self, key: str) -> None:
        wish = self.wish
        if wish is not None and key == "F3":
            self.show_code(wish.amount, wish.instalments)
            return
        self.close()
        self.way_wanted.emit(WAYS[key])

    def _give_up(self) -> None:
        it = self.progress
        if it is None:
            return
        try:
            attempt = self._services().give_up_payment(it.attempt.number)
        except Told as told:
            self.told.emit(told)
        else:
            self._watch(replace(it, attempt=attempt))

    def _change_way(self) -> None:
        self._give_up()
        if self.progress is not None and self.progress.phase is Phase.GIVING_UP:
            self._put_aside()

    def _put_aside(self) -> None:
        """Let cash be taken while the provider is still to prove that nothing was, or goes back."""
        self.is_aside = True
        self.said.emit("info", t("pay.aside"), t("pay.aside_line"))
        self.changed.emit()

    def _ask(self) -> None:
        if self.progress is not None:
            try:
                self._services().ask_payment(self.progress.attempt.number)
            except Told as told:
                self.told.emit(told)

    def _want_release(self) -> None:
        if self.progress is not None:
            self.release_wanted.emit(self.progress.attempt)

    def _park(self) -> None:
        it = self.progress
        if it is None:
            return
        note = t(
            "pay.park_note",
            wallet=wording.wallet_word(it.attempt.wallet),
            amount=it.attempt.amount.grouped(),
        )
        before = self._register.cart
        self._register.hold(note)
        if self._register.cart is not before:
            self.close()
            self.parked.emit()

    def _choose(self, at: int) -> None:
        wish = self.wish
        if wish is None:
            return
        if wish.step is Step.WALLET and at < len(wish.wallets):
            self._begin_shown(wish.wallets[at], wish.amount, wish.instalments)
        elif wish.step is Step.MONTHS and at < len(wish.offers):
            self.scan_customer(wish.amount, wish.offers[at], (Wallet.ALIPAY,))

    # -- news ---------------------------------------------------------------------------------

    def hear(self, update: Update) -> None:
        """Take in what the hub tells of the attempt of now; of any other nothing."""
        it = self.progress
        if it is None or update.attempt.number != it.attempt.number:
            return
        if update.news is News.REFUND:
            return
        before = it.phase
        self.progress = it.heard(update, self.now())
        phase = self.progress.phase
        if phase is not before and phase in SOUNDS:
            self._register.sounded.emit(SOUNDS[phase])
        if update.attempt.is_trusted:
            self._end()
        elif phase is Phase.PAID:
            self._take_paid()
        elif phase is Phase.DEAD and self.is_aside:
            self.said.emit("ok", t("pay.given_back_title"), t("pay.given_back_line"))
            self._end()
        else:
            self.draw()
            if phase is not before:
                self.changed.emit()

    def follow(self, cart: Cart) -> None:
        """End once the attempt of now is a tender of the bill."""
        it = self.progress
        if it is not None and any(one.reference == it.attempt.number for one in cart.tenders):
            self._end()

    def draw(self) -> None:
        """Show how it stands now."""
        now = self.now()
        if self.wish is not None:
            self._draw_wish(self.wish)
        elif self.progress is not None:
            before = self.progress.phase
            self.progress = self.progress.at(now)
            self.side.show_progress(self.progress, self._around())
            self._show_customer(self.progress)
            if self.progress.phase is not before:
                self.changed.emit()

    def _show_customer(self, it: Progress) -> None:
        code = it.shows if it.phase is Phase.SHOWING else ""
        self.shown.emit(it.attempt.amount, code, round(it.left_s or 0.0))

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self.side.forget()
        self.draw()

    def _draw_wish(self, wish: Wish) -> None:
        if wish.step is Step.SCAN:
            note = _months_note(wish.instalments)
            stage = stages.of_scan(
                wish.amount, self._around(), len(wish.typed), wallets=wish.wallets, note=note
            )
            self.side.show_stage(stage)
            return
        line = t("pay.choose_wallet_tile")
        choices = [Choice("qr-code", wording.wallet_word(it), line) for it in wish.wallets]
        if wish.step is Step.MONTHS:
            choices = [_months(it, wish.amount) for it in wish.offers]
        self.side.offer(str(wish.step), wish.amount, choices)

    # -- how ------------------------------------------------------------------------------------

    def _want(self, wish: Wish) -> None:
        self.wish, self.progress, self.is_aside = wish, None, False
        self._ticking.stop()
        self._draw_wish(wish)
        self.changed.emit()

    def _begin_shown(self, wallet: Wallet, amount: Money, parts: Instalments | None) -> None:
        self._start(
            lambda it, cart, due: it.show_code(
                cart, wallet, amount=amount, due=due, instalments=parts
            )
        )

    def _start(self, request: Callable[[Services, Cart, Money], Attempt]) -> None:
        owing = self._owing()
        if owing is None:
            return
        try:
            attempt = request(self._services(), owing.cart, owing.due)
        except Told as told:
            self._register.sounded.emit("refused")
            self.told.emit(_named(told))
        else:
            self._watch(progresses.begun(attempt, self.now()))

    def _watch(self, progress: Progress) -> None:
        self.wish, self.progress, self.is_aside = None, progress, False
        self._ticking.start()
        self.draw()
        self.changed.emit()

    def _take_paid(self) -> None:
        owing = self._owing()
        if owing is not None:
            self._register.take_paid(owing.due)

    def _end(self) -> None:
        self.close()
        self.ended.emit()

    def _around(self) -> Around:
        services = self._services()
        return Around(
            now=self.now(),
            zone=ZoneInfo(services.settings.time_zone),
            modes=tuple((it.wallet, it.modes) for it in services.payable()),
            has_display=self.has_display(),
        )

    def _showing(self) -> tuple[Wallet, ...]:
        return tuple(it.wallet for it in self._services().payable() if Mode.SHOWN in it.modes)

    def _services(self) -> Services:
        assert self._register.services is not None  # a till that is not open has no bill
        return self._register.services


def _named(told: Told) -> Told:
    """Say a wallet's name where a refusal has only its key."""
    if "wallet" not in told.values:
        return told
    return Refusal(
        told.code, **told.values | {"wallet": wording.wallet_word(str(told.values["wallet"]))}
    )


def _months(it: Instalments, amount: Money) -> Choice:
    """Say what an offer means for each month, and who bears its fee."""
    each = huabei.monthly(amount, it)[0]
    who = "pay.fee_shop" if it.merchant_bears else "pay.fee_customer"
    line = t("pay.each_month", amount=each.grouped())
    if it.fee.fen:
        line = f"{line} · {t(who, fee=it.fee.grouped())}"
    return Choice("calculator", t("pay.months", count=it.months), line)


def _months_note(it: Instalments | None) -> str:
    return "" if it is None else t("pay.scan_alipay_months", count=it.months)
