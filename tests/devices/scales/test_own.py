"""A scale that a technician describes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refusal
from devices.scales import own
from devices.scales.feed import Feed

REVERSED = {
    "frame": r"\x02(?P<weight>\d{6})\x03",
    "decimals": "3",
    "reversed": "yes",
    "ask": "02 41 4E 03",
    "zero": "02 41 5A 03",
    "tare": "02 41 54 03",
}


def test_a_scale_that_is_asked_and_answers_backwards() -> None:
    protocol = own.protocol(REVERSED)
    (reading,) = Feed(protocol).feed(b"\x02052100\x03", 1.0)
    assert reading.grams == 1250
    assert (protocol.ask, protocol.repeats) == (b"\x02AN\x03", 5)


def test_states_units_and_a_check() -> None:
    protocol = own.protocol(
        {
            "frame": r"\x02(?P<body>(?P<state>[A-D])(?P<weight>[ .\d]{6})(?P<unit>kg|jin))"
            r"(?P<check>.)\x03",
            "check": "xor",
            "stable": "A|B",
            "net": "B",
            "over": "D",
        }
    )
    for state, told in ((b"A", (True, False)), (b"B", (True, True)), (b"C", (False, False))):
        body = state + b"  2.50jin"
        check = 0
        for byte in body:
            check ^= byte
        (reading,) = Feed(protocol).feed(b"\x02%s%c\x03" % (body, check), 1.0)
        assert (reading.grams, reading.is_stable, reading.is_net) == (1250, *told)
    assert Feed(protocol).feed(b"\x02A  2.50jin!\x03", 1.0) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"frame": ""}, "frame"),
        ({"frame": r"\d{6}"}, "frame"),
        ({"frame": r"(?P<weight>\d+)\x03"}, "frame"),
        ({"frame": r"(?P<weight>\d{2,})\x03"}, "frame"),
        ({"frame": r"(?P<weight>\d{6000})"}, "frame"),
        ({"frame": r"((?P<weight>\d{6})){60}"}, "frame"),
        ({"frame": r"(?P<weight>\d{6}"}, "frame"),
        ({"frame": r"(?P<weight>\d{6})(?P<colour>.)"}, "frame"),
        ({"frame": r"(?P<weight>\d{6})(?P=weight)"}, "frame"),
        ({"frame": r"(?=(?P<weight>\d{6}))"}, "frame"),
        ({"frame": "重(?P<weight>.)"}, "frame"),
        ({"frame": r"(?P<weight>\d?)"}, "frame"),
        ({"decimals": "9"}, "decimals"),
        ({"decimals": "-1"}, "decimals"),
        ({"decimals": "３"}, "decimals"),
        ({"unit": "stone"}, "unit"),
        ({"reversed": "perhaps"}, "reversed"),
        ({"check": "xor"}, "check"),
        ({"check": "crc"}, "check"),
        ({"bits": "9e1"}, "bits"),
        ({"ask": "xyz"}, "ask"),
        ({"tare": "00" * 65}, "tare"),
        ({"every_ms": "1"}, "every_ms"),
        ({"repeats": "1"}, "repeats"),
        ({"stable": "S"}, "stable"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        own.protocol(REVERSED | changed)
    assert refused.value.values["field"] == field
    assert field in refused.value.text("zh_CN")
    assert field in refused.value.text("en")


@given(st.dictionaries(st.sampled_from(own.FIELDS), st.text(max_size=40)), st.binary(max_size=200))
def test_any_description_is_refused_or_works(said: dict[str, str], data: bytes) -> None:
    try:
        protocol = own.protocol(said)
    except Refusal:
        return
    Feed(protocol).feed(data, 0.0)
