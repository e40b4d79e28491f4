"""The cart that is open at the till, and every request of the cashier about it."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import compress
from operator import is_not
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from app.base import clock
from app.base.errors import Refusal, Told
from app.base.ids import SaleId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import gs1, resolving
from app.catalogue.product import UNLISTED, Product, Unit
from app.payments.attempt import OrderNo
from app.selling import weighing
from app.selling.cart import NOTHING, Cart, Line
from app.selling.held import Held
from app.selling.sold import Sold
from app.selling.tender import Tender
from app.staff.person import OWNER, Act, Actor, Demand, NeedsApproval
from pos_ui.selling.discount_pad import Discount
from pos_ui.selling.scans import Scan, fold, is_of_a_wallet
from pos_ui.selling.services import Services

ONE = Quantity.pieces(1)

Request = Callable[[Services, Cart, Actor], Cart]
Then = Callable[[], None]
Check = Callable[[Cart, Callable[[bool], None]], None]  # answers whether to go on


def _nothing() -> None:
    """Do nothing more."""


class Register(QObject):
    """Holds the one open cart and passes requests on, in the order in which they came.

    Scans wait while the till is still opening and while somebody must answer first (`pause`).
    Refusals and troubles are told, with the cart unchanged; what takes more rights than `actor`
    has is asked for with the request itself, to be tried again with somebody behind it.
    """

    changed = Signal(object)  # the Cart
    told = Signal(object)  # a Told: why a request was not done
    sounded = Signal(str)  # "ok", "refused", "attention" where somebody must look
    scanned = Signal(object)  # the Line that a scan made or counted up
    voided = Signal(object)  # the Line
    cleared = Signal(object)  # the Cart that was voided as a whole
    unknown = Signal(str)  # a code that nothing carries
    weight_wanted = Signal(object, str)  # the Product and its code
    price_wanted = Signal(object, str)  # the Product without a price, and its code
    age_wanted = Signal(object, object)  # the Product, and what to do once the age is known
    approval_wanted = Signal(object, object)  # a NeedsApproval, and what to do with an Actor
    completed = Signal(object)  # the Sale
    held = Signal(object)  # the Held
    recalled = Signal(object)  # the Held
    owed = Signal(object)  # the Money that the customer is asked for now
    manned = Signal(object)  # the Actor who is on duty now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services: Services | None = None
        self.cart: Cart | None = None
        self.actor = OWNER
        self.waiting: deque[Scan] = deque()
        self.sold: dict[SaleId, Sold] = {}  # where goods come from, as HQ told it
        self.check: Check | None = None  # asks HQ before a bill with goods brought back is paid
        self.is_locked = False
        self.is_completing = False
        self._is_held = False

    def open(self, services: Services) -> None:
        """Go on with the saved cart, then with what was scanned meanwhile."""
        self.services = services
        self.cart = None
        self._begin()
        self._work()

    def man(self, actor: Actor) -> None:
        """Let somebody else sell from now on."""
        self.actor = actor
        self.manned.emit(actor)

    def pause(self, *, on: bool) -> None:
        """Let scans wait, or go on with them."""
        self._is_held = on
        self._work()

    def lock(self, *, on: bool) -> None:
        """Let scans wait while nobody has shown who they are, or go on with them."""
        self.is_locked = on
        self._work()

    # -- adding ---------------------------------------------------------------------------

    def scan(self, code: str, quantity: Quantity | None = None) -> None:
        """Add what carries this code, behind what was scanned before."""
        self.waiting.append(Scan(fold(code), quantity))
        self._work()

    def add(self, product: Product, quantity: Quantity | None = None) -> None:
        """Add a product that was chosen by hand; ask for what is not known of it."""
        if self._is_too_young(product, lambda: self.add(product, quantity)):
            return
        if product.unit is Unit.KG and quantity is None:
            self.weight_wanted.emit(product, "")
        elif product.is_open_price:
            self.price_wanted.emit(product, "")
        else:
            self._do(lambda it, cart, _: it.add(cart, product, quantity or ONE))

    def weigh(
        self, product: Product, code: str, weight: Quantity, *, by_hand: bool = False
    ) -> None:
        """Add a weighed product, now that its weight is known: the scale's, or typed by hand."""
        if by_hand:
            demand = Demand(act=Act.MANUAL_WEIGHT)
            self._with_right(demand, lambda by: self._weigh(product, code, weight, by))
        else:
            self._weigh(product, code, weight, None)

    def _with_right(self, demand: Demand, then: Callable[[Actor], None]) -> None:
        """Go on with whoever may do this: who is here, or with somebody behind them."""
        try:
            self.actor.must_be_allowed(demand)
        except NeedsApproval as needs:
            self.ask(needs, then)
        else:
            then(self.actor)

    def _weigh(self, product: Product, code: str, weight: Quantity, by_hand: Actor | None) -> None:
        before = self.cart
        if code:
            self._scan(code, weight)
        else:
            self.add(product, weight)
        if by_hand is not None and self.cart is not None and self.cart is not before:
            at = self.cart.lines[-1].position
            self._do(lambda it, cart, by: it.note_weight(cart, at, by=by), by=by_hand)

    def price(self, product: Product, code: str, price: Money) -> None:
        """Add a product without a price of its own, now that one is known."""
        self._do(lambda it, cart, by: it.add(cart, product, ONE, barcode=code, price=price, by=by))

    def sell_unlisted(self, code: str) -> None:
        """Ask for the price of something that nobody listed."""
        self.price_wanted.emit(UNLISTED, code)

    def quick_add(self, code: str, name: str, price: Money) -> None:
        """Put something unknown on sale and sell it."""

        def request(services: Services, cart: Cart, by: Actor) -> Cart:
            services.quick_add(barcode=code, name=name, price=price, by=by)
            return services.scan(cart, code, ONE)

        self._do(request)

    def confirm_age(self, age: int, then: Then) -> None:
        """Keep that the customer is old enough, and go on."""
        self._do(lambda it, cart, by: it.confirm_age(cart, age, by=by), then)

    # -- changing -------------------------------------------------------------------------

    def change(self, position: int, quantity: Quantity) -> None:
        """Set how much a line sells."""
        self._do(lambda it, cart, by: it.change(cart, position, quantity, by=by))

    def step(self, line: Line, by: int) -> None:
        """Count a line up or down; below one it is voided."""
        wanted = line.quantity + Quantity.pieces(by)
        if line.unit is Unit.KG:
            return
        if wanted < ONE:
            self.void(line)
        else:
            self.change(line.position, wanted)

    def reprice(self, line: Line, price: Money) -> None:
        """Sell a line at another price."""
        self._do(lambda it, cart, by: it.reprice(cart, line.position, price, by=by))

    def discount(self, wanted: Discount, line: Line | None) -> None:
        """Take something off the whole bill, or off a line."""
        share, target = wanted.per_mille, wanted.target
        at = None if line is None or wanted.is_all else line.position

        def request(services: Services, cart: Cart, by: Actor) -> Cart:
            amount = wanted.amount if target is None else cart.off_to(target, at)
            if at is None:
                return services.discount_all(cart, per_mille=share, amount=amount, by=by)
            return services.discount_line(cart, at, per_mille=share, amount=amount, by=by)

        if wanted.is_all or at is not None:
            self._do(request)

    def annotate(self, line: Line, note: str) -> None:
        """Write a note on a line."""
        self._do(lambda it, cart, _: it.annotate(cart, line.position, note))

    def void(self, line: Line) -> None:
        """Take a line off the bill."""
        self._do(
            lambda it, cart, by: it.void(cart, line.position, by=by),
            lambda: self.voided.emit(line),
        )

    def put_back(self, line: Line) -> None:
        """Sell a voided line after all, at the price it had."""
        self._do(lambda it, cart, _: it.put_back(cart, line))

    def clear(self) -> None:
        """Void the whole bill."""
        before = self.cart
        self._do(
            lambda it, cart, by: it.clear(cart, by=by),
            lambda: self.cleared.emit(before),
        )

    # -- goods brought back ---------------------------------------------------------------

    def bring_back(
        self, sold: Sold, parts: Mapping[int, Quantity], reason: str, then: Then = _nothing
    ) -> None:
        """Credit parts of lines of a sale, by position; HQ, or whoever may, has granted it then."""

        def brought() -> None:
            self.sold[sold.sale.id] = replace(sold, is_granted=True)
            then()

        self._do(
            lambda it, cart, by: it.bring_back(cart, sold, parts, reason=reason, by=by), brought
        )

    def bring_back_unknown(
        self,
        product: Product,
        quantity: Quantity,
        price: Money,
        *,
        number: str,
        reason: str,
        then: Then = _nothing,
    ) -> None:
        """Credit goods whose sale cannot be looked up."""
        self._do(
            lambda it, cart, by: it.bring_back_unknown(
                cart, product, quantity, price, number=number, reason=reason, by=by
            ),
            then,
        )

    def told_of(self, cart: Cart) -> tuple[Sold, ...]:
        """Return what HQ told of the sales that something of this cart comes from."""
        wanted = dict.fromkeys(one.sale for one in cart.returns)
        return tuple(self.sold[one] for one in wanted if one in self.sold)

    def propose_refund(self, cart: Cart) -> tuple[Tender, ...]:
        """Say how the money of a cart goes back."""
        assert self.services is not None
        return self.services.propose_refund(cart, self.told_of(cart))

    def keep(self, position: int) -> None:
        """Let the customer keep something after all."""
        self._do(lambda it, cart, _: it.keep_goods(cart, position))

    # -- setting aside --------------------------------------------------------------------

    def hold(self, note: str = "") -> None:
        """Set the bill aside and begin an empty one."""
        try:
            services, cart = self._ready()
            held = services.hold(cart, cashier=self.actor.person.name, note=note)
            self._show(services.resume())
            self.held.emit(held)
        except Told as told:
            self.told.emit(told)

    def recall(self, held: Held) -> None:
        """Take a bill back; the one that is open is set aside first."""
        self._do(
            lambda it, cart, by: it.recall(held.id, cart, cashier=by.person.name),
            lambda: self.recalled.emit(held),
        )

    # -- paying ---------------------------------------------------------------------------

    def take(self, tender: Tender, due: Money) -> None:
        """Take a part of what is due."""
        self._do(lambda it, cart, _: it.take(cart, tender, due=due))

    def give_up(self, at: int) -> None:
        """Take back a part that was entered, counted from 0."""
        self._do(lambda it, cart, _: it.give_up(cart, at))

    def take_paid(self, due: Money) -> None:
        """Make a tender of every channel payment of this bill that is proven."""
        self._do(lambda it, cart, _: it.take_paid(cart, due=due))

    def release_payment(self, number: OrderNo, due: Money, reason: str) -> None:
        """Count a payment without proof; whoever may answers for it."""
        self._do(
            lambda it, cart, by: it.release_payment(cart, number, due=due, reason=reason, by=by)
        )

    def give_back(self, at: int) -> None:
        """Take a channel's part off the bill, counted from 0; its money goes back by itself."""
        self._do(lambda it, cart, _: it.give_back_paid(cart, at))

    def complete(
        self, tenders: Sequence[Tender], rounding: Money = NOTHING, by: Actor | None = None
    ) -> None:
        """Complete the sale with these tenders; a second request meanwhile does nothing.

        Where goods come back, HQ is asked first; that may take a moment.
        """
        if self.is_completing:
            return
        self.is_completing = True

        def checked(goes_on: bool) -> None:  # noqa: FBT001 - an answer
            self.is_completing = False
            if goes_on:
                self._complete(tenders, rounding, by)

        if self.check is not None and self.cart is not None and self.cart.returns:
            self.check(self.cart, checked)
        else:
            checked(True)

    def _complete(self, tenders: Sequence[Tender], rounding: Money, by: Actor | None) -> None:
        self.is_completing = True
        try:
            services, cart = self._ready()
            sale = services.complete(
                cart, tenders, rounding=rounding, by=by or self.actor, told=self.told_of(cart)
            )
        except NeedsApproval as needs:
            self.ask(needs, lambda actor: self.complete(tenders, rounding, actor))
        except Told as told:
            self.told.emit(told)
        else:
            self.cart = None  # from here on it is a sale, whatever happens next
            self.completed.emit(sale)
            self._begin()
        finally:
            self.is_completing = False

    # -- how --------------------------------------------------------------------------------

    def _do(self, request: Request, then: Then = _nothing, by: Actor | None = None) -> None:
        """Do what is asked for, or say why not; what takes more rights is asked of others."""
        try:
            services, cart = self._ready()
            self._show(request(services, cart, by or self.actor))
        except NeedsApproval as needs:
            self.ask(needs, lambda actor: self._do(request, then, actor))
        except Told as told:
            self.told.emit(told)
        else:
            then()

    def ask(self, needs: NeedsApproval, again_with: Callable[[Actor], None]) -> None:
        """Ask somebody with more rights; `again_with` tries once more with them behind it."""
        self.sounded.emit("attention")
        self.approval_wanted.emit(needs, again_with)

    def _begin(self) -> None:
        """Show the next cart; if it cannot be read now, the next request tries again."""
        try:
            self._show(self._ready()[1])
        except Told as told:
            self.told.emit(told)

    @property
    def _must_wait(self) -> bool:
        return self._is_held or self.is_locked

    def _work(self) -> None:
        while self.waiting and self.services is not None and not self._must_wait:
            scan = self.waiting.popleft()
            self._take(self.services, scan)

    def _take(self, services: Services, scan: Scan) -> None:
        try:
            found = services.find(scan.code)
            if found is None and (found := services.find(scan.code.swapcase())):
                scan = replace(scan, code=scan.code.swapcase())  # Caps Lock was on
        except Told as told:
            self.told.emit(told)
            return
        if found is not None and is_of_a_wallet(scan.code) and not found[0].is_listed(scan.code):
            found = None  # read as a label or a GS1 code it fits; it is somebody's money, no goods
        if found is None:
            self.sounded.emit("refused")
            self.unknown.emit(resolving.barcode_of(scan.code))
            return
        product, label = found
        is_bare = label is None or not label.is_measured
        if self._is_too_young(product, lambda: self._first(scan)):
            return
        if is_bare and product.unit is Unit.KG and scan.quantity is None:
            self.weight_wanted.emit(product, scan.code)
        elif product.is_open_price and is_bare:
            self.price_wanted.emit(product, label.barcode if label is not None else scan.code)
        else:
            self._scan(scan.code, scan.quantity or ONE)

    def _first(self, scan: Scan) -> None:
        """Take a scan before those that came after it."""
        self.waiting.appendleft(scan)
        self._work()

    def _is_too_young(self, product: Product, then: Then) -> bool:
        confirmed = self.cart.age_confirmed if self.cart is not None else 0
        if product.min_age <= confirmed:
            return False
        self.sounded.emit("attention")
        self.age_wanted.emit(product, then)
        return True

    def _scan(self, code: str, quantity: Quantity) -> None:
        try:
            services, cart = self._ready()
            new = services.scan(cart, code, quantity)
            self._show(new)
            line = _touched(cart, new)
            self.scanned.emit(line)
            self._check_label(code, line)
        except Told as told:
            self.told.emit(told)
            self.sounded.emit("refused")

    def _check_label(self, code: str, line: Line) -> None:
        """Warn of a label in doubt; what it is on is sold all the same, unless it is voided."""
        doubt = self._doubt(code, line)
        if doubt is not None:
            self.told.emit(doubt)
        self.sounded.emit("ok" if doubt is None else "attention")

    def _doubt(self, code: str, line: Line) -> Told | None:
        """Say where the scale and the till do not agree about a price, or the last day is over."""
        if weighing.is_odd(line):
            asked, worth = line.gross.grouped(), weighing.reckoned(line).grouped()
            return Refusal("label_differs", name=line.name, amount=asked, reckoned=worth)
        said = gs1.read(code)
        if said is None or said.expires is None or said.expires >= self._today():
            return None
        return Refusal("label_expired", name=line.name, day=said.expires.isoformat())

    def _today(self) -> date:
        zone = ZoneInfo(self._ready()[0].settings.time_zone)
        return clock.now().astimezone(zone).date()

    def _show(self, cart: Cart) -> None:
        self.cart = cart
        self.changed.emit(cart)

    def _ready(self) -> tuple[Services, Cart]:
        assert self.services is not None
        return self.services, self.cart or self.services.resume()


def _touched(old: Cart, new: Cart) -> Line:
    """Return the line that a scan made or counted up."""
    differs = map(is_not, old.lines, new.lines)  # a line that is not touched is the same object
    return next(compress(new.lines, differs), new.lines[-1])
