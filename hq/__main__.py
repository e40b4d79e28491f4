"""The program `zhanggui-hq`: head office's server and what its technician does."""

import sys

from app import console

COMMANDS = {
    name: f"hq.commands.{module}"
    for name, module in {
        "serve": "serve",
        "till": "till",
        "enrol": "enrol",
        "revoke": "revoke",
        "import": "importing",
        "publish": "publish",
        "status": "status",
        "verify": "verify",
        "user": "user",
        "backup": "backup",
        "restore": "restore",
        "cells": "cells",
        "audit": "audit",
        "quarantine": "quarantine",
    }.items()
}


def main() -> int:
    """Run the command that the arguments name."""
    return console.main("zhanggui-hq", COMMANDS)


if __name__ == "__main__":
    sys.exit(main())
