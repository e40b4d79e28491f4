"""Faults put into the real code on purpose: the simulation must find every one of them."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from app.storage import cursors, outbox
from app.storage.cursors import Cursor
from app.storage.driver import dbapi2
from app.storage.facts import Fact
from app.till import Till
from hq import feeds, ingest, ledger
from sync import handshake, pull, push
from sync.wire import CATALOGUE_FEED, Answer, FeedPage, Outcome, Reply, Welcome
from tests.chaos import world

Plant = Callable[[pytest.MonkeyPatch], None]


def ack_before_commit(patch: pytest.MonkeyPatch) -> None:
    """Head office answers first and writes with the next push; a death between loses it."""
    take = ingest.take
    owed: list[tuple[Any, ...]] = []
    of: list[object] = []

    def takes(shop: Any, till: Any, sent: Any, *_: Any) -> Reply:  # noqa: ANN401
        if of != [shop]:  # another life of head office: what it held in memory is gone
            owed.clear()
            of[:] = [shop]
        for late in owed:
            take(*late)
        owed[:] = [(shop, till, sent)]
        read = [ingest._read(till, bytes(raw)) for raw in sent.facts]  # noqa: SLF001
        return Reply(answers=tuple(Answer(it.id, Outcome.STORED) for it in read))

    patch.setattr(ingest, "take", takes)


def any_answer_is_a_yes(patch: pytest.MonkeyPatch) -> None:
    """The till counts answers instead of reading them."""
    patch.setattr(Answer, "is_kept", property(lambda _: True))


def ack_by_count(patch: pytest.MonkeyPatch) -> None:
    """The till marks as many as head office kept, and not which."""

    def marks(connection: Connection, ids: Sequence[str], _at: datetime) -> None:
        newest = text(
            "UPDATE outbox SET acknowledged_at_ms = 1 WHERE id IN (SELECT id FROM outbox WHERE"
            " acknowledged_at_ms IS NULL ORDER BY epoch DESC, sequence DESC LIMIT :many)"
        )
        connection.execute(newest, {"many": len(ids)})

    patch.setattr(outbox, "acknowledge", marks)


def no_unique_key(patch: pytest.MonkeyPatch) -> None:
    """Head office has no unique keys and looks nothing up: what comes twice is there twice."""
    make = world.make_templates

    def makes(folder: Path) -> tuple[Path, Path]:
        made = make(folder)
        with closing(dbapi2.connect(made[1])) as file:
            for table in ("sale", "sale_line", "sale_tender", "sale_return", "fact_ledger"):
                file.execute(f"CREATE TABLE bare AS SELECT * FROM {table}")
                file.execute(f"DROP TABLE {table}")
                file.execute(f"ALTER TABLE bare RENAME TO {table}")
            file.commit()
        return made

    def adds(connection: Connection, store: Any, till: Any, found: Any, at: Any) -> set[str]:  # noqa: ANN401
        ledger.add(connection, store, till, found, at)
        return {fact.id for fact in found}

    patch.setattr(world, "make_templates", makes)
    patch.setattr(ledger, "hashes", lambda *_: {})
    patch.setattr(ledger, "add_new", adds)


def pull_overwrites(patch: pytest.MonkeyPatch) -> None:
    """A pull clears what only the till may write: its own record of what it sold."""
    apply = pull._apply  # noqa: SLF001

    def applies(shop: Any, known: Cursor, page: FeedPage, *rest: Any) -> int:  # noqa: ANN401
        with shop.database.writing() as connection:
            connection.execute(text("DELETE FROM outbox WHERE acknowledged_at_ms IS NOT NULL"))
        return apply(shop, known, page, *rest)

    patch.setattr(pull, "_apply", applies)


def cursor_before_page(patch: pytest.MonkeyPatch) -> None:
    """The till moves its place in the feed first; a death in between leaves a gap."""
    apply = pull._apply  # noqa: SLF001

    def applies(shop: Any, known: Cursor, page: FeedPage, feed: str = CATALOGUE_FEED) -> int:  # noqa: ANN401
        with shop.database.writing() as connection:
            reached = Cursor(cursor=page.cursor, version=page.version)
            cursors.move(connection, feed, reached, shop.clock())
        return apply(shop, known, page, feed)

    patch.setattr(pull, "_apply", applies)


def lost_is_not_sent_again(patch: pytest.MonkeyPatch) -> None:
    """The till believes for ever what head office acknowledged once."""
    patch.setattr(handshake, "_send_unproven_again", lambda *_: None)


def restore_keeps_cursors(patch: pytest.MonkeyPatch) -> None:
    """Head office goes on with its old cursors after a restore."""
    patch.setattr(feeds, "begin_anew", lambda _: None)


def a_fork_is_a_refusal(patch: pytest.MonkeyPatch) -> None:
    """What a copied disk numbered twice is set aside instead of numbered anew."""
    patch.setattr(push, "_number_anew", lambda *_: None)


def copies_are_conflicts(patch: pytest.MonkeyPatch) -> None:
    """Head office takes the same thing under another number for another thing."""
    patch.setattr(ledger, "has_content", lambda *_: False)


def kept_numbers_are_trusted(patch: pytest.MonkeyPatch) -> None:
    """The till compares only how far head office is, and not whether the hashes are its own."""
    send = handshake._send_unproven_again  # noqa: SLF001

    def sends(till: Till, welcome: Welcome) -> None:
        with till.shop.database.reading() as connection:
            ours = [outbox.hash_at(connection, it.epoch, it.sequence) for it in welcome.heads]
        both = zip(welcome.heads, ours, strict=True)
        send(till, replace(welcome, heads=tuple(replace(it, hash=has or "") for it, has in both)))

    patch.setattr(handshake, "_send_unproven_again", sends)


def followers_stay(patch: pytest.MonkeyPatch) -> None:
    """What follows a fact that was numbered anew keeps its place in a chain that ended."""

    def next_(till: Till, most: int) -> Sequence[Fact]:
        with till.shop.database.reading() as connection:
            return push._that_fits(outbox.oldest(connection, most))  # noqa: SLF001

    patch.setattr(push, "_next", next_)


def gaps_are_kept(patch: pytest.MonkeyPatch) -> None:
    """Head office keeps what follows a fact that it lost, before that one has come again."""
    sort_out = ingest._sorted_out  # noqa: SLF001
    patch.setattr(ingest, "_sorted_out", lambda items, chain, _: sort_out(items, chain, None))


PLANTS: tuple[Plant, ...] = (
    no_unique_key,
    ack_before_commit,
    any_answer_is_a_yes,
    ack_by_count,
    pull_overwrites,
    lost_is_not_sent_again,
    restore_keeps_cursors,
    a_fork_is_a_refusal,
    copies_are_conflicts,
    kept_numbers_are_trusted,
    followers_stay,
    gaps_are_kept,
    cursor_before_page,  # the rarest: most are healed by the next price or restore
)
