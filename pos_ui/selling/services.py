"""What the selling screens ask for, bound by main: they know neither database nor devices."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from app.base.ids import JobId, SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.labels import Label
from app.catalogue.product import Product
from app.payments.attempt import Attempt, OrderNo
from app.payments.exchange import Instalments
from app.payments.wallets import Wallet
from app.printing.job import Decision, Kind
from app.selling.cart import Cart, Line
from app.selling.held import Held
from app.selling.sale import Sale
from app.selling.sold import Sold
from app.selling.tender import Tender
from app.selling.unprinted import Unprinted
from app.selling.unsent import Unsent
from app.settings import Settings
from app.shifts.shift import Shift
from app.staff.person import OWNER, Actor, Demand, Person

if TYPE_CHECKING:
    from app.assurance.overview import Overview
    from app.assurance.paying import Payable
    from pos_ui.close_desk import CloseDesk

Shelf = tuple[str, Sequence[Product]]  # a category and its quick goods


class Services(Protocol):
    """Every request of the screens; each is quick enough for the UI thread.

    Those that take a cart return the new one, already saved, or raise Refusal or Trouble
    and have changed nothing. `by` is who asks, and who stands behind it.
    """

    @property
    def settings(self) -> Settings:
        """The till's settings."""

    def keep(self, **changes: object) -> Settings:
        """Change some settings for good and return them all."""

    # -- finding

    def find(self, code: str) -> tuple[Product, Label | None] | None:
        """Return what carries this code, with the label where a scale printed it."""

    def search(self, typed: str) -> Sequence[Product]:
        """Find what somebody types."""

    def quick_goods(self) -> Sequence[Shelf]:
        """Return the goods for tiles."""

    def quick_add(self, *, barcode: str, name: str, price: Money, by: Actor) -> Product:
        """Put something unknown on sale."""

    # -- the cart

    def resume(self) -> Cart:
        """Go on with the saved cart, or begin one."""

    def scan(self, cart: Cart, code: str, quantity: Quantity) -> Cart:
        """Add what carries this code."""

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

    def change(self, cart: Cart, position: int, quantity: Quantity, *, by: Actor) -> Cart:
        """Set how much a line sells."""

    def reprice(self, cart: Cart, position: int, price: Money, *, by: Actor) -> Cart:
        """Sell a line at another price."""

    def discount_line(
        self, cart: Cart, position: int, *, per_mille: int, amount: Money, by: Actor
    ) -> Cart:
        """Take something off a line."""

    def discount_all(self, cart: Cart, *, per_mille: int, amount: Money, by: Actor) -> Cart:
        """Take something off the whole bill."""

    def annotate(self, cart: Cart, position: int, note: str) -> Cart:
        """Write a note on a line."""

    def note_weight(self, cart: Cart, position: int, *, by: Actor) -> Cart:
        """Keep on record, where the shop wants it, that a weight was typed by hand."""

    def void(self, cart: Cart, position: int, *, by: Actor) -> Cart:
        """Take a line off the bill."""

    def put_back(self, cart: Cart, line: Line) -> Cart:
        """Sell a voided line after all, as it was."""

    def clear(self, cart: Cart, *, by: Actor) -> Cart:
        """Void the whole bill."""

    def confirm_age(self, cart: Cart, age: int, *, by: Actor) -> Cart:
        """Keep that the customer is at least so old."""

    def hold(self, cart: Cart, *, cashier: str, note: str) -> Held:
        """Set the bill aside."""

    def held(self) -> Sequence[tuple[Held, Cart]]:
        """Return the bills that wait."""

    def recall(self, wanted: SaleId, present: Cart, *, cashier: str) -> Cart:
        """Take a bill back."""

    # -- goods brought back

    def find_sold(self, wanted: str) -> Sold:
        """Find a sale by what its receipt carries."""

    def search_sales(self, typed: str) -> Sequence[Sale]:
        """Return the newest sales of this till that fit what somebody types; all for nothing."""

    def bring_back(
        self, cart: Cart, sold: Sold, parts: Mapping[int, Quantity], *, reason: str, by: Actor
    ) -> Cart:
        """Credit parts of lines of a sale, by position."""

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

    def keep_goods(self, cart: Cart, position: int) -> Cart:
        """Let the customer keep something after all."""

    def propose_refund(self, cart: Cart, told: Sequence[Sold]) -> tuple[Tender, ...]:
        """Say how the money goes back; `told` is what HQ knows of what is brought back."""

    # -- paying

    def quick_cash(self, due: Money) -> Sequence[Money]:
        """Return what a customer is likely to hand over."""

    def denominations(self, amount: Money) -> Sequence[tuple[Money, int]]:
        """Say which notes and coins make up an amount."""

    def take(self, cart: Cart, tender: Tender, *, due: Money) -> Cart:
        """Take a part of what is due."""

    def give_up(self, cart: Cart, at: int) -> Cart:
        """Take back a part that was entered."""

    def payable(self) -> "Sequence[Payable]":
        """Return the wallets that can pay now; none while no hub runs."""

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

    def show_code(
        self,
        cart: Cart,
        wallet: Wallet,
        *,
        amount: Money,
        due: Money,
        instalments: Instalments | None = None,
    ) -> Attempt:
        """Show a QR code; its text comes as news."""

    def instalment_offers(self, amount: Money) -> Sequence[Instalments]:
        """Return in how many months an amount can be paid."""

    def payment(self, number: OrderNo) -> Attempt | None:
        """Return a payment as it is on the disk."""

    def payments_of(self, cart: Cart) -> Sequence[Attempt]:
        """Return every attempt for this bill, the first one first."""

    def payment_shown(self, number: OrderNo) -> str:
        """Return the text of its QR code, "" while there is none."""

    def ask_payment(self, number: OrderNo) -> None:
        """Ask the provider soon; the answer comes as news."""

    def give_up_payment(self, number: OrderNo) -> Attempt:
        """End an attempt: dead, or its money goes back."""

    def release_payment(
        self, cart: Cart, number: OrderNo, *, due: Money, reason: str, by: Actor
    ) -> Cart:
        """Count an unproven payment; raises NeedsApproval."""

    def take_paid(self, cart: Cart, *, due: Money) -> Cart:
        """Make a tender of everything proven for this bill."""

    def give_back_paid(self, cart: Cart, at: int) -> Cart:
        """Take a channel tender off the bill; its money goes back."""

    def find_payment(self, typed: str) -> Attempt:
        """Find a payment by our number or the provider's."""

    def watch_payments(self, days: int) -> "Overview":
        """Say how payments went, of so many days; slow, so not on the UI thread."""

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

    def last(self) -> Sale | None:
        """Return the sale that was completed last."""

    def reprint(self, sale: Sale, *, kind: Kind = Kind.RECEIPT, by: Actor) -> object:
        """Ask for one more copy of a receipt, or for a gift receipt."""

    # -- paper

    def unprinted(self) -> Sequence[Unprinted]:
        """Return the papers that wait for a printer or for a person, these first."""

    def settle_paper(self, job: JobId, decision: Decision, *, by: Actor) -> None:
        """Do what somebody says of a paper that may be out; raises Refusal when it moved on."""

    # -- what head office set aside

    def set_aside(self) -> Sequence[Unsent]:
        """Return what head office did not take into its books, and why."""

    def send_again(self) -> int:
        """Let all of it wait to be sent again; return how many."""

    # -- the drawer

    def open_drawer(self, reason: str, *, by: Actor) -> None:
        """Keep on record that the drawer is opened without a sale; raises NeedsApproval."""

    def begin_set_up(self, *, by: Actor) -> None:
        """Keep on record that somebody sets the till up; raises NeedsApproval."""

    # -- people

    def staff(self) -> Sequence[Person]:
        """Return who may sign in; nobody where no staff was set up."""

    def by_pin(self, code: str, pin: str) -> Person:
        """Return who has this staff number and PIN; slow on purpose, so not on the UI thread."""

    def by_badge(self, badge: str) -> Person:
        """Return whose badge this is."""

    def sign_in(self, person: Person, *, instead_of: Actor | None = None) -> Actor:
        """Put somebody on duty, and off it whoever was before; raises NeedsApproval."""

    def sign_out(self, actor: Actor) -> None:
        """Take somebody off duty."""

    @property
    def has_shifts(self) -> bool:
        """Whether the till sells in shifts only."""

    def shift(self) -> Shift | None:
        """Return the open shift; None while there is none."""

    def close_desk(self) -> "CloseDesk":
        """Return what the screens of shifts ask of the till."""

    def stand_behind(self, actor: Actor, approver: Person, demand: Demand, reason: str) -> Actor:
        """Let somebody approve one demand of an actor."""
