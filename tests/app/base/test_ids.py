from uuid import UUID

from app.base.ids import new_id


def test_ids_are_uuid7_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(1000)]
    assert {UUID(it).version for it in ids} == {7}
    assert sorted(set(ids)) == ids
