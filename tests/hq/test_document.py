"""Whatever the OpenAPI document allows, and much that it does not: an answer it names, never a 500.

Each request is signed by a known till, or carries its token, so that it comes all the way in.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from app.base import clock
from app.shop import Shop
from app.storage import facts
from app.storage.database import open_file
from hq import openapi, publishing, tills
from hq.server import make_server
from sync import signing
from sync.signing import Signature
from sync.wire import (
    CLAIMS,
    ENROL,
    FEEDS,
    HELLO,
    PUSH,
    ROTATE,
    SALES,
    ClaimAnswer,
    Enrolled,
    FeedPage,
    Hello,
    Reply,
    SoldAnswer,
    Welcome,
)
from tests.examples import BANANA, MILK, US

FEED = FEEDS + "{feed}"
SAID: dict[tuple[str, str], type] = {
    ("POST", ENROL): Enrolled,
    ("POST", HELLO): Welcome,
    ("POST", ROTATE): Enrolled,
    ("POST", PUSH): Reply,
    ("POST", CLAIMS): ClaimAnswer,
    ("GET", FEED): FeedPage,
    ("GET", SALES): SoldAnswer,
}
SCHEMA = schemathesis.openapi.from_dict(openapi.document())
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
QUICK = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)


@pytest.fixture
def http(tmp_path: Path, empty_file: Path) -> Iterator[TestClient]:
    """Head office, asked by a till that it knows; a failure of ours is an answer of 500."""
    key = signing.new_key()
    with closing(open_file(Path(shutil.copy(empty_file, tmp_path / "hq.sqlite")))) as database:
        hq = Shop(database=database, clock=clock.now)
        with database.writing() as connection:
            tills.admit(connection, US, key.id, key.public, clock.now())
        publishing.publish(hq, [MILK, BANANA])
        server = make_server(hq, good_for_s=0)
        with TestClient(server, raise_server_exceptions=False) as client:
            client.auth = Signature(key)
            yield client


def test_every_answer_of_the_document_is_known_here() -> None:
    named = {
        (how.upper(), path) for path, ways in openapi.document()["paths"].items() for how in ways
    }
    assert named == set(SAID)


def must_be_named(answer: httpx.Response, how: str, path: str) -> None:
    """Check that an answer is one that the document names, and of the type that it names."""
    named = openapi.document()["paths"][path][how.lower()]["responses"]
    assert answer.status_code < 500, answer.text
    assert str(answer.status_code) in named, (answer.status_code, answer.text)
    if answer.status_code == 200:
        facts.decode(answer.content, SAID[how, path])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("how", "path"), SAID)
def test_what_the_document_allows_is_answered_as_it_says(
    http: TestClient, how: str, path: str, mode: GenerationMode
) -> None:
    strategy = SCHEMA[path][how].as_strategy(generation_mode=mode)

    @QUICK
    @given(case=strategy)
    def ask(case: Any) -> None:  # noqa: ANN401 - it has no types
        body = b"" if how == "GET" else _in_bytes(case.body)
        query = {name: str(value) for name, value in (case.query or {}).items()}
        where = path.format(**{"feed": "catalogue"} | _plain(case.path_parameters))
        answer = http.request(how, where, content=body or None, params=query)
        if answer.status_code not in {404, 405, 307}:  # a feed of an odd name is another path
            must_be_named(answer, how, path)

    ask()


@QUICK
@given(body=st.binary(max_size=2000))
@pytest.mark.parametrize("path", [it for how, it in SAID if how == "POST"])
def test_bytes_that_mean_nothing_are_refused(http: TestClient, path: str, body: bytes) -> None:
    answer = http.post(path, content=body)
    assert answer.status_code in {400, 401, 403, 413}, answer.text


ODD: dict[str, Callable[[dict[str, Any]], object]] = {
    "huge number": lambda it: it.update(sequence=10**30),
    "negative": lambda it: it.update(sequence=-1),
    "a list": lambda it: it.update(epoch=[]),
    "a NUL": lambda it: it.update(epoch="\x00"),
    "half a sign": lambda it: it.update(hash="\\ud800"),
    "very long": lambda it: it.update(epoch="e" * 900_000),
    "nothing": lambda it: it.clear(),
}


@pytest.mark.parametrize("odd", ODD)
def test_a_hello_that_is_nearly_right_is_refused_or_answered(http: TestClient, odd: str) -> None:
    hello = Hello(store=US.store, till=US.till, epoch="e", sequence=0, hash="")
    wanted = msgspec.to_builtins(hello)
    ODD[odd](wanted)
    must_be_named(http.post(HELLO, content=msgspec.json.encode(wanted)), "POST", HELLO)


def _in_bytes(body: Any) -> bytes:  # noqa: ANN401 - it has no types
    if isinstance(body, bytes):
        return body
    try:
        return msgspec.json.encode(body)
    except (TypeError, ValueError, UnicodeError):
        return repr(body).encode("utf-8", "replace")


def _plain(given: Any) -> dict[str, str]:  # noqa: ANN401 - it has no types
    named = {name: str(value) for name, value in (given or {}).items()}
    return {name: value for name, value in named.items() if value.isascii() and value.isalnum()}
