"""An attempt to take money through a provider: states, number, and when a new one may start.

    CREATED -> SENDING -> PAID | FAILED | PAYING | UNKNOWN
    PAYING, UNKNOWN -> PAID | FAILED | REVERSING
    REVERSING -> REVERSED, or paid after all: REFUNDING -> REFUNDED

Asking the provider again is no state: it changes nothing until there is an answer. What a crash
finds CREATED never left; what it finds SENDING is unknown. ESCALATED waits for a person and moves
on as soon as the provider proves anything. Only the four terminal states never move.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.base.errors import Refusal
from app.base.ids import SaleId, StoreId, TillId, new_id
from app.base.money import Money
from app.payments.exchange import Instalments, Mode, Order, Outcome, Verdict

OrderNo = NewType("OrderNo", str)
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of Crockford's base 32: no I, L, O, U
NUMBER_LENGTH = 27  # 26 for 128 bits, and the check character
_READ_AS = str.maketrans("ILO", "110", " -")


class State(StrEnum):
    """Where an attempt is."""

    CREATED = "created"
    SENDING = "sending"
    PAYING = "paying"  # the customer is asked for a password
    UNKNOWN = "unknown"
    REVERSING = "reversing"  # given up; the provider has not yet proven that nothing was taken
    REFUNDING = "refunding"  # paid when nobody waited for it any more
    ESCALATED = "escalated"  # a person must look
    PAID = "paid"
    FAILED = "failed"
    REVERSED = "reversed"
    REFUNDED = "refunded"


class Event(StrEnum):
    """What happens to an attempt."""

    SEND = "send"  # written down before the first byte leaves
    NOTHING_LEFT = "nothing_left"
    PAID = "paid"
    PAID_LATE = "paid_late"  # proven, but the sale takes it no more
    DEAD = "dead"
    PAYING = "paying"
    UNCLEAR = "unclear"  # no answer, or one that proves nothing
    GIVE_UP = "give_up"  # written down before a reversal is asked for
    REFUNDED = "refunded"  # proven
    ESCALATE = "escalate"
    TRUST = "trust"  # somebody lets the goods go without proof


TERMINAL = frozenset({State.PAID, State.FAILED, State.REVERSED, State.REFUNDED})
DEAD = frozenset({State.FAILED, State.REVERSED, State.REFUNDED})  # nothing of it was kept

_MOVES = {
    (State.CREATED, Event.SEND): State.SENDING,
    (State.CREATED, Event.NOTHING_LEFT): State.FAILED,
    (State.SENDING, Event.NOTHING_LEFT): State.FAILED,
    (State.SENDING, Event.PAID): State.PAID,
    (State.SENDING, Event.PAID_LATE): State.REFUNDING,
    (State.SENDING, Event.DEAD): State.FAILED,
    (State.SENDING, Event.PAYING): State.PAYING,
    (State.SENDING, Event.UNCLEAR): State.UNKNOWN,
    (State.REVERSING, Event.PAID_LATE): State.REFUNDING,
    (State.REVERSING, Event.DEAD): State.REVERSED,
    (State.REVERSING, Event.REFUNDED): State.REFUNDED,  # the reversal itself paid it back
    (State.REVERSING, Event.PAYING): State.REVERSING,
    (State.REVERSING, Event.UNCLEAR): State.REVERSING,
    (State.REVERSING, Event.ESCALATE): State.ESCALATED,
    (State.REFUNDING, Event.REFUNDED): State.REFUNDED,
    (State.REFUNDING, Event.DEAD): State.REVERSED,  # an earlier reversal gave it back after all
    (State.REFUNDING, Event.PAID_LATE): State.REFUNDING,
    (State.REFUNDING, Event.PAYING): State.REFUNDING,
    (State.REFUNDING, Event.UNCLEAR): State.REFUNDING,
    (State.REFUNDING, Event.ESCALATE): State.ESCALATED,
    (State.ESCALATED, Event.PAID): State.PAID,
    (State.ESCALATED, Event.PAID_LATE): State.REFUNDING,
    (State.ESCALATED, Event.DEAD): State.FAILED,
    (State.ESCALATED, Event.PAYING): State.ESCALATED,
    (State.ESCALATED, Event.UNCLEAR): State.ESCALATED,
    (State.ESCALATED, Event.GIVE_UP): State.REVERSING,
    (State.ESCALATED, Event.REFUNDED): State.REFUNDED,
    (State.ESCALATED, Event.ESCALATE): State.ESCALATED,
    (State.ESCALATED, Event.TRUST): State.ESCALATED,
} | {
    (waits, event): then
    for waits in (State.PAYING, State.UNKNOWN)
    for event, then in (
        (Event.PAID, State.PAID),
        (Event.PAID_LATE, State.REFUNDING),
        (Event.DEAD, State.FAILED),
        (Event.PAYING, State.PAYING),
        (Event.UNCLEAR, State.UNKNOWN),
        (Event.GIVE_UP, State.REVERSING),
        (Event.ESCALATE, State.ESCALATED),
        (Event.TRUST, State.ESCALATED),
    )
}
_EVENTS = {
    Verdict.PAID: Event.PAID,
    Verdict.DEAD: Event.DEAD,
    Verdict.PAYING: Event.PAYING,
    Verdict.UNKNOWN: Event.UNCLEAR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to take money for a sale; its number is also the provider's order number."""

    number: OrderNo
    store: StoreId
    till: TillId
    sale: SaleId
    channel: str
    wallet: str
    mode: Mode
    amount: Money
    made_at: datetime
    state: State = State.CREATED
    sent_at: datetime | None = None  # when the first byte may have left
    given_up_at: datetime | None = None
    reference: str = ""  # the provider's number
    paid: Money | None = None
    payer: str = ""  # masked
    reason: str = ""
    instalments: Instalments | None = None
    was_undone: bool = False  # the provider says so itself: then no such order is proof
    is_trusted: bool = False  # its sale counts it, proven or not

    @property
    def is_final(self) -> bool:
        """Whether it never moves again."""
        return self.state in TERMINAL

    def happened(self, event: Event, at: datetime) -> "Attempt":
        """Return what an event makes of it; raises ValueError for what must not happen.

        A success of what was given up is late, whoever reports it.
        """
        if event is Event.PAID and self.given_up_at is not None:
            event = Event.PAID_LATE
        if event is Event.TRUST and self.given_up_at is not None:
            raise ValueError("what is given up goes back: nobody can trust it any more")
        state = move(self.state, event)
        sent_at = at if event is Event.SEND else self.sent_at
        late = event in (Event.GIVE_UP, Event.PAID_LATE)
        given_up_at = (self.given_up_at or at) if late else self.given_up_at
        return replace(
            self,
            state=state,
            sent_at=sent_at,
            given_up_at=given_up_at,
            is_trusted=self.is_trusted or event is Event.TRUST,
        )

    def learned(self, outcome: Outcome) -> "Attempt":
        """Keep what an answer says beside its verdict; what is known already stays."""
        return replace(
            self,
            reference=outcome.reference or self.reference,
            paid=outcome.paid if outcome.paid is not None else self.paid,
            payer=outcome.payer or self.payer,
            reason=outcome.reason or self.reason,
            was_undone=self.was_undone or outcome.is_refused,
        )

    def order(self, subject: str = "", *, device: str = "", ip: str = "127.0.0.1") -> Order:
        """Return it as its provider sees it: the same on every request."""
        return Order(
            number=self.number,
            amount=self.amount,
            made_at=self.made_at,
            subject=subject,
            mode=self.mode,
            wallet=self.wallet,
            store=self.store,
            device=device or self.till,
            ip=ip,
            reference=self.reference,
            instalments=self.instalments,
            was_undone=self.was_undone,
        )


def move(state: State, event: Event) -> State:
    """Return the next state; raises ValueError for a move that must not happen."""
    try:
        return _MOVES[state, event]
    except KeyError:
        raise ValueError(f"a payment that is {state} cannot {event}") from None


def event_of(attempt: Attempt, outcome: Outcome) -> Event:
    """Return what an answer means for the attempt that it is about.

    Money that goes back once a reversal was acknowledged is that reversal's, and all of it.
    """
    if outcome.never_left:
        return Event.NOTHING_LEFT
    if outcome.verdict is Verdict.PAID and outcome.has_returned and attempt.was_undone:
        return Event.REFUNDED
    return _EVENTS[outcome.verdict]


def may_start_again(attempts: Sequence[Attempt], answers: Mapping[OrderNo, Outcome]) -> bool:
    """Say whether the same money may be asked for once more.

    Each earlier attempt must be dead in our journal, and dead by a fresh answer of its provider;
    of what never left no provider can know. `answers` are by order number.
    """
    return all(
        one.state in DEAD and (one.sent_at is None or _is_proven(one, answers.get(one.number)))
        for one in attempts
    )


def contradicts(attempt: Attempt, outcome: Outcome) -> bool:
    """Say whether an answer disputes a terminal state: nothing moves, a person must know."""
    opposite = Verdict.DEAD if attempt.state is State.PAID else Verdict.PAID
    return attempt.is_final and outcome.verdict is opposite and not outcome.has_returned


def new_number() -> OrderNo:
    """Mint an order number, once for each attempt: it is used on every retry."""
    return number_of(new_id())


def number_of(uuid: str) -> OrderNo:
    """Write a UUID as an order number: digits and capitals that sort by time, and a check.

    27 characters fit every provider (WeChat Pay 32, UnionPay 8 to 40 without signs, Alipay 64).
    """
    value = UUID(uuid).int
    body = "".join(DIGITS[value >> shift & 31] for shift in range(125, -1, -5))
    return OrderNo(body + check_character(body))


def typed_number(text: str) -> OrderNo:
    """Read an order number as a person types it; raises Refusal when it cannot be one.

    Small letters are fine, and I and L for 1, O for 0, blanks and hyphens anywhere.
    """
    read = text.strip().upper().translate(_READ_AS)
    whole = len(read) == NUMBER_LENGTH and all(it in DIGITS for it in read)
    if not whole or check_character(read[:-1]) != read[-1]:
        raise Refusal("order_number_wrong", number=text[:NUMBER_LENGTH])
    return OrderNo(read)


def check_character(body: str) -> str:
    """Return the check character: ISO/IEC 7064's hybrid system, on 32 signs (MOD 33,32)."""
    carried = 32
    for it in body:
        carried = ((carried + DIGITS.index(it)) % 32 or 32) * 2 % 33
    return DIGITS[(33 - carried) % 32]


def _is_proven(attempt: Attempt, answer: Outcome | None) -> bool:
    if answer is None:
        return False
    gone_back = attempt.state is State.REFUNDED and answer.has_returned
    return answer.verdict is Verdict.DEAD or gone_back
