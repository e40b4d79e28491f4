"""A cart that was set aside: the customer went to fetch a wallet."""

from dataclasses import dataclass
from datetime import datetime

from app.base.ids import SaleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Under which label a cart waits, since when, for whom and why."""

    id: SaleId
    label: str
    held_at: datetime
    cashier: str = ""
    note: str = ""
