"""The terminal as a process of its own: how soon it answers, how it stops, what it leaves behind."""

from __future__ import annotations

import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from terminal.app import free_port
from terminal.door import Door

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, str(ROOT / "cli.py")]


def started(args: Sequence[str], store: Path, **more: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "INNGANG_STORE": f"sqlite:///{store}", "INNGANG_LANG": "en", **more}
    pipe = subprocess.PIPE
    return subprocess.Popen([*PROGRAM, *args], stdout=pipe, stderr=pipe, env=environment, preexec_fn=_heeds_ctrl_c)  # noqa: PLW1509


def _heeds_ctrl_c() -> None:
    """A run of the tests in the background of a shell does not, and hands that down."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_a_reader_that_stops_reading_is_met_quietly(oslo_file: Path) -> None:
    with started(["status", "--json"], oslo_file) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 0


def test_ctrl_c_in_a_load_is_one_line_and_leaves_a_sound_store(tmp_path: Path) -> None:
    store = tmp_path / "g.db"
    with started(["load", "oslo"], store) as running:
        time.sleep(1.5)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert err.decode().splitlines() == ["Stopped. The graph is as it was."]
    with started(["status"], store) as after:
        out, err = after.communicate(timeout=30)
    assert b"Traceback" not in err
    assert b"Error: " in err or b"Things: 0" in out


def test_help_opens_no_room_it_does_not_need() -> None:
    heavy = ("streamlit", "networkx", "numpy", "lxml", "sqlite3", "neo4j")
    code = f"import sys, cli; print(*(m for m in {heavy} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_json_is_utf8_whatever_the_terminal_speaks(oslo_file: Path) -> None:
    with started(["unit", "Bydel Grünerløkka", "--json"], oslo_file, PYTHONIOENCODING="ascii") as running:
        out, err = running.communicate(timeout=30)
    assert err == b""
    assert "Grünerløkka" in out.decode("utf-8")


def test_a_busy_port_gives_the_next_one() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert free_port("127.0.0.1", port) > port


@pytest.mark.parametrize(
    ("said", "lang"), [("nb_NO.UTF-8", "nb"), ("nn_NO", "nb"), ("no", "nb"), ("en_US.UTF-8", "en"), ("de_DE", "en")]
)
def test_the_machine_says_the_language_unless_someone_does(
    monkeypatch: pytest.MonkeyPatch, said: str, lang: str
) -> None:
    monkeypatch.delenv("INNGANG_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", said)
    assert Door.of([]).lang == lang
    assert Door.of(["--lang", "nb"]).lang == "nb"
    assert Door.of(["--lang=en"]).lang == "en"


def test_a_load_that_could_take_nothing_is_bad_input(tmp_path: Path) -> None:
    cut = tmp_path / "cut.xml"
    cut.write_text("<ContractNotice>")
    with started(["load", "eforms", str(cut)], tmp_path / "g.db") as running:
        told, _ = running.communicate(timeout=60)
    assert running.returncode == 2
    assert b"cut.xml" in told


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_an_error_is_all_that_stands_on_stderr(scheme: str, tmp_path: Path) -> None:
    """A driver logs what it meets, and Python writes that to stderr where nobody took it."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        server = f"{scheme}://127.0.0.1:{nobody.getsockname()[1]}"
        said = {}
        for more in ([], ["--json"]):
            with started(["status", *more], tmp_path / "none.db", INNGANG_STORE=server) as running:
                out, err = running.communicate(timeout=60)
            assert (running.returncode, out) == (2, b"")
            said[len(more)] = err.decode()
    message = f"{server}: no Neo4j server answers (Connection refused)"
    hint = "See whether the server runs, and whether host and port in the address are right"
    assert said[0].splitlines() == [f"Error: {message}", hint]
    assert json.loads(said[1]) == {"error": {"kind": "store", "message": message, "hint": hint}}


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("read", [True, False], ids=["read", "unread"])
def test_the_app_ends_whole_when_it_is_told_to(tmp_path: Path, read: bool) -> None:
    """As a service manager or a container ends it; the pages are a process of their own. read: somebody reads what they say."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with started(["app", "--port", str(port)], tmp_path / "none.db") as running:
        assert running.stdout
        assert running.stderr
        until = time.monotonic() + 120
        while not _listens(port) and time.monotonic() < until and running.poll() is None:
            time.sleep(0.1)
        assert _listens(port)
        if not read:
            running.stdout.close()
        running.terminate()
        err = running.stderr.read()
    # The pipe was read to its end: nobody who could write to it is left.
    assert running.returncode == 0
    assert b"Traceback" not in err or not read
    assert not _listens(port)


def test_who_waits_at_a_terminal_is_told_what_for() -> None:
    """A server that takes a connection and says nothing."""
    watched, terminal = pty.openpty()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        environment = {**os.environ, "INNGANG_STORE": address, "INNGANG_LANG": "en"}
        done = subprocess.run(
            [*PROGRAM, "status"], stdout=subprocess.PIPE, stderr=terminal, env=environment, check=False
        )
    said = os.read(watched, 10_000).decode()
    os.close(terminal)
    os.close(watched)
    assert done.returncode == 2
    assert said.startswith("Asking the graph …\r\x1b[2KError: ")
