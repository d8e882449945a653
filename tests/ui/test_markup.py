"""Text of others stays text, whatever signs it holds."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ui.markup import el, is_web, plain, web_link
from ui.words import words


class Reader(HTMLParser):
    """Collects the tags and the text that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 — its signature
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(), st.text())
@example("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>')
def test_text_adds_no_element(text: str, value: str) -> None:
    assert Reader(el("p", text, title=value)).tags == ["p"]


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_text_comes_out_as_it_went_in(text: str) -> None:
    assert Reader(el("p", text)).text.replace("\u00a0", " ") == text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    ["2_500_000_kr", "NOK_1,630,000", "tolkeloven §_6, §_10 og 2 kap.", "org.nr. 970_534_644", "in 2024 12 of 15"],
)
def test_no_line_ends_inside_a_number_or_after_a_paragraph_sign(text: str) -> None:
    assert Reader(el("p", text.replace("_", " "))).text == text.replace("_", "\u00a0")


def test_only_plain_web_addresses_become_links() -> None:
    good = "https://www.doffin.no/notices/2020-305229?a=1"
    assert is_web(good)
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://",
        "http://a@b.example",
        "http://a b",
        "",
    ):
        assert not is_web(bad), bad
        assert Reader(web_link(bad, "x")).tags == ["span"]


def test_markdown_signs_are_escaped() -> None:
    assert plain("**b** [a](b) :red[x]\n# h") == r"\*\*b\*\* \[a\]\(b\) \:red\[x\] \# h"


def test_both_languages_say_the_same_things() -> None:
    assert words("nb").keys() == words("en").keys()
    fields = [{part.split("}")[0] for part in text.split("{")[1:]} for text in words("nb").values()]
    assert fields == [{part.split("}")[0] for part in words("en")[key].split("{")[1:]} for key in words("nb")]
