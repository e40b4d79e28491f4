"""The requests of the screens, bound to one open till."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app import settings
from app.assurance import overview, paying
from app.assurance.overview import Overview
from app.assurance.paying import Payable
from app.base.errors import Refusal
from app.base.ids import JobId, SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import adding, browsing, labels
from app.catalogue.labels import Label, Template
from app.catalogue.product import Product
from app.catalogue.search import EMPTY, Index
from app.payments.attempt import Attempt, OrderNo
from app.payments.channels.huabei import Contract, offers
from app.payments.exchange import Instalments
from app.payments.hub import Hub
from app.payments.wallets import Wallet
from app.printing import opening, spooling
from app.printing.job import Decision, Kind
from app.selling import altering, checkout, holding, reprinting, returning, sending, tendering
from app.selling.cart import Cart, Line
from app.selling.held import Held
from app.selling.sale import Sale
from app.selling.sold import Sold
from app.selling.tender import Tender
from app.selling.unprinted import Unprinted
from app.selling.unsent import Unsent
from app.settings import Settings
from app.shifts import opening as shifts
from app.shifts.shift import Shift
from app.staff import pins, servicing, signing
from app.staff.person import OWNER, Actor, Demand, Person
from app.till import Till
from pos_ui.opening import Opened
from pos_ui.printing import till_drawer
from pos_ui.selling.services import Shelf

if TYPE_CHECKING:
    from pos_ui.close_desk import CloseDesk

ONE = Quantity.pieces(1)


class Catalogue:
    """The catalogue as it is searched now; another thread puts a newer one in its place."""

    def __init__(self) -> None:
        self.index: Index = EMPTY


@dataclass(kw_only=True)
class Bound:
    """What the screens ask for, done with one open till; see `pos_ui.selling.services`."""

    opened: Opened
    catalogue: Catalogue = field(default_factory=Catalogue)
    hub: Hub | None = None  # once it runs
    wallets: Sequence[Payable] = ()
    huabei: Contract | None = None
    fees_bps: Mapping[str, int] = field(default_factory=dict)  # of each channel

    @property
    def settings(self) -> Settings:
        """The till's settings."""
        return self.opened.settings

    @property
    def till(self) -> Till:
        """The open till."""
        return self.opened.till

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """How the labels of the store's scales are read."""
        return tuple(labels.parse(text) for text in self.settings.labels)

    @cached_property
    def pepper(self) -> bytes:
        """What keys the PINs of this device; read only where somebody signs in."""
        return pins.pepper_of(self.opened.folder)

    def keep(self, **changes: object) -> Settings:
        """Change some settings for good and return them all."""
        return settings.change(self.opened.folder, **changes)

    # -- finding

    def find(self, code: str) -> tuple[Product, Label | None] | None:
        """Return what carries this code, with the label where a scale printed it."""
        return browsing.look_up(self.till.shop, code, self.templates)

    def search(self, typed: str) -> list[Product]:
        """Find what somebody types."""
        return self.catalogue.index.find(typed)

    def quick_goods(self) -> Sequence[Shelf]:
        """Return the goods for tiles."""
        return browsing.shelves(self.till.shop)

    def quick_add(self, *, barcode: str, name: str, price: Money, by: Actor) -> Product:
        """Put something unknown on sale."""
        return adding.quick_add(self.till, barcode=barcode, name=name, price=price, by=by)

    # -- the cart

    def resume(self) -> Cart:
        """Go on with the saved cart, or begin one."""
        return checkout.resume(self.till)

    def scan(self, cart: Cart, code: str, quantity: Quantity) -> Cart:
        """Add what carries this code."""
        return checkout.scan(self.till, cart, code, quantity, templates=self.templates)

    def add(
        self,
        cart: Cart,
        product: Product,
        quantity: Quantity,
        *,
        barcode: str = "",
        price: Money | None = None,
        by: Actor = OWNER,
    ) -> Cart:
        """Add a product that was chosen by hand."""
        return checkout.add(self.till, cart, product, quantity, barcode=barcode, price=price, by=by)

    def change(self, cart: Cart, position: int, quantity: Quantity, *, by: Actor) -> Cart:
        """Set how much a line sells."""
        return altering.change(self.till, cart, position, quantity, by=by)

    def reprice(self, cart: Cart, position: int, price: Money, *, by: Actor) -> Cart:
        """Sell a line at another price."""
        return altering.reprice(self.till, cart, position, price, by=by)

    def discount_line(
        self, cart: Cart, position: int, *, per_mille: int, amount: Money, by: Actor
    ) -> Cart:
        """Take something off a line."""
        return altering.discount_line(
            self.till, cart, position, per_mille=per_mille, amount=amount, by=by
        )

    def discount_all(self, cart: Cart, *, per_mille: int, amount: Money, by: Actor) -> Cart:
        """Take something off the whole bill."""
        return altering.discount_all(self.till, cart, per_mille=per_mille, amount=amount, by=by)

    def annotate(self, cart: Cart, position: int, note: str) -> Cart:
        """Write a note on a line."""
        return altering.annotate(self.till, cart, position, note)

    def note_weight(self, cart: Cart, position: int, *, by: Actor) -> Cart:
        """Keep on record, where the shop wants it, that a weight was typed by hand."""
        if not self.settings.manual_weight:
            return cart
        return altering.note_weight(self.till, cart, position, by=by)

    def void(self, cart: Cart, position: int, *, by: Actor) -> Cart:
        """Take a line off the bill."""
        return altering.void(self.till, cart, position, by=by)

    def put_back(self, cart: Cart, line: Line) -> Cart:
        """Sell a voided line after all, as it was."""
        return altering.put_back(self.till, cart, line)

    def clear(self, cart: Cart, *, by: Actor) -> Cart:
        """Void the whole bill."""
        return altering.clear(self.till, cart, by=by)

    def confirm_age(self, cart: Cart, age: int, *, by: Actor) -> Cart:
        """Keep that the customer is at least so old."""
        return altering.confirm_age(self.till, cart, age, by=by)

    def hold(self, cart: Cart, *, cashier: str, note: str) -> Held:
        """Set the bill aside."""
        return holding.hold(self.till, cart, cashier=cashier, note=note)

    def held(self) -> Sequence[tuple[Held, Cart]]:
        """Return the bills that wait."""
        return holding.held(self.till)

    def recall(self, wanted: SaleId, present: Cart, *, cashier: str) -> Cart:
        """Take a bill back."""
        return holding.recall(self.till, wanted, present, cashier=cashier)

    # -- goods brought back

    def find_sold(self, wanted: str) -> Sold:
        """Find a sale by what its receipt carries."""
        return returning.find(self.till, wanted)

    def search_sales(self, typed: str) -> Sequence[Sale]:
        """Return the newest sales of this till that fit what somebody types; all for nothing."""
        found = self.search(typed) if any(map(str.isalpha, typed)) else []
        return returning.search(self.till, typed, [product.id for product in found])

    def bring_back(
        self, cart: Cart, sold: Sold, parts: Mapping[int, Quantity], *, reason: str, by: Actor
    ) -> Cart:
        """Credit parts of lines of a sale, by position."""
        return returning.bring_back(self.till, cart, sold, parts, reason=reason, by=by)

    def bring_back_unknown(
        self,
        cart: Cart,
        product: Product,
        quantity: Quantity,
        price: Money,
        *,
        number: str,
        reason: str,
        by: Actor,
    ) -> Cart:
        """Credit goods whose sale cannot be looked up."""
        return returning.bring_back_unknown(
            self.till, cart, product, quantity, price, number=number, reason=reason, by=by
        )

    def keep_goods(self, cart: Cart, position: int) -> Cart:
        """Let the customer keep something after all."""
        return returning.keep(self.till, cart, position)

    def propose_refund(self, cart: Cart, told: Sequence[Sold] = ()) -> tuple[Tender, ...]:
        """Say how the money goes back; `told` is what HQ knows of what is brought back."""
        return returning.propose(self.till, cart, told)

    # -- paying

    def quick_cash(self, due: Money) -> Sequence[Money]:
        """Return what a customer is likely to hand over."""
        return tendering.quick_cash(due)

    def denominations(self, amount: Money) -> Sequence[tuple[Money, int]]:
        """Say which notes and coins make up an amount."""
        return tendering.denominations(amount)

    def take(self, cart: Cart, tender: Tender, *, due: Money) -> Cart:
        """Take a part of what is due."""
        return tendering.take(self.till, cart, tender, due=due)

    def give_up(self, cart: Cart, at: int) -> Cart:
        """Take back a part that was entered."""
        return tendering.give_up(self.till, cart, at)

    def payable(self) -> Sequence[Payable]:
        """Return the wallets that can pay now."""
        return self.wallets if self.hub is not None else ()

    def pay_by_code(
        self,
        cart: Cart,
        code: str,
        *,
        amount: Money,
        due: Money,
        instalments: Instalments | None = None,
    ) -> Attempt:
        """Take money by the customer's code."""
        return paying.by_code(
            self.till, self._hub, cart, code, amount=amount, due=due, instalments=instalments
        )

    def show_code(
        self,
        cart: Cart,
        wallet: Wallet,
        *,
        amount: Money,
        due: Money,
        instalments: Instalments | None = None,
    ) -> Attempt:
        """Show a QR code."""
        return paying.by_qr(
            self.till, self._hub, cart, wallet, amount=amount, due=due, instalments=instalments
        )

    def instalment_offers(self, amount: Money) -> Sequence[Instalments]:
        """Return in how many months an amount can be paid."""
        return offers(amount, self.huabei) if self.huabei is not None else ()

    def payment(self, number: OrderNo) -> Attempt | None:
        """Return a payment as it is on the disk; None for one that is not ours."""
        return paying.known(self.till, number)

    def payments_of(self, cart: Cart) -> Sequence[Attempt]:
        """Return every attempt for this bill."""
        return paying.of_cart(self.till, cart)

    def payment_shown(self, number: OrderNo) -> str:
        """Return the text of its QR code."""
        return self.hub.shown(number) if self.hub is not None else ""

    def ask_payment(self, number: OrderNo) -> None:
        """Ask the provider soon."""
        self._hub.ask(number)

    def give_up_payment(self, number: OrderNo) -> Attempt:
        """End an attempt."""
        return self._hub.reverse(number)

    def release_payment(
        self, cart: Cart, number: OrderNo, *, due: Money, reason: str, by: Actor
    ) -> Cart:
        """Count an unproven payment."""
        return paying.release(self.till, self._hub, cart, number, due=due, reason=reason, by=by)

    def take_paid(self, cart: Cart, *, due: Money) -> Cart:
        """Make a tender of everything proven for this bill."""
        return paying.take_paid(self.till, cart, due=due)

    def give_back_paid(self, cart: Cart, at: int) -> Cart:
        """Take a channel tender off the bill."""
        return paying.give_back(self.till, self._hub, cart, at)

    def find_payment(self, typed: str) -> Attempt:
        """Find a payment."""
        return paying.find(self.till, typed)

    def watch_payments(self, days: int) -> Overview:
        """Say how payments went; slow."""
        return overview.of_till(self.till, days, ZoneInfo(self.settings.time_zone), self.fees_bps)

    @property
    def _hub(self) -> Hub:
        if self.hub is None:
            raise Refusal("payments_not_ready")
        return self.hub

    def complete(
        self,
        cart: Cart,
        tenders: Sequence[Tender],
        *,
        rounding: Money,
        by: Actor,
        told: Sequence[Sold] = (),
    ) -> Sale:
        """Make the sale final."""
        return checkout.complete(
            self.till, cart, tenders, paper=self.settings.paper, rounding=rounding, by=by, told=told
        )

    def last(self) -> Sale | None:
        """Return the sale that was completed last."""
        return checkout.last(self.till)

    def reprint(self, sale: Sale, *, kind: Kind = Kind.RECEIPT, by: Actor) -> object:
        """Ask for one more copy of a receipt, or for a gift receipt."""
        return checkout.reprint(self.till, sale, kind=kind, by=by)

    # -- paper

    def unprinted(self) -> Sequence[Unprinted]:
        """Return the papers that wait for a printer or for a person."""
        return reprinting.unprinted(self.till)

    def settle_paper(self, job: JobId, decision: Decision, *, by: Actor) -> None:
        """Do what somebody says of a paper that may be out."""
        spooling.decide(self.till, job, decision, by=by)

    # -- what head office set aside

    def set_aside(self) -> Sequence[Unsent]:
        """Return what head office did not take into its books, and why."""
        return sending.set_aside(self.till)

    def send_again(self) -> int:
        """Let all of it wait to be sent again."""
        return sending.send_again(self.till)

    # -- the drawer

    def open_drawer(self, reason: str, *, by: Actor) -> None:
        """Keep on record that the drawer is opened without a sale."""
        till_drawer.must_have_one(self.settings)
        opening.by_hand(self.till, reason, by=by)

    def begin_set_up(self, *, by: Actor) -> None:
        """Keep on record that somebody sets the till up."""
        servicing.begin(self.till, by=by)

    @property
    def has_shifts(self) -> bool:
        """Whether the till sells in shifts only."""
        return self.till.has_shifts

    def shift(self) -> Shift | None:
        """Return the open shift; None while there is none."""
        return shifts.current(self.till)

    def close_desk(self) -> "CloseDesk":
        """Return what the screens of shifts ask of the till."""
        from pos_ui.close_desk import CloseDesk  # noqa: PLC0415 - it loads what writes PDF

        return CloseDesk(self.opened)

    # -- people

    def staff(self) -> Sequence[Person]:
        """Return who may sign in; nobody where no staff was set up."""
        return signing.staff(self.till)

    def by_pin(self, code: str, pin: str) -> Person:
        """Return who has this staff number and PIN; slow on purpose, so not on the UI thread."""
        return signing.by_pin(self.till, self.pepper, code, pin)

    def by_badge(self, badge: str) -> Person:
        """Return whose badge this is."""
        return signing.by_badge(self.till, self.pepper, badge)

    def sign_in(self, person: Person, *, instead_of: Actor | None = None) -> Actor:
        """Put somebody on duty, and off it whoever was before."""
        return signing.sign_in(self.till, person, instead_of=instead_of)

    def sign_out(self, actor: Actor) -> None:
        """Take somebody off duty."""
        signing.sign_out(self.till, actor)

    def stand_behind(self, actor: Actor, approver: Person, demand: Demand, reason: str) -> Actor:
        """Let somebody approve one demand of an actor."""
        return signing.stand_behind(actor, approver, demand, reason)
