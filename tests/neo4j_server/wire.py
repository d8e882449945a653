"""What is said to a Neo4j server, heard on the wire: a proxy that passes all on, keeps what was sent, and can cut an answer off."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

#: How messages begin that open a transaction, ask outside of one, and end one.
BEGIN, RUN, COMMIT = b"\xb1\x11", b"\xb3\x10", b"\xb0\x12"
#: Bytes before the first message: the greeting, and what a client of today answers to the versions that a server names.
_GREETING, _CHOICE, _HELLO = 20, 5, b"\xb1\x01"
_AT_ONCE = 1 << 16


class Wire:
    """A proxy on a loopback port. cut: the answer to the next so-and-so-manieth COMMIT is not passed on, its connection closed."""

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self._heard: list[bytearray] = []
        self._open: list[socket.socket] = []
        self.cut = 0
        self.cuts = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def sent(self, *kinds: bytes) -> list[bytes]:
        """The messages of these kinds, connection by connection."""
        return [said for heard in self._heard for said in _messages(bytes(heard)) if said[:2] in kinds]

    def forget(self) -> None:
        """Forgets what was sent so far on connections that stay open."""
        for heard in self._heard:
            messages = b"".join(_chunk(said) for said in _messages(bytes(heard)) if said[:2] == _HELLO)
            heard[:] = bytes(_GREETING) + messages

    def close(self) -> None:
        """Ends it, and every connection."""
        for one in (self._door, *self._open):
            with suppress(OSError):
                one.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                server = socket.create_connection(self._to)
                self._open += [client, server]
                ending = threading.Event()
                threading.Thread(target=self._outward, args=(client, server, ending), daemon=True).start()
                threading.Thread(target=self._inward, args=(client, server, ending), daemon=True).start()

    def _outward(self, client: socket.socket, server: socket.socket, ending: threading.Event) -> None:
        heard = bytearray()
        self._heard.append(heard)
        with suppress(OSError):
            while said := client.recv(_AT_ONCE):
                heard += said
                if self.cut and _chunk(COMMIT) in said:
                    self.cut -= 1
                    if not self.cut:
                        ending.set()
                server.sendall(said)
        _shut(server)

    def _inward(self, client: socket.socket, server: socket.socket, ending: threading.Event) -> None:
        with suppress(OSError):
            while said := server.recv(_AT_ONCE):
                if ending.is_set():
                    self.cuts += 1
                    break
                client.sendall(said)
        _shut(client)
        _shut(server)


@contextmanager
def listening(host: str, port: int) -> Iterator[Wire]:
    """A proxy before a server."""
    wire = Wire(host, port)
    try:
        yield wire
    finally:
        wire.close()


def _shut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


def _chunk(message: bytes) -> bytes:
    return len(message).to_bytes(2) + message + bytes(2)


def _messages(heard: bytes) -> Iterator[bytes]:
    """Whole messages, each of chunks with their length before them and one of no length after."""
    at = _GREETING
    if heard[at + 2 : at + 4] != _HELLO:
        at += _CHOICE
    said = b""
    while at + 2 <= len(heard):
        size = int.from_bytes(heard[at : at + 2])
        said, at = said + heard[at + 2 : at + 2 + size], at + 2 + size
        if not size and said:
            yield said
            said = b""
