"""What GS1 codes say beside the article: weight, price, batch, dates, serial number.

Read from GS1-128, DataBar, DataMatrix and QR by their AIM identifiers, by FNC1 (sent as GS), from
a text that begins with AI 01 and a sound GTIN, and from GS1 Digital Links (GS1 General
Specifications, section 3; AIM identifiers: ISO/IEC 15424). biip reads them; it is loaded only then.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import gtin

if TYPE_CHECKING:
    from biip.gs1_element_strings import GS1ElementString, GS1ElementStrings

AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
CARRIERS = {"]C1", "]e0", "]d2", "]Q3"}  # GS1-128, DataBar, DataMatrix, QR
GS = "\x1d"
LONGEST = 1000  # the standard's longest is far shorter
RENMINBI = "156"  # ISO 4217
LINK = re.compile(r"https?://\S+/01/[0-9]{8,14}(?![0-9])", re.IGNORECASE)
HELD_APART = re.compile(r"\(01\)[0-9]{14}")  # as people read it
AFTER_GTIN = 16  # digits: "01" and the GTIN itself
WITH_DECIMALS = 4  # digits of an AI
DATES = ("15", "16", "17")  # best before, sell by, expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Gs1:
    """What a code says; empty or None where it does not say."""

    gtin: str  # 14 digits
    weight: Quantity | None = None
    price: Money | None = None  # of what was weighed or counted, not per kilogram
    pieces: Quantity | None = None
    batch: str = ""
    expires: date | None = None  # the earliest of its last days of sale
    serial: str = ""


def split_aim(text: str) -> tuple[str, str]:
    """Return the AIM identifier in front of a code, or nothing, and the code."""
    found = AIM.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def is_gtin(code: str) -> bool:
    """Say whether this is a GTIN of 8, 12, 13 or 14 digits, its check digit right."""
    return gtin.is_one(code) and gtin.is_whole(code)


def read(text: str) -> Gs1 | None:
    """Read a scan, with its AIM identifier if it has one; None where it is no GS1 code.

    A code that only looks like one is none: digits without a sign of GS1 are never cut into AIs.
    """
    aim, code = split_aim(text)
    if len(code) > LONGEST or not _is_one(aim, code):
        return None
    from biip import ParseError  # noqa: PLC0415 - loading takes a tenth of a second

    try:
        return _gs1(_elements(code))
    except (ParseError, ValueError):  # a link that is none raises ValueError
        return None


def load() -> None:
    """Load what reads these codes, so that the first scan need not wait for it."""
    import biip.gs1_digital_link_uris  # noqa: PLC0415
    import biip.gs1_messages  # noqa: F401, PLC0415


def _is_one(aim: str, code: str) -> bool:
    if LINK.match(code) or HELD_APART.match(code):
        return True
    if aim in CARRIERS or GS in code:
        return True
    return len(code) > AFTER_GTIN and code.startswith("01") and is_gtin(code[2:AFTER_GTIN])


def _elements(code: str) -> "GS1ElementStrings":
    from biip import ParseConfig  # noqa: PLC0415
    from biip.gs1_digital_link_uris import GS1DigitalLinkURI  # noqa: PLC0415
    from biip.gs1_messages import GS1Message  # noqa: PLC0415

    config = ParseConfig(gs1_element_strings_verify_date=False)  # 000000 is printed for none
    if LINK.match(code):
        return GS1DigitalLinkURI.parse(code, config=config).element_strings
    if code.startswith("("):
        return GS1Message.parse_hri(code, config=config).element_strings
    return GS1Message.parse(code.strip(GS), config=config).element_strings


def _gs1(elements: "GS1ElementStrings") -> Gs1 | None:
    """Pick what a till needs; None without a sound GTIN. Raises ValueError for contradictions."""
    article = _only(elements, "01")
    if article is None or article.gtin is None:
        return None
    weight, pieces = _decimal(_only(elements, "310")), _decimal(_only(elements, "30"))
    price = _decimal(_only(elements, "392")) or _renminbi(_only(elements, "393"))
    lasts = [it.date for it in elements if it.ai.ai in DATES and it.date is not None]
    return Gs1(
        gtin=article.value,
        weight=Quantity(grams) if (grams := _whole(weight, 1000)) else None,
        price=Money(fen) if (fen := _whole(price, 100)) else None,
        pieces=Quantity.pieces(count) if (count := _whole(pieces, 1)) else None,
        batch=_text(_only(elements, "10")),
        expires=min(lasts, default=None),
        serial=_text(_only(elements, "21")),
    )


def _only(elements: "GS1ElementStrings", ai: str) -> "GS1ElementString | None":
    """Return the element of this AI, whatever its decimals; raises ValueError when two differ."""
    found = [it for it in elements if ai in {it.ai.ai, it.ai.ai[:3]}]
    if len({(it.ai.ai, it.value) for it in found}) > 1:
        raise ValueError(ai)
    return found[0] if found else None


def _decimal(element: "GS1ElementString | None") -> Decimal | None:
    """Return a number; the last digit of an AI such as 3103 counts its decimals."""
    if element is None:
        return None
    digits, ai = element.pattern_groups[-1], element.ai.ai
    return Decimal(digits).scaleb(-int(ai[3]) if len(ai) == WITH_DECIMALS else 0)


def _renminbi(element: "GS1ElementString | None") -> Decimal | None:
    """Return an amount that names its currency; None in any but ours."""
    is_ours = element is not None and element.pattern_groups[0] == RENMINBI
    return _decimal(element) if is_ours else None


def _text(element: "GS1ElementString | None") -> str:
    return "" if element is None else element.value


def _whole(number: Decimal | None, units: int) -> int:
    return 0 if number is None else int((number * units).to_integral_value(ROUND_HALF_UP))
