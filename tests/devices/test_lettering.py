import pytest

from devices import lettering


@pytest.mark.parametrize("sign", "〇㐀龦奶é￥A龘䶮")
def test_the_font_that_we_bring_has_what_shops_write(sign: str) -> None:
    assert lettering.has(sign)


@pytest.mark.parametrize("sign", ["𠮷", "😀", "\ue000", "\u0378"])
def test_it_knows_what_it_lacks(sign: str) -> None:
    assert not lettering.has(sign)


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("text", ["奶", "WWWW", "应付 ￥99,999.99", "㐀i"])
def test_every_character_has_its_cell(text: str, size: int) -> None:
    rows = lettering.line(text, size=size)
    columns = sum(map(lettering.cells, text))
    assert len(rows) == 32 * size
    assert {len(row) for row in rows} == {(columns * 12 * size + 7) // 8}


def test_bold_letters_have_more_ink() -> None:
    def ink(*, bold: bool) -> int:
        return sum(byte.bit_count() for row in lettering.line("奶茶", bold=bold) for byte in row)

    assert ink(bold=True) > ink(bold=False) > 0
