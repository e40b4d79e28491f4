"""What HQ is asked about goods that are brought back: too slow for the screen's thread."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.ids import SaleId
from app.base.quantity import Quantity
from app.selling.given_back import Return
from app.selling.sold import Claim, Sold
from app.settings import Settings

if TYPE_CHECKING:
    from pos_ui.opening import Opened
    from sync.client import HqClient
    from sync.wire import ClaimAnswer

Lines = Mapping[tuple[SaleId, int], Quantity]  # how much of a sale's line


@dataclass(frozen=True, slots=True)
class HeadOffice:
    """Asks HQ in the name of one open till; raises Trouble where it does not answer."""

    opened: "Opened"

    @property
    def settings(self) -> Settings:
        """The till's settings."""
        return self.opened.settings

    def sold(self, wanted: str, patience_s: float) -> Sold | None:
        """Return a sale by id or number as HQ knows it; None where it knows none."""
        with self._line(patience_s) as hq:
            answer = hq.sold(wanted)
        if answer.sale is None:
            return None
        claims = (
            Claim(claim.refund, line.line, line.quantity)
            for claim in answer.claims
            for line in claim.lines
        )
        is_ours = answer.sale.till == self.settings.till
        known = Sold(sale=answer.sale, is_ours=is_ours)
        return known.told(answer.takers, claims)

    def claim(self, bill: SaleId, lines: Lines, patience_s: float) -> "ClaimAnswer":
        """Ask whether a bill may take these goods back; none of them lets go what it kept."""
        from sync.wire import ClaimedLine, ReturnClaim  # noqa: PLC0415

        wanted = tuple(
            ClaimedLine(sale=sale, line=line, quantity=quantity)
            for (sale, line), quantity in sorted(lines.items())
        )
        with self._line(patience_s) as hq:
            return hq.claim(ReturnClaim(refund=bill, lines=wanted))

    @contextmanager
    def _line(self, patience_s: float) -> "Iterator[HqClient]":
        """Open a line of our own: another thread sends on the other one."""
        from pos_ui import hq_line  # noqa: PLC0415 - httpx

        with closing(hq_line.connect(self.opened.folder, self.settings, patience_s)) as hq:
            yield hq


def lines_of(returns: "tuple[Return, ...]") -> Lines:
    """Add up what comes back of the lines of known sales."""
    sums: Counter[tuple[SaleId, int]] = Counter()
    for one in returns:
        if one.sale:
            sums[one.sale, one.line] += one.quantity.thousandths
    return {line: Quantity(thousandths) for line, thousandths in sums.items()}
