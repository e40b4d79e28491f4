"""Whatever HQ or the line does, a till keeps its facts and says what is going on."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from app.base.errors import Trouble
from app.selling import checkout
from app.storage import outbox
from app.till import Till
from sync import client
from sync.client import Busy
from sync.identity import Identity
from sync.push import push_once
from tests.examples import a_cart, cash
from tests.sync.oddities import answering, http

ODD = {
    "500": (http("500 Oops", b"boom"), "hq_answered_oddly"),
    "a login page": (http("200 OK", b"<html>hotel wifi</html>"), "hq_answered_oddly"),
    "half a body": (http("200 OK", b'{"answers":[', length=500), "hq_unreachable"),
    "nothing": (b"", "hq_unreachable"),
    "noise": (b"\x00\x01\x02\x03\r\n\r\n", "hq_unreachable"),
    "another document": (http("200 OK", b'{"answers":[]}'), "hq_answered_oddly"),
    "a wrong type": (http("200 OK", b'{"answers":7}'), "hq_answered_oddly"),
    "a redirect": (http("302 Found", b"", "Location: http://127.0.0.1:1/"), "hq_answered_oddly"),
    "401": (http("401 No", b""), "hq_refuses_us"),
    "403": (http("403 No", b""), "hq_refuses_us"),
    "429": (http("429 Slow", b"", "Retry-After: 7"), "hq_answered_oddly"),
    "503": (http("503 Busy", b""), "hq_answered_oddly"),
    "someone else's answer": (
        http("200 OK", b'{"answers":[["other","stored"]]}'),
        "hq_answered_oddly",
    ),
}


@pytest.fixture
def sold(till: Till) -> Till:
    checkout.complete(till, a_cart(), cash(650))
    return till


@pytest.fixture
def known(tmp_path: Path) -> Identity:
    """A till that enrolled long ago."""
    identity = Identity(tmp_path)
    identity.take_next()
    return identity


def unsent(till: Till) -> int:
    with till.shop.database.reading() as connection:
        return outbox.depth(connection).unsent


@pytest.mark.parametrize("what", ODD)
def test_an_odd_answer_is_trouble_and_keeps_the_outbox(
    sold: Till, known: Identity, what: str
) -> None:
    answer, code = ODD[what]
    with answering(answer) as url, pytest.raises(Trouble) as caught:
        push_once(sold, client.connect(url, known))
    assert caught.value.code == code
    assert known.key is not None
    assert known.key.text not in str(caught.value)
    assert unsent(sold) == 1


def test_a_closed_port_and_a_wrong_address_are_trouble(sold: Till, known: Identity) -> None:
    for url in ("http://127.0.0.1:9", "http://no.such.host.invalid", "nonsense", "http://[::"):
        with pytest.raises(Trouble):
            push_once(sold, client.connect(url, known))
    assert unsent(sold) == 1


def test_hq_may_ask_to_be_left_alone(sold: Till, known: Identity) -> None:
    with (
        answering(http("429 Slow", b"", "Retry-After: 7")) as url,
        pytest.raises(Busy) as caught,
    ):
        push_once(sold, client.connect(url, known))
    assert caught.value.wait_s == 7


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert 50 < client.wait_s_of(soon) <= 60
    assert client.wait_s_of("999999") == client.LONGEST_WAIT_S
    assert client.wait_s_of("soon") == client.wait_s_of(None) == client.wait_s_of("-3") == 0


def test_a_batch_too_large_is_halved_and_one_too_large_steps_aside(
    till: Till, known: Identity
) -> None:
    for number in range(4):
        checkout.complete(till, a_cart(f"s{number}"), cash(650))
    with answering(http("413 Large", b"")) as url:
        pushed = push_once(till, client.connect(url, known))
    assert (pushed.settled, pushed.refused) == (1, 1)
    assert unsent(till) == 3
    with till.shop.database.reading() as connection:
        [(fact, why)] = outbox.refused(connection)
    assert (fact, "413" in why) == ("s0", True)
