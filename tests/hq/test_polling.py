"""Polls that are answered before anything is routed: never to whom the routes would not answer."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import httpx
import pytest
from starlette.testclient import TestClient

from app.base import clock
from app.base.money import Money
from app.shop import Shop
from app.storage import facts
from hq import polling, publishing, tills
from hq.server import make_server
from hq.tokens import VALID_S
from sync.signing import Key, Signature
from sync.wire import (
    CATALOGUE,
    FEEDS_HEADER,
    HELLO,
    PROTOCOL_HEADER,
    FeedPage,
    Hello,
    Welcome,
)
from tests.examples import BANANA, MILK, STORE, TILL, US

LONG_S = 1000.0  # a notice that is good for longer than a test takes
Poll = tuple[str, dict[str, str]]


class Ahead:
    """A clock that can be put forward."""

    def __init__(self) -> None:
        self.by = timedelta(0)

    def __call__(self) -> datetime:
        return clock.now() + self.by


@pytest.fixture
def ahead() -> Ahead:
    return Ahead()


@pytest.fixture
def http(hq: Shop, ahead: Ahead) -> Iterator[TestClient]:
    publishing.publish(hq, [MILK])
    with TestClient(make_server(replace(hq, clock=ahead), good_for_s=LONG_S)) as http:
        yield http


@pytest.fixture
def poll(http: TestClient, key: Key) -> Poll:
    """The poll of a till that has everything and has said so."""
    hello = Hello(store=STORE, till=TILL, epoch="e", sequence=0, hash="")
    signed = Signature(key)
    answer = http.post(HELLO, content=facts.encode(hello), auth=signed)
    token = facts.decode(answer.content, Welcome).token
    page = facts.decode(http.get(CATALOGUE, auth=signed).content, FeedPage)
    url = f"{CATALOGUE}?cursor={page.cursor}&limit=500"
    headers = {"Authorization": f"Bearer {token}"}
    assert http.get(url, headers=headers).status_code == 204
    return url, headers


def ask(http: TestClient, poll: Poll, **more: str) -> httpx.Response:
    answer: httpx.Response = http.get(poll[0], headers=poll[1] | more)
    return answer


def routed(http: TestClient, poll: Poll, monkeypatch: pytest.MonkeyPatch, **more: str) -> bool:
    """Say whether a poll came as far as the routes."""
    seen: list[bool] = []
    known = polling.Polls._has_all  # noqa: SLF001

    def watch(polls: polling.Polls, one: polling._Poll) -> bool:
        seen.append(known(polls, one))
        return seen[-1]

    with monkeypatch.context() as watched:
        watched.setattr(polling.Polls, "_has_all", watch)
        ask(http, poll, **more)
    return not any(seen)


def test_an_idle_poll_is_answered_before_the_routes_and_names_the_newest(
    http: TestClient, poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not routed(http, poll, monkeypatch)
    answer = ask(http, poll)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers[FEEDS_HEADER] == "catalogue=1"


def test_a_changed_token_or_another_protocol_is_refused(http: TestClient, poll: Poll) -> None:
    token = poll[1]["Authorization"]
    for odd in (token[:20] + "!" + token[21:], token.replace("Bearer", "Basic"), "Bearer ", ""):
        assert ask(http, poll, Authorization=odd).status_code == 401
    assert ask(http, poll, **{PROTOCOL_HEADER: "99"}).status_code == 400
    assert ask(http, poll).status_code == 204


def test_a_token_that_grew_old_is_refused(http: TestClient, poll: Poll, ahead: Ahead) -> None:
    ahead.by = timedelta(seconds=VALID_S + 1)
    assert ask(http, poll).status_code == 401


def test_a_key_that_was_revoked_is_refused_as_soon_as_the_board_says_so(hq: Shop, key: Key) -> None:
    publishing.publish(hq, [MILK])
    with TestClient(make_server(hq, good_for_s=0.05)) as http:
        hello = Hello(store=STORE, till=TILL, epoch="e", sequence=0, hash="")
        answer = http.post(HELLO, content=facts.encode(hello), auth=Signature(key))
        headers = {"Authorization": f"Bearer {facts.decode(answer.content, Welcome).token}"}
        page = facts.decode(http.get(CATALOGUE, headers=headers).content, FeedPage)
        with hq.database.writing() as connection:
            tills.revoke(connection, US, hq.clock(), "stolen")
        ends = time.monotonic() + 5
        while http.get(f"{CATALOGUE}?cursor={page.cursor}", headers=headers).status_code != 401:
            assert time.monotonic() < ends


def test_news_are_heard_as_soon_as_the_board_says_so(hq: Shop, key: Key) -> None:
    publishing.publish(hq, [MILK])
    with TestClient(make_server(hq, good_for_s=0.05)) as http:
        signed = Signature(key)
        page = facts.decode(http.get(CATALOGUE, auth=signed).content, FeedPage)
        hello = Hello(store=STORE, till=TILL, epoch="e", sequence=0, hash="")
        answer = http.post(HELLO, content=facts.encode(hello), auth=signed)
        headers = {"Authorization": f"Bearer {facts.decode(answer.content, Welcome).token}"}
        url = f"{CATALOGUE}?cursor={page.cursor}"
        assert http.get(url, headers=headers).status_code == 204
        publishing.publish(hq, [BANANA, replace(MILK, price=Money(1))])
        ends = time.monotonic() + 5
        while (answer := http.get(url, headers=headers)).status_code == 204:
            assert time.monotonic() < ends
        assert answer.headers[FEEDS_HEADER] == "catalogue=2"
        assert len(facts.decode(answer.content, FeedPage).items) == 2


@pytest.mark.parametrize(
    "query", ["", "?cursor=", "?cursor=x", "?cursor=%00", "?" + "a" * 3000, "?cursor=%ff&cursor=x"]
)
def test_what_is_no_poll_of_ours_goes_the_usual_way(
    http: TestClient, poll: Poll, query: str
) -> None:
    other = (CATALOGUE + query, poll[1])
    assert ask(http, other).status_code in {200, 400}


def test_a_cursor_of_another_feed_is_not_its_end(http: TestClient, poll: Poll) -> None:
    assert ask(http, (poll[0].replace("catalogue", "prices"), poll[1])).status_code == 200


def test_no_more_polls_are_remembered_than_there_is_room_for(
    http: TestClient, poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "MOST_REMEMBERED", 3)
    for number in range(20):
        assert ask(http, (f"{poll[0]}&x={number}", poll[1])).status_code == 204
    assert ask(http, poll).status_code == 204
