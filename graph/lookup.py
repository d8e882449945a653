"""Finding the one thing a person means, by id, number or name; and searching for things by their words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from graph.answers import SearchAnswer, SearchResult
from graph.errors import AmbiguousName, BadInput, UnknownThing
from graph.ids import clean_number, cpv_code, cpv_id, doffin_id, unit_id
from graph.model import Node
from graph.schema import caption as caption  # noqa: PLC0414  (part of this room: callers name things they looked up)
from graph.schema import schema
from graph.store.base import POSTING_BUDGET, View
from graph.text.bm25 import score
from graph.text.entry import texts
from graph.text.tokens import TEXT_CAP, tokens
from graph.when import On

#: What people look up; rules and ways in are looked up by no one.
FINDABLE = (
    "unit",
    "supplier",
    "person",
    "contact",
    "post",
    "notice",
    "agreement",
    "programme",
    "pilot",
    "duty",
    "theme",
    "category",
)
#: Hits whose names are compared with the one asked for; units read where no word of the name is known.
COMPARED, SCANNED = 200, 20_000
#: A name less alike than this (0-100, rapidfuzz ratio) is no guess worth making; and how many guesses are shown.
ALIKE, GUESSES = 65, 5

_NAMES = ("name", "title", "label", "text", "aliases", "register_name", "code", "doffin_ref")
_BEHALF = re.compile(r"\s(?:v/|ved\s|-\s|–\s)\s*", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")


def find_one(view: View, text: str, on: On, *, kinds: Collection[str] | None = None) -> Node:
    """The one thing `text` means: its id or a former one, an organisation number in any spelling, or its exact name.

    Names count in every language, without regard to case or punctuation; "Oslo kommune v/ Bydel Alna" means the
    borough; of several of one name, the one that has not ended. kinds: only these node kinds.
    Raises UnknownThing (naming the nearest names known) and AmbiguousName (naming the candidates by name and id);
    both carry `ids`, BadInput for empty text.
    """
    text = text.strip()
    if not text:
        raise BadInput("lookup_empty")
    by_id = _by_id(view, text, on, kinds)
    if by_id:
        return by_id
    exact = named(view, text, on, kinds=kinds or FINDABLE)
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise AmbiguousName("lookup_ambiguous", text=text, candidates=_listed(exact), ids=[node.id for node in exact])
    near = nearest_names(view, text, on, kinds or FINDABLE)
    key = "lookup_unknown_near" if near else "lookup_unknown"
    raise UnknownThing(key, text=text, day=on.day, near=_listed(near), ids=[node.id for node in near])


def named(view: View, text: str, on: On, *, kinds: Collection[str]) -> list[Node]:
    """The things of `kinds` that are called `text` exactly, as `find_one` compares names; empty where there are none."""
    found = (_exact(view, name, on, kinds) for name in spellings(text.strip()))
    return next((nodes for nodes in found if nodes), [])


def search(
    view: View, text: str, *, kinds: Collection[str] | None = None, on: On, limit: int = 20, lang: str = "nb"
) -> SearchAnswer:
    """Things whose words meet those of `text`, best first: what it names exactly, then by BM25, ties by id.

    Where no word of it is known, units of a similar name. kinds: None for all that people look up; limit ≥ 1.
    """
    wanted = kinds or FINDABLE
    scores: dict[str, float] = {}
    named = _by_id(view, text.strip(), on, wanted) if text.strip() else None
    found = view.search(_asked(text), kinds=wanted, on=on, limit=POSTING_BUDGET)
    scores.update(score(found))
    top = max(scores.values(), default=0.0)
    exact = [named] if named else [node for name in spellings(text) for node in _exact(view, name, on, wanted)]
    for node in exact:
        scores[node.id] = top + 1.0
    best = sorted(scores, key=lambda id_: (-scores[id_], id_))[:limit]
    nodes = view.get(best, on)
    if not nodes:
        similar = nearest_names(view, text, on, wanted)[:limit]
        nodes = {node.id: node for node in similar}
        best = list(nodes)
        scores = {node.id: _alike(text, node) / 100 for node in similar}
    return SearchAnswer(query=text, results=[_result(nodes[id_], scores[id_], lang) for id_ in best if id_ in nodes])


def nearest_names(view: View, text: str, on: On, kinds: Collection[str]) -> list[Node]:
    """The things whose names look most like `text`, at most GUESSES, best first; empty where nothing comes close.

    Among those that share a word with it; failing that among the first SCANNED units, by id.
    """
    among = _candidates(view, text, on, kinds)
    best = _most_alike(text, among)
    if not best and "unit" in kinds:
        best = _most_alike(text, islice(view.scan("unit", on), SCANNED))
    return best


def spellings(text: str) -> list[str]:
    """`text`, and what stands behind "v/", "ved" or a dash in it: the unit on whose behalf a parent is named."""
    parts = _BEHALF.split(text, maxsplit=1)
    return [text, parts[1].strip()] if len(parts) > 1 and parts[1].strip() else [text]


def normal(text: str) -> str:
    """`text` as names are compared: one Unicode form, no case, no punctuation, one space between words."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text[:TEXT_CAP]).casefold()).strip()


def names(node: Node) -> Iterator[str]:
    """Every name of a node, in every language, its own before its aliases."""
    for prop in (*schema().nodes[node.kind].caption, *_NAMES):
        for _, name in texts(node.props.get(prop)):
            yield name


def numbers(node: Node) -> list[str]:
    """Every organisation number that a node is known by, its own first."""
    return [str(number) for number in (node.props.get("orgnr"), *node.props.get("numbers", ())) if number]


def _by_id(view: View, text: str, on: On, kinds: Collection[str] | None) -> Node | None:
    """The node whose id, former id, organisation number, CPV code or Doffin reference `text` is."""
    number, code = clean_number(text), cpv_code(text)
    tried = [text]
    tried += [unit_id(number)] if number else []
    tried += [cpv_id(code)] if code else []
    tried += [doffin_id(text)]
    found = view.get(tried, on)
    for id_ in tried:
        node = found.get(id_)
        if node and (kinds is None or node.kind in kinds):
            return node
    return _by_other_number(view, number, on) if number and (kinds is None or "unit" in kinds) else None


def _by_other_number(view: View, number: str, on: On) -> Node | None:
    """The unit that a register or notice knows by a second number; looked for among the first SCANNED units."""
    return next(
        (node for node in islice(view.scan("unit", on), SCANNED) if number in node.props.get("numbers", ())), None
    )


def _exact(view: View, text: str, on: On, kinds: Collection[str]) -> list[Node]:
    """The nodes called `text` exactly, in order of id; by their own name if there are any, else by an alias."""
    asked = normal(text)
    own: list[Node] = []
    other: list[Node] = []
    for node in _candidates(view, text, on, kinds):
        first = schema().nodes[node.kind].caption[0]
        if any(normal(name) == asked for _, name in texts(node.props.get(first))):
            own.append(node)
        elif any(normal(name) == asked for name in names(node)):
            other.append(node)
    found = own or other
    return [node for node in found if node.current is not False] or found


def _candidates(view: View, text: str, on: On, kinds: Collection[str]) -> list[Node]:
    """Nodes that share words with `text`, those that hold most of them and little else first, then in order of id."""
    asked = _asked(text)
    hits = view.search(asked, kinds=kinds, on=on, limit=POSTING_BUDGET).hits if asked else ()
    chosen = sorted(hits, key=lambda hit: (-len(hit.counts), hit.length, hit.id))[:COMPARED]
    nodes = view.get((hit.id for hit in chosen), on)
    return sorted(nodes.values(), key=lambda node: node.id)


def _asked(text: str) -> Sequence[str]:
    return list(dict.fromkeys(tokens(text)))


def _most_alike(text: str, among: Collection[Node] | Iterator[Node]) -> list[Node]:
    scored = ((_alike(text, node), node) for node in among)
    best = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].id))
    return [node for _, node in best[:GUESSES]]


def _alike(text: str, node: Node) -> float:
    """How alike `text` and the node's best fitting name are, 0-100."""
    from rapidfuzz import fuzz  # noqa: PLC0415  (a twentieth of a second that names known exactly do without)

    asked = normal(text)
    return max((fuzz.ratio(asked, normal(name)) for name in names(node)), default=0.0)


def _listed(nodes: Collection[Node]) -> Callable[[str], str]:
    """The names and ids of `nodes`, in whatever language the error is read."""
    return lambda lang: ", ".join(f"{caption(node, lang)} ({node.id})" for node in nodes)


def _result(node: Node, score_: float, lang: str) -> SearchResult:
    return SearchResult(
        id=node.id, kind=node.kind, name=caption(node, lang), type=node.props.get("type"), score=round(score_, 4)
    )
