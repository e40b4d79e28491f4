from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from devices import drawing, escpos, testpage
from devices.paper import Picture, decode
from devices.profile import Profile, by_name, names

PROFILES = [by_name(name, paper_mm) for name in names() for paper_mm in (58, 80)]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda it: f"{it.name}-{it.paper_mm}")
def test_the_page_shows_all_that_a_printer_does(profile: Profile) -> None:
    data = escpos.encode(testpage.lay_out(profile), profile)
    paper = decode(data)[0]
    assert (paper.is_cut, paper.kicks, paper.unknown) == (True, 0, ())
    said = paper.text.replace("\n", "")
    assert all(signs in said for signs in ("（：，。、；！？）", "《》“”‘’", "——……", "￥12.50 €1"))
    codes = zxingcpp.read_barcodes(Image.open(BytesIO(drawing.draw(paper, profile.width_dots))))
    assert {it.text for it in codes} == {testpage.EAN13, testpage.CODE128}
    assert max(len(it.rows[0]) for it in paper.marks if isinstance(it, Picture)) > 40


@pytest.mark.parametrize("profile", PROFILES, ids=lambda it: f"{it.name}-{it.paper_mm}")
def test_the_ruler_fills_the_line_exactly(profile: Profile) -> None:
    lines = [it.text for it in decode(escpos.encode(testpage.lay_out(profile), profile))[0].lines]
    ones = next(line for line in lines if line.startswith("1234567890"))
    assert len(ones) == profile.columns
    assert ones[-1] == str(profile.columns % 10)
    assert "汉" * (profile.columns // 2) in lines
