"""What matching finds of rows: agreement of some kind, or one of the exceptions."""

from enum import StrEnum


class Finding(StrEnum):
    """One for each group of rows; the order is that of the numbers which the engine uses."""

    MATCHED = "matched"
    CUTOFF = "cutoff"  # on neighbouring days of both books
    PROVEN = "proven"  # unknown to us, shown by the statement to be paid
    NO_MONEY = "no_money"  # nothing moved: closed or failed
    TIMING = "timing"  # still has days to appear
    MISSING_CHANNEL = "missing_channel"
    MISSING_INTERNAL = "missing_internal"
    AMOUNT_MISMATCH = "amount_mismatch"
    STATUS_MISMATCH = "status_mismatch"
    DUP_CHANNEL = "dup_channel"
    DUP_INTERNAL = "dup_internal"
    REFUND_ORPHAN = "refund_orphan"
    REFUND_OVER = "refund_over"
    SPLIT_INCOMPLETE = "split_incomplete"
    FEE_MISMATCH = "fee_mismatch"
    FEE_MISSING = "fee_missing"
    FUZZY_PROPOSED = "fuzzy_proposed"
    AMBIGUOUS = "ambiguous"
    FILE_MISSING = "file_missing"
    UNKNOWN_STORE = "unknown_store"
    SETTLE_LATE = "settle_late"
    SETTLE_SHORT = "settle_short"
    CONTROL_TOTAL = "control_total"
    BALANCE_CHAIN = "balance_chain"
    FORMAT_CHANGED = "format_changed"


NUMBERS = {it: at for at, it in enumerate(Finding)}
BY_NUMBER = tuple(Finding)
AGREED = frozenset({Finding.MATCHED, Finding.CUTOFF, Finding.PROVEN, Finding.NO_MONEY})
