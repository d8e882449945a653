"""Which ways in are open: by amount, class of buyer, kind of contract and day, on the bundled rules."""

from __future__ import annotations

import pytest

from graph.errors import BadInput
from graph.routes import routes, rule_text
from graph.rulebook import limits
from graph.when import On

INTERPRETING = ["79540000"]


def opened(store, value, day, unit_type="borough", cpv=INTERPRETING):
    found = routes(store.view(), unit_type=unit_type, value=value, cpv=cpv, on=On.at(day), lang="en")
    return {route.route: route for route in found}


@pytest.mark.parametrize(
    ("value", "day", "expected"),
    [
        (400_000, "2026-06-30", "part_i_purchase"),
        (400_000, "2026-07-01", "direct_purchase"),
        (500_000, "2026-07-01", "part_i_purchase"),
        (1_300_000, "2026-07-01", "national_competition"),
        (2_499_999, "2026-07-01", "national_competition"),
        (2_500_000, "2026-07-01", "eea_competition"),
    ],
)
def test_one_way_by_amount_is_open(oslo_store, value, day, expected):
    by_amount = ("direct_purchase", "part_i_purchase", "national_competition", "eea_competition")
    found = opened(oslo_store, value, day)
    assert [name for name in by_amount if found[name].open] == [expected]
    assert all(found[name].open is not None for name in by_amount)
    assert found[expected].sources
    assert found[expected].rule


def test_the_state_has_a_lower_limit_and_an_unknown_buyer_hears_both(oslo_store):
    assert opened(oslo_store, 2_000_000, "2026-07-01", "police_district")["eea_competition"].open
    unsure = opened(oslo_store, 2_000_000, "2026-07-01", None)["eea_competition"]
    assert unsure.open is None
    assert "NOK 1,630,000" in unsure.why
    assert "NOK 2,500,000" in unsure.why


def test_without_an_amount_the_sentence_says_what_decides(oslo_store):
    route = opened(oslo_store, None, "2026-07-01")["direct_purchase"]
    assert route.open is None
    assert "NOK 500,000" in route.why


def test_before_any_rule_is_known_nothing_is_claimed(oslo_store):
    for route in opened(oslo_store, 50_000, "2001-01-01").values():
        assert route.route == "market_dialogue" or not route.open


def test_special_services_and_research_hang_on_what_they_are(oslo_store):
    social = opened(oslo_store, 3_000_000, "2026-07-01", cpv=["85300000"])
    assert social["part_i_purchase"].open is None
    assert social["national_competition"].open is None
    assert social["eea_competition"].open is False
    assert opened(oslo_store, 3_000_000, "2026-07-01", cpv=["73100000"])["rd_exemption"].open is None


def test_the_narrowest_range_names_the_contract(oslo_store):
    view, on = oslo_store.view(), On.at("2026-07-01")
    assert limits(view, "borough", ["45200000"], on).contract_class == "works"
    assert limits(view, "borough", ["79540000"], on).contract_class == "goods_services"


def test_an_amount_below_zero_is_refused(oslo_store):
    with pytest.raises(BadInput):
        opened(oslo_store, -1, "2026-07-01")


def test_laws_and_sections_are_paired():
    assert rule_text("loven; forskriften", "§ 2; § 13-3") == "loven § 2; forskriften § 13-3"
