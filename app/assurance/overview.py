"""How the payments of a time went, put together for a screen; read beside the screen's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.assurance import outcomes, watching
from app.assurance.watching import HALF_LIFE, Advice, Incident, Seen, Tally
from app.payments import attempts, handed
from app.payments.attempt import Attempt, State
from app.till import Till

POINTS = 48  # of a line of the chart
FADING = 60  # half-lives in a span, where that is longer than an hour of the day
RECENTLY = timedelta(minutes=15)
FIRST = {State.ESCALATED: 0, State.UNKNOWN: 1}  # what a person should see to comes first


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """One channel: all of the time, the last quarter of an hour, and its line of the chart."""

    channel: str
    whole: Tally
    lately: Tally
    line: tuple[float | None, ...]
    is_troubled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that the assurance page shows; `before` is the same stretch of time one span earlier."""

    start: datetime
    now: datetime
    moments: tuple[datetime, ...]
    whole: Tally
    before: Tally
    channels: tuple[ChannelView, ...]
    incidents: tuple[Incident, ...]
    advice: tuple[Advice, ...]
    open: tuple[Attempt, ...]

    @property
    def unknown(self) -> tuple[Attempt, ...]:
        """What is open and may be charged already."""
        return tuple(one for one in self.open if one.state in (State.UNKNOWN, State.ESCALATED))


def of_till(
    till: Till, days: int, zone: ZoneInfo, fees_bps: Mapping[str, int] | None = None
) -> Overview:
    """Put together what this till's journal says of so many days, today included."""
    now = till.shop.clock()
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    start = today - timedelta(days=days - 1)
    with till.shop.database.reading() as connection:
        seen = outcomes.between(connection, start - timedelta(days=days), now)
    earlier = [one for one in seen if one.at < now - timedelta(days=days)]
    present = [one for one in seen if one.at >= start]
    moments = tuple(start + (now - start) * at / POINTS for at in range(POINTS + 1))
    incidents = tuple(one for one in watching.incidents(seen, now) if _is_in(one, start))
    troubled = {one.channel for one in incidents if one.ended_at is None}
    return Overview(
        start=start,
        now=now,
        moments=moments,
        whole=watching.tally(present),
        before=watching.tally(earlier),
        channels=_channels(present, moments, now, troubled),
        incidents=incidents,
        advice=tuple(
            watching.advise(seen, fees_bps=fees_bps, hour_of=lambda at: at.astimezone(zone).hour)
        ),
        open=still_open(till),
    )


def still_open(till: Till) -> tuple[Attempt, ...]:
    """Return what is not final yet, through either hub; first what a person should see to."""
    with till.shop.database.reading() as connection:
        found = {one.number: one for one in handed.still_open(connection)}
        found |= {one.number: one for one in attempts.still_open(connection)}
    return tuple(sorted(found.values(), key=lambda one: (FIRST.get(one.state, 2), one.made_at)))


def _channels(
    seen: Sequence[Seen], moments: Sequence[datetime], now: datetime, troubled: set[str]
) -> tuple[ChannelView, ...]:
    fading = max(HALF_LIFE, (moments[-1] - moments[0]) / FADING)
    views = []
    for channel in dict.fromkeys(one.channel for one in seen):
        ours = [one for one in seen if one.channel == channel]
        view = ChannelView(
            channel=channel,
            whole=watching.tally(ours),
            lately=watching.tally(one for one in ours if one.at >= now - RECENTLY),
            line=tuple(watching.smoothed(ours, moments, fading)),
            is_troubled=channel in troubled,
        )
        views.append(view)
    return tuple(sorted(views, key=lambda view: view.whole.n, reverse=True))


def _is_in(incident: Incident, start: datetime) -> bool:
    return incident.ended_at is None or incident.ended_at >= start
