"""What is weighed, as a file for label-printing scales, with all that they cannot hold.

`dahua` is the text that the PLU programs of 大华 TM scales take in: number, name, item code of
7 digits, price in fen of 6 digits, 0 for weighed, in GB2312; up to 4,000 items (大华 TMA, PLU
record). Each scale program maps columns of its own: check the first items on the scale.
`generic-csv` says its columns in its first line.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.base.errors import Refusal, Told
from app.base.money import Money
from app.catalogue.product import Product, Unit

ENCODING = "gb2312"
DAHUA_ITEM = 7  # digits
STRAY = {",", '"', "\t"}  # what would shift the columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What one kind of file holds."""

    name: str
    most: int
    code_digits: int
    name_bytes: int
    price_digits: int
    head: tuple[str, ...] = ()

    def row(self, at: int, code: str, name: str, price: Money) -> tuple[str, ...]:
        """Return the columns of an item."""
        if self.head:
            return code, name, str(price.fen), "kg"
        fen = f"{price.fen:0{self.price_digits}}"
        return str(at), name, code.zfill(DAHUA_ITEM), fen, "0", "0", "0", "0"


FORMS = {
    it.name: it
    for it in (
        Form(name="dahua", most=4000, code_digits=DAHUA_ITEM, name_bytes=36, price_digits=6),
        Form(
            name="generic-csv",
            most=100_000,
            code_digits=13,
            name_bytes=60,
            price_digits=9,
            head=("code", "name", "price_fen", "unit"),
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file and what was changed or left out, one sentence each."""

    data: bytes
    count: int
    problems: tuple[Told, ...]


def export(products: Iterable[Product], form: Form, item_digits: int = 13) -> Export:
    """Write everything that is weighed, in the order in which it is listed.

    `item_digits` is how many digits of an item the labels of the store carry.
    """
    form = replace(form, code_digits=min(form.code_digits, item_digits))
    rows: list[tuple[str, ...]] = []
    problems: list[Told] = []
    taken: dict[str, str] = {}
    for product in products:
        if product.unit is not Unit.KG:
            continue
        try:
            code = _code(product, form, taken, len(rows))
        except Refusal as refusal:
            problems.append(refusal)
            continue
        taken[code.lstrip("0")] = product.name
        name, told = _name(product.name, form)
        problems += told
        rows.append(form.row(len(rows) + 1, code, name, product.price))
    return Export(data=_written(form, rows), count=len(rows), problems=tuple(problems))


def _code(product: Product, form: Form, taken: dict[str, str], count: int) -> str:
    """Return the code that its labels will carry; raises Refusal for what a scale cannot hold."""
    name = product.name
    codes = (product.short_code, *product.barcodes)
    code = next((it for it in codes if _fits(it, form.code_digits)), None)
    if code is None:
        raise Refusal("plu_code_odd", name=name, limit=form.code_digits)
    if (other := taken.get(code.lstrip("0"))) is not None:
        raise Refusal("plu_code_twice", name=name, number=code, other=other)
    if not 0 < product.price.fen < 10**form.price_digits:
        limit = Money(10**form.price_digits - 1).grouped()
        raise Refusal("plu_price_odd", name=name, price=product.price.grouped(), limit=limit)
    if count >= form.most:
        raise Refusal("plu_too_many", name=name, limit=form.most)
    return code


def _fits(code: str, most: int) -> bool:
    return code.isascii() and code.isdigit() and len(code) <= most and bool(code.strip("0"))


def _name(name: str, form: Form) -> tuple[str, list[Told]]:
    """Return the name as the scale can show it, and what that took."""
    known = "".join(it if _is_known(it) else "?" for it in name)
    cut = known
    while len(cut.encode(ENCODING)) > form.name_bytes:
        cut = cut[:-1]
    told: list[Told] = []
    if known != name:
        signs = " ".join(dict.fromkeys(it for it in name if not _is_known(it)))
        told.append(Refusal("plu_name_odd", name=name, signs=signs, cut=cut))
    if cut != known:
        told.append(Refusal("plu_name_cut", name=name, cut=cut))
    return cut, told


def _is_known(sign: str) -> bool:
    if sign in STRAY or not sign.isprintable():
        return False
    try:
        sign.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def _written(form: Form, rows: Sequence[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if form.head:
        writer.writerow(form.head)
    writer.writerows(rows)
    return text.getvalue().encode(ENCODING)
