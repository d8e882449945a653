"""The vectors that ship belong to the texts that ship: a text changed or added without its vector is told here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", ["phrases", "pitches", "labels", "duties", "graph"])
def test_each_vector_stands_beside_the_text_it_was_made_from(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    numpy = pytest.importorskip("numpy")
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from tools import make_vectors  # noqa: PLC0415  (the tool needs numpy, which is optional)

    index = ROOT / "data" / "vectors" / f"{name}.tsv"
    if not index.exists():
        pytest.skip(f"no vectors ship for the table {name}: they are computed by the first load")
    rows = list(getattr(make_vectors, name)())
    made = index.read_text("utf-8").splitlines()[1:]
    assert made == make_vectors.index_of(name, rows)
    assert len(numpy.load(ROOT / "data" / "vectors" / f"{name}.npy")) == len(made)
