import pytest

from app.catalogue.pinyin import MOST_READINGS, initials


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("农夫山泉饮用天然水 550ml", "nfsqyytrs550ml"),
        ("重庆小面", "cqxm"),
        ("长城干红", "ccgh"),
        ("可口可乐 罐装", "kkklgz"),
        ("Coca-Cola 330", "cocacola330"),
        ("！？", None),
    ],
)
def test_a_name_is_typed_by_its_initials(name: str, typed: str | None) -> None:
    found = initials(name)
    assert typed in found if typed else found == ()


def test_other_readings_work_too_and_their_number_has_an_end() -> None:
    assert {"cqxm", "zqxm"} <= set(initials("重庆小面"))
    assert len(initials("重长行乐重长行乐重长行乐")) <= MOST_READINGS
