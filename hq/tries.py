"""How often somebody may try to sign in: counted on disk, so that a restart forgives nothing.

A try is counted before the password is looked at, so that many at once gain nothing. What was
tried is kept as a keyed hash: people type passwords where a name is asked for.
"""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, delete, select

from app.base import clock
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table
from hq import people, seals

tried = table(
    "hq_try",
    Column("id", Text, primary_key=True),
    Column("failures", Whole, nullable=False),
    Column("last_at_ms", UtcMs, nullable=False),
    Column("until_ms", UtcMs, nullable=False),  # no further try before
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """So many tries are free, then each must wait twice as long as the one before."""

    what: str
    free: int
    first_wait: timedelta
    longest_wait: timedelta = timedelta(minutes=15)
    forgotten_after: timedelta = timedelta(days=1)


OF_NAME = Rule(what="name", free=5, first_wait=timedelta(seconds=30))
OF_ADDRESS = Rule(what="address", free=30, first_wait=timedelta(seconds=30))


def count(connection: Connection, rule: Rule, whose: str, now: datetime) -> timedelta:
    """Count a try; return how long to wait where it may not even be made, else nothing."""
    name = _id(connection, rule, whose)
    free = {"id": name, "failures": 0, "last_at_ms": clock.to_ms(now), "until_ms": 0}
    rows.add_if_free(connection, tried, [free])
    row = connection.execute(select(tried).where(tried.c.id == name).with_for_update()).one()
    if clock.to_ms(now) < row.until_ms:
        return clock.from_ms(row.until_ms) - now
    is_old = now - clock.from_ms(row.last_at_ms) > rule.forgotten_after
    failures = 1 if is_old else row.failures + 1
    over = failures - rule.free
    wait = rule.first_wait * 2 ** min(over, 20) if over >= 0 else timedelta(0)
    until = now + min(wait, rule.longest_wait)
    counted = tried.update().where(tried.c.id == name)
    connection.execute(
        counted.values(failures=failures, last_at_ms=clock.to_ms(now), until_ms=clock.to_ms(until))
    )
    return timedelta(0)


def forgive(connection: Connection, rule: Rule, whose: str) -> None:
    """Forget the tries of somebody who proved who they are."""
    connection.execute(delete(tried).where(tried.c.id == _id(connection, rule, whose)))


def give_back(connection: Connection, rule: Rule, whose: str) -> None:
    """Uncount one try, because it was right: others from there may still be wrong."""
    mine = tried.update().where(tried.c.id == _id(connection, rule, whose), tried.c.failures > 0)
    connection.execute(mine.values(failures=tried.c.failures - 1, until_ms=0))


def forget(connection: Connection, now: datetime) -> int:
    """Let go of what is too old to count."""
    old = tried.c.last_at_ms < clock.to_ms(now - OF_NAME.forgotten_after)
    return connection.execute(delete(tried).where(old)).rowcount


def neighbourhood(address: str) -> str:
    """Name what one household may change at will: an address, or a /64 of IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:  # noqa: PLR2004 - IPv4
        return str(found)
    return str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))


def _id(connection: Connection, rule: Rule, whose: str) -> str:
    secret = seals.read(connection, seals.SECRET)
    text = f"{rule.what}\n{people.plain(whose)}"
    return hmac.new(secret.encode(), text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
