"""Ctrl-C in work that changes the graph: heeded where it may be, told as it is; and what stands at a terminal meanwhile."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace

import click
import pytest

from graph.store.address import open_store
from terminal.door import STOPPED, Door
from terminal.work import Work
from tests.conftest import ROOT
from tests.contract.facts import SOURCE

ATOMIC, IN_BATCHES = SimpleNamespace(atomic=True), SimpleNamespace(atomic=False)


@pytest.fixture
def work() -> Iterator[Work]:
    """Work in a call of its own, where Ctrl-C is heeded however the tests were started."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with click.Context(click.Command("load")), Work(Door.of(["--lang", "en"])) as begun:
        yield begun
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    signal.signal(signal.SIGINT, before)


def _broken_off(work: Work, store: SimpleNamespace, *stages: str) -> str:
    """What it comes to that Ctrl-C is hit after these stages: the exit code, or that the call's end tells of it."""
    try:
        with work.standing(store, "cli_load_stopped", source="oslo"):
            for stage in stages:
                work.tell(stage, 0, None)
            signal.raise_signal(signal.SIGINT)
            work.tell("settle", 0, None)
    except click.exceptions.Exit as end:
        return f"exit {end.exit_code}"
    except KeyboardInterrupt:
        return "as it was"
    return "not heeded"


def test_the_first_ctrl_c_waits_for_a_safe_place_and_a_second_does_not(work: Work) -> None:
    signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        work.tell("read", 1, None)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_what_stands_is_told(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    assert _broken_off(work, IN_BATCHES, "read", "begin", "write") == f"exit {STOPPED}"
    assert capsys.readouterr().err == "Stopped. What was written stands; load oslo again to finish it\n"


@pytest.mark.parametrize(
    ("store", "stages"), [(ATOMIC, ["read", "begin", "write"]), (IN_BATCHES, ["read"])], ids=["undone", "only read"]
)
def test_nothing_stands_where_all_is_undone_or_nothing_was_written(
    work: Work, store: SimpleNamespace, stages: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _broken_off(work, store, *stages) == "as it was"
    assert capsys.readouterr().err == ""


def test_a_source_that_was_copied_whole_stands_in_every_store(work: Work) -> None:
    assert _broken_off(work, ATOMIC, "begin", "copy", "prove", "begin", "copy") == f"exit {STOPPED}"


def _fragile() -> None:
    """A driver's code that Ctrl-C breaks."""
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt as stopped:
        raise BufferError from stopped


def test_what_a_second_ctrl_c_breaks_is_no_error_of_ours(work: Work) -> None:
    signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), work.breakable():
        _fragile()


def test_ctrl_c_after_the_last_safe_place_is_told_as_too_late(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    work.end()
    signal.raise_signal(signal.SIGINT)
    with pytest.raises(click.exceptions.Exit) as end:
        work.end()
    assert (end.value.exit_code, capsys.readouterr().err) == (STOPPED, "Stopped too late: all was done\n")


def test_who_turned_ctrl_c_off_keeps_it_off() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Work(Door.of([])) as work:
            signal.raise_signal(signal.SIGINT)
            work.tell("read", 1, None)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.neo4j
def test_a_load_that_waits_for_another_says_so(neo4j_url: str) -> None:
    watched, terminal = pty.openpty()
    call = [sys.executable, str(ROOT / "cli.py"), "--store", neo4j_url, "--lang", "en", "load", "oslo", "--no-vectors"]
    with closing(open_store(neo4j_url)) as store, store.writer(SOURCE, loaded_at="2024-01-01"):
        done = subprocess.run(call, stdout=subprocess.PIPE, stderr=terminal, env={**os.environ}, check=False)
    said = os.read(watched, 100_000).decode()
    os.close(terminal)
    os.close(watched)
    assert done.returncode == 2
    last = said.rpartition("Waiting to write to the graph; someone else may be loading …")
    server = neo4j_url.partition("?")[0]
    assert last[1]
    assert last[2].splitlines() == [
        "",
        f"\x1b[2KError: {server}: someone else is loading into this graph now",
        "Try again when it is done",
    ]
