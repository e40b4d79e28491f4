"""Telling a scanner from a person by its speed, and keeping what was scanned in order.

A scanner types like a keyboard, only faster, and ends with Enter or Tab. Keys at that speed are
held back until it is clear who types: a scan never reaches a field, and a person loses nothing.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from app.base import quantity
from app.base.quantity import Quantity
from app.catalogue import gtin
from app.payments.wallets import SHAPES

GAP_MS = 50  # a person's two keys are further apart
LATE_MS = 300  # the Enter of a scan that was taken without it may still come
SHORTEST = 4
PAYS_FROM, PAYS_TO = 16, 24  # digits; WeChat Pay and Alipay say so in their documents
_RECEIPT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|.{1,40}-[0-9]{8}-[0-9]{4,}")
_PREFIX = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)[*×](.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Key:
    """One key press: the character it types, or nothing for Enter and Tab, which end a scan."""

    at_ms: int
    text: str

    @property
    def is_end(self) -> bool:
        """Whether this is a key that ends a scan."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Burst:
    """The keys of the newest burst; the first `leaked` of them have reached a field already."""

    keys: tuple[Key, ...] = ()
    leaked: int = 0

    @property
    def held(self) -> tuple[Key, ...]:
        """What waits until it is clear who types."""
        return self.keys[self.leaked :]

    @property
    def code(self) -> str:
        """The characters typed so far."""
        return fold("".join(key.text for key in self.keys))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do after a key: give back what a person typed, or take a scan.

    `released` go to the field, then the key itself unless it `is_held`. Of a scan `code`,
    the first `leaked` characters must be taken out of the field again.
    """

    released: tuple[Key, ...] = ()
    is_held: bool = False
    code: str = ""
    leaked: int = 0


def press(
    burst: Burst, key: Key, gap_ms: int = GAP_MS, shortest: int = SHORTEST
) -> tuple[Burst, Verdict]:
    """Judge the next key of a keyboard or scanner."""
    is_fast = bool(burst.keys) and 0 <= key.at_ms - burst.keys[-1].at_ms < gap_ms
    if not key.is_end:
        before = burst if is_fast else Burst()
        released = () if is_fast else burst.held
        return replace(before, keys=(*before.keys, key)), Verdict(released, is_held=True)
    if is_fast and len(burst.keys) >= shortest:
        return Burst(), Verdict(is_held=True, code=burst.code, leaked=burst.leaked)
    return Burst(), Verdict(burst.held)


def pause(burst: Burst) -> tuple[Burst, tuple[Key, ...]]:
    """Give back what is held: no further key came in time.

    The burst is remembered: if keys were only late on their way to us, their own times still
    join them to it.
    """
    return replace(burst, leaked=len(burst.keys)), burst.held


def alone(burst: Burst) -> str:
    """Return the code of a burst that no Enter ended, for a scanner that sends none.

    Only a whole article number of which no key has reached a field: its last digit proves it.
    """
    code = burst.code
    is_sure = not burst.leaked and gtin.is_one(code) and gtin.is_whole(code)
    return code if is_sure else ""


def fold(code: str) -> str:
    """Write a code in plain characters, whatever width it was typed in."""
    return unicodedata.normalize("NFKC", code).strip()


def shown(code: str) -> str:
    """Write a code as it may be seen: one as long as those that pay is not shown whole."""
    return f"{code[:4]}…" if is_like_payment(code) else code[:40]


def is_like_payment(code: str) -> bool:
    """Say whether a code may be one that a customer pays with: 16 to 24 digits."""
    return code.isascii() and code.isdigit() and PAYS_FROM <= len(code) <= PAYS_TO


def may_pay(code: str) -> bool:
    """Say whether a code may open a wallet: as long as those that pay, or of a known shape."""
    folded = fold(code)
    return is_like_payment(folded) or any(shape.fits(folded) for shape in SHAPES)


def is_of_a_wallet(code: str) -> bool:
    """Say whether a code has the shape of a wallet's: it must never be taken for goods."""
    return any(shape.fits(fold(code)) for shape in SHAPES)


def is_like_receipt(code: str) -> bool:
    """Say whether a code may be from a receipt: a sale's id, or its number."""
    return _RECEIPT.fullmatch(code.lower()) is not None


def counted(text: str) -> tuple[Quantity | None, str]:
    """Read "3*6901…" as three of 6901…; without a number in front nobody said how many."""
    found = _PREFIX.fullmatch(fold(text))
    if found is None:
        return None, fold(text)
    return quantity.parse(found[1]), found[2].strip()


@dataclass(frozen=True, slots=True)
class Scan:
    """A code that was scanned or typed, and how much of it is wanted, if anybody said."""

    code: str
    quantity: Quantity | None = None
