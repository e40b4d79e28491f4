"""What strangers, thieves and broken programs send: no effect, no leak, and never a 500."""

import gzip
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from starlette.testclient import TestClient

from app.base import clock
from app.base.ids import StoreId, TillId
from app.selling.tables import sale as sale_table
from app.shop import Shop
from app.storage import facts
from app.storage.database import open_file
from app.till import Till
from hq import claims, codes, publishing, quarantine, replays, seals, tills
from hq.server import make_server
from hq.tills import KnownTill
from sync import signing
from sync.signing import Key, Signature
from sync.wire import (
    CATALOGUE,
    CLAIMS,
    ENROL,
    HELLO,
    MOST_BYTES,
    PROBLEM_HEADER,
    PUSH,
    ROTATE,
    SALES,
    TIME_HEADER,
    Enrol,
    Hello,
    Problem,
    Welcome,
)
from tests.examples import MILK, NOON, US, a_fact, a_push, a_sale

PATHS = (ENROL, HELLO, ROTATE, PUSH, CLAIMS)
OTHER = KnownTill(StoreId("b"), TillId("t9"))


def signed(http: TestClient, method: str, path: str, body: bytes = b"") -> httpx.Request:
    """Make a request as our till would, without sending it."""
    assert isinstance(http.auth, Signature)
    request = http.build_request(method, path, content=body or None)
    travels: httpx.Request = next(http.auth.sync_auth_flow(request))
    return travels


def send(http: TestClient, request: httpx.Request) -> httpx.Response:
    answer: httpx.Response = http.send(request, auth=None)
    return answer


def a_body(till: Till, name: str = "s1") -> bytes:
    return facts.encode(a_push(a_fact(till, a_sale(name), name)))


def a_hello(till: Till) -> bytes:
    with till.shop.database.reading() as connection:
        head = facts.head(connection)
    return facts.encode(
        Hello(store=till.store, till=till.id, epoch=head.epoch, sequence=0, hash="")
    )


def has_nothing(hq: Shop) -> bool:
    with hq.database.reading() as connection:
        sold = connection.scalar(select(func.count()).select_from(sale_table))
        claimed = connection.scalar(select(func.count()).select_from(claims.claim))
        return (sold, claimed, quarantine.count(connection)) == (0, 0, 0)


def test_an_unsigned_request_has_no_effect(hq: Shop, hq_http: TestClient, till: Till) -> None:
    hq_http.auth = None
    for path in PATHS:
        answer = hq_http.post(path, content=a_body(till))
        assert (answer.status_code, answer.headers[PROBLEM_HEADER]) == (401, Problem.NOT_SIGNED)
    assert hq_http.get(SALES, params={"wanted": "s1"}).status_code == 401
    assert has_nothing(hq)


def test_a_strangers_signature_has_no_effect(hq: Shop, hq_http: TestClient, till: Till) -> None:
    hq_http.auth = Signature(signing.new_key())
    answer = hq_http.post(PUSH, content=a_body(till))
    assert (answer.status_code, answer.headers[PROBLEM_HEADER]) == (401, Problem.UNKNOWN_KEY)
    assert has_nothing(hq)


TAMPERINGS = {
    "the body": lambda it: it.update(content=it["content"].replace(b"650", b"651")),
    "the method": lambda it: it.update(method="GET"),
    "the path": lambda it: it.update(url=it["url"].copy_with(path=CLAIMS)),
    "the query": lambda it: it.update(url=it["url"].copy_with(query=b"a=1")),
    "the digest": lambda it: it["headers"].update({"Content-Digest": "sha-256=:AAAA:"}),
    "no digest": lambda it: it["headers"].pop("content-digest"),
    "the nonce": lambda it: _in(it, "nonce=", 'nonce="AAAAAAAAAAAAAAAAAAAAAA";x='),
    "the time": lambda it: _in(it, "created=", "created=1"),
    "the key": lambda it: _in(it, "keyid=", 'keyid="AAAA";x='),
    "the algorithm": lambda it: _in(it, "ed25519", "hmac-sha256"),
    "fewer parts": lambda it: _in(it, '"@path" ', ""),
    "the signature": lambda it: it["headers"].update({"Signature": "till=:AAAA:"}),
    "two signatures": lambda it: it["headers"].update(
        {"Signature": it["headers"]["signature"] + ", x=:AAAA:"}
    ),
    "noise": lambda it: it["headers"].update({"Signature-Input": "\x7f((((;;;==="}),
    "a deep one": lambda it: it["headers"].update({"Signature-Input": "(" * 20_000}),
    "no time": lambda it: _in(it, ";created=", ";expires="),
    "a huge time": lambda it: _in(it, "created=", "created=999"),
}


def _in(it: dict[str, Any], old: str, new: str) -> None:
    headers = it["headers"]
    assert old in headers["signature-input"]
    headers["signature-input"] = headers["signature-input"].replace(old, new)


@pytest.mark.parametrize("hq_database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_request_that_was_tampered_with_has_no_effect(
    hq: Shop, hq_http: TestClient, till: Till, what: str
) -> None:
    good = signed(hq_http, "POST", PUSH, a_body(till))
    parts: dict[str, Any] = {
        "method": good.method,
        "url": good.url,
        "headers": good.headers.copy(),
        "content": good.content,
    }
    TAMPERINGS[what](parts)  # type: ignore[no-untyped-call]
    answer = send(hq_http, httpx.Request(**parts))
    assert answer.status_code in {401, 405}
    assert has_nothing(hq)
    assert send(hq_http, good).status_code == 200


def test_a_request_sent_again_is_not_obeyed_again(
    hq: Shop, hq_http: TestClient, till: Till
) -> None:
    hello = signed(hq_http, "POST", HELLO, a_hello(till))
    sale = signed(hq_http, "GET", SALES + "?wanted=s1")
    for request in (hello, sale, signed(hq_http, "POST", PUSH, a_body(till))):
        first, second = send(hq_http, request), send(hq_http, request)
        assert (first.status_code, second.status_code) == (200, 409)
        assert second.headers[PROBLEM_HEADER] == Problem.SEEN_BEFORE
    with hq.database.writing() as connection:
        kept = connection.scalar(select(func.count()).select_from(replays.nonce))
        assert kept == 3
        assert replays.forget(connection, clock.now() + replays.KEPT_FOR * 2) == 3


@pytest.mark.parametrize("hours", [-1, 1, 24 * 365 * 10])
def test_a_wrong_clock_is_told_the_time_and_nothing_else_happens(
    hq: Shop, hq_http: TestClient, till: Till, key: Key, hours: int
) -> None:
    hq_http.auth = Signature(key, clock=lambda: time.time() + hours * 3600)
    answer = send(hq_http, signed(hq_http, "POST", PUSH, a_body(till)))
    assert (answer.status_code, answer.headers[PROBLEM_HEADER]) == (401, Problem.WRONG_CLOCK)
    assert abs(int(answer.headers[TIME_HEADER]) / 1000 - time.time()) < 5
    assert has_nothing(hq)


def test_a_till_speaks_for_no_other(hq: Shop, hq_http: TestClient, till: Till) -> None:
    fact = a_fact(till, replace(a_sale(), store=OTHER.store, till=OTHER.till))
    push = replace(a_push(fact), store=OTHER.store, till=OTHER.till)
    assert hq_http.post(PUSH, content=facts.encode(push)).status_code == 403
    hello = Hello(store=OTHER.store, till=OTHER.till, epoch="e", sequence=0, hash="")
    assert hq_http.post(HELLO, content=facts.encode(hello)).status_code == 403
    assert has_nothing(hq)


def test_a_till_finds_no_sale_of_another_store(hq: Shop, hq_http: TestClient, till: Till) -> None:
    assert hq_http.post(PUSH, content=a_body(till)).status_code == 200
    assert hq_http.get(SALES, params={"wanted": "s1"}).json()["sale"] is not None
    other = signing.new_key()
    with hq.database.writing() as connection:
        tills.admit(connection, OTHER, other.id, other.public, NOON)
    hq_http.auth = Signature(other)
    assert hq_http.get(SALES, params={"wanted": "s1"}).json()["sale"] is None


BOMB = b'{"store":"a","till":"t1","facts":[' + b" " * 100_000_000 + b"]}"
BOMBS = {"gzip": gzip.compress(BOMB), "zstd": zstandard.compress(BOMB)}


@pytest.mark.parametrize("how", BOMBS)
def test_a_bomb_goes_off_nowhere(hq: Shop, hq_http: TestClient, how: str) -> None:
    headers = {"Content-Encoding": how}
    began = time.monotonic()
    answer = hq_http.post(PUSH, content=BOMBS[how], headers=headers)
    assert (answer.status_code, time.monotonic() - began < 5) == (413, True)
    assert has_nothing(hq)


def test_more_than_may_come_is_refused_unread(hq_http: TestClient) -> None:
    headers = {"Content-Length": str(MOST_BYTES * 3)}
    assert hq_http.post(PUSH, content=b"x", headers=headers).status_code == 413


@pytest.mark.parametrize("how", ["gzip", "zstd", "br", "deflate, gzip"])
def test_what_cannot_be_unpacked_is_a_bad_request(hq_http: TestClient, how: str) -> None:
    answer = hq_http.post(PUSH, content=b"no such thing", headers={"Content-Encoding": how})
    assert answer.status_code == 400


def test_a_push_cut_off_anywhere_has_no_effect(hq: Shop, hq_http: TestClient, till: Till) -> None:
    body = a_body(till)
    for at in range(0, len(body), 37):
        assert hq_http.post(PUSH, content=body[:at]).status_code == 400
    assert has_nothing(hq)


ODD = (
    {"refund": "r", "lines": [{"sale": "s", "line": 2**70, "quantity": {"thousandths": 1}}]},
    {"refund": "\x00", "lines": [{"sale": "s\x00", "line": 1, "quantity": {"thousandths": 1}}]},
    {"refund": "r", "lines": [{"sale": "s", "line": -1, "quantity": {"thousandths": -(2**64)}}]},
    {"store": "a", "till": "t1", "epoch": "\x00", "sequence": 2**80, "hash": ""},
    {"store": "a", "till": "t1", "epoch": "", "sequence": -1, "hash": "x" * 100_000},
    {"store": "a", "till": "t1", "facts": [], "epoch": "\x00"},
    {"store": "a", "till": "t1", "facts": [{}] * 501},
    {"store": "a", "till": "t1", "code": "\x00", "public_key": "x"},
    {"public_key": "x", "proof": "y"},
    {"public_key": "A" * 43 + "=", "proof": ""},
)


@pytest.mark.parametrize("path", PATHS)
def test_odd_numbers_and_texts_are_refused(hq: Shop, hq_http: TestClient, path: str) -> None:
    for odd in ODD:
        answer = hq_http.post(path, content=json.dumps(odd).encode())
        assert answer.status_code < 500, (path, odd, answer.text)
    assert has_nothing(hq)


@pytest.mark.parametrize("wanted", ["\x00", "%00", "'; DROP TABLE sale; --", "x" * 10_000, "中"])
def test_odd_names_of_sales_find_nothing(hq_http: TestClient, wanted: str) -> None:
    assert hq_http.get(SALES, params={"wanted": wanted}).status_code in {200, 400}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["store", "till", "facts", "epoch", "sequence", "hash", "lines", "refund"]
            )
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def any_hq(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One server and one known till for many random requests."""
    path = tmp_path_factory.mktemp("hostile") / "hq.sqlite"
    database = open_file(Path(shutil.copy(empty_file, path)))
    shop, key = Shop(database=database, clock=clock.now), signing.new_key()
    with database.writing() as connection:
        tills.admit(connection, US, key.id, key.public, clock.now())
    with TestClient(make_server(shop, good_for_s=0)) as http:
        http.auth = Signature(key)
        yield http
    database.close()


@given(
    path=st.sampled_from(PATHS),
    body=st.binary(max_size=200) | JSON.map(lambda it: json.dumps(it).encode()),
    how=st.sampled_from(["", "gzip", "zstd", "identity"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_sent_is_no_fault_of_ours(
    any_hq: TestClient, path: str, body: bytes, how: str
) -> None:
    answer = any_hq.post(path, content=body, headers={"Content-Encoding": how} if how else {})
    assert answer.status_code < 500


@given(feed=st.text(max_size=20), cursor=st.text(max_size=20), limit=st.text(max_size=5))
@settings(max_examples=100, deadline=None)
def test_whatever_is_asked_of_a_feed_is_no_fault_of_ours(
    any_hq: TestClient, feed: str, cursor: str, limit: str
) -> None:
    url = httpx.URL("http://testserver").copy_with(raw_path=b"/v1/feeds/" + _quoted(feed))
    answer = any_hq.get(url, params={"cursor": cursor, "limit": limit})
    assert answer.status_code < 500


def _quoted(text: str) -> bytes:
    return "".join(f"%{byte:02X}" for byte in text.encode()).encode()


def a_token(http: TestClient, till: Till) -> str:
    answer = http.post(HELLO, content=a_hello(till))
    return facts.decode(answer.content, Welcome).token


def test_a_token_opens_the_feeds_and_nothing_else(
    hq: Shop, hq_http: TestClient, till: Till
) -> None:
    publishing.publish(hq, [MILK])
    headers = {"Authorization": f"Bearer {a_token(hq_http, till)}"}
    hq_http.auth = None
    page = hq_http.get(CATALOGUE, headers=headers)
    assert page.status_code == 200
    end = {"cursor": page.json()["cursor"]}
    assert hq_http.get(CATALOGUE, headers=headers, params=end).status_code == 204
    assert hq_http.post(PUSH, headers=headers, content=a_body(till)).status_code == 401
    assert hq_http.get(SALES, headers=headers, params={"wanted": "s1"}).status_code == 401
    for broken in (
        headers["Authorization"].replace("Bearer ", "Bearer x"),
        "Bearer ",
        "Bearer x.y.z",
        "Basic eDp5",
    ):
        answer = hq_http.get(CATALOGUE, headers={"Authorization": broken}, params=end)
        assert (answer.status_code, answer.headers[PROBLEM_HEADER]) == (401, Problem.OLD_TOKEN)


def test_a_token_is_worth_nothing_once_its_key_was_revoked(
    hq: Shop, hq_http: TestClient, till: Till
) -> None:
    headers = {"Authorization": f"Bearer {a_token(hq_http, till)}"}
    hq_http.auth = None
    assert hq_http.get(CATALOGUE, headers=headers).status_code == 200
    with hq.database.writing() as connection:
        tills.revoke(connection, US, clock.now(), "stolen")
    assert hq_http.get(CATALOGUE, headers=headers).status_code == 401


def test_another_hqs_token_opens_nothing(hq: Shop, hq_http: TestClient, till: Till) -> None:
    headers = {"Authorization": f"Bearer {a_token(hq_http, till)}"}
    with hq.database.writing() as connection:
        seals.renew(connection, seals.SECRET)
    with TestClient(make_server(hq, good_for_s=0)) as http:
        assert http.get(CATALOGUE, headers=headers).status_code == 401


def test_enrolment_needs_the_very_key_it_brings(hq: Shop, hq_http: TestClient) -> None:
    with hq.database.writing() as connection:
        code = codes.issue(connection, OTHER, clock.now())
    theirs, ours = signing.new_key(), signing.new_key()
    asked = Enrol(store=OTHER.store, till=OTHER.till, code=code, public_key=theirs.public)
    hq_http.auth = Signature(ours)
    assert hq_http.post(ENROL, content=facts.encode(asked)).status_code == 401
    with hq.database.reading() as connection:
        assert tills.key(connection, theirs.id) is None
    hq_http.auth = Signature(theirs)
    assert hq_http.post(ENROL, content=facts.encode(asked)).status_code == 200


def test_a_revoked_key_does_not_come_back_by_an_old_code(hq: Shop, hq_http: TestClient) -> None:
    with hq.database.writing() as connection:
        code = codes.issue(connection, OTHER, clock.now())
    key = signing.new_key()
    hq_http.auth = Signature(key)
    asked = Enrol(store=OTHER.store, till=OTHER.till, code=code, public_key=key.public)
    assert hq_http.post(ENROL, content=facts.encode(asked)).status_code == 200
    with hq.database.writing() as connection:
        tills.revoke(connection, OTHER, clock.now(), "stolen")
    assert hq_http.post(ENROL, content=facts.encode(asked)).status_code == 403


def test_the_figures_name_nobody(hq_http: TestClient, till: Till) -> None:
    assert hq_http.post(PUSH, content=a_body(till)).status_code == 200
    text = hq_http.get("/metrics").text
    assert 'zhanggui_facts_total{outcome="stored"} 1.0' in text
    assert US.till not in text.replace("testclient", "")
    assert hq_http.get("/health").text == "ok"


def test_too_many_at_a_time_are_asked_to_come_later(
    hq_http: TestClient, till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hq.server.MOST_WAITING", 0)
    answer = hq_http.post(PUSH, content=a_body(till))
    assert answer.status_code == 503
    assert 5 <= int(answer.headers["Retry-After"]) <= 30
