"""The people of head office: what each is called, which role they have, what proves them."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, select
from sqlalchemy.engine import Row as DbRow

from app.base import clock
from app.base.errors import Refusal
from app.base.ids import PersonId, new_id
from app.storage import rows
from app.storage.columns import Flag, Text, UtcMs, table

LONGEST_NAME = 64

person = table(
    "hq_person",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # Argon2id
    Column("is_disabled", Flag, nullable=False),
    Column("made_at_ms", UtcMs, nullable=False),
    Column("password_at_ms", UtcMs, nullable=False),
)


class Right(StrEnum):
    """What somebody at head office may do."""

    SEE_SALES = "see_sales"
    SEE_MONEY = "see_money"  # payments, statements, fees
    SEE_TILLS = "see_tills"
    SEE_ACTS = "see_acts"  # what people did, at the tills and here
    EXPORT = "export"
    PUBLISH = "publish"  # catalogue, prices, promotions, settings
    MANAGE_TILLS = "manage_tills"  # enrol, revoke, quarantine
    MANAGE_JOBS = "manage_jobs"
    RECONCILE = "reconcile"  # statements in, decisions about exceptions
    SEND_MONEY = "send_money"  # refunds, reversals, compensation
    MANAGE_PEOPLE = "manage_people"


class Role(StrEnum):
    """What somebody is here for."""

    OWNER = "owner"
    FINANCE = "finance"
    OPERATIONS = "operations"
    SUPPORT = "support"
    AUDITOR = "auditor"


_LOOKING = frozenset({Right.SEE_SALES, Right.SEE_TILLS})
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.FINANCE: _LOOKING | {Right.SEE_MONEY, Right.EXPORT, Right.RECONCILE, Right.SEND_MONEY},
    Role.OPERATIONS: _LOOKING | {Right.PUBLISH, Right.EXPORT},
    Role.SUPPORT: _LOOKING | {Right.MANAGE_TILLS, Right.MANAGE_JOBS},
    Role.AUDITOR: _LOOKING | {Right.SEE_MONEY, Right.SEE_ACTS, Right.EXPORT},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account."""

    id: PersonId
    name: str
    role: Role
    is_disabled: bool
    made_at: datetime
    password_at: datetime

    def may(self, right: Right) -> bool:
        """Say whether this person has a right."""
        return not self.is_disabled and right in RIGHTS[self.role]


def plain(name: str) -> str:
    """Bring a name into the form that counts, so that no two look alike."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def add(connection: Connection, name: str, role: Role, password: str, at: datetime) -> Person:
    """Add somebody with what is kept of a password; raises Refusal for a name taken or odd."""
    wanted = plain(name)
    if not wanted or len(wanted) > LONGEST_NAME or not wanted.isprintable():
        raise Refusal("bad_person_name", longest=LONGEST_NAME)
    if find(connection, wanted) is not None:
        raise Refusal("person_exists", name=wanted)
    row = {
        "id": new_id(),
        "name": wanted,
        "role": str(role),
        "password": password,
        "is_disabled": 0,
        "made_at_ms": clock.to_ms(at),
        "password_at_ms": clock.to_ms(at),
    }
    rows.insert(connection, person, [row])
    return named(connection, wanted)


def named(connection: Connection, name: str) -> Person:
    """Return somebody by name; raises Refusal when there is nobody."""
    found = find(connection, name)
    if found is None:
        raise Refusal("person_unknown", name=plain(name))
    return found[0]


def find(connection: Connection, name: str) -> tuple[Person, str] | None:
    """Return somebody by name, and what is kept of their password; None for nobody."""
    if not name.isprintable():  # a database may refuse even to look
        return None
    wanted = select(person).where(person.c.name == plain(name))
    row = connection.execute(wanted).one_or_none()
    return None if row is None else (_person(row), row.password)


def by_id(connection: Connection, wanted: PersonId) -> Person | None:
    """Return somebody by identity; None for nobody."""
    row = connection.execute(select(person).where(person.c.id == wanted)).one_or_none()
    return None if row is None else _person(row)


def everyone(connection: Connection) -> list[Person]:
    """Return all with an account, by name."""
    return [_person(row) for row in connection.execute(select(person).order_by(person.c.name))]


def set_password(connection: Connection, who: Person, password: str, at: datetime) -> None:
    """Keep what proves somebody from now on."""
    mine = person.update().where(person.c.id == who.id)
    connection.execute(mine.values(password=password, password_at_ms=clock.to_ms(at)))


def set_role(connection: Connection, who: Person, role: Role) -> None:
    """Let somebody be here for something else; raises Refusal when no owner would be left."""
    if role is not Role.OWNER:
        _must_leave_an_owner(connection, who)
    connection.execute(person.update().where(person.c.id == who.id).values(role=str(role)))


def set_disabled(connection: Connection, who: Person, *, is_disabled: bool) -> None:
    """Let nobody in by this account, or again; raises Refusal when no owner would be left."""
    if is_disabled:
        _must_leave_an_owner(connection, who)
    mine = person.update().where(person.c.id == who.id)
    connection.execute(mine.values(is_disabled=int(is_disabled)))


def _must_leave_an_owner(connection: Connection, but: Person) -> None:
    owners = person.c.role == str(Role.OWNER), person.c.is_disabled == 0
    locked = connection.scalars(select(person.c.id).where(*owners).with_for_update()).all()
    if list(locked) == [but.id]:
        raise Refusal("last_owner")


def _person(row: DbRow[tuple[object, ...]]) -> Person:
    return Person(
        id=PersonId(row.id),
        name=row.name,
        role=Role(row.role),
        is_disabled=bool(row.is_disabled),
        made_at=clock.from_ms(row.made_at_ms),
        password_at=clock.from_ms(row.password_at_ms),
    )
