"""What the tables cite, as documents: each distinct text one, dated where a date belongs to the claim."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from graph.ids import short_hash, slug
from graph.model import Document
from graph.tables import table

_PARTED = " | "
_URL = re.compile(r"https?://[^\s|]+?(?=[)\]]*(?:[\s|:;,]|$))")
_NOTICE_DATE = re.compile(r"^Doffin notice\b.*\((\d{4}-\d{2}-\d{2})\)$")
_REPOSITORY = re.compile(r"GitHub ([\w.-]+/[\w.-]+)")
_STATUTES = re.compile(r"^GitHub (legalize-dev/legalize-no): (?P<acts>.*)$")
_ACT = re.compile(r"\bno/(LOV-[\d-]+)\.md")
_AS_OF = re.compile(r"\bas of (\d{4}(?:-\d{2}-\d{2})?)\b")
_SECOND_HAND = frozenset(("G", "2nd", "no"))
_GENERAL = "general knowledge"


def documents(
    text: str, mark: str = "S", *, published: str = "", otherwise: str = "", retrieved_at: str = ""
) -> list[Document]:
    """The documents that a cell names, parted by " | ".

    mark: the row's (S, G, 2nd, or "no" where the register was not asked). published: the date that belongs to the
    claim; where none is given, that of a Doffin notice named counts, then `otherwise`. retrieved_at: the date as of
    which it was seen; else the one that the text names ("as of 2014-10-08").
    """
    parts = [part.strip() for part in text.split(_PARTED) if part.strip()]
    return [_document(part, mark, published, otherwise, retrieved_at) for part in dict.fromkeys(parts)]


def _document(text: str, mark: str, published: str, otherwise: str, retrieved_at: str) -> Document:
    notice = _NOTICE_DATE.match(text)
    day = published or (notice[1] if notice else otherwise)
    seen = _AS_OF.search(text)
    retrieved_at = retrieved_at or (seen[1] if seen else "")
    verified = mark not in _SECOND_HAND and not text.startswith(_GENERAL)
    title = _for_people(text)
    name = f"{slug(title)[:40].rstrip('-')}-{short_hash(text, day, retrieved_at, str(verified))}"
    return Document(name, title, _url(text), day or None, retrieved_at or None, verified)


def _url(text: str) -> str | None:
    found = _URL.search(text)
    if found:
        return found[0]
    repository = _REPOSITORY.match(text)
    return f"https://github.com/{repository[1].split('@')[0]}" if repository else None


def _for_people(text: str) -> str:
    """The text with addresses shortened to site and page, and statutes named by title and number, not by a file."""
    statutes = _STATUTES.match(text)
    if statutes:
        acts = _ACT.sub(lambda match: _act(match[1]), statutes["acts"])
        return acts[:1].upper() + acts[1:]
    return _URL.sub(lambda match: _short(match[0]), text)


def _act(number: str) -> str:
    """An act of Parliament by its short title and number; by the number alone where `data/laws.toml` has no title."""
    title = table("laws").get(number)
    return f"{title} ({number})" if title else number


def _short(url: str) -> str:
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/")
