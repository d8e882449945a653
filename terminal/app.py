"""`inngang app`: the web pages, on this machine alone unless told otherwise."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing

import click

from graph.errors import BadInput
from graph.workspace.places import is_loopback
from terminal.door import ROOT, Door

#: Ports tried after the one asked for.
TRIES = 50
_LAST_PORT = 65535
#: Seconds the pages have to end when they are asked to; a container's engine waits for ten.
_GRACE = 5.0


def serve(door: Door, host: str, port: int) -> None:
    """Starts the app and waits until it is stopped; its exit code is the command's.

    Nothing is reported to anyone and no e-mail address is asked for. Raises BadInput where no port is free.
    """
    free = free_port(host, port)
    if free != port:
        door.note("cli_port_busy", port=port, free=free)
    if not is_loopback(host):
        door.note("cli_open_to_others", host=host)
    door.note("cli_app_at", url=f"http://{'127.0.0.1' if host in {'', '0.0.0.0', '::'} else host}:{free}")  # noqa: S104
    settings = {
        "server.address": host,
        "server.port": free,
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
        "global.developmentMode": "false",
    }
    flags = [f"--{name}={value}" for name, value in settings.items()]
    environment = {**os.environ, "INNGANG_STORE": door.store, "INNGANG_LANG": door.lang}
    call = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *flags]
    click.get_current_context().exit(_run(call, environment))


def _run(call: Sequence[str], environment: Mapping[str, str]) -> int:
    """Runs a program to its end, and returns its exit code. Whoever ends this process ends it too: by Ctrl-C, or by SIGTERM, when
    the code is 0.
    """
    children: list[subprocess.Popen[bytes]] = []
    told = threading.Event()

    def end(*_: object) -> None:
        told.set()
        for child in children:
            _end(child)

    before = signal.signal(signal.SIGTERM, end)
    try:
        with subprocess.Popen(call, env=environment, cwd=ROOT) as running:  # noqa: S603 — our own program, no shell
            children.append(running)
            if told.is_set():
                _end(running)
            try:
                code = running.wait()
            except KeyboardInterrupt:
                _end(running)
                running.wait()
                raise
    finally:
        signal.signal(signal.SIGTERM, before)
    return 0 if told.is_set() else code


def _end(child: subprocess.Popen[bytes]) -> None:
    """Asks a program to end, and sees to it that it does: where nobody reads what it says, Streamlit does not."""
    child.terminate()
    last = threading.Timer(_GRACE, child.kill)
    last.daemon = True
    last.start()


def free_port(host: str, port: int) -> int:
    """`port`, or the next one that nobody listens on. Raises BadInput where none is free or the host is unknown."""
    for candidate in range(port, min(port + TRIES, _LAST_PORT + 1)):
        try:
            family, kind, _, _, address = socket.getaddrinfo(host, candidate, type=socket.SOCK_STREAM)[0]
            with closing(socket.socket(family, kind)) as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind(address)
        except socket.gaierror:
            raise BadInput("cli_unknown_host", host=host) from None
        except OSError:
            continue
        else:
            return candidate
    raise BadInput("cli_no_port", host=host, port=port, last=port + TRIES - 1)
