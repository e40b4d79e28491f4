"""When a channel's money arrives: its day, its cut-off, T+n, China's business days.

Business days are those of China's yearly order on holidays, with the weekends that are worked
instead (the package chinesecalendar, which knows the years that were announced, 2004 to 2026). A
year that is not announced yet counts by Monday to Friday, and `is_announced` says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NEVER, ALWAYS = 19700101, 20991231
CHINA = "Asia/Shanghai"
FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleTerm:
    """What was agreed from `first_day` to `last_day`: `days` after the day of the payment.

    A payment at `cut_off` or later belongs to the next day; `zone` is where that clock hangs.
    """

    channel: str
    first_day: int = NEVER
    last_day: int = ALWAYS
    days: int = 1
    by_business_days: bool = True
    cut_off: str = "24:00"  # as the clock says, "17:00"
    zone: str = CHINA


# What the channels publish; a shop's own contract comes first.
USUAL = (
    SettleTerm(channel="wechat"),
    SettleTerm(channel="alipay"),
    SettleTerm(channel="unionpay", cut_off="23:00"),
    SettleTerm(channel="allinpay"),
    SettleTerm(channel="lakala"),
    SettleTerm(channel="lcsw"),
    SettleTerm(channel="meituan", days=3, by_business_days=False),
    SettleTerm(channel="eleme", days=3, by_business_days=False),
    SettleTerm(channel="stripe", days=2, zone="UTC"),
    SettleTerm(channel="square", cut_off="17:00", zone="America/Los_Angeles"),
)


def term_at(channel: str, day: int, terms: Iterable[SettleTerm] = ()) -> SettleTerm | None:
    """Find what was agreed with a channel for a day, the shop's own terms first."""
    for it in (*terms, *USUAL):
        if it.channel == channel and it.first_day <= day <= it.last_day:
            return it
    return None


def day_of(term: SettleTerm, at: datetime) -> date:
    """Say to which of the channel's days a payment belongs."""
    local = at.astimezone(ZoneInfo(term.zone))
    if term.cut_off == "24:00" or local.time() < time.fromisoformat(term.cut_off):
        return local.date()
    return local.date() + timedelta(days=1)


def settles_on(term: SettleTerm, at: datetime) -> date:
    """Say on which day the money of a payment should arrive."""
    day = day_of(term, at)
    if not term.by_business_days:
        return day + timedelta(days=term.days)
    in_china = term.zone == CHINA
    for _ in range(term.days):
        day = _next_business_day(day, in_china=in_china)
    return day


def is_business_day(day: date) -> bool:
    """Say whether China's banks work on a day."""
    import chinese_calendar  # noqa: PLC0415 - only where days are counted

    if not is_announced(day):
        return day.weekday() <= FRIDAY
    return bool(chinese_calendar.is_workday(day))


def is_announced(day: date) -> bool:
    """Say whether the holidays of a day's year are known."""
    import chinese_calendar  # noqa: PLC0415

    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


def _next_business_day(day: date, *, in_china: bool) -> date:
    day += timedelta(days=1)
    while not (is_business_day(day) if in_china else day.weekday() <= FRIDAY):
        day += timedelta(days=1)
    return day
