import re
import string

import pytest

from app.base.errors import Refusal
from app.base.messages import MESSAGES


def names(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_a_refusal_reads_in_both_languages() -> None:
    refusal = Refusal("unknown_barcode", barcode="999")
    assert str(refusal) == "没有条码 999 的商品。"
    assert refusal.text("en") == "No product has the barcode 999."


@pytest.mark.parametrize("code", MESSAGES)
def test_each_message_says_the_same_in_both_languages(code: str) -> None:
    chinese, english = MESSAGES[code]
    assert names(chinese) == names(english)
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert not re.search("[\u4e00-\u9fff]", english)
    assert "!" not in english + chinese
    assert "！" not in chinese


def test_messages_stand_in_the_order_of_their_codes() -> None:
    assert list(MESSAGES) == sorted(MESSAGES)
