"""The vectors that ship belong to the texts that ship: a text changed or added without its vector is told here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", ["phrases", "labels", "duties"])
def test_each_vector_stands_beside_the_text_it_was_made_from(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    numpy = pytest.importorskip("numpy")
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT)])
    from graph.match.meaning import text_mark  # noqa: PLC0415  (the tool below needs numpy, which is optional)
    from tools import make_vectors  # noqa: PLC0415

    rows = list(getattr(make_vectors, name)())
    made = (ROOT / "data" / "vectors" / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
    assert made == [f"{key}\t{lang}\t{text_mark(text)}" for key, lang, text in rows]
    assert len(numpy.load(ROOT / "data" / "vectors" / f"{name}.npy")) == len(rows)
