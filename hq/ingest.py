"""Taking in what tills send: each fact once, however often it arrives."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from app.base.errors import Refusal
from app.selling.sale import Sale
from app.shop import Shop
from app.storage import facts
from app.storage.facts import Fact
from hq import books, claims, epochs, feeds, ledger, over_returns, quarantine, replays
from hq.books import Value
from hq.ledger import Chain, Place
from hq.signatures import Proof
from hq.tills import KnownTill
from sync.wire import Answer, Gap, Outcome, Push, Reply

log = logging.getLogger(__name__)

LONGEST_ID = 64
LARGEST_NUMBER = 2**53  # what every JSON reader can hold


class Frozen(Exception):  # noqa: N818 - no failure of ours
    """Another machine sells as this till; this one must enrol for itself."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a push as it came, and what could be read of it."""

    content: bytes
    fact: Fact | None = None
    value: Value | None = None
    why_not: str = ""
    is_again: bool = False  # the books have it by another number, which a copy of the disk gave it

    @property
    def place(self) -> Place | None:
        """Its epoch and number; None when they could not be read."""
        return (self.fact.epoch, self.fact.sequence) if self.fact else None

    @property
    def id(self) -> str:
        """Its id; empty when not even that could be read."""
        return self.fact.id if self.fact else ""


Answered = tuple[Item, Answer | None]  # None for what is to come again after a hello


def take(
    shop: Shop,
    till: KnownTill,
    push: Push,
    proof: Proof | None = None,
    newest: Mapping[str, int] | None = None,
) -> Reply:
    """Keep every new fact of a push and answer for each, once all are committed.

    `newest` are the versions of the feeds that the till may see, where the caller knows them.
    A fact that cannot be kept goes to quarantine with its bytes and never holds up the others. One
    that follows what the till can still bring is not kept and not answered, but named as a gap.
    Raises SeenBefore when the proof that came with it was used already, Frozen when another
    machine goes on as this till.
    """
    items = [_read(till, bytes(raw)) for raw in push.facts]
    with shop.database.writing() as connection:
        if proof is not None:
            replays.use(connection, proof.key, proof.nonce, shop.clock())
        if epochs.is_frozen(connection, till, push.epoch):
            raise Frozen
        found = _facts(items)
        epochs.hold(connection, till, {fact.epoch for fact in found}, shop.clock())
        chain = ledger.around(connection, till.store, till.till, found)
        both = _answer(shop, connection, till, items, chain, is_unbroken=push.is_unbroken)
        refused = [
            (it.id, it.content, said.reason) for it, said in both if said and not said.is_kept
        ]
        quarantine.add(connection, till.store, till.till, refused, shop.clock())
        quarantine.settle(connection, till.store, till.till, _known(connection, both), shop.clock())
        return Reply(
            answers=tuple(said for _, said in both if said),
            gaps=_gaps(both, chain),
            feeds=feeds.versions(connection) if newest is None else dict(newest),
            server_time=shop.clock(),
        )


def _facts(items: Sequence[Item]) -> list[Fact]:
    return [item.fact for item in items if item.fact and not item.why_not]


def _answer(
    shop: Shop,
    connection: Connection,
    till: KnownTill,
    items: Sequence[Item],
    chain: Chain,
    *,
    is_unbroken: bool,
) -> list[Answered]:
    first = {item.id: item for item in reversed(items) if not item.why_not}
    old = ledger.hashes(connection, first)
    said: dict[str, Answer | None] = {}
    news = []
    for item in first.values():
        assert item.fact is not None
        if chain.has(item.fact):
            said[item.id] = Answer(item.id, Outcome.DUPLICATE)
        elif item.id not in old:
            news.append(item)
        elif ledger.has_content(connection, till.store, till.till, item.fact):
            news.append(replace(item, is_again=True))
        else:
            said[item.id] = _repeat(connection, till, item, old[item.id])
    aside = {it.place for it in items if it.why_not}
    aside |= {first[one].place for one, answer in said.items() if answer and not answer.is_kept}
    free, forked = _sorted_out(news, chain, aside if is_unbroken else None)
    said |= {one.id: _number_anew(one) for one in forked}
    said |= {answer.id: answer for answer in _keep(shop, connection, till, free)}
    return [(item, _said(connection, till, item, first, said)) for item in items]


def _said(
    connection: Connection,
    till: KnownTill,
    item: Item,
    first: Mapping[str, Item],
    said: Mapping[str, Answer | None],
) -> Answer | None:
    if item.why_not or item.fact is None:
        return Answer(item.id, Outcome.QUARANTINED, item.why_not)
    leading, answer = first[item.id], said.get(item.id)
    if leading is item or answer is None:
        return answer
    if leading.fact == item.fact:  # it stands twice in one push
        return replace(answer, outcome=Outcome.DUPLICATE) if answer.is_kept else answer
    return _repeat(connection, till, item, "")


def _sorted_out(
    items: Sequence[Item], chain: Chain, aside: Collection[Place | None] | None
) -> tuple[list[Item], list[Item]]:
    """Part what has a free place in its chain from what another copy of the till's disk made.

    Of the latter the number is taken, or a number beside it. What follows a fact that is neither
    here nor set `aside` is in neither; None for `aside` lets it be kept after a gap.
    """
    kept = dict(chain.kept)
    free: list[Item] = []
    forked: dict[str, Item] = {}  # by the hash that the next one names
    for item in sorted(items, key=lambda it: it.place or ("", 0)):
        fact = item.fact
        assert fact is not None
        before = (fact.epoch, fact.sequence - 1)
        if fact.prev_hash in forked or not Chain(kept, chain.named).has_room(fact):
            forked[fact.hash] = item
        elif aside is None or fact.sequence == 1 or before in kept or before in aside:
            kept[fact.epoch, fact.sequence] = fact.hash
            free.append(item)
    return free, list(forked.values())


def _number_anew(item: Item) -> Answer:
    assert item.fact is not None
    reason = f"HQ keeps another fact as number {item.fact.sequence} of this till, or before it."
    return Answer(item.id, Outcome.CONFLICT, reason, is_number_taken=True)


def _known(connection: Connection, both: Sequence[Answered]) -> list[Fact]:
    """Return what had no free place and is in the books by another number: nobody need look."""
    taken = [item for item, said in both if said and said.is_number_taken]
    known = ledger.hashes(connection, {item.id for item in taken}) if taken else {}
    return [item.fact for item in taken if item.fact and item.id in known]


def _gaps(both: Sequence[Answered], chain: Chain) -> tuple[Gap, ...]:
    """Say which facts that are kept, or were not answered, follow one that is not here."""
    kept = {item.place for item, said in both if said and said.is_kept}
    waits = {item.place for item, said in both if said is None}
    gaps = []
    for epoch, sequence in sorted(it for it in kept | waits if it):
        before = (epoch, sequence - 1)
        if sequence > 1 and before not in chain.kept and before not in kept | waits:
            gaps.append(Gap(epoch, sequence))
    return tuple(gaps)


def _read(till: KnownTill, content: bytes) -> Item:
    fact: Fact | None = None
    try:
        fact = facts.decode(content, Fact)
        return Item(content, fact, _value(till, fact))
    except Refusal as refusal:
        return Item(content, fact, None, refusal.text("en"))
    except (ValueError, ArithmeticError) as error:  # msgspec: what is missing, and where
        return Item(content, fact, None, str(error))


def _value(till: KnownTill, fact: Fact) -> Value:
    names = (fact.id, fact.epoch)
    if not all(0 < len(it) <= LONGEST_ID and it.isprintable() for it in names):
        raise ValueError("the fact has no proper id or epoch")
    if not 1 <= fact.sequence <= LARGEST_NUMBER:
        raise ValueError("the fact has no proper number")
    if not fact.is_whole():
        raise ValueError("the fact was altered on its way: its hash does not fit")
    if fact.schema > facts.SCHEMA:
        raise ValueError(f"schema {fact.schema} is newer than this HQ")
    kind = books.KINDS.get(fact.kind)
    if kind is None:
        raise ValueError(f"HQ does not know what a {fact.kind} is")
    value: Value = facts.decode(fact.body, kind)
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
        return _clash(connection, till, item.fact)
    except (DataError, ArithmeticError, UnicodeError):
        reason = "A number is too large, or a text has a character that none may have."
        return Answer(item.id, Outcome.QUARANTINED, reason)
    return answer


def _clash(connection: Connection, till: KnownTill, fact: Fact) -> Answer:
    number = (fact.epoch, fact.sequence)
    is_taken = ledger.hash_at(connection, till.store, till.till, *number) is not None
    reason = f"HQ keeps another fact as number {fact.sequence} of this till."
    if not is_taken:
        reason = "The books have something else under one of its names."
    return Answer(fact.id, Outcome.CONFLICT, reason, is_number_taken=is_taken)


def _keep_batch(
    shop: Shop, connection: Connection, till: KnownTill, items: Sequence[Item]
) -> list[Answer]:
    place = (connection, till.store, till.till)
    found = _facts([item for item in items if not item.is_again])
    if len(items) == 1:  # it may have come by another way meanwhile
        new = ledger.add_new(*place, found, shop.clock())
    else:
        ledger.add(*place, found, shop.clock())
        new = {fact.id for fact in found}
    again = _facts([item for item in items if item.is_again])
    ledger.add_again(*place, again, shop.clock())
    values = [item.value for item in items if item.id in new and item.value is not None]
    books.add(connection, values)
    sold = [value for value in values if isinstance(value, Sale)]
    _look_at_returns(connection, till, [sale for sale in sold if sale.returns])
    entered = [*(fact for fact in found if fact.id in new), *again]
    epochs.advance(connection, till, entered, shop.clock())
    quarantine.settle(connection, till.store, till.till, entered, shop.clock())
    stored = {subject: Answer(subject, Outcome.STORED) for subject in new}
    stored |= {fact.id: Answer(fact.id, Outcome.DUPLICATE) for fact in again}
    old = ledger.hashes(connection, {fact.id for fact in found} - new)
    return [stored.get(item.id) or _repeat(connection, till, item, old[item.id]) for item in items]


def _look_at_returns(connection: Connection, till: KnownTill, refunds: Sequence[Sale]) -> None:
    """Let their claims go, and say so where more came back than was sold: all are kept."""
    if not refunds:
        return
    claims.settle(connection, till.store, [sale.id for sale in refunds])
    of = {one.sale for sale in refunds for one in sale.returns if one.sale}
    for one in over_returns.find(connection, of):
        log.warning("more came back of %s line %s than was sold", one.number, one.line)


def _repeat(connection: Connection, till: KnownTill, item: Item, old_hash: str) -> Answer:
    assert item.fact is not None
    if item.fact.hash == old_hash:
        return Answer(item.id, Outcome.DUPLICATE)
    if ledger.has_content(connection, till.store, till.till, item.fact):
        return _number_anew(item)  # two copies of a disk sent it at the same moment
    return Answer(item.id, Outcome.CONFLICT, "HQ keeps other content under this id.")


def read_push(body: bytes) -> Push:
    """Read the envelope of a push; raises ValueError saying what is wrong."""
    return facts.decode(body, Push)
