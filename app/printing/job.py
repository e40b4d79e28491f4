"""A print job and its states: never lost, and never printed twice by itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.base.ids import JobId, SaleId, StoreId


class State(StrEnum):
    """Where a job is; PRINTED and SKIPPED are final, EXPIRED unless a person wants it after all."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"  # all bytes left; this printer acknowledges nothing
    PRINTED = "printed"  # the printer said so
    UNKNOWN = "unknown"  # bytes left without an acknowledgement: only a person may decide
    SKIPPED = "skipped"  # nobody wants it on paper
    EXPIRED = "expired"  # it waited so long that nobody waits for it any more


class Kind(StrEnum):
    """What a piece of paper is for."""

    RECEIPT = "receipt"
    GIFT = "gift"  # without prices
    CASH_SLIP = "cash_slip"  # of cash in, cash out, a drop into the safe
    SHIFT = "shift"  # the report of a shift that was handed over
    Z = "z"  # the report of a day
    DEPOSIT = "deposit"  # what left the drawer for the safe or the bank


OF_SALES = frozenset({Kind.RECEIPT, Kind.GIFT})
FINAL = frozenset({State.PRINTED, State.SKIPPED})


class Event(StrEnum):
    """What happens to a job."""

    START = "start"
    ALL_SENT = "all_sent"
    ACKNOWLEDGED = "acknowledged"
    NOTHING_SENT = "nothing_sent"  # it failed before the first byte left
    CUT_OFF = "cut_off"  # it failed after bytes left, or the program died meanwhile
    PRINT_AGAIN = "print_again"  # a person says that it did not come out
    SEEN = "seen"  # a person says that it did
    SKIP = "skip"
    EXPIRE = "expire"


class Decision(StrEnum):
    """What somebody who has looked at the paper says of a job, in the words of its events."""

    SEEN = "seen"
    AGAIN = "print_again"
    SKIP = "skip"


_MOVES = {
    (State.QUEUED, Event.START): State.SENDING,
    (State.QUEUED, Event.SKIP): State.SKIPPED,
    (State.QUEUED, Event.EXPIRE): State.EXPIRED,
    (State.EXPIRED, Event.ACKNOWLEDGED): State.PRINTED,  # an earlier try came out after all
    (State.EXPIRED, Event.PRINT_AGAIN): State.QUEUED,
    (State.EXPIRED, Event.SKIP): State.SKIPPED,
    # Wanted again, and then the first try came out after all: it had waited for paper.
    (State.QUEUED, Event.ACKNOWLEDGED): State.PRINTED,
    (State.SENDING, Event.ALL_SENT): State.SENT,
    (State.SENDING, Event.ACKNOWLEDGED): State.PRINTED,
    (State.SENDING, Event.NOTHING_SENT): State.QUEUED,
    (State.SENDING, Event.CUT_OFF): State.UNKNOWN,
    (State.SENT, Event.ACKNOWLEDGED): State.PRINTED,
    # Taken for dead at a start, but its sender was alive in another program and speaks up:
    (State.UNKNOWN, Event.ALL_SENT): State.SENT,
    (State.UNKNOWN, Event.ACKNOWLEDGED): State.PRINTED,
    (State.UNKNOWN, Event.NOTHING_SENT): State.QUEUED,
    (State.UNKNOWN, Event.CUT_OFF): State.UNKNOWN,
    (State.UNKNOWN, Event.SEEN): State.PRINTED,
    (State.UNKNOWN, Event.PRINT_AGAIN): State.QUEUED,
    (State.UNKNOWN, Event.SKIP): State.SKIPPED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A copy of a paper to be printed; `copy` counts those of its kind, 0 is the first.

    `sale` is the sale that it is about, or the cash move, closing or Z of the other kinds.

    `earlier` counts the tries of this very job that may have come out before somebody wanted it
    again, `printer` is where it was sent last.
    """

    id: JobId
    store: StoreId
    sale: SaleId
    copy: int
    state: State
    made_at: datetime
    attempts: int = 0
    error: str = ""
    opens_drawer: bool = False
    kind: Kind = Kind.RECEIPT
    printer: str = ""
    earlier: int = 0


def move(state: State, event: Event) -> State:
    """Return the next state; raises ValueError for a move that must not happen."""
    try:
        return _MOVES[state, event]
    except KeyError:
        raise ValueError(f"a print job that is {state} cannot {event}") from None
