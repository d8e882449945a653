"""Texts by language: which is taken, and that it is told."""

from __future__ import annotations

import pytest

from graph.wording import language, pick


@pytest.mark.parametrize(
    ("words", "lang", "text", "told"),
    [
        ({"nb": "Bydel", "en": "Borough"}, "en", "Borough", "en"),
        ({"nb": "Bydel"}, "en", "Bydel", "nb"),
        ({"nn": "Kommune", "en": "Municipality"}, "nb", "Kommune", "nn"),
        ({"pl": "Gmina"}, "nb", "Gmina", "pl"),
        ({"nb": "", "sv": "Kommun"}, "nb", "Kommun", "sv"),
        ("Bydel", "en", "Bydel", ""),
        (None, "nb", "", ""),
        ({}, "nb", "", ""),
    ],
)
def test_the_text_that_is_taken_says_its_language(words: object, lang: str, text: str, told: str) -> None:
    assert (pick(words, lang), language(words, lang)) == (text, told)  # type: ignore[arg-type]
