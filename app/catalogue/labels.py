"""What scales print on their labels: an item, and its weight or amount, by the store's templates.

A template such as "2IIIIIIPPPPPC" says what each digit means: digits stand for themselves, I for
the item, P for the amount in fen, W for the weight in grams, N for pieces, X for nothing, C for
the check digit (GS1 General Specifications, section 7.9).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base.errors import Refusal
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue.gtin import check_digit

SIGNS = "0123456789IPWNXC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a label says; None where it does not say.

    `barcode` is what the article is listed under, where that is not the label as it was read.
    """

    item: str
    amount: Money | None = None
    weight: Quantity | None = None
    pieces: Quantity | None = None
    barcode: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether it says how much there is, or what that costs."""
        return not (self.amount is None and self.weight is None and self.pieces is None)


@dataclass(frozen=True, slots=True)
class Template:
    """What each digit of a label means."""

    signs: str

    def claims(self, code: str) -> bool:
        """Say whether a code is of this shape, its check digit right."""
        if len(code) != len(self.signs) or not (code.isascii() and code.isdigit()):
            return False
        fits = all(
            sign in "IPWNXC" or sign == digit for sign, digit in zip(self.signs, code, strict=True)
        )
        return fits and ("C" not in self.signs or check_digit(code[:-1]) == code[-1])

    def digits(self, code: str, sign: str) -> str:
        """Return the digits that stand where the template has this sign."""
        return "".join(digit for it, digit in zip(self.signs, code, strict=True) if it == sign)


def parse(text: str) -> Template:
    """Read a template; raises Refusal saying what is wrong with it."""
    signs = text.strip().upper()
    is_odd = not signs or any(sign not in SIGNS for sign in signs) or "I" not in signs
    if is_odd or "C" in signs[:-1] or not set(signs) & set("PWN"):
        raise Refusal("label_template", text=text)
    return Template(signs)


def read(code: str, templates: Sequence[Template]) -> Label | None:
    """Read a code as the label of a scale; None when no template claims it."""
    for template in templates:
        if template.claims(code):
            return _label(template, code)
    return None


def _label(template: Template, code: str) -> Label:
    amount, weight = template.digits(code, "P"), template.digits(code, "W")
    pieces = template.digits(code, "N")
    return Label(
        item=template.digits(code, "I"),
        amount=Money(int(amount)) if amount else None,
        weight=Quantity(int(weight)) if weight else None,
        pieces=Quantity.pieces(int(pieces)) if pieces else None,
    )
