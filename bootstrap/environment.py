"""The project's own Python environment: made once, kept in step with the lock."""

import hashlib
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bootstrap import lockfile, machine, mirror, process
from bootstrap.console import say
from bootstrap.problems import explain, is_missing_build

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
PYPROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
STAMP = "zhanggui.stamp"
TOOLS = ROOT / ".tools"  # what set-up needs only while it runs
EDITABLE: tuple[str | Path, ...] = (
    "--no-deps",
    "--no-build-isolation",
    "--editable",
    ROOT,
)
GROUPS = ("till", "hq", "reconcile", "packaging", "dev")


def python_of(venv: Path) -> Path:
    """Find the interpreter of an environment."""
    windows = sys.platform == "win32"
    return venv / ("Scripts/python.exe" if windows else "bin/python")


def is_ready() -> bool:
    """Tell whether the environment is what lock, Python and folder ask for."""
    return _stamp_of(VENV) == stamp() and python_of(VENV).exists()


def stamp() -> str:
    """Sum up what an environment depends on: its packages, its Python, its place."""
    content = LOCK.read_bytes() + PYPROJECT.read_bytes()
    python = f"{sys.implementation.cache_tag} {platform.machine()}"
    return f"{hashlib.sha256(content).hexdigest()}\n{python} {VENV}\n"


def prepare(*, with_uv: bool = True) -> None:
    """Make the environment, or bring it up to date; raises Stop.

    The stamp goes first and comes last, so an interrupted set-up leaves none and the
    next start begins afresh. A second start waits for the first.
    """
    TOOLS.mkdir(exist_ok=True)
    with alone(TOOLS / "setup.lock"):
        if is_ready():
            return
        say(
            "正在准备运行环境，第一次需要几分钟…",
            "Setting up; this takes a few minutes the first time…",
        )
        started = time.monotonic()
        machine.complete()
        _begin()
        _install(with_uv=with_uv)
        (VENV / STAMP).write_text(stamp(), "utf-8")
        seconds = round(time.monotonic() - started)
        say(f"准备好了，用时 {seconds} 秒。", f"Ready after {seconds} s.")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a file lock that the operating system frees when this process ends."""
    with path.open("ab") as file:
        if not _locked(file):
            say(
                "另一个窗口正在安装，请稍候…",
                "Another set-up is running; waiting for it…",
            )
            while not _locked(file):
                time.sleep(0.5)
        yield


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _stamp_of(venv: Path) -> str:
    try:
        return (venv / STAMP).read_text("utf-8")
    except OSError:
        return ""


def _begin() -> None:
    """Keep an environment that was finished and only lags; else start from none.

    An old one is moved away first, which Windows refuses while a program runs in it:
    so either all of it goes or nothing.
    """
    lags = _stamp_of(VENV).splitlines()[1:] == stamp().splitlines()[1:]
    if lags and python_of(VENV).exists():
        (VENV / STAMP).unlink()
        return
    old = TOOLS / "old"
    shutil.rmtree(old, ignore_errors=True)
    if VENV.exists():
        VENV.rename(old)
    say("创建 Python 环境…", "Making a Python environment…")
    _run([_base_python(), "-m", "venv", VENV])
    shutil.rmtree(old, ignore_errors=True)


def _base_python() -> str:
    """Find the machine's Python, also when this one is the environment's own."""
    return str(getattr(sys, "_base_executable", sys.executable))


def _install(*, with_uv: bool) -> None:
    lock = LOCK.read_text("utf-8")
    if with_uv and _install_uv(lock):
        extra = mirror.for_uv(python_of(VENV), os.environ)
        say("下载并安装组件…", "Downloading and installing packages…")
        sync(LOCK, VENV, extra)
        _run([*_uv("install", VENV), *EDITABLE])
        return
    say("用 pip 安装组件，较慢…", "Installing packages with pip, which is slower…")
    _pip(["--require-hashes", "-r"], lockfile.without(lock, "uv"))
    # The builder is looked for on the PATH, as in an activated environment.
    path = f"{python_of(VENV).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    pip = [str(python_of(VENV)), "-m", "pip", "install", "--quiet"]
    _run([*pip, *EDITABLE], {"PATH": path})


def _install_uv(lock: str) -> bool:
    """Get the one uv that the lock names, by pip, which is told where mirrors are."""
    say("获取安装工具 uv…", "Getting the installer, uv…")
    only_uv = lockfile.only(lock, {"uv"})
    try:
        _pip(["--only-binary=:all:", "--require-hashes", "-r"], only_uv, check=False)
    except process.Failed as failed:
        if is_missing_build(failed.output):
            return False
        raise explain(failed.output) from failed
    return True


def _pip(options: list[str], requirements: str, *, check: bool = True) -> None:
    command = [str(python_of(VENV)), "-m", "pip", "install", "--quiet", *options]
    with _file(requirements) as path:
        (_run if check else process.run)([*command, path])


@contextmanager
def _file(text: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "requirements.txt")
        path.write_text(text, "utf-8")
        yield path


def sync(lock: Path, venv: Path, extra: dict[str, str]) -> None:
    """Make an environment hold exactly what this lock lists, compiled."""
    _run([*_uv("sync", venv), "--require-hashes", "--compile-bytecode", lock], extra)


def _uv(verb: str, venv: Path) -> list[str | Path]:
    uv = python_of(VENV).with_name("uv.exe" if sys.platform == "win32" else "uv")
    return [uv, "pip", verb, "--system-certs", "--python", python_of(venv)]


def _run(command: process.Command, extra: dict[str, str] | None = None) -> str:
    try:
        return process.run(command, extra)
    except process.Failed as failed:
        raise explain(failed.output) from failed


def make_runtime(folder: Path) -> None:
    """Make a second environment that holds the till and what freezes it; no more.

    uv says which packages those groups need, the lock says which files they are.
    """
    extra = mirror.for_uv(python_of(VENV), os.environ)
    _run([_base_python(), "-m", "venv", "--without-pip", folder])
    with _file(lockfile.only(LOCK.read_text("utf-8"), _runtime_names(extra))) as path:
        sync(path, folder, extra)


def _runtime_names(extra: dict[str, str]) -> set[str]:
    groups = ["--group", "till", "--group", "reconcile", "--group", "packaging"]
    plain = ["--no-header", "--no-annotate", "--universal", "--quiet"]
    command = [*_uv("compile", VENV), PYPROJECT, *groups, *plain, "-c", LOCK]
    return lockfile.names(_run(command, extra))


def lock_again(options: list[str]) -> None:
    """Write requirements.lock anew from pyproject.toml, from the public index.

    A version that still fits is kept; `--upgrade` looks for newer ones.
    """
    groups = [word for group in GROUPS for word in ("--group", group)]
    shape = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    command = [*_uv("compile", VENV), PYPROJECT, *groups, *shape, "--no-header"]
    for name in [name for name in os.environ if name.startswith("UV_")]:
        del os.environ[name]  # no mirror of this machine decides what others get
    _run([*command, "--quiet", *options, "-o", LOCK])
