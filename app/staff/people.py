"""Finding and keeping the people of a store and their roles."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.engine import Row as DbRow
from sqlalchemy.sql import ColumnElement

from app.base import clock
from app.base.ids import PersonId, RoleId
from app.base.money import Money
from app.staff import tables
from app.staff.person import RIGHTS, ROLES, Act, Employee, Person, Role
from app.storage import rows

it = tables.person

HERE = 0  # the version of what was made at this till
HQ_ROLE = "hq:"  # before the names of head office's roles: ours are never overwritten


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """How somebody proves who they are, and what happened when it was tried."""

    pin_hash: str
    failures: int
    blocked_until: datetime


def put_roles(connection: Connection, roles: Sequence[Role], version: int = HERE) -> None:
    """Keep roles; one with a known id replaces the old."""
    rows.put(connection, tables.role, [{**_role_row(it), "version": version} for it in roles])


def begin_roles(connection: Connection, usual: Sequence[Role]) -> None:
    """Keep the usual roles, the first time; later they are the shop's own."""
    if not has_own_roles(connection):
        put_roles(connection, usual)


def roles(connection: Connection) -> list[Role]:
    """Return every role, by name."""
    found = connection.execute(select(tables.role).order_by(tables.role.c.name))
    return [_role(row) for row in found]


def has_own_roles(connection: Connection) -> bool:
    """Say whether there are roles of this shop's, and not only head office's."""
    ours = select(tables.role.c.id).where(tables.role.c.version == HERE).limit(1)
    return connection.scalar(ours) is not None


def role(connection: Connection, wanted: RoleId) -> Role | None:
    """Return one role; None when there is none."""
    row = connection.execute(select(tables.role).where(tables.role.c.id == wanted)).one_or_none()
    return None if row is None else _role(row)


def add(connection: Connection, person: Person) -> None:
    """Take somebody on, yet without PIN and badge; raises IntegrityError for a code in use."""
    rows.insert(
        connection,
        it,
        [
            {
                "id": person.id,
                "code": person.code,
                "name": person.name,
                "role": person.role.id,
                "pin_hash": "",
                "badge_hash": None,
                "is_retired": 0,
                "failures": 0,
                "blocked_until_ms": 0,
                "version": HERE,
            }
        ],
    )


def by_code(connection: Connection, code: str) -> Person | None:
    """Return who signs in with this staff number; None when nobody does."""
    return _one(connection, it.c.code == code)


def by_badge(connection: Connection, badge_hash: str) -> Person | None:
    """Return whose badge this is; None when it is nobody's."""
    return _one(connection, it.c.badge_hash == badge_hash)


def everybody(connection: Connection) -> list[Person]:
    """Return who works here, by staff number."""
    chosen = _joined().where(it.c.is_retired == 0).order_by(it.c.code)
    return [_person(row) for row in connection.execute(chosen)]


def count(connection: Connection) -> int:
    """Count who works here."""
    return connection.scalar(select(func.count()).select_from(it).where(it.c.is_retired == 0)) or 0


def is_asked(connection: Connection) -> bool:
    """Say whether people must sign in here.

    Those whom head office names count from the moment that one of them can, and for good: a till
    that was just set up would otherwise be shut to everybody.
    """
    is_ours = (it.c.version == HERE) & (it.c.is_retired == 0)
    can_sign_in = (it.c.pin_hash != "") | it.c.badge_hash.is_not(None)
    wanted = select(it.c.id).where(is_ours | ((it.c.version > HERE) & can_sign_in)).limit(1)
    return connection.execute(wanted).one_or_none() is not None


def is_of_hq(connection: Connection, person: PersonId) -> bool:
    """Say whether it is head office that takes this person on, lets them go, and gives roles."""
    return bool(connection.scalar(select(it.c.version).where(it.c.id == person)))


def free_codes(connection: Connection, people: Collection[str]) -> None:
    """Let head office's people change staff numbers with one another; each is given one after."""
    for person in people:
        theirs = (it.c.id == person, it.c.version > HERE)
        connection.execute(it.update().where(*theirs).values(code=f"~{person}"))


def take_from_hq(connection: Connection, said: Employee, version: int) -> bool:
    """Keep what head office says of somebody; return whether that could be.

    Nothing of ours is touched: PIN, badge and wrong tries stay, and whoever was taken on here
    under the same staff number stays, too, and goes before.
    """
    role = RoleId(HQ_ROLE + said.role)
    known = connection.execute(
        select(it.c.id, it.c.version).where(it.c.id == said.id)
    ).one_or_none()
    holder = connection.scalar(select(it.c.id).where(it.c.code == said.code, it.c.id != said.id))
    has_role = connection.scalar(select(tables.role.c.id).where(tables.role.c.id == role))
    if holder is not None or has_role is None or (known is not None and known.version == HERE):
        return False
    theirs = {"code": said.code, "name": said.name, "role": role, "version": version}
    if known is not None:
        connection.execute(it.update().where(it.c.id == said.id).values(**theirs, is_retired=0))
        return True
    ours = {"pin_hash": "", "badge_hash": None, "failures": 0, "blocked_until_ms": 0}
    rows.insert(connection, it, [{"id": said.id, "is_retired": 0, **theirs, **ours}])
    return True


def leave_by_hq(connection: Connection, gone: Collection[str], version: int) -> None:
    """Let go whom head office lets go; their PINs stay, should they come back."""
    for person in gone:
        mine = (it.c.id == person, it.c.version > HERE)
        left = {"is_retired": 1, "version": version, "code": f"~{person}"}
        connection.execute(it.update().where(*mine).values(left))


def of_hq(connection: Connection) -> set[str]:
    """Name those whom head office took on and has not let go."""
    return set(connection.scalars(select(it.c.id).where(it.c.version > HERE, it.c.is_retired == 0)))


def lock(connection: Connection, person: PersonId) -> Lock:
    """Return how somebody signs in."""
    row = connection.execute(
        select(it.c.pin_hash, it.c.failures, it.c.blocked_until_ms).where(it.c.id == person)
    ).one()
    return Lock(
        pin_hash=row.pin_hash,
        failures=row.failures,
        blocked_until=clock.from_ms(row.blocked_until_ms),
    )


def tried(connection: Connection, person: PersonId, failures: int, blocked: datetime) -> None:
    """Keep how often the PIN was wrong in a row, and until when no more is heard."""
    held = {"failures": failures, "blocked_until_ms": clock.to_ms(blocked)}
    connection.execute(it.update().where(it.c.id == person).values(held))


def set_pin(connection: Connection, person: PersonId, pin_hash: str) -> None:
    """Keep a new PIN; what went wrong with the old one is forgotten."""
    new = {"pin_hash": pin_hash, "failures": 0, "blocked_until_ms": 0}
    connection.execute(it.update().where(it.c.id == person).values(new))


def set_badge(connection: Connection, person: PersonId, badge_hash: str | None) -> None:
    """Keep a new badge, or none; raises IntegrityError for one that is somebody else's."""
    connection.execute(it.update().where(it.c.id == person).values(badge_hash=badge_hash))


def set_role(connection: Connection, person: PersonId, new: RoleId) -> None:
    """Give somebody another role."""
    connection.execute(it.update().where(it.c.id == person).values(role=new))


def retire(connection: Connection, person: PersonId) -> None:
    """Let somebody go; what they did stays on record."""
    gone = {"is_retired": 1, "pin_hash": "", "badge_hash": None}
    connection.execute(it.update().where(it.c.id == person).values(gone))


def _joined() -> Select[tuple[object, ...]]:
    named = [column.label(f"role_{column.name}") for column in tables.role.c]
    return select(it.c.id, it.c.code, it.c.name, *named).join(
        tables.role, tables.role.c.id == it.c.role
    )


def _one(connection: Connection, wanted: ColumnElement[bool]) -> Person | None:
    row = connection.execute(_joined().where(wanted, it.c.is_retired == 0)).one_or_none()
    return None if row is None else _person(row)


def _person(row: DbRow[tuple[object, ...]]) -> Person:
    return Person(
        id=PersonId(row.id),
        code=row.code,
        name=row.name,
        role=Role(
            id=RoleId(row.role_id),
            name=row.role_name,
            acts=_acts(row.role_id, row.role_acts, row.role_known),
            discount_per_mille=row.role_discount_per_mille,
            refund_most=Money(row.role_refund_most_fen),
            rounding_most=Money(row.role_rounding_most_fen),
        ),
    )


def _role(row: DbRow[tuple[object, ...]]) -> Role:
    return Role(
        id=RoleId(row.id),
        name=row.name,
        acts=_acts(row.id, row.acts, row.known),
        discount_per_mille=row.discount_per_mille,
        refund_most=Money(row.refund_most_fen),
        rounding_most=Money(row.rounding_most_fen),
    )


def _acts(role: str, text: str, known: str) -> frozenset[Act]:
    """Read rights; one that came later than the role was kept is as the usual role has it."""
    usual = next((it.acts for it in ROLES if it.id == role), frozenset[Act]())
    kept, then = set(text.split()), set(known.split())
    return frozenset(act for act in RIGHTS if (act in kept if act in then else act in usual))


def _role_row(role: Role) -> rows.Row:
    return {
        "id": role.id,
        "name": role.name,
        "acts": " ".join(sorted(role.acts)),
        "known": " ".join(sorted(RIGHTS)),
        "discount_per_mille": role.discount_per_mille,
        "refund_most_fen": role.refund_most.fen,
        "rounding_most_fen": role.rounding_most.fen,
    }
