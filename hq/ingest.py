"""Taking in what tills send: each fact once, however often it arrives."""

import logging
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
from hq import claims, epochs, feeds, ledger, over_returns, quarantine, replays
from hq.ledger import Chain
from hq.signatures import Proof
from hq.tills import KnownTill
from sync.wire import Answer, Gap, Outcome, Push, Reply

log = logging.getLogger(__name__)

KINDS: dict[str, type[Sale] | type[Entry]] = {"sale": Sale, "audit": Entry}
LONGEST_ID = 64
LARGEST_NUMBER = 2**53  # what every JSON reader can hold


class Frozen(Exception):  # noqa: N818 - no failure of ours
    """Another machine sells as this till; this one must enrol for itself."""


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


def take(shop: Shop, till: KnownTill, push: Push, proof: Proof | None = None) -> Reply:
    """Keep every new fact of a push and answer for each, once all are committed.

    A fact that cannot be kept goes to quarantine with its bytes and never holds up the others.
    Raises SeenBefore when the proof that came with it was used already, Frozen when another
    machine goes on as this till.
    """
    items = [_read(till, bytes(raw)) for raw in push.facts]
    with shop.database.writing() as connection:
        if proof is not None:
            replays.use(connection, proof.key, proof.nonce, shop.clock())
        if epochs.is_frozen(connection, till, push.epoch):
            raise Frozen
        chain = ledger.around(connection, till.store, till.till, _facts(items))
        answers = _answer(shop, connection, till, items, chain)
        both = list(zip(items, answers, strict=True))
        refused = [(it.id, it.content, said.reason) for it, said in both if not said.is_kept]
        quarantine.add(connection, till.store, till.till, refused, shop.clock())
        return Reply(
            answers=tuple(answers),
            gaps=_gaps(both, chain),
            feeds=feeds.versions(connection),
            server_time=shop.clock(),
        )


def _facts(items: Sequence[Item]) -> list[Fact]:
    return [item.fact for item in items if item.fact and not item.why_not]


def _answer(
    shop: Shop, connection: Connection, till: KnownTill, items: Sequence[Item], chain: Chain
) -> list[Answer]:
    first = {item.id: item for item in reversed(items) if not item.why_not}
    old = ledger.hashes(connection, first)
    forked = _forked([it for it in first.values() if it.id not in old], chain)
    new = [it for it in items if first.get(it.id) is it and not {it.id} & (old.keys() | forked)]
    said = {answer.id: answer for answer in _keep(shop, connection, till, new)}
    said |= {one: _repeat(first[one], old[one]) for one in old}
    said |= {one: _number_anew(first[one]) for one in forked}
    answers = []
    for item in items:
        if item.why_not:
            answers.append(Answer(item.id, Outcome.QUARANTINED, item.why_not))
        elif first[item.id] is item:
            answers.append(said[item.id])
        else:  # the same id twice in one push
            answers.append(_keep_one(shop, connection, till, item))
    return answers


def _forked(items: Sequence[Item], chain: Chain) -> set[str]:
    """Name what another copy of the till's disk made: its number, or the one before, is taken."""
    named = sorted((it.fact for it in items if it.fact), key=lambda it: (it.epoch, it.sequence))
    forked: dict[str, str] = {}  # by the hash that the next one names
    for fact in named:
        before = chain.get((fact.epoch, fact.sequence - 1))
        follows_another = before != fact.prev_hash if before else fact.prev_hash in forked
        if follows_another or chain.get((fact.epoch, fact.sequence), fact.hash) != fact.hash:
            forked[fact.hash] = fact.id
    return set(forked.values())


def _number_anew(item: Item) -> Answer:
    assert item.fact is not None
    reason = f"HQ keeps another fact as number {item.fact.sequence} of this till, or before it."
    return Answer(item.id, Outcome.CONFLICT, reason, is_number_taken=True)


def _gaps(both: Sequence[tuple[Item, Answer]], chain: Chain) -> tuple[Gap, ...]:
    """Say which kept facts follow one that is not here."""
    kept = [item.fact for item, said in both if item.fact and said.is_kept]
    known = chain.keys() | {(fact.epoch, fact.sequence) for fact in kept}
    return tuple(
        Gap(fact.epoch, fact.sequence)
        for fact in kept
        if fact.sequence > 1 and (fact.epoch, fact.sequence - 1) not in known
    )


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
    names = (fact.id, fact.epoch)
    if not all(0 < len(it) <= LONGEST_ID and it.isprintable() for it in names):
        raise ValueError("the fact has no proper id or epoch")
    if not 1 <= fact.sequence <= LARGEST_NUMBER:
        raise ValueError("the fact has no proper number")
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
    found = _facts(items)
    if len(items) == 1:  # it may have come by another way meanwhile
        new = ledger.add_new(connection, till.store, till.till, found, shop.clock())
    else:
        ledger.add(connection, till.store, till.till, found, shop.clock())
        new = {fact.id for fact in found}
    values = [item.value for item in items if item.id in new]
    sold = [value for value in values if isinstance(value, Sale)]
    sales.add(connection, sold)
    _look_at_returns(connection, till, [sale for sale in sold if sale.returns])
    entries.add(connection, [value for value in values if isinstance(value, Entry)])
    epochs.advance(connection, till, [fact for fact in found if fact.id in new], shop.clock())
    quarantine.settle(connection, till.store, till.till, new, shop.clock())
    old = ledger.hashes(connection, {fact.id for fact in found} - new)
    stored = {subject: Answer(subject, Outcome.STORED) for subject in new}
    return [stored.get(item.id) or _repeat(item, old[item.id]) for item in items]


def _look_at_returns(connection: Connection, till: KnownTill, refunds: Sequence[Sale]) -> None:
    """Let their claims go, and say so where more came back than was sold: all are kept."""
    if not refunds:
        return
    claims.settle(connection, till.store, [sale.id for sale in refunds])
    of = {one.sale for sale in refunds for one in sale.returns if one.sale}
    for one in over_returns.find(connection, of):
        log.warning("more came back of %s line %s than was sold", one.number, one.line)


def _repeat(item: Item, old_hash: str) -> Answer:
    if item.fact and item.fact.hash == old_hash:
        return Answer(item.id, Outcome.DUPLICATE)
    return Answer(item.id, Outcome.CONFLICT, "HQ keeps other content under this id.")


def read_push(body: bytes) -> Push:
    """Read the envelope of a push; raises ValueError saying what is wrong."""
    return facts.decode(body, Push)
