"""`zhanggui scale export`."""

from dataclasses import replace
from pathlib import Path

from app.base.ids import ProductId
from app.catalogue import products
from pos_ui import opening
from tests.examples import BANANA
from tests.pos_ui.commands.conftest import Zhanggui


def test_what_is_weighed_is_exported(zhanggui: Zhanggui, folder: Path, tmp_path: Path) -> None:
    apple = replace(BANANA, id=ProductId("apple"), name="苹果", barcodes=(), short_code="102")
    with opening.opened(folder) as it, it.till.shop.database.writing() as connection:
        products.put(connection, [apple])
    answer = zhanggui("scale", "export", tmp_path / "plu.csv")
    assert answer["exported"] == 1
    assert [it["code"] for it in answer["problems"]] == ["plu_code_odd"]  # the banana's F0001
    assert (tmp_path / "plu.csv").read_bytes().decode("gb2312") == (
        "code,name,price_fen,unit\r\n102,苹果,796,kg\r\n"
    )


def test_a_place_that_cannot_be_written_is_trouble(zhanggui: Zhanggui, tmp_path: Path) -> None:
    answer = zhanggui("scale", "export", tmp_path / "no" / "plu.csv", status=1)
    assert answer["code"] == "folder_read_only"
