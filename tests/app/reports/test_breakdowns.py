import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.base.ids import ProductId, SaleId, StoreId, TillId
from app.base.money import Money, total
from app.base.quantity import Quantity
from app.catalogue import products
from app.catalogue.product import Product, Unit
from app.reports import breakdowns
from app.reports.breakdown import Breakdown, By
from app.selling import sales
from app.selling.cart import Cart
from app.selling.given_back import Return
from app.selling.sale import Sale, Tender, TenderKind, change_of
from app.shop import Shop
from tests.examples import BANANA, MILK, STORE

CHINA, NEPAL = ZoneInfo("Asia/Shanghai"), ZoneInfo("Asia/Kathmandu")  # +8:00 and +5:45
UNKNOWN = Product(id=ProductId("gone"), barcodes=("X1",), name="老商品", price=Money(333))
DAYS = [date(2026, 1, day) for day in (1, 2, 3)]


def a_bill(dice: random.Random, number: int) -> Sale:
    """Make any sound bill: goods, discounts, returns, rounding, cash, vouchers and cards."""
    day = dice.choice(DAYS)
    cart = Cart(id=SaleId(f"s{number:03}"), opened_at=datetime(2026, 1, 1, tzinfo=UTC))
    for _ in range(dice.randint(0, 4)):
        product = dice.choice((MILK, BANANA, UNKNOWN))
        much = 1000 * dice.randint(1, 5) if product.unit is Unit.PIECE else dice.randint(1, 3000)
        cart = cart.add(product, Quantity(much))
    if cart.lines and dice.random() < 0.4:
        cart = cart.discount_all(per_mille=dice.randint(1, 500))
    returns = tuple(a_return(dice, 10 + at) for at in range(dice.choice((0, 0, 1, 2))))
    if not cart.lines and not returns:
        returns = (a_return(dice, 10),)
    goods = total(line.amount for line in cart.lines) - total(one.money for one in returns)
    rounding = Money(dice.randint(0, 9)) if goods > Money(100) and dice.random() < 0.5 else Money(0)
    due = goods - rounding
    tenders = paid(dice, due)
    return Sale(
        id=cart.id,
        number=f"n{number}",
        store=STORE,
        till=TillId(dice.choice(("t1", "t2"))),
        business_date=day,
        completed_at=datetime(day.year, day.month, day.day, tzinfo=UTC)
        + timedelta(seconds=dice.randint(0, 86_399)),
        lines=cart.lines,
        returns=returns,
        tenders=tenders,
        total=due,
        change=change_of(due, tenders),
        rounding=rounding,
        cashier=dice.choice(("", "c1", "c2")),
        cashier_name="",
    )


def a_return(dice: random.Random, position: int) -> Return:
    product = dice.choice((MILK, BANANA))
    return Return(
        sale=SaleId(""),
        number="",
        line=0,
        product=product.id,
        barcode=product.barcode,
        name=product.name,
        unit=product.unit,
        quantity=Quantity(1000),
        amount=Money(dice.randint(100, 900)),
        rounding=Money(dice.randint(0, 5)),
        position=position,
    )


def paid(dice: random.Random, due: Money) -> tuple[Tender, ...]:
    if due <= Money(0):
        return (Tender(TenderKind.CASH, due),)
    part = Money(dice.randint(0, due.fen))
    if dice.random() < 0.5 or not part.fen or part == due:
        return (Tender(TenderKind.CASH, due + Money(dice.randint(0, 5000))),)
    return (
        Tender(TenderKind.CARD, part, "r1"),
        Tender(TenderKind.CASH, due - part + Money(dice.randint(0, 100))),
    )


@pytest.fixture(params=range(2))
def bills(request: pytest.FixtureRequest, hq: Shop) -> list[Sale]:
    dice = random.Random(request.param)
    made = [a_bill(dice, number) for number in range(60)]
    for one in made:
        one.must_be_sound()
    other = replace(made[0], store=StoreId("b"))
    with hq.database.writing() as connection:
        products.put(connection, [MILK, BANANA])
        sales.add(connection, [*made, other])
    return made


def split(hq: Shop, by: By, zone: ZoneInfo = CHINA, since: date = DAYS[0]) -> Breakdown:
    with hq.database.reading() as connection:
        return breakdowns.read(connection, STORE, by, since, DAYS[-1], zone)


@pytest.mark.parametrize("by", By)
def test_however_it_is_split_it_comes_to_the_same(hq: Shop, bills: list[Sale], by: By) -> None:
    found = split(hq, by)
    assert found.net == total(one.total for one in bills)
    assert found.bills == len(bills)
    if by is not By.TENDER:
        assert found.rounding == total(one.rounding for one in bills)
        assert found.given_back == total(one.given_back for one in bills)
        assert found.sold - found.given_back - found.rounding == found.net
    for part in found.parts:
        if by is not By.TENDER:
            assert part.sold - part.given_back - part.rounding == part.net


def test_the_parts_are_those_of_the_bills(hq: Shop, bills: list[Sale]) -> None:
    def net(key: str) -> dict[str, Money]:
        sums: Counter[str] = Counter()
        for one in bills:
            sums[str(getattr(one, key))] += one.total.fen
        return {name: Money(fen) for name, fen in sums.items()}

    for by, key in ((By.DAY, "business_date"), (By.TILL, "till"), (By.CASHIER, "cashier")):
        assert {part.key: part.net for part in split(hq, by).parts} == net(key)


@pytest.mark.parametrize("zone", [CHINA, NEPAL])
def test_hours_are_those_on_the_shops_wall(hq: Shop, bills: list[Sale], zone: ZoneInfo) -> None:
    sums = Counter(f"{one.completed_at.astimezone(zone):%H}" for one in bills)
    assert {part.key: part.bills for part in split(hq, By.HOUR, zone).parts} == sums


def test_goods_say_how_many_and_how_much(hq: Shop, bills: list[Sale]) -> None:
    found = {part.key: part for part in split(hq, By.PRODUCT).parts}
    for product in (MILK, BANANA, UNKNOWN):
        lines = [line for one in bills for line in one.lines if line.product == product.id]
        back = [it for one in bills for it in one.returns if it.product == product.id]
        part = found[product.id]
        much = sum(it.quantity.thousandths for it in lines)
        much -= sum(it.quantity.thousandths for it in back)
        assert part.pieces.thousandths + part.weight.thousandths == much
        assert part.sold == total(it.amount for it in lines)
        assert part.given_back == total(it.money for it in back)
        assert part.name == product.name


def test_what_is_listed_nowhere_has_no_category(hq: Shop, bills: list[Sale]) -> None:
    found = {part.key: part for part in split(hq, By.CATEGORY).parts}
    assert found.keys() - {breakdowns.ROUNDING} == {"", MILK.category, BANANA.category}
    milks = [one for one in bills if any(it.product == MILK.id for it in one.lines)]
    again = [one for one in bills if any(it.product == MILK.id for it in one.returns)]
    assert found[MILK.category].bills == len(milks) + len(again)


def test_cash_is_less_its_change(hq: Shop, bills: list[Sale]) -> None:
    found = {part.key: part.net for part in split(hq, By.TENDER).parts}
    for kind in (TenderKind.CASH, TenderKind.CARD):
        taken = [it.amount for one in bills for it in one.tenders if it.kind is kind]
        change = total(one.change for one in bills) if kind is TenderKind.CASH else Money(0)
        assert found[str(kind)] == total(taken) - change


def test_only_the_days_that_are_asked_for_count(hq: Shop, bills: list[Sale]) -> None:
    found = split(hq, By.DAY, since=DAYS[1])
    assert {part.key for part in found.parts} == {day.isoformat() for day in DAYS[1:]}
    assert found.bills == sum(one.business_date >= DAYS[1] for one in bills)


def test_days_without_bills_are_empty_and_no_error(hq: Shop) -> None:
    for by in By:
        assert split(hq, by).parts == ()
