"""What really happened at the providers: every charge, reversal and refund, with fees, in fen."""

import hashlib
import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from hq.sandbox.watch import Watch, china

FEE_BPS = {"wechat": 60, "alipay": 60, "unionpay": 60, "quickpass": 55, "ecny": 0}
BPS = 10_000


class State(StrEnum):
    """Where a charge stands."""

    SHOWN = "shown"  # as a QR code; nobody has scanned it
    PAYING = "paying"
    PAID = "paid"
    CLOSED = "closed"  # unpaid
    REVOKED = "revoked"  # undone by the merchant; what was paid went back
    FAILED = "failed"


OPEN = frozenset({State.SHOWN, State.PAYING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money that goes back. `fee_fen` of the charge's fee goes back to the merchant."""

    number: str
    reference: str
    amount_fen: int
    fee_fen: int
    made_at: datetime
    done_at: datetime
    is_reversal: bool = False
    reason: str = ""
    notify_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One order at one provider. `turns_to` is what it becomes at `turns_at` by itself."""

    provider: str
    wire: str  # by which of the provider's interfaces it came
    number: str
    trade_no: str
    amount_fen: int
    wallet: str
    is_shown: bool
    made_at: datetime
    state: State
    turns_to: State | None = None
    turns_at: datetime | None = None
    paid_at: datetime | None = None
    ended_at: datetime | None = None
    fee_fen: int = 0
    payer: str = ""
    subject: str = ""
    attach: str = ""
    store: str = ""
    device: str = ""
    why: str = ""  # the provider's neutral word for a failure
    txn_time: str = ""  # UnionPay: half of an order's identity
    qr: str = ""
    notify_url: str = ""
    instalments: str = ""
    refunds: tuple[Refund, ...] = ()
    hidden_until: datetime | None = None  # asked for it before then, the provider knows nothing
    pays_at_reverse: bool = False
    lies: int = 0  # how often a reversal will only say that it is done

    @property
    def key(self) -> tuple[str, str]:
        """What finds it in the books."""
        return self.provider, self.number

    @property
    def refunded_fen(self) -> int:
        """What went back, and what is on its way."""
        return sum(it.amount_fen for it in self.refunds)

    @property
    def net_fen(self) -> int:
        """What the customer has paid in the end."""
        return self.amount_fen - self.refunded_fen if self.paid_at else 0

    @property
    def rate_bps(self) -> int:
        """The merchant's fee, in hundredths of a per cent."""
        return FEE_BPS[self.provider]


class Books:
    """All charges of all providers, in memory, in the order in which they came."""

    def __init__(self, watch: Watch, seed: int = 0) -> None:
        self._watch = watch
        self._random = random.Random(seed)  # noqa: S311 - numbers that look real, not secrets
        self._charges: dict[tuple[str, str], Charge] = {}
        self._due: list[tuple[datetime, tuple[str, str]]] = []
        self._codes: dict[str, str] = {}
        self._refunds: dict[tuple[str, str], str] = {}  # provider and refund number: order
        self._by_trade: dict[tuple[str, str], str] = {}
        self._count = 0
        self.dead: set[tuple[str, str]] = set()  # undone before they came
        self.paid: list[tuple[str, str]] = []  # since the callbacks were last made
        self.refunded: list[tuple[Charge, Refund]] = []  # likewise

    def __iter__(self) -> Iterator[Charge]:
        self.settle()
        return iter(list(self._charges.values()))

    def find(self, provider: str, number: str) -> Charge | None:
        """Return an order as it stands now."""
        self.settle()
        return self._charges.get((provider, number))

    def find_trade(self, provider: str, trade_no: str) -> Charge | None:
        """Return an order by the provider's own number."""
        number = self._by_trade.get((provider, trade_no))
        return None if number is None else self.find(provider, number)

    def find_refund(self, provider: str, number: str) -> tuple[Charge, Refund] | None:
        """Return a refund with its order."""
        order = self._refunds.get((provider, number))
        charge = None if order is None else self.find(provider, order)
        if charge is None:
            return None
        return charge, next(it for it in charge.refunds if it.number == number)

    def put(self, charge: Charge) -> Charge:
        """Write down how an order stands; return it with its fee once it is paid."""
        before = self._charges.get(charge.key)
        if charge.state is State.PAID and not charge.paid_at:
            now = self._watch.now()
            now = min(charge.turns_at, now) if charge.turns_at else now
            charge = replace(charge, paid_at=now, fee_fen=fee(charge.amount_fen, charge.rate_bps))
        self._charges[charge.key] = charge
        self._by_trade[charge.provider, charge.trade_no] = charge.number
        if charge.paid_at and not (before and before.paid_at):
            self.paid.append(charge.key)
        if charge.turns_at and charge.state in OPEN:
            heapq.heappush(self._due, (charge.turns_at, charge.key))
        return charge

    def settle(self) -> None:
        """Let what is due happen: buyers who type a password, codes that expire."""
        now = self._watch.now()
        while self._due and self._due[0][0] <= now:
            at, key = heapq.heappop(self._due)
            charge = self._charges[key]
            if charge.state in OPEN and charge.turns_at == at and charge.turns_to is not None:
                ended = None if charge.turns_to is State.PAID else at
                self.put(replace(charge, state=charge.turns_to, ended_at=ended))

    def next_due(self) -> datetime | None:
        """Return when something will happen by itself."""
        return self._due[0][0] if self._due else None

    def end(self, charge: Charge, state: State) -> Charge:
        """Close or revoke an order; what was paid goes back at once."""
        now = self._watch.now()
        left = charge.net_fen
        if left:
            charge = self.refund(charge, charge.number, left, is_reversal=True, takes_s=0)
        return self.put(replace(charge, state=state, ended_at=now, turns_to=None, turns_at=None))

    def refund(
        self,
        charge: Charge,
        number: str,
        amount_fen: int,
        *,
        takes_s: float,
        is_reversal: bool = False,
        reason: str = "",
        notify_url: str = "",
    ) -> Charge:
        """Send money back; the last fen of the fee goes back with the last fen of the money."""
        now = self._watch.now()
        after = charge.refunded_fen + amount_fen
        returned = sum(it.fee_fen for it in charge.refunds)
        due = charge.fee_fen * after // charge.amount_fen if charge.amount_fen else 0
        made = Refund(
            number=number,
            reference=self.new_number(charge.provider, is_refund=True),
            amount_fen=amount_fen,
            fee_fen=due - returned,
            made_at=now,
            done_at=now + timedelta(seconds=takes_s),
            is_reversal=is_reversal,
            reason=reason,
            notify_url=notify_url,
        )
        if not is_reversal:
            self._refunds[charge.provider, number] = charge.number
            self.refunded.append((charge, made))
        return self.put(replace(charge, refunds=(*charge.refunds, made)))

    def claim_code(self, code: str, provider: str, number: str) -> bool:
        """Use up a payment code; False when another order has used it."""
        digest = hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
        return self._codes.setdefault(digest, f"{provider} {number}") == f"{provider} {number}"

    def new_number(self, provider: str, *, is_refund: bool = False) -> str:
        """Make a number in the provider's style; the same seed makes the same ones."""
        self._count += 1
        now = self._watch.now()
        day, tail = china(now, "%Y%m%d"), f"{self._count:06}{self._random.randrange(10_000):04}"
        if provider == "wechat":
            return f"5030000000{day}0{tail}" if is_refund else f"4200000001{day}{tail}"
        if provider == "alipay":
            return f"{day}2200100001{tail}"
        if provider == "unionpay":
            return f"{china(now, '%Y%m%d%H%M%S')}{self._count:07}"
        return f"{day}{'9' if is_refund else '1'}00001{tail}"

    def token(self, length: int) -> str:
        """Return letters and digits in no order that anyone could guess at a glance."""
        return "".join(self._random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=length))


def fee(amount_fen: int, bps: int) -> int:
    """Return the merchant's fee, half a fen rounded up."""
    return (amount_fen * bps + BPS // 2) // BPS
