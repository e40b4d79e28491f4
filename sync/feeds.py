"""What a till does with each feed: the rooms that know, by the feed's name.

A feed that has no room here is not asked for. Nothing that the till owns is written: what was made
here stays until it was acknowledged, and for ever where head office has no say in it.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from app.base.ids import ProductId, RoleId
from app.catalogue import prices, products
from app.catalogue.price import DatedPrice
from app.catalogue.product import Product
from app.staff import people
from app.staff.person import Employee, RoleSaid
from app.storage import facts, told
from app.storage.told import Told
from sync.wire import (
    CATALOGUE_FEED,
    MODULES_FEED,
    PERSON,
    PRICES_FEED,
    ROLE,
    SETTINGS_FEED,
    STAFF_FEED,
    FeedItem,
)

log = logging.getLogger(__name__)

T = TypeVar("T")

Place = tuple[str, str]  # scope and id
Open = Any  # a connection of app.storage in a transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What a room does with its feed, in the transaction that it is handed.

    `put` applies a page, `finish` what only the end of a first whole reading allows, and `sweep`
    takes away what a whole reading did not name. A feed that `is_whole` is applied only once all
    of its pages are here.
    """

    put: Callable[[Open, Sequence[FeedItem]], None]
    sweep: Callable[[Open, Collection[Place], int], None]
    finish: Callable[[Open], object] = lambda _: None
    is_whole: bool = False


def _put_products(connection: Open, items: Sequence[FeedItem]) -> None:
    for is_gone, version, some in _runs(items):
        if is_gone:
            gone = [ProductId(item.id) for item in some]
            products.withdraw(connection, gone, version)
        else:
            listed = [one for _, one in _read(some, Product)]
            products.put(connection, listed, version)


def _sweep_products(connection: Open, named: Collection[Place], version: int) -> None:
    ids = {name for _, name in named}
    gone = [one.id for one in products.all_for_sale(connection) if one.id not in ids]
    products.withdraw(connection, gone, max(version, 1))


def _put_prices(connection: Open, items: Sequence[FeedItem]) -> None:
    for is_gone, version, some in _runs(items):
        if is_gone:
            prices.forget(connection, [_place(item) for item in some])
        else:
            read = [(item.scope, item.id, one) for item, one in _read(some, DatedPrice)]
            prices.put(connection, read, version)


def _sweep_prices(connection: Open, named: Collection[Place], _: int) -> None:
    prices.forget(connection, prices.places(connection) - set(named))


def _put_staff(connection: Open, items: Sequence[FeedItem]) -> None:
    last = {item.id: item for item in items}  # a nearer scope comes later
    gone = [it.id.removeprefix(PERSON) for it in last.values() if it.is_gone]
    hired = [it for it in last.values() if it.id.startswith(PERSON) and not it.is_gone]
    roles = [it for it in last.values() if it.id.startswith(ROLE) and not it.is_gone]
    for item, said in _read(roles, RoleSaid):
        role = said.role(RoleId(people.HQ_ROLE + said.id))
        people.put_roles(connection, [role], max(item.version, 1))
    people.leave_by_hq(connection, gone, max((it.version for it in items), default=1))
    people.free_codes(connection, [it.id.removeprefix(PERSON) for it in hired])
    for item, one in _read(hired, Employee):
        if not people.take_from_hq(connection, one, max(item.version, 1)):
            log.error("head office names %s, who cannot be taken on here", one.code)


def _sweep_staff(connection: Open, named: Collection[Place], version: int) -> None:
    ids = {name.removeprefix(PERSON) for _, name in named}
    people.leave_by_hq(connection, people.of_hq(connection) - ids, max(version, 1))


def _put_told(feed: str, connection: Open, items: Sequence[FeedItem]) -> None:
    for is_gone, version, some in _runs(items):
        if is_gone:
            told.forget(connection, feed, [_place(item) for item in some])
        else:
            said = [
                Told(id=it.id, scope=it.scope, body=bytes(it.body), version=version) for it in some
            ]
            told.put(connection, feed, said)


def _sweep_told(feed: str, connection: Open, named: Collection[Place], _: int) -> None:
    told.forget(connection, feed, told.places(connection, feed) - set(named))


def _runs(items: Iterable[FeedItem]) -> list[tuple[bool, int, list[FeedItem]]]:
    """Put neighbours together that are alike, in their order."""
    runs: list[tuple[bool, int, list[FeedItem]]] = []
    for item in items:
        alike = (item.is_gone, max(item.version, 1))
        if not runs or runs[-1][:2] != alike:
            runs.append((*alike, []))
        runs[-1][2].append(item)
    return runs


def _read(items: Iterable[FeedItem], kind: type[T]) -> Iterator[tuple[FeedItem, T]]:
    """Read each by itself: one of a newer head office holds up no other."""
    for item in items:
        try:
            yield item, facts.decode(item.body, kind)
        except ValueError:
            log.exception("HQ publishes what this till cannot read: %s", item.id)


def _place(item: FeedItem) -> Place:
    return item.scope, item.id


TAKING: Mapping[str, Taking] = {
    CATALOGUE_FEED: Taking(
        put=_put_products, finish=products.withdraw_imported_here, sweep=_sweep_products
    ),
    PRICES_FEED: Taking(put=_put_prices, sweep=_sweep_prices, is_whole=True),
    STAFF_FEED: Taking(put=_put_staff, sweep=_sweep_staff, is_whole=True),
    **{
        feed: Taking(put=partial(_put_told, feed), sweep=partial(_sweep_told, feed), is_whole=True)
        for feed in (SETTINGS_FEED, MODULES_FEED)
    },
}
