"""What can be proved of the image and its composition without an engine that builds them."""

from __future__ import annotations

import re

from tests.conftest import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
IGNORED = (ROOT / ".dockerignore").read_text("utf-8").splitlines()


def _copied() -> list[str]:
    return [name for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]]


def test_all_that_the_image_copies_is_there_and_reaches_the_builder():
    assert _copied()
    for name in _copied():
        assert (ROOT / name).exists(), name
        assert f"!{name}" in IGNORED, name


def test_every_room_that_the_program_imports_is_in_the_image():
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {path.name for path in ROOT.glob("*.py")}
    assert rooms <= set(_copied())


def test_nothing_in_the_container_runs_as_root():
    users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    assert users
    assert users[-1] not in {"root", "0"}
    assert DOCKERFILE.index("\nUSER ") < DOCKERFILE.index("\nCMD ")


def test_secrets_come_from_the_environment_and_have_no_default():
    said = re.findall(r"^\s*(?:NEO4J_AUTH|NEO4J_PASSWORD): (.+)$", COMPOSE, re.MULTILINE)
    assert said
    assert all(re.search(r"\$\{NEO4J_PASSWORD:\?[^}]+\}$", text) for text in said)


def test_every_port_is_bound_to_this_machine():
    ports = re.findall(r'^\s+- "([^"]*:\d+)"$', COMPOSE, re.MULTILINE)
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_server_and_the_app_say_whether_they_are_well():
    assert "healthcheck:" in COMPOSE
    assert "HEALTHCHECK" in DOCKERFILE
    assert "condition: service_healthy" in COMPOSE


def test_no_file_of_secrets_reaches_the_builder():
    assert IGNORED.index(".streamlit/secrets.toml") > IGNORED.index("!.streamlit")
