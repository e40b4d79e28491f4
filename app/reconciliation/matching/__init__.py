"""Matching our own books with the channels' statements: passes in SQL, the rest by reasoning."""
