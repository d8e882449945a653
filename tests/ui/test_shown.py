"""What looks for texts in the wrong language sees pictures, what is folded, attributes, and texts with gaps filled."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.ui.places import POLICE
from tests.ui.shown import left_over, whole
from ui.words import words

pytestmark = pytest.mark.browser


def test_a_page_read_in_the_wrong_language_is_full_of_texts_left_over(page: Page, app: str) -> None:
    page.goto(f"{app}/unit?lang=nb&id={POLICE}")
    whole(page)
    said = words("nb")
    assert left_over(page, "nb") == set()
    found = left_over(page, "en")
    assert said["picture_hint"] in found  # in the shadow of a component
    assert said["picture_zoom_in"] in found  # an attribute alone
    assert said["own_list_add"] in found  # a placeholder
    assert said["orgnr"].format(number="974 778 742") in found  # a gap filled, in a line of several
    assert "kunngjøring" in found  # what a kind is called
