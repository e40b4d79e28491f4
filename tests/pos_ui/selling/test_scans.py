from hypothesis import given
from hypothesis import strategies as st

from app.base.quantity import Quantity
from pos_ui.selling.scans import Burst, Key, Verdict, counted, fold, pause, press

codes = st.text(st.sampled_from("0123456789ABCxyz-+*"), min_size=4, max_size=20)
typed = st.lists(
    st.tuples(st.integers(0, 200), st.sampled_from(["", "1", "7", "+", "a"])), max_size=40
)


def keys(text: str, start: int = 0, gap: int = 10) -> list[Key]:
    return [Key(start + at * gap, sign) for at, sign in enumerate(text)]


def feed(pressed: list[Key], burst: Burst | None = None) -> tuple[Burst, list[Verdict]]:
    burst = burst or Burst()
    verdicts = []
    for key in pressed:
        burst, verdict = press(burst, key)
        verdicts.append(verdict)
    return burst, verdicts


def test_a_burst_that_ends_with_enter_is_a_scan() -> None:
    burst, verdicts = feed([*keys("6901234567892"), Key(130, "")])
    assert verdicts[-1] == Verdict(is_held=True, code="6901234567892")
    assert not burst.keys
    assert not any(verdict.released for verdict in verdicts)


def test_slow_keys_are_typed_by_a_person() -> None:
    _, verdicts = feed([*keys("1234", gap=80), Key(400, "")])
    given_back = [key.text for verdict in verdicts for key in verdict.released]
    assert given_back == ["1", "2", "3", "4"]
    assert not verdicts[-1].code
    assert not verdicts[-1].is_held


def test_three_fast_keys_are_no_scan() -> None:
    _, verdicts = feed([*keys("123"), Key(30, "")])
    assert [key.text for key in verdicts[-1].released] == ["1", "2", "3"]


def test_a_slow_enter_after_a_burst_is_a_persons() -> None:
    _, verdicts = feed([*keys("12345"), Key(200, "")])
    assert not verdicts[-1].code
    assert len(verdicts[-1].released) == 5


def test_a_person_who_types_right_before_a_scan_keeps_the_character() -> None:
    _, verdicts = feed([Key(0, "3"), Key(100, "*"), *keys("6901", start=300), Key(340, "")])
    assert [key.text for verdict in verdicts for key in verdict.released] == ["3", "*"]
    assert verdicts[-1].code == "6901"


def test_keys_that_were_late_on_their_way_still_join_the_scan() -> None:
    burst, _ = feed(keys("69"))
    burst, released = pause(burst)
    assert len(released) == 2
    _, verdicts = feed([*keys("0123", start=20), Key(60, "")], burst)
    assert verdicts[-1] == Verdict(is_held=True, code="690123", leaked=2)


@given(codes, st.integers(1, 49), st.integers(0, 10**9))
def test_any_code_is_recognised_at_any_speed_of_a_scanner(code: str, gap: int, at: int) -> None:
    pressed = keys(code, at, gap)
    _, verdicts = feed([*pressed, Key(pressed[-1].at_ms + gap, "")])
    assert verdicts[-1].code == fold(code)


@given(typed)
def test_no_character_is_ever_lost_or_doubled(presses: list[tuple[int, str]]) -> None:
    at, burst, seen, sent = 0, Burst(), "", ""
    for gap, text in presses:
        at, sent = at + gap, sent + text
        burst, verdict = press(burst, Key(at, text))
        seen += "".join(key.text for key in verdict.released) + verdict.code
    assert seen + "".join(key.text for key in pause(burst)[1]) == sent


@given(typed, st.lists(st.booleans(), min_size=40, max_size=40))
def test_pauses_anywhere_lose_nothing_either(
    presses: list[tuple[int, str]], pauses: list[bool]
) -> None:
    at, burst, seen, sent = 0, Burst(), "", ""
    for (gap, text), is_pause in zip(presses, pauses, strict=False):
        at, sent = at + gap, sent + text
        burst, verdict = press(burst, Key(at, text))
        seen += "".join(key.text for key in verdict.released) + verdict.code[verdict.leaked :]
        if is_pause:
            burst, released = pause(burst)
            seen += "".join(key.text for key in released)
    assert seen + "".join(key.text for key in burst.held) == sent


def test_a_full_width_code_is_folded() -> None:
    assert fold("６９０１ ") == "6901"


def test_a_number_and_a_star_ask_for_several() -> None:
    assert counted("3*6901") == (Quantity.pieces(3), "6901")
    assert counted("１２＊") == (Quantity.pieces(12), "")
    assert counted("0.5*apple") == (Quantity(500), "apple")
    assert counted("6901") == (None, "6901")
    assert counted("*6901") == (None, "*6901")
