"""What people did at head office, each entry chained to the one before as a till's facts are.

What somebody removes from the end, together with the mark of where the chain ends, does not show.
"""

from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Column, Connection, UniqueConstraint, select

from app.base.ids import new_id
from app.shop import Shop
from app.storage import chain, facts, rows
from app.storage.chain import Fault
from app.storage.columns import Text, Whole, table
from app.storage.facts import Fact, Head
from hq.people import Person

KIND, SCHEMA = "act", 1
LONGEST = 500
COMMAND_LINE = ""  # who sits at the server itself is nobody's account

act = table(
    "hq_act",
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("schema", Whole, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("sequence", Whole, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("epoch", "sequence"),
)
act_head = table(  # one row: where the chain ends
    "hq_act_head",
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("epoch", Text, nullable=False),
    Column("sequence", Whole, nullable=False),
    Column("hash", Text, nullable=False),
)


class Act(StrEnum):
    """What was done."""

    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    PERSON_ADDED = "person_added"
    PASSWORD_SET = "password_set"  # noqa: S105 - a word
    ROLE_SET = "role_set"
    PERSON_DISABLED = "person_disabled"
    PERSON_ENABLED = "person_enabled"
    JOB_RETRIED = "job_retried"
    RESTORED = "restored"
    STORE_MOVED = "store_moved"
    CODE_ISSUED = "code_issued"
    TILL_REVOKED = "till_revoked"
    PUBLISHED = "published"
    STORE_TAGGED = "store_tagged"
    ASIDE_SETTLED = "aside_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One entry: who did what to whom; without a person it was done on the server itself."""

    at: datetime
    act: Act
    person: str = COMMAND_LINE
    name: str = ""
    what: str = ""


def record(
    connection: Connection, what: Act, at: datetime, by: Person | None = None, about: str = ""
) -> None:
    """Keep on record what somebody does, in the transaction that does it."""
    done = Done(
        at=at,
        act=what,
        person=by.id if by else COMMAND_LINE,
        name=by.name if by else "",
        what=about.replace("\x00", "")[:LONGEST],
    )
    epoch, sequence, before = _end(connection)
    unsigned = Fact(
        id=new_id(),
        kind=KIND,
        schema=SCHEMA,
        epoch=epoch,
        sequence=sequence + 1,
        prev_hash=before,
        hash="",
        body=msgspec.Raw(facts.encode(done)),
    )
    made = changed(unsigned, hash=facts.hash_of(unsigned))
    rows.insert(connection, act, [facts.to_row(made)])
    moved = act_head.update().values(sequence=made.sequence, hash=made.hash)
    connection.execute(moved)


def begin_epoch(connection: Connection) -> str:
    """Go on in a new chain, because what followed here may be gone; return the old end's hash."""
    _, _, before = _end(connection)
    connection.execute(act_head.update().values(epoch=new_id(), sequence=0, hash=""))
    return before


def newest(connection: Connection, most: int = 100) -> list[Done]:
    """Return what was done last, the newest first; what was made unreadable is left out."""
    found = connection.execute(
        select(act.c.body).order_by(act.c.epoch.desc(), act.c.sequence.desc()).limit(most)
    )
    return [done for row in found if (done := _read(row.body)) is not None]


def prove(shop: Shop) -> tuple[int, tuple[Fault, ...]]:
    """Follow the chain; return how many acts it has, and where it breaks."""
    faults: list[Fault] = []
    followed = 0
    with shop.database.reading() as connection:
        head = connection.execute(select(act_head)).one_or_none()
        last: Fact | None = None
        found = connection.execute(select(act).order_by(act.c.epoch, act.c.sequence))
        for one in chain.follow((facts.of_row(row) for row in found), faults):
            followed += 1
            last = one if head is not None and one.epoch == head.epoch else last
        if head is not None:
            end = Head(
                epoch=head.epoch, sequence=head.sequence, hash=head.hash, made_at=shop.clock()
            )
            chain.must_end_at(end, last, faults)
    return followed, tuple(faults)


def _end(connection: Connection) -> tuple[str, int, str]:
    """Return the end of the chain, and hold it until this transaction is over."""
    wanted = select(act_head).with_for_update()
    row = connection.execute(wanted).one_or_none()
    if row is None:
        first = {"id": 1, "epoch": new_id(), "sequence": 0, "hash": ""}
        rows.add_if_free(connection, act_head, [first])
        row = connection.execute(wanted).one()
    return row.epoch, row.sequence, row.hash


def _read(body: str) -> Done | None:
    try:
        return facts.decode(body.encode(), Done)
    except ValueError:
        return None
