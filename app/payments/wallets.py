"""Whose wallet a scanned payment code is of, by a table that a shop can change.

A code works once and opens somebody's wallet: `Code` shows itself masked everywhere. The table's
first rows are as providers publish them: WeChat 10 to 15 with 18 digits, Alipay 25 to 30 with 16 to
24, UnionPay 62 with 19. For e-CNY, 01 with 19 digits, no operator's page was found; acquirers
differ, so ask yours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.base.errors import Refusal

LONGEST = 128  # of a scanned code; a face token of Alipay is long


class Wallet(StrEnum):
    """The purse that a customer pays from."""

    WECHAT = "wechat"
    ALIPAY = "alipay"
    UNIONPAY = "unionpay"
    ECNY = "ecny"


@dataclass(frozen=True, slots=True)
class Code:
    """A scanned payment code; only `text` gives it away."""

    text: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.text[:2]}***({len(self.text)})"

    def __repr__(self) -> str:
        return f"Code({self})"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How codes of a wallet begin and how long they are, both ends inclusive.

    `first` and `last` have the same number of digits; where `letters` is set, a code begins with
    these instead.
    """

    wallet: Wallet
    first: str = ""
    last: str = ""
    shortest: int
    longest: int
    letters: str = ""

    def fits(self, text: str) -> bool:
        """Say whether a code may be of this wallet."""
        if not self.shortest <= len(text) <= self.longest:
            return False
        if self.letters:
            return text.startswith(self.letters) and text.isascii() and text.isalnum()
        head = text[: len(self.first)]
        return text.isascii() and text.isdigit() and self.first <= head <= self.last


SHAPES = (
    Shape(wallet=Wallet.WECHAT, first="10", last="15", shortest=18, longest=18),
    Shape(wallet=Wallet.ALIPAY, first="25", last="30", shortest=16, longest=24),
    Shape(wallet=Wallet.ALIPAY, letters="fp", shortest=16, longest=LONGEST),  # a face
    Shape(wallet=Wallet.UNIONPAY, first="62", last="62", shortest=19, longest=19),
    Shape(wallet=Wallet.ECNY, first="01", last="01", shortest=19, longest=19),
)


def recognised(code: Code, shapes: Sequence[Shape] = SHAPES) -> Wallet:
    """Return whose code this is; raises Refusal when it may be nobody's or more than one's."""
    found = {shape.wallet for shape in shapes if shape.fits(code.text)}
    if not found:
        raise Refusal("payment_code_unknown", shown=code)
    if len(found) > 1:
        raise Refusal("payment_code_ambiguous", shown=code, wallets=", ".join(sorted(found)))
    return found.pop()


def read(scanned: str) -> Code:
    """Take a code as a scanner or a person gives it: blanks within it mean nothing."""
    return Code("".join(scanned.split())[: LONGEST + 1])
