"""Finding products as somebody types: by name, barcode, initials or short code, in memory.

Everything that can be typed stands in one long text, a line for each product and way to write
it, and a keystroke is a search through that text: no product is looked at by Python unless it is
found. A hundred thousand products take some 10 MB.
"""

import itertools
import time
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.catalogue.product import Product

LIMIT = 20
CHUNK = 2000  # products folded before others may have the processor
LONGEST = 64
PLACES = 100  # a text found in more of them is common
START = "\n"


@dataclass(frozen=True, slots=True)
class Lines:
    """Ways to write products, one a line: where each begins, and whose it is."""

    text: str
    starts: "array[int]"
    owners: "array[int]"

    def owners_of(self, wanted: str, most: int) -> list[int]:
        """Name products that carry this text: a whole line first, then beginnings, then the rest.

        A text that is rare is looked for once and its places sorted. One that fills all the
        places we want is common, so looking for its beginnings and for whole lines ends soon.
        """
        places = list(itertools.islice(self._places(wanted), PLACES))
        if len(places) == PLACES:
            begun = list(itertools.islice(self._places(START + wanted), PLACES))
            whole = self._places(START + wanted + START) if len(begun) == PLACES else iter(())
            places = [*itertools.islice(whole, most), *begun, *places]
        ranked = sorted(dict.fromkeys(places), key=lambda place: self._rank(place, wanted))
        return list(dict.fromkeys(self.owners[line] for line, _ in ranked))[:most]

    def _places(self, needle: str) -> Iterator[tuple[int, int]]:
        """Return each line that holds this, and where in the text it does."""
        begins = needle[0] == START
        at = self.text.find(needle)
        while at >= 0:
            line = bisect_right(self.starts, at + begins) - 1
            yield line, at + begins
            # the line break that ends this line begins the next one
            end = self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.text)
            at = self.text.find(needle, end)

    def _rank(self, place: tuple[int, int], wanted: str) -> tuple[int, int]:
        line, at = place
        begins = at == self.starts[line]
        ends = self.text[at + len(wanted)] == START
        return (2 - begins - (begins and ends), line)


@dataclass(frozen=True, slots=True)
class Index:
    """A catalogue made ready for searching, in its own order.

    Codes and initials stand apart from names: plain letters take a byte each and are looked
    through faster than Chinese ones, and nothing typed needs both.
    """

    products: tuple[Product, ...]
    codes: Lines
    names: Lines

    def find(self, typed: str, limit: int = LIMIT) -> list[Product]:
        """Return what carries this text: a whole code first, then beginnings, then the rest."""
        wanted = fold(typed)[:LONGEST]
        if not wanted:
            return []
        lines = self.codes if wanted.isascii() else self.names
        return [self.products[owner] for owner in lines.owners_of(wanted, limit)]


def build(products: Sequence[Product]) -> Index:
    """Make a catalogue searchable; works in short stretches, so that a screen stays alive."""
    codes, names = _Gathered(), _Gathered()
    for first in range(0, len(products), CHUNK):
        for owner in range(first, min(first + CHUNK, len(products))):
            for line in _lines(products[owner]):
                (codes if line.isascii() else names).add(line, owner)
        time.sleep(0)  # let the screen's thread go on
    return Index(tuple(products), codes.lines(), names.lines())


class _Gathered:
    """Lines on their way into one text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts, self._owners = array("L"), array("L")
        self._at = 1

    def add(self, line: str, owner: int) -> None:
        self._parts.append(line)
        self._starts.append(self._at)
        self._owners.append(owner)
        self._at += len(line) + 1

    def lines(self) -> Lines:
        text = START + START.join(self._parts) + START
        return Lines(text, self._starts, self._owners)


EMPTY = build(())


def fold(text: str) -> str:
    """Make text comparable: no case, no full width, no spaces between words."""
    if text.isascii():
        return text.lower().replace(" ", "").replace(START, "")
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(folded.split())


def _lines(product: Product) -> Iterator[str]:
    ways = itertools.chain((product.name, product.short_code), product.barcodes, product.initials)
    return (line for line in dict.fromkeys(map(fold, ways)) if line)
