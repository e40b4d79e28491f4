"""Any sequence of what a cashier does, through the real till, against the sums it must keep."""

import contextlib
import itertools
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.base.errors import Refusal
from app.base.ids import ProductId
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.catalogue import gtin, labels, products
from app.catalogue.product import Pack, Product, Unit
from app.selling import altering, checkout, holding, receipt, tendering
from app.selling.cart import Cart, Line
from app.selling.receipt import Columns
from app.selling.rounding import Rounding, taken_off
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.settings import Settings
from app.shop import Shop
from app.storage import facts, outbox
from app.storage.database import Database, open_file
from app.till import Till
from tests.examples import BANANA, MILK, NOON, STORE, TILL

NOTHING = Money(0)
TEMPLATES = [labels.parse("21IIIIIPPPPPC"), labels.parse("26IIIIIPPPPPWWWWWC")]
COLA = Product(
    id=ProductId("cola"),
    name="可乐",
    price=Money(333),
    barcodes=("6901939621608",),
    tax_per_mille=130,
    packs=(Pack(barcode="16901939621605", factor=24, name="箱", price=Money(6601)),),
)
PEAR = Product(id=ProductId("pear"), name="梨", price=Money(999), barcodes=("12345",), unit=Unit.KG)
BUN = Product(
    id=ProductId("bun"), name="包子", price=Money(0), barcodes=("20001",), is_open_price=True
)
BEER = replace(MILK, id=ProductId("beer"), barcodes=("6901035602020",), short_code="", min_age=18)
GOODS = [MILK, BANANA, COLA, PEAR, BUN, BEER]

BY_HAND = [kind for kind in TenderKind if not kind.is_channel]  # others need a proof
fen = st.integers(-5, 3000)
pieces = st.integers(-1, 30)
thousandths = st.integers(-1, 5000)
at = st.integers(0, 20)


class Cashier(RuleBasedStateMachine):
    """Does whatever it likes; what is refused must change nothing."""

    template: Path
    folder: Path
    count = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        path = self.folder / f"{next(self.count)}.sqlite"
        shutil.copy(self.template, path)
        self._ticks = itertools.count()
        self.left: list[Database] = []  # databases of tills that were killed
        self.path = path
        self.till = self._open()
        with self.till.shop.database.writing() as connection:
            facts.begin_epoch(connection, NOON)
            products.put(connection, GOODS)
        self.cart = checkout.start(self.till)
        self.voided: list[Line] = []
        self.sold: list[Sale] = []

    def teardown(self) -> None:
        for database in (*self.left, self.till.shop.database):
            database.close()
        self.path.unlink()

    def _open(self) -> Till:
        database = open_file(self.path)
        shop = Shop(database=database, clock=lambda: NOON + timedelta(seconds=next(self._ticks)))
        return Till(shop=shop, store=STORE, id=TILL)

    def _try(self, act: Callable[[], Cart]) -> None:
        with contextlib.suppress(Refusal):  # the invariants see to it that nothing changed then
            self.cart = act()

    def _position(self, number: int) -> int:
        return self.cart.lines[number % len(self.cart.lines)].position

    # -- what is sold

    @rule(code=st.sampled_from([MILK.barcode, "77", COLA.barcode, BEER.barcode]), count=pieces)
    def scan(self, code: str, count: int) -> None:
        wanted = Quantity.pieces(count)
        self._try(lambda: checkout.scan(self.till, self.cart, code, wanted))

    @rule(count=pieces)
    def scan_a_pack(self, count: int) -> None:
        code, wanted = COLA.packs[0].barcode, Quantity.pieces(count)
        self._try(lambda: checkout.scan(self.till, self.cart, code, wanted))

    @rule(grams=thousandths, product=st.sampled_from([BANANA, PEAR, MILK]))
    def weigh(self, grams: int, product: Product) -> None:
        self._try(lambda: checkout.add(self.till, self.cart, product, Quantity(grams)))

    @rule(amount=st.integers(0, 99999), grams=st.integers(0, 99999), has_weight=st.booleans())
    def scan_a_label(self, amount: int, grams: int, *, has_weight: bool) -> None:
        digits = f"2612345{amount:05}{grams:05}" if has_weight else f"2112345{amount:05}"
        code = digits + gtin.check_digit(digits)
        self._try(lambda: checkout.scan(self.till, self.cart, code, templates=TEMPLATES))

    @rule(price=fen)
    def sell_at_an_open_price(self, price: int) -> None:
        self._try(lambda: checkout.add(self.till, self.cart, BUN, price=Money(price)))

    @rule(age=st.sampled_from([16, 18]))
    def look_at_the_customer(self, age: int) -> None:
        self._try(lambda: altering.confirm_age(self.till, self.cart, age))

    # -- what is changed

    @precondition(lambda self: self.cart.lines)
    @rule(line=at, wanted=thousandths, is_whole=st.booleans())
    def change(self, line: int, wanted: int, *, is_whole: bool) -> None:
        quantity = Quantity.pieces(wanted) if is_whole else Quantity(wanted)
        where = self._position(line)
        self._try(lambda: altering.change(self.till, self.cart, where, quantity))

    @precondition(lambda self: self.cart.lines)
    @rule(line=at, price=fen)
    def reprice(self, line: int, price: int) -> None:
        where = self._position(line)
        self._try(lambda: altering.reprice(self.till, self.cart, where, Money(price)))

    @precondition(lambda self: self.cart.lines)
    @rule(line=at, per_mille=st.integers(-1, 1001))
    def take_a_share_off_a_line(self, line: int, per_mille: int) -> None:
        where = self._position(line)
        self._try(lambda: altering.discount_line(self.till, self.cart, where, per_mille=per_mille))

    @precondition(lambda self: self.cart.lines)
    @rule(line=at, amount=fen)
    def take_an_amount_off_a_line(self, line: int, amount: int) -> None:
        where = self._position(line)
        self._try(lambda: altering.discount_line(self.till, self.cart, where, amount=Money(amount)))

    @precondition(lambda self: self.cart.lines)
    @rule(line=at, price=fen)
    def bring_a_line_down_to(self, line: int, price: int) -> None:
        where = self._position(line)

        def act() -> Cart:
            off = self.cart.off_to(Money(price), where)
            new = altering.discount_line(self.till, self.cart, where, amount=off)
            assert new.line(where).amount == Money(price)
            return new

        self._try(act)

    @rule(per_mille=st.integers(-1, 1001))
    def take_a_share_off_the_bill(self, per_mille: int) -> None:
        self._try(lambda: altering.discount_all(self.till, self.cart, per_mille=per_mille))

    @rule(amount=fen)
    def take_an_amount_off_the_bill(self, amount: int) -> None:
        self._try(lambda: altering.discount_all(self.till, self.cart, amount=Money(amount)))

    @rule(price=fen)
    def bring_the_bill_down_to(self, price: int) -> None:
        def act() -> Cart:
            off = self.cart.off_to(Money(price))
            new = altering.discount_all(self.till, self.cart, amount=off)
            assert new.total == Money(price)
            return new

        self._try(act)

    @precondition(lambda self: self.cart.lines)
    @rule(line=at, note=st.sampled_from(["", "送人", "x" * 99]))
    def annotate(self, line: int, note: str) -> None:
        where = self._position(line)
        self._try(lambda: altering.annotate(self.till, self.cart, where, note))

    @precondition(lambda self: self.cart.lines)
    @rule(line=at)
    def void(self, line: int) -> None:
        where = self._position(line)
        self.voided.append(self.cart.line(where))
        self._try(lambda: altering.void(self.till, self.cart, where))

    @precondition(lambda self: self.voided)
    @rule()
    def put_back(self) -> None:
        line = self.voided.pop()
        self._try(lambda: altering.put_back(self.till, self.cart, line))

    @rule()
    def void_the_sale(self) -> None:
        self._try(lambda: altering.clear(self.till, self.cart))

    # -- what is set aside, and what happens to tills

    @precondition(lambda self: self.cart.lines)
    @rule()
    def hold(self) -> None:
        holding.hold(self.till, self.cart)
        self.cart = checkout.resume(self.till)
        assert self.cart.is_empty

    @rule(number=at)
    def recall(self, number: int) -> None:
        waiting = holding.held(self.till)
        if not waiting:
            return
        held, kept = waiting[number % len(waiting)]
        self.cart = holding.recall(self.till, held.id, self.cart)
        assert self.cart == kept

    @rule()
    def kill_the_till(self) -> None:
        """Go on with another connection to what is on the disk, as after a kill."""
        self.left.append(self.till.shop.database)
        self.till = self._open()
        self.cart = checkout.resume(self.till)

    # -- what is paid

    @rule(amount=fen, kind=st.sampled_from(BY_HAND))
    def take_a_part(self, amount: int, kind: TenderKind) -> None:
        tender = Tender(kind, Money(amount), "" if kind is TenderKind.CASH else f"n{amount}")
        self._try(lambda: tendering.take(self.till, self.cart, tender, due=self.cart.total))

    @precondition(lambda self: self.cart.tenders)
    @rule(number=at)
    def give_a_part_up(self, number: int) -> None:
        which = number % len(self.cart.tenders)
        self._try(lambda: tendering.give_up(self.till, self.cart, which))

    @rule(more=st.integers(0, 5000), mode=st.sampled_from(Rounding))
    def pay(self, more: int, mode: Rounding) -> None:
        off = taken_off(self.cart.total, mode)
        left = self.cart.total - off - self.cart.tendered
        given = [Tender(TenderKind.CASH, Money(left.fen + more))]
        try:
            sale = checkout.complete(self.till, self.cart, given, rounding=off)
        except Refusal:
            assert self.cart.is_empty or left < NOTHING or (not left.fen and not more)
            return
        self._must_agree(sale, off)
        self.sold.append(sale)
        self.voided.clear()
        self.cart = checkout.resume(self.till)
        assert self.cart.is_empty

    def _must_agree(self, sale: Sale, off: Money) -> None:
        sale.must_be_sound()
        assert sale.gross - sale.savings - off == sale.total == self.cart.total - off
        assert sale.total == total(line.amount for line in sale.lines) - off
        assert total(it.amount for it in sale.tenders) - sale.change == sale.total
        assert checkout.find(self.till, sale.id) == checkout.last(self.till) == sale
        with self.till.shop.database.reading() as connection:
            [fact] = [it for it in outbox.oldest(connection, 10_000) if it.id == sale.id]
        assert facts.decode(fact.body, Sale) == sale
        laid_out = receipt.lay_out(sale, Settings(store=STORE, till=TILL))
        told = [it.right for it in laid_out.blocks if isinstance(it, Columns)]
        assert f"¥{sale.total.grouped()}" in told
        assert sale.change.grouped() in told or not sale.change.fen
        assert all(line.gross.grouped() in told for line in sale.lines)

    # -- what always holds

    @invariant()
    def the_sums_agree_to_the_fen(self) -> None:
        cart, settled = self.cart, self.cart.settled_lines()
        assert cart.gross == total(line.gross for line in cart.lines)
        assert cart.subtotal == total(line.amount for line in cart.lines)
        assert cart.subtotal - cart.order_off == cart.total
        assert cart.gross - cart.savings == cart.total == total(line.amount for line in settled)

    @invariant()
    def no_discount_is_below_zero_or_above_its_line(self) -> None:
        for line in self.cart.settled_lines():
            assert NOTHING <= line.discount <= line.gross
            assert line.order_off >= NOTHING
        assert NOTHING <= self.cart.order_off <= self.cart.subtotal
        assert 0 <= self.cart.given_away <= 1000

    @invariant()
    def the_disk_knows_the_cart(self) -> None:
        kept = checkout.resume(self.till)
        if self.cart.is_empty and kept.id != self.cart.id:
            assert kept.is_empty
        else:
            assert kept == self.cart


def test_any_sequence_of_requests_keeps_the_sums_and_the_draft(
    empty_file: Path, tmp_path: Path
) -> None:
    here = type("Here", (Cashier,), {"template": empty_file, "folder": tmp_path})
    steps = settings(max_examples=25, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(here, settings=steps)
