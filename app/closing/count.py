"""A blind count: what somebody found in the drawer, pile by pile, before they knew what to find."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.base.errors import Refusal
from app.base.ids import CountId, PersonId, ShiftId, StoreId, TillId
from app.base.money import Money, total
from app.shifts.shift import must_be_cash, must_be_in_utc, must_be_short

DENOMINATIONS_FEN = (10000, 5000, 2000, 1000, 500, 100, 50, 10)
SMALLEST_NOTE_FEN = 500  # below it, coins come in rolls
NOTES, COINS = 100, 50  # in a bundle of notes, in a roll of coins: as banks pack them
MOST_PIECES = 1_000_000


@dataclass(frozen=True, slots=True)
class Pile:
    """Notes or coins of one worth: loose ones, and full bundles or rolls."""

    worth: Money
    loose: int
    bundles: int = 0

    @property
    def pieces(self) -> int:
        """How many notes or coins there are."""
        return self.loose + self.bundles * bundle_of(self.worth)

    @property
    def amount(self) -> Money:
        """What they come to."""
        return Money(self.worth.fen * self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What was found in a drawer; `place` counts the counts of its shift, a first one has 1.

    `expected` is what should have been there at that moment: shown to nobody before.
    """

    id: CountId
    store: StoreId
    till: TillId
    shift: ShiftId
    place: int
    at: datetime
    piles: tuple[Pile, ...]
    expected: Money
    person: PersonId
    name: str

    @property
    def total(self) -> Money:
        """What was found."""
        return total(pile.amount for pile in self.piles)

    @property
    def over(self) -> Money:
        """How much more there was than expected; below zero it is short."""
        return self.total - self.expected

    def must_be_sound(self) -> None:
        """Raise Refusal for a count that no till of ours keeps."""
        must_be_in_utc(self.at)
        must_be_short(self.name)
        must_be_cash(self.total)
        if self.place < 1 or not are_sound(self.piles):
            raise Refusal("shift_is_odd", why="a count of what is no cash")


def bundle_of(worth: Money) -> int:
    """Return how many pieces make a bundle or a roll."""
    return NOTES if worth.fen >= SMALLEST_NOTE_FEN else COINS


def piles_of(pieces: Mapping[int, int]) -> tuple[Pile, ...]:
    """Make piles of loose pieces, given how many there are of each worth in fen."""
    return tuple(Pile(Money(fen), pieces[fen]) for fen in DENOMINATIONS_FEN if pieces.get(fen))


def are_sound(piles: tuple[Pile, ...]) -> bool:
    """Say whether these are piles of our money, each worth named once."""
    worths = [pile.worth.fen for pile in piles]
    counts = [number for pile in piles for number in (pile.loose, pile.bundles)]
    return (
        set(worths) <= set(DENOMINATIONS_FEN)
        and len(set(worths)) == len(worths)
        and all(0 <= number <= MOST_PIECES for number in counts)
    )
