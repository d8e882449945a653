"""What every test may ask for: the real files beside the checkout, and one bundled graph a session."""

from __future__ import annotations

import os
import shutil
import warnings
from pathlib import Path

import pytest

from graph.store.address import open_store
from graph.store.base import Store
from loaders.run import run_load

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


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
    """The bundled graph in a file of this worker's own. Do not write to it: copy it (`oslo_copy`)."""
    path = tmp_path_factory.mktemp("bundled") / "oslo.db"
    store = open_store(f"sqlite:///{path}")
    run_load(store, "oslo")
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
