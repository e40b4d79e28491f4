"""Taking the money, whole or in parts, and giving it back: the keys and what they lead to."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.base.errors import Refusal, Told
from app.base.money import Money
from app.payments.attempt import Attempt
from app.payments.exchange import Mode
from app.payments.wallets import Wallet
from app.selling.cart import NOTHING, Cart
from app.selling.sale import MOST_ROUNDING
from app.selling.tender import Tender, TenderKind
from pos_ui.kit import words
from pos_ui.kit.banner import Banner
from pos_ui.kit.button import Button
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.label import Label
from pos_ui.kit.words import t
from pos_ui.payment import wording
from pos_ui.selling import scans
from pos_ui.selling.collecting import Collecting
from pos_ui.selling.entry import Code
from pos_ui.selling.money_side import MoneySide
from pos_ui.selling.owing import Owing
from pos_ui.selling.payment_summary import PaymentSummary
from pos_ui.selling.quick_cash import WIDE
from pos_ui.selling.refund_panel import RefundPanel
from pos_ui.selling.register import Register
from pos_ui.selling.releasing import release_question
from pos_ui.selling.screen import severity
from pos_ui.selling.services import Services
from pos_ui.selling.side_panel import row
from pos_ui.selling.taking_back import send_back, void_slip
from pos_ui.selling.tender_grid import CASH, TenderGrid, Way
from pos_ui.selling.tender_grid import WAYS as ALL_WAYS

KEY = Qt.Key
ENTERS = {KEY.Key_Return, KEY.Key_Enter}
STEPS = {KEY.Key_Up: -1, KEY.Key_Left: -1, KEY.Key_Down: 1, KEY.Key_Right: 1}
REPEATING = {*STEPS, KEY.Key_Backspace}
FUNCTION_KEYS = range(KEY.Key_F1, KEY.Key_F12 + 1)
NARROW = 1100
SUMMARY, MONEY = (288, 340), (340, WIDE)  # px on a narrow screen, and on any other
WAYS, REFUND, CHANNEL = range(3)  # what stands beside the sums
SETTLE_MS = 400  # after a part: a second press of the same finger is not an answer


class PaymentScreen(QWidget):
    """Takes what the cart owes, or gives back what it is owed; Enter completes, Esc goes back.

    It is open from `begin` until the sale is completed or left: a late key finds it closed.
    """

    left = Signal()
    asked = Signal(object)  # a Question

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self._owing: Owing | None = None  # while it is open
        self._releasing: Dialog | None = None  # the question about a release
        self._part_taken = QElapsedTimer()
        self.summary, self.tenders = PaymentSummary(), TenderGrid()
        self.money, self.refund = MoneySide(), RefundPanel()
        self.entry_box = self.money.box
        self.collecting = Collecting(register, lambda: self._owing, self)
        self._back = Button("", kind="secondary", icon="undo-2", key="Esc", height=44)
        self._title, self._line = Label("", 20, 700), Label("", 14, 400, "text2")
        self.banner = Banner()
        self._sides = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        taking = QWidget()
        side = QHBoxLayout(taking)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self.tenders, 1)
        side.addWidget(self.money)
        self._sides.addWidget(taking)
        self._sides.addWidget(self.refund)
        self._sides.addWidget(self.collecting.side)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.summary)
        columns.addWidget(self._sides, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(row(self._back, self._title, self._line, None, spacing=14))
        layout.addWidget(self.banner)
        layout.addLayout(columns, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self._leave)
        self.money.confirmed.connect(self.confirm)
        self.money.typed.connect(self.banner.hide)
        self.tenders.chosen.connect(self.choose)
        self.tenders.split_asked.connect(self.split)
        self.tenders.rounding_asked.connect(self.round_off)
        self.summary.given_up.connect(self.give_up)
        self.refund.confirmed.connect(self.confirm)
        self.collecting.changed.connect(self._show_side)
        self.collecting.said.connect(self.banner.say)
        self.collecting.told.connect(self._tell)
        self.collecting.way_wanted.connect(self._choose_named)
        self.collecting.parked.connect(self._leave)
        self.collecting.release_wanted.connect(self._ask_release)
        self._register.changed.connect(self._follow)
        self._register.completed.connect(lambda _: self._close())
        self._register.told.connect(self._tell)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the ways to pay enough room on a narrow screen, too."""
        super().resizeEvent(event)
        at = 0 if self.width() < NARROW else 1
        if self.summary.maximumWidth() != SUMMARY[at]:
            self.summary.setFixedWidth(SUMMARY[at])
            self.money.widen(MONEY[at])

    # -- opening and closing ----------------------------------------------------------------

    def begin(self, cart: Cart) -> None:
        """Ask for what is left of this cart, or say how its money goes back."""
        self._part_taken.invalidate()
        self.banner.hide()
        self.tenders.mark(CASH)
        self._owe(Owing(cart))
        self.retitle()
        if cart.total > NOTHING:
            self.collecting.begin(cart)

    @property
    def is_refund(self) -> bool:
        """Whether money goes back here."""
        return self._owing is not None and self._owing.is_refund

    def _leave(self) -> None:
        self._close()
        self.left.emit()

    def _close(self) -> None:
        self._owing = None
        self.collecting.close()

    def _follow(self, cart: Cart) -> None:
        """Go on with what a part has changed; a channel's that pays all completes the sale."""
        if self._owing is None:
            return
        before = self._owing.cart.tenders
        if cart.tenders != before:
            self._part_taken.start()
        owing = replace(self._owing, cart=cart)
        is_paid = any(one.kind.is_channel and one not in before for one in cart.tenders)
        if is_paid and owing.left == NOTHING:
            self._owing = owing  # the ways to pay are not shown again for one moment
            QTimer.singleShot(0, self, self._complete_paid)
            return
        self._owe(owing)
        self.collecting.follow(cart)

    def _complete_paid(self) -> None:
        """Complete in an event of its own: taking the money has filled one already."""
        owing = self._owing
        if owing is None or owing.left != NOTHING:
            return
        self._complete(owing, ())
        if self._owing is not None:  # it was refused: the bill as it is, below the reason
            self._owe(self._owing)
            self.collecting.follow(self._owing.cart)

    def _owe(self, owing: Owing) -> None:
        services = self._services()
        if not owing.may_round(services.settings, self.tenders.way.kind):
            owing = replace(owing, off=NOTHING)
        self._owing = owing
        if owing.is_refund:
            self.refund.show_proposed(self._register.propose_refund(owing.cart))
        self._show_side()
        left, way = owing.left, self.tenders.way
        is_cash = way is CASH and left > NOTHING
        self.money.ask(way, left, services.quick_cash(left) if is_cash else (left,))

    def _show_side(self) -> None:
        """Show what belongs beside the sums now."""
        collecting, owing = self.collecting, self._owing
        if self._releasing is not None and not collecting.is_unknown:
            self._releasing.reject()
        if owing is None:
            return
        at = REFUND if owing.is_refund else CHANNEL if collecting.is_open else WAYS
        self._sides.setCurrentIndex(at)
        self._say_owing(owing)
        self._back.setEnabled(not collecting.is_locked)
        self._line.setText(self._line_words())
        self._offer_channels()
        if owing.left > NOTHING and not collecting.is_open:
            self._register.owed.emit(owing.left)

    def refresh(self) -> None:
        """Offer what can be taken now."""
        self._show_side()

    def _offer_channels(self) -> None:
        """Offer the ways through channels that can be taken now."""
        assert self._owing is not None
        modes = [one.modes for one in self._services().payable()]
        names = {"customer_code"} if any(Mode.SCANNED in it for it in modes) else set()
        names |= {"payment_qr"} if any(Mode.SHOWN in it for it in modes) else set()
        wallets = {one.wallet for one in self._services().payable()}
        names |= {"ecny"} if Wallet.ECNY in wallets else set()
        names |= {"instalments"} if Wallet.ALIPAY in wallets else set()
        self.tenders.open_channels(frozenset(names))

    def _line_words(self) -> str:
        if self._owing is not None and self._owing.is_refund:
            return t("refund.line")
        it = self.collecting.progress
        if it is None or not self.collecting.is_open:
            return t("pay.line")
        return f"{wording.tender_word(it.attempt)} · {t(f'phase.{it.phase}')}"

    def _services(self) -> Services:
        assert self._register.services is not None  # a till that is not open has no cart
        return self._register.services

    # -- keys -------------------------------------------------------------------------------

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks; of a key that is held down, only marks and corrections repeat."""
        key = Qt.Key(event.key())
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.isAutoRepeat() and key not in REPEATING:
            return True
        if self.collecting.is_open:
            return self._on_channel_key(key, event.text())
        if key in ENTERS:
            self.confirm()
        elif key == KEY.Key_Escape:
            self._step_back()
        elif key == KEY.Key_Delete and is_control:
            self._give_up_last()
        elif self._owing is not None and self._owing.is_refund:
            return self.refund.on_key(key) or key in FUNCTION_KEYS
        elif not self._on_money_key(key):
            return self.money.on_key(key, event.text()) or key in FUNCTION_KEYS
        return True

    def _on_money_key(self, key: Qt.Key) -> bool:
        todo = {
            KEY.Key_F9: self.split,
            KEY.Key_F10: self.round_off,
            KEY.Key_F12: self.money.exact,
        }
        way = self.tenders.by_key(key.name.removeprefix("Key_"))
        if key in todo:
            todo[key]()
        elif key in STEPS:
            self.choose(self.tenders.beside(STEPS[key]))
        elif way is not None:
            self.choose(way)
        else:
            return False
        return True

    def _on_channel_key(self, key: Qt.Key, text: str) -> bool:
        """While money comes through a channel, no key means anything else."""
        if key in ENTERS and self.collecting.confirm_typed():
            return True
        if key == KEY.Key_Backspace:
            self.collecting.erase()
        elif not self.collecting.side.on_key(key) and text.isalnum():
            self.collecting.type_in(text)
        return True

    def _step_back(self) -> None:
        """Go from the number of a slip back to its amount, and from there back to the cart."""
        if self._owing is not None and self.money.code is not None:
            self.money.drop_code()
        else:
            self._leave()

    def scan(self, code: str) -> None:
        """Charge a customer's code, take the number of a voucher or slip; nothing else adds."""
        if self.collecting.is_open:
            self.collecting.scan(code)
        elif self.money.code is None and self._takes_codes() and scans.may_pay(code):
            self.collecting.take(scans.fold(code), self._part())
        elif self.money.code is None:
            self.banner.say(
                "warn", t("pay.no_scans"), t("pay.no_scans_line", code=scans.shown(code))
            )
        elif scans.is_like_payment(code):
            self._tell(Refusal("payment_code_here", start=code[:4]))
        else:
            self.money.put(Code().typed(scans.fold(code)))

    def _takes_codes(self) -> bool:
        return self._owing is not None and not self._owing.is_refund and self._owing.left > NOTHING

    def _part(self) -> Money:
        """Return what the next payment takes: what was typed where it is a part, else the rest."""
        assert self._owing is not None
        given, left = self.money.given, self._owing.left
        return given if self.money.is_typed and NOTHING < given < left else left

    # -- ways and parts ---------------------------------------------------------------------

    def choose(self, way: Way) -> None:
        """Pay the next part in this way; an amount that was typed stays where it is a part."""
        if self._owing is None or (way is self.tenders.way and self.money.code is None):
            return
        self.banner.hide()
        if way.kind is None:
            self._choose_channel(way.name)
            return
        typed, given, before = self.money.entry, self.money.given, self._owing
        self.tenders.mark(way)
        self._owe(before)
        if self._owing.off != before.off:
            self.banner.say("info", t("pay.round_cash_only"))
        elif NOTHING < given < self._owing.left:
            self.money.put(typed)

    def _choose_channel(self, name: str) -> None:
        """Begin with a way that goes through a channel."""
        if not self._takes_codes():
            return
        amount = self._part()
        match name:
            case "customer_code":
                self.collecting.scan_customer(amount)
            case "payment_qr":
                self.collecting.show_code(amount)
            case "instalments":
                self.collecting.pay_in_parts(amount)
            case "ecny":
                self.collecting.scan_customer(amount, wallets=(Wallet.ECNY,))

    def _choose_named(self, name: str) -> None:
        self.choose(next(way for way in ALL_WAYS if way.name == name))

    def _ask_release(self, attempt: Attempt) -> None:
        self.asked.emit(release_question(attempt, self.collecting.release, self._keep_dialog))

    def _keep_dialog(self, dialog: Dialog) -> None:
        """Remember the question about a release: it ends once the payment is proven or dead."""
        self._releasing = dialog
        dialog.accepted.connect(self._drop_dialog)
        dialog.rejected.connect(self._drop_dialog)

    def _drop_dialog(self) -> None:
        self._releasing = None

    def split(self) -> None:
        """Take the typed amount as a part, and go on with the rest."""
        owing, given = self._owing, self.money.given
        if owing is None or owing.is_refund or self.money.code is not None:
            return
        if given <= NOTHING or (given == owing.left and not self.money.is_typed):
            self.banner.say("info", t("pay.type_part"))
        elif given >= owing.left:
            self.banner.say("info", t("pay.is_enough"))
        elif self.tenders.way is CASH:
            self._register.take(Tender(TenderKind.CASH, given), owing.due)
        else:
            self.money.ask_code()

    def give_up(self, at: int) -> None:
        """Take a part back; one by card is asked about, for the terminal must do it first."""
        if self._owing is None or not self._is_settled() or at >= len(self._owing.cart.tenders):
            return
        tender = self._owing.cart.tenders[at]
        if tender.kind is TenderKind.CARD:
            self.asked.emit(void_slip(tender, lambda: self._give_up(tender)))
        elif tender.kind.is_channel:
            self.asked.emit(send_back(tender, lambda: self._give_up(tender)))
        else:
            self._give_up(tender)

    def _give_up_last(self) -> None:
        if self._owing is not None and self._owing.cart.tenders:
            self.give_up(len(self._owing.cart.tenders) - 1)

    def _give_up(self, tender: Tender) -> None:
        if self._owing is None or tender not in self._owing.cart.tenders:
            return
        before = self._owing.cart
        at, is_channel = before.tenders.index(tender), tender.kind.is_channel
        (self._register.give_back if is_channel else self._register.give_up)(at)
        if self._owing.cart is not before:
            name, amount = t(f"tender.{tender.kind}"), tender.amount.grouped()
            key = "pay.sent_back" if is_channel else "pay.given_up"
            self.banner.say("info", t(key, name=name, amount=amount))

    def _is_settled(self) -> bool:
        return not self._part_taken.isValid() or self._part_taken.elapsed() >= SETTLE_MS

    # -- rounding ---------------------------------------------------------------------------

    def round_off(self) -> None:
        """Leave off what was typed, or the small change in the shop's way; again undoes."""
        owing, given = self._owing, self.money.given
        if owing is None or self.money.code is not None:
            return
        settings = self._services().settings
        if not owing.may_round(settings, self.tenders.way.kind):
            return
        self.banner.hide()
        is_by_hand = self.money.is_typed and NOTHING < given < owing.left
        if owing.off != NOTHING:
            self._round(owing, NOTHING)
        elif is_by_hand and given >= MOST_ROUNDING:
            self.banner.say("warn", t("pay.round_most"))
        elif is_by_hand:
            self._round(owing, given)
        elif owing.small_change(settings) == NOTHING:
            self.banner.say("info", t("pay.no_small_change"))
        else:
            self._round(owing, owing.small_change(settings))

    def _round(self, owing: Owing, off: Money) -> None:
        """Round by this much; what the customer handed over stays as it was typed."""
        typed, given, is_typed = self.money.entry, self.money.given, self.money.is_typed
        self._owe(replace(owing, off=off))
        if is_typed and given >= owing.left:
            self.money.put(typed)

    # -- completing -------------------------------------------------------------------------

    def confirm(self) -> None:
        """Complete with what is entered, go on to its number, or say what is missing."""
        owing, given = self._owing, self.money.given
        if owing is None or not self._is_settled():
            return
        if owing.is_refund:
            self._give_back(owing)
        elif self.money.code is not None:
            self._take_coded(self.money.code, owing)
        elif owing.left <= NOTHING:
            self._complete(owing, ())
        elif given <= NOTHING:
            self._tell(Refusal("cash_short", short=owing.left.grouped()))
        elif given < owing.left:
            self.banner.say("warn", t("pay.part_short", left=(owing.left - given).grouped()))
        elif self.tenders.way is CASH:
            self._complete(owing, (Tender(TenderKind.CASH, given),))
        elif given > owing.left:
            self._tell(Refusal("no_change_but_cash", over=(given - owing.left).grouped()))
        else:
            self.money.ask_code()

    def _take_coded(self, code: Code, owing: Owing) -> None:
        """Keep a card or voucher at once: its money has moved, whatever happens to the sale."""
        kind = self.tenders.way.kind
        assert kind is not None  # the ways that are not ready cannot be marked
        self._register.take(Tender(kind, self.money.given, code.text), owing.due)
        if self._owing is not None and self._owing.left == NOTHING:
            self._complete(self._owing, ())

    def _give_back(self, owing: Owing) -> None:
        if owing.cart.tenders:
            self.banner.say("warn", t("refund.tendered"))
        else:
            self._register.complete(self.refund.tenders)

    def _complete(self, owing: Owing, tenders: Sequence[Tender]) -> None:
        self._register.complete(tenders, owing.off)

    # -- saying -----------------------------------------------------------------------------

    def retitle(self) -> None:
        """Say everything in the language of now."""
        is_refund = self._owing is not None and self._owing.is_refund
        self._back.setText(t("pay.back"))
        self._title.setText(t("refund.title" if is_refund else "pay.title"))
        self._line.setText(self._line_words())
        self.collecting.retitle()
        self.tenders.say()
        self.refund.retitle()
        self.money.quick.say()
        self.money.show_typed()
        self._show_side()

    def _say_owing(self, owing: Owing) -> None:
        settings = self._services().settings
        self.summary.show_owing(owing)
        collecting = self.collecting
        self.summary.show_pending(collecting.progress, is_taking=collecting.is_locked)
        self.tenders.show_rounding(
            owing.off,
            is_used=owing.is_rounded(settings),
            is_free=owing.may_round(settings, self.tenders.way.kind),
        )

    def _tell(self, told: Told) -> None:
        if not self.isVisible():
            return
        self.banner.say(severity(told), told.text(words.language()))
        if isinstance(told, Refusal) and self.money.code is not None:
            self.money.ask_code()  # a card's number must not stay to be read
