"""Draws the selling screens into PNG files, to be looked at: `python -m tests.pos_ui.shots DIR`."""

import itertools
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.base import clock
from app.base.errors import Trouble
from app.base.ids import ProductId, StoreId, TillId
from app.base.money import Money
from app.base.quantity import Quantity
from app.catalogue import products
from app.catalogue.product import Pack, Product, Unit
from app.selling import checkout, holding
from app.selling.sale import Tender, TenderKind
from app.settings import Settings
from app.shop import Shop
from app.staff.person import OWNER
from app.storage import facts
from app.storage.database import open_file
from app.storage.migrate import upgrade
from app.storage.outbox import Depth
from app.till import Till
from pos_ui import window as windows
from pos_ui.kit import style
from pos_ui.pictures import save
from pos_ui.selling.discount_pad import Discount
from pos_ui.selling.sheets import MoreSheet
from pos_ui.window import TillWindow
from sync.engine import Status
from tests.pos_ui.binding import bind, settings_of

AT = datetime(2026, 11, 22, 6, 26, tzinfo=UTC)
SIZES = ((1366, 768, 1.0), (1536, 864, 1.25))
LINES = (
    ("农夫山泉饮用天然水 550ml", "6921168509256", 200, 2),
    ("康师傅红烧牛肉面 桶装 105g", "6920152414019", 550, 1),
    ("伊利纯牛奶 250ml×12 整箱", "6907992513560", 4590, 1),
    ("香蕉 散称", "F0001", 796, 0.685),
    ("维达抽纸 3 层 120 抽×3", "6901236341582", 1290, 1),
    ("卫龙大面筋 106g", "6935284412918", 600, 2),
    ("茶叶蛋", "F0021", 200, 3),
    ("可口可乐 罐装 330ml", "6901939621608", 300, 6),
)
HOT = (
    "美式咖啡 中杯 990,茶叶蛋 200,关东煮 任选 250,鲜肉包 250,豆浆 现磨 300,烤肠 400,香蕉 796,"
    "苹果 红富士 1180,购物袋 大 50,打火机 200,一次性杯 500,纸巾 手帕 150,冰块 杯 200,玉米 450,"
    "饭团 金枪鱼 680,三明治 980,酸奶 杯 450,雨伞 1990,热狗 600,粥 皮蛋瘦肉 550,电池 5 号×2 890,"
    "口罩 5 只 490,充电线 1500,湿巾 690"
)
LONG = "云南白药气血康口服液 10ml×20 支礼盒装 送亲友长辈送健康 家庭常备大包装"
CATEGORIES = ("热食", "生鲜", "日用", "酒水", "粮油")
STATES = (
    "empty",
    "waiting",
    "selling",
    "offline",
    "stress",
    "search",
    "payment",
    "short",
    "success",
    "helped",
    "counted",
    "more",
    "licences",
    "goods",
    "unknown",
    "voided",
    "recalled",
    "discounted",
    "discounting",
    "rounded",
    "adding",
    "aged",
    "noted",
    "voiding",
    "keys",
    "special",
)


@dataclass(frozen=True, slots=True)
class Look:
    """One way to draw a state."""

    width: int
    height: int
    ratio: float
    theme: str
    language: str

    @property
    def name(self) -> str:
        return f"{self.width}-{self.theme}-{self.language}"


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    for look in looks():
        if os.environ.get("QT_SCALE_FACTOR", "1") == str(look.ratio).removesuffix(".0"):
            style.start(application, windows.theme_of(look.theme))
            for state, window in states(look):
                settle(application)
                save(window, folder / f"{state}-{look.name}.png")
                window.close()
                window.deleteLater()  # now, in order; not whenever Python finds it
                settle(application)


def looks() -> Iterator[Look]:
    for size, theme, language in itertools.product(SIZES, ("light", "dark"), ("zh_CN", "en")):
        yield Look(*size, theme, language)


def states(look: Look) -> Iterator[tuple[str, TillWindow]]:
    for name in STATES:
        with TemporaryDirectory() as folder:
            till = a_till(Path(folder))
            window = a_window(till, look)
            globals()[name](window, till)
            yield name, window
            till.shop.database.close()
    window = TillWindow(Settings(store=StoreId("a"), till=TillId("2"), language=look.language))
    window.resize(look.width, look.height)
    window.show()
    yield "opening", window


def a_window(till: Till, look: Look) -> TillWindow:
    settings = settings_of(
        till,
        language=look.language,
        theme=look.theme,
        cashier="王小梅",
        hq_url="https://hq",
        printer="sim://",
    )
    window = TillWindow(settings)
    window.resize(look.width, look.height)
    window.show()
    window.selling.table.may_move = False
    sell_one(till)
    window.open(bind(till, settings))
    online(window, 0)
    return window


def a_till(folder: Path) -> Till:
    database = open_file(folder / "till.sqlite")
    upgrade(database)
    with database.writing() as connection:
        facts.begin_epoch(connection, AT)
        products.put(connection, [*quick_goods(), *catalogue()])
    shop = Shop(database=database, clock=lambda: AT - timedelta(minutes=3))
    return Till(shop=shop, store=StoreId("a"), id=TillId("2"))


def quick_goods() -> Iterator[Product]:
    for at, text in enumerate(HOT.split(",")):
        name, _, price = text.rpartition(" ")
        unit = Unit.KG if name in {"香蕉", "苹果 红富士"} else Unit.PIECE
        yield Product(
            id=ProductId(f"q{at}"),
            name=name,
            price=Money(int(price)),
            category="热食",
            unit=unit,
            short_code=f"{at:03}",
        )


def catalogue() -> Iterator[Product]:
    for at, (name, code, price, quantity) in enumerate(LINES):
        unit = Unit.KG if isinstance(quantity, float) else Unit.PIECE
        yield Product(
            id=ProductId(f"p{at}"),
            name=name,
            price=Money(price),
            barcodes=(code,),
            category=CATEGORIES[1 + at % 4],
            unit=unit,
            initials=("nfsqyytrs550ml",) if not at else (),
        )
    for at, (name, price, unit) in enumerate(
        ((LONG, 39800, Unit.PIECE), ("散称 智利进口车厘子 JJJ 级", 13800, Unit.KG))
    ):
        yield Product(
            id=ProductId(f"x{at}"), name=name, price=Money(price), barcodes=(f"90{at}",), unit=unit
        )


def sell_one(till: Till) -> None:
    services = bind(till)
    cart = services.scan(services.resume(), LINES[2][1], Quantity.pieces(1))
    services.complete(cart, [Tender(TenderKind.CASH, Money(5000))], rounding=Money(0), by=OWNER)


def online(window: TillWindow, unsent: int, *, is_online: bool = True) -> None:
    trouble = None if is_online else Trouble("hq_unreachable", why="timeout")
    depth = Depth(unsent=unsent, oldest=None, refused=0)
    window.news.synced.emit(Status(depth=depth, is_online=is_online, trouble=trouble))


def empty(_window: TillWindow, _till: Till) -> None:
    pass


def waiting(window: TillWindow, till: Till) -> None:
    for _ in range(2):
        selling(window, till)
        window.selling.do("hold")


def selling(window: TillWindow, _till: Till) -> None:
    for _, code, _, quantity in LINES:
        thousandths = round(quantity * 1000)
        window.register.scan(code, Quantity(thousandths))
    window.selling.table.select(2)


def offline(window: TillWindow, till: Till) -> None:
    selling(window, till)
    online(window, 12, is_online=False)


def stress(window: TillWindow, till: Till) -> None:
    services = bind(till)
    cart = services.resume()
    for at in range(100):
        found = services.find(f"90{at % 2}")
        assert found is not None
        product, _ = found
        quantity = Quantity(12345) if at % 2 else Quantity.pieces(99)
        price = Money(9999999 if at == 98 else product.price.fen + at)
        one = replace(product, price=price)
        cart = services.add(cart, one, quantity)
    window.open(services)
    window.selling.table.select(96)


def search(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.selling.box.setText("69")


def payment(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.selling.do("pay")
    window.payment.money.type_in("120")


def short(window: TillWindow, till: Till) -> None:
    stress(window, till)
    window.selling.do("pay")
    window.payment.money.type_in("80")


def success(window: TillWindow, till: Till) -> None:
    payment(window, till)
    window.payment.confirm()
    assert window.register.services is not None
    sale = window.register.services.last()
    assert sale is not None
    window.news.receipt.emit(sale.id, "printed")


def helped(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.selling.do("help")


def counted(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.selling.do("quantity")


def recalled(window: TillWindow, till: Till) -> None:
    now = clock.now()
    for minutes, note, codes in (
        (34, "", ("6901236341582", "6935284412918", "6901939621608")),
        (7, "顾客去拿零钱", ("6921168509256", "6920152414019")),
    ):
        cart = checkout.start(till)
        for code in codes:
            cart = checkout.scan(till, cart, code, Quantity.pieces(2))
        then = replace(till, shop=replace(till.shop, clock=partial(before, now, minutes)))
        holding.hold(then, cart, cashier="王小梅", note=note)
    selling(window, till)
    window.selling.do("recall")


def discounted(window: TillWindow, till: Till) -> None:
    selling(window, till)
    for at, fen in ((3, 600), (5, 200), (7, 100), (8, 300)):
        line = window.register.cart.lines[at - 1] if window.register.cart else None
        window.register.discount(Discount(is_all=False, amount=Money(fen)), line)
    window.selling.table.select(2)


def discounting(window: TillWindow, till: Till) -> None:
    discounted(window, till)
    window.selling.do("discount")


def rounded(window: TillWindow, till: Till) -> None:
    discounted(window, till)
    window.selling.do("pay")
    window.payment.round_off()


def before(now: datetime, minutes: int) -> datetime:
    return now - timedelta(minutes=minutes)


def more(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.selling.do("more")


def licences(window: TillWindow, till: Till) -> None:
    more(window, till)
    assert window.dialog is not None
    sheet = window.dialog.findChild(MoreSheet)
    assert isinstance(sheet, MoreSheet)
    sheet.further["licences"].click()


def goods(window: TillWindow, till: Till) -> None:
    selling(window, till)
    QApplication.processEvents()  # the window is in front by now
    window.selling.do("goods")


def unknown(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.register.scan("6999999999999")


def adding(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.questions.quick_add("6999999999999")


def aged(window: TillWindow, till: Till) -> None:
    selling(window, till)
    beer = Product(id=ProductId("beer"), name="青岛啤酒 500ml", price=Money(600), min_age=18)
    window.register.add(beer)


def noted(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.selling.do("note")


def voiding(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.selling.do("void_sale")


def keys(window: TillWindow, till: Till) -> None:
    selling(window, till)
    window.questions.keys(window.selling.keys.map, window.keep_keys)


def special(window: TillWindow, till: Till) -> None:
    """Goods brought back, a note, a changed price, a pack, a part that was taken."""
    services = bind(till)
    back = services.search_sales("")[0]
    sold = services.find_sold(back.number)
    cart = services.bring_back(
        services.resume(),
        sold,
        {back.lines[0].position: back.lines[0].quantity},
        reason="质量问题",
        by=OWNER,
    )
    packed = Product(
        id=ProductId("cola"),
        name="可口可乐 罐装 330ml",
        price=Money(300),
        packs=(Pack(barcode="16901939621605", factor=24, name="箱", price=Money(6600)),),
    )
    cart = services.add(cart, packed, Quantity.pieces(2), barcode="16901939621605")
    cart = services.reprice(cart, cart.lines[0].position, Money(6300), by=OWNER)
    cart = services.annotate(cart, cart.lines[0].position, "送到后门")
    services.take(cart, Tender(TenderKind.VOUCHER, Money(2000), "A-7731"), due=cart.total)
    window.open(services)


def voided(window: TillWindow, till: Till) -> None:
    stress(window, till)
    window.selling.do("void")


def settle(application: QApplication) -> None:
    for _ in range(3):
        application.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


if __name__ == "__main__":
    main()
