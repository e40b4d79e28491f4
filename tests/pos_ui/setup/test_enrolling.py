"""A computer becomes a till: alone, at a real head office, and at one that is away or refuses."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import settings
from app.base import clock
from app.base.errors import Refusal
from app.shop import Shop
from app.storage.database import open_file
from hq import codes
from hq.tills import KnownTill
from pos_ui.setup import enrolling
from pos_ui.setup.enrolling import Wish
from sync.identity import Identity
from tests.examples import STORE, TILL
from tests.loopback import answering
from tests.programs import free_port


@pytest.fixture
def office(tmp_path: Path, empty_file: Path) -> Iterator[Shop]:
    database = open_file(Path(shutil.copy(empty_file, tmp_path / "hq.sqlite")))
    yield Shop(database=database, clock=clock.now)
    database.close()


def a_code(office: Shop) -> str:
    with office.database.writing() as connection:
        return codes.issue(connection, KnownTill(STORE, TILL), clock.now())


def test_a_single_shop_needs_no_head_office(empty: Path) -> None:
    done = enrolling.enrol(empty, Wish(store="S1", till="T1", changes={"shop_name": "好邻居"}))
    assert (done.settings.shop_name, done.place, done.waits) == ("好邻居", "none", None)
    assert settings.load(empty).store == "S1"


def test_a_right_code_makes_the_till_known_at_once(empty: Path, office: Shop) -> None:
    with answering(office) as url:
        wish = Wish(store=STORE, till=TILL, hq_url=url, code=a_code(office))
        done = enrolling.enrol(empty, wish)
    assert done.waits is None
    identity = Identity(empty)
    assert identity.key is not None
    assert identity.code is None


def test_a_wrong_code_leaves_nothing_behind_so_that_the_numbers_can_be_mended(
    empty: Path, office: Shop
) -> None:
    code = a_code(office)
    with answering(office) as url:
        with pytest.raises(Refusal) as told:
            enrolling.enrol(empty, Wish(store=STORE, till="t9", hq_url=url, code=code))
        assert told.value.code == "code_refused"
        assert not settings.exists(empty)
        enrolling.enrol(empty, Wish(store=STORE, till=TILL, hq_url=url, code=code))
    assert settings.load(empty).till == TILL


def test_a_wrong_code_takes_nothing_from_a_till_that_was_there(empty: Path, office: Shop) -> None:
    enrolling.set_up(empty, Wish(store=STORE, till=TILL))
    with answering(office) as url, pytest.raises(Refusal):
        enrolling.enrol(empty, Wish(store=STORE, till=TILL, hq_url=url, code="2222222222"))
    assert settings.exists(empty)
    assert (empty / "till.sqlite").exists()


def test_a_head_office_that_is_away_is_no_reason_to_wait(empty: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    done = enrolling.enrol(empty, Wish(store="S1", till="T1", hq_url=url, code="2222222222"))
    assert done.waits is not None
    assert Identity(empty).code == "2222222222"


@pytest.mark.parametrize("name", ["", "../x", "a b", "店", "x" * 33])
def test_odd_names_are_refused_before_anything_is_made(empty: Path, name: str) -> None:
    with pytest.raises(Refusal, match="编号"):
        enrolling.enrol(empty, Wish(store=name, till="T1"))
    assert not empty.exists()


def test_the_folder_of_another_till_is_refused(empty: Path) -> None:
    enrolling.set_up(empty, Wish(store="S1", till="T1"))
    with pytest.raises(Refusal) as told:
        enrolling.enrol(empty, Wish(store="S1", till="T2"))
    assert told.value.code == "folder_exists"
