from hypothesis import given, settings
from hypothesis import strategies as st

from devices.scanner_trial import MOST_GAP_MS, Sign, measure
from pos_ui.selling.scans import Burst, Key, press

EAN = "6901234567892"


def scan(text: str, gap_ms: float = 10, end_after_ms: float | None = None) -> list[Sign]:
    signs = [Sign(at * gap_ms, sign) for at, sign in enumerate(text)]
    if end_after_ms is not None:
        signs.append(Sign(signs[-1].at_ms + end_after_ms, "\r"))
    return signs


def test_a_usual_scanner_is_measured() -> None:
    trial = measure(scan(f"]E0{EAN}\r\n"))
    assert (trial.code, trial.aim, trial.ending) == (EAN, "]E0", "CR LF")
    assert (trial.ms_per_sign, trial.slowest_ms, trial.gap_ms) == (10, 10, 20)
    assert trial.is_good


def test_its_slowest_character_decides() -> None:
    assert measure(scan(EAN, 10, end_after_ms=25)).gap_ms == 50
    assert measure(scan(EAN, 1, end_after_ms=2)).gap_ms == 20
    assert measure(scan(EAN, 10, end_after_ms=60)).gap_ms == 80


def test_one_that_is_as_slow_as_a_person_needs_another_way() -> None:
    trial = measure(scan(EAN, 90, end_after_ms=90))
    assert trial.gap_ms == 0
    assert not trial.is_good


def test_one_without_an_ending_is_told_apart() -> None:
    trial = measure(scan(EAN))
    assert trial.ending == ""
    assert not trial.is_good
    assert measure(scan(f"{EAN}\t")).ending == "TAB"


def test_nothing_and_a_single_key_are_measured_too() -> None:
    assert measure([]).code == ""
    assert not measure([Sign(0, "\r")]).is_good
    assert measure([Sign(5, "7")]).code == "7"


@settings(deadline=None)
@given(st.lists(st.floats(0.5, MOST_GAP_MS / 2 - 1), min_size=5, max_size=30))
def test_with_the_suggested_threshold_the_till_knows_the_scanner(gaps: list[float]) -> None:
    at_ms, signs = 0.0, [Sign(0.0, "6")]
    for gap in gaps:
        at_ms += gap
        signs.append(Sign(at_ms, "9"))
    signs.append(Sign(at_ms + gaps[-1], "\r"))
    trial = measure(signs)
    burst, code = Burst(), ""
    for sign in signs:
        text = "" if sign.text == "\r" else sign.text
        burst, verdict = press(burst, Key(int(sign.at_ms), text), trial.gap_ms)
        code = verdict.code
    assert code == trial.code
