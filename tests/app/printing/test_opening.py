import pytest

from app.base.errors import Refusal
from app.base.ids import PersonId
from app.printing import opening
from app.staff import entries
from app.staff.person import CASHIER, OWNER, Act, Actor, NeedsApproval, Person, somebody
from app.storage import outbox
from app.till import Till

WANG = Person(id=PersonId("p1"), code="1", name="小王", role=CASHIER)


def test_an_opening_by_hand_is_on_record_with_its_reason_and_goes_to_hq(till: Till) -> None:
    opening.by_hand(till, " 换零钱 ", by=OWNER)
    with till.shop.database.reading() as connection:
        [entry] = entries.newest(connection)
        assert (entry.act, entry.what, entry.person) == (Act.OPEN_DRAWER, "换零钱", "owner")
        assert outbox.depth(connection).unsent == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_opens(till: Till, reason: str) -> None:
    with pytest.raises(Refusal):
        opening.by_hand(till, reason, by=OWNER)


def test_without_the_right_nothing_opens(till: Till) -> None:
    with pytest.raises(NeedsApproval):
        opening.by_hand(till, "换零钱", by=Actor(person=WANG))
    with till.shop.database.reading() as connection:
        assert entries.count(connection) == 0


def test_a_sale_opens_it_for_whoever_sold(till: Till) -> None:
    opening.by_sale(till, "s1", "t1-1", by=Actor(person=somebody("p1", "小王")))
    with till.shop.database.reading() as connection:
        [entry] = entries.of_sale(connection, "s1")
        assert (entry.name, entry.what) == ("小王", "t1-1")
