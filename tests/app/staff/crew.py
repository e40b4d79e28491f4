"""People at a till of a test, and a clock that can be turned."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.staff import entries, staffing
from app.staff.entry import Entry
from app.staff.person import ALL, LARGEST, Act, Actor, Approval, Demand, Person
from app.till import Till
from tests.examples import NOON

PEPPER = bytes(range(32))
BOSS, CLERK = "1", "2"
PIN = {BOSS: "8306", CLERK: "2580"}
BADGE = "ZGB-40017223"


@dataclass
class Hands:
    """A clock that stands still until it is turned."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


def at(till: Till, hands: Hands) -> Till:
    return replace(till, shop=replace(till.shop, clock=hands))


def boss(till: Till) -> Person:
    return staffing.hire(
        till, PEPPER, code=BOSS, name="陈国强", role="manager", pin=PIN[BOSS], badge=BADGE
    )


def clerk(till: Till) -> Person:
    return staffing.hire(till, PEPPER, code=CLERK, name="王小梅", role="cashier", pin=PIN[CLERK])


def backed(asks: Actor, by: Person, *acts: Act, reason: str = "顾客要求") -> Actor:
    """Let somebody approve these acts of an actor, however far they go."""
    for act in acts:
        demand = Demand(act=act, per_mille=ALL, amount=LARGEST)
        asks = replace(
            asks, approvals=(*asks.approvals, Approval(demand=demand, by=by, reason=reason))
        )
    return asks


def on_record(till: Till, *acts: Act) -> list[Entry]:
    """Return the entries of these acts, or of all, the oldest first."""
    with till.shop.database.reading() as connection:
        kept = entries.newest(connection, 1000)
    return [it for it in reversed(kept) if not acts or it.act in acts]
