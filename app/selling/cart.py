"""What is being sold, before anybody has paid: an immutable value with running sums."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.base.errors import Refusal
from app.base.ids import ProductId, SaleId
from app.base.money import Money, times, total
from app.base.quantity import Quantity
from app.catalogue.product import Product, Unit
from app.selling.given_back import Return
from app.selling.tender import Tender

NOTHING = Money(0)
MOST_LINES = 10_000
MOST_THOUSANDTHS = 99_999_999  # 99,999.999: a slipped barcode is no quantity
DEAREST = Money(100_000_000)  # a million yuan: a slipped barcode is no price
ALL_OFF = 1000  # per mille
LONGEST_NOTE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One product on the bill, named and priced as it was when it was scanned.

    `position` is the line's own number: it never changes and is never used again. `list_price`
    is the catalogue's, where somebody changed it. `per_mille_off` and `amount_off` are this
    line's discount, `order_off` its share of one on the whole bill, given when the sale is made.
    `label_amount` is what a scale's label says that it costs: it wins over weight times price. A
    `pack` stands for so many pieces at the price of the pack.
    """

    position: int
    product: ProductId
    barcode: str
    name: str
    unit: Unit
    quantity: Quantity
    unit_price: Money
    list_price: Money | None = None
    per_mille_off: int = 0
    amount_off: Money = NOTHING
    order_off: Money = NOTHING
    label_amount: Money | None = None
    pack: int = 1
    pack_name: str = ""
    tax_per_mille: int = 0
    note: str = ""

    def in_fen(self) -> tuple[int, int]:
        """Return what this line costs and its own discount: HQ asks of a thousand lines at once.

        The discount may be more than the line costs; the share of one on the whole bill is not in.
        """
        label = self.label_amount
        gross = (
            times(self.unit_price.fen, self.quantity.thousandths) if label is None else label.fen
        )
        share = times(gross, self.per_mille_off) if self.per_mille_off else 0
        return gross, share + self.amount_off.fen

    @property
    def gross(self) -> Money:
        """What this line costs before any discount, rounded to a whole fen."""
        return Money(self.in_fen()[0])

    @property
    def given_away(self) -> int:
        """How much of the list price is not asked for, in per mille.

        It is the least share that, rounded to a fen, takes this much off.
        """
        listed = self.unit_price if self.list_price is None else self.list_price
        whole = max(listed.times(self.quantity), self.gross)
        return _share_of(whole, whole - self.amount, 1)

    @property
    def tax(self) -> Money:
        """The tax that the amount contains."""
        return tax_in(self.amount, self.tax_per_mille)

    @property
    def discount(self) -> Money:
        """What is taken off this line; never more than it costs."""
        gross, own = self.in_fen()
        return Money(min(gross, own + self.order_off.fen))

    @property
    def amount(self) -> Money:
        """What this line adds to the bill."""
        return Money(self.amount_fen)

    @property
    def amount_fen(self) -> int:
        """What this line adds to the bill, in fen."""
        gross, own = self.in_fen()
        return gross - min(gross, own + self.order_off.fen)

    @property
    def pieces(self) -> int:
        """How many articles this is: a weighed line is one."""
        return 1 if self.unit is Unit.KG else self.quantity.thousandths // 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """The bill so far; every change makes a new Cart.

    `gross` and `subtotal` (after the lines' own discounts) are kept up to date line by line, so
    that a scan costs the same in a long cart. A discount on the whole bill is taken off after.
    """

    id: SaleId
    opened_at: datetime
    lines: tuple[Line, ...] = ()
    gross: Money = NOTHING
    subtotal: Money = NOTHING
    per_mille_off: int = 0
    amount_off: Money = NOTHING
    next_position: int = 1
    returns: tuple[Return, ...] = ()
    tenders: tuple[Tender, ...] = ()  # taken already, where a bill is paid in parts
    age_confirmed: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was scanned and nothing brought back."""
        return not self.lines and not self.returns

    @property
    def order_off(self) -> Money:
        """What is taken off the whole bill, beyond the lines' own discounts."""
        wanted = self.subtotal.times(Quantity(self.per_mille_off)) + self.amount_off
        return min(self.subtotal, wanted)

    @property
    def total(self) -> Money:
        """What the customer owes, before rounding; below zero where money goes back."""
        return self.subtotal - self.order_off - self.given_back

    @property
    def given_back(self) -> Money:
        """What is credited for goods that were brought back."""
        return total(one.money for one in self.returns)

    @property
    def tendered(self) -> Money:
        """What was taken already."""
        return total(tender.amount for tender in self.tenders)

    @property
    def savings(self) -> Money:
        """Every discount together."""
        return self.gross - self.subtotal + self.order_off

    @property
    def given_away(self) -> int:
        """How much of the bill is given away by discounts, in per mille.

        It is the least share that, rounded to a fen each time, takes this much off.
        """
        times = sum(line.amount != line.gross for line in self.lines) + 1
        return _share_of(self.gross, self.savings, times)

    @property
    def order_share(self) -> int:
        """How much of the bill its own discount takes off, in per mille, rounded down.

        Where yuan are to be taken off goods that cost nothing, it is all of what comes next.
        """
        if self.subtotal == NOTHING:
            return ALL_OFF if self.lines and self.amount_off != NOTHING else 0
        return self.order_off.fen * ALL_OFF // self.subtotal.fen

    @property
    def pieces(self) -> int:
        """How many articles are in the cart; a weighed line counts one."""
        return sum(line.pieces for line in self.lines)

    def add(
        self,
        product: Product,
        quantity: Quantity,
        barcode: str = "",
        *,
        price: Money | None = None,
        label_amount: Money | None = None,
    ) -> "Cart":
        """Put a product on a new line at today's price; raises Refusal for an odd quantity.

        Yuan that were to be taken off goods that are all gone are not taken off others.
        `price` is asked for where the product has none of its own; `label_amount` is what a
        scale's label says.
        """
        must_be_sellable(product.name, product.unit, quantity)
        if len(self.lines) >= MOST_LINES:
            raise Refusal("too_many_lines", limit=MOST_LINES)
        pack = product.pack_of(barcode)
        own = pack_price(product, barcode) if price is None else price
        _must_be_a_price(own)
        if label_amount is not None:
            _must_be_a_price(label_amount)
        line = Line(
            self.next_position,
            product.id,
            barcode or product.barcode,
            product.name,
            product.unit,
            quantity,
            own,
            label_amount=label_amount,
            pack=pack.factor if pack else 1,
            pack_name=pack.name if pack else "",
            tax_per_mille=product.tax_per_mille,
        )
        return replace(
            self,
            lines=(*self.lines, line),
            gross=self.gross + line.gross,
            subtotal=self.subtotal + line.amount,
            amount_off=self.amount_off if self.lines else NOTHING,
            next_position=self.next_position + 1,
        )

    def change(self, position: int, quantity: Quantity) -> "Cart":
        """Set how much a line sells; raises Refusal for an odd quantity."""
        index, old = self._at(position)
        must_be_sellable(old.name, old.unit, quantity)
        if old.label_amount is not None:
            raise Refusal("label_is_fixed", name=old.name)
        return self._put(index, replace(old, quantity=quantity))

    def annotate(self, position: int, note: str) -> "Cart":
        """Write a note on a line, or take it off where it is empty."""
        index, old = self._at(position)
        return self._put(index, replace(old, note=note.strip()[:LONGEST_NOTE]))

    def reprice(self, position: int, price: Money) -> "Cart":
        """Sell a line at another price; raises Refusal for one below zero or beyond reason."""
        index, old = self._at(position)
        _must_be_a_price(price)
        listed = old.unit_price if old.list_price is None else old.list_price
        changed = replace(
            old,
            unit_price=price,
            list_price=None if price == listed else listed,
            label_amount=None,
        )
        return self._put(index, changed)

    def discount_line(
        self, position: int, *, per_mille: int = 0, amount: Money = NOTHING
    ) -> "Cart":
        """Take this much off a line instead of what was taken off before; raises Refusal."""
        index, old = self._at(position)
        _must_be_fair(per_mille, amount, old.gross)
        return self._put(index, replace(old, per_mille_off=per_mille, amount_off=amount))

    def discount_all(self, *, per_mille: int = 0, amount: Money = NOTHING) -> "Cart":
        """Take this much off the whole bill instead of what was taken off before.

        A share in per mille also holds for what is added later. Raises Refusal.
        """
        _must_be_fair(per_mille, amount, self.subtotal)
        return replace(self, per_mille_off=per_mille, amount_off=amount)

    def off_to(self, target: Money, position: int | None = None) -> Money:
        """Return what to take off so that a line, or all goods, cost this; raises Refusal."""
        whole = self.subtotal if position is None else self._at(position)[1].gross
        if not NOTHING <= target <= whole:
            raise Refusal("discount_target", text=target.text(), most=whole.grouped())
        return whole - target

    def void(self, position: int) -> "Cart":
        """Take a line off the bill."""
        index, old = self._at(position)
        return replace(
            self,
            lines=(*self.lines[:index], *self.lines[index + 1 :]),
            gross=self.gross - old.gross,
            subtotal=self.subtotal - old.amount,
        )

    def put_back(self, line: Line) -> "Cart":
        """Sell a voided line after all, as it was, under the next position."""
        again = replace(line, position=self.next_position)
        return replace(
            self,
            lines=(*self.lines, again),
            gross=self.gross + again.gross,
            subtotal=self.subtotal + again.amount,
            next_position=self.next_position + 1,
        )

    def settled_lines(self) -> tuple[Line, ...]:
        """Return the lines of a sale: each with its share of the discount on the whole bill."""
        if self.order_off == NOTHING:
            return self.lines
        shares = self.order_off.split([line.amount.fen for line in self.lines])
        return tuple(
            replace(line, order_off=share) for line, share in zip(self.lines, shares, strict=True)
        )

    def bring_back(self, given: Return) -> "Cart":
        """Credit goods that were brought back, under the next position."""
        numbered = replace(given, position=self.next_position)
        return replace(
            self, returns=(*self.returns, numbered), next_position=self.next_position + 1
        )

    def keep(self, position: int) -> "Cart":
        """Take something off the list of what is brought back."""
        left = tuple(one for one in self.returns if one.position != position)
        if len(left) == len(self.returns):
            raise LookupError(position)
        return replace(self, returns=left)

    def tender(self, tenders: tuple[Tender, ...]) -> "Cart":
        """Set what was taken already."""
        return replace(self, tenders=tenders)

    def without_tender(self, at: int) -> "Cart":
        """Take a part that was taken off again, counted from 0."""
        return self.tender((*self.tenders[:at], *self.tenders[at + 1 :]))

    def find(self, product: Product, barcode: str = "") -> Line | None:
        """Return the newest line of this product at this price, to count up on."""
        price, pack = pack_price(product, barcode), product.pack_of(barcode)
        factor = pack.factor if pack else 1
        for line in reversed(self.lines):
            is_same = line.product == product.id and line.unit_price == price
            is_plain = line.amount_off == NOTHING and line.label_amount is None and not line.note
            if is_same and is_plain and line.pack == factor:
                return line
        return None

    def line(self, position: int) -> Line:
        """Return the line with this number."""
        return self._at(position)[1]

    def _put(self, index: int, new: Line) -> "Cart":
        old = self.lines[index]
        return replace(
            self,
            lines=(*self.lines[:index], new, *self.lines[index + 1 :]),
            gross=self.gross - old.gross + new.gross,
            subtotal=self.subtotal - old.amount + new.amount,
        )

    def _at(self, position: int) -> tuple[int, Line]:
        for index, line in enumerate(self.lines):
            if line.position == position:
                return index, line
        raise LookupError(position)


def pack_price(product: Product, barcode: str) -> Money:
    """Return the price of what carries this barcode: of a piece, or of a whole pack."""
    pack = product.pack_of(barcode)
    if pack is None:
        return product.price
    return pack.price if pack.price is not None else Money(product.price.fen * pack.factor)


def tax_in(amount: Money, per_mille: int) -> Money:
    """Return the tax that a price with tax contains, rounded half away from zero."""
    whole = ALL_OFF + per_mille
    rounded = (2 * abs(amount.fen) * per_mille + whole) // (2 * whole)
    return Money(rounded if amount.fen >= 0 else -rounded)


def _must_be_a_price(price: Money) -> None:
    if not NOTHING <= price <= DEAREST:
        raise Refusal("price_out_of_range", text=price.text(), limit=DEAREST.grouped())


def must_be_sellable(name: str, unit: Unit, quantity: Quantity) -> None:
    """Raise Refusal for a quantity that nobody sells: none, too much, half a piece."""
    if not 0 < quantity.thousandths <= MOST_THOUSANDTHS:
        limit = Quantity(MOST_THOUSANDTHS).text()
        raise Refusal("quantity_out_of_range", text=quantity.text(), limit=limit)
    if unit is Unit.PIECE and not quantity.is_whole:
        raise Refusal("whole_pieces", name=name)


def _share_of(whole: Money, off: Money, times: int) -> int:
    """Return what share was taken off in so many steps, each rounded to a fen, in per mille."""
    if not whole.fen:
        return 0
    halves = 2 * off.fen - times  # in half fen, without what rounding may have added
    return max(0, -(-halves * ALL_OFF // (2 * whole.fen)))


def _must_be_fair(per_mille: int, amount: Money, of: Money) -> None:
    if not 0 <= per_mille <= ALL_OFF:
        raise Refusal("discount_share", text=f"{per_mille / 10:g}")
    if not NOTHING <= amount <= of:
        raise Refusal("discount_amount", text=amount.text(), most=of.grouped())
