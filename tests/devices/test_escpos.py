import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.selling.receipt import Align, Block, Columns, Cut, Qr, Receipt, Rule, Text
from devices import drawing, escpos, qr
from devices.paper import Code, Paper, Picture, decode
from devices.profile import GENERIC_58, GENERIC_80, Profile, by_name
from tests.devices.receipts import LONG, a_receipt

PROFILES = [GENERIC_80, GENERIC_58, by_name("epson_tm", 80), by_name("sunmi", 58)]
gbk = st.text(st.characters(codec="gbk", exclude_categories=["Cc", "Cf", "Cs", "Co", "Zl", "Zp"]))


def printed(*blocks: Block, profile: Profile = GENERIC_80) -> Paper:
    [paper] = decode(escpos.encode(Receipt((*blocks, Cut()), profile.paper_mm), profile))
    return paper


@given(gbk)
def test_what_gbk_can_write_prints_as_itself(text: str) -> None:
    wanted = escpos.text_bytes(text).decode("gb18030")
    assert "".join(printed(Text(text)).text.split("\n")) == wanted
    assert "?" not in wanted or "?" in text


@given(st.text())
def test_no_text_becomes_a_command(text: str) -> None:
    paper = printed(Text(text), Columns(text, "1.00"))
    assert (paper.kicks, paper.unknown, paper.is_cut) == (0, (), True)
    assert not any(isinstance(mark, Picture | Code) for mark in paper.marks)


@pytest.mark.parametrize("size", [1, 2])
@given(left=gbk, right=st.integers(0, 10**9), profile=st.sampled_from(PROFILES))
def test_an_amount_stands_whole_at_the_right_edge(
    size: int, left: str, right: int, profile: Profile
) -> None:
    found = printed(Columns(left, str(right), size), profile=profile).lines
    columns = profile.columns // size
    assert found[-2].text.endswith(str(right))  # the last is the feed before the cut
    assert escpos.width(found[-2].text) == columns
    assert all(escpos.width(it.text) <= columns for it in found)
    wanted = escpos.text_bytes(left + str(right)).decode("gb18030")
    assert "".join(it.text for it in found).replace(" ", "") == wanted.replace(" ", "")


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(PROFILES))
def test_no_line_is_wider_than_the_paper(left: str, right: str, profile: Profile) -> None:
    found = printed(Text(left, size=2), Columns(left, right, 2), profile=profile).lines
    assert all(escpos.width(it.text, four_byte=True) * it.size <= profile.columns for it in found)


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
        ("㐀 𠮷 😀", "? ? ?"),
        ("x\x1b@\x00\r\ny", "x@ y"),
        ("a\tb\u200b\ufeffc\ufe0f", "a bc"),
        ("cafe\u0301 x\u0301", "café x"),
    ],
)
def test_signs_that_printers_get_wrong_come_out_right(text: str, seen: str) -> None:
    assert printed(Text(text)).text.strip() == seen


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
