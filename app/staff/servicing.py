"""Opening the technician's page of a till: who may, and that it is on record."""

from app.staff import auditing
from app.staff.person import Act, Actor, Demand
from app.till import Till


def begin(till: Till, *, by: Actor) -> None:
    """Keep on record who sets the till up or looks for faults; raises NeedsApproval."""
    by.must_be_allowed(Demand(act=Act.SET_UP))
    with till.shop.database.writing() as connection:
        auditing.record(connection, till, by, Act.SET_UP)
