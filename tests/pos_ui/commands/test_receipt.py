from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.selling.sale import Sale

Zhanggui = Callable[..., Any]


@pytest.mark.parametrize("name", ["id", "number", "last"])
def test_a_receipt_is_shown_by_id_by_number_or_the_last(
    zhanggui: Zhanggui, sale: Sale, folder: Path, name: str
) -> None:
    shown = zhanggui("receipt", getattr(sale, name, name))
    assert (shown["sale"], shown["number"]) == (sale.id, sale.number)
    assert "找零" in shown["text"]
    assert shown["png"] == str(folder / "receipts" / f"{sale.number}.png")
    assert Path(shown["png"]).read_bytes().startswith(b"\x89PNG")


def test_a_receipt_is_shown_in_english_on_narrow_paper(
    zhanggui: Zhanggui, sale: Sale, tmp_path: Path
) -> None:
    asked = ("--paper", 58, "--language", "en", "--png", tmp_path / "a" / "b.png")
    shown = zhanggui("receipt", sale.number, *asked)
    assert "Change" in shown["text"]
    assert max(map(len, shown["text"].split("\n"))) <= 32
    assert (tmp_path / "a" / "b.png").exists()
