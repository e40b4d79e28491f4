"""What the selling screen asks the cashier: how much, at what price, how old, and so on."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base import clock
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product, Unit
from app.selling.cart import Cart, Line
from app.selling.held import Held
from pos_ui.kit.dialog import NARROW, WIDE, Dialog
from pos_ui.kit.words import t
from pos_ui.selling import scans, sheets
from pos_ui.selling.about import AboutSheet
from pos_ui.selling.asking import Asking, Question
from pos_ui.selling.discount_pad import DiscountPad
from pos_ui.selling.held_list import HeldList
from pos_ui.selling.keymap import Keymap
from pos_ui.selling.keys_sheet import KeysSheet
from pos_ui.selling.number_pad import NumberPad
from pos_ui.selling.register import Register
from pos_ui.selling.unknown_sheet import NoteForm, QuickAddForm, UnknownSheet

if TYPE_CHECKING:
    from pos_ui.selling.weight_pad import OnScale

DISCOUNT_WIDE = WEIGHT_WIDE = 560
Pad = NumberPad | DiscountPad


class Questions:
    """Opens the dialogs of selling and passes their answers to the register."""

    def __init__(self, asking: Asking, register: Register) -> None:
        self._asking = asking
        self._register = register
        self.scale: OnScale | None = None  # where the till has one

    def quantity(self, line: Line) -> None:
        """Ask how much a line sells."""
        is_kg = line.unit is Unit.KG
        pad = NumberPad(
            places=3 if is_kg else 0,
            unit=t("unit.kg" if is_kg else "unit.piece"),
            suggested=line.quantity.text(),
        )
        self._number(
            f"{t('ask.quantity')} · {line.name}",
            pad,
            lambda it: self._register.change(line.position, it),
        )

    def price(self, line: Line) -> None:
        """Ask at what price a line sells."""
        pad = NumberPad(
            places=2, unit=t("unit.yuan"), suggested=line.unit_price.text(), may_be_zero=True
        )
        self._number(
            f"{t('ask.price')} · {line.name}",
            pad,
            lambda it: self._register.reprice(line, _money(it)),
        )

    def open_price(self, product: Product, code: str) -> None:
        """Ask for the price of what has none of its own."""
        pad = NumberPad(places=2, unit=t("unit.yuan"))
        self._number(
            f"{t('ask.open_price')} · {product.name}",
            pad,
            lambda it: self._register.price(product, code, _money(it)),
        )

    def weight(self, product: Product, code: str) -> None:
        """Ask for the weight of an article; it is sold before the scans that wait."""
        if self.scale is not None:
            self._weigh(product, code, self.scale)
            return
        pad = NumberPad(places=3, unit=t("unit.kg"))
        price = t("ask.per_kg", price=product.price.grouped())
        self._number(
            f"{t('ask.weight')} · {product.name} {price}",
            pad,
            lambda it: self._register.weigh(product, code, it, by_hand=True),
        )

    def _weigh(self, product: Product, code: str, scale: "OnScale") -> None:
        """Show what lies on the scale until its weight is taken, or one is typed."""
        from pos_ui.selling.weight_pad import WeightPad  # noqa: PLC0415 - only with a scale

        pad = WeightPad(product.price, scale)

        def ready(dialog: Dialog) -> None:
            pad.given_up.connect(dialog.reject)
            pad.taken.connect(lambda it: weighed(dialog, it, by_hand=False))
            pad.given.connect(lambda it: weighed(dialog, it, by_hand=True))
            pad.stand_in(dialog)

        def weighed(dialog: Dialog, weight: Quantity, *, by_hand: bool) -> None:
            self._register.weigh(product, code, weight, by_hand=by_hand)
            dialog.accept()

        self._asking.ask(
            Question(
                title=f"{t('weigh.title')} · {product.name}",
                body=pad,
                yes=t("weigh.take"),
                no=t("cancel"),
                width=WEIGHT_WIDE,
                keys=pad.on_key,
                ready=ready,
            )
        )

    def discount(self, line: Line | None) -> None:
        """Ask what to take off the line or the bill."""
        pad = DiscountPad(has_line=line is not None)
        self._number(
            t("ask.discount"), pad, lambda it: self._register.discount(it, line), DISCOUNT_WIDE
        )

    def age(self, product: Product, then: Callable[[], None]) -> None:
        """Ask whether the customer is old enough, before anything is sold."""

        def ready(dialog: Dialog) -> None:
            confirmed = product.min_age
            dialog.accepted.connect(lambda: self._register.confirm_age(confirmed, then))

        self._asking.ask(
            Question(
                title=t("ask.age", age=product.min_age),
                body=t("ask.age_line", name=product.name, age=product.min_age),
                yes=t("ask.age_yes", age=product.min_age),
                no=t("ask.age_no"),
                ready=ready,
            )
        )

    def which_held(self, waiting: Sequence[tuple[Held, Cart]], cart: Cart, zone: ZoneInfo) -> None:
        """Ask which bill to take back."""
        listed = HeldList(waiting, clock.now(), zone)
        note = "" if cart.is_empty else t("held.first", count=len(cart.lines))

        def ready(dialog: Dialog) -> None:
            listed.chosen.connect(lambda _: dialog.accept())
            dialog.accepted.connect(lambda: self._register.recall(listed.held))

        self._asking.ask(
            Question(
                title=t("held.title"),
                body=sheets.with_note(listed, note),
                yes=t("held.take"),
                no=t("cancel"),
                width=WIDE,
                keys=listed.on_key,
                ready=ready,
            )
        )

    def void_sale(self, cart: Cart) -> None:
        """Ask before the whole bill goes."""
        self._asking.ask(
            Question(
                title=t("ask.void_sale"),
                body=t("ask.void_sale_line", count=len(cart.lines), amount=cart.total.grouped()),
                yes=t("ask.void_sale_yes"),
                no=t("cancel"),
                kind="danger",
                ready=lambda dialog: _on(dialog, self._register.clear),
            )
        )

    def training(self, name: str, turn: Callable[[], None]) -> None:
        """Ask before training begins, or ends."""
        self._asking.ask(
            Question(
                title=t(f"training.{name}"),
                body=t(f"training.{name}_line"),
                yes=t(f"training.{name}_yes"),
                no=t("cancel"),
                ready=lambda dialog: _on(dialog, turn),
            )
        )

    def set_up(self, begin: Callable[[], None]) -> None:
        """Ask before the till makes room for the technician's page."""
        self._asking.ask(
            Question(
                title=t("more.setup"),
                body=t("setup.begin_line"),
                yes=t("setup.begin"),
                no=t("cancel"),
                ready=lambda dialog: _on(dialog, begin),
            )
        )

    def unknown(self, code: str, look_for: Callable[[], None]) -> None:
        """Ask what to do with a code that nothing carries."""
        sheet = UnknownSheet(scans.shown(code))
        todo: dict[str, Callable[[], None]] = {
            "search": look_for,
            "quick_add": lambda: self.quick_add(code),
            "unlisted": lambda: self._register.sell_unlisted(code),
        }

        def ready(dialog: Dialog) -> None:
            sheet.chosen.connect(lambda name: _chosen(dialog, todo[name]))

        self._asking.ask(
            Question(
                title=t("unknown.title"), body=sheet, no=t("close"), keys=sheet.on_key, ready=ready
            )
        )

    def quick_add(self, code: str) -> None:
        """Ask for the name and the price of something to be put on sale."""
        form = QuickAddForm(code)

        def ready(dialog: Dialog) -> None:
            form.given.connect(lambda name, price: given(dialog, name, price))
            dialog.yes_button.clicked.disconnect()
            dialog.yes_button.clicked.connect(form.answer)
            form.name.setFocus()

        def given(dialog: Dialog, name: str, price: Money) -> None:
            dialog.accept()
            self._register.quick_add(code, name, price)

        self._asking.ask(
            Question(
                title=t("quick_add.title"),
                body=form,
                yes=t("quick_add.yes"),
                no=t("cancel"),
                keys=form.on_key,
                ready=ready,
            )
        )

    def note(self, line: Line) -> None:
        """Ask for a note on a line."""
        form = NoteForm(line.note)

        def ready(dialog: Dialog) -> None:
            form.given.connect(lambda text: given(dialog, text))
            dialog.yes_button.clicked.disconnect()
            dialog.yes_button.clicked.connect(lambda: form.given.emit(form.text.text()))
            form.text.setFocus()

        def given(dialog: Dialog, text: str) -> None:
            dialog.accept()
            self._register.annotate(line, text)

        self._asking.ask(
            Question(
                title=f"{t('ask.note')} · {line.name}",
                body=form,
                yes=t("confirm"),
                no=t("cancel"),
                keys=form.on_key,
                ready=ready,
            )
        )

    def keys(self, keymap: Keymap, use: Callable[[Keymap], None]) -> None:
        """Ask what the function keys should do."""
        sheet = KeysSheet(keymap)
        sheet.changed.connect(use)
        self._asking.ask(
            Question(
                title=t("ask.keys"),
                body=sheets.with_note(sheet, t("ask.keys_line")),
                no=t("close"),
                width=WIDE,
                keys=sheet.on_key,
            )
        )

    def tell(self, title: str, body: QWidget | str, width: int = NARROW) -> None:
        """Show something until it was read."""
        self._asking.ask(Question(title=title, body=body, no=t("close"), width=width))

    def about(self) -> None:
        """Show what this program is made of."""
        sheet = AboutSheet()
        self._asking.ask(
            Question(
                title=t("ask.about"),
                body=sheet,
                no=t("close"),
                width=WIDE,
                keys=lambda event: sheet.turn(Qt.Key(event.key())),
            )
        )

    def _number(
        self,
        title: str,
        pad: Pad,
        answer: Callable[..., None],
        width: int = NARROW,
    ) -> None:
        def ready(dialog: Dialog) -> None:
            pad.given_up.connect(dialog.reject)
            pad.given.connect(lambda it: given(dialog, it))

        def given(dialog: Dialog, it: object) -> None:
            answer(it)
            dialog.accept()

        question = Question(
            title=title, body=pad, no=t("cancel"), width=width, keys=pad.on_key, ready=ready
        )
        self._asking.ask(question)


def _on(dialog: Dialog, done: Callable[[], None]) -> None:
    dialog.accepted.connect(done)


def _chosen(dialog: Dialog, todo: Callable[[], None]) -> None:
    todo()  # what it asks next waits until this one has closed
    dialog.accept()


def _money(number: Quantity) -> Money:
    return Money(number.thousandths // 10)
