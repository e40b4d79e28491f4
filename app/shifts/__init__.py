"""The open shift of a till: its business date, its float, and cash that comes and goes."""
