import pytest

from app.base.errors import Refusal
from app.shop import Shop
from hq import tills
from tests.examples import NOON, STORE, TILL, US


def test_a_till_is_known_by_its_credential_which_hq_does_not_keep(hq: Shop) -> None:
    with hq.database.writing() as connection:
        credential = tills.add(connection, STORE, TILL, NOON)
        assert tills.known_by(connection, credential) == US
        assert tills.known_by(connection, "guess") is None
        [row] = connection.execute(tills.till_credential.select())
    assert credential not in row


def test_a_till_is_not_admitted_twice_by_accident(hq: Shop) -> None:
    with hq.database.writing() as connection:
        tills.add(connection, STORE, TILL, NOON)
        with pytest.raises(Refusal, match="t1"):
            tills.add(connection, STORE, TILL, NOON)
