"""What is agreed with each channel, as far as matching needs it: fees, stores, days to wait."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import msgspec

from app.base.errors import Refusal

FILE = "reconciliation.toml"
EPOCH = date(1970, 1, 1)
WAIT_DAYS = 1  # the cut-off of a day may put a payment into the next day's statement
NEVER, ALWAYS = 19700101, 20991231


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTerm:
    """A share in millionths of the charge, within bounds; `comes_back` when money goes back."""

    channel: str
    first_day: int = NEVER
    last_day: int = ALWAYS
    rate_ppm: int
    least_fen: int = 0
    most_fen: int = 10**12
    slack_fen: int = 1
    comes_back: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`stores` are (channel, its name of a store, ours); `waits` the days until it is missed."""

    fees: tuple[FeeTerm, ...] = ()
    stores: tuple[tuple[str, str, str], ...] = ()
    waits: Mapping[str, int] = field(default_factory=dict)

    def wait_days(self, channel: str) -> int:
        """Say how long a row may wait for its other side before it is an exception."""
        return self.waits.get(channel, WAIT_DAYS)


def number_of_day(day: int) -> int:
    """Count a day such as 20260831 from 1970 on; a day that is none counts as the first."""
    try:
        return (date(day // 10000, day // 100 % 100, day % 100) - EPOCH).days
    except ValueError:
        return 0


def day_of_number(number: int) -> int:
    """Write a counted day as a number such as 20260831."""
    day = EPOCH + timedelta(days=number)
    return day.year * 10000 + day.month * 100 + day.day


def load(path: Path) -> Terms:
    """Read the terms of a TOML file, none where there is no file; raises Refusal for a bad one."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Terms)
    except FileNotFoundError:
        return Terms()
    except (OSError, ValueError) as error:
        raise Refusal("bad_terms", file=path, why=error) from error
