from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from app import settings
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


def test_the_electronic_copy_is_a_pdf_with_the_same_text(
    zhanggui: Zhanggui, sale: Sale, tmp_path: Path
) -> None:
    asked = ("--pdf", tmp_path / "new" / "a.pdf", "--language", "en", "--paper", 58)
    shown = zhanggui("receipt", sale.id, *asked)
    [page] = pypdf.PdfReader(shown["pdf"]).pages
    said = [word for word in page.extract_text().split() if set(word) != {"-"}]
    assert said == [word for word in shown["text"].split() if set(word) != {"-"}]
    assert {"Change", "7.00"} <= set(said)


def test_a_gift_receipt_is_shown_without_prices(
    zhanggui: Zhanggui, sale: Sale, folder: Path
) -> None:
    shown = zhanggui("receipt", sale.id, "--gift")
    assert "礼品小票" in shown["text"]
    assert "6.50" not in shown["text"]
    assert shown["png"] == str(folder / "receipts" / f"{sale.number}-gift.png")


def test_a_make_of_printer_that_nobody_knows_is_refused(
    zhanggui: Zhanggui, sale: Sale, folder: Path
) -> None:
    settings.change(folder, printer_profile="star")
    assert zhanggui("receipt", sale.id, status=1)["code"] == "unknown_printer_profile"


def test_a_folder_that_cannot_be_written_is_told(
    zhanggui: Zhanggui, sale: Sale, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    told = zhanggui("receipt", sale.id, "--pdf", tmp_path / "file" / "a.pdf", status=1)
    assert told["code"] == "folder_read_only"
