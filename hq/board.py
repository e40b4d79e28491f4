"""What every poll asks, kept in memory: the heads of the feeds and which keys were revoked.

It is read anew from the database when it is older than a moment, because other processes publish
and revoke too.
"""

import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import Connection

from app.base.ids import StoreId
from app.shop import Shop
from hq import acks, feeds, publications, replays, seals, tags, tills
from hq.acks import Ack
from hq.feeds import Head, Place
from hq.publications import Publication
from hq.tills import KnownTill
from hq.tokens import VALID_S, Tokens

GOOD_FOR_S = 0.2
USABLE_FOR = 5  # times as long
TIDY_EVERY_S = 60.0
MOST_NOTED = 1_000_000  # cursors in memory


@dataclass(frozen=True, slots=True)
class Notice:
    """One look at the database."""

    at_s: float
    handle: str
    heads: dict[str, Head] = field(default_factory=dict)
    revoked: Collection[str] = frozenset()
    tags: Mapping[StoreId, tuple[str, ...]] = field(default_factory=dict)
    rolling: Mapping[str, Publication] = field(default_factory=dict)
    _scopes: dict[tuple[KnownTill, str], tuple[str, ...]] = field(default_factory=dict)
    _ends: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    _versions: dict[KnownTill, dict[str, int]] = field(default_factory=dict)

    def scopes_of(self, till: KnownTill, feed: str) -> tuple[str, ...]:
        """Name the scopes of a feed that a till may see now."""
        known = self._scopes.get((till, feed))
        if known is None:
            new = self.rolling.get(feed)
            wave = new.version if new is not None and new.is_for(till) else None
            known = feeds.scopes_of(till, self.tags.get(till.store, ()), wave)
            self._scopes[till, feed] = known
        return known

    def end_of(self, feed: str, scopes: tuple[str, ...]) -> str:
        """Return the cursor of whoever has read all of a feed in these scopes; empty for none."""
        known = self._ends.get((feed, scopes))
        if known is None:
            head = self.heads.get(feed)
            last = head.last_of(scopes) if head else Place()
            handle = feeds.handle_of(self.handle, scopes)
            known = feeds.write_cursor(last, handle) if head else ""
            self._ends[feed, scopes] = known
        return known

    def is_at_end(self, feed: str, scopes: tuple[str, ...], cursor: str) -> bool:
        """Say whether somebody has read all of a feed that they may see."""
        return cursor != "" and cursor == self.end_of(feed, scopes)

    def words_of(self, till: KnownTill) -> str:
        """Write the newest versions for a header: "catalogue=3,prices=1"."""
        return ",".join(f"{it}={number}" for it, number in self.versions_of(till).items())

    def versions_of(self, till: KnownTill) -> dict[str, int]:
        """Return the newest version of every feed of which a till may see something."""
        known = self._versions.get(till)
        if known is None:
            seen = {it: self.heads[it].version_of(self.scopes_of(till, it)) for it in self.heads}
            known = {name: seen[name] for name in sorted(seen) if seen[name]}
            self._versions[till] = known
        return known


class Board:
    """The newest notice, and the tokens that this HQ gives out."""

    def __init__(self, shop: Shop, good_for_s: float = GOOD_FOR_S) -> None:
        self._shop = shop
        self._good_for_s = good_for_s
        self._turn = threading.Lock()
        self._tidied_at_s = time.monotonic()
        self._noted: dict[tuple[KnownTill, str], str] = {}
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

    @property
    def is_usable(self) -> bool:
        """Whether polls may still be answered from the notice while a newer one is fetched."""
        return time.monotonic() - self.notice.at_s < self._good_for_s * USABLE_FOR

    def refresh(self) -> Notice:
        """Look again, unless somebody just did; raises Trouble when the database is away."""
        with self._turn:
            if not self.is_fresh:
                self.notice = self._look()
                self._tidy()
            return self.notice

    def has_noted(self, till: KnownTill, feed: str, cursor: str) -> bool:
        """Say whether it is on record that a till came so far."""
        return self._noted.get((till, feed)) == cursor

    def note(self, till: KnownTill, feed: str, version: int, cursor: str) -> None:
        """Keep on record how far a till came in a feed, once for each step."""
        if not cursor or self.has_noted(till, feed, cursor):
            return
        with self._shop.database.reading() as connection:
            known = acks.read(connection, till, feed)
        if known is None or (known.cursor, known.version) != (cursor, version):
            new = Ack(till=till, feed=feed, version=version, cursor=cursor, at=self._shop.clock())
            with self._shop.database.writing() as connection:
                acks.put(connection, new)
        if len(self._noted) >= MOST_NOTED:
            self._noted.clear()
        self._noted[till, feed] = cursor

    def _look(self) -> Notice:
        since = self._shop.clock() - timedelta(seconds=VALID_S * 2)
        with self._shop.database.reading() as connection:
            handle = seals.read(connection, seals.FEEDS)
            heads = {
                name: self._head(connection, name, version)
                for name, version in feeds.versions(connection).items()
            }
            revoked = tills.revoked_since(connection, since)
            tagged, rolling = tags.everywhere(connection), publications.rolling(connection)
        old = self.notice
        if (handle, heads, tagged, rolling) == (old.handle, old.heads, old.tags, old.rolling):
            return replace(old, at_s=time.monotonic(), revoked=revoked)  # and what it worked out
        return Notice(
            at_s=time.monotonic(),
            handle=handle,
            heads=heads,
            revoked=revoked,
            tags=tagged,
            rolling=rolling,
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
