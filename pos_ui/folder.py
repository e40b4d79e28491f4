"""Which folder a till keeps its data in."""

import argparse
import os
import sys
from pathlib import Path

DATABASE = "till.sqlite"


def default() -> Path:
    """Say where a till keeps its data when nobody says: the user's own application data."""
    if chosen := os.environ.get("ZHANGGUI_DATA"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Zhanggui"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "zhanggui"


def argument(parser: argparse.ArgumentParser) -> None:
    """Add --data, which every command takes."""
    parser.add_argument(
        "--data", type=Path, default=default(), metavar="DIR", help="数据文件夹 data folder"
    )
