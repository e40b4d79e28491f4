from pathlib import Path

import pytest

from app.base import clock
from app.base.errors import Refusal, Trouble
from app.base.ids import TillId
from app.selling import checkout, sales
from app.shop import Shop
from app.storage.database import open_file
from app.storage.migrate import upgrade
from app.till import Till
from hq import codes, proving
from hq.tills import KnownTill
from sync import client, engine
from sync.identity import Identity
from tests.examples import MILK, STORE, cash
from tests.journeys.chaos import Faults, bad_line
from tests.programs import free_port, serving

SALES, ROUNDS = 40, 400


@pytest.mark.parametrize("seed", [1, 2])
def test_a_line_that_breaks_in_every_way_loses_and_doubles_nothing(
    seed: int, till: Till, tmp_path: Path
) -> None:
    file, port, faults = tmp_path / "hq.sqlite", free_port(), Faults(seed)
    hq = open_file(file)
    upgrade(hq)
    with hq.writing() as connection:
        code = codes.issue(connection, KnownTill(STORE, till.id), clock.now())
    us = Identity(tmp_path)
    us.keep_code(code)
    sold = []
    with serving(str(file), port), bad_line(port, faults) as line:
        for _ in range(SALES):
            cart = checkout.scan(till, checkout.start(till), MILK.barcode)
            sold.append(checkout.complete(till, cart, cash(650)))
            _try(till, tmp_path, line, us)
        for _ in range(ROUNDS):
            if not engine.depth(till).unsent:
                break
            _try(till, tmp_path, line, us)
    assert engine.depth(till).unsent == 0
    with hq.reading() as connection:
        assert sorted(sales.ids(connection)) == sorted(sale.id for sale in sold)
    [proof] = proving.prove(Shop(database=hq, clock=clock.now))
    assert (proof.till, proof.facts, proof.faults) == (KnownTill(STORE, till.id), SALES, ())
    assert sum(faults.counts.values()) - faults.counts.get("pass", 0) > SALES // 4
    hq.close()


def _try(till: Till, folder: Path, port: int, us: Identity) -> None:
    hq = client.connect(f"http://127.0.0.1:{port}", us)
    try:
        engine.drain(till, hq, folder)
    except Trouble:
        pass  # the line broke: the next round tries again
    finally:
        hq.close()


def test_another_tills_code_cannot_send_for_this_one(till: Till, tmp_path: Path) -> None:
    file, port = tmp_path / "hq.sqlite", free_port()
    hq = open_file(file)
    upgrade(hq)
    with hq.writing() as connection:
        code = codes.issue(connection, KnownTill(STORE, TillId("t2")), clock.now())
    us = Identity(tmp_path)
    us.keep_code(code)
    checkout.complete(till, checkout.scan(till, checkout.start(till), MILK.barcode), cash(650))
    with serving(str(file), port):
        ours = client.connect(f"http://127.0.0.1:{port}", us)
        with pytest.raises(Refusal, match="代码"):
            engine.drain(till, ours, tmp_path)
        ours.close()
    assert engine.depth(till).unsent == 1
    hq.close()
