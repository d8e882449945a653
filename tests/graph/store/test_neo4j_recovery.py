"""A load into a server that dies, or whose program is killed or stopped, is finished by the next one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.schema import schema
from graph.store.address import open_store
from graph.store.base import Store
from graph.when import On
from loaders.run import run_load
from tests.conftest import ROOT
from tests.neo4j_server import launcher
from tests.neo4j_server.needed import need_server

pytestmark = [pytest.mark.neo4j, pytest.mark.usefixtures("neo4j_server")]

ALWAYS = On("9999-12-31", undated=True)
PATIENCE = 300


@pytest.fixture
def server(tmp_path: Path) -> Iterator[launcher.Running]:
    """A server of the test's own, to be killed."""
    need_server()
    running = launcher.start(tmp_path / "home")
    yield running
    running.stop()


def _loading(url: str) -> subprocess.Popen[str]:
    call = [sys.executable, str(ROOT / "cli.py"), "--store", url, "--lang", "en", "load", "oslo", "--no-vectors"]
    pipe = subprocess.PIPE
    return subprocess.Popen(call, stdout=pipe, stderr=pipe, text=True, env={**os.environ}, preexec_fn=_heeds_ctrl_c)  # noqa: PLW1509


def _heeds_ctrl_c() -> None:
    """A run of the tests in the background of a shell does not, and hands that down."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _half_way(url: str, loading: subprocess.Popen[str]) -> None:
    """Waits until some of the load is in the server, and not all."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and loading.poll() is None:
        with suppress(StoreError), closing(open_store(url)) as store:
            if sum(store.view().counts(ALWAYS).nodes.values()) > 500:
                return
        time.sleep(0.05)
    pytest.fail(f"the load was over before it could be cut off: {loading.communicate()}")


def _all(store: Store) -> list[object]:
    view = store.view()
    nodes = [node for kind in schema().nodes for node in view.scan(kind, ALWAYS)]
    return [*nodes, *(tie for kind in schema().relations for tie in view.scan_relations(kind, ALWAYS))]


def _finishes(url: str, oslo_store: Store) -> None:
    """Every claim that is there is whole, the status says that not all are, and the same load again makes it all."""
    whole = {(fact.id, fact.document): fact for fact in oslo_store.said("oslo")}
    with closing(open_store(url)) as store:
        (status,) = store.view().sources(ALWAYS)
        assert (status.source.id, status.state) == ("oslo", "unfinished")
        found = list(store.said("oslo"))
        assert 0 < len(found) < len(whole)
        assert all(fact == whole[fact.id, fact.document] for fact in found)
        told = subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), "--store", url, "--lang", "en", "status"],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ},
        )
        assert "unfinished load of oslo, started" in " ".join(told.stdout.split())
        run_load(store, "oslo")
        (status,) = store.view().sources(ALWAYS)
        assert status.state == "loaded"
        assert _all(store) == _all(oslo_store)


def _kill_the_program(loading: subprocess.Popen[str], server: launcher.Running) -> launcher.Running:
    """Returns the server that answers afterwards."""
    loading.kill()
    loading.communicate()
    return server


def _stop_the_program(loading: subprocess.Popen[str], server: launcher.Running) -> launcher.Running:
    """Returns the server that answers afterwards."""
    loading.send_signal(signal.SIGINT)
    out, err = loading.communicate(timeout=PATIENCE)
    assert (loading.returncode, out) == (130, "")
    assert err.splitlines() == ["Stopped. What was written stands; load oslo again to finish it"]
    return server


def _kill_the_server(loading: subprocess.Popen[str], server: launcher.Running) -> launcher.Running:
    """Returns the server that answers afterwards."""
    server.stop(signal.SIGKILL)
    out, err = loading.communicate(timeout=PATIENCE)
    assert loading.returncode == 2
    assert out == ""
    told, hint = err.splitlines()
    said = f"Error: {server.url}: the server went away, and the load of “oslo” is unfinished"
    assert re.fullmatch(rf"{re.escape(said)} \([^()]+\)", told)
    assert hint == "Do the same again when the server answers; that finishes it"
    return launcher.start(Path(server.home), port=server.port)


@pytest.mark.parametrize(
    "kill", [_kill_the_program, _stop_the_program, _kill_the_server], ids=["program", "ctrl-c", "server"]
)
def test_a_load_cut_off_is_finished_by_the_next(
    server: launcher.Running,
    oslo_store: Store,
    kill: Callable[[subprocess.Popen[str], launcher.Running], launcher.Running],
) -> None:
    with _loading(server.url) as loading:
        _half_way(server.url, loading)
        answering = kill(loading, server)
    try:
        _finishes(answering.url, oslo_store)
    finally:
        answering.stop()
