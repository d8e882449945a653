"""What is seen: the legend hides, a path is lit or alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.drawn import ALNA, EXPLORE, OSLO, POLICE, Drawn

pytestmark = pytest.mark.browser


def test_the_legend_hides_kinds_and_relations(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    post = drawn.part('.kind[data-name="post"]')
    post.click()
    expect(post).to_have_attribute("aria-pressed", "false")
    assert "bydelsdirektør" not in drawn.names()
    drawn.word("Bilde").click()
    drawn.part('.relation[data-name="part_of"]').click()
    drawn.choose(ALNA, "Bydel Alna")
    expect(drawn.detail).not_to_contain_text("er del av")
    drawn.told()
    again = Drawn(page, page.url)
    expect(again.part('.kind[data-name="post"]')).to_have_attribute("aria-pressed", "false")
    again.part('.kind[data-name="post"]').click()
    assert "bydelsdirektør" in again.names()


def test_a_letter_in_the_search_is_no_command_of_the_page(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.part(".search input").press_sequentially("cr")
    expect(drawn.part(".search input")).to_have_value("cr")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_way_between_two_nodes_dimmed_or_alone(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.choose(ALNA, "Bydel Alna")
    drawn.act("way").click()
    expect(drawn.part(".aim")).to_be_visible()
    drawn.click(OSLO)
    dim = drawn.part('[data-way="dim"]')
    expect(dim).to_have_attribute("aria-pressed", "true")
    drawn.part('[data-way="only"]').click()
    assert sorted(drawn.names()) == ["Bydel Alna", "Oslo kommune"]
    drawn.word("Bilde").click()
    drawn.part('[data-way="all"]').click()
    expect(drawn.part(".ways")).to_be_hidden()
    assert len(drawn.names()) == 13


def test_one_path_of_several_is_lit(page: Page, app: str) -> None:
    drawn = Drawn(page, f"{app}/paths?lang=nb&from={ALNA}&to={POLICE}")
    names = drawn.part(".names .way")
    expect(names.first).to_have_attribute("aria-pressed", "true")
    assert names.count() > 1
    everything = len(drawn.names())
    drawn.word("Bilde").click()
    drawn.part('[data-way="only"]').click()
    first = drawn.names()
    assert 2 < len(first) < everything
    names.nth(1).click()
    expect(names.nth(1)).to_have_attribute("aria-pressed", "true")
    assert drawn.names() != first
