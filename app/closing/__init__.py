"""Closing a shift and a day: the blind count, what is over or short, X and Z."""
