"""What every poll asks, kept in memory: the heads of the feeds and which keys were revoked.

It is read anew from the database when it is older than a moment, because other processes publish
and revoke too.
"""

import threading
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection

from app.shop import Shop
from hq import feeds, replays, seals, tills
from hq.feeds import Gone, Head
from hq.tokens import VALID_S, Tokens

GOOD_FOR_S = 0.2
TIDY_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class Notice:
    """One look at the database."""

    at_s: float
    handle: str
    heads: dict[str, Head] = field(default_factory=dict)
    revoked: Collection[str] = frozenset()


class Board:
    """The newest notice, and the tokens that this HQ gives out."""

    def __init__(self, shop: Shop, good_for_s: float = GOOD_FOR_S) -> None:
        self._shop = shop
        self._good_for_s = good_for_s
        self._turn = threading.Lock()
        self._tidied_at_s = time.monotonic()
        with shop.database.writing() as connection:
            self.tokens = Tokens(seals.read(connection, seals.SECRET))
            seals.read(connection, seals.FEEDS)
            if feeds.is_from_elsewhere(connection):
                feeds.begin_anew(connection)
        self.notice = Notice(at_s=0.0, handle="")
        self.notice = self._look()

    @property
    def is_fresh(self) -> bool:
        """Whether the notice is new enough to answer from."""
        return time.monotonic() - self.notice.at_s < self._good_for_s

    def refresh(self) -> Notice:
        """Look again, unless somebody just did; raises Trouble when the database is away."""
        with self._turn:
            if not self.is_fresh:
                self.notice = self._look()
                self._tidy()
            return self.notice

    def is_at_end(self, feed: str, scopes: tuple[str, ...], cursor: str) -> bool:
        """Say from memory whether a till has read all of a feed that it may see."""
        head = self.notice.heads.get(feed)
        if head is None or not cursor:
            return False
        try:
            place = feeds.read_cursor(cursor, self.notice.handle)
        except (Gone, ValueError):
            return False  # the database will say what is wrong
        return place == head.last_of(scopes)

    def _look(self) -> Notice:
        since = self._shop.clock() - timedelta(seconds=VALID_S * 2)
        with self._shop.database.reading() as connection:
            return Notice(
                at_s=time.monotonic(),
                handle=seals.read(connection, seals.FEEDS),
                heads={
                    name: self._head(connection, name, version)
                    for name, version in feeds.versions(connection).items()
                },
                revoked=tills.revoked_since(connection, since),
            )

    def _head(self, connection: Connection, feed: str, version: int) -> Head:
        known = self.notice.heads.get(feed)
        if known is not None and known.version == version:
            newest = max((place.transaction for place in known.last.values()), default=0)
            if newest == feeds.newest_place(connection, feed):
                return known
        return feeds.head(connection, feed)

    def _tidy(self) -> None:
        if time.monotonic() - self._tidied_at_s < TIDY_EVERY_S:
            return
        self._tidied_at_s = time.monotonic()
        with self._shop.database.writing() as connection:
            replays.forget(connection, self._shop.clock())
            feeds.forget_tombstones(connection, self._shop.clock())
