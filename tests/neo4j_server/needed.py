"""What tests do that need to start a Neo4j server where none can be started."""

from __future__ import annotations

import os
import warnings

import pytest

from tests.neo4j_server import launcher


def need_server() -> None:
    """Nothing where a server can be started. Else the test is skipped, loudly; in CI it fails."""
    lacking = launcher.missing()
    if not lacking:
        return
    said = f"!!! No {lacking} here: TESTS ON A REAL NEO4J SERVER ARE SKIPPED. Install it, or set INNGANG_TEST_NEO4J for most of them."
    if os.environ.get("CI"):
        pytest.fail(said)
    warnings.warn(said, stacklevel=2)
    pytest.skip(said)
