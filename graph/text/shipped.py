"""Vectors that ship for texts of the bundled graph, so that its first load need not compute them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from graph.text.space import FOLDER

#: Tables of `data/vectors` whose keys are ids of nodes.
TABLES = ("duties", "graph")


def shipped(model: str, node_id: str, marks: Collection[str]) -> dict[str, bytes]:
    """The vectors of these texts of a node that ship for this model, by mark, in eight bits."""
    if not marks:
        return {}
    matrices, rows = _rows(model)
    found = ((mark, rows.get((node_id, mark))) for mark in marks)
    return {mark: matrices[row[0]][row[1]].tobytes() for mark, row in found if row is not None}


@cache
def _rows(model: str) -> tuple[list[Any], Mapping[tuple[str, str], tuple[int, int]]]:
    """The arrays, and (array, row) of each (node id, mark of the text)."""
    import numpy as np  # noqa: PLC0415 — comes with a model

    matrices: list[Any] = []
    rows: dict[tuple[str, str], tuple[int, int]] = {}
    for name in TABLES:
        index = FOLDER / f"{name}.tsv"
        lines = index.read_text("utf-8").splitlines() if index.exists() else [""]
        if lines[0] != model:
            continue
        for row, line in enumerate(lines[1:]):
            node_id, _, text = line.split("\t")
            rows[node_id, text] = (len(matrices), row)
        matrices.append(np.load(FOLDER / f"{name}.npy", mmap_mode="r"))
    return matrices, rows
