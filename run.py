# -*- coding: utf-8 -*-
"""Set up 掌柜 Zhanggui on this machine and start it; see `python3 run.py --help`.

Any Python from 2.7 on can read this file, so that a wrong one is told what to do.
"""

import os
import sys

ADVICE = """掌柜需要 Python 3.11 或更新版本，现在运行的是 {version}。
{chinese}
Zhanggui needs Python 3.11 or newer; this is {version}.
{english}
"""
NAMES = ["python3.11", "python3.12", "python3.13", "python3.14"]
SOURCE = "sudo apt-get install python3.11 python3.11-venv (Debian 12+, Ubuntu 22.04+)"
if os.name == "nt":
    NAMES.append("py -3.11")
    SOURCE = "https://www.python.org/downloads/windows/"


def is_here(name):  # noqa: ANN001, ANN201, D103 - no annotations in Python 2
    folders = os.environ.get("PATH", "").split(os.pathsep)
    program = name.split()[0] + (".exe" if os.name == "nt" else "")
    return any(os.access(os.path.join(f, program), os.X_OK) for f in folders)  # noqa: PTH118


def advice():  # noqa: ANN201, D103
    better = [name for name in NAMES if is_here(name)]
    chinese = "请先安装：" + SOURCE
    english = "Install it first: " + SOURCE
    if better:
        chinese = "请改用：" + better[0] + " run.py"
        english = "Start it with: " + better[0] + " run.py"
    version = ".".join(str(part) for part in sys.version_info[:3])
    return ADVICE.format(version=version, chinese=chinese, english=english)


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.stderr.write(advice())
        sys.exit(1)
    from bootstrap.main import main

    sys.exit(main(sys.argv[1:]))
