"""What comes to a provider and what leaves it, and how any of them takes money."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Protocol

from hq.sandbox import effects
from hq.sandbox.books import Charge, Refund, State
from hq.sandbox.effects import Effects
from hq.sandbox.world import World

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A request, byte for byte."""

    method: str
    target: str  # path and query as they were signed
    headers: Mapping[str, str]
    body: bytes
    base_url: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, byte for byte."""

    status: int
    body: bytes
    kind: str = "application/json; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request whose signature fits. `call` is pay, show, query, reverse and so on."""

    provider: str
    call: str
    number: str
    facts: Fields
    came: Came
    amount_fen: int | None = None


class Rejected(Exception):  # noqa: N818 - an answer, not a failure of ours
    """A request that goes no further; carries the answer."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


class No(Exception):  # noqa: N818 - an answer, not a failure of ours
    """What a provider refuses, in a neutral word that each provider says in its own."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Wire(Protocol):
    """One interface of a provider."""

    name: str  # whose books it writes

    def opened(self, world: World, came: Came) -> Asked:
        """Check and read a request; raises Rejected."""

    def act(self, world: World, asked: Asked, does: Effects) -> Any:  # noqa: ANN401 - its own
        """Do what is asked; raises No."""

    def told(self, world: World, asked: Asked, result: Any, does: Effects) -> Reply:  # noqa: ANN401
        """Write the answer, signed."""

    def refused(self, world: World, asked: Asked, word: str, does: Effects) -> Reply:
        """Write a refusal, signed; the word `system_error` means that all is unclear."""


class Telling(Wire, Protocol):
    """One that also sends callbacks."""

    def notified(
        self, world: World, charge: Charge, refund: Refund | None, does: Effects
    ) -> tuple[dict[str, str], bytes]:
        """Return headers and body of a callback."""

    def thanked(self, status: int, body: bytes) -> bool:
        """Say whether a callback was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A payment as it was asked for, at any provider."""

    provider: str
    wire: str
    number: str
    amount_fen: int
    wallet: str
    code: str = ""  # none: it is shown
    subject: str = ""
    attach: str = ""
    store: str = ""
    device: str = ""
    txn_time: str = ""
    notify_url: str = ""
    instalments: str = ""
    qr: Callable[[str], str] = field(default=str)


_SAME = ("amount_fen", "subject", "wallet")


def take(world: World, order: Order, does: Effects) -> Charge:
    """Take an order in and let the buyer act; the same order again returns the one there is.

    Raises No: `used` for a number of something else, `paid`, `gone`, and what buyers cannot do.
    """
    books, now = world.books, world.watch.now()
    before = books.find(order.provider, order.number)
    if before is not None:
        return _again(before, order)
    if (order.provider, order.number) in books.dead:
        raise No("gone")
    token = books.token(10)
    charge = Charge(
        provider=order.provider,
        wire=order.wire,
        number=order.number,
        trade_no=books.new_number(order.provider),
        amount_fen=order.amount_fen,
        wallet=order.wallet,
        is_shown=not order.code,
        made_at=now,
        state=State.PAYING if order.code else State.SHOWN,
        payer=f"o{books.token(27)}",
        subject=order.subject,
        attach=order.attach,
        store=order.store,
        device=order.device,
        txn_time=order.txn_time,
        notify_url=order.notify_url,
        instalments=order.instalments,
        qr="" if order.code else order.qr(token),
        lies=int(does.get("reverse_lies", 0)),
        pays_at_reverse="pays_at_reverse" in does,
    )
    if "not_exist" in does:
        charge = replace(charge, hidden_until=now + timedelta(seconds=does["not_exist"]))
    if not order.code:
        return books.put(charge if not _behaviour(does) else behaving(world, charge, does))
    if world.rules.codes_once and not books.claim_code(order.code, order.provider, order.number):
        raise No("invalid_code")
    wanted = does if _behaviour(does) else effects.of_code(order.code)
    return books.put(behaving(world, charge, wanted))


def behaving(world: World, charge: Charge, does: Effects) -> Charge:
    """Let the buyer do what is wanted of them; raises No for what fails at once."""
    name = _behaviour(does)
    seconds = does.get(name, 0.0)
    if not name and charge.amount_fen > world.rules.password_above_fen:
        name, seconds = "password", world.rules.password_s
    if name in ("insufficient", "expired_code", "invalid_code"):
        if charge.is_shown:
            return charge  # the buyer's application says so, and the merchant hears nothing
        raise No(name)
    if name in ("", "pays"):
        return replace(charge, state=State.PAID)
    if name == "ignores":
        return replace(charge, state=State.PAYING)
    turns_to = State.PAID if name == "password" else State.FAILED
    at = world.watch.now() + timedelta(seconds=seconds)
    return replace(charge, state=State.PAYING, turns_to=turns_to, turns_at=at, why=name)


def seen(world: World, provider: str, number: str, does: Effects) -> Charge:
    """Return an order as a query sees it; raises No(`missing`)."""
    charge = world.books.find(provider, number)
    if charge is None or "not_exist" in does:
        raise No("missing")
    if charge.hidden_until is not None and world.watch.now() < charge.hidden_until:
        raise No("missing")
    return charge


def undo(world: World, provider: str, number: str, does: Effects) -> Charge | None:
    """Reverse an order; None for one that never came (which may then never come)."""
    books = world.books
    charge = books.find(provider, number)
    if charge is None:
        if world.rules.tombstones:
            books.dead.add((provider, number))
        return None
    if charge.state in (State.PAYING, State.SHOWN) and (
        charge.pays_at_reverse or "pays_at_reverse" in does
    ):
        charge = books.put(replace(charge, state=State.PAID, turns_to=None))
    if "reverse_lies" in does or charge.lies:
        return books.put(replace(charge, lies=max(0, charge.lies - 1)))
    if charge.state in (State.REVOKED, State.CLOSED):
        return charge
    return books.end(charge, State.REVOKED)


def close(world: World, provider: str, number: str, does: Effects) -> Charge | None:
    """Close an order that is not paid; raises No(`paid`). None for one that never came."""
    charge = world.books.find(provider, number)
    if charge is None:
        if world.rules.tombstones:
            world.books.dead.add((provider, number))
        return None
    if charge.state in (State.PAYING, State.SHOWN) and (
        charge.pays_at_reverse or "pays_at_reverse" in does
    ):
        charge = world.books.put(replace(charge, state=State.PAID, turns_to=None))
    if "reverse_lies" in does or charge.lies:
        return world.books.put(replace(charge, lies=max(0, charge.lies - 1)))
    if charge.paid_at and charge.state is State.PAID:
        raise No("paid")
    if charge.state in (State.CLOSED, State.REVOKED):
        return charge
    return world.books.end(charge, State.CLOSED)


def give_back(
    world: World,
    charge: Charge,
    number: str,
    amount_fen: int,
    does: Effects,
    reason: str = "",
    notify_url: str = "",
) -> tuple[Charge, Refund, bool]:
    """Refund; return the order, the refund and whether it is new. Raises No."""
    known = world.books.find_refund(charge.provider, number)
    if known is not None:
        if known[0].key != charge.key or known[1].amount_fen != amount_fen:
            raise No("used")
        return *known, False
    if charge.state is not State.PAID:
        raise No("not_paid")
    if amount_fen <= 0 or charge.refunded_fen + amount_fen > charge.amount_fen:
        raise No("too_much")
    takes_s = does.get("refund_after", world.rules.refund_s)
    charge = world.books.refund(
        charge, number, amount_fen, takes_s=takes_s, reason=reason, notify_url=notify_url
    )
    return charge, charge.refunds[-1], True


def fen_shown(charge: Charge, does: Effects) -> int:
    """Return the amount that an answer names: the true one, unless a fault alters it."""
    return charge.amount_fen + int(does.get("amount", 0))


def whole(value: object) -> int | None:
    """Read a whole positive number; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value > 0 else None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 14:  # noqa: PLR2004
        return int(value) or None
    return None


def _again(before: Charge, order: Order) -> Charge:
    same = all(getattr(before, it) == getattr(order, it) for it in _SAME)
    if not same or before.is_shown == bool(order.code):
        raise No("used")
    if before.state is State.PAID:
        raise No("paid")
    if before.state in (State.REVOKED, State.CLOSED, State.FAILED):
        raise No("gone")
    return before


def _behaviour(does: Effects) -> str:
    return next((it for it in effects.BUYERS if it in does), "")
