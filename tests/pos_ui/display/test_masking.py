import pytest

from pos_ui.display import masking


@pytest.mark.parametrize(
    ("whole", "shown"),
    [
        ("陈建国", "陈*国"),
        ("陈国", "陈*"),
        ("陈", "*"),
        ("欧阳建国", "欧*国"),
        ("陈 建国", "陈*国"),
        ("买买提·艾力", "买*力"),
        ("𠮷〇国", "𠮷*国"),
        ("葛\U000e0100城", "葛*"),
        ("John Smith", "J* S*"),
        ("Madonna", "M*"),
        ("X", "*"),
        ("é", "*"),
        ("Jean-Luc", "J*"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_name_is_never_shown_whole(whole: str, shown: str) -> None:
    assert masking.name(whole) == shown


@pytest.mark.parametrize(
    ("whole", "shown"),
    [
        ("13812342076", "138****2076"),
        ("+86 138-1234-2076", "138****2076"),
        ("0086 13812342076", "138****2076"),
        ("１３８１２３４２０７６", "138****2076"),
        ("+852 9123 4567", "852****4567"),
        ("88651234", "****34"),
        ("12345", "****"),
        ("1", "****"),
        ("", ""),
        ("none", ""),
    ],
)
def test_a_number_keeps_its_ends_only(whole: str, shown: str) -> None:
    assert masking.phone(whole) == shown
