"""What the operating system must bring: Qt's libraries, a Chinese font, Python's venv.

On Debian and Ubuntu as root, what is missing is installed; elsewhere the command is
said. Nothing here runs when the environment is up to date.
"""

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from bootstrap import process
from bootstrap.console import Stop, say

# Library -> Debian's package. Without the first group Qt cannot be imported at all.
NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
FOR_WINDOWS_ON_SCREEN = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
FONT = "fonts-noto-cjk"
SCREEN = "xvfb"  # a screen for a machine without one
CHINESE_FONTS = ("notosanscjk", "notosanssc", "sourcehan", "wqy", "droidsansfallback")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts")
OTHERS = {
    "dnf": "dnf install -y mesa-libEGL mesa-libGL libxkbcommon-x11 xcb-util-cursor"
    " xcb-util-wm xcb-util-keysyms xcb-util-image xcb-util-renderutil dbus-libs"
    " fontconfig glib2 google-noto-sans-cjk-fonts xorg-x11-server-Xvfb",
    "pacman": "pacman -S --needed libglvnd libxkbcommon-x11 xcb-util-cursor"
    " xcb-util-wm xcb-util-keysyms xcb-util-image xcb-util-renderutil dbus"
    " fontconfig glib2 noto-fonts-cjk xorg-server-xvfb",
}


def complete() -> None:
    """Install or ask for what is missing; raises Stop when it cannot do without."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing()
    if packages and may_install():
        _install(packages)
        packages = missing()
    if not packages:
        return
    if missing_for_python() or _absent(NEEDED):
        raise Stop(
            f"缺少系统组件，请先运行：{command(packages)}",
            f"System packages are missing; first run: {command(packages)}",
        )
    say(
        f"建议安装系统组件：{command(packages)}",
        f"System packages worth having: {command(packages)}",
    )


def missing() -> list[str]:
    """Name the packages to install, by Debian's names."""
    return [*missing_for_python(), *missing_for_qt(), *missing_comforts()]


def may_install() -> bool:
    """Tell whether this is root on Debian or one of its children."""
    return sys.platform != "win32" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def missing_for_python() -> list[str]:
    """Name Python's own parts that Debian ships apart."""
    parts = (importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    major, minor = sys.version_info[:2]
    return [] if all(parts) else [f"python{major}.{minor}-venv"]


def missing_for_qt() -> list[str]:
    """Name the packages of the libraries that Qt would not find."""
    return _absent(NEEDED | FOR_WINDOWS_ON_SCREEN)


def missing_comforts() -> list[str]:
    """Name what is good to have: a Chinese font, and a screen where there is none."""
    font = [] if any(map(_has_chinese, FONT_FOLDERS)) else [FONT]
    screen = [SCREEN] if is_headless() and not shutil.which("Xvfb") else []
    return font + screen


def is_headless() -> bool:
    """Tell whether this is a Linux without a screen."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform.startswith("linux") and not any(map(os.environ.get, screens))


def command(packages: Iterable[str]) -> str:
    """Say what the person would type on this kind of Linux."""
    if not shutil.which("apt-get"):
        known = [text for tool, text in OTHERS.items() if shutil.which(tool)]
        return "sudo " + (known[0] if known else "…" + " ".join(packages))
    packages = " ".join(packages)
    return f"sudo apt-get update && sudo apt-get install -y {packages}"


def _absent(libraries: dict[str, str]) -> list[str]:
    return [package for name, package in libraries.items() if not _loads(name)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_chinese(folder: str) -> bool:
    files = Path(folder).expanduser().rglob("*.[ot]t[fc]")
    return any(file.name.lower().startswith(CHINESE_FONTS) for file in files)


def _install(packages: list[str]) -> None:
    say("正在安装系统组件…", "Installing system packages…")
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120"]
    install = ["install", "-y", "--no-install-recommends", *packages]
    try:
        process.run(["apt-get", *quiet, "update"])
        process.run(["apt-get", *quiet, *install], {"DEBIAN_FRONTEND": "noninteractive"})
    except process.Failed:
        say("系统组件没有装好，继续。", "The system packages failed; going on.")
