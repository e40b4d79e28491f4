"""Signing in, signing out, and standing behind what somebody else does.

Wrong PINs are counted for each person, through restarts; after a few, no more are heard for a
while that doubles each time.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.base import clock
from app.base.errors import Refusal
from app.staff import auditing, people, pins
from app.staff.person import OWNER, Act, Actor, Approval, Demand, Person
from app.till import Till

FREE_TRIES = 5
FIRST_BLOCK, LONGEST_BLOCK = timedelta(seconds=30), timedelta(minutes=15)


def staff(till: Till) -> Sequence[Person]:
    """Return who may sign in, by staff number; nobody where no staff was set up."""
    with till.shop.database.reading() as connection:
        return people.everybody(connection)


def by_pin(till: Till, pepper: bytes, code: str, pin: str) -> Person:
    """Return who has this staff number and PIN; raises Refusal, and counts wrong PINs."""
    with till.shop.database.reading() as connection:
        person = people.by_code(connection, code.strip())
        lock = people.lock(connection, person.id) if person else None
    if person is None or lock is None:
        pins.waste_time(pin, pepper)
        raise Refusal("wrong_pin")
    now = till.shop.clock()
    wait = min(lock.blocked_until - now, LONGEST_BLOCK)
    if wait > timedelta(0):
        raise Refusal("pin_blocked", name=person.name, seconds=math.ceil(wait.total_seconds()))
    if not lock.pin_hash:
        raise Refusal("pin_not_set", name=person.name)
    if pins.fits(lock.pin_hash, pin, pepper):
        if lock.failures:
            with till.shop.database.writing() as connection:
                people.tried(connection, person.id, 0, clock.from_ms(0))
        return person
    _count(till, person, now)
    raise Refusal("wrong_pin")


def by_badge(till: Till, pepper: bytes, badge: str) -> Person:
    """Return whose badge this is; raises Refusal when it is nobody's."""
    with till.shop.database.reading() as connection:
        person = people.by_badge(connection, pins.hash_badge(badge, pepper))
    if person is None:
        raise Refusal("unknown_badge")
    return person


def sign_in(till: Till, person: Person, *, instead_of: Actor | None = None) -> Actor:
    """Put somebody who has shown who they are on duty, and off it whoever was before."""
    actor = Actor(person=person)
    actor.must_be_allowed(Demand(act=Act.SIGN_IN))
    with till.shop.database.writing() as connection:
        if instead_of is not None:
            auditing.record(connection, till, instead_of, Act.SIGN_OUT)
        auditing.record(connection, till, actor, Act.SIGN_IN)
    return actor


def sign_out(till: Till, actor: Actor) -> None:
    """Take somebody off duty."""
    with till.shop.database.writing() as connection:
        auditing.record(connection, till, actor, Act.SIGN_OUT)


def stand_behind(actor: Actor, approver: Person, demand: Demand, reason: str) -> Actor:
    """Let somebody approve one demand of an actor; raises Refusal when that is not enough.

    What was approved for the same request before stays approved.
    """
    if not reason.strip():
        raise Refusal("reason_missing")
    if not approver.role.allows(demand):
        raise Refusal("approver_may_not", name=approver.name)
    approval = Approval(demand=demand, by=approver, reason=reason.strip())
    return replace(actor, approvals=(*actor.approvals, approval))


def on_duty_at_start(till: Till) -> Actor | None:
    """Return who sells without signing in: the owner where no staff was set up, else nobody."""
    with till.shop.database.reading() as connection:
        return None if people.is_asked(connection) else OWNER


def _count(till: Till, person: Person, now: datetime) -> None:
    """Count a wrong PIN, from what is known in this very transaction: two at once are two."""
    with till.shop.database.writing() as connection:
        failures = people.lock(connection, person.id).failures + 1
        people.tried(connection, person.id, failures, now + _wait(failures))
        auditing.record(connection, till, Actor(person=person), Act.WRONG_PIN)


def _wait(failures: int) -> timedelta:
    beyond = failures - FREE_TRIES
    return min(FIRST_BLOCK * 2 ** min(beyond, 10), LONGEST_BLOCK) if beyond >= 0 else timedelta(0)
