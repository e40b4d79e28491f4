"""A few of the runs that `run.py prove payments` and `prove payments-model` play by thousands."""

from pathlib import Path

from tests.proofs import payments, payments_model


def test_bad_luck_against_the_sandbox_costs_no_fen(tmp_path: Path) -> None:
    assert payments.play(range(900_000, 900_006), tmp_path) == {}


def test_bad_luck_against_a_model_costs_no_fen() -> None:
    wrong = {}
    with payments_model.journal() as database:
        for seed in range(900_000, 900_040):
            faults = payments_model.Run(database, seed).play()
            payments_model.forget(database)
            if faults:
                wrong[seed] = faults
    assert wrong == {}
