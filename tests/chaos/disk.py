"""A disk that loses its power: what was not yet synced may then be lost, half or out of order.

A file system in the memory of a process of its own (FUSE, Linux). It promises no more than POSIX
does: a file's bytes are safe once fsync has answered for the file, its name once it has for the
folder. When the power goes, each sector of 512 bytes written since is kept or not by chance, and
of the names that changed only the first so many.

Usage: python -m tests.chaos.disk MOUNT IMAGE - until it is unmounted. IMAGE is what the disk holds
while it has no power; writing a seed to MOUNT/CUT cuts the power.
"""

import errno
import random
import stat
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import mfusepy

SECTOR = 512
CUT = "/CUT"
FOLDER = stat.S_IFDIR | 0o700
FILE = stat.S_IFREG | 0o600
CHANCES = (0.0, 0.2, 0.8, 1.0)  # of a sector that was not synced; all or none shows the most


@dataclass
class File:
    """What a file is now, and what it surely is after a power cut."""

    now: bytearray = field(default_factory=bytearray)
    safe: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: cut to that size

    def write(self, data: bytes, offset: int) -> None:
        """Write, for now."""
        _put(self.now, data, offset)
        self.since.append((offset, data))

    def truncate(self, size: int) -> None:
        """Make it this long, for now."""
        _resize(self.now, size)
        self.since.append((size, None))

    def sync(self) -> None:
        """Make sure of all of it."""
        self.safe = bytearray(self.now)
        self.since.clear()

    def survive(self, dice: random.Random, chance: float) -> bytes:
        """Return what is left after a power cut."""
        left = bytearray(self.safe)
        for offset, data in self.since:
            if data is None:
                if dice.random() < chance:
                    _resize(left, offset)
                continue
            for at, sector in _sectors(offset, data):
                if dice.random() < chance:
                    _put(left, sector, at)
        return bytes(left)


Tree = dict[str, File | None]  # None is a folder


class Disk(mfusepy.Operations):  # type: ignore[misc]
    """The file system; after the cut every request fails."""

    use_ns = True

    def __init__(self, image: Path) -> None:
        self._image = image
        self._now: Tree = dict(_read_image(image))
        self._renamed: list[Tree] = [dict(self._now)]  # the first of them is safe
        self._is_dead = False

    # -- names

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:  # noqa: ARG002
        """Say what a name stands for."""
        if path == CUT:
            return {"st_mode": FILE, "st_nlink": 1, "st_size": 0}
        found = self._find(path)
        if found is None:
            return {"st_mode": FOLDER, "st_nlink": 2}
        return {"st_mode": FILE, "st_nlink": 1, "st_size": len(found.now)}

    def readdir(self, path: str, fh: int) -> Iterator[str]:  # noqa: ARG002
        """List a folder."""
        self._find(path)
        names = (PurePosixPath(name) for name in self._now if name != "/")
        yield from (".", "..", *(it.name for it in names if str(it.parent) == path))

    def mkdir(self, path: str, mode: int) -> int:  # noqa: ARG002
        """Make a folder."""
        return self._rename({path: None})

    def create(self, path: str, mode: int, fi: int | None = None) -> int:  # noqa: ARG002
        """Make a file."""
        return self._rename({path: File()})

    def unlink(self, path: str) -> int:
        """Remove a file."""
        self._find(path)
        return self._rename({}, path)

    def rmdir(self, path: str) -> int:
        """Remove a folder that is empty."""
        if any(name.startswith(path + "/") for name in self._now):
            raise mfusepy.FuseOSError(errno.ENOTEMPTY)
        return self.unlink(path)

    def rename(self, old: str, new: str, flags: int = 0) -> int:  # noqa: ARG002
        """Give a name to something else, in one step."""
        self._find(old)
        moved = {
            new + name[len(old) :]: it
            for name, it in self._now.items()
            if name == old or name.startswith(old + "/")
        }
        return self._rename(moved, old)

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:  # noqa: ARG002
        """Make sure of the names; as a journal does, of all of them."""
        self._must_live()
        self._renamed = [dict(self._now)]
        return 0

    def chmod(self, path: str, mode: int) -> int:  # noqa: ARG002
        """Everything here is its owner's."""
        self._find(path)
        return 0

    chown = utimens = None  # nobody asks whose it is, nor when

    # -- bytes

    def open(self, path: str, flags: int) -> int:  # noqa: ARG002
        """Open a file; the kernel asks for its creation and its truncation by themselves."""
        if path != CUT:
            self._find(path)
        return 0

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:  # noqa: ARG002
        """Read what is there now."""
        return bytes(self._file(path).now[offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:  # noqa: ARG002
        """Write for now, or cut the power."""
        if path == CUT:
            self._cut(int(data))
        else:
            self._file(path).write(data, offset)
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:  # noqa: ARG002
        """Make a file this long, for now."""
        if path != CUT:
            self._file(path).truncate(length)
        return 0

    def flush(self, path: str, fh: int) -> int:  # noqa: ARG002
        """Closing a file makes sure of nothing."""
        return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:  # noqa: ARG002
        """Make sure of a file's bytes."""
        self._file(path).sync()
        return 0

    def statfs(self, path: str) -> dict[str, int]:  # noqa: ARG002
        """There is room enough."""
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 1 << 20, "f_bavail": 1 << 19}

    # -- power

    def destroy(self, path: str) -> None:  # noqa: ARG002
        """End as a machine that is shut down in order: everything is kept."""
        if not self._is_dead:
            self._keep(
                {name: None if it is None else bytes(it.now) for name, it in self._now.items()}
            )

    def _cut(self, seed: int) -> None:
        dice = random.Random(seed)
        chance = dice.choice(CHANCES)
        names = self._renamed[dice.randrange(len(self._renamed))]
        self._is_dead = True
        self._keep(
            {name: None if it is None else it.survive(dice, chance) for name, it in names.items()}
        )

    def _keep(self, held: dict[str, bytes | None]) -> None:
        with zipfile.ZipFile(self._image, "w") as image:
            for name, data in held.items():
                if data is not None:
                    image.writestr(name[1:], data)
                elif name != "/":
                    image.mkdir(name[1:])

    def _must_live(self) -> None:
        if self._is_dead:
            raise mfusepy.FuseOSError(errno.EIO)

    def _find(self, path: str) -> File | None:
        self._must_live()
        if path not in self._now:
            raise mfusepy.FuseOSError(errno.ENOENT)
        return self._now[path]

    def _file(self, path: str) -> File:
        found = self._find(path)
        if found is None:
            raise mfusepy.FuseOSError(errno.EISDIR)
        return found

    def _rename(self, new: Tree, gone: str | None = None) -> int:
        self._must_live()
        if gone is not None:
            prefix = gone + "/"
            kept = {n: it for n, it in self._now.items() if n != gone and not n.startswith(prefix)}
            self._now = kept
        self._now |= new
        self._renamed.append(dict(self._now))
        return 0


def _put(bytes_: bytearray, data: bytes, offset: int) -> None:
    if len(bytes_) < offset:
        _resize(bytes_, offset)
    bytes_[offset : offset + len(data)] = data


def _resize(bytes_: bytearray, size: int) -> None:
    del bytes_[size:]
    bytes_.extend(bytes(size - len(bytes_)))


def _sectors(offset: int, data: bytes) -> Iterator[tuple[int, bytes]]:
    """Cut a write where sectors of the disk begin."""
    at, end = offset, offset + len(data)
    while at < end:
        after = min(end, (at // SECTOR + 1) * SECTOR)
        yield at, data[at - offset : after - offset]
        at = after


def _read_image(image: Path) -> Iterator[tuple[str, File | None]]:
    yield "/", None
    if not image.exists():
        return
    with zipfile.ZipFile(image) as held:
        for it in held.infolist():
            name = "/" + it.filename.rstrip("/")
            if it.is_dir():
                yield name, None
            else:
                data = held.read(it)
                yield name, File(bytearray(data), bytearray(data))


if __name__ == "__main__":
    mount, image_name = sys.argv[1:]
    mfusepy.FUSE(Disk(Path(image_name)), mount, foreground=True, nothreads=True)
