import pytest

from app.base.errors import Refusal
from app.base.money import Money
from app.printing import jobs
from app.printing.job import Kind, State
from app.shifts import moving, opening, shifts
from app.shifts.shift import MoveKind
from app.staff.person import Act, NeedsApproval
from app.till import Till
from tests.app.staff.crew import on_record
from tests.app.staff.test_acts import NOVICE

ACTS = {MoveKind.IN: Act.CASH_IN, MoveKind.OUT: Act.CASH_OUT, MoveKind.DROP: Act.SAFE_DROP}


@pytest.mark.parametrize("kind", list(MoveKind))
def test_cash_moves_with_a_reason_a_slip_and_a_record(till: Till, kind: MoveKind) -> None:
    opening.open_shift(till, Money(0))
    moved = moving.move(till, kind, Money(5000), " 换零钱 ")
    with till.shop.database.reading() as connection:
        assert shifts.moves_of(connection, till.store, [moved.shift]) == [moved]
        [job] = jobs.in_state(connection, State.QUEUED)
    assert (job.kind, str(job.sale), moved.reason) == (Kind.CASH_SLIP, str(moved.id), "换零钱")
    [entry] = on_record(till, ACTS[kind])
    assert (entry.amount, entry.what) == (Money(5000), "换零钱")


@pytest.mark.parametrize(
    ("fen", "reason", "code"),
    [(0, "x", "no_cash_to_move"), (-5, "x", "no_cash_to_move"), (100, "  ", "reason_missing")],
)
def test_nothing_moves_without_an_amount_and_a_reason(
    till: Till, fen: int, reason: str, code: str
) -> None:
    opening.open_shift(till, Money(0))
    with pytest.raises(Refusal) as refused:
        moving.move(till, MoveKind.IN, Money(fen), reason)
    assert refused.value.code == code


def test_nothing_moves_without_a_shift_or_the_right(till: Till) -> None:
    with pytest.raises(Refusal, match="还没有开班"):
        moving.move(till, MoveKind.OUT, Money(100), "送货")
    opening.open_shift(till, Money(0))
    with pytest.raises(NeedsApproval):
        moving.move(till, MoveKind.OUT, Money(100), "送货", by=NOVICE)


def test_more_may_be_taken_out_than_there_should_be_so_that_nobody_learns_what_there_is(
    till: Till,
) -> None:
    opening.open_shift(till, Money(100))
    assert moving.move(till, MoveKind.DROP, Money(99_999), "多了").amount == Money(99_999)
