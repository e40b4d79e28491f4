"""Money arrives by China's working days, the weekends that are worked among them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reconciliation import settlement
from app.reconciliation.settlement import SettleTerm

CHINA = settlement.CHINA


def china(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(
    ("channel", "paid", "arrives"),
    [
        ("wechat", "2026-03-02 10:00", date(2026, 3, 3)),  # Monday, the next day
        ("wechat", "2026-03-06 23:59", date(2026, 3, 9)),  # Friday, over the weekend
        ("wechat", "2026-02-14 12:00", date(2026, 2, 24)),  # over Spring Festival
        ("wechat", "2026-02-27 12:00", date(2026, 2, 28)),  # a Saturday that is worked
        ("wechat", "2026-09-30 12:00", date(2026, 10, 8)),  # over National Day
        ("unionpay", "2026-03-02 22:59", date(2026, 3, 3)),
        ("unionpay", "2026-03-02 23:00", date(2026, 3, 4)),  # after the cut-off
        ("meituan", "2026-08-29 11:00", date(2026, 9, 1)),  # by days of the calendar
    ],
)
def test_money_arrives_when_it_is_due(channel: str, paid: str, arrives: date) -> None:
    term = settlement.term_at(channel, 20260302)
    assert term is not None
    assert settlement.settles_on(term, china(paid)) == arrives


def test_a_cut_off_hangs_where_its_clock_does() -> None:
    term = settlement.term_at("square", 20260302)
    assert term is not None
    five_pm_pacific = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
    assert settlement.day_of(term, five_pm_pacific) == date(2026, 3, 3)
    assert settlement.day_of(term, five_pm_pacific - timedelta(minutes=1)) == date(2026, 3, 2)


def test_the_shop_s_own_contract_goes_before_what_is_usual_in_its_days() -> None:
    ours = (SettleTerm(channel="wechat", first_day=20260401, last_day=20260430, days=7),)
    found = [settlement.term_at("wechat", it, ours) for it in (20260331, 20260401, 20260501)]
    assert [it.days for it in found if it] == [1, 7, 1]
    assert settlement.term_at("unheard of", 20260401) is None


def test_a_year_that_is_not_announced_counts_by_weekdays() -> None:
    assert settlement.is_announced(date(2026, 10, 1))
    assert not settlement.is_announced(date(2040, 10, 1))
    assert settlement.is_business_day(date(2040, 10, 1))  # a Monday


@given(minutes=st.integers(0, 330 * 24 * 60))
def test_later_payments_never_arrive_earlier(minutes: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    term = SettleTerm(channel="x", days=2)
    first = settlement.settles_on(term, at)
    assert first <= settlement.settles_on(term, at + timedelta(hours=7))
    assert settlement.is_business_day(first)
