"""What is written is read again, fact for fact; what is spoiled is never taken for good."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.reconciliation.standard import Entry, Kind, sums_of
from app.reconciliation.statements import formats, reading
from app.reconciliation.statements.source import of_bytes
from tests.app.reconciliation import made

NAMES = sorted(made.CAN)
EVERY = pytest.mark.parametrize("name", NAMES)
# These state no sums: a row must agree with itself, but a whole row may be missing.
SUMLESS = frozenset({"books", "douyin", "allinpay", "lcsw", "stripe", "adyen", "square"})
HEADLESS = frozenset({"unionpay_zm", "unionpay_zme", "lcsw"})
CHECKED = pytest.mark.parametrize("name", [it for it in NAMES if it not in SUMLESS])
FEW = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a whole file takes minutes
)


def test_every_format_is_tried() -> None:
    assert sorted(formats.BY_NAME) == NAMES


@EVERY
@FEW
@given(data=st.data())
def test_what_is_written_is_read(name: str, data: st.DataObject) -> None:
    entries = data.draw(made.entries_of(name))
    if not entries and name in HEADLESS:
        return  # a file without lines tells nothing
    assert made.read(name, made.written(name, entries)) == (name, entries, [])


@CHECKED
@FEW
@given(data=st.data())
def test_a_file_cut_short_never_passes_as_whole(name: str, data: st.DataObject) -> None:
    entries = data.draw(made.entries_of(name).filter(len))
    content = made.written(name, entries)
    cut = content[: data.draw(st.integers(0, len(content) - 3))]
    try:
        found, rows, problems = made.read(name, cut)
    except Refusal:
        return
    if found == "books":
        return  # a header cut off; no channel's statement may be our own books
    is_whole = sums_of(rows) == sums_of(entries)
    assert problems or is_whole


@CHECKED
@FEW
@given(data=st.data())
def test_a_digit_that_changes_is_never_silent(name: str, data: st.DataObject) -> None:
    """Sums hold money and counts; a row's other facts have no control to break."""
    entries = data.draw(made.entries_of(name).filter(len))
    content = bytearray(made.written(name, entries))
    if content.startswith(b"PK"):
        return
    places = [at for at, it in enumerate(content) if chr(it).isdigit()]
    at = data.draw(st.sampled_from(places))
    content[at] = ord("0") + (content[at] - ord("0") + data.draw(st.integers(1, 9))) % 10
    try:
        rows, problems = made.read(name, bytes(content))[1:]
    except Refusal:
        return
    assert problems or sums_of(rows) == sums_of(entries)


@FEW
@given(content=st.binary(max_size=4000))
def test_random_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(Refusal):
        reading.told(of_bytes("x", content))


@FEW
@given(name=st.sampled_from(NAMES), junk=st.binary(min_size=1, max_size=40), data=st.data())
def test_junk_within_never_crashes(name: str, junk: bytes, data: st.DataObject) -> None:
    content = made.written(name, data.draw(made.entries_of(name)))
    at = data.draw(st.integers(0, len(content)))
    try:
        made.read(name, content[:at] + junk + content[at:])
    except Refusal:
        return


def test_a_payment_with_the_number_of_a_refund_is_a_problem() -> None:
    paid = Entry(
        channel="wechat",
        account="1601959334",
        kind=Kind.PAY,
        channel_no="A42",
        order_no="B42",
        gross_fen=1990,
        net_fen=1990,
        at_ms=made.DAY_MS,
        biz_date=made.DAY,
    )
    head, row, *foot = made.written("wechat_trade_all", [paid]).decode("utf-8").splitlines()
    cells = row.split(",")
    cells[head.split(",").index("微信退款单号")] = "`7"
    content = "\r\n".join([head, ",".join(cells), *foot]).encode()
    _, _, problems = made.read("wechat_trade_all", content)
    assert any("微信退款单号" in it for it in problems)
