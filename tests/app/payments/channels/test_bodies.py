"""Bodies are read strictly: one reading, or none."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.money import MAX_FEN, Money
from app.payments.channels import bodies
from app.payments.exchange import Distrust

NAMES = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=10)
READERS = [
    bodies.json_object,
    bodies.json_parts,
    bodies.xml_fields,
    bodies.form_fields,
    bodies.bare_fields,
]


@given(st.dictionaries(NAMES, TEXTS, max_size=5))
def test_xml_comes_back_as_it_was_written(fields: dict[str, str]) -> None:
    assert bodies.xml_fields(bodies.xml_body(fields)) == fields


@pytest.mark.parametrize("read", READERS)
@given(body=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_a_reader_reads_or_distrusts_and_does_nothing_else(read: object, body: bytes) -> None:
    assert callable(read)
    with contextlib.suppress(Distrust):
        assert isinstance(read(body), dict)


@pytest.mark.parametrize("read", READERS)
def test_a_flood_is_not_read(read: object) -> None:
    assert callable(read)
    with pytest.raises(Distrust, match="too long"):
        read(b"a=" + b"x" * bodies.MOST_BYTES)


@pytest.mark.parametrize(
    "body", [b"<!DOCTYPE xml><xml><a>1</a></xml>", b'<!DOCTYPE x SYSTEM "x"><xml><a>1</a></xml>']
)
def test_a_document_type_is_refused(body: bytes) -> None:
    with pytest.raises(Distrust, match="document type"):
        bodies.xml_fields(body)


def test_bare_fields_keep_what_stands_within_braces() -> None:
    body = b"a=1&reserved={x=1&y=[z=2&w]}&sign=AbC+/==&b="
    expected = {"a": "1", "reserved": "{x=1&y=[z=2&w]}", "sign": "AbC+/==", "b": ""}
    assert bodies.bare_fields(body) == expected


@given(st.integers(0, MAX_FEN // 100))
def test_yuan_come_back_to_the_fen(fen: int) -> None:
    assert bodies.yuan_of(bodies.yuan_text(Money(fen))) == Money(fen)
    assert bodies.fen_of(str(fen)) == bodies.fen_of(fen) == Money(fen)


@pytest.mark.parametrize("value", [-1, True, 1.0, "01", "-1", "1.0", " 1", "１", None, [], 10**14])
def test_fen_in_any_other_form_are_not_believed(value: object) -> None:
    assert bodies.fen_of(value) is None
