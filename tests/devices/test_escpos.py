import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.selling.receipt import (
    Align,
    Barcode,
    Block,
    Columns,
    Cut,
    Logo,
    Qr,
    Receipt,
    Rule,
    Symbology,
    Text,
)
from devices import drawing, escpos, lettering, qr
from devices.paper import Bars, Code, Gap, Mark, Paper, Picture, Printed, decode
from devices.profile import GENERIC_58, GENERIC_80, Profile, by_name, names
from tests.devices.receipts import LONG, a_receipt

PROFILES = [by_name(name, paper) for name in names() for paper in (58, 80)]

gbk = st.text(st.characters(codec="gbk", exclude_categories=["Cc", "Cf", "Cs", "Co", "Zl", "Zp"]))


def printed(*blocks: Block, profile: Profile = GENERIC_80) -> Paper:
    [paper] = decode(escpos.encode(Receipt((*blocks, Cut()), profile.paper_mm), profile))
    return paper


@given(gbk)
def test_what_gbk_can_write_prints_as_itself(text: str) -> None:
    wanted = escpos.fold(text, GENERIC_80)
    assert "".join(printed(Text(text)).text.split("\n")) == wanted
    assert "?" not in wanted or "?" in text


NO_DOTS = replace(GENERIC_80, draws_rare=False)
hostile = st.text() | st.binary(max_size=40).map(lambda it: it.decode("latin-1"))


@given(hostile, st.sampled_from([NO_DOTS, replace(NO_DOTS, four_byte=True, width_dots=384)]))
def test_no_text_becomes_a_command(text: str, profile: Profile) -> None:
    paper = printed(Text(text), Columns(text, "1.00"), profile=profile)
    assert (paper.kicks, paper.unknown, paper.is_cut) == (0, (), True)
    assert not any(isinstance(mark, Picture | Code | Bars) for mark in paper.marks)


@given(hostile, st.sampled_from([1, 2]))
def test_a_text_sends_no_bytes_but_signs_and_the_commands_for_its_looks(
    text: str, size: int
) -> None:
    data = escpos.encode(Receipt((Text(text, Align.CENTRE, size, bold=True),), 80), NO_DOTS)
    looks = [*escpos.ALIGN.values(), *escpos.BOLD.values(), *escpos.SIZE.values()]
    for command in (escpos.RESET, NO_DOTS.kanji_on, *looks):
        data = data.replace(command, b"")
    assert not {byte for byte in data if byte < 0x20 or byte == 0x7F} - {0x0A}
    data.decode("gb18030")  # whole characters only


@given(hostile, st.sampled_from(PROFILES))
def test_dots_are_sent_only_where_the_rom_has_no_such_character(
    text: str, profile: Profile
) -> None:
    marks = printed(Text(text), profile=profile).marks
    is_rare = any(len(it.encode("gb18030")) > 2 for it in escpos.fold(text, profile))
    assert any(isinstance(mark, Picture) for mark in marks) == is_rare


@pytest.mark.parametrize("size", [1, 2])
@given(left=gbk, right=st.integers(0, 10**9), profile=st.sampled_from(PROFILES))
def test_an_amount_stands_whole_at_the_right_edge(
    size: int, left: str, right: int, profile: Profile
) -> None:
    lines = printed(Columns(left, str(right), size), profile=profile).lines
    found = [it for it in lines if it.text]  # without the feed before the cut
    columns = profile.columns // size
    assert found[-1].text.endswith(str(right))
    assert escpos.width(found[-1].text) == columns
    assert all(escpos.width(it.text) <= columns for it in found)
    wanted = escpos.fold(left + str(right), profile)
    assert "".join(it.text for it in found).replace(" ", "") == wanted.replace(" ", "")


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(PROFILES))
def test_no_line_is_wider_than_the_paper(left: str, right: str, profile: Profile) -> None:
    paper = printed(Text(left, size=2), Columns(left, right, 2), profile=profile)
    assert all(escpos.width(it.text) * it.size <= profile.columns for it in paper.lines)
    rows = [row for mark in paper.marks if isinstance(mark, Picture) for row in mark.rows]
    assert all(len(row) * 8 < profile.width_dots + 8 for row in rows)


def test_an_amount_too_large_for_big_letters_is_printed_in_small_ones() -> None:
    [line, _] = printed(Columns("应付", "¥100,000,000,000.00", 2), profile=GENERIC_58).lines
    assert (line.size, line.text) == (1, "应付        ￥100,000,000,000.00")


def test_a_label_that_leaves_no_room_gets_its_own_line() -> None:
    found = printed(Columns("单号 T1-20260102-0001", "收银 欧阳小梅"), profile=GENERIC_58).lines
    assert [it.text.strip() for it in found] == ["单号 T1-20260102-0001", "收银 欧阳小梅", ""]


def test_rare_characters_do_not_shift_the_amounts() -> None:
    rom = replace(GENERIC_58, four_byte=True)
    rare, common, _ = printed(Columns("𠮷", "1.00"), Columns("吉", "1.00"), profile=rom).lines
    assert rare.text.replace("𠮷", "吉") == common.text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("合计 ¥12.50", "合计 ￥12.50"),
        ("（：，。）——……", "（：，。）——……"),
        ("a\u00a0b•c−d", "a b·c-d"),
        ("€", "€"),
        ("𠮷 😀", "? ?"),
        ("x\x1b@\x00\r\ny", "x@ y"),
        ("a\tb\u200b\ufeffc\ufe0f", "a bc"),
        ("cafe\u0301 x\u0301", "café x"),
    ],
)
def test_signs_that_printers_get_wrong_come_out_right(text: str, seen: str) -> None:
    assert printed(Text(text)).text.strip() == seen


def test_a_line_with_a_rare_character_goes_out_as_dots() -> None:
    first, rare, last, _ = printed(Text("奶"), Text("㐀龦𠮷"), Text("茶")).marks
    assert isinstance(rare, Picture)
    assert rare.rows == lettering.line("㐀龦?")
    assert (first, last) == (Printed("奶"), Printed("茶"))


def test_dots_look_like_letters() -> None:
    data = escpos.encode(Receipt((Text("㐀奶", size=2, bold=True),), 80), GENERIC_80)
    [paper] = decode(data)
    [picture] = [mark for mark in paper.marks if isinstance(mark, Picture)]
    assert (len(picture.rows), len(picture.rows[0]) * 8) == (64, 96)
    assert any(any(row) for row in picture.rows)


def test_a_printer_that_may_not_be_sent_dots_says_that_something_is_missing() -> None:
    assert printed(Text("㐀奶"), profile=NO_DOTS).text.strip() == "?奶"


def test_a_gbk_rom_lacks_what_gb18030_added() -> None:
    old = replace(NO_DOTS, encoding="gbk")
    assert (printed(Text("€奶"), profile=old).text.strip(), escpos.fold("€", NO_DOTS)) == (
        "?奶",
        "€",
    )


def test_a_rom_with_the_long_codes_prints_rare_characters() -> None:
    assert printed(Text("㐀𠮷"), profile=replace(GENERIC_80, four_byte=True)).text.strip() == "㐀𠮷"


def test_a_long_name_wraps_and_keeps_every_character() -> None:
    found = printed(Text(LONG), profile=GENERIC_58).lines
    assert "".join(line.text for line in found) == LONG
    assert len(found) > 2


@pytest.mark.parametrize("profile", PROFILES)
def test_a_whole_receipt_comes_out_of_every_printer(profile: Profile) -> None:
    data = escpos.encode(a_receipt(paper_mm=profile.paper_mm), profile, open_drawer=True)
    paper = decode(data)[0]
    assert (paper.kicks, paper.is_cut, paper.unknown) == (1, True, ())
    assert "￥1,395.45" in paper.text
    assert data.endswith(escpos.ACKNOWLEDGE) == profile.has_status
    assert (paper.qr == ("s1",)) == profile.native_qr
    assert any(isinstance(mark, Picture) for mark in paper.marks) != profile.native_qr
    assert (data.count(profile.cut), data.startswith(b"\x1b@" + profile.kanji_on)) == (1, True)


def test_the_drawer_opens_before_the_first_line() -> None:
    data = escpos.encode(a_receipt(), GENERIC_80, open_drawer=True)
    assert data.startswith(b"\x1b@\x1c&\x1bp\x00\x19\xfa")


def test_pictures_go_out_in_short_bands() -> None:
    data = escpos.encode(a_receipt(), GENERIC_80)
    bands = [
        int.from_bytes(data[it.start() + 6 : it.start() + 8], "little")
        for it in re.finditer(b"\x1dv0\x00", data)
    ]
    assert bands
    assert max(bands) <= GENERIC_80.raster_rows


@pytest.mark.parametrize("profile", [GENERIC_80, GENERIC_58])
def test_a_drawn_qr_code_is_the_code_with_modules_for_cameras(profile: Profile) -> None:
    [picture] = [
        mark for mark in printed(Qr("sale-1"), profile=profile).marks if isinstance(mark, Picture)
    ]
    assert picture.centred
    wide = len(picture.rows)
    dots = [f"{int.from_bytes(row, 'big'):0{len(row) * 8}b}"[:wide:6] for row in picture.rows[::6]]
    assert dots == ["".join("01"[it] for it in row) for row in qr.matrix("sale-1")]
    assert not any("1" in line for line in (*dots[: qr.QUIET], *dots[-qr.QUIET :]))


@pytest.mark.parametrize("profile", PROFILES, ids=lambda it: f"{it.name}-{it.paper_mm}")
def test_what_scanners_read_is_what_was_meant(profile: Profile) -> None:
    blocks = (Qr("sale-1"), Barcode("T1-20260102-0001"), Barcode("6901234567892", Symbology.EAN13))
    paper = drawing.draw(printed(*blocks, profile=profile), profile.width_dots)
    found = {it.text for it in zxingcpp.read_barcodes(Image.open(BytesIO(paper)))}
    assert found == {"sale-1", "T1-20260102-0001", "6901234567892"}


def test_a_native_barcode_is_the_printers_own_command() -> None:
    profile = by_name("xprinter_xp80", 80)
    code, _ = (it for it in printed(Barcode("T1-0001"), profile=profile).marks if not is_gap(it))
    assert code == Bars("T1-0001", Symbology.CODE128, 3, centred=True)
    data = escpos.encode(Receipt((Barcode("T1-0001"),), 80), profile)
    assert b"\x1dh\x50\x1dw\x03\x1dH\x00\x1dk\x49" in data


def is_gap(mark: Mark) -> bool:
    return isinstance(mark, Gap)


@pytest.mark.parametrize("data", ["T" * 40, "单号", "6901234567893"])
def test_a_barcode_that_cannot_be_is_a_qr_code(data: str) -> None:
    symbology = Symbology.EAN13 if data.isdigit() and data.isascii() else Symbology.CODE128
    paper = printed(Barcode(data, symbology), profile=by_name("sunmi", 58))
    assert paper.qr == (data,)


def test_the_same_logo_is_sent_and_drawn(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    Image.new("L", (80, 40), 0).save(file)
    [logo, _] = printed(Logo(str(file))).marks
    assert logo == Picture((b"\xff" * 10,) * 40, centred=True)


@pytest.mark.parametrize("content", [b"", b"no picture"])
def test_a_receipt_comes_out_without_a_logo_that_cannot_be_read(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    paper = printed(Logo(str(tmp_path / "logo.png")), Text("奶"))
    assert paper.text.strip() == "奶"
    assert "logo.png" in caplog.text


def test_big_text_is_big_in_both_scripts() -> None:
    [line, *_] = printed(Text("好邻居 A", Align.CENTRE, 2, bold=True)).lines
    assert (line.size, line.bold, line.centred) == (2, True, True)
    data = escpos.encode(Receipt((Text("好", size=2),), 80), GENERIC_80)
    assert b"\x1d!\x11\x1c!\x0c" in data


def test_the_bytes_of_a_receipt_have_not_changed() -> None:
    blocks = (Text("牛奶", Align.CENTRE), Columns("a", "1.00", bold=True), Rule(), Cut())
    assert escpos.encode(Receipt(blocks, 58), GENERIC_58) == (
        b"\x1b@\x1c&\x1ba\x01\xc5\xa3\xc4\xcc\n\x1ba\x00"
        b"\x1bE\x01a" + b" " * 27 + b"1.00\n\x1bE\x00" + b"-" * 32 + b"\n\n\x1dVB\x00"
    )


def test_a_receipt_can_be_looked_at_without_a_printer() -> None:
    assert drawing.picture(a_receipt(), GENERIC_80).startswith(b"\x89PNG")
    assert "找零" in drawing.text(a_receipt(), GENERIC_80)


PAPER = """\
           好邻居便利
中山路店 · 电话 0571-8899 0123
          ** 重打 1 **
--------------------------------
单号 t1-20260102-0001    t1 号机
2026-01-02 20:00     收银 王小梅
--------------------------------
商品 / 数量 × 单价         金额
--------------------------------
鲜牛奶 1L
  2 × 6.50                13.00
香蕉 散称
  0.685kg × 7.96           5.45
伊利纯牛奶 250ml×12 整箱 超长名
称一二三四五六七八九十（促销装）
  30 × 45.90           1,377.00
--------------------------------
共 33 件  小计          1,395.45
应付                  ￥1,395.45
--------------------------------
现金 实收               2,000.00
找零                      604.55
--------------------------------
        凭此码可查这一单
        7 天内凭小票退换
          生鲜熟食除外
         谢谢光临，慢走"""


def test_a_receipt_on_narrow_paper_reads_as_it_always_did() -> None:
    assert drawing.text(a_receipt(paper_mm=58, reprint=1), GENERIC_58) == PAPER


def test_the_bytes_on_wide_paper_have_not_changed_either() -> None:
    blocks = (Text("测试", size=2), Columns("应付", "¥9.90"), Barcode("A1-0001"), Cut())
    assert escpos.encode(Receipt(blocks, 80), by_name("epson_tm_t82", 80)) == (
        b"\x1b@\x1c&\x1d!\x11\x1c!\x0c\xb2\xe2\xca\xd4\n\x1d!\x00\x1c!\x00"
        b"\xd3\xa6\xb8\xb6" + b" " * 38 + b"\xa3\xa49.90\n"
        b"\x1ba\x01\x1bJ\x08\x1dhP\x1dw\x03\x1dH\x00\x1dkI\x09{BA1-{C\x00\x01\x1bJ\x08\x1ba\x00"
        b"\n\x1dVB\x00\x1dr\x01"
    )
