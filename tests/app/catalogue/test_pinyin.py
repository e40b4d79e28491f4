import pytest

from app.catalogue.pinyin import MOST_READINGS, full_pinyin, initials


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("农夫山泉饮用天然水 550ml", "nfsqyytrs550ml"),
        ("重庆小面", "cqxm"),
        ("长城干红", "ccgh"),
        ("可口可乐 罐装", "kkklgz"),
        ("Coca-Cola 330", "cocacola330"),
        ("café 咖啡", "cafekf"),
        ("！？", None),
    ],
)
def test_a_name_is_typed_by_its_initials(name: str, typed: str | None) -> None:
    found = initials(name)
    assert typed in found if typed else found == ()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("重庆小面", "chong'qing'xiao'mian"),
        ("银行", "yin'hang"),
        ("长城干红", "chang'cheng'gan'hong"),
        ("西安", "xi'an"),
        ("女儿红 500ML", "nv'er'hong'500'-"),
        ("维C银翘片", "wei'-'yin'qiao'pian"),
    ],
)
def test_a_name_is_spelled_first_as_its_words_say(name: str, first: str) -> None:
    assert full_pinyin(name)[0] == first


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("重庆小面", "zhong'qing'xiao'mian"),
        ("银行", "yin'xing"),
        ("长城干红", "zhang'cheng'gan'hong"),
        ("朝日啤酒", "chao'ri'pi'jiu"),
        ("绿茶", "lu'cha"),
    ],
)
def test_other_readings_work_too(name: str, other: str) -> None:
    assert other in full_pinyin(name)
    assert "".join(part[0] for part in other.split("'")) in initials(name)


def test_dead_readings_make_no_noise() -> None:
    assert full_pinyin("可口") == ("ke'kou",)
    assert full_pinyin("重量") == ("zhong'liang", "chong'liang")


def test_latin_names_are_not_spelled() -> None:
    assert full_pinyin("Coca-Cola 330") == full_pinyin("") == ()


def test_the_number_of_readings_has_an_end() -> None:
    assert len(initials("重长行乐重长行乐重长行乐")) <= MOST_READINGS
    assert len(full_pinyin("重长行乐重长行乐重长行乐" * 20)) <= MOST_READINGS
