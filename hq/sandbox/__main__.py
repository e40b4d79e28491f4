"""The program `zhanggui-sandbox`: payment providers to try things with, no money."""

import sys

from app import console

COMMANDS = {
    name: f"hq.sandbox.commands.{name}" for name in ("serve", "status", "reset", "statements")
}


def main() -> int:
    """Run the command that the arguments name."""
    return console.main("zhanggui-sandbox", COMMANDS)


if __name__ == "__main__":
    sys.exit(main())
