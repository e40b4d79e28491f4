"""Proves that run.py is all an empty Debian 12 needs: set-up, window, demo, tests.

Makes a Debian in a folder, gives it this machine's way to the registries and nothing
else, copies the project into it and runs it there. Needs root and debootstrap.
`run.py prove empty-debian [--folder DIR] [setup|window|demo|test …]`
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
INSIDE = "/srv/zhanggui"
WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("掌柜 ￥19.99")
label.show()
app.processEvents()
assert not label.grab().isNull()
print(app.platformName(), "shows a window")
"""
PYTHON = f"{INSIDE}/.venv/bin/python"
OFFSCREEN = f"QT_QPA_PLATFORM=offscreen {PYTHON} -c '{WINDOW}'"
XCB = f"""
Xvfb :7 -screen 0 800x600x24 & screen=$!
sleep 3
DISPLAY=:7 {PYTHON} -c '{WINDOW}'; code=$?
kill $screen
exit $code
"""
STEPS = {
    "setup": f"python3 {INSIDE}/run.py setup && python3 {INSIDE}/run.py setup",
    "window": f"{OFFSCREEN} && ({XCB})",
    "demo": f"python3 {INSIDE}/run.py",
    "test": f"python3 {INSIDE}/run.py test -q",
}


def main(words: list[str]) -> int:
    """Run the steps one after the other and tell how long each took."""
    parser = argparse.ArgumentParser(prog="run.py prove empty-debian")
    parser.add_argument("--folder", type=Path, help="keeps the empty Debian here")
    parser.add_argument("steps", nargs="*", default=list(STEPS), metavar="STEP")
    chosen = parser.parse_args(words)
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="debian"))
    system = fresh(folder.absolute())
    failed = [step for step in chosen.steps if not succeeds(system, step)]
    print(f"{len(chosen.steps) - len(failed)} passed, {len(failed)} failed", *failed)
    if not chosen.folder:
        shutil.rmtree(folder)
    return len(failed)


def fresh(folder: Path) -> Path:
    """Copy the empty Debian, which is made the first time, and put the project in."""
    empty, system = folder / "base", folder / "try"
    if not (empty / "etc/os-release").exists():
        make_debian(empty)
    shutil.rmtree(system, ignore_errors=True)
    run(["cp", "-a", empty, system])
    take_along_the_network(system)
    copy_project(system / INSIDE[1:])
    return system


def make_debian(folder: Path) -> None:
    """Install the smallest Debian 12 that has a Python."""
    if not shutil.which("debootstrap"):
        sys.exit("apt-get install debootstrap")
    packages = "--include=python3,ca-certificates"
    folder.parent.mkdir(parents=True, exist_ok=True)
    run(
        ["debootstrap", "--variant=minbase", packages, "bookworm", folder, mirror()],
        stdout=subprocess.DEVNULL,
    )


def mirror() -> str:
    """Find where this machine gets Debian from."""
    for file in sources():
        if found := re.search(r"^(?:URIs:|deb) +(\S+)", file.read_text(), re.MULTILINE):
            return found[1]
    sys.exit("this machine has no Debian sources")


def sources() -> list[Path]:
    """Name the files that tell apt about Debian itself."""
    lists = [Path("/etc/apt/sources.list"), *Path("/etc/apt").glob("sources.list.d/*")]
    return [
        file
        for file in lists
        if file.suffix in {".list", ".sources"}
        and file.exists()
        and re.search("bookworm.*main|debian-archive-keyring", file.read_text())
    ]


def take_along_the_network(system: Path) -> None:
    """Give it this machine's names, certificates, proxies and mirrors."""
    (system / "etc/apt/sources.list").unlink(missing_ok=True)
    places = ["/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf"]
    certificates = "/etc/ssl/certs/ca-certificates.crt"
    for file in [*map(Path, [*places, certificates]), *sources()]:
        if file.exists():
            shutil.copy(file, system / str(file)[1:])
    settings = subprocess.check_output(["apt-config", "dump"], text=True)
    wanted = r"^Acquire::(?:http|https|Check|Retries).*\n"
    (system / "etc/apt/apt.conf.d/90machine").write_text(
        "".join(re.findall(wanted, settings, re.MULTILINE))
    )


def copy_project(target: Path) -> None:
    """Copy what git would: no environment, no caches, nothing ignored."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.check_output(listing, cwd=ROOT, text=True).split("\0")
    for name in filter(None, names):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def succeeds(system: Path, step: str) -> bool:
    """Run one step inside, with /proc and shared memory of its own."""
    print(f"== {step}", flush=True)
    started = time.monotonic()
    mounts = f"mount -t proc proc {system}/proc && mount -t tmpfs shm {system}/dev/shm"
    enter = f'{mounts} && exec chroot {system} env -i "$@" bash -c "$STEP"'
    command = ["unshare", "--mount", "--pid", "--fork", "bash", "-c", enter, "bash"]
    done = subprocess.run(
        [*command, *environment()],
        env={**os.environ, "STEP": STEPS[step]},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    verdict = "ok" if done.returncode == 0 else f"exit code {done.returncode}"
    print(f"== {step}: {verdict}, {time.monotonic() - started:.0f} s", flush=True)
    return done.returncode == 0


def environment() -> list[str]:
    """Start from nothing but the way to the registries."""
    network = ("PIP_", "UV_", "SSL_CERT", "HTTP", "http", "NO_PROXY", "no_proxy")
    path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    kept = [f"{k}={v}" for k, v in os.environ.items() if k.startswith(network)]
    return [path, "HOME=/root", "LANG=C.UTF-8", *kept]


def run(command: list[str | Path], stdout: int | None = None) -> None:
    """Run a tool that must succeed."""
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=stdout)
