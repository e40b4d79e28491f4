"""What a file says that is to be published, as things of a feed, or what is wrong with it.

Catalogue and prices are tables, CSV or XLSX; the others are lists in JSON. A scope is empty for
everyone, "tag:…", "store:…" or "till:store/till".
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.base import clock, money
from app.base.errors import Refusal
from app.base.ids import PersonId, RoleId
from app.catalogue import importing, products, sheet
from app.catalogue.price import DatedPrice
from app.catalogue.product import Product
from app.shop import Shop
from app.staff.person import LONGEST_CODE, Employee, RoleSaid
from app.storage import facts
from hq import publishing
from hq.feeds import Entry
from hq.rolling import Making
from sync.wire import (
    CATALOGUE_FEED,
    MODULES_FEED,
    PERSON,
    PRICES_FEED,
    ROLE,
    SETTINGS_FEED,
    STAFF_FEED,
)

T = TypeVar("T")

SCOPE = re.compile(r"|(tag|store):[^\s/:]{1,64}|till:[^\s/:]{1,64}/[^\s/:]{1,64}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
COLUMNS = {
    "barcode": ("barcode", "条码", "商品条码"),
    "price": ("price", "价格", "售价"),
    "from": ("from", "生效", "开始"),
    "until": ("until", "失效", "结束"),
    "scope": ("scope", "范围"),
}
NEEDED = ("barcode", "price", "from")
MOST_NAMED = 20  # bad rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Somebody:
    code: str
    name: str
    role: RoleId
    id: str = ""  # after the staff number, where nothing else is said
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Staff:
    roles: tuple[RoleSaid, ...] = ()
    people: tuple[_Somebody, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    name: str
    value: bool | int | str | tuple[str, ...]
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Switch:
    name: str
    is_on: bool
    scope: str = ""


def read(shop: Shop, feed: str, path: Path) -> Making:
    """Read a file for a feed; raises Refusal saying where it is wrong."""
    reading: Mapping[str, Callable[[Shop, Path], Making]] = {
        CATALOGUE_FEED: _catalogue,
        PRICES_FEED: _prices,
        STAFF_FEED: _staff,
        SETTINGS_FEED: _settings,
        MODULES_FEED: _modules,
    }
    return reading[feed](shop, path)


def _catalogue(_: Shop, path: Path) -> Making:
    read_in = importing.read(path)
    if not read_in.is_good:
        first = next(it for it in read_in.problems if not it.is_warning)
        raise Refusal("feed_file_odd", file=path.name, line=first.line, why=first.why)
    return partial(_products, read_in.products)


def _products(listed: Sequence[Product], connection: Connection) -> Sequence[Entry]:
    return publishing.entries_of(connection, listed)


def _prices(shop: Shop, path: Path) -> Making:
    found = sheet.rows(path)
    _, header = next(found, (1, ()))
    named = {text.strip().lower().lstrip("\ufeff"): at for at, text in enumerate(header)}
    columns = {
        name: named[word] for name, words in COLUMNS.items() for word in words if word in named
    }
    if missing := [name for name in NEEDED if name not in columns]:
        raise Refusal("import_columns", file=path.name, columns=", ".join(missing))
    lines = [
        (line, {name: cells[at].strip() for name, at in columns.items() if at < len(cells)})
        for line, cells in found
        if any(cells)
    ]
    return partial(_priced, shop.zone, path.name, lines)


def _priced(
    zone: ZoneInfo,
    file: str,
    lines: Sequence[tuple[int, Mapping[str, str]]],
    connection: Connection,
) -> Sequence[Entry]:
    entries: dict[tuple[str, str], Entry] = {}
    odd: dict[int, str] = {}
    for line, cells in lines:
        try:
            one = _price(connection, zone, cells)
            entry = _entry(_id_of(one), one, cells.get("scope", ""))
            _must_be_new(entry, entries, cells["barcode"])
        except (Refusal, ValueError, KeyError, OverflowError) as error:
            odd[line] = str(error)
        else:
            entries[entry.scope, entry.id] = entry
    if odd:
        named = ", ".join(map(str, list(odd)[:MOST_NAMED])) + ("…" if len(odd) > MOST_NAMED else "")
        why = "; ".join(dict.fromkeys(list(odd.values())[:MOST_NAMED]))
        raise Refusal("feed_file_odd", file=file, line=named, why=why)
    return list(entries.values())


def _must_be_new(entry: Entry, known: Collection[tuple[str, str]], barcode: str) -> None:
    if (entry.scope, entry.id) in known:
        raise Refusal("price_twice", barcode=barcode)


def _price(connection: Connection, zone: ZoneInfo, cells: Mapping[str, str]) -> DatedPrice:
    product = products.find(connection, cells["barcode"])
    if product is None:
        raise Refusal("unknown_barcode", barcode=cells["barcode"])
    amount = money.parse(cells["price"])
    if not money.Money(0) <= amount <= importing.DEAREST:
        limit = importing.DEAREST.grouped()
        raise Refusal("import_price_range", text=cells["price"], limit=limit)
    begins = _moment(cells["from"], zone)
    until = cells.get("until", "")
    ends = _moment(until, zone) if until else None
    if ends is not None and ends <= begins:
        raise Refusal("price_ends_early", text=until)
    pack = product.pack_of(cells["barcode"])
    return DatedPrice(
        product=product.id,
        price=amount,
        valid_from=begins,
        valid_until=ends,
        barcode=pack.barcode if pack else "",
    )


def _id_of(one: DatedPrice) -> str:
    return f"{one.product}|{one.barcode}|{clock.to_ms(one.valid_from)}"


def _moment(text: str, zone: ZoneInfo) -> datetime:
    at = datetime.fromisoformat(text)
    at = at if at.tzinfo else at.replace(tzinfo=zone)
    return clock.from_ms(clock.to_ms(at))


def _staff(_: Shop, path: Path) -> Making:
    said = _json(path, _Staff)
    entries = [_entry(f"{ROLE}{it.id}", it, "") for it in said.roles]
    roles = {it.id for it in said.roles}
    for one in said.people:
        is_odd = not (0 < len(one.code) <= LONGEST_CODE and one.code.isalnum()) or not one.name
        if is_odd or one.role not in roles:
            raise Refusal("feed_file_odd", file=path.name, line="-", why=f"{one.code} {one.role}")
        somebody = Employee(
            id=PersonId(one.id or f"hq-{one.code}"), code=one.code, name=one.name, role=one.role
        )
        entries.append(_entry(f"{PERSON}{somebody.id}", somebody, one.scope))
    return partial(_as_they_are, entries)


def _settings(_: Shop, path: Path) -> Making:
    said = _json(path, tuple[_Setting, ...])
    return partial(_as_they_are, [_entry(_name(it.name), it.value, it.scope) for it in said])


def _modules(_: Shop, path: Path) -> Making:
    said = _json(path, tuple[_Switch, ...])
    return partial(_as_they_are, [_entry(_name(it.name), it.is_on, it.scope) for it in said])


def _as_they_are(entries: Sequence[Entry], _: Connection) -> Sequence[Entry]:
    return entries


def _entry(name: str, value: object, scope: str) -> Entry:
    if not SCOPE.fullmatch(scope):
        raise Refusal("scope_is_odd", scope=scope)
    return Entry(id=name, body=facts.encode(value), scope=scope)


def _name(text: str) -> str:
    if not NAME.fullmatch(text):
        raise Refusal("scope_is_odd", scope=text)
    return text


def _json(path: Path, kind: type[T]) -> T:
    try:
        return facts.decode(path.read_bytes(), kind)
    except OSError as error:
        raise Refusal("no_such_file", file=path, why=error.strerror) from error
    except ValueError as error:
        raise Refusal("feed_file_odd", file=path.name, line="-", why=error) from error
