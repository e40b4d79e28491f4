import pytest
import sqlglot

from app.reconciliation.matching import passes, verdicts

STEPS = [*passes.steps(), *verdicts.steps(20740, 20727, 20757)]


@pytest.mark.parametrize("dialect", ["clickhouse", "spark", "postgres", "trino"])
def test_every_step_is_understood_in_the_dialects_of_other_engines(dialect: str) -> None:
    for step in STEPS:
        made = sqlglot.transpile(step.sql, read="duckdb", write=dialect)
        assert len(made) == 1
        sqlglot.parse_one(made[0], read=dialect)


def test_no_step_uses_what_engines_disagree_about() -> None:
    for step in STEPS:
        tree = sqlglot.parse_one(step.sql, read="duckdb")
        odd = (sqlglot.exp.Qualify, sqlglot.exp.Lambda, sqlglot.exp.Array, sqlglot.exp.Div)
        assert not list(tree.find_all(*odd)), step.name
