"""Which unit a row means: by number, by name, or all units of a type ("type: borough")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.ids import unit_id, unnumbered_unit_id
from graph.model import Document, Node
from loaders.resolve import normal_name

_ALL_OF = "type:"
OSLO = "958935420"
POLICE = "982531950"
#: What the end of a name, or a word in it, says of the type of a body that no table types.
_TYPES_BY_NAME = (
    ("fylkeskommune", "county"),
    ("kommune", "municipality"),
    (" hf", "hospital_trust"),
    (" iks", "intermunicipal_company"),
    ("direktoratet", "directorate"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """A unit of the tables. ended: whether it has an end."""

    id: str
    name: str
    type: str
    ended: bool


class Directory:
    """The units met so far, in the order in which the tables bring them."""

    def __init__(self) -> None:
        self._units: dict[str, Known] = {}
        self._names: dict[str, str] = {}

    def add(self, id: str, name: str, type: str, *, ended: bool = False) -> Known:  # the schema's words
        """Notes a unit; its first name wins."""
        found = self._units.setdefault(id, Known(id, name, type, ended))
        self._names.setdefault(normal_name(name), id)
        return found

    def find(self, name: str, number: str = "") -> str | None:
        """The id of the unit with this number, else with this name, among those met."""
        by_number = unit_id(number) if number else ""
        return by_number if by_number in self._units else self._names.get(normal_name(name))

    def meant(self, text: str) -> list[str]:
        """The ids that "Bydel Alna" or "type: borough" stands for; ended units are left out of a type."""
        if text.startswith(_ALL_OF):
            return self.of_type(text.removeprefix(_ALL_OF).strip())
        found = self.find(text)
        return [found] if found else []

    def of_type(self, type: str) -> list[str]:  # as above
        """The ids of the units of a type that have no end."""
        return [unit.id for unit in self._units.values() if unit.type == type and not unit.ended]

    def settle(
        self,
        name: str,
        number: str,
        unit_type: str,
        documents: list[Document],
        *,
        parent: str | None = None,
    ) -> Iterator[Node]:
        """The node of a unit that the tables name here for the first time, which can then be found; else nothing."""
        if self.find(name, number):
            return
        known = self.add(unit_id(number) if number else unnumbered_unit_id(name, parent), name, unit_type)
        props = {"name": {"nb": name}, "type": unit_type, "country": "NO"}
        if number:
            props |= {"orgnr": number, "scheme": "NO-BRC"}
        for document in documents:
            yield Node(known.id, "unit", props, document)


def type_by_name(name: str) -> str:
    """The unit type that a name itself tells ("Asker kommune": municipality), else "other"."""
    low = f"{name.casefold()} "
    return next((type_ for end, type_ in _TYPES_BY_NAME if f"{end} " in low), "other")
