"""The page of payment assurance: read in a thread, driven by keys, numbers with their evidence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.assurance.watching import About, Advice, Incident, Interval, Kind, Tally
from app.base.errors import Trouble
from app.base.money import Money
from app.payments.attempt import Attempt, Event
from app.till import Till
from pos_ui.assurance import wording
from pos_ui.assurance.chart import lowest_of
from pos_ui.kit import words
from pos_ui.window import TillWindow
from tests.app.assurance.test_outcomes import LOST, PAID, attempt, put
from tests.examples import MILK, NOON
from tests.pos_ui import keys
from tests.pos_ui.hands import wait_for

KEY = Qt.Key
ZONE = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)
Show = Callable[[], None]


@pytest.fixture
def show(window: TillWindow) -> Show:
    def shown() -> None:
        window.selling.do("assurance")
        assert wait_for(lambda: window.assurance.view is not None, 10)
        QApplication.processEvents()

    return shown


def made(minutes: float) -> Attempt:
    return replace(attempt(), made_at=NOON - minutes * MINUTE)


def test_it_is_read_beside_the_screen_and_esc_goes_back(window: TillWindow, show: Show) -> None:
    show()
    assert window.pages.currentWidget() is window.assurance
    keys.press(window, KEY.Key_Escape)
    assert window.pages.currentWidget() is window.selling


def test_a_scan_on_the_page_is_sold(window: TillWindow, show: Show) -> None:
    show()
    keys.scan(window, MILK.barcode)
    assert window.register.cart is not None
    assert window.register.cart.pieces == 1


def test_a_payment_without_a_result_is_opened_by_enter(
    window: TillWindow, till: Till, show: Show
) -> None:
    one = put(till.shop, *LOST, one=made(6))
    show()
    keys.press(window, KEY.Key_Down)
    keys.press(window, KEY.Key_Return)
    body = window.asking.body
    assert body is not None
    said = " ".join(child.accessibleName() for child in body.findChildren(QWidget))
    assert one.number[:9] in said


def test_the_range_is_chosen_by_number(window: TillWindow, till: Till, show: Show) -> None:
    put(till.shop, *PAID, one=made(3 * 24 * 60))
    show()
    view = window.assurance.view
    assert view is not None
    assert view.whole.n == 0
    keys.press(window, KEY.Key_2)
    assert wait_for(lambda: window.assurance.view is not view, 10)
    assert window.assurance.view is not None
    assert window.assurance.view.whole.n == 1


def test_what_cannot_be_read_is_said(window: TillWindow, show: Show) -> None:
    show()

    def fails(_days: int) -> None:
        raise Trouble("hq_unreachable", why="x")

    window.assurance.begin(fails, ZONE)  # type: ignore[arg-type]
    assert wait_for(window.assurance.banner.isVisible, 5)


def test_another_language_is_spoken_at_once(window: TillWindow, till: Till, show: Show) -> None:
    put(till.shop, *PAID, one=made(2))
    show()
    window.use_language("en")
    assert window.assurance.tiles[0].shown.name == "Success rate"


ADVICE = Advice(
    about=About.CHANNEL,
    what="quickpass",
    instead="wechat",
    wallet="wechat",
    n=375,
    other_n=444,
    rate=0.93,
    other_rate=0.99,
    delta=Interval(value=-0.06, low=-0.1, high=-0.03),
    fee=Money(-1234),
)


def test_advice_has_its_counts_its_interval_and_its_fee(window: TillWindow, show: Show) -> None:
    show()
    view = window.assurance.view
    assert view is not None
    words.use_language("en")
    (one,) = wording.matters(replace(view, advice=(ADVICE,)))
    assert "6.0 points" in one.title
    assert "375 against 444" in one.line
    assert "3.0–10.0" in one.line
    assert "saves ¥12.34" in one.line


def test_a_till_and_an_hour_are_named_as_people_do(window: TillWindow, show: Show) -> None:
    show()
    view = window.assurance.view
    assert view is not None
    words.use_language("en")
    till = replace(ADVICE, about=About.TILL, what="s1/03", instead="", fee=None)
    hour = replace(till, about=About.HOUR, what="23")
    titles = [one.title for one in wording.matters(replace(view, advice=(till, hour)))]
    assert titles[0].startswith("Till 03")
    assert titles[1].startswith("23:00–00:00")


def test_an_incident_says_since_when_and_how_many() -> None:
    words.use_language("en")
    it = Incident(
        kind=Kind.SLOW,
        channel="alipay",
        began_at=NOON - 90 * MINUTE,
        noticed_at=NOON,
        ended_at=None,
        n=40,
        bad=12,
        usual=0.02,
    )
    when, what, numbers = wording.incident_words(it, NOON, ZONE)
    assert (when.endswith("90 min"), what.startswith("Alipay"), numbers) == (
        True,
        True,
        "12 of 40, usually 2.0%",
    )


def test_a_share_of_nothing_is_a_dash_not_a_zero() -> None:
    assert wording.between(Tally().rate) == "—"
    assert wording.seconds(None) == "—"


def test_the_scale_of_the_chart_holds_the_worst_share(
    window: TillWindow, till: Till, show: Show
) -> None:
    for minutes in range(9, 0, -1):
        put(till.shop, *LOST, Event.GIVE_UP, Event.DEAD, one=made(minutes))
    show()
    assert window.assurance.view is not None
    assert lowest_of(window.assurance.view) == 0.0
