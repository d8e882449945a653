"""The tutorial, followed to the letter: its commands in a shell of its own, its steps in a real browser."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.conftest import ready
from tools.running import serving

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
#: What a step asks for: a field to fill, something to choose, a file to save, something to see.
ASKED = re.compile(
    r"[Ii]n \*\*(?P<field>[^*]+)\*\* write `(?P<text>[^`]+)`"
    r"|[Ii]n \*\*(?P<list>[^*]+)\*\* pick \*\*(?P<option>[^*]+)\*\*"
    r"|[Cc]hoose \*\*(?P<choice>[^*]+)\*\*"
    r"|[Ss]ave \*\*(?P<file>[^*]+)\*\*"
    r"|[Ss]ee \*\*(?P<seen>[^*]+)\*\*"
)


def commands() -> list[str]:
    """The lines of the blocks that are meant for a shell."""
    blocks = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def steps() -> list[str]:
    """The numbered steps in the app, each as one line."""
    part = TEXT.split("## In the app")[1].split("\n## ")[0]
    return [" ".join(step.split()) for step in re.split(r"^\d+\. ", part, flags=re.MULTILINE)[1:]]


def test_every_command_of_it_works(oslo_file: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.db"
    graph.write_bytes(oslo_file.read_bytes())
    environment = {**os.environ, "INNGANG_STORE": f"sqlite:///{graph}", "INNGANG_LANG": "en"}
    told = commands()
    assert len(told) >= 8
    for line in told:
        program, *args = shlex.split(line)
        assert program == "inngang"
        call = [sys.executable, str(ROOT / "cli.py"), *args]
        done = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    for file in ("nordre-aker-nodes.csv", "nordre-aker-relations.csv", "mine.json"):
        assert (tmp_path / file).stat().st_size > 0


@pytest.fixture
def served(oslo_file: Path, tmp_path: Path) -> Iterator[str]:
    graph = tmp_path / "graph.db"
    graph.write_bytes(oslo_file.read_bytes())
    with serving(f"sqlite:///{graph}") as app:
        yield app.url


@pytest.mark.browser
def test_every_step_of_it_can_be_followed(page: Page, served: str) -> None:
    page.goto(f"{served}/?lang=en")
    ready(page)
    told = steps()
    assert len(told) >= 5
    for step in told:
        for asked in ASKED.finditer(step):
            follow(page, asked)
        ready(page)


def follow(page: Page, asked: re.Match[str]) -> None:
    """Does what a step asks for."""
    if asked["field"]:
        page.get_by_label(asked["field"], exact=True).first.fill(asked["text"])
    elif asked["list"]:
        page.get_by_label(asked["list"]).first.click()
        page.get_by_role("option", name=asked["option"]).click()
    elif asked["file"]:
        with page.expect_download() as caught:
            page.get_by_role("button", name=asked["file"], exact=True).click()
        assert Path(caught.value.path()).stat().st_size > 0
    elif asked["choice"]:
        button = page.get_by_role("button", name=asked["choice"], exact=True)
        (button if button.count() else page.get_by_role("link", name=asked["choice"], exact=True)).first.click()
    else:
        expect(page.get_by_text(asked["seen"]).first).to_be_visible()
    ready(page)
