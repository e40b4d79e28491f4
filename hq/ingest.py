"""Taking in what tills send: each fact once, however often it arrives."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from app.base.errors import Refusal
from app.selling import sales
from app.selling.sale import Sale
from app.shop import Shop
from app.staff import entries
from app.staff.entry import Entry
from app.storage import facts
from app.storage.facts import Fact
from hq import claims, ledger, publishing, quarantine
from hq.tills import KnownTill
from sync.wire import Answer, Outcome, Push, Reply

KINDS: dict[str, type[Sale] | type[Entry]] = {"sale": Sale, "audit": Entry}
LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a push as it came, and what could be read of it."""

    content: bytes
    fact: Fact | None = None
    value: Sale | Entry | None = None
    why_not: str = ""

    @property
    def id(self) -> str:
        """Its id; empty when not even that could be read."""
        return self.fact.id if self.fact else ""


def take(shop: Shop, till: KnownTill, push: Push) -> Reply:
    """Keep every new fact of a push and answer for each, once all are committed.

    A fact that cannot be kept goes to quarantine with its bytes and never holds up the others.
    """
    items = [_read(till, bytes(raw)) for raw in push.facts]
    with shop.database.writing() as connection:
        answers = _answer(shop, connection, till, items)
        both = list(zip(items, answers, strict=True))
        refused = [(it.id, it.content, said.reason) for it, said in both if not said.is_kept]
        quarantine.add(connection, till.store, till.till, refused, shop.clock())
        kept = [item.fact for item, said in both if item.fact and said.is_kept]
        return Reply(
            answers=tuple(answers),
            gaps=ledger.gaps(connection, till.store, till.till, kept),
            catalogue=publishing.version(connection),
        )


def _answer(
    shop: Shop, connection: Connection, till: KnownTill, items: Sequence[Item]
) -> list[Answer]:
    first = {item.id: item for item in reversed(items) if not item.why_not}
    kept = _keep(shop, connection, till, [it for it in items if first.get(it.id) is it])
    said = {answer.id: answer for answer in kept}
    answers = []
    for item in items:
        if item.why_not:
            answers.append(Answer(item.id, Outcome.QUARANTINED, item.why_not))
        elif first[item.id] is item:
            answers.append(said[item.id])
        else:  # the same id twice in one push
            answers.append(_keep_one(shop, connection, till, item))
    return answers


def _read(till: KnownTill, content: bytes) -> Item:
    fact: Fact | None = None
    try:
        fact = facts.decode(content, Fact)
        return Item(content, fact, _value(till, fact))
    except Refusal as refusal:
        return Item(content, fact, None, refusal.text("en"))
    except (ValueError, ArithmeticError) as error:  # msgspec: what is missing, and where
        return Item(content, fact, None, str(error))


def _value(till: KnownTill, fact: Fact) -> Sale | Entry:
    if not 0 < len(fact.id) <= LONGEST_ID or fact.sequence < 1:
        raise ValueError("the fact has no proper id or number")
    if not fact.is_whole():
        raise ValueError("the fact was altered on its way: its hash does not fit")
    if fact.schema > facts.SCHEMA:
        raise ValueError(f"schema {fact.schema} is newer than this HQ")
    kind = KINDS.get(fact.kind)
    if kind is None:
        raise ValueError(f"HQ does not know what a {fact.kind} is")
    value: Sale | Entry = facts.decode(fact.body, kind)
    if (value.id, value.store, value.till) != (fact.id, till.store, till.till):
        raise ValueError(f"the {fact.kind} is not the one, or not of the till, that it claims")
    value.must_be_sound()
    return value


def _keep(
    shop: Shop, connection: Connection, till: KnownTill, items: Sequence[Item]
) -> list[Answer]:
    try:
        with connection.begin_nested():
            return _keep_batch(shop, connection, till, items)
    except (IntegrityError, DataError, ArithmeticError, UnicodeError):  # find out which, one by one
        return [_keep_one(shop, connection, till, item) for item in items]


def _keep_one(shop: Shop, connection: Connection, till: KnownTill, item: Item) -> Answer:
    assert item.fact is not None
    try:
        with connection.begin_nested():
            [answer] = _keep_batch(shop, connection, till, [item])
    except IntegrityError:
        reason = f"HQ keeps another fact as number {item.fact.sequence} of this till."
        return Answer(item.id, Outcome.CONFLICT, reason)
    except (DataError, ArithmeticError, UnicodeError):
        reason = "A number is too large, or a text has a character that none may have."
        return Answer(item.id, Outcome.QUARANTINED, reason)
    return answer


def _keep_batch(
    shop: Shop, connection: Connection, till: KnownTill, items: Sequence[Item]
) -> list[Answer]:
    found = [item.fact for item in items if item.fact]
    new = ledger.add_new(connection, till.store, till.till, found, shop.clock())
    values = [item.value for item in items if item.id in new]
    sold = [value for value in values if isinstance(value, Sale)]
    sales.add(connection, sold)
    claims.settle(connection, till.store, [sale.id for sale in sold if sale.returns])
    entries.add(connection, [value for value in values if isinstance(value, Entry)])
    old = ledger.hashes(connection, {fact.id for fact in found} - new)
    stored = {subject: Answer(subject, Outcome.STORED) for subject in new}
    return [stored.get(fact.id) or _repeat(fact, old[fact.id]) for fact in found]


def _repeat(fact: Fact, old_hash: str) -> Answer:
    if fact.hash == old_hash:
        return Answer(fact.id, Outcome.DUPLICATE)
    return Answer(fact.id, Outcome.CONFLICT, "HQ keeps other content under this id.")


def read_push(body: bytes) -> Push:
    """Read the envelope of a push; raises ValueError saying what is wrong."""
    return facts.decode(body, Push)
