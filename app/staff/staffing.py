"""Taking people on and letting them go, for whoever manages the store."""

from app.base.errors import Refusal
from app.base.ids import PersonId, RoleId, new_id
from app.staff import people, pins
from app.staff.person import ROLES, Act, Person
from app.storage.rows import Clash
from app.till import Till

LONGEST_CODE, LONGEST_NAME = 16, 40


def hire(
    till: Till, pepper: bytes, *, code: str, name: str, role: str, pin: str = "", badge: str = ""
) -> Person:
    """Take somebody on under a staff number; raises Refusal for what cannot be.

    The first one must be able to manage staff: nobody could ever do so otherwise.
    """
    code, name = code.strip(), name.strip()
    if not (0 < len(code) <= LONGEST_CODE and code.isalnum()):
        raise Refusal("staff_code_is_odd", number=code, most=LONGEST_CODE)
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal("staff_name_is_odd", most=LONGEST_NAME)
    hashed = pins.hash_pin(pin, pepper) if pin else ""
    try:
        with till.shop.database.writing() as connection:
            people.begin_roles(connection, ROLES)
            given = people.role(connection, RoleId(role))
            if given is None:
                known = ", ".join(one.id for one in people.roles(connection))
                raise Refusal("unknown_role", role=role, known=known)
            if not people.count(connection) and Act.MANAGE_STAFF not in given.acts:
                raise Refusal("first_must_manage")
            person = Person(id=PersonId(new_id()), code=code, name=name, role=given)
            people.add(connection, person)
            if hashed:
                people.set_pin(connection, person.id, hashed)
            if badge:
                people.set_badge(connection, person.id, pins.hash_badge(badge, pepper))
    except Clash as error:
        raise Refusal("staff_code_taken", number=code) from error
    return person


def set_pin(till: Till, pepper: bytes, code: str, pin: str) -> None:
    """Give somebody a new PIN; raises Refusal for one that is too easy."""
    hashed = pins.hash_pin(pin, pepper)
    with till.shop.database.writing() as connection:
        people.set_pin(connection, find(till, code).id, hashed)


def set_badge(till: Till, pepper: bytes, code: str, badge: str) -> None:
    """Give somebody a badge, or take it away where it is empty; raises Refusal."""
    hashed = pins.hash_badge(badge, pepper) if badge.strip() else None
    try:
        with till.shop.database.writing() as connection:
            people.set_badge(connection, find(till, code).id, hashed)
    except Clash as error:
        raise Refusal("badge_taken") from error


def let_go(till: Till, code: str) -> None:
    """Let somebody go; raises Refusal for the last one who manages staff, while others stay."""
    person = find(till, code)
    with till.shop.database.writing() as connection:
        others = [one for one in people.everybody(connection) if one.id != person.id]
        if others and not any(Act.MANAGE_STAFF in one.role.acts for one in others):
            raise Refusal("first_must_manage")
        people.retire(connection, person.id)


def find(till: Till, code: str) -> Person:
    """Return who has this staff number; raises Refusal when nobody does."""
    with till.shop.database.reading() as connection:
        person = people.by_code(connection, code.strip())
    if person is None:
        raise Refusal("unknown_staff", number=code)
    return person
