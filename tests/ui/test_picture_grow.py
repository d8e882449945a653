"""Expanding in place: asked for, filtered before, the most relevant first; and folded again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ui.drawn import ALNA, EXPLORE, OSLO, POLICE, Drawn

pytestmark = pytest.mark.browser


@pytest.fixture
def drawn(page: Page, app: str) -> Drawn:
    return Drawn(page, app + EXPLORE)


def dialog(drawn: Drawn) -> None:
    """Opens the dialog at Oslo kommune, with what the graph says of it."""
    drawn.page.mouse.dblclick(*drawn.mouse(OSLO))
    expect(drawn.part("dialog .side").first).to_be_visible()


def test_a_double_click_says_what_a_hub_holds_and_offers_the_most_relevant(drawn: Drawn) -> None:
    dialog(drawn)
    expect(drawn.part("dialog h3")).to_have_text("Utvid Oslo kommune")
    assert re.search(r"Har 1\d\d relasjoner", drawn.part("dialog [role=status]").inner_text())
    expect(drawn.part("dialog .main")).to_have_text("Vis de 25 mest aktuelle")
    before = {id_: drawn.at(id_) for id_ in (ALNA, OSLO)}
    drawn.part("dialog .main").click()
    drawn.idle()
    assert {id_: drawn.at(id_) for id_ in (ALNA, OSLO)} == before
    assert len(drawn.names()) == 13 + 25


def said(drawn: Drawn, button: str) -> int:
    """The number on a button of the dialog, once it is counted."""
    return int(re.sub(r"\D", "", drawn.part(f"dialog [data-most={button}]:enabled").inner_text()))


@pytest.mark.parametrize("button", ["relevant", "all"])
def test_filters_count_before_anything_is_shown(drawn: Drawn, button: str) -> None:
    dialog(drawn)
    everything = said(drawn, "all")
    for box in drawn.part("dialog .side input").all():
        box.uncheck()
    drawn.part("dialog .side", has_text="har stillingen").locator("input").check()
    if button == "all":
        drawn.part("dialog .side", has_text="omfatter").locator("input").check()
    drawn.part('dialog [name="most_ties"]').fill("40")
    count = said(drawn, button)
    assert 3 < count < everything
    drawn.part(f"dialog [data-most={button}]").click()
    drawn.idle()
    told = drawn.table().locator("td:nth-child(2)").all_inner_texts()
    assert len(told) == 13 + count
    assert not {"avtale", "utsagn", "program"} & {*told}


def test_where_nothing_fits_the_dialog_says_so(drawn: Drawn) -> None:
    dialog(drawn)
    status, main = drawn.part("dialog [role=status]"), drawn.part("dialog .main")
    drawn.part('dialog [name="most_ties"]').fill("0")
    expect(status).to_contain_text("Ingenting passer med disse filtrene.")
    expect(main).to_be_disabled()
    drawn.part('dialog [name="most_ties"]').fill("")
    expect(main).to_be_enabled()
    for box in drawn.part("dialog .side input").all():
        box.uncheck()
    expect(status).to_contain_text("Ingenting passer med disse filtrene.")
    expect(main).to_be_disabled()
    drawn.part("dialog .side input").first.check()
    expect(main).to_be_enabled()


def test_only_what_held_after_a_day(drawn: Drawn) -> None:
    dialog(drawn)
    everything = said(drawn, "all")
    drawn.part('dialog [name="since"]').fill("2025-06-01")
    few = said(drawn, "relevant")
    assert few < everything
    drawn.part("dialog .main").click()
    drawn.idle()
    assert len(drawn.names()) == 13 + few


def test_the_dialog_opens_by_key_and_by_button_and_closes_by_escape(drawn: Drawn) -> None:
    drawn.choose(OSLO, "Oslo kommune")
    drawn.stage.focus()
    drawn.page.keyboard.press("e")
    expect(drawn.part("dialog .main")).to_be_focused()
    drawn.page.keyboard.press("Escape")
    expect(drawn.part("dialog")).to_be_hidden()
    drawn.act("grow").click()
    expect(drawn.part("dialog .main")).to_be_focused()
    drawn.page.keyboard.press("Enter")
    drawn.idle()
    assert len(drawn.names()) == 13 + 25


def test_every_step_is_undone_and_done_again(drawn: Drawn) -> None:
    expect(drawn.tool("undo")).to_be_disabled()
    start = drawn.names()
    drawn.word("Bilde").click()
    drawn.grow(OSLO, "Oslo kommune")
    grown = drawn.names()
    drawn.word("Bilde").click()
    drawn.act("branch").click()
    folded = drawn.names()
    assert len(folded) < len(grown)
    for expected in (grown, start):
        drawn.tool("undo").click()
        assert drawn.names() == expected
    for expected in (grown, folded):
        drawn.tool("redo").click()
        assert drawn.names() == expected
    expect(drawn.tool("redo")).to_be_disabled()


def test_one_node_or_what_hangs_on_it_is_folded(drawn: Drawn) -> None:
    drawn.grow(OSLO, "Oslo kommune")
    grown = drawn.names()
    drawn.word("Bilde").click()
    drawn.act("branch").click()
    folded = drawn.names()
    assert "Oslo kommune" in folded
    assert "Bydel Alna" in folded
    assert len(folded) < len(grown) - 15
    drawn.word("Bilde").click()
    drawn.stage.focus()
    drawn.page.keyboard.press("Delete")
    assert "Oslo kommune" not in drawn.names()


def test_the_steps_of_a_link_can_be_undone_too(drawn: Drawn) -> None:
    start = drawn.names()
    drawn.word("Bilde").click()
    drawn.grow(OSLO, "Oslo kommune")
    drawn.told()
    again = Drawn(drawn.page, drawn.page.url)
    again.tool("undo").click()
    again.idle()
    assert again.names() == start


HIDDEN = {
    "nb": ("til ville passet, men er skjult i bildet: oppgave ved lov.", "Vis det skjulte igjen"),
    "en": ("more would fit, but are hidden in the picture: duty by statute.", "Show what is hidden again"),
}


@pytest.mark.parametrize("lang", HIDDEN)
def test_what_is_hidden_does_not_come_unseen_but_is_offered(page: Page, app: str, lang: str) -> None:
    says, again = HIDDEN[lang]
    drawn = Drawn(page, app + EXPLORE.replace("nb", lang))
    drawn.part('.kind[data-name="duty"]').click()
    there = len(drawn.places())
    dialog(drawn)
    back = drawn.part("dialog .kept-back")
    expect(back).to_contain_text(says)
    fewer = said(drawn, "all")
    drawn.part("dialog .main").click()
    drawn.idle()
    assert len(drawn.places()) == there + 25
    dialog(drawn)
    expect(back).to_contain_text(says)
    kept = int(re.sub(r"\D", "", back.inner_text()))
    back.get_by_role("button", name=again).click()
    expect(back).to_be_hidden()
    expect(drawn.part("dialog [data-most=all]")).to_contain_text(str(fewer - 25 + kept))
    expect(drawn.part('.kind[data-name="duty"]')).to_have_attribute("aria-pressed", "true")


def test_what_is_expanded_is_seen_beside_a_path_that_was_shown_alone(page: Page, app: str) -> None:
    drawn = Drawn(page, f"{app}/paths?lang=nb&from={ALNA}&to={POLICE}")
    drawn.part('[data-way="only"]').click()
    alone = drawn.places()
    drawn.select(ALNA)
    drawn.act("grow").click()
    drawn.part("dialog .main:enabled").click()
    drawn.idle()
    assert len(drawn.places()) > len(alone) + 1
    expect(drawn.part('[data-way="dim"]')).to_have_attribute("aria-pressed", "true")


def test_nothing_to_expand_is_said(drawn: Drawn) -> None:
    drawn.page.goto(drawn.page.url.replace(ALNA, "unit-hostile"))
    drawn.stands()
    drawn.click("unit-hostile")
    drawn.act("grow").click()
    expect(drawn.part("dialog [role=status]")).to_have_text("Alt rundt denne noden vises allerede.")
    expect(drawn.part("dialog .main")).to_be_disabled()
