"""Taking a catalogue in from CSV or XLSX: all of it, or a list of what is wrong and nothing.

Columns by their names, in any order: barcode, name, category, unit, price; and if present
barcodes (more of them, with spaces between), short_code, tax_rate (percent), min_age (years),
open_price (yes or no), packs (barcode:pieces:name:price), id. Others are left alone.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from app.base import money
from app.base.errors import CHINESE, Refusal, Told
from app.base.ids import ProductId, new_id
from app.base.money import Money
from app.catalogue import cells, gtin, pinyin, products, sheet
from app.catalogue.product import Pack, Product, Unit
from app.shop import Shop

LONGEST = {"barcode": 64, "short_code": 32, "id": 64, "category": 64, "name": 200}
DEAREST = Money(100_000_000)  # a million yuan: a slipped barcode is no price
MOST_PROBLEMS = 1000

HEADERS = {
    "barcode": ("barcode", "条码", "条形码", "商品条码", "国际条码"),
    "barcodes": ("barcodes", "附加条码", "更多条码"),
    "name": ("name", "名称", "品名", "商品名称", "商品名", "商品"),
    "category": ("category", "分类", "类别", "商品分类", "品类"),
    "unit": ("unit", "单位", "计量单位", "销售单位"),
    "price": ("price", "价格", "单价", "售价", "零售价", "销售价"),
    "short_code": ("short_code", "短码", "助记码", "货号", "自编码"),
    "tax_rate": ("tax_rate", "税率", "销项税率", "税率(%)"),
    "min_age": ("min_age", "最低年龄", "年龄限制", "限购年龄"),
    "open_price": ("open_price", "时价", "开放价", "现场定价"),
    "packs": ("packs", "包装", "大包装", "箱码"),
    "id": ("id", "商品编号"),
}
NEEDED = ("barcode", "name", "price")
PIECES = (
    "piece pc pcs ea 件 个 瓶 袋 包 盒 罐 桶 箱 提 支 只 条 杯 份 块 把 张 双 套 卷 板 听 根 片"
)
KILOGRAMS = "kg 千克 公斤 kilogram"
UNITS = dict.fromkeys(PIECES.split(), Unit.PIECE) | dict.fromkeys(KILOGRAMS.split(), Unit.KG)

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a cell: where it is, why, and whether it stops the import."""

    line: int
    column: str
    why: Told
    is_warning: bool = False

    def text(self, language: str = CHINESE) -> str:
        """Say where and why, in this language."""
        code = "import_warning" if self.is_warning else "import_problem"
        column = self.column or "-"
        return Refusal(code, line=self.line, column=column, why=self.why.text(language)).text(
            language
        )


@dataclass(frozen=True, slots=True)
class Import:
    """What a file holds and what is wrong with it; `imported` counts what was taken in."""

    products: tuple[Product, ...]
    problems: tuple[Problem, ...]
    imported: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing stands in the way of taking it in."""
        return all(problem.is_warning for problem in self.problems)


@dataclass(frozen=True, slots=True)
class _Cells:
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def run(shop: Shop, path: Path) -> Import:
    """Take a file into the catalogue, all or nothing; raises Refusal when it cannot be read.

    A product whose barcode is known keeps its identity, so its history stays one.
    """
    read_in = read(path)
    if not read_in.is_good:
        return read_in
    with shop.database.writing() as connection:
        settled = keep_ids(read_in.products, products.ids_of_codes(connection))
        products.put(connection, settled)
    return replace(read_in, products=settled, imported=len(settled))


def read(path: Path) -> Import:
    """Read a file without taking it in; raises Refusal when it is no table with our columns."""
    rows = sheet.rows(path)
    columns = _columns(path, next(rows, (1, ()))[1])
    found: list[Product] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, read in rows:
        if not any(read):
            continue
        if len(problems) >= MOST_PROBLEMS:
            break
        row = _Cells(
            line, {name: _folded(read[at]) for name, at in columns.items() if at < len(read)}
        )
        product, wrong = _product(row, seen)
        problems += wrong
        if product is not None:
            found.append(product)
    if not found and not problems:
        problems.append(Problem(1, "", Refusal("import_empty")))
    return Import(tuple(found), tuple(problems))


def keep_ids(read_in: Sequence[Product], known: Mapping[str, ProductId]) -> tuple[Product, ...]:
    """Give products the identities that their barcodes, or else short codes, already have."""
    settled: dict[ProductId, Product] = {}
    for product in read_in:
        codes = product.barcodes or (product.short_code,)
        old = next((known[code] for code in codes if code in known), None)
        is_free = old is not None and old not in settled  # one that was two is now two
        settled[old if old and is_free else product.id] = product
    return tuple(replace(product, id=its) for its, product in settled.items())


def _product(row: _Cells, seen: dict[str, int]) -> tuple[Product | None, list[Problem]]:
    problems = [*_text_problems(row)]
    is_open = _cell(row, "open_price", cells.flag, problems) or False
    price = Money(0) if is_open and not row["price"] else _price(row, problems, may_be_0=is_open)
    unit = UNITS.get(row["unit"].lower() or "piece")
    if unit is None:
        problems.append(Problem(row.line, "unit", Refusal("import_unit", text=row["unit"])))
    barcodes = _barcodes(row, seen, problems)
    packs = _packs(row, unit, seen, problems)
    tax = _cell(row, "tax_rate", cells.tax_per_mille, problems)
    age = _cell(row, "min_age", cells.min_age, problems)
    if any(not problem.is_warning for problem in problems) or price is None or unit is None:
        return None, problems
    product = Product(
        id=ProductId(row["id"] or new_id()),
        name=row["name"],
        price=price,
        barcodes=barcodes,
        category=row["category"],
        unit=unit,
        short_code=row["short_code"],
        initials=pinyin.initials(row["name"]),
        full_pinyin=pinyin.full_pinyin(row["name"]),
        tax_per_mille=tax or 0,
        min_age=age or 0,
        is_open_price=is_open,
        packs=packs,
    )
    return product, problems


def _cell(
    row: _Cells, column: str, read: Callable[[str], Read], problems: list[Problem]
) -> Read | None:
    try:
        return read(row[column])
    except Refusal as refusal:
        problems.append(Problem(row.line, column, refusal))
        return None


def _packs(
    row: _Cells, unit: Unit | None, seen: dict[str, int], problems: list[Problem]
) -> tuple[Pack, ...]:
    packs = _cell(row, "packs", cells.packs, problems) or ()
    if packs and unit is Unit.KG:
        problems.append(Problem(row.line, "packs", Refusal("import_pack_kg")))
    for pack in packs:
        problems += _barcode_problems(row.line, "packs", pack.barcode, seen)
        seen.setdefault(pack.barcode, row.line)
    return packs


def _text_problems(row: _Cells) -> Iterator[Problem]:
    if not row["name"]:
        yield Problem(row.line, "name", Refusal("import_missing"))
    for column, longest in LONGEST.items():
        text = row[column]
        if len(text) > longest:
            yield Problem(row.line, column, Refusal("import_too_long", longest=longest))
        if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text):
            yield Problem(row.line, column, Refusal("import_control"))


def _price(row: _Cells, problems: list[Problem], *, may_be_0: bool) -> Money | None:
    try:
        price = money.parse(row["price"].removesuffix("元"))
    except Refusal as refusal:
        problems.append(Problem(row.line, "price", refusal))
        return None
    if not Money(0) <= price <= DEAREST:
        why = Refusal("import_price_range", text=row["price"], limit=DEAREST.grouped())
        problems.append(Problem(row.line, "price", why))
    elif price == Money(0) and not may_be_0:
        problems.append(Problem(row.line, "price", Refusal("import_free"), is_warning=True))
    return price


def _barcodes(row: _Cells, seen: dict[str, int], problems: list[Problem]) -> tuple[str, ...]:
    further = row["barcodes"].replace("|", " ").replace(";", " ").replace("/", " ").split()
    codes = tuple(dict.fromkeys(code for code in (row["barcode"], *further) if code))
    if not codes and not row["short_code"]:
        problems.append(Problem(row.line, "barcode", Refusal("import_missing")))
    for code in codes:
        problems += _barcode_problems(row.line, "barcode", code, seen)
        seen.setdefault(code, row.line)
    return codes


def _barcode_problems(
    line: int, column: str, code: str, seen: Mapping[str, int]
) -> Iterator[Problem]:
    if code in seen:
        yield Problem(line, column, Refusal("import_twice", barcode=code, first=seen[code]))
    if not code.isascii() or " " in code:
        yield Problem(line, column, Refusal("import_barcode", barcode=code))
    elif gtin.is_one(code) and not gtin.is_whole(code):
        why = Refusal("import_check_digit", barcode=code)
        yield Problem(line, column, why, is_warning=True)


def _columns(path: Path, header: Sequence[str]) -> dict[str, int]:
    named = {_folded(cell).lower(): at for at, cell in reversed(list(enumerate(header)))}
    found = {
        column: named[known]
        for column, names in HEADERS.items()
        for known in reversed(names)
        if known in named
    }
    if missing := [column for column in NEEDED if column not in found]:
        raise Refusal("import_columns", file=path.name, columns=", ".join(missing))
    return found


def _folded(cell: str) -> str:
    """Fold full-width digits and letters of codes and numbers; tabs and no-break spaces go."""
    folded = unicodedata.normalize("NFKC", cell) if not _is_words(cell) else cell
    return folded.replace("\u00a0", " ").strip().lstrip("\ufeff").removeprefix("'")


def _is_words(cell: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in cell)


def listed(problems: Iterable[Problem], language: str, most: int = 50) -> list[str]:
    """Write the first problems, one line each."""
    return [problem.text(language) for problem in list(problems)[:most]]
