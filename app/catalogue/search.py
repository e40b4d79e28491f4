"""Finding products as somebody types: by name, barcode, short code or pinyin, in memory.

Everything that can be typed stands in three long texts, a line for each product and way to write
it, and a keystroke is a search through them: no product is looked at by Python unless it is
found. A hundred thousand products take some 25 MB.
"""

import itertools
import re
import time
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.catalogue.product import Product
from app.catalogue.spelling import Spelling

LIMIT = 20
CHUNK = 2000  # products folded before others may have the processor
LONGEST = 64
ENOUGH = 100  # products found; a text that more of them carry is common
START = "\n"
RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
WHOLE, BEGINS, INSIDE, NOWHERE = range(4)  # how well a line fits
NOBODY = 2**62  # behind the last product

Find = Callable[[int, int], int]  # from, to: where in the text it is, or -1


@dataclass(frozen=True, slots=True)
class Lines:
    """Ways to write products, one a line, and where those of each product begin."""

    text: str
    starts: "array[int]"

    def ranked(self, wanted: "Pattern", most: int) -> Iterator[tuple[int, int]]:
        """Return how well products fit, and which: the best `most` and perhaps others.

        A text that is rare is looked for once. One that fills all the places we want is common,
        so looking for its beginnings and for whole lines ends soon.
        """
        places = list(self._places(wanted.within(self.text), most))
        if _fills(places, most):
            begun = list(self._places(wanted.within(self.text, begins=True), most))
            places += begun
            if _fills(begun, most):
                places += self._places(wanted.within(self.text, begins=True, ends=True), most)
        for owner, at in places:
            yield self._rank(at, wanted.length), owner

    def next_owner(self, owner: int, find: Find) -> int:
        """Return the first product from this one on that carries this, or NOBODY."""
        at = find(self.starts[owner], len(self.text))
        return NOBODY if at < 0 else bisect_right(self.starts, at) - 1

    def rank(self, owner: int, find: Find, length: int) -> int:
        """Say how well the first line of a product that carries this fits."""
        at = find(self.starts[owner], self.starts[owner + 1] - 1)
        return NOWHERE if at < 0 else self._rank(at, length)

    def _places(self, find: Find, most: int) -> Iterator[tuple[int, int]]:
        """Return whose lines hold this and where, until they belong to `most` products."""
        found: set[int] = set()
        at = find(0, len(self.text))
        while at >= 0 and len(found) < most:
            owner = bisect_right(self.starts, at) - 1
            yield owner, at
            found.add(owner)
            # the line break that ends this line begins the next one
            at = find(self.text.find(START, at), len(self.text))

    def _rank(self, at: int, length: int) -> int:
        if self.text[at - 1] != START:
            return INSIDE
        return WHOLE if self.text[at + length] == START else BEGINS


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text to look for; where `last` is not empty, one of its signs follows."""

    text: str
    last: str = ""

    @property
    def length(self) -> int:
        """How many signs it takes."""
        return len(self.text) + bool(self.last)

    def within(self, text: str, *, begins: bool = False, ends: bool = False) -> Find:
        """Return how to find this in a text, or only where a line begins or also ends with it."""
        before, after = START * begins, START * ends
        if len(self.last) > 1:
            search = re.compile(f"{before}{re.escape(self.text)}[{self.last}]{after}").search

            def by_expression(begin: int, end: int) -> int:
                found = search(text, begin, end)
                return -1 if found is None else found.start() + begins

            return by_expression
        needle = before + self.text + self.last + after

        def by_text(begin: int, end: int) -> int:
            at = text.find(needle, begin, end)
            return at if at < 0 else at + begins

        return by_text


@dataclass(frozen=True, slots=True)
class Index:
    """A catalogue made ready for searching, in its own order.

    Codes and initials stand apart from names, and from whole pinyin: plain letters take a byte
    each and are looked through faster than Chinese ones.
    """

    products: tuple[Product, ...]
    codes: Lines
    names: Lines
    spelled: Lines
    spelling: Spelling

    def find(self, typed: str, limit: int = LIMIT) -> list[Product]:
        """Return what carries every word: whole codes first, then beginnings, then the rest.

        Words stand in any order; Chinese and Latin parts of a word count as words. Where very
        many products carry them all, those found first in the catalogue.
        """
        asked = [self._places(word) for word in words(typed)]
        if not asked:
            return []
        is_one = len(asked) == 1
        ranked = _of_one(asked[0], max(limit, ENOUGH)) if is_one else _of_all(asked, limit)
        owners = dict.fromkeys(owner for _, owner in sorted(ranked))
        return [self.products[owner] for owner in itertools.islice(owners, limit)]

    def _places(self, word: str) -> "Places":
        """Say where to look for a word, and as what."""
        plain = Pattern(word)
        if not word.isascii():
            return [(self.names, plain)]
        places = [(self.codes, plain)]
        if not word.isalnum():  # initials leave signs out
            places.append((self.names, plain))
        patterns = itertools.starmap(Pattern, self.spelling.patterns(word))
        return [*places, *((self.spelled, pattern) for pattern in patterns)]


def _fills(places: Sequence[tuple[int, int]], most: int) -> bool:
    return len({owner for owner, _ in places}) >= most


Places = Sequence[tuple[Lines, Pattern]]


def _of_one(places: Places, most: int) -> Iterator[tuple[int, int]]:
    for lines, pattern in places:
        yield from lines.ranked(pattern, most)


def _of_all(asked: Sequence[Places], most: int) -> Iterator[tuple[int, int]]:
    """Go from product to product, each time to the next one that any of the words allows."""
    words = [[_Place(lines, pattern) for lines, pattern in places] for places in asked]
    owner, found = 0, 0
    while owner < NOBODY and found < most:
        allowed = max(min(place.next(owner) for place in word) for word in words)
        if allowed == owner:
            found += 1
            yield sum(min(place.rank(owner) for place in word) for word in words), owner
            allowed += 1
        owner = allowed


class _Place:
    """Where a word is looked for, and the product up to which that was done."""

    def __init__(self, lines: Lines, pattern: Pattern) -> None:
        self._lines = lines
        self._find = pattern.within(lines.text)
        self._length = pattern.length
        self._at = -1

    def next(self, owner: int) -> int:
        """Return the first product from this one on that carries the word here."""
        if self._at < owner:
            is_over = owner >= len(self._lines.starts) - 1
            self._at = NOBODY if is_over else self._lines.next_owner(owner, self._find)
        return self._at

    def rank(self, owner: int) -> int:
        """Say how well a product fits here."""
        return self._lines.rank(owner, self._find, self._length)


def build(products: Sequence[Product]) -> Index:
    """Make a catalogue searchable; works in short stretches, so that a screen stays alive."""
    codes, names, spelled, spelling = _Gathered(), _Gathered(), _Gathered(), Spelling()
    for first in range(0, len(products), CHUNK):
        for product in products[first : first + CHUNK]:
            lines = list(_lines(product))
            codes.add([line for line in lines if line.isascii()])
            names.add([line for line in lines if not line.isascii()])
            spelled.add([spelling.write(reading) for reading in product.full_pinyin])
        time.sleep(0)  # let the screen's thread go on
    return Index(tuple(products), codes.lines(), names.lines(), spelled.lines(), spelling)


class _Gathered:
    """Lines on their way into one text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts = array("L")
        self._at = 1

    def add(self, lines: Sequence[str]) -> None:
        """Add the lines of the next product."""
        self._starts.append(self._at)
        self._parts += lines
        self._at += sum(map(len, lines)) + len(lines)

    def lines(self) -> Lines:
        """Put everything together; one more beginning says where the last product ends."""
        self._starts.append(self._at)
        return Lines(START + "".join(part + START for part in self._parts), self._starts)


EMPTY = build(())


def words(typed: str) -> list[str]:
    """Cut what is typed into what must all be found: at spaces, and where the script changes."""
    folded = unicodedata.normalize("NFKC", typed).lower()[:LONGEST]
    return list(dict.fromkeys(run for word in folded.split() for run in RUNS.findall(word)))


def fold(text: str) -> str:
    """Make text comparable: no case, no full width, no spaces between words."""
    if text.isascii():
        return text.lower().replace(" ", "").replace(START, "")
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(folded.split())


def _lines(product: Product) -> Iterator[str]:
    ways = itertools.chain((product.name, product.short_code), product.barcodes, product.initials)
    return (line for line in dict.fromkeys(map(fold, ways)) if line)
