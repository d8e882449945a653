"""Everybody can use the picture: by keyboard alone, by name, in light and dark, on a phone."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.schema import schema
from tests.ui.conftest import PATIENCE
from tests.ui.drawn import ALNA, EXPLORE, OSLO, Drawn

pytestmark = pytest.mark.browser
# Which dots of 24 by 24 the sign of each kind fills: what is left of it for a reader who sees no colours.
FILLED = """(stage, shapes) => Object.fromEntries(Object.entries(shapes).map(([kind, shape]) => {
  const pen = Object.assign(document.createElement("canvas"), { width: 24, height: 24 }).getContext("2d");
  const outline = new Path2D();
  outline.addPath(new Path2D(shape), new DOMMatrix().scale(1.5));
  pen.fill(outline);
  const { data } = pen.getImageData(0, 0, 24, 24);
  return [kind, Array.from({ length: 576 }, (_, dot) => data[dot * 4 + 3] > 127)];
}))"""


def test_every_part_has_a_name(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    expect(drawn.stage).to_have_attribute("aria-label", "Den delen av grafen du har åpnet")
    assert drawn.part("#picture-keys").inner_text() or drawn.part("#picture-keys").text_content()
    for control in drawn.part("button, input, select").all():
        name = control.get_attribute("aria-label") or control.inner_text() or control.get_attribute("aria-labelledby")
        assert name or control.evaluate("one => one.labels?.length > 0"), control.evaluate("one => one.outerHTML")
    assert drawn.part("[tabindex]:not([tabindex='0'])").count() == 0


def test_the_picture_is_told_in_a_sentence_that_follows_it(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    told = "Bildet viser noder: {}, relasjoner: {}, rundt Bydel Alna. Tabellen viser det samme."
    expect(drawn.stage).to_have_accessible_description(re.compile(re.escape(told.format(13, 12)) + ".*Pil ned"))
    drawn.part('.kind[data-name="post"]').click()
    expect(drawn.stage).to_have_accessible_description(re.compile(re.escape(told.format(10, 9))))


def test_every_kind_is_told_by_its_shape_alone(page: Page, app: str) -> None:
    shapes = {kind: said.shape for kind, said in schema().nodes.items()}
    drawn = Drawn(page, app + EXPLORE)
    masks = drawn.stage.evaluate(FILLED, shapes)
    for (one, mask), (other, against) in combinations(masks.items(), 2):
        both = sum(a and b for a, b in zip(mask, against, strict=True))
        either = sum(a or b for a, b in zip(mask, against, strict=True))
        assert both / either < 0.85, (one, other)
    for button in drawn.part(".legend .kind").all():
        assert button.locator("path").get_attribute("d") == shapes[button.get_attribute("data-name")]


def test_the_legend_says_that_it_can_be_pressed_and_what_a_dash_means(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    expect(drawn.part(".legend .hint")).to_have_text("Trykk på et slag for å skjule eller vise det.")
    post = drawn.part('.kind[data-name="post"]')
    expect(post).to_have_attribute("title", "Skjul: stilling")
    post.click()
    expect(post).to_have_attribute("title", "Vis igjen: stilling")
    expect(drawn.part(".dashes")).to_have_text("gjelderstiplet: avsluttet")
    expect(drawn.tool("fit")).to_have_text("Vis alt")
    expect(drawn.tool("full")).to_have_text("Fullskjerm")


def test_the_keyboard_alone_explores_and_takes_along(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.stage.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    expect(drawn.part("dialog .main")).to_be_focused()
    page.keyboard.press("Enter")
    drawn.idle()
    expect(drawn.stage).to_be_focused()
    page.keyboard.press("Control+z")
    expect(drawn.tool("redo")).to_be_enabled()
    page.keyboard.press("Control+y")
    expect(drawn.tool("redo")).to_be_disabled()
    drawn.word("Lagre som SVG").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "inngang.svg"


def test_the_keyboard_stays_where_it_was(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE)
    drawn.choose("no-orgnr-958935420", "Oslo kommune")
    for does in ("pin", "way"):
        drawn.act(does).focus()
        page.keyboard.press("Enter")
        expect(drawn.act(does)).to_have_attribute("aria-pressed", "true")
        expect(drawn.act(does)).to_be_focused()
    page.keyboard.press("Escape")
    expect(drawn.act("way")).to_have_attribute("aria-pressed", "false")
    kind = drawn.part('.kind[data-name="post"]')
    kind.focus()
    page.keyboard.press("Enter")
    expect(kind).to_have_attribute("aria-pressed", "false")
    expect(kind).to_be_focused()


def test_a_name_in_another_language_says_so(page: Page, app: str) -> None:
    drawn = Drawn(page, app + EXPLORE.replace("lang=nb", "lang=en"))
    drawn.part('[data-view="table"]').click()
    names = drawn.part(".table tbody button.link")
    expect(names.filter(has_text="City of Oslo")).not_to_have_attribute("lang", "nb")
    expect(names.filter(has_text="Kunnskapsgrunnlag").first).to_have_attribute("lang", "nb")


def test_it_follows_light_and_dark(page: Page, app: str) -> None:
    page.emulate_media(color_scheme="light")
    drawn = Drawn(page, app + EXPLORE)
    corner = "canvas => [...canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data]"
    paper = "stage => getComputedStyle(stage.closest('.picture')).backgroundColor"
    light = drawn.stage.evaluate(paper)
    drawn.choose("no-orgnr-958935420", "Oslo kommune")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "([stage, was]) => getComputedStyle(stage.closest('.picture')).backgroundColor !== was",
        arg=[drawn.stage.element_handle(), light],
    )
    expect(drawn.detail.locator(".name")).to_have_text("Oslo kommune")
    assert drawn.stage.locator("canvas").evaluate(corner)


def test_on_a_phone_the_table_stands_under_the_picture(browser: Browser, app: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800}, locale="nb-NO")
    page.goto(app + EXPLORE)
    stage, table = page.locator(".stage"), page.locator(".picture .table")
    expect(stage.locator("canvas")).to_be_visible()
    expect(table).to_be_visible()
    above, below = stage.bounding_box(), table.bounding_box()
    assert above
    assert below
    assert below["y"] >= above["y"] + above["height"]
    table.get_by_role("button", name="Oslo kommune").click()
    expect(page.locator(".detail .name")).to_have_text("Oslo kommune")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 375
    page.close()


def test_two_fingers_zoom_the_picture_and_not_the_page(browser: Browser, app: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800}, locale="nb-NO", has_touch=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    drawn = Drawn(page, app + EXPLORE)
    apart = spread(drawn)
    x, y = drawn.mouse(ALNA)
    touch = context.new_cdp_session(page)
    for kind, far in (("touchStart", 20), *(("touchMove", far) for far in range(25, 100, 5)), ("touchEnd", None)):
        fingers = [{"x": x - far, "y": y, "id": 0}, {"x": x + far, "y": y, "id": 1}] if far else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        page.wait_for_timeout(16)
    assert spread(drawn) > 2 * apart
    assert page.evaluate("visualViewport.scale") == 1
    context.close()


def spread(drawn: Drawn) -> float:
    """How far two nodes stand from each other on the stage."""
    (left, top), (right, foot) = drawn.at(ALNA), drawn.at(OSLO)
    return ((left - right) ** 2 + (top - foot) ** 2) ** 0.5
