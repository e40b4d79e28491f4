import pytest

from app.base.ids import PersonId
from app.staff import entries, servicing
from app.staff.person import CASHIER, MANAGER, SENIOR, Act, Actor, NeedsApproval, Person, Role
from app.till import Till


def somebody(role: Role) -> Actor:
    return Actor(person=Person(id=PersonId("p"), code="1", name="王小梅", role=role))


@pytest.mark.parametrize("role", [CASHIER, SENIOR])
def test_whoever_may_not_set_up_needs_somebody_who_may(till: Till, role: Role) -> None:
    with pytest.raises(NeedsApproval):
        servicing.begin(till, by=somebody(role))
    with till.shop.database.reading() as connection:
        assert entries.newest(connection) == []


def test_a_manager_may_and_it_is_on_record(till: Till) -> None:
    servicing.begin(till, by=somebody(MANAGER))
    with till.shop.database.reading() as connection:
        (entry,) = entries.newest(connection)
    assert (entry.act, entry.name) == (Act.SET_UP, "王小梅")
