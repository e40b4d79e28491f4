"""Moving a store from one cell to another: copied, compared, switched over, and only then let go.

Its tills sell on meanwhile. What one of them had acknowledged by the old cell in the very moment of
the switch it sends again, because its next hello compares what the new cell has.
"""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

from app.base import clock
from app.base.errors import Refusal
from app.base.ids import StoreId
from app.shop import Shop
from app.storage import migrate
from app.storage.database import Database, open_url
from hq import acts, cells, store_rows
from hq.acts import Act
from hq.cells import Route

HEARD_AFTER_S = 3.0  # by then every front has read the table, and what it let in is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What came of it: how many rows are there now, which cells let go of theirs.

    `is_catalogue_alike` says whether the cells publish the same things to everybody.
    """

    store: StoreId
    sources: tuple[str, ...]
    target: str
    rows: int
    is_catalogue_alike: bool


def move(control: Shop, store: StoreId, target: str, pause_s: float = HEARD_AFTER_S) -> Moved:
    """Move a store; asked again after a crash it goes on where it was.

    Raises Refusal when the target holds something of the store already, when a payment is still
    open, or when what arrived differs: then the store stays where it was.
    """
    with control.database.writing() as connection:
        route = cells.route_of(connection, store)
        urls = cells.all_cells(connection)
        cells.url_of(connection, target)
        was_begun = route.moving_to == target
        if route.cell != target:
            cells.put(connection, Route(store=store, cell=route.cell, moving_to=target))
    if route.cell == target:
        return _finish(control, store, target)
    time.sleep(pause_s)
    try:
        with _opened(urls[route.cell]) as source, _opened(urls[target]) as there:
            _copy(source, there, store, is_again=was_begun)
            _compare(source, there, store)
    except Exception:
        with control.database.writing() as connection:
            cells.put(connection, Route(store=store, cell=route.cell))
        raise
    with control.database.writing() as connection:
        cells.put(connection, Route(store=store, cell=target))
        about = f"{store}: {route.cell} > {target}"
        acts.record(connection, Act.STORE_MOVED, control.clock(), about=about)
    return _finish(control, store, target)


def elsewhere(control: Shop) -> list[tuple[str, StoreId]]:
    """Name the cells that hold something of a store which lives in another."""
    with control.database.reading() as connection:
        urls, routes = cells.all_cells(connection), cells.routes(connection)
    found: list[tuple[str, StoreId]] = []
    for name, url in urls.items():
        others = [it.store for it in routes.values() if it.cell != name]
        with _opened(url) as database, database.reading() as connection:
            found += [(name, it) for it in others if store_rows.count(connection, it)]
    return found


def _copy(source: Database, target: Database, store: StoreId, *, is_again: bool) -> None:
    with source.reading() as old, target.writing() as new:
        if store_rows.has_open_payments(old, store):
            raise Refusal("store_has_open_payments", store=store)
        held = store_rows.count(new, store)
        if held and not is_again:
            raise Refusal("store_not_empty", store=store, what=held)
        store_rows.let_go(new, store)
        store_rows.take_over(old, new, store, clock.now())


def _compare(source: Database, target: Database, store: StoreId) -> None:
    with source.reading() as old, target.reading() as new:
        ours, theirs = store_rows.sums(old, store), store_rows.sums(new, store)
    differing = sorted(name for name in ours if ours[name] != theirs[name])
    if differing:
        raise Refusal("store_move_differs", store=store, what=", ".join(differing))


def _finish(control: Shop, store: StoreId, target: str) -> Moved:
    """Let go of the store wherever else it is, once its new cell has all of it.

    Raises Refusal when another cell has facts that the new one lacks: they stay there until the
    tills have sent them again.
    """
    with control.database.reading() as connection:
        urls = cells.all_cells(connection)
    sources, is_alike = [], True
    with _opened(urls.pop(target)) as there:
        for name, url in urls.items():
            with _opened(url) as other, other.reading() as old, there.reading() as new:
                if not store_rows.count(old, store):
                    continue
                if left := store_rows.facts_of(old, store) - store_rows.facts_of(new, store):
                    raise Refusal("store_left_behind", store=store, cell=name, facts=len(left))
                is_alike &= store_rows.published_to_all(old) == store_rows.published_to_all(new)
            with _opened(url) as other, other.writing() as connection:
                store_rows.let_go(connection, store)
            sources.append(name)
        with there.reading() as new:
            total = sum(it.rows for it in store_rows.sums(new, store).values())
    return Moved(
        store=store,
        sources=tuple(sources),
        target=target,
        rows=total,
        is_catalogue_alike=is_alike,
    )


@contextlib.contextmanager
def _opened(url: str) -> Iterator[Database]:
    with contextlib.closing(open_url(url)) as database:
        migrate.upgrade(database)
        yield database
