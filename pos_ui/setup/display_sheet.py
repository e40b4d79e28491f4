"""Trying what the customer looks at: the second screen, and a line display on a pole."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from devices import checkup
from devices.checkup import Level, Result, State
from devices.displays import cd5220
from pos_ui.display.placing import AUTO, OFF, Place, chosen
from pos_ui.kit import style, tokens
from pos_ui.kit.paints import CENTRE, fitted, write
from pos_ui.kit.segment import Segment
from pos_ui.kit.words import t
from pos_ui.setup import addresses
from pos_ui.setup.bench import Bench
from pos_ui.setup.choice_list import Choice, ChoiceList
from pos_ui.setup.device_sheet import DeviceSheet
from pos_ui.setup.labour import Labour

SHOWN_MS = 5000
POLES = (("cd5220", "ascii"), ("cd5220", "gbk"), ("led8", ""))
POLE_NAMES = ("CD5220", "CD5220 GBK", "LED8")
BARS = ("white", "yellow", "cyan", "lime", "magenta", "red", "blue", "black")  # of a test picture


class DisplaySheet(DeviceSheet):
    """The left side chooses the screen, the right side the line display."""

    name = "display"
    where = "setup.fact_second"

    def __init__(self, bench: Bench, labour: Labour, rows: int = 4) -> None:
        self.poles = ChoiceList(rows)
        self.pole_kind = Segment(height=44, takes_focus=True)
        self.picture: TestPicture | None = None
        super().__init__(bench, labour, rows)
        self.own.hide()

    def fill(self) -> None:
        """Offer lines for the pole display."""
        self.heading("setup.pole")
        self.right.addWidget(self.poles)
        self.pole_kind.show_items(POLE_NAMES)
        self.right.addWidget(self.pole_kind)
        self.right.addStretch(1)
        self.poles.chosen.connect(self._choose_pole)
        self.pole_kind.chosen.connect(self._choose_kind)
        self.add_action("setup.test_picture", "monitor", self.show_picture)
        self.eights = self.add_action("setup.eights", "calculator", self.show_eights)

    def offer(self) -> None:
        """Offer the screens of this computer, and ports."""
        ours = self.bench.ours
        screens = [
            Choice(it.name(), it.name(), f"{it.geometry().width()}×{it.geometry().height()}")
            for it in QGuiApplication.screens()[1:]
        ]
        automatic = Choice(AUTO, t("setup.display_auto"), t("setup.display_auto_line"))
        self.list.offer([automatic, *screens, Choice(OFF, t("setup.display_off"))], ours.display)
        self.baud.setVisible(False)
        asked = addresses.query_of(ours.pole)
        at = _kind_of(asked)
        self.poles.offer(
            addresses.choices(
                self.bench.found, set(self.kinds), ours.pole, t("setup.no_pole"), **_asked(at)
            ),
            ours.pole,
        )
        self.pole_kind.show_items(POLE_NAMES, at)
        self.eights.setEnabled(bool(ours.pole))

    def choose(self, url: str) -> None:
        """Use this screen from now on."""
        self.keep(display=url)

    def start(self) -> None:
        """Say whether there is a screen for the customer."""
        self.show_result(look_at_screens(self.bench.ours.display, self.screen()))

    def stop(self) -> None:
        """Take the picture away."""
        if self.picture is not None:
            self.picture.close()
            self.picture = None

    def show_picture(self) -> None:
        """Show a picture on the customer's screen for a while."""
        screen = screen_of(self.bench.ours.display, self.screen())
        if screen is None:
            self.start()
            return
        self.stop()
        self.picture = TestPicture()
        self.picture.stand_on(screen)
        self.show_result(_shown(screen, "display_shows", Level.INTERACTIVE))

    def show_eights(self) -> None:
        """Show all digits of the line display."""
        pole = self.bench.ours.pole
        if pole:
            hear = self.overhear()
            self.work(lambda *_: checkup.show_eights(pole, hear=hear))

    def _choose_pole(self, url: str) -> None:
        self.bench.results.pop("pole", None)
        self.keep(pole=url)
        if url:
            self.show_eights()

    def _choose_kind(self, at: int) -> None:
        pole = self.bench.ours.pole
        if pole:
            self._choose_pole(addresses.with_query(pole, **_asked(at)))


class TestPicture(QWidget):
    """A frame from edge to edge, eight colours, and the size of the screen."""

    __test__ = False  # pytest, this is no test

    def __init__(self) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.Tool)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._over = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._over.timeout.connect(self.close)

    def stand_on(self, screen: QScreen) -> None:
        """Fill a screen for a while."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.show()
        self._over.start()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        painter = QPainter(self)
        theme = tokens.LIGHT
        painter.fillRect(self.rect(), theme.surface)
        wide = self.width() / len(BARS)
        for at, colour in enumerate(BARS):
            bar = QRect(round(at * wide), self.height() * 2 // 3, round(wide) + 1, self.height())
            painter.fillRect(bar, QColor(colour))
        painter.setPen(QColor(theme.danger))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        upper = QRect(40, 0, self.width() - 80, self.height() // 3)
        title = t("setup.picture")
        write(painter, upper, title, fitted(title, 48, 700, upper.width()), theme.text, CENTRE)
        lower = upper.translated(0, self.height() // 4)
        size = f"{self.width()} × {self.height()}  ¥88,888.88"
        write(painter, lower, size, style.font(36, 700), theme.primary, CENTRE)


def screen_of(setting: str, cashier: QScreen) -> QScreen | None:
    """Return the customer's screen, if there is one."""
    screens = QGuiApplication.screens()
    place = chosen(setting, map(_place, screens), _place(cashier))
    return next((it for it in screens if _place(it) == place), None)


def look_at_screens(setting: str, cashier: QScreen) -> Result:
    """Say whether there is a screen for the customer."""
    if setting == OFF:
        return checkup.absent("display")
    screen = screen_of(setting, cashier)
    if screen is not None:
        return _shown(screen, "display_there", Level.EXTERNAL)
    if setting == AUTO:
        return checkup.absent("display")
    return Result(
        name="display",
        level=Level.EXTERNAL,
        state=State.FAULT,
        code="display_away",
        figures={"screen": setting},
        error="E-DEV-404",
    )


def _shown(screen: QScreen, code: str, level: Level) -> Result:
    size = screen.geometry().size()
    figures: dict[str, int | float | str] = {
        "screen": screen.name(), "width": size.width(), "height": size.height(),
    }  # fmt: skip
    return Result(name="display", level=level, state=State.OK, code=code, figures=figures)


def _place(screen: QScreen) -> Place:
    return Place(screen.name(), screen.geometry())


def _kind_of(asked: dict[str, str]) -> int:
    kind = asked.get("protocol", "cd5220"), asked.get("encoding", cd5220.ENCODINGS[0])
    if kind[0] == "led8":
        return len(POLES) - 1
    return POLES.index(kind) if kind in POLES else 0


def _asked(at: int) -> dict[str, str]:
    protocol, encoding = POLES[at]
    return {"protocol": protocol, "encoding": encoding}
