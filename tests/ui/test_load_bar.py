"""The bar of a load in the app."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from graph.store.address import open_store
from loaders.run import run_load
from tests.conftest import ROOT
from ui.graph_store import _share

AWARD = ROOT / "tests" / "loaders" / "eforms" / "fixtures" / "award_two_lots.xml"


def test_the_bar_goes_forward_alone_and_to_its_end(tmp_path: Path) -> None:
    shares: list[float] = []
    with closing(open_store(f"sqlite:///{tmp_path / 'g.db'}")) as store:
        run_load(store, "eforms", [AWARD], progress=lambda *step: shares.append(_share(*step)))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.1, 1.0)
