"""What a store keeps of a load is told again in either language, also where an older version kept it."""

from __future__ import annotations

from loaders.report import recalled


def test_a_kept_report_is_told_in_the_readers_language() -> None:
    kept = {
        "skipped": [{"where": "a:3", "key": "load_circle", "values": {"child": "x", "parent": "y"}}],
        "warnings": [{"where": "s", "key": "load_unmapped", "values": {"field": "f", "count": 2}}],
        "left_out": {"load_waiting": 4},
    }
    nb, en = recalled(kept, "s", "nb"), recalled(kept, "s", "en")
    assert nb["skipped"][0].where == "a:3"
    assert "x" in nb["skipped"][0].why
    assert nb["warnings"][0].why != en["warnings"][0].why
    assert "4" in en["left_out"][0].why


def test_a_sentence_nobody_knows_any_more_is_told_by_its_key() -> None:
    kept = {"skipped": [{"where": "a", "key": "gone", "values": {}}, "nonsense"], "left_out": {"gone": 1}}
    told = recalled(kept, "s", "nb")
    assert [(one.where, one.why) for one in told["skipped"]] == [("a", "gone")]
    assert told["left_out"] == []
