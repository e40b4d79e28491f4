"""Training: a till beside the till, with the same goods and people, where nothing counts.

It has a folder, a database and a chain of facts of its own, knows no head office, and opens no
drawer. What was sold there stays there; goods and people are taken over anew at each start.
"""

from dataclasses import replace
from pathlib import Path

from app import settings
from app.settings import Settings
from app.staff import pins
from app.storage import copying, secrets
from pos_ui import opening
from pos_ui.folder import DATABASE

FOLDER = "training"
TABLES = ("product", "product_barcode", "staff_role", "staff_person")


def settle(folder: Path) -> Path:
    """Return where the till of this folder trains, with settings like its own."""
    ours = settings.load(folder)
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    settings.save(place, like(ours))
    return place


def like(ours: Settings) -> Settings:
    """Return the settings of a till that trains: no head office, no card is charged."""
    terminal = "sim://training" if ours.card_terminal else ""
    return replace(ours, hq_url="", is_training=True, card_terminal=terminal)


def refresh(place: Path) -> None:
    """Take goods, people and their PINs over from the till that trains here; raises Told.

    Too slow for the screen's thread where there are many goods.
    """
    with opening.opened(place.parent):  # brings its tables up to date
        pass
    pepper, _ = secrets.read(place.parent, pins.PEPPER)
    if pepper is not None:
        secrets.keep(place, pins.PEPPER, pepper)
    with opening.opened(place) as trained:
        copying.take_over(trained.till.shop.database, place.parent / DATABASE, TABLES)
