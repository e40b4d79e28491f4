"""Setting a cart aside and taking it back: any number of them, through any crash."""

from collections.abc import Iterable

from app.base.errors import Refusal
from app.base.ids import SaleId
from app.selling import drafts
from app.selling.cart import Cart
from app.selling.held import Held
from app.till import Till

PREFIX = "A"
LONGEST_NOTE = 60


def hold(till: Till, cart: Cart, *, cashier: str = "", note: str = "") -> Held:
    """Set the open cart aside under the next label; raises Refusal when it is empty.

    It is on the disk when this returns: a held cart outlives a power cut.
    """
    if cart.is_empty:
        raise Refusal("nothing_to_hold")
    with till.shop.database.writing() as connection:
        labels = [held.label for held, _ in drafts.all_held(connection)]
        held = Held(
            id=cart.id,
            label=_next_label(labels),
            held_at=till.shop.clock(),
            cashier=cashier,
            note=note.strip()[:LONGEST_NOTE],
        )
        drafts.set_aside(connection, held)
    return held


def held(till: Till) -> tuple[tuple[Held, Cart], ...]:
    """Return the carts that wait, the newest first."""
    with till.shop.database.reading() as connection:
        return tuple(drafts.all_held(connection))


def recall(till: Till, wanted: SaleId, present: Cart, *, cashier: str = "") -> Cart:
    """Take a cart back; one that is open now is set aside first, an empty one is let go.

    Raises Refusal when it is gone: completed or taken back elsewhere.
    """
    if not present.is_empty:
        hold(till, present, cashier=cashier)
    with till.shop.database.writing() as connection:
        cart = drafts.take_back(connection, wanted)
        if cart is not None and present.is_empty:
            drafts.forget(connection, present.id)  # else a killed till would reopen with it
    if cart is None:
        raise Refusal("held_is_gone")
    return cart


def _next_label(taken: Iterable[str]) -> str:
    numbers = [int(label.removeprefix(PREFIX)) for label in taken if label.startswith(PREFIX)]
    return f"{PREFIX}{max(numbers, default=0) + 1:02d}"
