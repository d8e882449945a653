"""Real notices and what they become. The expectations in golden/ were written by hand from the XML; null: not there."""

import json
from pathlib import Path

import pytest

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_real_notice_becomes_what_was_read_by_hand(path, shared, read):
    expected = json.loads(path.read_text("utf-8"))
    told = read(shared / "data" / "eforms" / f"{path.stem}.xml")
    (notice,) = told.nodes("notice").values()
    got = {"id": notice.id, **notice.props}
    assert {name: got.get(name) for name in expected["notice"]} == expected["notice"]
    units = told.nodes("unit")
    bought = {relation.from_id for relation in told.relations("published")}
    assert {unit: next(iter(units[unit].props["name"].values())) for unit in bought} == expected["buyers"]
    assert set(units) == bought
    categories = [relation for relation in told.relations("classified_as") if relation.from_id == notice.id]
    assert {relation.to_id[4:]: relation.props["main"] for relation in categories} == expected["categories"]
    assert [_winner(told, relation) for relation in told.relations("awarded_to")] == expected["winners"]
    agreements = list(told.nodes("agreement").values())
    assert len(agreements) == len(expected["agreements"])
    for agreement, hand in zip(agreements, expected["agreements"], strict=True):
        assert {name: agreement.props.get(name) for name in hand} == hand


def _winner(told, relation):
    return {"supplier": relation.to_id, "name": told.nodes("supplier")[relation.to_id].props["name"], **relation.props}
