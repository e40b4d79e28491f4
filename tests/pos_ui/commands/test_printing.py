from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import settings
from app.base.errors import Refusal
from app.printing import jobs, spooling
from app.printing.job import Event, State
from app.selling import checkout
from app.selling.sale import Sale
from devices.paper import decode
from devices.simulator import Faults, PrinterSimulator
from pos_ui import opening, paper
from tests.examples import a_cart, cash

Zhanggui = Callable[..., Any]


def states(folder: Path, sale: Sale) -> list[State]:
    with opening.opened(folder) as it, it.till.shop.database.reading() as connection:
        return [job.state for job in jobs.of_sale(connection, sale.id)]


@pytest.mark.parametrize("command", [("receipt",), ("print", "--printer", "sim://x")])
def test_a_sale_that_is_not_there_is_refused(zhanggui: Zhanggui, command: tuple[str, ...]) -> None:
    assert zhanggui(*command, "last", status=1)["code"] == "unknown_sale"
    assert zhanggui(*command, "T1-1", status=1)["code"] == "unknown_sale"


def test_a_copy_is_a_reprint_only_beside_one_that_came_out(
    zhanggui: Zhanggui, sale: Sale, folder: Path
) -> None:
    with PrinterSimulator() as printer:
        for _ in range(3):
            assert zhanggui("print", "last", "--printer", printer.url)["state"] == "sent"
        marks = ["重打" in it.text and it.text.split("重打 ")[1][0] for it in printer.papers]
    assert marks == [False, "1", "2"]
    assert states(folder, sale) == [State.QUEUED, State.SENT, State.SENT, State.SENT]


def test_a_first_copy_that_waited_is_a_reprint_when_another_came_out_before(
    zhanggui: Zhanggui, sale: Sale, folder: Path
) -> None:
    zhanggui("print", sale.id, "--printer", "sim://early")
    with opening.opened(folder) as it:
        work = paper.next_work(it.till, it.settings)
    assert work is not None
    assert "重打 1".encode("gbk") in work.data


def test_a_printer_that_is_away_leaves_nothing_behind_to_be_printed(
    zhanggui: Zhanggui, sale: Sale, folder: Path
) -> None:
    with PrinterSimulator(faults=Faults(refuses=True)) as printer:
        told = zhanggui("print", sale.id, "--printer", printer.url, status=1)
    assert told["state"] == "skipped"
    assert "小票机连不上" in told["reason"]
    assert states(folder, sale) == [State.QUEUED, State.SKIPPED]


def test_a_copy_that_was_cut_off_is_unknown_and_the_next_is_a_reprint(
    zhanggui: Zhanggui, sale: Sale, folder: Path
) -> None:
    with PrinterSimulator(faults=Faults(drops_after=100)) as printer:
        assert zhanggui("print", sale.id, "--printer", printer.url, status=1)["state"] == "unknown"
        printer.faults = Faults()
        assert zhanggui("print", sale.id, "--printer", printer.url)["copy"] == 2
        assert "重打 1" in printer.papers[-1].text
    assert states(folder, sale)[1:] == [State.UNKNOWN, State.SENT]


def test_a_printer_that_acknowledges_makes_it_printed(
    zhanggui: Zhanggui, sale: Sale, folder: Path
) -> None:
    settings.change(folder, printer_profile="epson_tm_t82")
    with PrinterSimulator() as printer:
        done = zhanggui("print", sale.id, "--printer", printer.url, "--paper", 58, "--drawer")
        assert (done["state"], printer.papers[0].kicks) == ("printed", 1)


def test_it_prints_beside_an_open_till(zhanggui: Zhanggui, sale: Sale, folder: Path) -> None:
    with opening.opened(folder, sells=True) as it:
        job = spooling.take(it.till.shop)
        assert job is not None
        assert zhanggui("print", sale.id, "--printer", "sim://beside")["state"] == "sent"
        spooling.tell(it.till.shop, job.id, Event.ALL_SENT)


@pytest.mark.parametrize(("url", "code"), [("", "printer_not_set"), ("lp0", "bad_printer_url")])
def test_a_printer_that_nobody_named_is_refused_before_a_job_is_made(
    zhanggui: Zhanggui, sale: Sale, folder: Path, url: str, code: str
) -> None:
    assert zhanggui("print", sale.id, "--printer", url, status=1)["code"] == code
    assert states(folder, sale) == [State.QUEUED]


def test_gift_receipts_count_their_own_copies(zhanggui: Zhanggui, sale: Sale) -> None:
    with PrinterSimulator() as printer:
        zhanggui("print", sale.id, "--printer", printer.url)
        for copy in range(2):
            told = zhanggui("print", sale.id, "--printer", printer.url, "--gift")
            assert (told["kind"], told["copy"]) == ("gift", copy)
        texts = [it.text for it in printer.papers]
    assert ["礼品小票" in it for it in texts] == [False, True, True]
    assert ["重打" in it for it in texts] == [False, False, True]
    assert "6.50" in texts[0]
    assert "6.50" not in texts[1]


def test_a_printer_of_a_make_that_nobody_knows_costs_no_job(
    zhanggui: Zhanggui, sale: Sale, folder: Path
) -> None:
    settings.change(folder, printer_profile="star")
    told = zhanggui("print", sale.id, "--printer", "sim://x", status=1)
    assert told["code"] == "unknown_printer_profile"
    with opening.opened(folder) as it, pytest.raises(Refusal, match="star"):
        paper.next_work(it.till, it.settings)
    assert states(folder, sale) == [State.QUEUED]


def test_training_is_marked_and_opens_no_drawer(
    zhanggui: Zhanggui, sale: Sale, folder: Path
) -> None:
    settings.change(folder, is_training=True)
    with PrinterSimulator() as printer:
        zhanggui("print", sale.id, "--printer", printer.url, "--drawer")
        [printed] = printer.papers
    assert (printed.kicks, printed.text.count("培训 TRAINING")) == (0, 2)


def test_a_receipt_that_was_not_wanted_can_be_printed_after_all(folder: Path) -> None:
    with opening.opened(folder) as it:
        sale = checkout.complete(it.till, a_cart("s2"), cash(650), paper=False)
        checkout.reprint(it.till, sale)
        work = paper.next_work(it.till, it.settings)
        assert work is not None
        assert "重打" not in decode(work.data)[0].text
    assert states(folder, sale) == [State.SKIPPED, State.SENDING]
