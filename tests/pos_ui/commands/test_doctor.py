"""`zhanggui doctor`, run as a technician does."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import console, settings
from app.storage import backup, lock
from devices.simulator import Faults, PrinterSimulator
from pos_ui.__main__ import COMMANDS
from pos_ui.commands import doctor
from pos_ui.doctor import books, examining, wording
from tests.programs import free_port

PLACES = re.compile(r"{\w+}")
Zhanggui = Callable[..., Any]


def by_name(document: dict[str, Any]) -> dict[str, Any]:
    return {it["name"]: it for it in document["report"]["results"]}


def test_a_till_with_a_printer_that_answers_is_well(zhanggui: Zhanggui, folder: Path) -> None:
    with PrinterSimulator() as printer:
        settings.change(folder, printer=printer.url, printer_profile="epson_tm_t82")
        document = zhanggui("doctor")
    results = by_name(document)
    assert document["faults"] == 0
    assert results["printer"]["state"] == "ok"
    assert results["catalogue"]["figures"]["count"] == "2"
    assert Path(document["saved"]).is_file()


def test_a_fault_is_exit_status_1_and_has_a_code(zhanggui: Zhanggui, folder: Path) -> None:
    with PrinterSimulator(faults=Faults(refuses=True)) as printer:
        settings.change(folder, printer=printer.url)
        document = zhanggui("doctor", status=1)
    assert by_name(document)["printer"]["error"] == "E-DEV-404"
    assert document["faults"] == 1


def test_a_saved_report_is_proven_and_an_altered_one_refused(
    zhanggui: Zhanggui, folder: Path
) -> None:
    saved = Path(zhanggui("doctor")["saved"])
    proven = zhanggui("doctor", "--verify", saved)
    assert (proven["valid"], proven["ours"]) == (True, True)
    saved.write_bytes(saved.read_bytes().replace(b'"ok"', b'"warn"', 1))
    assert zhanggui("doctor", "--verify", saved, status=1)["code"] == "report_altered"
    assert zhanggui("doctor", "--verify", folder / "none", status=1)["code"] == "report_is_none"


def test_devices_of_a_till_that_is_open_are_left_alone(zhanggui: Zhanggui, folder: Path) -> None:
    with PrinterSimulator() as printer:
        settings.change(folder, printer=printer.url)
        held = lock.hold_seller(folder)
        try:
            document = zhanggui("doctor")
        finally:
            held.close()
        assert printer.data == b""
    it = by_name(document)["printer"]
    assert (it["state"], it["code"], it["error"]) == ("warn", "device_in_use", "E-DEV-409")


def test_a_deep_look_searches_the_subnet_that_is_set(zhanggui: Zhanggui, folder: Path) -> None:
    settings.change(folder, subnet="127.0.0.0/29")
    document = zhanggui("doctor", "--deep")
    assert document["report"]["is_deep"]
    settings.change(folder, subnet="8.8.8.0/24")
    results = by_name(zhanggui("doctor", "--deep", status=1))
    assert results["search"]["code"] == "subnet_is_odd"


def test_a_computer_without_a_till_is_looked_at_and_nothing_is_written(tmp_path: Path) -> None:
    place = tmp_path / "nothing"
    assert console.main("zhanggui", COMMANDS, ["doctor", "--data", str(place)]) == 0
    assert not place.exists()


def test_a_damaged_database_is_found(zhanggui: Zhanggui, folder: Path) -> None:
    path = folder / "till.sqlite"
    for part in folder.glob("till.sqlite-*"):
        part.unlink()
    data = bytearray(path.read_bytes())
    data[4096 * 2 : 4096 * 12] = b"\xa5" * 4096 * 10
    path.write_bytes(bytes(data))
    results = by_name(zhanggui("doctor", status=1))
    assert (results["database"]["state"], results["database"]["error"]) == ("fault", "E-DB-500")


def test_head_office_that_is_away_is_a_fault(zhanggui: Zhanggui, folder: Path) -> None:
    settings.change(folder, hq_url=f"http://127.0.0.1:{free_port()}")
    assert by_name(zhanggui("doctor", status=1))["hq"]["error"] == "E-NET-404"


def test_a_backup_is_seen(zhanggui: Zhanggui, folder: Path) -> None:
    assert by_name(zhanggui("doctor"))["backup"]["state"] == "warn"
    books.back_up(folder)
    assert backup.newest_time(folder / "till.sqlite") is not None
    assert by_name(zhanggui("doctor"))["backup"]["state"] == "ok"


def test_the_table_says_the_same_in_both_languages(folder: Path) -> None:
    made = examining.examine(folder)
    for language in ("zh_CN", "en"):
        lines = doctor.table(made, language, None).splitlines()
        for result in made.results:
            name = wording.name_of(result.name, language)
            assert any(name in line for line in lines)


def test_every_word_of_a_finding_fills_in_the_same_in_both_languages() -> None:
    texts = (wording.NAMES, wording.LINES, wording.ADVICE)
    for known in texts:
        for key, (chinese, english) in known.items():
            assert PLACES.findall(chinese) == PLACES.findall(english), key
            assert not re.search("[\u4e00-\u9fff]", english), key
