from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices import drawing, escpos
from devices.paper import Code, Gap, Printed, decode
from devices.profile import GENERIC_58, GENERIC_80, Profile
from tests.devices.receipts import a_receipt

COMMANDS = [
    b"\x1b@\x1c&\xc5\xa3",
    b"\x1bD\x05",
    b"\x1dk\x02123",
    b"\x1dk\x49\x09",
    b"\x1dv0\x00\x02\x00\x02\x00",
    b"\x1d(k\x04\x001P0a",
    b"\x1d(k\x03\x001Q0",
    b"\x1b*!\xff",
    b"\x1dV",
    b"\xb0",
]


@given(st.lists(st.one_of(st.binary(max_size=4), st.sampled_from(COMMANDS)), max_size=9))
def test_any_bytes_can_be_read(parts: list[bytes]) -> None:
    for paper in decode(b"".join(parts)):
        assert isinstance(paper.text, str)


WHOLE = escpos.encode(a_receipt(), GENERIC_80)


@given(st.integers(100, len(WHOLE)))
def test_a_job_that_was_cut_off_reads_as_far_as_it_came(length: int) -> None:
    [paper] = decode(WHOLE[:length])
    complete_lines, _, _ = paper.text.rpartition("\n")
    assert decode(WHOLE)[0].text.startswith(complete_lines)


def test_the_looks_of_a_line_are_those_it_began_with() -> None:
    [paper] = decode(b"\x1b@\x1b\x61\x01\x1bE\x01\x1d!\x11\xc4\xcc\x1bE\x00\x1d!\x00\n")
    assert paper.marks == (Printed("奶", size=2, bold=True, centred=True),)


def test_kanji_mode_may_be_off() -> None:
    assert decode(b"\x1c.\x9c1\n\x1c&\xa3\xa4\n")[0].text == "£1\n￥"


def test_other_programs_commands_are_passed_over() -> None:
    [paper] = decode(b"\x1bt\x00\x1b3\x1e\x1d(k\x04\x001A2\x00\x1bD\x08\x10\x00a\x1bJ\x20b\n\x1bi")
    assert paper.marks == (Printed("a"), Gap(32), Printed("b"))
    assert (paper.is_cut, paper.unknown) == (True, ())


@pytest.mark.parametrize("drawer", [b"\x1bp\x00\x19\xfa", b"\x10\x14\x01\x00\x02"])
def test_a_kick_of_the_drawer_is_counted(drawer: bytes) -> None:
    assert decode(drawer + b"a\n" + drawer)[0].kicks == 2


def test_what_nobody_knows_is_reported() -> None:
    [paper] = decode(b"\x1b\x01a\x1dk\x02123\x00\x07b\n")
    assert paper.unknown == ("ESC b'\\x01'", "GS k", "0x07")
    assert paper.text == "ab"


def test_a_code_of_the_printers_own_is_drawn() -> None:
    data = b"\x1ba\x01\x1d(k\x05\x001P0hi\x1d(k\x03\x001Q0\x1dV\x00"
    [paper] = decode(data)
    assert paper.marks == (Code("hi", centred=True),)
    assert drawing.draw(paper, 384).startswith(b"\x89PNG")


@pytest.mark.parametrize("profile", [GENERIC_58, GENERIC_80])
def test_a_picture_is_as_wide_as_the_paper(profile: Profile) -> None:
    picture = Image.open(BytesIO(drawing.picture(a_receipt(), profile)))
    beside = 2 * (drawing.MARGIN + drawing.AROUND)
    assert picture.width == profile.width_dots + beside
    assert picture.height > picture.width


def test_the_text_of_a_receipt_fits_a_terminal_as_it_fits_the_paper() -> None:
    lines = drawing.text(a_receipt(), GENERIC_58).split("\n")
    assert all(escpos.width(line) <= GENERIC_58.columns for line in lines)
    assert "应付" + " " * 18 + "￥1,395.45" in lines
