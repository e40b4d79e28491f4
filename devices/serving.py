"""Simulated devices that other programs can reach: on a TCP port, or on a pseudo terminal."""

import contextlib
import os
import select
import socket
import sys
import threading
from collections.abc import Callable
from typing import Self

from app.base.errors import Told
from devices.wire import Transport

LOOK_S = 0.02
MOUTHFUL = 1024
SEND_S = 1.0

Make = Callable[[], Transport]


class TcpServed:
    """Listens on loopback; every connection talks to the wire that `make` makes for it."""

    def __init__(self, make: Make, port: int = 0) -> None:
        self._make = make
        self._over = threading.Event()
        self._server = socket.create_server(("127.0.0.1", port))
        self._server.settimeout(LOOK_S * 5)
        self.port: int = self._server.getsockname()[1]
        self.url = f"tcp://127.0.0.1:{self.port}"
        self._threads: list[threading.Thread] = []
        self._listener = threading.Thread(target=self._listen, name="served", daemon=True)
        self._listener.start()

    def close(self) -> None:
        """Hang up on everybody and stop."""
        self._over.set()
        self._server.close()
        self._listener.join(2)
        for thread in self._threads:
            thread.join(2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                caller, _ = self._server.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            thread = threading.Thread(target=self._talk, args=(caller,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _talk(self, caller: socket.socket) -> None:
        caller.settimeout(SEND_S)
        with caller, contextlib.suppress(OSError, Told):
            wire = self._make()
            while not self._over.is_set():
                if select.select([caller], [], [], LOOK_S)[0]:
                    if not (data := caller.recv(MOUTHFUL)):
                        return
                    wire.write_all(data, SEND_S)
                if answer := wire.read(MOUTHFUL, 0):
                    caller.sendall(answer)


class PtyServed:
    """A pseudo terminal with a wire behind it, for programs that open a serial port."""

    def __init__(self, make: Make) -> None:
        if sys.platform == "win32":
            raise NotImplementedError("Windows has no pseudo terminals of this kind")
        import tty  # noqa: PLC0415 - not on Windows

        self._wire = make()
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self.url = f"serial://{os.ttyname(self._theirs)}"
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._talk, name="served", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Unplug it."""
        self._over.set()
        self._thread.join(2)
        for end in (self._ours, self._theirs):
            with contextlib.suppress(OSError):
                os.close(end)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _talk(self) -> None:
        with contextlib.suppress(OSError, Told):
            while not self._over.is_set():
                if select.select([self._ours], [], [], LOOK_S)[0]:
                    self._wire.write_all(os.read(self._ours, MOUTHFUL), SEND_S)
                if answer := self._wire.read(MOUTHFUL, 0):
                    os.write(self._ours, answer)
