"""My list, opened and filled as a reader does it."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.ui.conftest import ready


def open_list(page: Page, served: str, lang: str = "nb") -> None:
    page.goto(f"{served}/mylist?lang={lang}")
    ready(page)


def take_in(page: Page, name: str, content: bytes) -> None:
    form = page.locator('[data-testid="stForm"]').last
    form.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/json", "buffer": content})
    form.get_by_role("button", name="Ta inn").click()
