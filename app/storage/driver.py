"""The SQLite driver, named here only: it carries its own SQLite, without the WAL-reset fault.

Where it has no wheel (Linux on ARM64) Python's own driver takes its place, and the gate in
`database.open_file` decides by its version and says how to build the other.
"""

try:
    from pysqlite3 import dbapi2

    is_missing = False
except ImportError:
    import sqlite3 as dbapi2

    is_missing = True

__all__ = ["dbapi2", "is_missing"]
