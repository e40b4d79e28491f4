from pos_ui.display.promo import Price, Promo, read


def test_words_and_prices_are_told_apart() -> None:
    text = "会员日\n早餐第二件半价\n任选两件\n鲜肉包 | 第二件 | 1.25\n豆浆 | ¥1.50\n"
    prices = (Price("鲜肉包", "第二件", "¥1.25"), Price("豆浆", "", "¥1.50"))
    assert read(text) == Promo("早餐第二件半价", "会员日", "任选两件", prices)


def test_one_line_is_the_headline_and_two_have_a_condition() -> None:
    assert read("半价") == Promo("半价")
    assert read("半价\n任选两件") == Promo("半价", condition="任选两件")


def test_nothing_is_no_offer() -> None:
    assert not read("")
    assert not read(" \n \n")


def test_a_fourth_price_is_left_out() -> None:
    assert len(read("\n".join(f"{at} | 1.00" for at in range(5))).prices) == 3
