"""Signing in and out at head office, and what the technician does about people's accounts."""

from datetime import timedelta

from app.base.errors import Refusal
from app.shop import Shop
from hq import acts, passwords, people, sessions, tries
from hq.acts import Act
from hq.people import Person, Role
from hq.sessions import Session
from hq.tries import OF_ADDRESS, OF_NAME

LONGEST_TYPED = 256  # of a name or a password


class MustWait(Exception):  # noqa: N818 - the answer is: later
    """Too many tries: no other before `wait` is over."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


def sign_in(shop: Shop, name: str, password: str, address: str, old_word: str = "") -> Session:
    """Sign somebody in; raises Refusal, the same for any wrong name or password, or MustWait."""
    name, place = name[:LONGEST_TYPED], tries.neighbourhood(address)
    _count(shop, name, place)
    with shop.database.reading() as connection:
        found = people.find(connection, name)
    is_right = passwords.fits(found[1] if found else None, password[:LONGEST_TYPED])
    with shop.database.writing() as connection:
        now = shop.clock()
        if found is not None and found != people.find(connection, name):
            is_right = False  # between the two somebody changed or closed the account
        if found is not None and is_right and not found[0].is_disabled:
            tries.forgive(connection, OF_NAME, name)
            tries.give_back(connection, OF_ADDRESS, place)
            sessions.end(connection, old_word)
            acts.record(connection, Act.SIGNED_IN, now, found[0])
            return sessions.begin(connection, found[0], now)
        if found is not None:
            acts.record(connection, Act.SIGN_IN_REFUSED, now, found[0])
    raise Refusal("sign_in_refused")


def sign_out(shop: Shop, session: Session) -> None:
    """End a session."""
    with shop.database.writing() as connection:
        sessions.end(connection, session.word)
        acts.record(connection, Act.SIGNED_OUT, shop.clock(), session.person)


def add(shop: Shop, name: str, role: Role, password: str, by: Person | None = None) -> Person:
    """Give somebody an account; raises Refusal."""
    kept = passwords.keep(password, people.plain(name))
    with shop.database.writing() as connection:
        who = people.add(connection, name, role, kept, shop.clock())
        about = f"{who.name}: {role}"
        acts.record(connection, Act.PERSON_ADDED, shop.clock(), by, about)
        return who


def set_password(shop: Shop, name: str, password: str, by: Person | None = None) -> Person:
    """Give somebody a new password, sign them out everywhere, and forgive their tries."""
    kept = passwords.keep(password, people.plain(name))
    with shop.database.writing() as connection:
        who = people.named(connection, name)
        people.set_password(connection, who, kept, shop.clock())
        sessions.end_all(connection, who)
        tries.forgive(connection, OF_NAME, who.name)
        acts.record(connection, Act.PASSWORD_SET, shop.clock(), by, who.name)
        return who


def set_role(shop: Shop, name: str, role: Role, by: Person | None = None) -> Person:
    """Give somebody another role, and sign them out everywhere."""
    with shop.database.writing() as connection:
        who = people.named(connection, name)
        people.set_role(connection, who, role)
        sessions.end_all(connection, who)
        acts.record(connection, Act.ROLE_SET, shop.clock(), by, f"{who.name}: {role}")
        return people.named(connection, name)


def set_disabled(shop: Shop, name: str, *, is_disabled: bool, by: Person | None = None) -> Person:
    """Let nobody in by this account, at once, or again."""
    what = Act.PERSON_DISABLED if is_disabled else Act.PERSON_ENABLED
    with shop.database.writing() as connection:
        who = people.named(connection, name)
        people.set_disabled(connection, who, is_disabled=is_disabled)
        sessions.end_all(connection, who)
        acts.record(connection, what, shop.clock(), by, who.name)
        return people.named(connection, name)


def _count(shop: Shop, name: str, place: str) -> None:
    """Count the try, committed before the password is looked at; raises MustWait."""
    with shop.database.writing() as connection:
        now = shop.clock()
        wait = tries.count(connection, OF_ADDRESS, place, now)
        wait = wait or tries.count(connection, OF_NAME, name, now)
    if wait:
        raise MustWait(wait)
