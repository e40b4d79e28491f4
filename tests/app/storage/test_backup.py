import threading
from datetime import timedelta
from pathlib import Path

import pytest

from app.base.errors import Refusal, Trouble
from app.selling import checkout, sales
from app.storage import backup, facts
from app.storage.database import Database, open_file
from app.till import Till
from tests.examples import NOON, a_cart, cash


def file_of(database: Database) -> Path:
    assert database.path is not None
    return database.path


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 3] = b"\xee" * 4096 * 2
    path.write_bytes(data)


def test_a_copy_made_while_selling_is_one_moment(till: Till, database: Database) -> None:
    stop = threading.Event()

    def sell() -> None:
        for number in range(1000):
            if stop.is_set():
                return
            checkout.complete(till, a_cart(f"s{number}"), cash(650))

    seller = threading.Thread(target=sell)
    seller.start()
    copies = [backup.make(database, NOON + timedelta(seconds=at)) for at in range(3)]
    stop.set()
    seller.join()
    for path in copies:
        copy = open_file(path)
        with copy.reading() as connection:
            assert facts.head(connection).sequence == sales.count(connection)
        copy.close()


def test_the_newest_good_copy_is_found_past_a_damaged_one(database: Database) -> None:
    good = backup.make(database, NOON)
    bad = backup.make(database, NOON + timedelta(hours=1))
    damage(bad)
    assert backup.newest_good(file_of(database)) == good


def test_a_damaged_database_names_the_copy(database: Database) -> None:
    good = backup.make(database, NOON)
    database.close()
    damage(file_of(database))
    with pytest.raises(Trouble, match=good.name):
        backup.must_be_whole(file_of(database))


def test_a_restored_till_goes_on_in_a_new_epoch(till: Till, database: Database) -> None:
    with database.reading() as connection:
        before = facts.head(connection).epoch
    checkout.complete(till, a_cart("s1"), cash(650))
    backup.make(database, NOON)
    checkout.complete(till, a_cart("s2"), cash(650))
    database.close()
    damage(file_of(database))
    backup.restore(file_of(database))
    restored = open_file(file_of(database))
    with restored.reading() as connection:
        head = facts.head(connection)
        assert (head.sequence, sales.count(connection)) == (0, 1)
    assert head.epoch != before
    restored.close()
    assert list(file_of(database).parent.glob("*.damaged-*"))


def test_without_a_good_copy_nothing_is_touched(database: Database) -> None:
    with pytest.raises(Refusal):
        backup.restore(file_of(database))
    backup.must_be_whole(file_of(database))


def test_old_copies_go_and_a_failed_one_leaves_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "KEPT", 2)
    for hour in range(4):
        backup.make(database, NOON + timedelta(hours=hour))
    folder = backup.folder_of(file_of(database))
    assert len(list(folder.iterdir())) == 2

    def full(_: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(backup, "_must_be_whole", full)
    with pytest.raises(Trouble, match="备份没有做成"):
        backup.make(database, NOON + timedelta(days=1))
    assert len(list(folder.iterdir())) == 2
