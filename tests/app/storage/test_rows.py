import pytest
from sqlalchemy.exc import IntegrityError

from app.selling import sales, tables
from app.storage import rows
from app.storage.database import Database
from hq import ledger
from tests.examples import a_sale


def test_values_without_names_stand_in_the_order_of_the_columns() -> None:
    for names, table in (
        (sales.HEADER, tables.sale),
        (sales.LINE, tables.sale_line),
        (sales.TENDER, tables.sale_tender),
        (ledger.NAMES, ledger.ledger),
    ):
        assert names == tuple(table.columns.keys())


def test_another_order_is_never_written(database: Database) -> None:
    turned = tuple(reversed(sales.TENDER))
    with database.writing() as connection, pytest.raises(AssertionError):
        rows.insert_ordered(connection, tables.sale_tender, turned, [])


@pytest.mark.parametrize("count", [1, 3, 20])
def test_many_and_few_are_written_alike_and_a_clash_is_told(
    hq_database: Database, count: int
) -> None:
    sold = [a_sale(f"s{number}") for number in range(count)]
    with hq_database.writing() as connection:
        sales.add(connection, sold)
    with hq_database.reading() as connection:
        kept = sales.find_all(connection, sold[0].store, [one.id for one in sold])
    assert kept == sold
    with pytest.raises(IntegrityError), hq_database.writing() as connection:
        sales.add(connection, sold[:1])
