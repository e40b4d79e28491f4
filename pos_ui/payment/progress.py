"""How far a payment is, as the cashier sees it: one phase for each picture of the screen."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.payments.attempt import DEAD, Attempt, State
from app.payments.exchange import Mode
from app.payments.hub import News, Update

PATIENCE_S = 120.0  # of an attempt that a restart finds unknown, until the hub says more


class Phase(StrEnum):
    """What the screen shows of a payment."""

    SENDING = "sending"
    SHOWING = "showing"  # our code, for the customer to scan
    PASSWORD = "password"  # noqa: S105 - the customer types one
    QUERYING = "querying"
    UNKNOWN = "unknown"
    GIVING_UP = "giving_up"  # being reversed, or its money is on its way back
    PAID = "paid"
    DEAD = "dead"


WAITING = frozenset({Phase.SENDING, Phase.SHOWING, Phase.PASSWORD})
MAY_CANCEL = WAITING
LOCKED = frozenset({Phase.QUERYING, Phase.UNKNOWN})  # nothing else may be charged, nobody leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """An attempt and what the hub has told of it; seconds as at `heard_at`."""

    attempt: Attempt
    heard_at: datetime
    left_s: float | None = None  # of the customer's time
    whole_s: float = 0.0  # of it, as first told
    next_s: float | None = None  # until it is asked about again
    asked: int = 0
    asked_at: datetime | None = None
    shows: str = ""

    @property
    def phase(self) -> Phase:
        """What to show."""
        state = self.attempt.state
        if state in (State.CREATED, State.SENDING):
            return Phase.SENDING
        if state is State.PAID:
            return Phase.PAID
        if state in DEAD:
            return Phase.DEAD
        if state in (State.REVERSING, State.REFUNDING):
            return Phase.GIVING_UP
        if state is State.ESCALATED:
            return Phase.UNKNOWN
        if self.attempt.mode is Mode.SHOWN and self._is_in_time(default=bool(self.shows)):
            return Phase.SHOWING  # nobody has scanned it yet: that it is not known means nothing
        if state is State.PAYING:
            return Phase.PASSWORD
        return Phase.QUERYING if self._is_in_time(default=self._is_young()) else Phase.UNKNOWN

    def heard(self, update: Update, at: datetime) -> "Progress":
        """Take news in; what it does not tell stays."""
        is_asked = update.asked > self.asked or update.news is News.ASKED
        waits = update.news is News.WAITS
        left_s = update.left_s if waits else self.seconds_left(at)
        return replace(
            self,
            attempt=update.attempt,
            heard_at=at,
            left_s=left_s,
            whole_s=max(self.whole_s, left_s or 0.0),
            next_s=update.next_s if waits else self.seconds_to_next(at),
            asked=max(self.asked, update.asked),
            asked_at=at if is_asked else self.asked_at,
            shows=update.shows or self.shows,
        )

    def seconds_left(self, now: datetime) -> float | None:
        """Return what the customer has left of their time."""
        return _less(self.left_s, now, self.heard_at)

    def seconds_to_next(self, now: datetime) -> float | None:
        """Return when it is asked about again."""
        return _less(self.next_s, now, self.heard_at)

    def at(self, now: datetime) -> "Progress":
        """Return how it stands a little later, when nothing was heard."""
        left_s, next_s = self.seconds_left(now), self.seconds_to_next(now)
        return replace(self, heard_at=now, left_s=left_s, next_s=next_s)

    def _is_in_time(self, *, default: bool) -> bool:
        return default if self.left_s is None else self.left_s > 0

    def _is_young(self) -> bool:
        since = self.attempt.sent_at or self.attempt.made_at
        return (self.heard_at - since).total_seconds() < PATIENCE_S


def begun(attempt: Attempt, at: datetime, shows: str = "") -> Progress:
    """Begin to watch an attempt."""
    return Progress(attempt=attempt, heard_at=at, shows=shows)


def _less(seconds: float | None, now: datetime, since: datetime) -> float | None:
    if seconds is None:
        return None
    return max(0.0, seconds - max(0.0, (now - since).total_seconds()))
