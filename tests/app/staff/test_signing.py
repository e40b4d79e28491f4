import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import Refusal
from app.base.money import Money
from app.staff import people, signing, staffing
from app.staff.person import NOBODY, OWNER, Act, Actor, Demand, NeedsApproval
from app.storage.database import open_file
from app.till import Till
from tests.app.staff.crew import BADGE, BOSS, CLERK, PEPPER, PIN, Hands, at, boss, clerk, on_record


def refused(till: Till, code: str, pin: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        signing.by_pin(till, PEPPER, code, pin)
    return caught.value


def test_where_no_staff_was_set_up_the_owner_sells_without_signing_in(till: Till) -> None:
    assert signing.on_duty_at_start(till) == OWNER
    boss(till)
    assert signing.on_duty_at_start(till) is None


def test_a_staff_number_and_its_pin_name_a_person(till: Till) -> None:
    person = boss(till)
    assert signing.by_pin(till, PEPPER, f" {BOSS} ", PIN[BOSS]) == person
    assert refused(till, BOSS, PIN[CLERK]).code == "wrong_pin"
    assert refused(till, "9", PIN[BOSS]).code == "wrong_pin"


def test_a_badge_names_a_person_and_another_code_nobody(till: Till) -> None:
    person = boss(till)
    assert signing.by_badge(till, PEPPER, f"{BADGE}\r\n") == person
    for code in ("6901234567892", BADGE[:-1], "", BADGE.lower()):
        with pytest.raises(Refusal) as caught:
            signing.by_badge(till, PEPPER, code)
        assert caught.value.code == "unknown_badge"


def test_after_five_wrong_pins_no_more_is_heard_for_a_while_not_even_the_right_one(
    till: Till,
) -> None:
    boss(till)
    for _ in range(5):
        assert refused(till, BOSS, "0000").code == "wrong_pin"
    told = refused(till, BOSS, PIN[BOSS])
    assert (told.code, told.values["seconds"]) == ("pin_blocked", 30)


def test_the_wait_doubles_up_to_a_quarter_of_an_hour(till: Till) -> None:
    hands = Hands()
    till = at(till, hands)
    boss(till)
    for _ in range(4):
        refused(till, BOSS, "0000")
    waits = []
    for _ in range(8):
        assert refused(till, BOSS, "0000").code == "wrong_pin"
        told = refused(till, BOSS, "0000")
        waits.append(int(str(told.values["seconds"])))
        hands.turn(seconds=waits[-1])
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]
    assert signing.by_pin(till, PEPPER, BOSS, PIN[BOSS]).code == BOSS
    assert refused(till, BOSS, "0000").code == "wrong_pin"  # counted from the start again


def test_wrong_pins_are_counted_through_a_restart(till: Till, tmp_path: Path) -> None:
    boss(till)
    for _ in range(5):
        refused(till, BOSS, "0000")
    again = open_file(tmp_path / "till.sqlite")
    restarted = Till(
        shop=type(till.shop)(database=again, clock=till.shop.clock), store=till.store, id=till.id
    )
    assert refused(restarted, BOSS, PIN[BOSS]).code == "pin_blocked"
    again.close()


def test_a_clock_set_back_keeps_nobody_out_for_longer_than_the_longest_wait(till: Till) -> None:
    hands = Hands()
    till = at(till, hands)
    boss(till)
    for _ in range(5):
        refused(till, BOSS, "0000")
    hands.turn(days=-400)
    assert refused(till, BOSS, PIN[BOSS]).values["seconds"] == 900


def test_one_persons_wrong_pins_keep_nobody_else_out(till: Till) -> None:
    boss(till)
    clerk(till)
    for _ in range(6):
        refused(till, CLERK, "0000")
    assert signing.by_pin(till, PEPPER, BOSS, PIN[BOSS]).code == BOSS


def test_wrong_pins_at_the_same_moment_are_all_counted(till: Till) -> None:
    person = boss(till)
    threads = [threading.Thread(target=refused, args=(till, BOSS, "0000")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with till.shop.database.reading() as connection:
        assert people.lock(connection, person.id).failures == 4
    assert len(on_record(till, Act.WRONG_PIN)) == 4


def test_whoever_has_no_pin_is_told_so_and_not_counted(till: Till) -> None:
    boss(till)
    staffing.hire(till, PEPPER, code="7", name="李雷", role="cashier")
    for _ in range(9):
        assert refused(till, "7", "8306").code == "pin_not_set"


def test_whoever_was_let_go_signs_in_no_more(till: Till) -> None:
    boss(till)
    clerk(till)
    staffing.set_badge(till, PEPPER, CLERK, "ZGB-99999")
    staffing.let_go(till, CLERK)
    assert refused(till, CLERK, PIN[CLERK]).code == "wrong_pin"
    with pytest.raises(Refusal):
        signing.by_badge(till, PEPPER, "ZGB-99999")


def test_signing_in_out_and_over_is_on_record_in_order(till: Till) -> None:
    first = signing.sign_in(till, boss(till))
    second = signing.sign_in(till, clerk(till), instead_of=first)
    signing.sign_out(till, second)
    acts = [(it.act, it.name) for it in on_record(till, Act.SIGN_IN, Act.SIGN_OUT)]
    assert sorted(acts) == [
        (Act.SIGN_IN, "王小梅"),
        (Act.SIGN_IN, "陈国强"),
        (Act.SIGN_OUT, "王小梅"),
        (Act.SIGN_OUT, "陈国强"),
    ]


def test_a_role_without_the_right_does_not_sign_in_and_takes_nobody_off(till: Till) -> None:
    first = signing.sign_in(till, boss(till))
    staffing.limit(till, "cashier", denied=[Act.SIGN_IN])
    with pytest.raises(NeedsApproval):
        signing.sign_in(till, clerk(till), instead_of=first)
    assert len(on_record(till, Act.SIGN_OUT)) == 0


def test_whoever_stands_behind_needs_the_right_and_a_reason(till: Till) -> None:
    manager = boss(till)
    actor = Actor(person=clerk(till))
    demand = Demand(act=Act.OPEN_DRAWER)
    with pytest.raises(Refusal, match="原因"):
        signing.stand_behind(actor, manager, demand, "  ")
    with pytest.raises(Refusal, match="王小梅"):
        signing.stand_behind(actor, actor.person, demand, "换零钱")
    both = signing.stand_behind(actor, manager, demand, " 换零钱 ")
    [approval] = both.approvals
    assert (both.person, approval.by, approval.reason) == (actor.person, manager, "换零钱")
    both.must_be_allowed(demand)


def test_an_approval_is_for_one_demand_and_what_is_less_of_it(till: Till) -> None:
    manager, asks = boss(till), Actor(person=clerk(till))
    demand = Demand(act=Act.ROUND_OFF, amount=Money(100))
    manager = replace(manager, role=replace(manager.role, rounding_most=Money(500)))
    both = signing.stand_behind(asks, manager, demand, "换零钱")
    both.must_be_allowed(replace(demand, amount=Money(99)))
    for other in (replace(demand, amount=Money(101)), replace(demand, act=Act.REFUND_OTHERWISE)):
        with pytest.raises(NeedsApproval) as needs:
            both.must_be_allowed(other)
        assert (needs.value.demand, needs.value.by) == (other, both)
    third = signing.stand_behind(both, manager, other, "坏了")
    third.must_be_allowed(demand)
    third.must_be_allowed(other)


def test_nobody_may_do_nothing() -> None:
    for act in Act:
        with pytest.raises(NeedsApproval):
            NOBODY.must_be_allowed(Demand(act=act))
