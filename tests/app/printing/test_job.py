import itertools

import pytest

from app.printing.job import Event, State, move

FINAL = {State.PRINTED, State.SKIPPED}


def allowed() -> list[tuple[State, Event]]:
    moves = []
    for state, event in itertools.product(State, Event):
        try:
            move(state, event)
        except ValueError:
            continue
        moves.append((state, event))
    return moves


def test_final_states_never_move() -> None:
    assert {state for state, _ in allowed()} & FINAL == set()


def test_an_unknown_job_prints_again_only_when_it_surely_did_not_come_out() -> None:
    again = {
        event
        for state, event in allowed()
        if state is State.UNKNOWN and move(state, event) is State.QUEUED
    }
    assert again == {Event.PRINT_AGAIN, Event.NOTHING_SENT}


@pytest.mark.parametrize("event", [Event.ALL_SENT, Event.ACKNOWLEDGED, Event.CUT_OFF])
def test_what_has_left_is_never_queued_by_itself(event: Event) -> None:
    assert move(State.SENDING, event) is not State.QUEUED
