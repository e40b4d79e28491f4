import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.ids import SaleId, new_id
from app.base.money import Money
from app.payments import attempt
from app.payments.attempt import (
    DEAD,
    DIGITS,
    TERMINAL,
    Attempt,
    Event,
    OrderNo,
    State,
    contradicts,
    event_of,
    may_start_again,
    move,
    new_number,
    number_of,
    typed_number,
)
from app.payments.exchange import Mode, Outcome, Verdict, dead, paid, paying, unknown
from tests.examples import NOON, STORE, TILL


def an_attempt(state: State = State.CREATED, **changes: object) -> Attempt:
    made = Attempt(
        number=new_number(),
        store=STORE,
        till=TILL,
        sale=SaleId("s1"),
        channel="wechat",
        wallet="wechat",
        mode=Mode.SCANNED,
        amount=Money(1990),
        made_at=NOON,
        state=state,
        sent_at=None if state is State.CREATED else NOON,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def allowed() -> dict[tuple[State, Event], State]:
    moves = {}
    for state, event in itertools.product(State, Event):
        try:
            moves[state, event] = move(state, event)
        except ValueError:
            continue
    return moves


def test_terminal_states_never_move() -> None:
    assert {state for state, _ in allowed()} == set(State) - TERMINAL


def test_every_state_that_is_not_terminal_can_end() -> None:
    ends = dict.fromkeys(TERMINAL, True)
    for _ in State:
        for (state, _event), then in allowed().items():
            if ends.get(then):
                ends[state] = True
    assert set(ends) == set(State)


def test_only_proof_ends_an_attempt() -> None:
    """Silence, waiting, giving up and escalating never do."""
    proof = {Event.PAID, Event.DEAD, Event.REFUNDED, Event.NOTHING_LEFT}
    assert {event for (_, event), then in allowed().items() if then in TERMINAL} == proof


def test_nothing_left_only_before_anything_was_answered() -> None:
    states = {state for state, event in allowed() if event is Event.NOTHING_LEFT}
    assert states == {State.CREATED, State.SENDING}


def test_what_is_sent_once_is_never_sent_again() -> None:
    assert [state for state, event in allowed() if event is Event.SEND] == [State.CREATED]


def test_a_late_success_of_what_was_given_up_is_refunded() -> None:
    one = an_attempt(State.UNKNOWN).happened(Event.GIVE_UP, NOON)
    late = one.happened(Event.PAID, NOON)
    assert (one.state, late.state) == (State.REVERSING, State.REFUNDING)
    assert late.happened(Event.REFUNDED, NOON).state is State.REFUNDED


def test_a_success_after_escalation_is_late_only_if_it_was_given_up() -> None:
    waiting = an_attempt(State.UNKNOWN).happened(Event.ESCALATE, NOON)
    given_up = an_attempt(State.REVERSING, given_up_at=NOON).happened(Event.ESCALATE, NOON)
    assert waiting.happened(Event.PAID, NOON).state is State.PAID
    assert given_up.happened(Event.PAID, NOON).state is State.REFUNDING


def test_a_refusal_while_a_success_is_refunded_is_the_reversal() -> None:
    assert move(State.REFUNDING, Event.DEAD) is State.REVERSED


@given(st.lists(st.sampled_from(Event), max_size=12))
def test_a_walk_of_any_events_never_unpays_and_never_charges_what_was_given_up(
    events: list[Event],
) -> None:
    one, given_up = an_attempt(), False
    for minute, event in enumerate(events):
        before = one
        try:
            one = one.happened(event, NOON + timedelta(minutes=minute))
        except ValueError:
            assert one == before
            continue
        assert before.state not in TERMINAL
        given_up |= event in (Event.GIVE_UP, Event.PAID_LATE)
        assert (one.given_up_at is not None) == given_up
        assert one.sent_at is not None or one.state in (State.CREATED, State.FAILED)
        if given_up:
            assert one.state is not State.PAID


def test_what_an_answer_means() -> None:
    one = an_attempt(State.UNKNOWN)
    assert event_of(one, paid(Money(1990), "x")) is Event.PAID
    assert event_of(one, dead("CLOSED")) is Event.DEAD
    assert event_of(one, paying("USERPAYING")) is Event.PAYING
    assert event_of(one, unknown("timed out")) is Event.UNCLEAR
    assert event_of(one, dead("refused", never_left=True)) is Event.NOTHING_LEFT


def test_money_that_goes_back_after_a_reversal_is_that_reversal() -> None:
    back = paid(Money(1990), "x", has_returned=True)
    assert event_of(an_attempt(State.REVERSING, was_undone=True), back) is Event.REFUNDED
    assert event_of(an_attempt(State.REVERSING), back) is Event.PAID


@pytest.mark.parametrize("state", sorted(set(State) - DEAD))
def test_nothing_starts_again_beside_what_may_still_be_paid(state: State) -> None:
    one = an_attempt(state)
    assert not may_start_again([one], {one.number: dead("CLOSED")})


@pytest.mark.parametrize("answer", [None, unknown("timed out"), paying("x"), paid(Money(1), "x")])
def test_nothing_starts_again_on_our_word_alone(answer: Outcome | None) -> None:
    one = an_attempt(State.FAILED)
    assert not may_start_again([one], {} if answer is None else {one.number: answer})


def test_the_same_money_is_asked_for_again_when_both_say_dead() -> None:
    first, second = an_attempt(State.FAILED), an_attempt(State.REVERSED)
    answers = {first.number: dead("CLOSED"), second.number: dead("REVOKED")}
    assert may_start_again([first, second], answers)
    assert not may_start_again([first, second], {first.number: dead("CLOSED")})
    assert may_start_again([], {})


def test_of_what_never_left_no_provider_can_know() -> None:
    cut_before_sending = an_attempt().happened(Event.NOTHING_LEFT, NOON)
    assert may_start_again([cut_before_sending], {})


def test_of_what_was_refunded_the_provider_says_that_it_went_back() -> None:
    one = an_attempt(State.REFUNDED)
    assert may_start_again([one], {one.number: paid(Money(1990), "x", has_returned=True)})
    assert not may_start_again([one], {one.number: paid(Money(1990), "x")})


def test_an_answer_that_disputes_the_end_moves_nothing_but_is_noticed() -> None:
    failed, paid_one = an_attempt(State.FAILED), an_attempt(State.PAID)
    assert contradicts(failed, paid(Money(1990), "x"))
    assert contradicts(paid_one, dead("CLOSED"))
    assert not contradicts(paid_one, Outcome(verdict=Verdict.DEAD, has_returned=True))
    assert not contradicts(failed, dead("CLOSED"))
    assert not contradicts(an_attempt(State.UNKNOWN), paid(Money(1990), "x"))


def test_an_order_number_fits_every_provider_and_sorts_by_time() -> None:
    numbers = [new_number() for _ in range(100)]
    assert all(len(it) == 27 and it.isalnum() and it == it.upper() for it in numbers)
    assert sorted(numbers) == numbers
    assert len(set(numbers)) == 100


@given(st.uuids())
def test_a_number_that_is_typed_as_it_looks_is_read(uuid: object) -> None:
    number = number_of(str(uuid))
    looks = number.lower().replace("0", "o").replace("1", "l")
    spaced = "-".join(looks[at : at + 5] for at in range(0, 27, 5))
    assert typed_number(f" {spaced} ") == number


@given(st.uuids(), st.integers(0, 26), st.sampled_from(DIGITS))
def test_one_wrong_character_is_always_noticed(uuid: object, at: int, other: str) -> None:
    number = number_of(str(uuid))
    wrong = number[:at] + other + number[at + 1 :]
    if wrong != number:
        with pytest.raises(Refusal, match="对照小票"):
            typed_number(wrong)


def test_nearly_all_swapped_neighbours_are_noticed() -> None:
    noticed = swapped = 0
    for _ in range(40):
        number = new_number()
        for at in range(26):
            wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
            if wrong != number:
                swapped += 1
                noticed += attempt.check_character(wrong[:-1]) != wrong[-1]
    assert noticed / swapped > 0.95


@pytest.mark.parametrize("text", ["", "1", "U" * 27, "１" * 27, "x" * 1000, "0" * 26])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        typed_number(text)


def test_the_number_is_minted_from_a_uuid_and_says_no_more() -> None:
    made = number_of(new_id())
    assert OrderNo(made) == typed_number(made)
