"""What every test may ask for: the real files beside the checkout, one bundled graph a session, a real Neo4j server."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from graph.store.address import open_store
from graph.store.base import Store
from loaders.embed import embed
from loaders.run import run_load
from tests.neo4j_server import launcher
from tests.neo4j_server.namespace import Space
from tests.neo4j_server.needed import need_server

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# How long an example takes says how busy the machine is, not whether the program is right.
settings.register_profile("inngang", deadline=None)
settings.load_profile("inngang")


def pytest_configure(config: pytest.Config) -> None:
    """Tells the workers of a run which process all of it hangs on."""
    if not hasattr(config, "workerinput"):
        os.environ["INNGANG_TEST_RUN"] = str(os.getpid())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Ends the Neo4j server of the run, once all workers are done."""
    if not hasattr(session.config, "workerinput"):
        launcher.end_shared(_run_folder())


def _run_folder() -> Path:
    return Path(tempfile.gettempdir()) / f"inngang-neo4j-{os.environ['INNGANG_TEST_RUN']}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files beside the checkout. Tests that need it are skipped, loudly, where it is missing."""
    if not (SHARED / "facts").is_dir():
        if os.environ.get("INNGANG_STRICT"):
            pytest.fail("the real files (../shared) are missing")
        warnings.warn("../shared is missing: tests on real files are skipped", stacklevel=1)
        pytest.skip("../shared is missing")
    return SHARED


@pytest.fixture(scope="session")
def oslo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled graph as `inngang load oslo` leaves it, with its vectors where a model is installed, in a file of this worker's own.

    Do not write to it: copy it (`oslo_copy`).
    """
    path = tmp_path_factory.mktemp("bundled") / "oslo.db"
    store = open_store(f"sqlite:///{path}")
    run_load(store, "oslo")
    embed(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def oslo_store(oslo_file: Path) -> Store:
    """The bundled graph, open, to be read."""
    return open_store(f"sqlite:///{oslo_file}")


@pytest.fixture
def oslo_copy(oslo_file: Path, tmp_path: Path) -> Store:
    """A copy of the bundled graph that a test may write to."""
    path = tmp_path / "copy.db"
    shutil.copy(oslo_file, path)
    return open_store(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[str]:
    """The address of a real Neo4j server: the one INNGANG_TEST_NEO4J names, else one that this run starts.

    Tests that need it are skipped, loudly, where neither is to be had; in CI they fail.
    """
    given = os.environ.get("INNGANG_TEST_NEO4J")
    if given:
        yield given
        return
    need_server()
    os.environ |= {"NEO4J_USERNAME": launcher.USER, "NEO4J_PASSWORD": launcher.PASSWORD}
    with launcher.shared(_run_folder()) as running:
        yield running.url


@pytest.fixture(scope="session")
def neo4j_space(neo4j_server: str, worker_id: str) -> Iterator[Space]:
    """A namespace of this worker's own on the server: the community edition has one database."""
    space = Space(neo4j_server, f"Test{os.environ['INNGANG_TEST_RUN']}{worker_id}")
    yield space
    space.drop()


@pytest.fixture
def neo4j_url(neo4j_space: Space) -> str:
    """The address of an empty graph on a real Neo4j server."""
    neo4j_space.empty()
    return neo4j_space.url
