"""Which words a store's text index holds of a node, and from which day. Worked out here, so that all stores find alike.

An entry is a set of words that claims of a node hold; words said twice are entered once, for the earliest day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b

from graph.model import Props
from graph.store.days import UNDATED
from graph.store.merge import Rules

#: Days of entries: what lasts, what counts only with undated facts, then ordinals of days (all are greater).
LASTING, UNDATED_ONLY = 0, 1
#: How many bits of an id's hash order the entries of one day.
SPREAD_BITS = 38
SPREAD = (1 << SPREAD_BITS) - 1

#: An index splits words at signs: our tokens keep theirs as private-use characters.
_SHIELD = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}


@cache
def shielded(token: str) -> str:
    """A token as an index holds it: one word whatever signs it has."""
    return token.translate(_SHIELD)


def spread(node_id: str) -> int:
    """A number from an id, the same everywhere and always, that orders ids without favour."""
    return int.from_bytes(blake2b(node_id.encode(), digest_size=8).digest()) & SPREAD


def words_of(claims: Sequence[tuple[str, int, Props, Rules]]) -> list[tuple[str, int, str]]:
    """The entries (kind, day, words) that a node's claims (kind, day, properties, rules of the kind) make."""
    if len(claims) == 1 and claims[0][1] != UNDATED:
        kind, day, props, _ = claims[0]
        words = _words(kind, props)
        return [(kind, day, words)] if words else []
    earliest: dict[tuple[str, str], set[int]] = {}
    for kind, day, props, rules in claims:
        for since, some in ((day, props),) if day != UNDATED else _undated_parts(props, rules):
            words = _words(kind, some)
            if words:
                earliest.setdefault((kind, words), set()).add(since)
    found: list[tuple[str, int, str]] = []
    for (kind, words), days in earliest.items():
        kept = (
            {LASTING} if LASTING in days else {min(days - {UNDATED_ONLY}, default=UNDATED_ONLY)} | days & {UNDATED_ONLY}
        )
        found.extend((kind, day, words) for day in sorted(kept))
    return found


def _words(kind: str, props: Props) -> str:
    """The tokens of searchable properties as the index holds them (`graph.text.entry.entry_tokens`, shielded)."""
    from graph.text.entry import entry_texts  # noqa: PLC0415 — the stemmers load only where something is written
    from graph.text.tokens import pieces  # noqa: PLC0415

    held: list[str] = []
    for lang, text in entry_texts(kind, props):
        held.extend(map(_held(lang).__getitem__, pieces(text)))
    return " ".join(filter(None, held))


@lru_cache(maxsize=16)
def _held(lang: str | None) -> Mapping[str, str]:
    """By piece of text, what the index holds for it: its tokens, shielded, a space between."""
    from graph.text.tokens import ByPiece, tokens  # noqa: PLC0415 — as above

    return ByPiece(lambda piece: " ".join(map(shielded, tokens(piece, lang))))


def _undated_parts(props: Props, rules: Rules) -> list[tuple[int, dict[str, object]]]:
    lasting = rules.lasting or frozenset()
    return [
        (LASTING, {name: value for name, value in props.items() if name in lasting}),
        (UNDATED_ONLY, {name: value for name, value in props.items() if name not in lasting}),
    ]
