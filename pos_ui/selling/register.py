"""The cart that is open at the till, and every request of the cashier about it."""

from collections import deque
from itertools import compress
from operator import is_not

from PySide6.QtCore import QObject, Signal

from app.base.errors import Told
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.product import Product, Unit
from app.selling.cart import Cart, Line
from app.selling.held import Held
from app.selling.rounding import Rounding
from app.selling.sale import Tender, TenderKind
from pos_ui.selling.discount_pad import Discount
from pos_ui.selling.scans import Scan, fold
from pos_ui.selling.services import Services, again

ONE = Quantity.pieces(1)


class Register(QObject):
    """Holds the one open cart and passes requests on, in the order in which they came.

    Scans wait while the till is still opening and while somebody must answer first (`pause`).
    Refusals and troubles are told, with the cart unchanged.
    """

    changed = Signal(object)  # the Cart
    told = Signal(object)  # a Told: why a request was not done
    sounded = Signal(str)  # "ok" for a scan that was added, "refused" for one that was not
    scanned = Signal(object)  # the Line that a scan made or counted up
    voided = Signal(object)  # the Line
    weight_wanted = Signal(object, str)  # the Product and its code
    completed = Signal(object)  # the Sale
    held = Signal(object)  # the Held
    recalled = Signal(object)  # the Held

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services: Services | None = None
        self.cart: Cart | None = None
        self.waiting: deque[Scan] = deque()
        self._is_held = False
        self._is_completing = False

    def open(self, services: Services) -> None:
        """Go on with the saved cart, then with what was scanned meanwhile."""
        self.services = services
        self.cart = None
        self._begin()
        self._work()

    def pause(self, *, on: bool) -> None:
        """Let scans wait, or go on with them."""
        self._is_held = on
        self._work()

    def scan(self, code: str, quantity: Quantity | None = None) -> None:
        """Add what carries this code, behind what was scanned before."""
        self.waiting.append(Scan(fold(code), quantity))
        self._work()

    def add(self, product: Product, quantity: Quantity | None = None) -> None:
        """Add a product that was chosen by hand; ask for the weight of a weighed one."""
        if product.unit is Unit.KG and quantity is None:
            self.weight_wanted.emit(product, "")
            return
        try:
            services, cart = self._ready()
            self._show(services.add(cart, product, quantity or ONE))
        except Told as told:
            self.told.emit(told)

    def weigh(self, product: Product, code: str, weight: Quantity) -> None:
        """Add a weighed product, now that its weight is known."""
        if code:
            self._scan(code, weight)
        else:
            self.add(product, weight)

    def change(self, position: int, quantity: Quantity) -> None:
        """Set how much a line sells."""
        try:
            services, cart = self._ready()
            self._show(services.change(cart, position, quantity))
        except Told as told:
            self.told.emit(told)

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
        try:
            services, cart = self._ready()
            self._show(services.reprice(cart, line.position, price))
        except Told as told:
            self.told.emit(told)

    def discount(self, wanted: Discount, line: Line | None) -> None:
        """Take something off the whole bill, or off a line."""
        share, amount = wanted.per_mille, wanted.amount
        try:
            services, cart = self._ready()
            if wanted.is_all:
                self._show(services.discount_all(cart, per_mille=share, amount=amount))
            elif line is not None:
                at = line.position
                self._show(services.discount_line(cart, at, per_mille=share, amount=amount))
        except Told as told:
            self.told.emit(told)

    def void(self, line: Line) -> None:
        """Take a line off the bill."""
        try:
            services, cart = self._ready()
            self._show(services.void(cart, line.position))
            self.voided.emit(line)
        except Told as told:
            self.told.emit(told)

    def put_back(self, line: Line) -> None:
        """Sell a voided line after all, at the price it had."""
        self.add(again(line), line.quantity)

    def clear(self) -> None:
        """Void the whole bill."""
        try:
            services, cart = self._ready()
            self._show(services.clear(cart))
        except Told as told:
            self.told.emit(told)

    def hold(self) -> None:
        """Set the bill aside and begin an empty one."""
        try:
            services, cart = self._ready()
            held = services.hold(cart)
            self._show(services.resume())
            self.held.emit(held)
        except Told as told:
            self.told.emit(told)

    def recall(self, held: Held) -> None:
        """Take a bill back; the one that is open is set aside first."""
        try:
            services, cart = self._ready()
            self._show(services.recall(held.id, cart))
            self.recalled.emit(held)
        except Told as told:
            self.told.emit(told)

    def complete(self, given: Money, rounding: Rounding = Rounding.NONE) -> None:
        """Take this much cash for the cart; a second request meanwhile does nothing."""
        if self._is_completing:
            return
        self._is_completing = True
        try:
            services, cart = self._ready()
            tenders = [Tender(TenderKind.CASH, given)]
            sale = services.complete(cart, tenders, rounding=rounding)
        except Told as told:
            self.told.emit(told)
        else:
            self.cart = None  # from here on it is a sale, whatever happens next
            self.completed.emit(sale)
            self._begin()
        finally:
            self._is_completing = False

    def _begin(self) -> None:
        """Show the next cart; if it cannot be read now, the next request tries again."""
        try:
            self._show(self._ready()[1])
        except Told as told:
            self.told.emit(told)

    def _work(self) -> None:
        while self.waiting and self.services is not None and not self._is_held:
            scan = self.waiting.popleft()
            self._take(self.services, scan)

    def _take(self, services: Services, scan: Scan) -> None:
        try:
            product = services.find(scan.code)
        except Told as told:
            self.told.emit(told)
            return
        if product is not None and product.unit is Unit.KG and scan.quantity is None:
            self.weight_wanted.emit(product, scan.code)
        else:
            self._scan(scan.code, scan.quantity or ONE)

    def _scan(self, code: str, quantity: Quantity) -> None:
        try:
            services, cart = self._ready()
            new = services.scan(cart, code, quantity)
            self._show(new)
            self.scanned.emit(_touched(cart, new))
            self.sounded.emit("ok")
        except Told as told:
            self.told.emit(told)
            self.sounded.emit("refused")

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
