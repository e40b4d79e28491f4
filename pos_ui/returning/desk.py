"""Asking HQ about goods brought back, so that two tills never take the same ones.

What is brought back is claimed at HQ before it is credited, and once more before the bill is paid
where that was long ago. Where HQ is away, this till goes by what it knows of its own sales; for
those of other tills somebody must stand in. See docs/decisions/0005-returns.md.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.base.errors import Refusal, Told
from app.base.ids import SaleId
from app.base.quantity import Quantity
from app.selling.cart import Cart
from app.selling.given_back import Return
from app.selling.sold import Sold
from pos_ui.returning.errands import Errands
from pos_ui.returning.head_office import HeadOffice, Lines, lines_of
from pos_ui.selling.register import Register
from pos_ui.selling.services import Services

if TYPE_CHECKING:
    from sync.wire import ClaimAnswer

OWN_S = 2.0  # for what this till may decide alone
OTHERS_S = 10.0  # for a sale that only HQ knows
GRANTED_S = 30 * 60.0  # HQ keeps the goods for an hour
AWAY_S = 5 * 60.0  # before HQ is asked again

T = TypeVar("T")
Answer = tuple[list[Sold], "ClaimAnswer"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What HQ was asked last for a bill, when, and whether it answered."""

    lines: Lines
    at_s: float
    is_granted: bool

    def holds_for(self, lines: Lines) -> bool:
        good_s = GRANTED_S if self.is_granted else AWAY_S
        return self.lines == lines and time.monotonic() - self.at_s < good_s


class ReturnDesk(QObject):
    """Stands between the register and HQ while goods are brought back.

    `asking` tells of every request that somebody waits for, `answered` of its end.
    """

    asking = Signal()
    answered = Signal()

    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self.hq: HeadOffice | None = None
        self._register = register
        self._errands = Errands(self)
        self._asked: dict[SaleId, _Asked] = {}
        self._waits: tuple[int, Callable[[], None]] | None = None
        register.check = self.check
        register.changed.connect(self.settle)
        register.cleared.connect(self._let_go)
        register.completed.connect(lambda sale: self._asked.pop(sale.id, None))

    def look_up(self, wanted: str, then: Callable[[Sold | Told | None], None]) -> None:
        """Ask HQ for a sale that this till does not know."""
        hq = self.hq
        assert hq is not None
        self._send(lambda: hq.sold(wanted, OTHERS_S), then, OTHERS_S, lambda: None)

    def refresh(self, sold: Sold, then: Callable[[Sold | Told], None]) -> None:
        """Learn what HQ knows of a sale of ours, while nobody waits."""
        hq = self.hq
        if hq is None:
            return

        def came(answer: Sold | Told | None) -> None:
            if isinstance(answer, Told):
                then(answer)
            else:  # one that was just sold has not reached HQ
                then(sold.told(answer.takers, answer.claims) if answer is not None else sold)

        self._errands.send(lambda: hq.sold(sold.sale.id, OWN_S), came, OWN_S)

    def bring_back(
        self, sold: Sold, parts: Mapping[int, Quantity], reason: str, then: Callable[[], None]
    ) -> None:
        """Claim goods at HQ, then credit them; say why not where HQ keeps them for others."""
        cart, hq = self._register.cart, self.hq
        if cart is None:
            return
        if hq is None:
            self._register.bring_back(sold, parts, reason, then)
            return
        try:
            lines = lines_of(_with(cart, sold, parts, reason).returns)
        except Refusal as refusal:
            self._register.told.emit(refusal)
            return

        def came(answer: "ClaimAnswer | Told") -> None:
            if self._keep(cart, lines, answer, _names([sold])):
                granted = self._is_granted(sold, answer)
                self._register.bring_back(replace(sold, is_granted=granted), parts, reason, then)

        patience_s = OWN_S if sold.is_ours else OTHERS_S
        work = partial(hq.claim, cart.id, lines, patience_s)
        self._send(work, came, patience_s, lambda: self._take_no_answer(cart, lines))

    def check(self, cart: Cart, then: Callable[[bool], None]) -> None:
        """Make sure that HQ still keeps what a bill takes back, and then go on or not."""
        hq, lines = self.hq, lines_of(cart.returns)
        asked = self._asked.get(cart.id)
        lacking = self._lacking(cart)
        is_sure = asked is not None and asked.holds_for(lines)
        knows_all = asked is not None and not (lacking and asked.is_granted)
        if hq is None or not lines or (is_sure and knows_all):
            then(True)
            return
        patience_s = OTHERS_S if lacking or self._others(cart) else OWN_S

        def ask() -> Answer:
            found = [hq.sold(one, patience_s) for one in lacking]
            return [it for it in found if it], hq.claim(cart.id, lines, patience_s)

        def came(answer: Answer | Told) -> None:
            found, claimed = answer if isinstance(answer, tuple) else ([], answer)
            self._register.sold.update({it.sale.id: it for it in found})
            goes_on = self._keep(cart, lines, claimed, _names(cart.returns))
            if goes_on:
                for one in self._others(cart):
                    granted = self._is_granted(one, claimed)
                    self._register.sold[one.sale.id] = replace(one, is_granted=granted)
            then(goes_on)

        self._send(ask, came, patience_s, lambda: then(False))

    @property
    def is_waiting(self) -> bool:
        """Whether somebody waits for an answer of HQ."""
        return self._waits is not None

    def give_up(self) -> None:
        """Wait no longer for what is asked."""
        if self._waits is None:
            return
        number, given_up = self._waits
        self._errands.drop(number)
        self._over()
        given_up()

    def settle(self, cart: Cart) -> None:
        """Let go what a bill takes back no more."""
        asked = self._asked.get(cart.id)
        lines = lines_of(cart.returns)
        if asked is None or asked.lines == lines or self._waits is not None:
            return
        self._asked[cart.id] = replace(asked, lines=lines)
        self._tell(cart.id, lines)

    # -- how --------------------------------------------------------------------------------

    def _send(
        self,
        work: Callable[[], T],
        then: Callable[[T | Told], None],
        patience_s: float,
        given_up: Callable[[], None],
    ) -> None:
        def came(answer: T | Told) -> None:
            self._over()
            then(answer)

        self._waits = self._errands.send(work, came, patience_s), given_up
        self.asking.emit()

    def _over(self) -> None:
        self._waits = None
        self.answered.emit()

    def _keep(
        self, cart: Cart, lines: Lines, answer: "ClaimAnswer | Told", names: Mapping[object, str]
    ) -> bool:
        """Remember what HQ said; return whether the bill may go on, and say why it may not."""
        if isinstance(answer, Told) or answer.granted:
            is_granted = not isinstance(answer, Told)
            self._asked[cart.id] = _Asked(lines, time.monotonic(), is_granted)
            return True
        for short in answer.left[:1]:
            name = names.get((short.sale, short.line), "")
            told = Refusal("returned_elsewhere", name=name, left=short.quantity.text())
            self._register.told.emit(told)
            self._register.sounded.emit("refused")
        return False

    def _is_granted(self, sold: Sold, answer: "ClaimAnswer | Told") -> bool:
        return not isinstance(answer, Told) and sold.sale.id not in answer.unknown

    def _lacking(self, cart: Cart) -> list[SaleId]:
        """Name the sales that neither this till keeps nor HQ has told of since it started."""
        services = self._register.services
        wanted = {one.sale for one in cart.returns if one.sale} - self._register.sold.keys()
        assert services is not None
        return [one for one in sorted(wanted) if not _is_kept(services, one)]

    def _others(self, cart: Cart) -> list[Sold]:
        return [one for one in self._register.told_of(cart) if not one.is_ours]

    def _take_no_answer(self, cart: Cart, lines: Lines) -> None:
        """Let go what HQ may keep for a claim that nobody waited for."""
        self._asked[cart.id] = _Asked(lines, time.monotonic(), is_granted=False)
        self.settle(cart)

    def _let_go(self, cart: Cart | None) -> None:
        if cart is not None and self._asked.pop(cart.id, None) is not None:
            self._tell(cart.id, {})

    def _tell(self, bill: SaleId, lines: Lines) -> None:
        """Tell HQ what is still claimed; nobody waits, and what is not heard lapses."""
        hq = self.hq
        if hq is not None:
            self._errands.send(partial(hq.claim, bill, lines, OWN_S), lambda _: None, OWN_S)


def _is_kept(services: Services, sale: SaleId) -> bool:
    try:
        services.find_sold(sale)
    except Refusal:
        return False
    return True


def _with(cart: Cart, sold: Sold, parts: Mapping[int, Quantity], reason: str) -> Cart:
    for position, quantity in parts.items():
        cart = cart.bring_back(sold.bring_back(cart, position, quantity, reason))
    return cart


def _names(of: Iterable[Sold | Return]) -> dict[object, str]:
    """Name the lines that something comes back of."""
    found: dict[object, str] = {}
    for one in of:
        if isinstance(one, Sold):
            found |= {(one.sale.id, line.position): line.name for line in one.sale.lines}
        else:
            found[one.sale, one.line] = one.name
    return found
