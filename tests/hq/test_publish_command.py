"""What head office's technician does to publish with care."""

from pathlib import Path

import pytest

from tests.hq.test_commands import ask, db

__all__ = ["db"]

GOODS = "barcode,name,price\n6901234567892,牛奶,6.50\n6901234567908,茶,3\n"


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    path = tmp_path / "goods.csv"
    path.write_text(GOODS, "utf-8")
    return path


def test_a_catalogue_is_looked_at_rolled_out_and_taken_back(
    db: str, goods: Path, tmp_path: Path
) -> None:
    ask(db, "import", "products", goods)
    dearer = tmp_path / "dearer.csv"
    dearer.write_text(GOODS.replace("6.50", "7.20"), "utf-8")
    seen = ask(db, "publish preview", "catalogue", dearer)
    assert (seen["new"], seen["changed"], seen["gone"], seen["alike"]) == (0, 1, 0, 1)
    started = ask(db, "publish start", "catalogue", dearer, "--percent", "10")
    assert (started["version"], started["stage"], started["per_mille"]) == (2, "rolling", 100)
    assert ask(db, "import", "products", goods, status=1)["code"] == "publication_under_way"
    assert ask(db, "publish widen", "catalogue", "--stores", "a,b")["stores"] == ["a", "b"]
    assert ask(db, "publish widen", "catalogue")["stage"] == "released"
    back = ask(db, "publish rollback", "catalogue")
    assert (back["version"], back["back_to"]) == (3, 1)
    published = ask(db, "publish status", "catalogue")["published"]
    assert isinstance(published, list)
    assert [it["version"] for it in published] == [3, 2, 1]
    assert ask(db, "publish start", "catalogue", goods, status=1)["code"] == "nothing_to_publish"


def test_a_store_is_tagged(db: str) -> None:
    assert ask(db, "publish tag", "a", "north", "mall")["tags"] == ["north", "mall"]
    assert ask(db, "publish tag", "a", "no way", status=1)["code"] == "tag_is_odd"
