"""The one place where the application's fonts and colours are set."""

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from pos_ui.kit import fonts, tokens
from pos_ui.kit.tokens import Theme

WEIGHTS = {400: QFont.Weight.Normal, 600: QFont.Weight.DemiBold, 700: QFont.Weight.Bold}
TIGHT_PX, TIGHTER_PX = 22, 36

_families: list[str] = []
_cache: dict[tuple[int, int], QFont] = {}

QSS = """
QWidget#screen, QStackedWidget {{ background: {app}; }}
QLineEdit {{ background: transparent; border: none; color: {text};
    placeholder-text-color: transparent;
    selection-background-color: {primary_tint2}; selection-color: {text}; }}
QLineEdit:disabled {{ color: {disabled}; }}
QToolTip {{ background: {bar}; color: {bar_text}; border: none; padding: 6px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {border_strong}; border-radius: 3px; min-height: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def start(app: QApplication, theme: Theme) -> bool:
    """Load the fonts and apply a theme; return whether the Chinese font is our own."""
    families, is_bundled = fonts.load()
    _families[:] = families
    _cache.clear()
    app.setStyle("Fusion")
    apply(app, theme)
    return is_bundled


def apply(app: QApplication, theme: Theme) -> None:
    """Change the colours of everything that is shown."""
    tokens.use(theme)
    app.setPalette(_palette(theme))
    app.setFont(font(15))
    app.setStyleSheet(QSS.format(**{name: getattr(theme, name) for name in theme.__slots__}))
    for widget in app.allWidgets():
        widget.update()


def font(px: int, weight: int = 400) -> QFont:
    """Return the font of this size in pixels, with digits of one width."""
    known = _cache.get((px, weight))
    if known is None:
        known = _cache[px, weight] = _font(px, weight)
    return QFont(known)


def _font(px: int, weight: int) -> QFont:
    made = QFont()
    if _families:
        made.setFamilies(_families)
    made.setPixelSize(max(1, px))
    made.setWeight(WEIGHTS[weight])
    made.setFeature(QFont.Tag("tnum"), 1)
    if px >= TIGHTER_PX:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 96)
    elif px >= TIGHT_PX:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 97)
    return made


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for of, colour in {
        role.Window: theme.app,
        role.Base: theme.surface,
        role.AlternateBase: theme.surface,
        role.Button: theme.surface,
        role.Text: theme.text,
        role.WindowText: theme.text,
        role.ButtonText: theme.text,
        role.PlaceholderText: theme.text3,
        role.Highlight: theme.primary_tint2,
        role.HighlightedText: theme.text,
        role.ToolTipBase: theme.bar,
        role.ToolTipText: theme.bar_text,
    }.items():
        palette.setColor(of, QColor(colour))
    return palette
