"""What the assurance page is told, from a till's own journal."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from app.assurance import overview
from app.base.money import Money
from app.payments.attempt import Attempt, Event, State
from app.till import Till
from tests.app.assurance.test_outcomes import LOST, PAID, attempt, put
from tests.examples import NOON

ZONE = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)


def made(minutes: float, **more: object) -> Attempt:
    return replace(attempt(), made_at=NOON - minutes * MINUTE, **more)  # type: ignore[arg-type]


def test_today_begins_at_midnight_of_the_shop(till: Till) -> None:
    view = overview.of_till(till, 1, ZONE)
    assert (view.start.astimezone(ZONE).hour, view.now) == (0, NOON)
    assert view.moments[-1] == NOON


def test_counts_are_of_the_time_and_compared_with_the_one_before(till: Till) -> None:
    put(till.shop, *PAID, one=made(5))
    put(till.shop, *PAID, one=made(24 * 60 + 5))
    put(till.shop, *LOST, Event.ESCALATE, one=made(24 * 60 + 6))
    view = overview.of_till(till, 1, ZONE)
    assert (view.whole.n, view.whole.taken) == (1, 1)
    assert (view.before.n, view.before.taken) == (2, 1)


def test_yesterday_after_this_hour_is_in_neither(till: Till) -> None:
    put(till.shop, *PAID, one=made(23 * 60))
    view = overview.of_till(till, 1, ZONE)
    assert (view.whole.n, view.before.n) == (0, 0)


def test_each_channel_has_its_line_the_busiest_first(till: Till) -> None:
    for minutes in (30, 20, 10):
        put(till.shop, *PAID, one=made(minutes))
    put(till.shop, *PAID, one=made(3, channel="alipay"))
    view = overview.of_till(till, 1, ZONE)
    assert [one.channel for one in view.channels] == ["wechat", "alipay"]
    assert (view.channels[0].line[-1], view.channels[0].lately.n) == (1.0, 1)
    assert len(view.channels[0].line) == len(view.moments)


def test_an_outage_shows_as_an_open_incident_of_its_channel(till: Till) -> None:
    for minutes in range(8, 0, -1):
        put(till.shop, *LOST, Event.GIVE_UP, Event.DEAD, one=made(minutes))
    view = overview.of_till(till, 1, ZONE)
    assert [(one.channel, one.ended_at) for one in view.incidents] == [("wechat", None)]
    assert view.channels[0].is_troubled


def test_what_a_person_should_see_to_comes_first(till: Till) -> None:
    put(till.shop, Event.SEND, Event.PAYING, one=made(9))
    put(till.shop, *LOST, one=made(5))
    put(till.shop, *LOST, Event.ESCALATE, one=made(2))
    put(till.shop, *PAID, one=made(1))
    view = overview.of_till(till, 1, ZONE)
    states = [State.ESCALATED, State.UNKNOWN, State.PAYING]
    assert [one.state for one in view.open] == states
    assert len(view.unknown) == 2


def test_a_till_without_payments_has_nothing_to_say(till: Till) -> None:
    view = overview.of_till(till, 30, ZONE)
    assert (view.channels, view.incidents, view.advice, view.open) == ((), (), (), ())
    assert view.whole.rate is None


def test_a_lost_order_that_was_found_counts_with_its_money(till: Till) -> None:
    put(till.shop, *LOST, Event.PAID, one=made(4))
    view = overview.of_till(till, 1, ZONE)
    assert (view.whole.found, view.whole.found_amount) == (1, Money(700))
