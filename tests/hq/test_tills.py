from datetime import timedelta

import pytest

from app.base.errors import Refusal
from app.shop import Shop
from hq import codes, tills
from tests.examples import NOON, US

LATER = NOON + timedelta(minutes=16)


def test_a_till_is_known_by_a_code_which_hq_does_not_keep(hq: Shop) -> None:
    with hq.database.writing() as connection:
        code = codes.issue(connection, US, NOON)
        assert codes.redeem(connection, US, "GUESS-GUESS", "k", "p", NOON) is None
        assert codes.redeem(connection, US, code.lower(), "k", "p", NOON) is not None
        known = tills.key(connection, "k")
        assert known is not None
        assert (known.owner, known.is_revoked) == (US, False)
        [row] = connection.execute(codes.enrolment_code.select())
    assert not {code, codes.plain(code)} & set(row)


def test_a_till_is_not_admitted_twice_by_accident(hq: Shop) -> None:
    with hq.database.writing() as connection:
        codes.issue(connection, US, NOON)
        with pytest.raises(Refusal, match="t1"):
            codes.issue(connection, US, NOON)


def test_the_same_code_and_key_are_answered_alike_and_another_key_is_not(hq: Shop) -> None:
    with hq.database.writing() as connection:
        code = codes.issue(connection, US, NOON)
        first = codes.redeem(connection, US, code, "k", "p", NOON)
        assert first == codes.redeem(connection, US, code, "k", "p", LATER) is not None
        assert codes.redeem(connection, US, code, "other", "p", NOON) is None


def test_a_code_is_good_for_a_quarter_of_an_hour(hq: Shop) -> None:
    with hq.database.writing() as connection:
        code = codes.issue(connection, US, NOON)
        assert codes.redeem(connection, US, code, "k", "p", LATER) is None


def test_five_codes_may_be_tried_and_the_same_one_counts_once(hq: Shop) -> None:
    with hq.database.writing() as connection:
        code = codes.issue(connection, US, NOON)
        for guess in ("A", "A", "A", "A", "A", "A", "B", "C", "D"):
            assert codes.redeem(connection, US, guess, "k", "p", NOON) is None
        assert codes.redeem(connection, US, code, "k", "p", NOON) is not None
        code = codes.issue(connection, US, NOON, again=True)
        for guess in "ABCDE":
            assert codes.redeem(connection, US, guess, "k2", "p", NOON) is None
        assert codes.redeem(connection, US, code, "k2", "p", NOON) is None


def test_a_new_key_ends_the_old_one_and_says_that_the_till_was_known(hq: Shop) -> None:
    with hq.database.writing() as connection:
        codes.redeem(connection, US, codes.issue(connection, US, NOON), "k", "p", NOON)
        again = codes.issue(connection, US, NOON, again=True)
        admitted = codes.redeem(connection, US, again, "k2", "p", LATER - timedelta(minutes=5))
        assert admitted is not None
        assert admitted.is_again
        old = tills.key(connection, "k")
        assert old is not None
        assert old.is_revoked
        assert [key.id for key in tills.keys(connection, US)] == ["k2", "k"]
