"""The real app in a process of its own, and a real Chromium: what browser tests and benchmarks both start."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: Seconds the app may take to answer at first, on a busy machine, and to end when it is asked to.
START, END = 60, 10


class NotStartedError(RuntimeError):
    """The app did not answer in time."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running app: its address and the number of its process."""

    url: str
    pid: int


@contextmanager
def serving(
    store: str,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    secrets: Path | None = None,
    without: Collection[str] = (),
) -> Iterator[Served]:
    """The app on the graph at `store`, on a free port unless one is given. Raises NotStartedError.

    secrets: Streamlit's file of them; without: variables of the environment that it does not get.
    """
    chosen = port or free_port()
    call = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={chosen}", f"--server.address={host}"]
    call += [f"--secrets.files={secrets}"] if secrets else []
    quiet = subprocess.DEVNULL
    env = {name: value for name, value in os.environ.items() if name not in without} | {"INNGANG_STORE": store}
    process = subprocess.Popen(call, cwd=ROOT, env=env, stdout=quiet, stderr=quiet)  # noqa: S603 — our own program
    try:
        url = f"http://127.0.0.1:{chosen}"
        _wait(process, url)
        yield Served(url, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def chromium_path() -> str | None:
    """Where this machine has a Chromium, if it has one; first of all one that never had a window, which takes far less of it."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310 — our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise NotStartedError(url)
