"""All that a page says: its text, folded text and that of components too, and what attributes say of its parts.

`inner_text` passes over what is folded and over shadow roots, in which pictures, fields that complete and print stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from playwright.sync_api import Page, expect

from graph.schema import schema
from graph.tables import table
from graph.wording import LANGUAGES, pick, sentences
from loaders.choices import choices
from tests.ui.conftest import ready
from ui.words import words

ATTRIBUTES = ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"]
#: [text, whether it is marked as another language than the page's], in the order of the page.
READ = """(attributes) => {
    const said = [];
    const say = (text, foreign) => text && text.trim() && said.push([text.trim().replace(/\\s+/g, " "), foreign]);
    const read = (root, foreign) => {
        for (const part of root.childNodes) {
            if (part.nodeType === Node.TEXT_NODE) say(part.data, foreign);
            if (part.nodeType !== Node.ELEMENT_NODE || part.matches("script, style, noscript, template")) continue;
            const lang = part.getAttribute("lang");
            const other = lang ? lang !== document.documentElement.lang : foreign;
            for (const name of attributes) say(part.getAttribute(name), other);
            if (part.shadowRoot) read(part.shadowRoot, other);
            read(part, other);
        }
    };
    read(document.body, false);
    return said;
}"""
#: Signs between which several texts of ours stand in one line.
BETWEEN = " · "
#: Letters that a text with gaps has beside them; with fewer it may be anybody's.
TELLING = 5
_GAP = re.compile(r"\{[^}]*\}")


def whole(page: Page) -> None:
    """Waits until the page stands, pictures with it."""
    ready(page)
    for picture in page.locator("figure.picture").all():
        expect(picture).to_have_attribute("aria-busy", "false")


def said(page: Page) -> list[str]:
    """Each text of the page as it stands, in order."""
    return [text for text, _ in page.evaluate(READ, ATTRIBUTES)]


def faults(page: Page) -> list[str]:
    """What only a fault of ours leaves on a page."""
    ours = {words(lang)["broken"] for lang in LANGUAGES}
    return [text for text in said(page) if "Traceback" in text or text in ours]


def left_over(page: Page, lang: str) -> set[str]:
    """Texts on the page that are ours in the other language alone, gaps filled or not, and not marked as that language."""
    other = "en" if lang == "nb" else "nb"
    lines = {text for text, foreign in page.evaluate(READ, ATTRIBUTES) if not foreign}
    pieces = lines | {piece for line in lines for piece in line.split(BETWEEN)}
    return {piece for piece in pieces if _is_ours(piece, other) and not _is_ours(piece, lang)}


def _is_ours(text: str, lang: str) -> bool:
    plain, gapped = _texts(lang)
    return text in plain or any(form.fullmatch(text) for form in gapped)


@cache
def _texts(lang: str) -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """All texts of ours in `lang`: those without gaps, and those with, as forms."""
    ours = {" ".join(text.split()) for text in _all(lang)}
    return frozenset(text for text in ours if not _GAP.search(text)), list(_forms(ours))


def _all(lang: str) -> Iterator[str]:
    """The app's texts, the graph's sentences, what kinds and types are called, and what the sources say of themselves."""
    yield from words(lang).values()
    yield from (both[lang] for both in sentences().values())
    for kind in (*schema().nodes.values(), *schema().relations.values()):
        yield kind.title[lang]
    for names in table("unit_types").values():
        yield from (names[lang], names[f"{lang}_many"])
    for choice in choices().values():
        yield from (pick(dict(choice.source.title), lang), pick(choice.source.publisher, lang))


def _forms(texts: Iterable[str]) -> Iterator[re.Pattern[str]]:
    for text in sorted(texts):
        parts = _GAP.split(text)
        if len(parts) > 1 and sum(sign.isalpha() for part in parts for sign in part) >= TELLING:
            yield re.compile(".+".join(map(re.escape, parts)))
