"""One act that is kept on record: who did what, when, and who stood behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.base.errors import Refusal
from app.base.ids import EntryId, PersonId, StoreId, TillId
from app.base.money import Money
from app.staff.person import Act

LONGEST = 200
NOTHING = Money(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An act at a till, written once; `sale` and `what` say what it was done to.

    `amount` is the money at stake: given away, handed back, voided.
    """

    id: EntryId
    store: StoreId
    till: TillId
    at: datetime
    act: Act
    person: PersonId
    name: str
    approver: str = ""
    approver_name: str = ""
    reason: str = ""
    sale: str = ""
    what: str = ""
    amount: Money = NOTHING

    def must_be_sound(self) -> None:
        """Raise Refusal for an entry that no till of ours makes."""
        if self.at.utcoffset() != timedelta(0):
            raise Refusal("entry_is_odd", why="its time is not in UTC")
        if max(map(len, (self.reason, self.what, self.name, self.approver_name))) > LONGEST:
            raise Refusal("entry_is_odd", why="a text is too long")
