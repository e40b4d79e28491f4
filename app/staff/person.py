"""Who works here and what each may do; a right that is missing can be lent by somebody."""

from dataclasses import dataclass
from enum import StrEnum

from app.base.errors import Refusal
from app.base.ids import PersonId, RoleId
from app.base.money import Money

ALL = 1000  # per mille
LONGEST_CODE = 16  # of a staff number
NOTHING = Money(0)


class Act(StrEnum):
    """What people do at a till that not everybody may do, or that is kept on record."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    WRONG_PIN = "wrong_pin"  # no right, only kept on record
    REPRICE = "reprice"
    DISCOUNT = "discount"
    ROUND_OFF = "round_off"
    VOID_LINE = "void_line"
    VOID_SALE = "void_sale"
    RETURN = "return"
    RETURN_UNCHECKED = "return_unchecked"  # without our own record of what was sold
    REFUND_OTHERWISE = "refund_otherwise"  # to another tender than the one it was paid with
    REPRINT = "reprint"
    QUICK_ADD = "quick_add"
    OPEN_PRICE = "open_price"
    CONFIRM_AGE = "confirm_age"
    OPEN_DRAWER = "open_drawer"
    SETTLE_PAPER = "settle_paper"  # say of a receipt whether it came out
    MANUAL_WEIGHT = "manual_weight"  # typed, not the scale's
    RELEASE_PAYMENT = "release_payment"  # let goods go before a payment is proven
    SET_UP = "set_up"  # the technician's page: devices, tests, reports
    MANAGE_STAFF = "manage_staff"
    OPEN_SHIFT = "open_shift"
    CASH_IN = "cash_in"
    CASH_OUT = "cash_out"
    SAFE_DROP = "safe_drop"
    COUNT_CASH = "count_cash"
    HAND_OVER = "hand_over"  # close a shift while the day goes on
    CLOSE_DAY = "close_day"
    ACCEPT_DIFFERENCE = "accept_difference"  # close with more cash missing or over than tolerated
    SEE_EXPECTED = "see_expected"  # figures that tell what a drawer holds, before it is counted
    REOPEN_DAY = "reopen_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What somebody wants to do, and how far it goes.

    `per_mille` is the share of the list price that is given away, `amount` the money handed back
    or left off.
    """

    act: Act
    per_mille: int = 0
    amount: Money = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a group of people may do, and up to what limit each time."""

    id: RoleId
    name: str
    acts: frozenset[Act]
    discount_per_mille: int = 0
    refund_most: Money = NOTHING
    rounding_most: Money = NOTHING

    def allows(self, demand: Demand) -> bool:
        """Say whether this is within the role's rights and limits."""
        if demand.act not in self.acts:
            return False
        match demand.act:
            case Act.DISCOUNT | Act.REPRICE:
                return demand.per_mille <= self.discount_per_mille
            case Act.RETURN | Act.RETURN_UNCHECKED:
                return demand.amount <= self.refund_most
            case Act.ROUND_OFF:
                return demand.amount <= self.rounding_most
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works at the tills; `code` is the staff number they sign in with."""

    id: PersonId
    code: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who stands behind one demand of somebody else, and why; it is good for no other."""

    demand: Demand
    by: Person
    reason: str

    def covers(self, demand: Demand) -> bool:
        """Say whether this is what was approved, and goes no further."""
        ours = self.demand
        is_within = demand.per_mille <= ours.per_mille and demand.amount <= ours.amount
        return demand.act is ours.act and is_within


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """Somebody as head office names them to its tills: who they are, never how they prove it."""

    id: PersonId
    code: str
    name: str
    role: RoleId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSaid:
    """A role as head office says it; rights that this program does not know yet are passed over."""

    id: RoleId
    name: str
    acts: tuple[str, ...]
    discount_per_mille: int = 0
    refund_most: Money = NOTHING
    rounding_most: Money = NOTHING

    def role(self, name: RoleId) -> Role:
        """Return the role under the name that it has here."""
        known = {str(act): act for act in RIGHTS}
        return Role(
            id=name,
            name=self.name,
            acts=frozenset(known[it] for it in self.acts if it in known),
            discount_per_mille=min(max(self.discount_per_mille, 0), ALL),
            refund_most=self.refund_most,
            rounding_most=self.rounding_most,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks for something, and what others approved of it where that takes a right they lack."""

    person: Person
    approvals: tuple[Approval, ...] = ()

    def must_be_allowed(self, demand: Demand) -> None:
        """Raise NeedsApproval where they may not do this, and nobody has approved just this."""
        is_approved = any(one.covers(demand) for one in self.approvals)
        if not is_approved and not self.person.role.allows(demand):
            raise NeedsApproval(demand, self)

    def approval(self, act: Act) -> Approval | None:
        """Return what was approved last of this kind; None where nothing was."""
        found = (one for one in reversed(self.approvals) if one.demand.act is act)
        return next(found, None)


class NeedsApproval(Refusal):
    """It takes somebody with more rights; `demand` says for what, `by` who asked."""

    def __init__(self, demand: Demand, by: Actor) -> None:
        super().__init__("needs_approval", act=demand.act)
        self.demand, self.by = demand, by


LARGEST = Money(10**13)
RIGHTS = frozenset(Act) - {Act.WRONG_PIN}
EVERYTHING = Role(
    id=RoleId("everything"),
    name="",
    acts=RIGHTS,
    discount_per_mille=ALL,
    refund_most=LARGEST,
    rounding_most=LARGEST,
)
MANAGER = Role(
    id=RoleId("manager"),
    name="店长 / Store manager",
    acts=RIGHTS,
    discount_per_mille=ALL,
    refund_most=LARGEST,
    rounding_most=Money(99),
)
SENIOR = Role(
    id=RoleId("senior"),
    name="领班 / Shift supervisor",
    acts=RIGHTS
    - {Act.MANAGE_STAFF, Act.RETURN_UNCHECKED, Act.SET_UP, Act.RELEASE_PAYMENT}
    - {Act.ACCEPT_DIFFERENCE, Act.SEE_EXPECTED, Act.REOPEN_DAY},
    discount_per_mille=300,
    refund_most=Money(50_000),
    rounding_most=Money(99),
)
CASHIER = Role(
    id=RoleId("cashier"),
    name="收银员 / Cashier",
    acts=frozenset(
        {
            Act.SIGN_IN,
            Act.SIGN_OUT,
            Act.DISCOUNT,
            Act.ROUND_OFF,
            Act.VOID_LINE,
            Act.VOID_SALE,
            Act.RETURN,
            Act.REPRINT,
            Act.OPEN_PRICE,
            Act.CONFIRM_AGE,
            Act.SETTLE_PAPER,
            Act.MANUAL_WEIGHT,
            Act.OPEN_SHIFT,
            Act.CASH_IN,
            Act.SAFE_DROP,
            Act.COUNT_CASH,
            Act.HAND_OVER,
            Act.CLOSE_DAY,
        }
    ),
    discount_per_mille=100,
    refund_most=Money(10_000),
    rounding_most=Money(99),
)
ROLES = (CASHIER, SENIOR, MANAGER)
NO_RIGHTS = Role(id=RoleId("none"), name="", acts=frozenset())
OWNER = Actor(  # of a till where nobody has to sign in
    person=Person(id=PersonId("owner"), code="", name="", role=EVERYTHING)
)
RING = Actor(person=Person(id=PersonId("ring"), code="ring", name="ring", role=EVERYTHING))
TECHNICIAN = Actor(  # whoever has a terminal on this computer
    person=Person(id=PersonId("technician"), code="", name="technician", role=EVERYTHING)
)


NOBODY = Actor(person=Person(id=PersonId("nobody"), code="", name="", role=NO_RIGHTS))


def somebody(wanted: str, name: str) -> Person:
    """Return whom a sale names as its cashier, for the record: it gives them no rights."""
    return Person(id=PersonId(wanted), code="", name=name, role=NO_RIGHTS)
