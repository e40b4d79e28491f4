"""Finds products by looking at each of them, to be held against the index."""

import itertools
import random
import unicodedata
from collections.abc import Iterator, Sequence

from app.catalogue.product import Product

BREAK = "\n"


class Brute:
    """Every way to type each product, written out: slow, and plain to see that it is right."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._products = products
        self._ways = [_ways(product) for product in products]
        self._spelled = [_spelled(product) for product in products]

    def find(self, typed: str) -> list[str]:
        """Return the ids of all that carry every word, in the order of the catalogue."""
        runs = list(_runs(typed))
        if not runs:
            return []
        left = list(range(len(self._products)))
        for run in runs:
            left = [at for at in left if self._carries(at, run)]
        return [self._products[at].id for at in left]

    def _carries(self, at: int, run: str) -> bool:
        return run in self._ways[at] or BREAK + run in self._spelled[at]


def queries(products: Sequence[Product], count: int, seed: int) -> list[str]:
    """Make up what people might type: beginnings, middles, spellings, words, slips."""
    chooser = random.Random(seed)
    return [_query(chooser, products) for _ in range(count)]


def _query(chooser: random.Random, products: Sequence[Product]) -> str:
    one, other = chooser.choice(products), chooser.choice(products)
    kind = chooser.randrange(7)
    if kind == 6:  # two words of one product, in any order; sometimes of two
        both = [_piece(chooser, one), _piece(chooser, one if chooser.random() < 0.8 else other)]
        chooser.shuffle(both)
        return " ".join(both)
    if kind == 5:  # a slip of the finger
        text = _piece(chooser, one)
        return text[: len(text) // 2] + chooser.choice("qxz7龘 ") + text[len(text) // 2 :]
    text = _piece(chooser, one)
    if kind == 4:  # full width and capitals
        return "".join(chr(ord(it) + 0xFEE0) if "!" <= it <= "~" else it for it in text.upper())
    return text


def _piece(chooser: random.Random, product: Product) -> str:
    ways = [product.name, product.barcode or product.name, *product.initials]
    ways += [_typed(reading) for reading in product.full_pinyin]
    text = chooser.choice(ways)
    begin = chooser.choice((0, chooser.randrange(len(text))))
    if chooser.random() < 0.5 and product.full_pinyin:  # from a syllable on
        parts = chooser.choice(product.full_pinyin).split("'")
        text = _typed("'".join(parts[chooser.randrange(len(parts)) :])) or text
        begin = 0
    return text[begin : begin + chooser.randint(1, 14)]


def _typed(reading: str) -> str:
    return reading.replace("'", "").replace("-", "")


def _ways(product: Product) -> str:
    ways = (product.name, product.short_code, *product.barcodes, *product.initials)
    return BREAK.join("".join(_plain(way).split()) for way in ways)


def _spelled(product: Product) -> str:
    """Write out what each reading is from each of its characters on."""
    endings = []
    for reading in product.full_pinyin:
        parts = [
            sign
            for part in reading.split("'")
            for sign in ([part] if part.isalpha() else [*part.replace("-", "\t")])
        ]
        endings += ["".join(parts[at:]) for at in range(len(parts))]
    return "".join(BREAK + ending for ending in endings)


def _runs(typed: str) -> Iterator[str]:
    for word in _plain(typed)[:64].split():
        for _, run in itertools.groupby(word, key=str.isascii):
            yield "".join(run)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
