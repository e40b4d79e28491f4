"""Names of things, made where the thing is made, so that no two ever agree."""

from typing import NewType

from uuid_utils import uuid7

CloseId = NewType("CloseId", str)
CountId = NewType("CountId", str)
EntryId = NewType("EntryId", str)
EpochId = NewType("EpochId", str)
JobId = NewType("JobId", str)
MoveId = NewType("MoveId", str)
PersonId = NewType("PersonId", str)
ProductId = NewType("ProductId", str)
RoleId = NewType("RoleId", str)
SaleId = NewType("SaleId", str)
ShiftId = NewType("ShiftId", str)
StoreId = NewType("StoreId", str)
TillId = NewType("TillId", str)
ZId = NewType("ZId", str)


def new_id() -> str:
    """Make a UUIDv7: it sorts by time and is unique without asking HQ."""
    return str(uuid7())
