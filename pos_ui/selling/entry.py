"""A number being typed, key by key: what a keypad and the number keys write into."""

from dataclasses import dataclass, replace

DIGITS = "0123456789"


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
