"""The units a load has taken so far, and those the graph held before, so that what belongs to them is found."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from graph.ids import clean_number, unit_id, unnumbered_unit_id, valid_orgnr
from loaders.brreg.entities import Entity
from loaders.brreg.names import readable
from loaders.brreg.public import table
from loaders.resolve import SECOND_NUMBER
from loaders.source import Reading

#: Ids looked up in the graph at once.
_BATCH = 500


class Taken:
    """Numbers taken in this load as units, and those the graph held as units before it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._units: set[str] = set()
        self._by_name: dict[str, str] = {}

    def add(self, entity: Entity) -> str:
        """Takes `entity` as a unit and gives its id: by number, or by name where the number fails its check.

        A part of an organisation whose name the graph holds without a number, in the same parent, is that unit.
        """
        self._units.add(entity.number)
        if not entity.sound:
            node_id = unnumbered_unit_id(readable(entity.name))
        elif entity.form in table().part_forms:
            node_id = self._known_by_name(entity) or unit_id(entity.number)
        else:
            return unit_id(entity.number)
        if node_id != unit_id(entity.number):
            self._by_name[entity.number] = node_id
        return node_id

    def _known_by_name(self, entity: Entity) -> str | None:
        parent = unit_id(entity.parent) if valid_orgnr(entity.parent) else None
        identity = self._reading.known.unit(readable(entity.name), entity.number, parent_hint=parent)
        without_number = identity.flag == SECOND_NUMBER and clean_number(identity.id) is None
        return identity.id if without_number else None

    def look_up(self, numbers: Iterable[str]) -> None:
        """Notes which of these numbers the graph holds as units, asked in batches."""
        asked = (number for number in numbers if number not in self._units and valid_orgnr(number))
        while batch := set(islice(asked, _BATCH)):
            kinds = self._reading.known.kinds(unit_id(number) for number in batch)
            self._units.update(number for number in batch if kinds.get(unit_id(number)) == "unit")

    def holds(self, entity: Entity) -> bool:
        """Whether it belongs to a unit, or the graph holds it as one."""
        return entity.parent in self._units or entity.number in self._units

    def unit(self, number: str) -> str | None:
        """The id of the unit of this number, if it is one."""
        if number in self._by_name:
            return self._by_name[number]
        return unit_id(number) if number in self._units else None

    def parent(self, entity: Entity) -> str | None:
        """The id of what `entity` belongs to; None, and said, where its number cannot be right."""
        if not entity.parent:
            return None
        if entity.parent in self._by_name:
            return self._by_name[entity.parent]
        if not valid_orgnr(entity.parent):
            self._reading.warn(entity.where, "brreg_parent_number", number=entity.parent, name=entity.name)
            return None
        return unit_id(entity.parent)
