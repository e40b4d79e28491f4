"""Random business days at a till: sales of every kind, cash moves, handovers, past midnight."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.base.errors import Refusal
from app.base.ids import PersonId
from app.base.money import Money
from app.base.quantity import Quantity
from app.closing import beginning, closing, counting, reviewing
from app.closing.closed import Why
from app.closing.closing import Closed, Ending
from app.closing.count import DENOMINATIONS_FEN, Count, Pile, bundle_of
from app.closing.reviewing import X
from app.selling import altering, checkout, holding, returning, tendering
from app.selling.cart import Cart
from app.selling.sale import Sale
from app.selling.tender import Tender, TenderKind
from app.shifts import moving
from app.shifts.shift import MoveKind
from app.staff.person import EVERYTHING, Actor, Person
from app.till import Till
from tests.app.staff.crew import Hands, at
from tests.examples import BANANA, MILK

CASHIERS = tuple(
    Actor(person=Person(id=PersonId(code), code=code, name=name, role=EVERYTHING))
    for code, name in (("c1", "王小梅"), ("c2", "李敏"), ("c3", "赵〇"))
)
DAY_S = 26 * 3600  # longer than a day, so that midnight is crossed


def piles_for(fen: int, *, bundled: bool = False) -> tuple[Pile, ...]:
    """Make up an amount of our money, the largest first; what is below a jiao is left out."""
    piles = []
    for worth in DENOMINATIONS_FEN:
        pieces, fen = divmod(fen, worth)
        bundles, loose = divmod(pieces, bundle_of(Money(worth))) if bundled else (0, pieces)
        if pieces:
            piles.append(Pile(Money(worth), loose, bundles))
    return tuple(piles)


@dataclass
class Day:
    """A day that is being lived; what it did is counted apart from the program's own sums."""

    till: Till
    dice: random.Random
    hands: Hands
    sold: list[Sale] = field(default_factory=list)
    drawer_fen: int = 0  # what is in it, by what happened
    closed: list[Closed] = field(default_factory=list)
    seen: X | None = None  # as it was just before the last close

    @property
    def by(self) -> Actor:
        return self.dice.choice(CASHIERS)

    def pass_time(self, events: int) -> None:
        self.hands.turn(seconds=self.dice.randrange(2 * DAY_S // max(events, 1)))

    def open(self) -> None:
        self.drawer_fen = self.dice.randrange(0, 50_000, 10)
        beginning.begin(self.till, Money(self.drawer_fen), by=self.by)

    def count(self, off_fen: int = 0) -> Count:
        piles = piles_for(max(0, self.drawer_fen + off_fen), bundled=self.dice.random() < 0.5)
        count = counting.submit(self.till, piles, by=self.by)
        assert count.expected.fen == self.drawer_fen
        return count

    def close(self, *, is_handover: bool) -> Closed:
        if self.dice.random() < 0.2:
            self.count(self.dice.randrange(-20_000, 20_000))
        off = self.dice.choice((0, 0, 300, -2000, 5000))
        self.count(off)
        ending = Ending(is_handover=is_handover, why=Why.CHANGE, paper=False)
        self.seen = reviewing.x(self.till)
        self.closed.append(closing.close(self.till, ending, by=self.by))
        return self.closed[-1]


def live(till: Till, seed: int, events: int = 12) -> Day:
    """Live one day and close it; every choice comes from the seed."""
    dice, hands = random.Random(seed), Hands()
    hands.now = till.shop.clock()
    day = Day(till=at(till, hands), dice=dice, hands=hands)
    day.open()
    for _ in range(events):
        day.pass_time(events)
        dice.choices(DOINGS, weights=WEIGHTS)[0](day)
    day.close(is_handover=False)
    return day


def sell(day: Day) -> None:
    """Sell a few things: a discount, a rounding, a void, and one or several ways to pay."""
    cart, by = _filled(day), day.by
    if day.dice.random() < 0.3:
        cart = altering.discount_all(day.till, cart, amount=Money(1 + cart.total.fen // 5))
    if day.dice.random() < 0.2 and len(cart.lines) > 1:
        cart = altering.void(day.till, cart, cart.lines[0].position)
    rounding = Money(cart.total.fen % 10) if day.dice.random() < 0.5 else Money(0)
    due = cart.total - rounding
    _complete(day, cart, _tenders(day, due), rounding, by)


def give_up(day: Day) -> None:
    """Begin a bill, then clear it or set it aside."""
    cart = _filled(day)
    if day.dice.random() < 0.5:
        altering.clear(day.till, cart)
    else:
        held = holding.hold(day.till, cart)
        altering.clear(day.till, holding.recall(day.till, held.id, checkout.start(day.till)))


def pay_in_parts(day: Day) -> None:
    """Take a part of the money first."""
    cart = _filled(day)
    part = Money(max(1, cart.total.fen // 3))
    cart = tendering.take(day.till, cart, _tender(day, TenderKind.CARD, part), due=cart.total)
    rest = cart.total - part
    _complete(day, cart, [Tender(TenderKind.CASH, rest)] if rest.fen else [], Money(0), day.by)


def refund(day: Day) -> None:
    """Take goods back, alone or in exchange for others."""
    left = [sale for sale in day.sold if sale.lines]
    if not left:
        return
    found = returning.find(day.till, day.dice.choice(left).id)
    line = day.dice.choice(found.sale.lines)
    cart = checkout.start(day.till)
    try:
        cart = returning.bring_back(
            day.till, cart, found, {line.position: line.quantity}, reason="坏了"
        )
    except Refusal:
        return  # it came back already
    if day.dice.random() < 0.5:
        cart = checkout.scan(day.till, cart, MILK.barcode)
    if cart.total.fen < 0:
        tenders: Sequence[Tender] = returning.propose(day.till, cart)
    else:
        tenders = _tenders(day, cart.total)
    _complete(day, cart, tenders, Money(0), day.by)


def move_cash(day: Day) -> None:
    """Put cash in, take it out, or drop it into the safe."""
    kind = day.dice.choice(list(MoveKind))
    most = day.drawer_fen if kind is not MoveKind.IN else 100_000
    if most < 10:
        return
    fen = day.dice.randrange(10, most + 1)
    moving.move(day.till, kind, Money(fen), "换零", paper=False, by=day.by)
    day.drawer_fen += fen if kind is MoveKind.IN else -fen


def hand_over(day: Day) -> None:
    """Count and hand the till over to the next shift."""
    day.close(is_handover=True)
    day.open()


Doing = Callable[[Day], None]
DOINGS: tuple[Doing, ...] = (sell, give_up, pay_in_parts, refund, move_cash, hand_over)
WEIGHTS = (10, 1, 3, 4, 3, 1)


def _filled(day: Day) -> Cart:
    cart = checkout.start(day.till)
    for _ in range(day.dice.randrange(1, 4)):
        if day.dice.random() < 0.6:
            many = Quantity.pieces(day.dice.randrange(1, 9))
            cart = checkout.scan(day.till, cart, MILK.barcode, many, joins=False)
        else:
            weight = Quantity(day.dice.randrange(50, 3000))
            cart = checkout.scan(day.till, cart, BANANA.barcode, weight)
    return cart


def _tenders(day: Day, due: Money) -> list[Tender]:
    if due.fen <= 0:
        return []
    if day.dice.random() < 0.4 and due.fen > 1:
        part = Money(day.dice.randrange(1, due.fen))
        kind = day.dice.choice((TenderKind.CARD, TenderKind.VOUCHER))
        return [_tender(day, kind, part), Tender(TenderKind.CASH, due - part)]
    if day.dice.random() < 0.4:
        return [_tender(day, TenderKind.CARD, due)]
    return [Tender(TenderKind.CASH, Money(-(-due.fen // 100) * 100))]


def _tender(day: Day, kind: TenderKind, amount: Money) -> Tender:
    return Tender(kind, amount, f"T{day.dice.randrange(10**9)}")


def _complete(day: Day, cart: Cart, tenders: Sequence[Tender], rounding: Money, by: Actor) -> None:
    sale = checkout.complete(day.till, cart, tenders, paper=False, rounding=rounding, by=by)
    day.sold.append(sale)
    for one in sale.tenders:
        day.drawer_fen += one.amount.fen if one.kind is TenderKind.CASH else 0
    day.drawer_fen -= sale.change.fen
