"""The till's one window: its screens, its dialogs, and what it hears from other threads."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.base import clock
from app.base.errors import Refusal, Told
from app.base.money import Money
from app.catalogue import gs1
from app.printing.job import Kind
from app.selling.cart import Line
from app.selling.held import Held
from app.selling.sale import Sale
from app.settings import Settings
from app.staff.person import NOBODY, Actor, NeedsApproval
from pos_ui.kit import scaling, style, tokens, words
from pos_ui.kit.dialog import Dialog
from pos_ui.kit.status_bar import StatusBar
from pos_ui.kit.toast import Toast
from pos_ui.kit.training_frame import TrainingFrame
from pos_ui.kit.words import t
from pos_ui.news import News
from pos_ui.printing.papers import Papers
from pos_ui.returning.desk import ReturnDesk
from pos_ui.returning.waiting import Waiting
from pos_ui.selling import scans, sheets
from pos_ui.selling.asking import Asking, Question
from pos_ui.selling.keymap import Keymap, keymap
from pos_ui.selling.questions import Questions
from pos_ui.selling.register import Register
from pos_ui.selling.screen import SellingScreen
from pos_ui.selling.services import Services
from pos_ui.selling.side_panel import short_number
from pos_ui.selling.wedge import Wedge
from pos_ui.sending.set_aside import SetAside
from pos_ui.staff.approval import Approvals
from pos_ui.staff.duty import Duty
from pos_ui.telling import Telling, day_words
from pos_ui.till_payments import TillPayments

if TYPE_CHECKING:
    from devices.scanner import Scanned
    from pos_ui.assurance.page import AssurancePage
    from pos_ui.close.page import ClosePage
    from pos_ui.counter import Counter
    from pos_ui.display.facing import CustomerSide
    from pos_ui.returning.head_office import HeadOffice
    from pos_ui.returning.page import ReturnsPage
    from pos_ui.selling.payment import PaymentScreen
    from pos_ui.selling.success import SuccessScreen
    from sync.engine import Status

    Page = SellingScreen | PaymentScreen | SuccessScreen | ReturnsPage | AssurancePage | ClosePage

SECOND_MS = 1000
HELP_WIDE, MORE_WIDE = 1000, 1106
IDLE_MS = 600  # after the opening: the first scans are on the screen by then
DESK_KEYS = {  # with Ctrl, on every screen
    Qt.Key.Key_P: "papers",
    Qt.Key.Key_D: "drawer",
    Qt.Key.Key_E: "close_day",
    Qt.Key.Key_M: "move_cash",
}


class TillWindow(QWidget):
    """Shows the selling screen at once; `open` gives it a till to sell with."""

    volume_chosen = Signal(int)  # 0 to 100, to be heard at once
    paper_wanted = Signal()  # something new waits to be printed
    turn_wanted = Signal()  # from selling to training, or back
    setup_wanted = Signal()  # the technician's page, which needs the devices for itself

    def __init__(self, look: Settings) -> None:
        super().__init__()
        words.use_language(look.language)
        self.settings = look
        self.news = News(self)
        self.register = Register(self)
        self.bar = StatusBar()
        self.selling = SellingScreen(self.register)
        self.pages = QStackedWidget()
        self.toast = Toast(self)
        self.asking = Asking(self, self.register)
        self.questions = Questions(self.asking, self.register)
        self.desk = ReturnDesk(self.register)
        self._waiting = Waiting(self.asking, self.desk, lambda: self._shows("returns"))
        self.papers = Papers(self.asking, self.register)
        self.set_aside = SetAside(self.asking, self.register)
        self.approvals = Approvals(self.asking, self.register)
        self.duty = Duty(self, self.register, self.asking)
        self.payments = TillPayments(self.asking, self.register, self.news, self)
        self.payments.told.connect(self.toast.say)
        self.frame = TrainingFrame(self, t("training.mark")) if look.is_training else None
        self.telling = Telling(look, self.bar, self.selling, self.papers)
        self.customer: CustomerSide | None = None
        framed = look.scanner_prefix, look.scanner_suffix
        self._wedge = Wedge(self, self.on_key, look.scan_gap_ms, framed)
        self._ticking = QTimer(self, interval=SECOND_MS)
        self._lay_out()
        self._connect()
        self.retitle()

    def _lay_out(self) -> None:
        self.setObjectName("screen")
        self.setMinimumSize(1024, 640)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.pages, 1)
        self.pages.addWidget(self.selling)

    def _connect(self) -> None:
        self._wedge.scanned.connect(self.scan)
        self._ticking.timeout.connect(self._tick)
        self.selling.asked.connect(self._do)
        self.register.completed.connect(self._show_success)
        self.register.told.connect(self._tell)
        self.register.voided.connect(self._offer_undo)
        self.register.held.connect(self._on_held)
        self.register.recalled.connect(lambda _: self._count_held())
        self.register.weight_wanted.connect(self.questions.weight)
        self.register.price_wanted.connect(self.questions.open_price)
        self.register.age_wanted.connect(self.questions.age)
        self.register.unknown.connect(self._on_unknown)
        self.register.approval_wanted.connect(self.approvals.ask)
        self.register.manned.connect(lambda _: self.retitle())
        self.asking.over.connect(self._focus)
        self.duty.unlocked.connect(self._focus)
        self.duty.said.connect(self.toast.say)
        self.duty.told.connect(self.register.told)
        queued = Qt.ConnectionType.QueuedConnection
        self.news.synced.connect(self._on_synced, queued)
        self.news.scanned.connect(self._on_scanned, queued)
        self.news.scanner.connect(self.telling.on_scanner, queued)
        self.news.equipped.connect(self._on_equipped, queued)
        self.news.device.connect(self.telling.on_away, queued)
        self.news.printer.connect(self.papers.on_printer, queued)
        self.news.unsettled.connect(self.papers.on_unsettled, queued)
        self.news.drawer.connect(self.papers.on_drawer, queued)
        self.papers.changed.connect(self.telling.show)
        self.papers.said.connect(self.toast.say)
        self.set_aside.said.connect(self.toast.say)
        self.set_aside.waits.connect(self.paper_wanted)
        self.papers.drawer_told.connect(self._on_drawer)
        self.papers.shut.connect(self._on_drawer_shut)
        self.bar.pressed.connect(self._on_pressed)
        self.news.receipt.connect(self._on_receipt, queued)
        self.news.catalogue_changed.connect(self.selling.show_goods, queued)
        self.news.warned.connect(self.telling.on_warned, queued)

    @cached_property
    def payment(self) -> "PaymentScreen":
        """The payment screen: made when it is first wanted, so that the window appears sooner."""
        from pos_ui.selling.payment import PaymentScreen  # noqa: PLC0415

        screen = PaymentScreen(self.register)
        screen.left.connect(self._sell)
        screen.asked.connect(self.asking.ask)
        screen.collecting.has_display = lambda: self.customer is not None and self.customer.is_seen
        screen.collecting.shown.connect(self._show_code)
        self.pages.addWidget(screen)
        screen.retitle()
        return screen

    @cached_property
    def success(self) -> "SuccessScreen":
        """What is shown when the money was taken: made when it is first wanted, too."""
        from pos_ui.selling.success import SuccessScreen  # noqa: PLC0415

        screen = SuccessScreen()
        screen.done.connect(self._sell)
        screen.reprint_asked.connect(self._reprint)
        screen.gift_asked.connect(self._print_gift)
        self.pages.addWidget(screen)
        screen.retitle()
        return screen

    @cached_property
    def returns(self) -> "ReturnsPage":
        """The page of goods brought back: made when it is first wanted, too."""
        from pos_ui.returning.page import ReturnsPage  # noqa: PLC0415

        page = ReturnsPage(self.register, self.desk)
        page.left.connect(self._sell)
        page.asked.connect(self.asking.ask)
        self.pages.addWidget(page)
        page.retitle()
        return page

    @cached_property
    def shifts(self) -> "ClosePage":
        """The page of shifts and day close: made when it is first wanted, too."""
        from pos_ui.close.page import ClosePage  # noqa: PLC0415

        page = ClosePage(self.register)
        services = self.register.services
        assert services is not None
        page.desk = services.close_desk()
        page.left.connect(self._sell)
        page.opened.connect(self._sell)
        page.asked.connect(self.asking.ask)
        page.paper_wanted.connect(self.paper_wanted)
        page.closed.connect(self.retitle)
        self.pages.addWidget(page)
        page.retitle()
        return page

    def _on_receipt(self, sale: str, state: str) -> None:
        self.success.show_paper(sale, state)
        self.papers.on_receipt()

    def _on_pressed(self, icon: str) -> None:
        """Say more about a device at fault that was touched."""
        if icon == "printer":
            self.papers.ask()

    def _on_drawer(self, opens: bool) -> None:  # noqa: FBT001 - a signal carries it
        self.success.show_drawer("open" if opens else "")

    def _on_drawer_shut(self, told: Told) -> None:
        """Say why the drawer stays shut: where the change is counted, else near the scan box."""
        self.success.show_drawer("shut")
        if not self._shows("success"):
            self.register.told.emit(told)

    def open(self, services: Services, hq: "HeadOffice | None" = None) -> None:
        """Begin to sell: the saved cart first, then what was scanned meanwhile."""
        self.desk.hq = hq
        QTimer.singleShot(IDLE_MS, self, self._make_ready)
        self.settings = self.telling.settings = services.settings
        self.duty.begin(services)
        self.selling.refresh()
        self._use_keys()
        self.selling.table.may_move = not self.settings.reduced_motion
        self._count_held()
        if services.has_shifts and services.shift() is None:
            self._close_day()
        self.retitle()
        self.payments.resume()

    def fail(self, told: Told, *, leave_at_once: bool) -> None:
        """Say why this till cannot be opened, and close once that was read."""
        if leave_at_once:
            QApplication.quit()
            return
        self.asking.ask(
            Question(
                title=t("fail.title"),
                body=told.text(words.language()),
                yes=t("fail.close"),
                ready=_quits,
            )
        )

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close the customer's screen with the till's, and take whoever sold off duty."""
        self.duty.end()
        if self.customer is not None:
            self.customer.close()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Listen for the scanner from now on."""
        super().showEvent(event)
        self._wedge.watch()
        self.duty.watch()
        self._ticking.start()
        self._focus()

    # -- keys and scans -------------------------------------------------------------------

    def on_key(self, event: QKeyEvent) -> bool:
        """Pass a key to whoever is in front; return False when the focused field may have it."""
        if self.duty.is_locked:
            return self.duty.on_key(event)
        if self.dialog is not None:
            return self.asking.on_key(event)
        if self.duty.on_key(event):
            return True
        if event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self.toast.undo()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in DESK_KEYS:
            self._do(DESK_KEYS[Qt.Key(event.key())])
            return True
        if event.key() == Qt.Key.Key_F1 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._help()  # on every screen, also where F1 itself takes cash
            return True
        return self._page(self.pages.currentIndex()).on_key(event)

    @property
    def dialog(self) -> Dialog | None:
        """What asks for an answer now."""
        return self.asking.dialog

    def _shows(self, name: str) -> bool:
        """Say whether the screen of this name is in front; one that was never made is not."""
        screen = self.__dict__.get(name)
        return screen is not None and self.pages.currentWidget() is screen

    def _make_ready(self) -> None:
        """Make the screens that come next, while nobody waits."""
        _ = self.payment, self.success
        from pos_ui.display.facing import CustomerSide  # noqa: PLC0415 - not before the first scans

        self.customer = CustomerSide(self, self.settings, self.register)

    def _page(self, at: int) -> "Page":
        return cast("Page", self.pages.widget(at))

    def scan(self, code: str) -> None:
        """Take a scan wherever we are: it adds, waits behind a dialog, or says why it cannot."""
        bare = gs1.split_aim(code)[1]
        if self.duty.scan(bare):
            return
        if self.dialog is not None and self.asking.on_scan(bare):
            return
        if self._shows("payment"):
            if not self._is_badge(bare):  # it must never be kept as a slip's number
                self.payment.scan(bare)
            return
        if self._shows("returns"):
            self.returns.scan(bare)
            return
        if self._shows("shifts"):
            if not self._is_badge(bare):
                self.toast.say(t("close.no_scan"))
            return
        if self._shows("success") or self._shows("assurance"):
            self._sell()
        self.selling.scan(code)
        waiting = len(self.register.waiting)
        if waiting:
            key = "scan.waiting" if self.register.services is None else "ask.waiting"
            self.toast.say(t(key, count=waiting))

    # -- screens --------------------------------------------------------------------------

    def _do(self, action: str) -> None:
        todo: dict[str, Callable[[], None]] = {
            "help": self._help,
            "more": self._more,
            "reprint": self._reprint,
            "gift": self._print_gift,
            "pay": self._pay,
            "return": self._take_back,
            "hold": self._hold,
            "recall": self._recall,
            "details": self._explain,
            "papers": self.papers.ask,
            "drawer": self.papers.ask_drawer,
            "void_sale": self._void_sale,
            "lock": self.duty.lock,
            "sign_out": self.duty.sign_out,
            "find_payment": self.payments.look_up,
            "assurance": self._watch_payments,
            "close_day": self._close_day,
            "move_cash": self._move_cash,
        }
        if action in todo:
            todo[action]()
            return
        line = self.selling.table.line()
        if action == "discount":
            self.questions.discount(line)
        elif line is not None and action == "quantity":
            self.questions.quantity(line)
        elif line is not None and action == "price":
            self.questions.price(line)
        elif line is not None and action == "note":
            self.questions.note(line)

    def _explain(self) -> None:
        if self.telling.speaks_of_set_aside:
            self.set_aside.ask()
        else:
            self.telling.explain(self.questions)

    def _void_sale(self) -> None:
        cart = self.register.cart
        if cart is not None and not cart.is_empty:
            self.questions.void_sale(cart)

    def _help(self) -> None:
        """Say what the keys do here; money on its way through a channel must stay in sight."""
        if self._shows("payment"):
            if not self.payment.collecting.is_open:
                sheet = sheets.payment_help_sheet(is_refund=self.payment.is_refund)
                self.questions.tell(t("ask.help_pay"), sheet, HELP_WIDE)
            return
        sheet = sheets.help_sheet(self.selling.keys.map)
        self.questions.tell(t("ask.help"), sheet, HELP_WIDE)

    def _on_unknown(self, code: str) -> None:
        """Ask what to do with a code; one that pays, or a badge, is never taken for goods."""
        if self._is_badge(code):
            return
        if scans.is_like_receipt(code):
            self._take_back(code)
        elif scans.is_like_payment(code):
            self.register.told.emit(Refusal("payment_code_here", start=code[:4]))
        else:
            self.questions.unknown(code, self._look_for)

    def _look_for(self) -> None:
        self.selling.box.clear()
        self.toast.say(t("unknown.search_hint"))

    def _is_badge(self, code: str) -> bool:
        """Say whose badge was scanned where somebody sells; False for any other code."""
        person = self.duty.badge_of(code)
        if person is not None:
            self.register.told.emit(Refusal("badge_here", name=person.name))
        return person is not None

    def _hold(self) -> None:
        """Set the bill aside; with an empty one the key takes a bill back instead."""
        cart = self.register.cart
        if cart is not None and not cart.is_empty:
            self.register.hold()
        else:
            self._recall()

    def _recall(self) -> None:
        """Take back the only bill that waits, or ask which."""
        services, cart = self.register.services, self.register.cart
        if services is None or cart is None:
            return
        waiting = services.held()
        if not waiting:
            self.toast.say(t("held.none"))
        elif len(waiting) == 1 and cart.is_empty:
            self.register.recall(waiting[0][0])
        else:
            self.questions.which_held(waiting, cart, ZoneInfo(self.settings.time_zone))

    def _on_held(self, held: Held) -> None:
        self._count_held()
        self.toast.say(
            t("held.done", label=held.label),
            f"{t('toast.undo')} {t('toast.undo_key')}",
            lambda: self.register.recall(held),
        )

    def _count_held(self) -> None:
        services = self.register.services
        if services is not None:
            self.selling.count_held(len(services.held()))

    def _pay(self) -> None:
        cart = self.register.cart
        if cart is not None and not cart.is_empty:
            self.desk.check(cart, self.begin_payment)

    def begin_payment(self, goes_on: bool) -> None:  # noqa: FBT001 - what HQ says
        """Ask for the money of the open bill, or go on with what is under way for it."""
        cart = self.register.cart
        if goes_on and cart is not None:
            self._turn_to(self.payment)
            self.payment.begin(cart)  # what came meanwhile may complete the sale at once

    @cached_property
    def assurance(self) -> "AssurancePage":
        """The page that says how well payments go: made when it is first wanted, too."""
        from pos_ui.assurance.page import AssurancePage  # noqa: PLC0415

        page = AssurancePage()
        page.left.connect(self._sell)
        page.looked_up.connect(self.payments.look_up)
        self.pages.addWidget(page)
        page.retitle()
        return page

    def _watch_payments(self) -> None:
        """Turn to the page that says how well payments go."""
        services = self.register.services
        assert services is not None
        self._turn_to(self.assurance)
        self.assurance.begin(services.watch_payments, ZoneInfo(self.settings.time_zone))

    def _show_code(self, amount: Money, code: str, left_s: int) -> None:
        """Show the customer a code to scan, and how long they have."""
        if self.customer is not None:
            self.customer.show_code(amount, code, left_s)

    def _take_back(self, code: str = "") -> None:
        """Turn to the page of returns, with the sale of a receipt that was scanned."""
        self._turn_to(self.returns)
        self.returns.begin(code)

    def _close_day(self) -> None:
        """Turn to the page of shifts, unless somebody is paying."""
        services = self.register.services
        if services is None or not services.has_shifts:
            self.register.told.emit(Refusal("shifts_are_off"))
        elif self._shows("payment"):
            self.toast.say(t("close.pay_first"))
        else:
            self._turn_to(self.shifts)
            self.shifts.begin()
            self.retitle()

    def _move_cash(self) -> None:
        """Ask how much cash goes in or out, and why."""
        services = self.register.services
        if services is None or not services.has_shifts:
            self.register.told.emit(Refusal("shifts_are_off"))
            return
        from pos_ui.close.moving import MoveDesk  # noqa: PLC0415 - rarely asked for

        MoveDesk(self.asking, self.register, self.toast.say, self.paper_wanted.emit).ask()

    def _sell(self) -> None:
        services = self.register.services
        if services is not None and services.has_shifts and services.shift() is None:
            self._close_day()
            return
        self._turn_to(self.selling)
        self.retitle()
        if self.customer is not None:
            self.customer.show_bill()

    def _show_success(self, sale: Sale) -> None:
        services = self.register.services
        assert services is not None
        self.selling.show_last(sale)
        pieces = services.denominations(sale.change)
        waits = "queued" if self.settings.paper else "skipped"
        paper = waits if self.settings.printer else "none"
        self.success.show_sale(sale, pieces, paper=paper)
        self._turn_to(self.success)

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._focus()

    def _focus(self) -> None:
        page = self.pages.currentWidget()
        if self.duty.is_locked:
            self.duty.focus()
        elif page is self.selling:
            self.selling.box.setFocus()
        elif self._shows("payment"):
            self.payment.setFocus()
        elif self._shows("returns"):
            self.returns.focus()
        elif self._shows("assurance"):
            self.assurance.focus()
        elif self._shows("shifts"):
            self.shifts.focus()
        else:
            self.success.next.setFocus()

    def _reprint(self) -> None:
        self._print(Kind.RECEIPT, "toast.reprinted")

    def _print_gift(self) -> None:
        self._print(Kind.GIFT, "toast.gift")

    def _print(self, kind: Kind, said: str, by: Actor | None = None) -> None:
        services = self.register.services
        assert services is not None
        try:
            sale = services.last()
            if sale is not None:
                services.reprint(sale, kind=kind, by=by or self.register.actor)
                self.paper_wanted.emit()
                self.toast.say(t(said, number=short_number(sale)))
        except NeedsApproval as needs:
            self.register.ask(needs, lambda actor: self._print(kind, said, actor))
        except Told as told:
            self.register.told.emit(told)

    def _tell(self, told: Told) -> None:
        """Say why something failed where the screen has no place for it."""
        if self._shows("success") and self.dialog is None:
            self.questions.tell(t("banner.warning"), told.text(words.language()))

    def _offer_undo(self, line: Line) -> None:
        self.toast.say(
            t("toast.voided", name=line.name),
            f"{t('toast.undo')} {t('toast.undo_key')}",
            lambda: self.register.put_back(line),
        )

    def _more(self) -> None:
        sheet = sheets.MoreSheet(self.settings, words.language(), is_dark=tokens.is_dark())
        sheet.changed.connect(self._change)

        def ready(dialog: Dialog) -> None:
            sheet.asked.connect(lambda name: self._further(name, dialog))

        self.asking.ask(
            Question(title=t("ask.more"), body=sheet, no=t("close"), width=MORE_WIDE, ready=ready)
        )

    def _further(self, action: str, dialog: Dialog) -> None:
        """Do what was chosen among the further actions, once their dialog has closed."""
        if action == "licences":
            self.questions.about()
        elif action == "keys":
            self.questions.keys(self.selling.keys.map, self.keep_keys)
        elif action == "training":
            name = "end" if self.settings.is_training else "begin"
            self.questions.training(name, self.turn_wanted.emit)
        elif action == "setup":
            self.questions.set_up(self._set_up)
        else:
            self._do(action)
        dialog.reject()

    def _set_up(self, by: Actor | None = None) -> None:
        """Make room for the technician's page, once somebody may."""
        services = self.register.services
        assert services is not None
        try:
            services.begin_set_up(by=by or self.register.actor)
        except NeedsApproval as needs:
            self.register.ask(needs, self._set_up)
        except Told as told:
            self.register.told.emit(told)
        else:
            self.setup_wanted.emit()

    def _change(self, setting: str, value: object) -> None:
        """Change how the till looks or works, at once and for good."""
        if setting == "language":
            self.use_language(str(value))
        elif setting == "theme":
            self.use_theme(str(value))
        elif setting == "keys":
            self._keep(keys=value, key_map={})
            self._use_keys()
        else:
            self._keep(**{setting: value})
            self.selling.table.may_move = not self.settings.reduced_motion
        if setting == "volume":
            self.volume_chosen.emit(value)
        elif setting == "scale":
            self.toast.say(scale_words(float(str(value)), scaling.of_now(self.screen())))

    def _use_keys(self) -> None:
        self.selling.use_keys(keymap(self.settings.keys, self.settings.key_map))

    def keep_keys(self, changed: Keymap) -> None:
        """Let the keys do this from now on, and after the next start."""
        self._keep(key_map=changed.changes(self.settings.keys))
        self._use_keys()

    # -- look -----------------------------------------------------------------------------

    def use_language(self, language: str) -> None:
        """Speak this language at once, and from now on."""
        words.use_language(language)
        self._keep(language=language)
        self.retitle()

    def use_theme(self, theme: str) -> None:
        """Show this theme at once, and from now on."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        style.apply(application, theme_of(theme))
        self._keep(theme=theme)

    def _keep(self, **changes: object) -> None:
        services = self.register.services
        if services is None:
            return
        try:
            self.settings = services.keep(**changes)
        except Told as told:
            self.register.told.emit(told)

    def retitle(self) -> None:
        """Say everything in the language of now."""
        self.setWindowTitle(f"掌柜 · {self.settings.shop_name or self.settings.store}")
        self.bar.name(
            self.settings.shop_name or self.settings.store,
            t("status.till", till=self.settings.till),
            self._cashier_word(),
        )
        self.duty.retitle()
        if self.frame is not None:
            self.frame.name(t("training.mark"))
        for at in range(self.pages.count()):
            self._page(at).retitle()
        if self.customer is not None:
            self.customer.retitle()
        self.telling.show()
        self._tick()

    def _cashier_word(self) -> str:
        actor = self.register.actor
        if actor == NOBODY:
            return t("status.nobody")
        name = actor.person.name or self.settings.cashier
        services = self.register.services
        shift = services.shift() if services is not None else None
        if shift is None:
            return name
        at = shift.opened_at.astimezone(ZoneInfo(self.settings.time_zone))
        return f"{name}  {t('status.shift', place=shift.place, at=f'{at:%H:%M}')}".strip()

    # -- news -----------------------------------------------------------------------------

    def _on_synced(self, status: "Status") -> None:
        if status.catalogue_changed:
            self.selling.show_goods()
        self.telling.on_synced(status)

    def _on_scanned(self, heard: "Scanned | Told") -> None:
        if isinstance(heard, Told):
            self.register.told.emit(heard)
            self.register.sounded.emit("refused")
        else:
            self.scan(heard.text)

    def _on_equipped(self, counter: "Counter") -> None:
        self.questions.scale = counter.scale
        if counter.pole is not None:
            from pos_ui.display.pole import PoleFollower  # noqa: PLC0415 - only where there is one

            PoleFollower(self.register, counter.pole.show)

    def _tick(self) -> None:
        self.duty.tick(self.settings.lock_after_min)
        now = clock.now().astimezone(ZoneInfo(self.settings.time_zone))
        self.bar.time(day_words(now), f"{now:%H:%M}")


def _quits(dialog: Dialog) -> None:
    dialog.accepted.connect(QApplication.quit)
    dialog.rejected.connect(QApplication.quit)


def scale_words(wanted: float, screen: scaling.Screen) -> str:
    """Say when another text size is used, and when the screen has no room for it."""
    if wanted > screen.most:
        return t("scale.most", most=round(screen.most * 100))
    return t("scale.later")


def theme_of(name: str) -> tokens.Theme:
    """Choose the colours for a setting: light, dark, or as the system is."""
    if name == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return tokens.DARK if scheme is Qt.ColorScheme.Dark else tokens.LIGHT
    return tokens.DARK if name == "dark" else tokens.LIGHT
