import base64

import httpx
import pytest

from sync import signing
from sync.signing import Key, Signature
from sync.wire import PROBLEM_HEADER, TIME_HEADER, Problem

NOW_S = 1_780_000_000.0


def sent_by(key: Key, *answers: httpx.Response) -> list[httpx.Request]:
    """Send a push and return every request that travelled."""
    seen: list[httpx.Request] = []
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(httpx.Request(request.method, request.url, headers=request.headers))
        return left.pop(0)

    signature = Signature(key, clock=lambda: NOW_S)
    with httpx.Client(transport=httpx.MockTransport(answer), auth=signature) as http:
        http.post("http://hq/v1/push?a=1", content=b"body")
    return seen


def test_a_key_is_kept_as_text_and_comes_back() -> None:
    key = signing.new_key()
    assert signing.key_of(key.text).id == key.id
    assert key.text not in repr(key)


@pytest.mark.parametrize("text", ["", "x", "!!!!", base64.b64encode(b"short").decode()])
def test_what_is_no_key_is_a_value_error(text: str) -> None:
    for read in (signing.key_of, signing.public_key_of):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
            read(text)


def test_method_path_query_body_nonce_and_time_are_signed() -> None:
    [request] = sent_by(signing.new_key(), httpx.Response(200))
    said = request.headers["Signature-Input"]
    assert '("@method" "@path" "@query" "content-digest")' in said
    assert f"created={int(NOW_S)}" in said
    assert "nonce=" in said


def test_a_till_whose_clock_is_wrong_signs_again_by_hqs_time() -> None:
    wrong = {PROBLEM_HEADER: Problem.WRONG_CLOCK, TIME_HEADER: str(int(NOW_S * 1000) + 86_400_000)}
    first, second = sent_by(
        signing.new_key(), httpx.Response(401, headers=wrong), httpx.Response(200)
    )
    assert f"created={int(NOW_S) + 86_400}" in second.headers["Signature-Input"]
    nonces = [it.headers["Signature-Input"].split("nonce=")[1][:24] for it in (first, second)]
    assert nonces[0] != nonces[1]


@pytest.mark.parametrize("time", ["", "soon", "-1", "9" * 30, "٣"])
def test_an_odd_time_of_hq_changes_nothing(time: str) -> None:
    wrong = {PROBLEM_HEADER: Problem.WRONG_CLOCK, TIME_HEADER: time.encode("utf-8")}
    answers = [httpx.Response(401, headers=list(wrong.items())), httpx.Response(401)]  # type: ignore[arg-type]
    requests = sent_by(signing.new_key(), *answers)
    assert f"created={int(NOW_S)}" in requests[-1].headers["Signature-Input"]
