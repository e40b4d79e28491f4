"""The shop: handed first to whatever runs at a till and at HQ alike."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.storage.database import Database

CHINA = "Asia/Shanghai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Where things are kept, what the time is, and what it says on the wall."""

    database: Database
    clock: Clock
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(CHINA))
    currency: str = "CNY"

    def day_of(self, at: datetime) -> date:
        """Say which day it is in the shop."""
        return at.astimezone(self.zone).date()
