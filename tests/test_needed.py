"""No test that needs a server is left out in silence."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.neo4j_server import launcher
from tests.neo4j_server.needed import need_server


def test_without_a_server_tests_are_skipped_loudly_and_fail_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "missing", lambda: "Maven")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="No Maven here"):
        need_server()
    monkeypatch.delenv("CI")
    with pytest.warns(UserWarning, match="No Maven here"), pytest.raises(pytest.skip.Exception):
        need_server()


def test_where_a_server_can_be_started_nothing_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "missing", lambda: "")
    need_server()


def test_whoever_starts_a_server_says_first_that_it_needs_one() -> None:
    """And asks in no way of its own whether it can be started."""
    texts = {path.relative_to(ROOT / "tests"): path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py")}
    starts = {path for path, text in texts.items() if re.search(r"launcher\.(start|shared)\(", text)}
    asks = {path.as_posix() for path, text in texts.items() if "launcher.missing()" in text}
    assert len(starts) > 3
    assert [path for path in sorted(starts) if "need_server()" not in texts[path]] == []
    assert asks - {"test_needed.py"} == {"neo4j_server/needed.py"}
