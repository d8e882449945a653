"""HTML and Markdown made of text that nobody vouches for: everything is escaped here, and nowhere else is HTML written.

Names come from registers, notices and links; whoever writes `<script>` into one sees it printed.
"""

from __future__ import annotations

import re
from html import escape

from graph.web import is_web as is_web  # noqa: PLC0414  (part of this room: which links may go out)

_VOID = frozenset({"br", "hr"})
#: Spaces at which no line ends: inside a number, between a number and its unit, after "§".
_TOGETHER = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|kr\b|MB\b|%)|(?<=§) (?=\d)|(?<=\bNOK) (?=\d)")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


class Safe(str):
    """HTML that `el` made: the only text that goes out unescaped."""

    __slots__ = ()


def el(tag: str, *children: str | None, **attrs: str | float | None) -> Safe:
    """An element. Children that are not `Safe` are escaped, None is left out.

    Attribute names lose a last "_" and have "-" for "_": `class_` is class, `aria_label` is aria-label.
    """
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attrs.items()
        if value is not None
    )
    if tag in _VOID:
        return Safe(f"<{tag}{said}>")
    return Safe(f"<{tag}{said}>{join(*children)}</{tag}>")


def join(*children: str | None) -> Safe:
    """Children one after another, escaped unless `Safe`."""
    return Safe("".join(child if isinstance(child, Safe) else _escaped(child) for child in children if child))


def _escaped(text: str) -> str:
    return escape(_TOGETHER.sub("\u00a0", text))


def web_link(url: str | None, text: str) -> Safe:
    """`text` as a link out, if `url` is plain http(s); else the text alone."""
    if not is_web(url):
        return el("span", text)
    return el("a", text, href=url, rel="noopener noreferrer nofollow", target="_blank")


def plain(text: str) -> str:
    """`text` for a label that Streamlit reads as Markdown: every sign with a meaning is escaped, lines are joined."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
