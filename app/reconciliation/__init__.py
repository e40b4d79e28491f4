"""The reconciliation centre: every channel's statement against the shop's own books."""
