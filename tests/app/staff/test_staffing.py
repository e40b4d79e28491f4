import pytest

from app.base.errors import Refusal
from app.base.money import Money
from app.staff import people, signing, staffing
from app.staff.person import CASHIER, MANAGER, ROLES, TECHNICIAN, Act, Actor, NeedsApproval
from app.till import Till
from tests.app.staff.crew import BADGE, BOSS, CLERK, PEPPER, PIN, boss, clerk, on_record


def code_of(error: pytest.ExceptionInfo[Refusal]) -> str:
    return error.value.code


def test_the_first_must_be_able_to_manage_staff(till: Till) -> None:
    with pytest.raises(Refusal) as error:
        clerk(till)
    assert code_of(error) == "first_must_manage"
    assert signing.staff(till) == []
    boss(till)
    clerk(till)
    assert [one.code for one in signing.staff(till)] == [BOSS, CLERK]


def test_the_usual_roles_are_the_shops_own_from_the_first_on(till: Till) -> None:
    assert list(staffing.roles(till)) == list(ROLES)
    boss(till)
    assert {one.id for one in staffing.roles(till)} == {one.id for one in ROLES}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": ""}, "staff_code_is_odd"),
        ({"code": "a b"}, "staff_code_is_odd"),
        ({"code": "1" * 17}, "staff_code_is_odd"),
        ({"name": ""}, "staff_name_is_odd"),
        ({"name": "王" * 41}, "staff_name_is_odd"),
        ({"name": "王\n小梅"}, "staff_name_is_odd"),
        ({"role": "king"}, "unknown_role"),
        ({"pin": "1234"}, "pin_too_easy"),
        ({"pin": "12"}, "pin_is_odd"),
        ({"badge": "12345"}, "badge_is_odd"),
        ({"badge": BADGE}, "staff_code_taken"),
        ({"code": BOSS}, "staff_code_taken"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_taken_on(
    till: Till, changes: dict[str, str], code: str
) -> None:
    boss(till)
    wanted = {"code": "5", "name": "李雷", "role": "senior", "pin": "7419"} | changes
    with pytest.raises(Refusal) as error:
        staffing.hire(till, PEPPER, **wanted)  # type: ignore[arg-type]
    assert code_of(error) == code
    assert len(signing.staff(till)) == 1
    assert len(on_record(till, Act.MANAGE_STAFF)) == 1


def test_the_last_who_manages_staff_stays_while_others_do(till: Till) -> None:
    boss(till)
    clerk(till)
    for refused in (
        lambda: staffing.let_go(till, BOSS),
        lambda: staffing.set_role(till, BOSS, "cashier"),
        lambda: staffing.limit(till, "manager", denied=[Act.MANAGE_STAFF]),
    ):
        with pytest.raises(Refusal) as error:
            refused()
        assert code_of(error) == "first_must_manage"
    assert staffing.find(till, BOSS).role.id == "manager"
    staffing.let_go(till, CLERK)
    staffing.let_go(till, BOSS)  # the till asks nobody any more
    assert signing.staff(till) == []


def test_a_new_pin_ends_the_wait_for_the_old_one(till: Till) -> None:
    boss(till)
    for _ in range(6):
        with pytest.raises(Refusal):
            signing.by_pin(till, PEPPER, BOSS, "0000")
    staffing.set_pin(till, PEPPER, BOSS, "1973")
    assert signing.by_pin(till, PEPPER, BOSS, "1973").code == BOSS
    with pytest.raises(Refusal):
        signing.by_pin(till, PEPPER, BOSS, PIN[BOSS])


def test_a_badge_is_given_taken_away_and_is_one_persons(till: Till) -> None:
    boss(till)
    clerk(till)
    with pytest.raises(Refusal) as error:
        staffing.set_badge(till, PEPPER, CLERK, BADGE)
    assert code_of(error) == "badge_taken"
    staffing.set_badge(till, PEPPER, BOSS, "")
    staffing.set_badge(till, PEPPER, CLERK, BADGE)
    assert signing.by_badge(till, PEPPER, BADGE).code == CLERK


def test_a_role_changes_for_all_who_have_it(till: Till) -> None:
    boss(till)
    clerk(till)
    staffing.limit(
        till, "cashier", discount_per_mille=150, refund_most=Money(1), allowed=[Act.OPEN_DRAWER]
    )
    role = staffing.find(till, CLERK).role
    assert (role.discount_per_mille, role.refund_most) == (150, Money(1))
    assert Act.OPEN_DRAWER in role.acts
    staffing.set_role(till, CLERK, "senior")
    assert staffing.find(till, CLERK).role.id == "senior"


@pytest.mark.parametrize(
    "limit", [{"discount_per_mille": 1001}, {"discount_per_mille": -1}, {"refund_most": Money(-1)}]
)
def test_a_limit_that_cannot_be_is_refused(till: Till, limit: dict[str, int]) -> None:
    boss(till)
    with pytest.raises(Refusal) as error:
        staffing.limit(till, "cashier", **limit)  # type: ignore[arg-type]
    assert code_of(error) == "limit_is_odd"


def test_only_whoever_manages_staff_may(till: Till) -> None:
    boss(till)
    actor = Actor(person=clerk(till))
    with pytest.raises(NeedsApproval):
        staffing.limit(till, "cashier", discount_per_mille=1000, by=actor)
    with pytest.raises(NeedsApproval):
        staffing.set_role(till, CLERK, "manager", by=actor)


def test_every_change_is_on_record_and_no_secret_is(till: Till) -> None:
    boss(till)
    clerk(till)
    staffing.set_pin(till, PEPPER, CLERK, "1973", by=TECHNICIAN)
    staffing.set_badge(till, PEPPER, CLERK, "ZGB-77777777", by=TECHNICIAN)
    staffing.set_role(till, CLERK, "senior")
    staffing.limit(till, "cashier", discount_per_mille=150)
    staffing.let_go(till, CLERK)
    kept = on_record(till, Act.MANAGE_STAFF)
    assert len(kept) == 7
    said = repr(kept)
    assert "technician" in said
    assert not any(secret in said for secret in ("1973", "8306", "ZGB-", "argon2"))


def test_a_role_from_a_newer_version_keeps_the_rights_that_are_known(till: Till) -> None:
    boss(till)
    with till.shop.database.writing() as connection:
        connection.exec_driver_sql("UPDATE staff_role SET acts = acts || ' fly' WHERE id='manager'")
    assert Act.MANAGE_STAFF in staffing.find(till, BOSS).role.acts
    with till.shop.database.reading() as connection:
        assert people.count(connection) == 1


def test_a_right_that_came_later_than_a_role_is_as_the_usual_role_has_it(till: Till) -> None:
    boss(till)
    staffing.limit(till, "cashier", denied=[Act.SETTLE_PAPER])
    with till.shop.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE staff_role SET acts = 'sign_in manual_weight', known = 'sign_in settle_paper'"
        )
        found = {it.id: it.acts for it in people.roles(connection)}
    assert Act.SETTLE_PAPER not in found[CASHIER.id]  # it was there, and was taken away
    assert Act.MANUAL_WEIGHT in found[CASHIER.id]  # came later, and cashiers usually have it
    assert Act.SET_UP in found[MANAGER.id]
    assert Act.SET_UP not in found[CASHIER.id]


def test_what_is_only_kept_on_record_is_no_right(till: Till) -> None:
    boss(till)
    assert Act.WRONG_PIN not in staffing.limit(till, "manager", discount_per_mille=1).acts
