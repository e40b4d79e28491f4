"""Taking people on, letting them go, and what each may do: for whoever manages the store.

Every change is on record; the shop can always be managed, or the change is refused.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection

from app.base.errors import Refusal
from app.base.ids import PersonId, RoleId, new_id
from app.base.money import Money
from app.staff import auditing, people, pins
from app.staff.person import (
    ALL,
    LARGEST,
    LONGEST_CODE,
    NOTHING,
    OWNER,
    ROLES,
    Act,
    Actor,
    Demand,
    Person,
    Role,
)
from app.storage.rows import Clash
from app.till import Till

T = TypeVar("T")

LONGEST_NAME = 40


def hire(
    till: Till,
    pepper: bytes,
    *,
    code: str,
    name: str,
    role: str,
    pin: str = "",
    badge: str = "",
    by: Actor = OWNER,
) -> Person:
    """Take somebody on under a staff number; raises Refusal for what cannot be.

    The first one must be able to manage staff: nobody could ever do so otherwise.
    """
    code, name = code.strip(), name.strip()
    if not (0 < len(code) <= LONGEST_CODE and code.isalnum()):
        raise Refusal("staff_code_is_odd", number=code, most=LONGEST_CODE)
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise Refusal("staff_name_is_odd", most=LONGEST_NAME)
    pin_hash = pins.hash_pin(pin, pepper) if pin else ""
    badge_hash = pins.hash_new_badge(badge, pepper) if badge else None
    try:
        with _managing(till, by, f"hire {code} {name}: {role}") as connection:
            person = Person(
                id=PersonId(new_id()), code=code, name=name, role=_role(connection, role)
            )
            people.add(connection, person)
            if pin_hash:
                people.set_pin(connection, person.id, pin_hash)
            if badge_hash:
                people.set_badge(connection, person.id, badge_hash)
    except Clash as error:
        raise Refusal("staff_code_taken", number=code) from error
    return person


def set_pin(till: Till, pepper: bytes, code: str, pin: str, *, by: Actor = OWNER) -> None:
    """Give somebody a new PIN; raises Refusal for one that is too easy."""
    hashed = pins.hash_pin(pin, pepper)
    with _managing(till, by, f"PIN of {code.strip()}") as connection:
        people.set_pin(connection, _person(connection, code).id, hashed)


def set_badge(till: Till, pepper: bytes, code: str, badge: str, *, by: Actor = OWNER) -> None:
    """Give somebody a badge, or take it away where it is empty; raises Refusal."""
    hashed = pins.hash_new_badge(badge, pepper) if badge.strip() else None
    what = f"badge of {code.strip()}" if hashed else f"no badge for {code.strip()}"
    try:
        with _managing(till, by, what) as connection:
            people.set_badge(connection, _person(connection, code).id, hashed)
    except Clash as error:
        raise Refusal("badge_taken") from error


def set_role(till: Till, code: str, role: str, *, by: Actor = OWNER) -> Person:
    """Give somebody another role; raises Refusal where nobody could manage staff any more."""
    with _managing(till, by, f"role of {code.strip()}: {role}") as connection:
        given = _role(connection, role)
        people.set_role(connection, _ours(connection, code).id, given.id)
        return _person(connection, code)


def let_go(till: Till, code: str, *, by: Actor = OWNER) -> None:
    """Let somebody go; raises Refusal for the last one who manages staff, while others stay."""
    with _managing(till, by, f"let go {code.strip()}") as connection:
        people.retire(connection, _ours(connection, code).id)


def roles(till: Till) -> Sequence[Role]:
    """Return every role: the usual ones until the shop has its own."""
    with till.shop.database.reading() as connection:
        known = people.roles(connection)
        return known if people.has_own_roles(connection) else (*known, *ROLES)


def limit(
    till: Till,
    role: str,
    *,
    discount_per_mille: int | None = None,
    refund_most: Money | None = None,
    rounding_most: Money | None = None,
    allowed: Collection[Act] = (),
    denied: Collection[Act] = (),
    by: Actor = OWNER,
) -> Role:
    """Change what a role may do and how far each time; raises Refusal for what cannot be."""
    _must_be_limits(discount_per_mille, refund_most, rounding_most)
    said = (
        "" if discount_per_mille is None else f"discount {discount_per_mille}/1000",
        "" if refund_most is None else f"refund {refund_most.text()}",
        "" if rounding_most is None else f"rounding {rounding_most.text()}",
        *(f"+{act}" for act in allowed),
        *(f"-{act}" for act in denied),
    )
    with _managing(till, by, f"{role}: {', '.join(filter(None, said))}") as connection:
        old = _role(connection, role)
        if old.id.startswith(people.HQ_ROLE):
            raise Refusal("role_is_hqs", role=old.name)
        new = replace(
            old,
            acts=(old.acts | set(allowed)) - set(denied),
            discount_per_mille=_or(discount_per_mille, old.discount_per_mille),
            refund_most=_or(refund_most, old.refund_most),
            rounding_most=_or(rounding_most, old.rounding_most),
        )
        people.put_roles(connection, [new])
    return new


def find(till: Till, code: str) -> Person:
    """Return who has this staff number; raises Refusal when nobody does."""
    with till.shop.database.reading() as connection:
        return _person(connection, code)


@contextmanager
def _managing(till: Till, by: Actor, what: str) -> Iterator[Connection]:
    """Change people or roles, on record, as long as somebody can still do so afterwards."""
    by.must_be_allowed(Demand(act=Act.MANAGE_STAFF))
    with till.shop.database.writing() as connection:
        people.begin_roles(connection, ROLES)
        yield connection
        working = people.everybody(connection)
        if working and not any(Act.MANAGE_STAFF in one.role.acts for one in working):
            raise Refusal("first_must_manage")
        auditing.record(connection, till, by, Act.MANAGE_STAFF, what=what)


def _person(connection: Connection, code: str) -> Person:
    person = people.by_code(connection, code.strip())
    if person is None:
        raise Refusal("unknown_staff", number=code.strip())
    return person


def _ours(connection: Connection, code: str) -> Person:
    """Return somebody who was taken on here; raises Refusal for one of head office's."""
    person = _person(connection, code)
    if people.is_of_hq(connection, person.id):
        raise Refusal("person_is_hqs", name=person.name)
    return person


def _role(connection: Connection, wanted: str) -> Role:
    role = people.role(connection, RoleId(wanted))
    if role is None:
        known = ", ".join(one.id for one in people.roles(connection))
        raise Refusal("unknown_role", role=wanted, known=known)
    return role


def _must_be_limits(share: int | None, *amounts: Money | None) -> None:
    if share is not None and not 0 <= share <= ALL:
        raise Refusal("limit_is_odd")
    if any(one is not None and not NOTHING <= one <= LARGEST for one in amounts):
        raise Refusal("limit_is_odd")


def _or(new: T | None, old: T) -> T:
    return old if new is None else new
