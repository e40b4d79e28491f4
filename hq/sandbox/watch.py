"""The time at the providers: the computer's, or a clock that only moves when it is told to."""

from datetime import UTC, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))  # without summer time


class Watch:
    """Tells the time. One that `stands` (given a start) moves by `advance` alone."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start
        self._off = timedelta()

    @property
    def stands(self) -> bool:
        """Say whether time passes only on request."""
        return self._start is not None

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return (self._start or datetime.now(UTC)).astimezone(UTC) + self._off

    def advance(self, seconds: float) -> datetime:
        """Let time pass, or go back; return the new time."""
        self._off += timedelta(seconds=seconds)
        return self.now()


def china(at: datetime, style: str = "%Y-%m-%d %H:%M:%S") -> str:
    """Write a moment as providers do, in China's time."""
    return at.astimezone(CHINA).strftime(style)
