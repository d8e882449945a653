"""Who a name and a number stand for: by number first, then by normalised name inside the parent.

Buyers write themselves as "Oslo kommune v/ Sykehjemsetaten", "OSLO KOMMUNE - X", "SYKEHJEMSETATEN" or a parent's number
with a department's name. Nothing is guessed: what does not fit exactly gets an id of its own, and a flag where a person
should look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.ids import clean_number, slug, supplier_id, unit_id, unnumbered_unit_id, valid_orgnr
from graph.model import Node
from graph.store.base import View
from graph.text.tokens import tokens
from graph.when import On

#: The number fails its check digit: the id is by name.
BAD_NUMBER = "bad_number"
#: The number was not known, the name is: the number is kept as a second one, to be confirmed.
SECOND_NUMBER = "second_number"
#: The number was not known, and another unit bears the same name.
SAME_NAME = "same_name"
#: No number, and several units bear the name.
AMBIGUOUS = "ambiguous"

_ON_BEHALF = re.compile(r"^(?P<parent>.+?)[\s,]+v(?:ed\s|\s?/)\s*(?P<inner>.+)$", re.IGNORECASE)
_DASHED = re.compile(r"^(?P<parent>.*?kommune)\s*(?:\s[-–—]\s|,\s|/|:\s)\s*(?P<inner>.+)$", re.IGNORECASE)
_RUN_ON = re.compile(r"^(?P<parent>.*?kommune)\s+(?P<inner>\S.+)$", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_LEGAL_FORMS = frozenset(("kf", "fkf", "hf", "rhf", "iks", "sf", "as", "asa", "is"))
_NORWAY = ("NO", "NOR", "", None)
_CANDIDATES = 200
_LEVELS = 6


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a name stands for.

    name: the unit's own part of it. number: nine digits to keep as its number, None if there is none or it is the
    parent's. known: whether the graph, or this load before, holds it. flag: what a person should look at; its sentence
    is `resolve_<flag>`, with {name}, {number} and {id}.
    """

    id: str
    name: str
    number: str | None = None
    parent_id: str | None = None
    flag: str | None = None
    known: bool = False


def normal_name(text: str) -> str:
    """`text` as names are compared: case, composition, punctuation, "&" and the legal form at the end set aside."""
    words = _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text).casefold().replace("&", " og ")).split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def split_name(text: str) -> tuple[str | None, str]:
    """(parent, own part) of a buyer's name: "Oslo kommune v/Bydel Alna" → ("Oslo kommune", "Bydel Alna").

    A name that names no parent is (None, name).
    """
    plain = " ".join(text.split())
    for form in (_ON_BEHALF, _DASHED, _RUN_ON):
        match = form.match(plain)
        if match:
            return match["parent"].strip(" ,-–"), match["inner"].strip()
    return None, plain


class Resolver:
    """Identities during one load, from what the graph holds on `on` and what the load has met; answers are kept."""

    def __init__(self, view: View | None, on: On) -> None:
        """`view` is None where there is no graph yet."""
        self._view = view
        self._on = on
        self._answers: dict[tuple[str, ...], Identity] = {}
        self._by_name: dict[str, list[str]] = {}
        self._met: dict[str, dict[str, str | None]] = {}
        self._nodes: dict[str, Node | None] = {}
        self._above: dict[str, frozenset[str]] = {}

    def unit(
        self, name: str, number: str | None = None, *, country: str | None = "NO", parent_hint: str | None = None
    ) -> Identity:
        """The unit a source means. number: in any spelling; country: two or three letters, None is Norway.

        parent_hint: the id of a unit that the source says it belongs to.
        """
        asked = ("unit", name, number or "", country or "", parent_hint or "")
        if asked not in self._answers:
            norwegian = country in _NORWAY
            found = self._unit(name, number, parent_hint) if norwegian else _abroad(name, number, country or "")
            self._met.setdefault(normal_name(found.name), {}).setdefault(found.id, found.parent_id)
            self._answers[asked] = found
        return self._answers[asked]

    def supplier(self, name: str, number: str | None = None, *, country: str | None = "NO") -> Identity:
        """The supplier a source means; where its number is a unit's in the graph, it gets an id beside the unit's."""
        asked = ("supplier", name, number or "", country or "")
        if asked not in self._answers:
            self._answers[asked] = self._supplier(" ".join(name.split()), number, country or "")
        return self._answers[asked]

    @property
    def view(self) -> View | None:
        """The graph as it was before the load; None where there was none."""
        return self._view

    @property
    def on(self) -> On:
        """The day the graph is read on."""
        return self._on

    def kinds(self, ids: Iterable[str]) -> dict[str, str]:
        """The kind of each of these ids that the graph holds; ask in batches."""
        if self._view is None:
            return {}
        return {asked: node.kind for asked, node in self._view.get(ids, self._on).items()}

    def _unit(self, name: str, number: str | None, parent_hint: str | None) -> Identity:
        parent_name, inner = self._parts(name)
        digits, flag = _checked(number)
        parent = self._parent(parent_name, parent_hint)
        whole = inner if parent or not parent_name else " ".join(name.split())
        if digits:
            holder = self._node(unit_id(digits))
            if holder is not None and holder.kind == "unit":
                return self._by_known_number(holder, digits, parent_name, inner)
            return self._by_new_number(digits, whole, parent)
        found = self._by_name_only(whole, parent)
        return replace(found, flag=flag) if flag else found

    def _parts(self, name: str) -> tuple[str | None, str]:
        """As `split_name`; but a name that a unit bears as it stands is not taken apart."""
        parent, inner = split_name(name)
        if parent is None or self._named(name):
            return None, " ".join(name.split())
        return parent, inner

    def _parent(self, name: str | None, hint: str | None) -> str | None:
        found = self._named(name) if name else []
        return found[0] if len(found) == 1 else hint

    def _by_known_number(self, holder: Node, digits: str, parent_name: str | None, inner: str) -> Identity:
        """The holder of the number; where it is the parent that is named before "v/", the unit inside it."""
        own = {normal_name(text) for text in _names(holder)}
        if parent_name and normal_name(inner) not in own:
            inside = self._named(inner, inside=holder.id)
            if len(inside) == 1:
                return Identity(inside[0], inner, None, holder.id, None, known=True)
            if normal_name(parent_name) in own:
                return Identity(unnumbered_unit_id(inner, holder.id), inner, None, holder.id)
        second = None if holder.id == unit_id(digits) else SECOND_NUMBER
        return Identity(holder.id, inner, digits, None, second, known=True)

    def _by_new_number(self, digits: str, inner: str, parent: str | None) -> Identity:
        named = self._named(inner, inside=parent) if parent else []
        if len(named) == 1:
            return Identity(named[0], inner, digits, parent, SECOND_NUMBER, known=True)
        others = [found for found in self._named(inner) if found != unit_id(digits)]
        return Identity(unit_id(digits), inner, digits, parent, SAME_NAME if others else None)

    def _by_name_only(self, inner: str, parent: str | None) -> Identity:
        by_name = unnumbered_unit_id(inner, parent)
        named = self._named(inner, inside=parent)
        if by_name in named or not named:
            return Identity(by_name, inner, None, parent, None, known=bool(named))
        if len(named) == 1:
            return Identity(named[0], inner, None, parent, None, known=True)
        return Identity(by_name, inner, None, parent, AMBIGUOUS)

    def _supplier(self, name: str, number: str | None, country: str) -> Identity:
        if country not in _NORWAY:
            return Identity(supplier_id(name, country), name, number)
        digits, flag = _checked(number)
        if digits is None:
            return Identity(supplier_id(name, "no"), name, None, None, flag)
        holder = self._node(unit_id(digits))
        if holder is not None and holder.kind == "unit":
            return Identity(supplier_id(name, "no"), name, digits)
        return Identity(unit_id(digits), name, digits, known=holder is not None)

    def _named(self, name: str, *, inside: str | None = None) -> list[str]:
        """Ids of units that bear exactly this name once normalised, in order; only those below `inside`, if given."""
        normal = normal_name(name)
        if normal not in self._by_name:
            self._by_name[normal] = self._search(normal)
        met = self._met.get(normal, {})
        found = sorted({*self._by_name[normal], *met})
        if inside is None:
            return found
        return [unit for unit in found if met.get(unit) == inside or inside in self._ancestors(unit)]

    def _search(self, normal: str) -> list[str]:
        """Units whose name is `normal` once normalised; those that lack one of its words need not be fetched."""
        words = set(tokens(normal))
        if self._view is None or not words:
            return []
        found = self._view.search(sorted(words), kinds={"unit"}, on=self._on, limit=_CANDIDATES)
        likely = [hit.id for hit in found.hits if words <= hit.counts.keys()]
        nodes = self._view.get(likely, self._on) if likely else {}
        return sorted(node.id for node in nodes.values() if normal in {normal_name(text) for text in _names(node)})

    def _node(self, unit: str) -> Node | None:
        if self._view is None:
            return None
        if unit not in self._nodes:
            self._nodes[unit] = self._view.get([unit], self._on).get(unit)
        return self._nodes[unit]

    def _ancestors(self, unit: str) -> frozenset[str]:
        """Every unit this one is or was part of, level by level."""
        if self._view is None:
            return frozenset()
        if unit not in self._above:
            above: set[str] = set()
            level = {unit}
            for _ in range(_LEVELS):
                read = self._view.neighbours(level, kinds={"part_of"}, direction="out", on=self._on, cap=_CANDIDATES)
                level = {relation.to_id for relation in read.relations} - above
                above |= level
                if not level:
                    break
            self._above[unit] = frozenset(above)
        return self._above[unit]


def _checked(number: str | None) -> tuple[str | None, str | None]:
    """(nine digits or None, flag)."""
    if not number or not number.strip():
        return None, None
    digits = clean_number(number)
    return (digits, None) if digits and valid_orgnr(digits) else (None, BAD_NUMBER)


def _names(node: Node) -> list[str]:
    name = node.props.get("name") or {}
    names = list(name.values()) if isinstance(name, dict) else [str(name)]
    return [*names, *node.props.get("aliases", ()), node.props.get("register_name") or ""]


def _abroad(name: str, number: str | None, country: str) -> Identity:
    """A body of another country: by its own number as written there, else by country and name."""
    plain, land = " ".join(name.split()), slug(country)
    if number and slug(number):
        return Identity(f"{land}-orgnr-{slug(number)}", plain, number.strip())
    return Identity(f"unit-{land}-{slug(plain)}", plain)
