"""Words for how payments went: shares, times, troubles, advice; every number with its evidence."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.assurance.overview import Overview
from app.assurance.watching import About, Advice, Incident, Interval, Kind, Tally
from app.payments.attempt import Attempt, State
from pos_ui.kit.words import t
from pos_ui.payment.wording import tail, wallet_word

MINUTE = timedelta(minutes=1)
HOUR_MIN = 60
CHANNELS = {
    "wechat": "wechat",
    "wechat_v2": "wechat",
    "alipay": "alipay",
    "ecny": "ecny",
    "unionpay": "unionpay",
}
GATEWAY = "quickpass"  # carries several wallets


@dataclass(frozen=True, slots=True)
class Metric:
    """A tile: its name, value, unit, the line below, and a chip where there is one."""

    name: str
    value: str
    unit: str
    line: str
    chip: str = ""
    chip_kind: str = "neutral"
    is_good: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to see to, or to consider: `number` is of the payment that it is about."""

    kind: str  # danger, warn or info
    icon: str
    title: str
    line: str
    number: str = ""


def percent(share: float, places: int = 1) -> str:
    """Write a share in per cent, without the sign; all of it without decimals."""
    return "100" if share == 1 else f"{share * 100:.{places}f}"


def channel_word(channel: str) -> str:
    """Name a channel by its provider, where it is one that we know."""
    if channel in CHANNELS:
        return wallet_word(CHANNELS[channel])
    return t("assure.gateway") if channel == GATEWAY else channel


def between(it: Interval | None) -> str:
    """Write between what a share lies."""
    return "—" if it is None else f"{percent(it.low)}–{percent(it.high)}%"


def seconds(value: float | None) -> str:
    """Write seconds with one decimal."""
    return "—" if value is None else f"{value:.1f}"


def minutes_words(span: timedelta) -> str:
    """Write how long something is or has been: minutes, then hours."""
    minutes = max(0, round(span / MINUTE))
    if minutes < 2 * HOUR_MIN:
        return t("assure.minutes", count=minutes)
    return t("assure.hours", count=round(minutes / HOUR_MIN))


def metrics(it: Overview, days: int) -> tuple[Metric, ...]:
    """Return the four tiles."""
    return _success(it.whole, it.before, days), _speed(it.whole), _unknown(it), _found(it.whole)


def _success(now: Tally, before: Tally, days: int) -> Metric:
    name = t("assure.success")
    if now.rate is None:
        return Metric(name, "—", "%", t("assure.none_yet"))
    line = t("assure.counted", n=now.n)
    if before.rate is None:
        return Metric(name, percent(now.rate.value), "%", line)
    delta = (now.rate.value - before.rate.value) * 100
    said = "assure.yesterday" if days == 1 else "assure.span_before"
    line = t(said, n=now.n, share=percent(before.rate.value))
    kind = "warn" if delta < 0 else "ok"
    return Metric(name, percent(now.rate.value), "%", line, f"{delta:+.1f}", kind)


def _speed(now: Tally) -> Metric:
    line = t("assure.slowest", seconds=seconds(now.slow_s))
    return Metric(t("assure.speed"), seconds(now.usual_s), t("assure.s"), line)


def _unknown(it: Overview) -> Metric:
    name, unknown = t("assure.unknown"), it.unknown
    if not unknown:
        return Metric(name, "0", t("assure.count"), t("assure.no_unknown"))
    oldest = it.now - min(one.made_at for one in unknown)
    line = t("assure.oldest", age=minutes_words(oldest))
    chip = t("assure.asking")
    return Metric(name, str(len(unknown)), t("assure.count"), line, chip, "info")


def _found(now: Tally) -> Metric:
    line = t("assure.found_line", amount=now.found_amount.grouped())
    name, unit = t("assure.found"), t("assure.count")
    return Metric(name, str(now.found), unit, line, is_good=bool(now.found))


def incident_words(it: Incident, now: datetime, zone: ZoneInfo) -> tuple[str, str, str]:
    """Return when a trouble was, what it is, and its numbers."""
    began = f"{it.began_at.astimezone(zone):%H:%M}"
    span = (it.ended_at or now) - it.began_at
    if it.ended_at is None:
        when = t("assure.since", time=began, span=minutes_words(span))
    else:
        ended = f"{it.ended_at.astimezone(zone):%H:%M}"
        when = t("assure.from_to", began=began, ended=ended, span=minutes_words(span))
    key = "assure.faults" if it.kind is Kind.FAULTS else "assure.slow"
    line = t("assure.bad_of", bad=it.bad, n=it.n, usual=percent(it.usual))
    return when, t(key, channel=channel_word(it.channel)), line


def matters(it: Overview) -> list[Matter]:
    """Return what to see to, then what to consider."""
    return [*(_open_matter(one, it.now) for one in it.open), *map(_advice_matter, it.advice)]


def _open_matter(one: Attempt, now: datetime) -> Matter:
    title = t(
        "assure.open",
        wallet=wallet_word(one.wallet),
        amount=one.amount.grouped(),
        state=t("assure.released" if one.is_trusted else f"state.{one.state}"),
        age=minutes_words(now - one.made_at),
    )
    is_bad = one.state in (State.UNKNOWN, State.ESCALATED)
    kind, icon = ("danger", "circle-alert") if is_bad else ("info", "clock")
    step = t("assure.released_line") if one.is_trusted else t(f"assure.step.{one.state}")
    return Matter(kind, icon, title, f"{tail(one.number)} · {step}", one.number)


def _advice_matter(one: Advice) -> Matter:
    delta = percent(-one.delta.value)
    words = {
        "what": _what(one),
        "delta": delta,
        "n": one.n,
        "m": one.other_n,
        "between": f"{percent(-one.delta.high)}–{percent(-one.delta.low)}",
    }
    line = t("assure.proof", **words)
    if one.about is About.CHANNEL:
        instead = channel_word(one.instead)
        title = t("assure.channel_worse", instead=instead, **words)
        if one.fee is not None:
            key = "assure.fee_more" if one.fee.fen > 0 else "assure.fee_less"
            line = f"{line} · {t(key, fee=abs_amount(one))}"
        return Matter("warn", "route", title, line)
    key, icon = ("till_worse", "wifi-off") if one.about is About.TILL else ("hour_worse", "clock")
    return Matter("warn", icon, t(f"assure.{key}", **words), line)


def abs_amount(one: Advice) -> str:
    """Write what a change would cost or save."""
    assert one.fee is not None
    return (one.fee if one.fee.fen >= 0 else -one.fee).grouped()


def _what(one: Advice) -> str:
    if one.about is About.CHANNEL:
        return channel_word(one.what)
    if one.about is About.HOUR:
        hour = int(one.what)
        return f"{hour:02}:00–{(hour + 1) % 24:02}:00"
    return one.what.rpartition("/")[2]
