"""Back and forward lead through what a person saw, whichever way they went on: by a link, a form or the picture."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ui.conftest import query, ready
from tests.ui.drawn import ALNA, EXPLORE, OSLO, Drawn

pytestmark = pytest.mark.browser


class Walk:
    """A visit: each place that was come to, what is to be seen there alone, and the way back through all of them."""

    def __init__(self, page: Page, url: str, seen: Locator) -> None:
        self.page, self.places = page, list[tuple[str, str, Locator]]()
        page.goto(url)
        self.came(seen)

    def came(self, seen: Locator) -> None:
        """Takes down where the walk is, once `seen` is there."""
        expect(seen).to_be_visible()
        ready(self.page)
        self.places.append((self.page.url, self.page.title(), seen))

    def holds(self) -> None:
        """Every place is met again, in turn, and nothing between: there and back."""
        for place in self.places[-2::-1]:
            self.page.go_back()
            self._is(*place)
        for place in self.places[1:]:
            self.page.go_forward()
            self._is(*place)

    def _is(self, url: str, title: str, seen: Locator) -> None:
        expect(seen).to_be_visible()
        ready(self.page)
        expect(self.page).to_have_title(title)
        assert self.page.url == url


def test_from_find_to_a_unit_and_a_path_and_all_the_way_back(page: Page, app: str) -> None:
    walk = Walk(page, app, page.get_by_role("heading", level=1))
    page.get_by_label("Hva tilbyr du?").fill("oppfølging av barn og unge")
    page.keyboard.press("Enter")
    walk.came(page.locator("article").first)
    page.locator("article").get_by_role("link", name="Bydel", exact=False).first.click()
    walk.came(page.get_by_role("navigation", name="Hvor enheten hører til"))
    page.get_by_role("link", name="Stier hit").click()
    walk.came(page.get_by_text("Hvor skal stien begynne?"))
    page.get_by_role("combobox", name="Fra").focus()
    page.keyboard.type("oslo politid")
    expect(page.get_by_role("option", name="Oslo politidistrikt")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    walk.came(page.get_by_role("heading", name="fra Oslo politidistrikt til Bydel"))
    page.get_by_role("link", name="English").click()
    walk.came(page.get_by_role("heading", name="from Oslo Police District to"))
    page.get_by_role("link", name="Turn around").click()
    walk.came(page.get_by_role("heading", name="to Oslo Police District"))
    walk.holds()


def test_asking_a_form_twice_is_two_steps_and_asking_the_same_again_is_none(page: Page, app: str) -> None:
    walk = Walk(page, f"{app}/plan?lang=nb", page.get_by_role("heading", level=1, name="Legg en plan"))
    for text in ("renhold", "tolk"):
        page.get_by_label("Hva tilbyr du?").fill(text)
        page.keyboard.press("Enter")
        walk.came(page.get_by_role("heading", level=1, name=f"Plan for {text}"))
    steps = page.evaluate("history.length")
    page.get_by_role("button", name="Lag plan").click()
    page.wait_for_timeout(1000)
    assert page.evaluate("history.length") == steps
    walk.holds()


def test_a_unit_opened_from_the_picture_leads_back_to_the_picture(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.choose(ALNA, "Bydel Alna")
    drawn.act("open").click()
    expect(page.get_by_role("heading", level=1, name="Bydel Alna")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Utforsk")).to_be_visible()
    drawn.stands()
    assert query(page)["id"] == [ALNA]
    page.go_forward()
    expect(page.get_by_role("heading", level=1, name="Bydel Alna")).to_be_visible()
    ready(page)
    assert query(page)["id"] == [ALNA]


def test_what_was_chosen_on_leaving_stays_out_of_the_next_units_address(page: Page, app: str) -> None:
    drawn = Drawn(page, f"{app}/unit?id={ALNA}&lang=nb")
    drawn.choose(OSLO, "Oslo kommune")
    page.locator(f'a[href*="{OSLO}"]').first.evaluate("link => link.click()")
    expect(page.get_by_role("heading", level=1, name="Oslo kommune")).to_be_visible()
    drawn.stands()
    page.wait_for_timeout(500)
    assert query(page) == {"id": [OSLO], "lang": ["nb"]}


def test_a_change_on_a_page_is_no_step_however_its_address_is_written(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?id={ALNA}&lang=nb&on=&q=bydel%20alna%20%C3%B8st")
    ready(page)
    steps = page.evaluate("history.length")
    page.get_by_label("Min liste").first.click()
    page.get_by_role("option", name="Skal kontaktes").click()
    ready(page)
    expect(page.get_by_label("Min liste").first).to_have_value("Skal kontaktes")
    assert page.evaluate("history.length") == steps
