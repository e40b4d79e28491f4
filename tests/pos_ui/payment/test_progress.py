"""What the screen shows of a payment, from what the hub tells of it."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.payments.attempt import Attempt, Event, State
from app.payments.exchange import Mode
from app.payments.hub import News, Update
from app.payments.wallets import Wallet
from pos_ui.kit import words
from pos_ui.payment import progress as progresses
from pos_ui.payment import stages, wording
from pos_ui.payment.progress import Phase, Progress
from pos_ui.payment.stages import Around
from tests.app.assurance.test_outcomes import attempt
from tests.examples import NOON

SECOND = timedelta(seconds=1)
BOTH = frozenset({Mode.SCANNED, Mode.SHOWN})
AROUND = Around(now=NOON, zone=ZoneInfo("Asia/Shanghai"), modes=((Wallet.WECHAT, BOTH),))


def at(state: State, left_s: float | None = None, **more: object) -> Progress:
    one = replace(attempt(), state=state, **more)  # type: ignore[arg-type]
    return replace(progresses.begun(one, NOON), left_s=left_s, whole_s=left_s or 0.0)


@pytest.mark.parametrize(
    ("state", "left_s", "phase"),
    [
        (State.CREATED, None, Phase.SENDING),
        (State.SENDING, None, Phase.SENDING),
        (State.PAYING, 30, Phase.PASSWORD),
        (State.UNKNOWN, 30, Phase.QUERYING),
        (State.UNKNOWN, 0, Phase.UNKNOWN),
        (State.UNKNOWN, None, Phase.QUERYING),
        (State.ESCALATED, 0, Phase.UNKNOWN),
        (State.REVERSING, 0, Phase.GIVING_UP),
        (State.REFUNDING, 0, Phase.GIVING_UP),
        (State.PAID, 0, Phase.PAID),
        (State.FAILED, 0, Phase.DEAD),
        (State.REVERSED, 0, Phase.DEAD),
        (State.REFUNDED, 0, Phase.DEAD),
    ],
)
def test_each_state_has_its_picture(state: State, left_s: float | None, phase: Phase) -> None:
    assert at(state, left_s).phase is phase


def test_a_code_that_is_shown_and_not_scanned_yet_is_not_unknown() -> None:
    shown = replace(at(State.UNKNOWN, 30, mode=Mode.SHOWN), shows="weixin://x")
    assert shown.phase is Phase.SHOWING
    assert replace(shown, left_s=0.0).phase is Phase.UNKNOWN


def test_what_a_restart_finds_unknown_for_long_is_unknown_at_once() -> None:
    old = at(State.UNKNOWN, sent_at=NOON - timedelta(minutes=9))
    assert old.phase is Phase.UNKNOWN


def test_only_who_waits_tells_the_time_that_is_left() -> None:
    waits = Update(news=News.WAITS, attempt=at(State.PAYING).attempt, left_s=40, next_s=4, asked=2)
    heard = at(State.PAYING).heard(waits, NOON)
    moved = heard.heard(Update(news=News.MOVED, attempt=heard.attempt), NOON + 10 * SECOND)
    assert (heard.left_s, heard.whole_s, heard.asked) == (40, 40, 2)
    assert (moved.left_s, moved.whole_s, moved.seconds_to_next(NOON + 12 * SECOND)) == (30, 40, 0)


@given(st.lists(st.sampled_from(list(Event)), max_size=12), st.floats(0, 200))
def test_every_attempt_has_a_picture_and_what_may_be_charged_is_locked(
    events: list[Event], left_s: float
) -> None:
    one: Attempt = attempt()
    for event in events:
        try:
            one = one.happened(event, NOON)
        except ValueError:
            continue
    shown = replace(progresses.begun(one, NOON), left_s=left_s)
    may_be_charged = one.state in (State.UNKNOWN, State.ESCALATED)
    if may_be_charged and one.mode is Mode.SCANNED:
        assert shown.phase in progresses.LOCKED
    if shown.phase is not Phase.UNKNOWN:
        stage = stages.of_progress(shown, AROUND)
        cancel = [it for it in stage.actions if it.name == stages.CANCEL]
        assert all(it.is_enabled is (shown.phase in progresses.MAY_CANCEL) for it in cancel)


@pytest.mark.parametrize(
    ("reason", "part"),
    [
        ("NOT_ENOUGH", "Not enough"),
        ("NOTENOUGH", "Not enough"),
        ("40004 ACQ.BUYER_BALANCE_NOT_ENOUGH", "Not enough"),
        ("AUTH_CODE_EXPIRE", "expired"),
        ("40004 ACQ.PAYMENT_AUTH_CODE_INVALID", "does not take this code"),
        ("never left", "nothing was sent"),
        ("RULELIMIT", "limit"),
        ("something new", "another way"),
    ],
)
def test_a_reason_is_told_in_plain_words_and_says_that_nothing_was_charged(
    reason: str, part: str
) -> None:
    words.use_language("en")
    assert part in wording.why(reason)
    assert "charged" in wording.why(reason).lower() or "did not" in wording.why(reason)


def test_what_to_try_next_is_the_other_way_round_then_the_same_then_cash() -> None:
    scanned = [way.key for way in wording.suggested(attempt(), AROUND.modes)]
    shown = replace(attempt(), mode=Mode.SHOWN)
    assert scanned == ["F3", "F2", "F1"]
    assert [way.key for way in wording.suggested(shown, AROUND.modes)] == ["F2", "F3", "F1"]
    assert [way.key for way in wording.suggested(shown, ())] == ["F1"]


def test_a_transports_words_are_not_shown_to_a_cashier() -> None:
    words.use_language("en")
    assert wording.reply("no answer: [Errno 104] Connection reset") == "none"
    assert wording.reply("HTTP 502") == "channel fault (HTTP 502)"
    assert wording.reply("SYSTEMERROR") == "SYSTEMERROR"


def test_an_order_number_can_be_read_out() -> None:
    assert wording.grouped("0" * 9 + "1" * 9 + "2" * 9) == "000000000 111111111 222222222"
