import io
import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from app.base.money import Money
from app.closing import beginning, closing, counting, papers, report, reviewing, workbook
from app.closing.closed import Why
from app.closing.closing import Ending
from app.closing.report import Report, Words
from app.printing import jobs
from app.printing.job import State
from app.selling import checkout
from app.selling.tender import Tender, TenderKind
from app.settings import Settings
from app.shifts import moving
from app.shifts.shift import MoveKind
from app.staff.person import Act, NeedsApproval
from app.till import Till
from devices import drawing, escpos, pdf
from devices.profile import by_name
from tests.app.closing.days import piles_for
from tests.app.staff.crew import on_record
from tests.app.staff.test_acts import NOVICE
from tests.examples import MILK, STORE, TILL, cash

ZONE = ZoneInfo("Asia/Shanghai")
WORDS = [Words(language, ZONE) for language in ("zh_CN", "en")]
FLOAT, CASH = Money(31_300), Money(1950)


@pytest.fixture
def sold(till: Till) -> Till:
    """A till in a shift that took cash and a card, and moved some cash."""
    shy = replace(till, has_shifts=True)
    beginning.begin(shy, FLOAT)
    for milks in range(1, 3):
        cart = checkout.start(shy)
        for _ in range(milks):
            cart = checkout.scan(shy, cart, MILK.barcode)
        checkout.complete(shy, cart, cash(cart.total.fen))
    cart = checkout.scan(shy, checkout.start(shy), MILK.barcode)
    checkout.complete(shy, cart, [Tender(TenderKind.CARD, MILK.price, "T9")])
    moving.move(shy, MoveKind.OUT, Money(777), "水费")
    return shy


def said(one: Report) -> str:
    """Everything that a report says."""
    rows = [*one.head, *(row for section in one.sections for row in section.rows)]
    return "\n".join(f"{row.label} {papers.text_of(row.value)}" for row in rows)


def secrets_of(till: Till) -> set[str]:
    """The amounts from which the cash in the drawer can be told."""
    x = reviewing.x(till, wants_all=True).figures
    [drawer] = x.drawers
    hidden = (drawer.expected, drawer.cash, x.net, x.gross)
    return {one.grouped() for one in hidden} | {one.text() for one in hidden}


@pytest.mark.parametrize("words", WORDS)
def test_before_the_count_x_tells_nothing_of_the_cash(sold: Till, words: Words) -> None:
    secrets = secrets_of(sold)
    blind = reviewing.x(sold)
    assert blind.is_blind
    text = said(report.of_x(blind, words))
    assert "6.50" in text  # the card may be known
    assert not any(re.search(rf"(?<![\d.,]){re.escape(one)}(?![\d])", text) for one in secrets)
    counting.submit(sold, ())
    open_now = said(report.of_x(reviewing.x(sold), words))
    assert all(one in open_now for one in {Money(32_473).grouped(), CASH.grouped()})


def test_whoever_wants_all_of_an_x_takes_a_right_and_is_on_record(sold: Till) -> None:
    with pytest.raises(NeedsApproval):
        reviewing.x(sold, wants_all=True, by=NOVICE)
    assert not reviewing.x(sold, wants_all=True).is_blind
    assert len(on_record(sold, Act.SEE_EXPECTED)) == 1


@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_paper_of_a_day_prints_and_keeps_its_amounts(
    sold: Till, language: str, paper_mm: int
) -> None:
    expected = counting.submit(sold, ()).expected
    counting.submit(sold, piles_for(expected.fen, bundled=True))
    [z] = closing.close(sold, Ending()).zs
    ours = Settings(store=STORE, till=TILL, language=language, shop_name="好邻居便利 中山路店")
    profile = by_name("generic", paper_mm)
    with sold.shop.database.reading() as connection:
        waiting = jobs.in_state(connection, State.QUEUED)
    texts = {}
    for job in waiting:
        if job.kind in {"receipt", "gift"}:
            continue
        one = papers.of_job(sold, job, papers.words_of(ours))
        laid_out = papers.lay_out(one, ours, paper_mm=paper_mm)
        assert escpos.encode(laid_out, profile)
        texts[str(job.kind)] = drawing.text(laid_out, profile)
    assert set(texts) == {"cash_slip", "z", "deposit"}
    assert z.figures.net.grouped() in texts["z"]
    assert "0001" in texts["z"]
    assert max(len(line.encode("gbk")) for line in texts["z"].splitlines()) <= (paper_mm - 8) // 1.5


def test_a_z_is_written_as_pdf_and_as_a_workbook_with_numbers(sold: Till) -> None:
    counting.submit(sold, piles_for(40_000))
    ending = Ending(why=Why.OTHER, note="=HYPERLINK(1)")
    [z] = closing.close(sold, ending).zs
    one = report.of_z(z, None, WORDS[0])
    ours = Settings(store=STORE, till=TILL)
    assert pdf.pdf(papers.lay_out(one, ours), by_name("generic", 80)).startswith(b"%PDF")
    sheet = load_workbook(io.BytesIO(workbook.xlsx(one))).worksheets[0]
    cells = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert cells["净销售"] == pytest.approx(z.figures.net.fen / 100)
    assert cells["销售笔数"] == 3


def test_a_reversed_z_says_so_first(sold: Till) -> None:
    counting.submit(sold, piles_for(32_500))
    [z] = closing.close(sold, Ending()).zs
    closing.reopen(sold, z.number, "漏了一单")
    one = report.of_z(*closing.z(sold, z.number), WORDS[1])
    assert (one.mark, "漏了一单" in said(one)) == ("** REVERSED **", True)


def test_the_words_are_there_in_both_languages() -> None:
    for chinese, english in report._WORDS.values():  # noqa: SLF001 - the whole table
        assert set(re.findall(r"{(\w+)", chinese)) == set(re.findall(r"{(\w+)", english)) or (
            "places" in chinese
        )
