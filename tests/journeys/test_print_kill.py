from pathlib import Path

from devices.simulator import PrinterSimulator
from tests.journeys import print_kills

KILLS, RECEIPTS = 3, 12  # `prove prints-kill` does 200 of 50


def test_no_receipt_is_silently_missing_or_there_twice_after_any_kill(folder: Path) -> None:
    with PrinterSimulator() as printer:
        print_kills.prepare(folder, printer.url)
        met = print_kills.kill_many_times(folder, KILLS, 1, printer, RECEIPTS)
    assert met.kills == KILLS
    assert met.midway > 0
