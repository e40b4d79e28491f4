"""The one-time codes by which tills enrol: short, for a while, for one till, a few tries."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, delete, select

from app.base import clock
from app.base.errors import Refusal
from app.storage import rows
from app.storage.columns import Text, UtcMs, Whole, table
from hq import seals, tills
from hq.tills import KnownTill

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else
LENGTH = 10
VALID_FOR = timedelta(minutes=15)
MOST_TRIES = 5

enrolment_code = table(
    "enrolment_code",
    Column("store", Text, primary_key=True),
    Column("till", Text, primary_key=True),
    Column("code_hash", Text, nullable=False),
    Column("issued_at_ms", UtcMs, nullable=False),
    Column("valid_until_ms", UtcMs, nullable=False),
    Column("used_by", Text),  # the key that it admitted
    Column("is_again", Whole, nullable=False),  # the till was known by another key
)
enrolment_try = table(  # one row for each code and key that was tried, however often
    "enrolment_try",
    Column("id", Text, primary_key=True),
    Column("store", Text, nullable=False),
    Column("till", Text, nullable=False),
    Column("at_ms", UtcMs, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A code was right: the till is known by this key."""

    key: str
    is_again: bool


def issue(
    connection: Connection,
    owner: KnownTill,
    at: datetime,
    *,
    again: bool = False,
    valid_for: timedelta = VALID_FOR,
) -> str:
    """Give out a code for one till, shown once and not kept; an earlier one is worth nothing now.

    Raises Refusal when the till is known already, unless it is admitted `again`.
    """
    if not again and is_known(connection, owner):
        raise Refusal("till_exists", store=owner.store, till=owner.till)
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    _forget_tries(connection, owner)
    row = {
        "store": owner.store,
        "till": owner.till,
        "code_hash": _hash(connection, owner, code),
        "issued_at_ms": clock.to_ms(at),
        "valid_until_ms": clock.to_ms(at + valid_for),
        "used_by": None,
        "is_again": int(bool(tills.keys(connection, owner))),
    }
    rows.put(connection, enrolment_code, [row])
    return f"{code[:5]}-{code[5:]}"


def redeem(
    connection: Connection, owner: KnownTill, code: str, key: str, public: str, at: datetime
) -> Admitted | None:
    """Admit a till whose code is right; None for any other.

    The same code with the same key is answered alike, and counts as one try.
    """
    row = connection.execute(_of(owner).with_for_update()).one_or_none()
    if row is None:
        return None
    given = _hash(connection, owner, plain(code))
    tried = _remember_try(connection, owner, f"{given}.{key}", at)
    is_right = hmac.compare_digest(row.code_hash, given)
    if is_right and row.used_by == key and not _is_dead(connection, key):
        return Admitted(key=key, is_again=bool(row.is_again))
    is_late = clock.to_ms(at) > row.valid_until_ms
    if not is_right or is_late or tried > MOST_TRIES or row.used_by is not None:
        return None
    if tills.key(connection, key) is not None:  # a key serves once
        return None
    tills.admit(connection, owner, key, public, at)
    used = enrolment_code.update().where(*_mine(owner))
    connection.execute(used.values(used_by=key))
    return Admitted(key=key, is_again=bool(row.is_again))


def withdraw(connection: Connection, owner: KnownTill) -> None:
    """Make a code that was given out worth nothing."""
    connection.execute(delete(enrolment_code).where(*_mine(owner)))


def is_known(connection: Connection, owner: KnownTill) -> bool:
    """Say whether a till was ever admitted, or has a code."""
    has_code = connection.execute(_of(owner)).one_or_none() is not None
    return has_code or bool(tills.keys(connection, owner))


def plain(code: str) -> str:
    """Bring what a person typed into the form that counts."""
    return code.strip().upper().replace("-", "").replace(" ", "")[: LENGTH * 2]


def _is_dead(connection: Connection, key: str) -> bool:
    known = tills.key(connection, key)
    return known is None or known.is_revoked


def _of(owner: KnownTill) -> Select[Any]:
    return select(enrolment_code).where(*_mine(owner))


def _mine(owner: KnownTill) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return enrolment_code.c.store == owner.store, enrolment_code.c.till == owner.till


def _tries(owner: KnownTill) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return enrolment_try.c.store == owner.store, enrolment_try.c.till == owner.till


def _remember_try(connection: Connection, owner: KnownTill, what: str, at: datetime) -> int:
    """Return which try this is; a try that was made before keeps its place."""
    wanted = select(enrolment_try.c.id).where(*_tries(owner))
    known = set(connection.scalars(wanted))
    if what not in known and len(known) <= MOST_TRIES:
        row = {"id": what, "store": owner.store, "till": owner.till, "at_ms": clock.to_ms(at)}
        rows.add_new(connection, enrolment_try, [row])
    return len(known | {what})


def _forget_tries(connection: Connection, owner: KnownTill) -> None:
    connection.execute(delete(enrolment_try).where(*_tries(owner)))


def _hash(connection: Connection, owner: KnownTill, code: str) -> str:
    secret = seals.read(connection, seals.SECRET)
    text = f"{owner.store}\n{owner.till}\n{plain(code)}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
