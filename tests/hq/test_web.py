"""People at head office: signing in and out by browser, and whoever tries to without right."""

import json
import shutil
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from app.base import clock
from app.base.errors import Refusal
from app.shop import Shop
from app.storage.database import Database, open_file
from hq import acts, passwords, people, sessions, signing_in, tries, web
from hq.acts import Act
from hq.people import RIGHTS, Right, Role
from hq.web import COOKIE, CSRF_HEADER, LOGIN, LOGOUT, SECURE_COOKIE, SESSION

PASSWORD = "correct horse 电池 staple"
JSON = {"Content-Type": "application/json"}


class Watch:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.at = clock.now()

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def shop(tmp_path: Path, empty_file: Path, watch: Watch) -> Iterator[Shop]:
    """Head office with one account."""
    with closing(open_file(Path(shutil.copy(empty_file, tmp_path / "hq.sqlite")))) as database:
        yield _with_somebody(database, watch)


@pytest.fixture
def either(hq_database: Database, watch: Watch) -> Shop:
    """The same on both databases, for what they might do differently."""
    return _with_somebody(hq_database, watch)


def _with_somebody(database: Database, watch: Watch) -> Shop:
    shop = Shop(database=database, clock=watch)
    signing_in.add(shop, "Li.Wei", Role.FINANCE, PASSWORD)
    return shop


@pytest.fixture
def browser(shop: Shop) -> TestClient:
    return _browser(shop)


def _browser(shop: Shop) -> TestClient:
    return TestClient(Starlette(routes=web.routes(shop)))


def log_in(browser: httpx.Client, name: str = "li.wei", password: str = PASSWORD) -> httpx.Response:
    return browser.post(LOGIN, json={"name": name, "password": password})


def acts_of(shop: Shop) -> list[Act]:
    with shop.database.reading() as connection:
        return [done.act for done in reversed(acts.newest(connection))]


def test_somebody_signs_in_is_known_and_signs_out(either: Shop) -> None:
    browser = _browser(either)
    assert browser.get(SESSION).status_code == 401
    said = log_in(browser, "  LI.wei ").json()
    assert (said["name"], said["role"]) == ("li.wei", "finance")
    assert said["rights"] == sorted(RIGHTS[Role.FINANCE])
    assert browser.get(SESSION).json() == said
    assert browser.post(LOGOUT, headers={CSRF_HEADER: said["csrf"]}).status_code == 200
    assert browser.get(SESSION).status_code == 401
    assert acts_of(either) == [Act.PERSON_ADDED, Act.SIGNED_IN, Act.SIGNED_OUT]
    assert acts.prove(either) == (3, ())


def test_the_cookie_is_for_no_script_and_no_other_site(shop: Shop) -> None:
    app = Starlette(routes=web.routes(shop))
    for base, name in (("http://hq", COOKIE), ("https://hq", SECURE_COOKIE)):
        answer = log_in(TestClient(app, base_url=base))
        cookie = answer.headers["set-cookie"].lower()
        assert cookie.startswith(name.lower() + "=")
        assert ("httponly" in cookie, "samesite=strict" in cookie) == (True, True)
        assert ("secure" in cookie, "path=/" in cookie) == (base.startswith("https"), True)
        assert "domain" not in cookie
        assert answer.headers["cache-control"] == "no-store"


WRONG = [("li.wei", "wrong password here"), ("nobody", PASSWORD), ("", ""), ("li.wei", "")]


@pytest.mark.parametrize("wrong", WRONG)
def test_every_wrong_sign_in_is_answered_alike(browser: TestClient, wrong: tuple[str, str]) -> None:
    answer = log_in(browser, *wrong)
    assert (answer.status_code, answer.json()) == (401, {"code": "sign_in_refused"})
    assert "set-cookie" not in answer.headers


def test_a_stranger_takes_as_long_as_a_wrong_password(shop: Shop) -> None:
    def took(name: str) -> float:
        began = time.thread_time()
        with pytest.raises(Refusal):
            signing_in.sign_in(shop, name, "wrong password here", "::1")
        return time.thread_time() - began

    passwords.warm()
    known = statistics.median(took("li.wei") for _ in range(4))
    unknown = statistics.median(took(f"nobody{number}") for number in range(4))
    assert 0.5 < known / unknown < 2


def test_the_words_of_a_name_are_not_sql(either: Shop) -> None:
    browser = _browser(either)
    for name in (
        "' OR 1=1 --",
        "li.wei'--",
        '"; DROP TABLE hq_person; --',
        "li.wei\x00",
        "%",
        "中" * 999,
    ):
        assert log_in(browser, name).status_code == 401
    with either.database.reading() as connection:
        assert [one.name for one in people.everyone(connection)] == ["li.wei"]


def test_many_tries_must_wait_longer_and_longer_even_with_the_right_password(
    browser: TestClient, watch: Watch
) -> None:
    waits = []
    for _ in range(12):
        answer = log_in(browser, password="wrong password here")
        if answer.status_code == 429:
            waits.append(int(answer.headers["Retry-After"]))
            assert log_in(browser).status_code == 429
            watch.at += timedelta(seconds=waits[-1])
    assert waits[:3] == [31, 61, 121]
    assert max(waits) <= 15 * 60 + 1
    watch.at += timedelta(minutes=15)
    assert log_in(browser).status_code == 200
    assert log_in(browser, password="wrong password here").status_code == 401  # forgiven


def test_a_restart_forgives_nothing(shop: Shop) -> None:
    for again in range(7):
        browser = TestClient(Starlette(routes=web.routes(shop)))
        answer = log_in(browser, password="wrong password here")
        assert answer.status_code == (401 if again < OF_FREE else 429)


OF_FREE = tries.OF_NAME.free


def test_many_names_from_one_address_must_wait_too(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "fits", lambda *_: False)  # only the counting is looked at
    for number in range(tries.OF_ADDRESS.free):
        with pytest.raises(Refusal):
            signing_in.sign_in(shop, f"n{number}", "x", f"2001:db8::{number:x}")
    with pytest.raises(signing_in.MustWait):
        signing_in.sign_in(shop, "another", "x", "2001:db8::ffff:1")
    with pytest.raises(Refusal):
        signing_in.sign_in(shop, "another", "x", "192.0.2.1")


def test_tries_at_once_gain_nothing(either: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(_: str | None, typed: str) -> bool:
        looked.append(typed)
        return False

    monkeypatch.setattr(passwords, "fits", look)

    def attempt(number: int) -> None:
        with pytest.raises((Refusal, signing_in.MustWait)):
            signing_in.sign_in(either, "li.wei", f"guess {number}", "192.0.2.1")

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looked) == tries.OF_NAME.free


def test_who_is_sent_away_while_the_password_is_looked_at_is_not_let_in(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = passwords.fits

    def meanwhile(kept: str | None, typed: str) -> bool:
        signing_in.set_password(shop, "li.wei", PASSWORD + " new")
        return fits(kept, typed)

    monkeypatch.setattr(passwords, "fits", meanwhile)
    with pytest.raises(Refusal):
        signing_in.sign_in(shop, "li.wei", PASSWORD, "192.0.2.1")


def test_what_was_tried_is_not_kept_in_plain(shop: Shop, browser: TestClient) -> None:
    log_in(browser, "my secret password 123")
    with shop.database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM hq_try").all()
    assert kept
    assert "secret" not in str(kept)
    assert "testclient" not in str(kept)


def test_a_cookie_from_elsewhere_never_becomes_a_session(browser: TestClient) -> None:
    browser.cookies.set(COOKIE, "chosen-by-the-attacker")
    answer = log_in(browser)
    word = answer.cookies[COOKIE]
    assert word != "chosen-by-the-attacker"
    other = TestClient(browser.app, cookies={COOKIE: "chosen-by-the-attacker"})
    assert other.get(SESSION).status_code == 401
    again = TestClient(browser.app, cookies={COOKIE: word})
    assert again.get(SESSION).status_code == 200
    assert log_in(again).cookies[COOKIE] != word  # and the one before is over
    assert TestClient(browser.app, cookies={COOKIE: word}).get(SESSION).status_code == 401


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(browser: TestClient) -> None:
    answer = log_in(browser)
    thief = TestClient(browser.app, cookies={COOKIE: answer.cookies[COOKIE]})
    assert thief.get(SESSION).status_code == 200
    browser.post(LOGOUT, headers={CSRF_HEADER: answer.json()["csrf"]})
    assert thief.get(SESSION).status_code == 401


def test_the_database_does_not_hold_what_opens_a_session(shop: Shop, browser: TestClient) -> None:
    word = log_in(browser).cookies[COOKIE]
    with shop.database.reading() as connection:
        kept = str(connection.execute(sessions.session.select()).all())
    assert word not in kept


def test_what_changes_something_needs_the_word_of_this_very_session(
    shop: Shop, browser: TestClient
) -> None:
    signing_in.add(shop, "zhang", Role.OWNER, PASSWORD)
    theirs = log_in(TestClient(browser.app), "zhang").json()["csrf"]
    ours = log_in(browser).json()["csrf"]
    for headers in ({}, {CSRF_HEADER: ""}, {CSRF_HEADER: theirs}, {CSRF_HEADER: ours[:-1]}):
        assert browser.post(LOGOUT, headers=headers).json() == {"code": "csrf"}
    for site in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
    ):
        answer = browser.post(LOGOUT, headers={CSRF_HEADER: ours, **site})
        assert answer.json() == {"code": "other_site"}
    assert browser.get(SESSION).status_code == 200
    assert browser.post(
        LOGOUT, headers={CSRF_HEADER: ours, "Origin": "http://testserver"}
    ).is_success


def test_another_site_cannot_sign_somebody_in(browser: TestClient) -> None:
    body = json.dumps({"name": "li.wei", "password": PASSWORD})
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert browser.post(LOGIN, content=body, headers={"Content-Type": kind}).status_code == 415
    answer = browser.post(LOGIN, content=body, headers={**JSON, "Origin": "http://evil.example"})
    assert answer.status_code == 403


def test_a_session_ends_when_nobody_is_there_and_in_the_evening(
    shop: Shop, browser: TestClient, watch: Watch
) -> None:
    log_in(browser)
    for _ in range(23):
        watch.at += timedelta(minutes=29)
        assert browser.get(SESSION).status_code == 200
    watch.at += timedelta(minutes=62)
    assert browser.get(SESSION).status_code == 401
    log_in(browser)
    for _ in range(25):
        watch.at += timedelta(minutes=29)
        browser.get(SESSION)
    assert browser.get(SESSION).status_code == 401
    with shop.database.writing() as connection:
        assert sessions.forget(connection, watch.at) >= 1


CHANGES: dict[str, Callable[[Shop], object]] = {
    "password": lambda it: signing_in.set_password(it, "li.wei", PASSWORD + "2"),
    "role": lambda it: signing_in.set_role(it, "li.wei", Role.AUDITOR),
    "disabled": lambda it: signing_in.set_disabled(it, "li.wei", is_disabled=True),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_the_account_ends_its_sessions(
    shop: Shop, browser: TestClient, what: str
) -> None:
    log_in(browser)
    CHANGES[what](shop)
    assert browser.get(SESSION).status_code == 401
    expected = {"password": 401, "role": 200, "disabled": 401}[what]
    assert log_in(browser).status_code == expected


def test_a_page_asks_for_its_right(shop: Shop) -> None:
    pages = [
        Route(f"/{right}", web.page(shop, right, lambda _: web.in_json({})), methods=["GET"])
        for right in Right
    ]
    browser = TestClient(Starlette(routes=[*web.routes(shop), *pages]))
    for role in Role:
        signing_in.set_role(shop, "li.wei", role)
        log_in(browser)
        allowed = {right for right in Right if browser.get(f"/{right}").status_code == 200}
        assert allowed == RIGHTS[role]
        signing_in.set_role(shop, "li.wei", Role.FINANCE) if role is not Role.OWNER else None
        if role is Role.OWNER:
            signing_in.add(shop, "zhang", Role.OWNER, PASSWORD)


def test_the_last_owner_stays(shop: Shop) -> None:
    signing_in.set_role(shop, "li.wei", Role.OWNER)
    with pytest.raises(Refusal, match="最后一位"):
        signing_in.set_role(shop, "li.wei", Role.SUPPORT)
    with pytest.raises(Refusal, match="最后一位"):
        signing_in.set_disabled(shop, "li.wei", is_disabled=True)
    signing_in.add(shop, "zhang", Role.OWNER, PASSWORD)
    assert not signing_in.set_disabled(shop, "li.wei", is_disabled=True).may(Right.SEE_SALES)


def test_a_body_that_is_huge_or_odd_is_refused(browser: TestClient) -> None:
    assert browser.post(LOGIN, content=b"x" * 1_000_000, headers=JSON).status_code == 413
    for odd in (
        b"",
        b"{",
        b"[" * 10_000,
        b'{"name":1}',
        b"\xff",
        b'{"name":"\\ud800","password":""}',
    ):
        assert browser.post(LOGIN, content=odd, headers=JSON).status_code in {400, 401}


@given(
    body=st.binary(max_size=99),
    cookie=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20),
)
@settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_whatever_a_browser_sends_is_no_fault_of_ours(
    browser: TestClient, body: bytes, cookie: str
) -> None:
    headers = {**JSON, "Cookie": f"{COOKIE}={cookie}"}
    for path in (LOGIN, LOGOUT):
        assert browser.post(path, content=body, headers=headers).status_code < 500
    assert browser.get(SESSION, headers=headers).status_code == 401


EASY = [
    "short",
    "password1234",
    "aaaaaaaaaaaaaa",
    "123456789012",
    "zhanggui2026!",
    "li.weili.wei1",
    "abcdefghijklmno",
    "x" * 129,
    "a\x00bcdefghijkl9",
]


@pytest.mark.parametrize("easy", EASY)
def test_a_password_that_is_easy_to_guess_is_refused(easy: str) -> None:
    with pytest.raises(Refusal):
        passwords.keep(easy, "li.wei")


def test_however_a_keyboard_composes_it_a_password_is_the_same() -> None:
    kept = passwords.keep("café au lait, bitte", "x")
    assert passwords.fits(kept, "cafe\u0301 au lait, bitte")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_act_that_was_altered_or_removed_shows(shop: Shop) -> None:
    for role in (Role.AUDITOR, Role.SUPPORT, Role.OWNER):
        signing_in.set_role(shop, "li.wei", role)
    assert acts.prove(shop) == (4, ())
    with shop.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE hq_act SET body = replace(body, 'support', 'auditor') WHERE sequence = 3"
        )
    assert [it.sequence for it in acts.prove(shop)[1]] == [3]
    with shop.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM hq_act WHERE sequence IN (2, 4)")
    assert len(acts.prove(shop)[1]) == 3


def test_acts_of_many_at_once_are_one_chain(either: Shop) -> None:
    def act() -> None:
        for _ in range(5):
            with either.database.writing() as connection:
                acts.record(connection, Act.SIGNED_IN, either.clock())

    threads = [threading.Thread(target=act) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert acts.prove(either) == (31, ())
