"""What is being typed, key by key: a number or a code that a keypad and the keys write into."""

import unicodedata
from dataclasses import dataclass, replace

DIGITS = "0123456789"
LONGEST_CODE = 40


def plain(text: str) -> str:
    """Write what a key types in plain signs: an input method may type wide ones."""
    return unicodedata.normalize("NFKC", text)


@dataclass(frozen=True, slots=True)
class Entry:
    """The digits typed so far; while it `is_fresh` the next digit replaces them all."""

    text: str = ""
    is_fresh: bool = True
    places: int = 2
    most_digits: int = 8

    def typed(self, signs: str) -> "Entry":
        """Add digits or a point; what does not fit is left out."""
        entry = self
        for sign in signs:
            entry = entry._one(sign)
        return entry

    def _one(self, sign: str) -> "Entry":
        before = "" if self.is_fresh else self.text
        whole, point, decimals = before.partition(".")
        if sign == "." and self.places and not point:
            return replace(self, text=(whole or "0") + ".", is_fresh=False)
        if sign not in DIGITS:
            return self
        if point:
            fits = len(decimals) < self.places
            return replace(self, text=before + sign, is_fresh=False) if fits else self
        if len(whole) >= self.most_digits:
            return self
        return replace(self, text=(whole + sign).lstrip("0") or "0", is_fresh=False)

    def erased(self) -> "Entry":
        """Take the last digit away; of a fresh number, all of them."""
        return replace(self, text="" if self.is_fresh else self.text[:-1], is_fresh=False)

    def cleared(self) -> "Entry":
        """Begin again."""
        return replace(self, text="", is_fresh=False)

    def filled(self, text: str) -> "Entry":
        """Suggest a number; the next digit replaces it."""
        return replace(self, text=text, is_fresh=True)


@dataclass(frozen=True, slots=True)
class Code:
    """The letters, digits and dashes typed so far of what a slip or a voucher carries."""

    text: str = ""

    def typed(self, signs: str) -> "Code":
        """Add signs; what no slip carries, and what is too long, is left out."""
        fit = "".join(sign for sign in signs if sign.isascii() and (sign.isalnum() or sign in "-/"))
        return Code((self.text + fit)[:LONGEST_CODE])

    def erased(self) -> "Code":
        """Take the last sign away."""
        return Code(self.text[:-1])

    def cleared(self) -> "Code":
        """Begin again."""
        return Code()


def grouped(text: str) -> str:
    """Write a number that is being typed with a comma at each thousand."""
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole else text


def masked(code: str) -> str:
    """Write the end of a reference: enough to find the slip, no more."""
    return f"…{code.strip()[-4:]}"
