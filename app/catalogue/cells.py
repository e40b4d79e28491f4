"""Reading the cells of a catalogue that not every shop fills: taxes, ages, packs and the like."""

import unicodedata
from decimal import Decimal, InvalidOperation

from app.base import money
from app.base.errors import Refusal
from app.base.money import Money
from app.catalogue.product import Pack

YES = {"1", "y", "yes", "true", "是", "有", "√", "✓"}
NO = {"", "0", "n", "no", "false", "否", "无", "×"}
UNTAXED = {"", "免税", "不征税", "零税率"}
SHARE_BELOW = Decimal("0.5")  # a spreadsheet keeps 13% as 0.13; no rate is below half a percent
HIGHEST_TAX = 500
OLDEST = 99
LARGEST_PACK = 10_000
LONGEST_PACK_NAME = 20
LONGEST_BARCODE = 64


def tax_per_mille(text: str) -> int:
    """Read a tax rate, "13", "13%" or a spreadsheet's 0.13; raises Refusal for nonsense."""
    plain = _folded(text)
    if plain in UNTAXED:
        return 0
    try:
        rate = Decimal(plain.removesuffix("%"))
    except InvalidOperation as error:
        raise Refusal("import_tax", text=text) from error
    if not rate.is_finite() or not 0 <= rate <= HIGHEST_TAX:
        raise Refusal("import_tax", text=text)
    is_share = rate < SHARE_BELOW and not plain.endswith("%")
    per_mille = rate * (1000 if is_share else 10)
    if per_mille != per_mille.to_integral_value() or per_mille > HIGHEST_TAX:
        raise Refusal("import_tax", text=text)
    return int(per_mille)


def min_age(text: str) -> int:
    """Read an age in years, "18", "18+" or 满18周岁; raises Refusal for nonsense."""
    plain = _folded(text).removeprefix("满").rstrip("+岁周以上")
    if not plain:
        return 0
    if not (plain.isascii() and plain.isdigit()) or not 0 <= int(plain) <= OLDEST:
        raise Refusal("import_age", text=text)
    return int(plain)


def flag(text: str) -> bool:
    """Read yes or no; an empty cell is no; raises Refusal for nonsense."""
    plain = _folded(text)
    if plain not in YES | NO:
        raise Refusal("import_flag", text=text)
    return plain in YES


def packs(text: str) -> tuple[Pack, ...]:
    """Read barcode:pieces:name:price, several with semicolons between; raises Refusal."""
    plain = unicodedata.normalize("NFKC", text).replace("|", ";").replace("\n", ";")
    return tuple(_pack(one.strip()) for one in plain.split(";") if one.strip())


def _pack(text: str) -> Pack:
    barcode, factor, name, price, *further = [part.strip() for part in f"{text}:::".split(":")]
    is_odd = not barcode or not barcode.isascii() or " " in barcode or any(further)
    is_odd = is_odd or not (factor.isascii() and factor.isdigit() and len(factor) <= 5)  # noqa: PLR2004
    if is_odd or not 1 < int(factor) <= LARGEST_PACK:
        raise Refusal("import_pack", text=text)
    if len(name) > LONGEST_PACK_NAME or len(barcode) > LONGEST_BARCODE:
        raise Refusal("import_pack", text=text)
    return Pack(barcode=barcode, factor=int(factor), name=name, price=_price(price, text))


def _price(price: str, text: str) -> Money | None:
    if not price:
        return None
    asked = money.parse(price.removesuffix("元"))
    if asked < Money(0):
        raise Refusal("import_pack", text=text)
    return asked


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()
