from dataclasses import replace
from io import BytesIO

import pylopdf
import pypdf
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.base.money import Money
from app.selling import receipt
from app.selling.receipt import Barcode, Columns, Cut, Qr, Receipt, Text
from app.selling.sale import Sale
from devices import drawing
from devices.pdf import pdf
from devices.profile import GENERIC_58, GENERIC_80, Profile, by_name
from tests.devices.receipts import SETTINGS, a_busy_sale, a_full_sale, a_refund, an_exchange

PAPERS = [GENERIC_80, GENERIC_58, by_name("epson_tm_t88", 80), by_name("epson_tm_t82", 58)]
ALL_ON = replace(SETTINGS, tax_on_receipt=True, receipt_code="both")


def page(data: bytes) -> pypdf.PageObject:
    [only] = pypdf.PdfReader(BytesIO(data)).pages
    return only


def words(text: str) -> list[str]:
    """Read a text without its white and its rules."""
    return [word for word in text.split() if set(word) != {"-"}]


@pytest.mark.parametrize("profile", PAPERS, ids=lambda it: f"{it.name}-{it.paper_mm}")
@pytest.mark.parametrize("sale", [a_full_sale(), a_busy_sale(), a_refund(), an_exchange()])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_electronic_copy_says_what_the_paper_says(
    profile: Profile, sale: Sale, language: str
) -> None:
    laid_out = receipt.lay_out(sale, ALL_ON, paper_mm=profile.paper_mm, language=language)
    on_paper = words(drawing.text(laid_out, profile))
    assert words(page(pdf(laid_out, profile)).extract_text()) == on_paper


@pytest.mark.parametrize(("profile", "points"), [(GENERIC_80, 226.8), (GENERIC_58, 164.4)])
def test_a_page_is_as_wide_as_the_paper(profile: Profile, points: float) -> None:
    box = page(pdf(receipt.lay_out(a_full_sale(), SETTINGS), profile)).mediabox
    assert float(box.width) == pytest.approx(points, abs=0.1)
    assert box.height > box.width


def test_the_font_goes_with_it_and_only_what_is_used() -> None:
    data = pdf(receipt.lay_out(a_full_sale(), SETTINGS), GENERIC_80)
    fonts = page(data)._get_fonts()  # noqa: SLF001 - pypdf has no public name for it
    assert all(not missing for missing in fonts[1:])
    assert len(data) < 60_000


@pytest.mark.parametrize("profile", [GENERIC_80, GENERIC_58])
def test_its_codes_can_be_scanned(profile: Profile) -> None:
    blocks = (Qr("sale-1"), Barcode("T1-20260102-0001"), Cut())
    data = pdf(Receipt(blocks, profile.paper_mm), profile)
    glass = Image.open(BytesIO(pylopdf.open(stream=data).render_page(0, dpi=300)))
    seen = Image.alpha_composite(Image.new("RGBA", glass.size, "white"), glass)
    found = {it.text for it in zxingcpp.read_barcodes(seen)}
    assert found == {"sale-1", "T1-20260102-0001"}


def test_amounts_end_where_the_paper_ends() -> None:
    blocks = (Columns("应付", "¥99,999.99", 2), Columns("优惠", "-1.00"), Cut())
    data = pdf(Receipt(blocks, 80), GENERIC_80)
    spots = pylopdf.open(stream=data)[0].get_text("words")
    ends = [spot[2] for spot in spots if "9" in spot[4] or "1" in spot[4]]
    assert ends == pytest.approx([76 / 25.4 * 72] * 2, abs=1)


@given(st.text(max_size=60), st.sampled_from(PAPERS))
def test_any_text_can_be_written(text: str, profile: Profile) -> None:
    blocks = (Text(text), Columns(text, Money(1).text(), 2), Cut())
    data = pdf(Receipt(blocks, profile.paper_mm), profile)
    assert "0.01" in page(data).extract_text()


def test_a_character_that_the_font_lacks_is_seen_to_be_missing() -> None:
    said = page(pdf(Receipt((Text("𠮷奶 😀 㐀龦"), Cut()), 80), GENERIC_80)).extract_text()
    assert said.split() == ["?奶", "?", "㐀龦"]


def test_a_paper_that_is_too_long_for_a_page_goes_on_on_the_next() -> None:
    lines = tuple(Text(f"A{number}") for number in range(2000))
    pages = pypdf.PdfReader(BytesIO(pdf(Receipt(lines, 80), GENERIC_80))).pages
    assert max(page.mediabox.height for page in pages) <= 14_400
    said = [word for page in pages for word in page.extract_text().split()]
    assert (len(pages), said) == (2, [f"A{number}" for number in range(2000)])
