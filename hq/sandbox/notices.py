"""Callbacks that wait to be sent, and how often each provider tries."""

import heapq
import itertools
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

AGAIN_S = {  # after a try that was not thanked for
    "wechat": (
        15,
        15,
        30,
        180,
        600,
        1200,
        1800,
        1800,
        1800,
        3600,
        10800,
        10800,
        10800,
        21600,
        21600,
    ),
    "alipay": (240, 600, 600, 3600, 7200, 21600, 54000),
    "unionpay": (60, 120, 240, 480),
    "quickpass": (60, 120, 240, 480),
    "ecny": (60, 120, 240, 480),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One callback: about an order, or about a refund of it."""

    id: int
    provider: str
    number: str
    url: str
    due: datetime
    refund: str = ""
    tries: int = 0
    is_thanked: bool = False
    status: int = 0  # of the last answer; 0 for none


@dataclass(slots=True)
class Notices:
    """Callbacks by when they are due, and what became of those that were sent."""

    waiting: list[tuple[datetime, int, Notice]] = field(default_factory=list)
    sent: list[Notice] = field(default_factory=list)
    _ids: "itertools.count[int]" = field(default_factory=itertools.count)

    def add(self, provider: str, number: str, url: str, due: datetime, refund: str = "") -> None:
        """Put one on the list."""
        self._push(
            Notice(
                id=next(self._ids),
                provider=provider,
                number=number,
                url=url,
                due=due,
                refund=refund,
            )
        )

    def next_due(self) -> datetime | None:
        """Return when the next one is due."""
        return self.waiting[0][0] if self.waiting else None

    def take(self, now: datetime) -> Notice | None:
        """Return one that is due, off the list."""
        if self.waiting and self.waiting[0][0] <= now:
            return heapq.heappop(self.waiting)[2]
        return None

    def put_off(self, notice: Notice, due: datetime) -> None:
        """Put one back for later, as if it had not been tried."""
        self._push(replace(notice, due=due))

    def came_back(self, notice: Notice, status: int, now: datetime, *, is_thanked: bool) -> None:
        """Write down an answer, and try again later without thanks."""
        done = replace(notice, tries=notice.tries + 1, status=status, is_thanked=is_thanked)
        self.sent.append(done)
        pauses = AGAIN_S[notice.provider]
        if not is_thanked and notice.tries < len(pauses):
            self._push(replace(done, due=now + timedelta(seconds=pauses[notice.tries])))

    def _push(self, notice: Notice) -> None:
        heapq.heappush(self.waiting, (notice.due, next(self._ids), notice))
