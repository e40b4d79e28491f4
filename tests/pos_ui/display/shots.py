"""Draws the customer's display: `python -m tests.pos_ui.display.shots DIR`; once per scale."""

import itertools
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.base.money import Money
from app.base.quantity import Quantity
from pos_ui.display.bill_head import Member
from pos_ui.display.due_panel import Due
from pos_ui.display.screen import CustomerDisplay
from pos_ui.kit import style, tokens, words
from pos_ui.pictures import save
from tests.pos_ui.display.bills import LONG, SHOP, a_bill, a_sale, add, long_bill

SIZES = {
    "1": ((1366, 768), (1024, 600), (1920, 1080), (800, 1280)),
    "1.25": ((1536, 864), (819, 480)),
    "1.5": ((1280, 720), (911, 512), (683, 400)),
}
PROMOS = {
    "zh_CN": (
        "会员日 · 每周日\n早餐第二件半价\n包子、豆浆、茶叶蛋任选两件\n"
        "鲜肉包|第二件|1.25\n现磨豆浆|第二件|1.50\n茶叶蛋|第二件|1.00"
    ),
    "en": (
        "Members' day · every Sunday\nSecond breakfast item at half price\n"
        "Any two of pork buns, fresh soy milk and tea eggs\n"
        "Pork bun|second item|1.25\nFresh soy milk|second item|1.50\nTea egg|second item|1.00"
    ),
}
WAYS = {"zh_CN": "微信 · 支付宝 · 云闪付 · 数字人民币", "en": "WeChat · Alipay · UnionPay · e-CNY"}
NOTES = {"zh_CN": "已用储值 20.00、优惠券 5.00", "en": "Stored value 20.00 and coupon 5.00 used"}
CODE = "https://qr.95516.com/00010000/62010000000000000000000000"


def main() -> None:
    folder = Path(sys.argv[1])
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    for theme, language in itertools.product((tokens.LIGHT, tokens.DARK), words.LANGUAGES):
        style.start(application, theme)
        words.use_language(language)
        for size, state in itertools.product(SIZES[scale], STATES):
            display = CustomerDisplay(SHOP, "" if state is bare else PROMOS[language])
            display.resize(*size)
            display.show()
            state(display)
            display.catch_up()
            shade = "dark" if theme is tokens.DARK else "light"
            name = f"{state.__name__}-{size[0]}x{size[1]}-{scale}-{shade}-{language}.png"
            save(display, folder / name)
            display.close()
            display.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def idle(_display: CustomerDisplay) -> None:
    pass


def bare(display: CustomerDisplay) -> None:
    bill(display)


def bill(display: CustomerDisplay) -> None:
    display.show_cart(a_bill())
    display.show_member(Member(name="陈建国", points=2386))


def cash(display: CustomerDisplay) -> None:
    bill(display)
    display.show_due(Due(amount=a_bill().total))


def code(display: CustomerDisplay) -> None:
    bill(display)
    language = words.language()
    amount = a_bill().total - Money(2500)
    due = Due(amount=amount, note=NOTES[language], ways=WAYS[language], code=CODE, left_s=98)
    display.show_due(due)


def paid(display: CustomerDisplay) -> None:
    display.show_paid(a_sale(given=Money(12000)))


def paid_exactly(display: CustomerDisplay) -> None:
    display.show_paid(a_sale(given=a_bill().total))


def stress(display: CustomerDisplay) -> None:
    cart = long_bill(100).discount_all(amount=Money(12345))
    cart = add(cart, LONG, Money(9_999_999), Quantity.pieces(1))
    cart = add(cart, LONG, Money(100_000_000), Quantity(99_999_000))
    display.show_cart(cart)
    display.show_cart(add(cart, LONG, Money(13800), Quantity(12_345), is_kg=True))


def million(display: CustomerDisplay) -> None:
    cart = add(long_bill(3), LONG, Money(61_728_243), Quantity.pieces(2))
    display.show_cart(cart)
    display.show_due(Due(amount=cart.total, code=CODE, left_s=5))


STATES: tuple[Callable[[CustomerDisplay], None], ...] = (
    idle,
    bare,
    bill,
    cash,
    code,
    paid,
    paid_exactly,
    stress,
    million,
)

if __name__ == "__main__":
    main()
