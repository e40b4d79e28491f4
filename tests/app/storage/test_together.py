"""Changes of many threads that wait for the disk together."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text

from app.base.errors import Refusal
from app.storage.database import Database
from app.storage.together import Together


@pytest.fixture
def together(database: Database) -> Together:
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE thing (id INTEGER PRIMARY KEY) STRICT"))
    return Together(database)


def adds(number: int) -> Callable[[Connection], int]:
    def work(connection: Connection) -> int:
        connection.execute(text("INSERT INTO thing VALUES (:id)"), {"id": number})
        return number

    return work


def refuses(number: int) -> Callable[[Connection], int]:
    def work(connection: Connection) -> int:
        adds(number)(connection)
        raise Refusal("nothing_scanned")

    return work


def kept(database: Database) -> set[int]:
    with database.reading() as connection:
        return set(connection.scalars(text("SELECT id FROM thing")))


def in_threads(together: Together, works: list[Callable[[Connection], int]]) -> list[object]:
    told: list[object] = [None] * len(works)
    ready = threading.Barrier(len(works))

    def run(at: int) -> None:
        ready.wait()
        try:
            told[at] = together.write(works[at])
        except Exception as error:  # noqa: BLE001 - the test looks at it
            told[at] = error

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(works))]
    for it in threads:
        it.start()
    for it in threads:
        it.join()
    return told


def test_everybody_s_change_is_kept_and_answered(together: Together, database: Database) -> None:
    assert in_threads(together, [adds(it) for it in range(40)]) == list(range(40))
    assert kept(database) == set(range(40))


def test_one_that_is_refused_takes_no_other_with_it(together: Together, database: Database) -> None:
    works = [refuses(it) if it % 3 == 0 else adds(it) for it in range(30)]
    told = in_threads(together, works)
    assert [type(it) for it in told[::3]] == [Refusal] * 10
    assert kept(database) == {it for it in range(30) if it % 3}


def test_a_clash_is_its_owner_s_alone(together: Together, database: Database) -> None:
    told = in_threads(together, [adds(1)] * 5 + [adds(it) for it in range(2, 8)])
    assert [it for it in told if isinstance(it, int)].count(1) == 1
    assert kept(database) == set(range(1, 8))


def test_when_the_disk_fails_nobody_is_told_that_it_was_kept(
    together: Together, database: Database
) -> None:
    def fails(connection: Connection) -> int:
        adds(1)(connection)
        raise SystemExit

    with pytest.raises(SystemExit):
        together.write(fails)
    assert kept(database) == set()
    assert together.write(adds(2)) == 2


def test_fewer_transactions_than_changes(together: Together, database: Database) -> None:
    began = threading.Event()
    goes_on = threading.Event()
    seen: list[int] = []

    def slow(connection: Connection) -> int:
        began.set()
        goes_on.wait(5)
        return adds(100)(connection)

    def counts(number: int) -> Callable[[Connection], int]:
        def work(connection: Connection) -> int:
            seen.append(connection.scalar(text("SELECT count(*) FROM thing")))
            return adds(number)(connection)

        return work

    threads = [threading.Thread(target=together.write, args=(slow,))]
    threads[0].start()
    began.wait(5)
    with database.reading() as reader:
        threads += [threading.Thread(target=together.write, args=(counts(it),)) for it in range(9)]
        for it in threads[1:]:
            it.start()
        goes_on.set()
        for it in threads:
            it.join()
        del reader
    assert sorted(seen) == list(range(1, 10)), "each sees what came before it"
