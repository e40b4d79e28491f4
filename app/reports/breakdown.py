"""Turnover of some business days, split by one thing: the hour, the goods, the cashier."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.base.money import Money, total
from app.base.quantity import Quantity

NOTHING, NONE = Money(0), Quantity(0)


class By(StrEnum):
    """What turnover is split by."""

    DAY = "day"
    HOUR = "hour"
    TILL = "till"
    CASHIER = "cashier"
    TENDER = "tender"
    PRODUCT = "product"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the turnover: sold - given back - rounding = net.

    `key` is the identity, `name` what people call it. `bills` have something of it. Goods know no
    rounding of a bill, which is a part of its own there; ways of paying know no goods. `pieces` and
    `weight` are what was sold less what came back.
    """

    key: str
    name: str
    bills: int
    sold: Money = NOTHING
    given_back: Money = NOTHING
    rounding: Money = NOTHING
    net: Money = NOTHING
    pieces: Quantity = NONE
    weight: Quantity = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The parts of a store's turnover over business days `since` to `until`, both included."""

    by: By
    since: date
    until: date
    parts: tuple[Part, ...]
    bills: int

    @property
    def sold(self) -> Money:
        """What all goods cost that were sold."""
        return total(one.sold for one in self.parts)

    @property
    def given_back(self) -> Money:
        """What was credited for goods that were brought back."""
        return total(one.given_back for one in self.parts)

    @property
    def rounding(self) -> Money:
        """What was left off all bills."""
        return total(one.rounding for one in self.parts)

    @property
    def net(self) -> Money:
        """What all of it brought: the same whatever it is split by, and the same as Z says."""
        return total(one.net for one in self.parts)
