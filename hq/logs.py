"""Logs for machines: one JSON object a line, without anything about people or goods."""

import logging
import sys
from datetime import UTC, datetime

import msgspec

OURS = ("status", "ms", "store", "till")  # what a record may carry besides its words


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Write when, how bad, who says so, and what; a failure with its trace."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        line |= {name: value for name in OURS if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


def begin(*, is_talkative: bool) -> None:
    """Send every record of this process to stderr as JSON; each request too, if wanted."""
    out = logging.StreamHandler(sys.stderr)
    out.setFormatter(JsonLines())
    logging.basicConfig(handlers=[out], level=logging.INFO, force=True)
    for name in ("alembic", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("hq.access").setLevel(logging.INFO if is_talkative else logging.WARNING)
