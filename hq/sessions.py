"""Who is signed in at head office: by a random word that only their browser has.

Kept is a hash of it, so that nobody who reads the database can take a session over.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Index, delete, or_, select

from app.base import clock
from app.base.ids import PersonId
from app.storage import rows
from app.storage.columns import Text, UtcMs, table
from hq import people, seals
from hq.people import Person

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)  # that somebody is still there
WORD_BYTES = 32
LONGEST_WORD = 128

session = table(
    "hq_session",
    Column("id", Text, primary_key=True),  # SHA-256 of the word
    Column("person", Text, nullable=False),
    Column("made_at_ms", UtcMs, nullable=False),
    Column("seen_at_ms", UtcMs, nullable=False),
)
Index("ix_hq_session_person", session.c.person)
Index("ix_hq_session_seen", session.c.seen_at_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is signed in; `csrf` is the word that their pages must send along."""

    word: str
    person: Person
    csrf: str

    def is_word_of(self, sent: str) -> bool:
        """Say whether a page of this session sent that."""
        return hmac.compare_digest(sent.encode(), self.csrf.encode())


def begin(connection: Connection, who: Person, at: datetime) -> Session:
    """Sign somebody in by a new word: one that was there before is never taken over."""
    word = secrets.token_urlsafe(WORD_BYTES)
    row = {
        "id": _id(word),
        "person": who.id,
        "made_at_ms": clock.to_ms(at),
        "seen_at_ms": clock.to_ms(at),
    }
    rows.insert(connection, session, [row])
    return Session(word=word, person=who, csrf=_csrf(connection, word))


def find(connection: Connection, word: str, now: datetime) -> Session | None:
    """Say who is signed in by this word; None when it is over, or theirs no more."""
    if not word or len(word) > LONGEST_WORD:
        return None
    row = connection.execute(select(session).where(session.c.id == _id(word))).one_or_none()
    if row is None or _is_over(row.made_at_ms, row.seen_at_ms, now):
        return None
    who = people.by_id(connection, PersonId(row.person))
    if who is None or who.is_disabled:
        return None
    return Session(word=word, person=who, csrf=_csrf(connection, word))


def note(connection: Connection, word: str, now: datetime) -> None:
    """Remember that somebody is still there, now and then."""
    stale = session.c.seen_at_ms < clock.to_ms(now - NOTED_EVERY)
    seen = session.update().where(session.c.id == _id(word), stale)
    connection.execute(seen.values(seen_at_ms=clock.to_ms(now)))


def is_stale(connection: Connection, word: str, now: datetime) -> bool:
    """Say whether it is time to remember again that somebody is still there."""
    seen = connection.scalar(select(session.c.seen_at_ms).where(session.c.id == _id(word)))
    return seen is not None and int(seen) < clock.to_ms(now - NOTED_EVERY)


def end(connection: Connection, word: str) -> int:
    """Sign somebody out; the word is worth nothing from now on."""
    return connection.execute(delete(session).where(session.c.id == _id(word))).rowcount


def end_all(connection: Connection, who: Person) -> int:
    """Sign somebody out everywhere."""
    return connection.execute(delete(session).where(session.c.person == who.id)).rowcount


def forget(connection: Connection, now: datetime) -> int:
    """Let go of sessions that are over."""
    idle = session.c.seen_at_ms < clock.to_ms(now - IDLE)
    long = session.c.made_at_ms < clock.to_ms(now - LONGEST)
    return connection.execute(delete(session).where(or_(idle, long))).rowcount


def _is_over(made_at_ms: int, seen_at_ms: int, now: datetime) -> bool:
    return now - clock.from_ms(seen_at_ms) > IDLE or now - clock.from_ms(made_at_ms) > LONGEST


def _id(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def _csrf(connection: Connection, word: str) -> str:
    secret = seals.read(connection, seals.SECRET)
    return hmac.new(secret.encode(), f"csrf\n{word}".encode(), hashlib.sha256).hexdigest()
