"""The boundaries that ship."""

from __future__ import annotations

from graph.boundaries import WIDTH, boroughs
from graph.store.base import Store
from graph.when import On


def test_every_borough_of_the_graph_has_its_shape(oslo_store: Store) -> None:
    known = {unit.props["orgnr"] for unit in oslo_store.view().scan("unit", On.today(), type="borough")}
    assert {shape.orgnr for shape in boroughs().shapes} == known


def test_every_shape_lies_in_the_frame_and_is_closed() -> None:
    drawn = boroughs()
    for shape in drawn.shapes:
        for ring in shape.rings:
            assert ring[0] == ring[-1]
            assert all(0 <= x <= WIDTH and 0 <= y <= drawn.height for x, y in ring)
        x, y = shape.middle
        assert letters("".join(shape.label)) == letters(shape.name)
        assert min(x for ring in shape.rings for x, _ in ring) < x < max(x for ring in shape.rings for x, _ in ring)
        assert min(y for ring in shape.rings for _, y in ring) < y < max(y for ring in shape.rings for _, y in ring)
    assert "Oslo kommune" in drawn.credit
    assert "MIT" in drawn.credit


def letters(text: str) -> str:
    """Without what a label may have more or less of than the name: spaces, and where a word is parted."""
    return "".join(filter(str.isalpha, text))
