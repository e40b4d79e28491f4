"""Something that head office did not take into its books."""

from dataclasses import dataclass
from datetime import datetime

from app.selling.sale import Sale


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """One thing that head office set aside, and why; without a `sale` it is something else."""

    made_at: datetime
    reason: str
    sale: Sale | None = None
