"""Units that an offering names: by a short name ("NMBU"), or by a word of their name or seat ("Trondheim")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graph.match.publishers import Publishers, known_as, names_of
from graph.model import Node
from graph.store.base import View
from graph.text.short_names import spoken
from graph.text.tokens import plain, tokens
from graph.when import On

#: A word that more units bear than this names none of them.
MOST = 200
_AROUND = ".,;:!?()«»\"'"

#: The word of the offering that names a unit, with how many units it may mean, by unit id.
Named = Mapping[str, tuple[str, int]]


def named(view: View, text: str, known: Publishers, on: On) -> Named:
    """The units that `text` names; the word that fewest units bear counts. Short names are known of units that published."""
    words = {token: word for word in _written_as_names(text) for token in tokens(word)}
    found: dict[str, tuple[str, int]] = {}
    if words:
        hits = view.search(list(words), kinds=["unit"], on=on, limit=MOST * len(words)).hits
        bearers: dict[str, list[str]] = defaultdict(list)
        for id_, node in sorted(view.get([hit.id for hit in hits], on).items()):
            for token in _place_words(node) & words.keys():
                bearers[token].append(id_)
        for token, ids in sorted(bearers.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            if len(ids) <= MOST:
                found.update(dict.fromkeys(ids, (words[token], len(ids))))
    for word in spoken(text):
        found.update(dict.fromkeys(sorted(known_as(view, known, on).get(plain(word), ())), (word, 1)))
    return found


def _place_words(unit: Node) -> set[str]:
    """The words that may be the place of a unit: those of its names, and of its seat."""
    return {token for name in [*names_of(unit), str(unit.props.get("seat") or "")] for token in tokens(name)}


def _written_as_names(text: str) -> list[str]:
    """The words with a capital that do not begin a sentence."""
    words = text.split()
    return [
        word.strip(_AROUND)
        for before, word in zip([".", *words], words, strict=False)
        if word[:1].isupper() and not before.endswith((".", "!", "?", ":"))
    ]
